-- Has anybody held the office at any time? The rule on which the duties rest.
local function focal_point(columns)
  local row = { actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cbd-rmfp:appoint",
    kind = "consideration",
    status = "done",
    date = "2012-05-01",
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/no-holder",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
  },
  complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
  cases = {
    {
      says = "a holder today meets it",
      given = { focal_points = { focal_point { id = "f1", designated = "2012-01-01" } } },
      without = { "focal_points" },
      expect = { verdict = "met", findings = 0, rests_on = { "f1" } },
    },
    {
      says = "a holder whose term has ended meets it too: there was one",
      given = { focal_points = { focal_point { id = "f1", designated = "2012-01-01", ended = "2016-01-01" } } },
      expect = { verdict = "met", rests_on = { "f1" } },
    },
    {
      says = "nobody at any time, in a register complete for the whole time, is a gap",
      expect = { verdict = "gap", message = "never", args = { since = "2008-05-30" }, findings = 1 },
    },
    {
      says = "a register complete for a part of the time leaves the rest open: nothing to say",
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } } },
      expect = { verdict = "not_applicable", message = "never" },
    },
    {
      says = "a day is enough to leave it open",
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-31" } } },
      expect = { verdict = "not_applicable", message = "never" },
    },
    {
      says = "a register complete until yesterday leaves today open",
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30", ["until"] = "2023-06-29" } },
      },
      expect = { verdict = "not_applicable", message = "never" },
    },
    {
      says = "nobody, in a register that is not complete: nothing to say, and today's rule has the finding",
      without = { "focal_points" },
      expect = { verdict = "not_applicable", message = "never", findings = 1 },
    },
    {
      says = "consideration on record meets the words",
      given = { actions = { act { id = "a9" } } },
      expect = { verdict = "met", rests_on = { "a9" } },
    },
    {
      says = "so does a reasoned refusal",
      given = { actions = { act { id = "a9", status = "refused" } } },
      expect = { verdict = "met", rests_on = { "a9" } },
    },
    {
      says = "so does consideration under way",
      given = { actions = { act { id = "a9", status = "ongoing" } } },
      expect = { verdict = "met", rests_on = { "a9" } },
    },
    {
      says = "an intention to consider does not",
      given = { actions = { act { id = "a9", status = "planned" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "consideration before the invitation does not",
      given = { actions = { act { id = "a9", date = "2008-05-29" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "consideration on the day of the invitation does",
      given = { actions = { act { id = "a9", date = "2008-05-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "consideration of the month of the invitation, day unknown: a person must judge",
      given = { actions = { act { id = "a9", date = "2008-05" } } },
      expect = { verdict = "review" },
    },
    {
      says = "another act on the invitation is no consideration",
      given = { actions = { act { id = "a1", kind = "contact" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a term that ended on the day of the invitation lies before it",
      given = { focal_points = { focal_point { id = "f1", designated = "2005-01-01", ended = "2008-05-30" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a term that ended the day after does not",
      given = { focal_points = { focal_point { id = "f1", designated = "2005-01-01", ended = "2008-05-31" } } },
      expect = { verdict = "met" },
    },
    {
      says = "a term that begins tomorrow is not there",
      given = { focal_points = { focal_point { id = "f1", designated = "2023-07-01" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a designation of this year, day unknown, is for a person to judge",
      given = { focal_points = { focal_point { id = "f1", designated = "2023" } } },
      expect = { verdict = "review", message = "never" },
    },
    {
      says = "a designation without a date is for a person to judge",
      given = { focal_points = { focal_point { id = "f1" } } },
      expect = { verdict = "review", message = "never" },
    },
    {
      says = "the national focal point is another office",
      given = { focal_points = { focal_point { id = "f1", role = "cbd-nfp", designated = "2012-01-01" } } },
      expect = { verdict = "gap", message = "never" },
    },
    {
      says = "a holder of another Party is none of this one",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        focal_points = { focal_point { id = "f1", actor = "UGA", designated = "2012-01-01" } },
      },
      expect = { verdict = "gap", message = "never", not_on = { "f1" } },
    },
    {
      says = "a State that has only signed is not asked",
      given = { memberships = { { actor = "KEN", treaty = "cbd", source = "s1", signed = "1993-06-04" } } },
      without = { "memberships" },
      expect = { verdict = "not_applicable", gate = "addressee" },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = { focal_points = { focal_point { id = "f1", designated = "2005-01-01" } } },
      without = { "focal_points" },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
    {
      says = "on the day of the invitation it applies",
      as_of = "2008-05-30",
      expect = { verdict = "gap", message = "never" },
    },
  },
}
