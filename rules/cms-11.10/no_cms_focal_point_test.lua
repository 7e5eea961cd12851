-- Is a CMS focal point on record? Paragraph 25 presupposes one.
local function focal_point(columns)
  local row = { actor = "KEN", role = "cms-nfp", institution = "Ministry of Environment", designated = "2016-01-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-cms-focal-point",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
  },
  complete = { focal_points = { { where = { role = { "cms-nfp" } }, since = "2015-01-01" } } },
  cases = {
    {
      says = "a designation in force meets it, and it alone is the evidence",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        focal_points = {
          focal_point { id = "f1" },
          focal_point { id = "f2", actor = "UGA" },
          focal_point { id = "f3", role = "cbd-nfp" },
        },
      },
      without = { "focal_points" },
      expect = { verdict = "met", findings = 0, rests_on = { "f1" }, not_on = { "f2", "f3" } },
    },
    {
      says = "none in a complete register is a gap",
      expect = { verdict = "gap", message = "never", findings = 1 },
    },
    {
      says = "none in a register that is not declared complete is unreported",
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "never", findings = 1 },
    },
    {
      says = "a register that was complete until the day before says nothing of today",
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cms-nfp" } }, since = "2015-01-01", ["until"] = "2023-06-29" } },
      },
      expect = { verdict = "unreported", message = "never" },
    },
    {
      says = "a register that is complete until today does",
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cms-nfp" } }, since = "2015-01-01", ["until"] = "2023-06-30" } },
      },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "ended without a successor, in a complete register: a gap that says when",
      given = { focal_points = { focal_point { id = "f1", ended = "2019-05-01" } } },
      expect = { verdict = "gap", message = "lapsed", args = { ended = "2019-05-01" }, findings = 1 },
    },
    {
      says = "ended without a successor, in a register that is not complete: unreported, and it says when",
      given = { focal_points = { focal_point { id = "f1", ended = "2019-05-01" } } },
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "lapsed", args = { ended = "2019-05-01" } },
    },
    {
      says = "of two that ended the later one is named",
      given = {
        focal_points = {
          focal_point { id = "f1", ended = "2019-05-01" },
          focal_point { id = "f2", designated = "2019-05-01", ended = "2021-05-01" },
        },
      },
      expect = { verdict = "gap", message = "lapsed", args = { ended = "2021-05-01" } },
    },
    {
      says = "a designation is no longer in force on the day it ends",
      given = { focal_points = { focal_point { id = "f1", ended = "2023-06-30" } } },
      expect = { verdict = "gap", message = "lapsed", args = { ended = "2023-06-30" } },
    },
    {
      says = "it is in force on the day before it ends: an end that lies ahead is no end yet",
      given = { focal_points = { focal_point { id = "f1", ended = "2023-07-01" } } },
      expect = { verdict = "met", rests_on = { "f1" } },
    },
    {
      says = "it is in force from the day of designation",
      given = { focal_points = { focal_point { id = "f1", designated = "2023-06-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "it is not there the day before",
      given = { focal_points = { focal_point { id = "f1", designated = "2023-07-01" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "designated in the year of the question, day unknown: a person must judge",
      given = { focal_points = { focal_point { id = "f1", designated = "2023" } } },
      expect = { verdict = "review", message = "never" },
    },
    {
      says = "designated in the year before, day unknown: in force",
      given = { focal_points = { focal_point { id = "f1", designated = "2022" } } },
      expect = { verdict = "met" },
    },
    {
      says = "ended in the month of the question, day unknown: a person must judge",
      as_of = "2023-06-15",
      given = { focal_points = { focal_point { id = "f1", designated = "2016", ended = "2023-06" } } },
      expect = { verdict = "review" },
    },
    {
      says = "no date of designation: possibly in force, a person must judge",
      given = {
        focal_points = { { id = "f1", actor = "KEN", role = "cms-nfp", institution = "Ministry of Environment" } },
      },
      expect = { verdict = "review", message = "never" },
    },
    {
      says = "no date of designation, but confirmed since: in force",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cms-nfp",
            institution = "Ministry of Environment",
            confirmed = "2022-03-01",
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a focal point for another convention is none for CMS",
      given = { focal_points = { focal_point { id = "f1", role = "cbd-nfp" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a focal point of another Party is none of this one",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        focal_points = { focal_point { id = "f1", actor = "UGA" } },
      },
      expect = { verdict = "gap", message = "never", not_on = { "f1" } },
    },
    {
      says = "a register complete for another role says nothing of this one",
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-nfp" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "never" },
    },
    {
      says = "the regional organization is asked like any Party",
      actor = "EUE",
      given = {
        actors = { { id = "EUE", kind = "reio", name = "European Union" } },
        memberships = { { actor = "EUE", treaty = "cms", source = "s1", in_force = "1999-05-01" } },
        focal_points = { focal_point { id = "f1", actor = "EUE" } },
      },
      without = { "actors", "memberships", "focal_points" },
      expect = { verdict = "met" },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
    {
      says = "on the day of its effect it applies",
      as_of = "2020-02-22",
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a State that has only signed is not asked",
      given = { memberships = { { actor = "KEN", treaty = "cms", source = "s1", signed = "1979-06-23" } } },
      without = { "memberships" },
      expect = { verdict = "not_applicable", gate = "addressee" },
    },
    {
      says = "where sources differ on membership, a person must judge whether it is asked",
      given = {
        memberships = {
          { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
          { actor = "KEN", treaty = "cms", source = "s2", signed = "1979-06-23" },
        },
      },
      without = { "memberships" },
      expect = { verdict = "review", gate = "addressee" },
    },
  },
}
