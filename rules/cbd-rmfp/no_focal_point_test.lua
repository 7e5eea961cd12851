-- Is a resource mobilization focal point on record today?.
local function focal_point(columns)
  local row = { actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment", designated = "2012-01-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/no-focal-point",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
  },
  cases = {
    {
      says = "a holder today meets it",
      given = { focal_points = { focal_point { id = "f1" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "f1" }, cause = false },
    },
    {
      says = "a term that has ended, in a complete register, is a gap that says when",
      given = { focal_points = { focal_point { id = "f1", ended = "2016-01-01" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "lapsed", args = { ended = "2016-01-01" }, findings = 1, cause = false },
    },
    {
      says = "in a register that is not complete it is unreported",
      given = { focal_points = { focal_point { id = "f1", ended = "2016-01-01" } } },
      expect = { verdict = "unreported", message = "lapsed", args = { ended = "2016-01-01" } },
    },
    {
      says = "a register complete today is enough: the question is about today",
      given = { focal_points = { focal_point { id = "f1", ended = "2016-01-01" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "lapsed" },
    },
    {
      says = "the term ends today: a gap",
      given = { focal_points = { focal_point { id = "f1", ended = "2023-06-30" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "lapsed" },
    },
    {
      says = "the term ends tomorrow: met",
      given = { focal_points = { focal_point { id = "f1", ended = "2023-07-01" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "nobody at any time, complete for the whole time: the other rule has the finding",
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "nobody on record, complete today but not for the whole time: a gap",
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "never", findings = 1, cause = false },
    },
    {
      says = "nobody on record, not complete: unreported",
      expect = { verdict = "unreported", message = "never", findings = 1, cause = false },
    },
    {
      says = "consideration on record meets the words",
      given = {
        actions = {
          {
            id = "a9",
            actor = "KEN",
            provision = "cbd-rmfp:appoint",
            kind = "consideration",
            status = "done",
            date = "2012-05-01",
          },
        },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "met", rests_on = { "a9" }, cause = false },
    },
    {
      says = "so does a reasoned refusal",
      given = {
        actions = {
          {
            id = "a9",
            actor = "KEN",
            provision = "cbd-rmfp:appoint",
            kind = "consideration",
            status = "refused",
            date = "2012-05-01",
          },
        },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "met", rests_on = { "a9" } },
    },
    {
      says = "so does consideration after a term has ended",
      given = {
        focal_points = { focal_point { id = "f1", ended = "2016-01-01" } },
        actions = {
          {
            id = "a9",
            actor = "KEN",
            provision = "cbd-rmfp:appoint",
            kind = "consideration",
            status = "done",
            date = "2017-01-01",
          },
        },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "met", rests_on = { "a9" } },
    },
    {
      says = "a designation of this year, day unknown, is for a person to judge",
      given = { focal_points = { focal_point { id = "f1", designated = "2023" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "never", cause = "review" },
    },
    {
      says = "a new designation of this year after one that ended: a person must judge",
      given = {
        focal_points = {
          focal_point { id = "f1", ended = "2016-01-01" },
          focal_point { id = "f2", designated = "2023" },
        },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "lapsed", cause = false },
    },
    {
      says = "a holder of another Party is none of this one",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        focal_points = { focal_point { id = "f1", actor = "UGA" } },
      },
      expect = { verdict = "unreported", message = "never", not_on = { "f1" } },
    },
    {
      says = "the EU is asked like any Party",
      actor = "EUE",
      given = {
        actors = { { id = "EUE", kind = "reio", name = "European Union" } },
        memberships = { { actor = "EUE", treaty = "cbd", source = "s1", in_force = "1999-05-01" } },
        focal_points = { focal_point { id = "f1", actor = "EUE" } },
      },
      without = { "actors", "memberships" },
      expect = { verdict = "met" },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = { focal_points = { focal_point { id = "f1", designated = "2005-01-01" } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
