-- Whether an Agreement's engagement with partners' committees shows, and when its mandate puts it out of scope.
local function act(more)
  local row = {
    id = "a1",
    actor = "agr-aewa",
    provision = "cms-11.10:11",
    kind = "activity",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function seat(body)
  return {
    meetings = { { id = "m1", body = body, kind = "expert-committee", from = "2021-05-01" } },
    participation = { { id = "p1", meeting = "m1", actor = "agr-aewa", capacity = "delegate" } },
  }
end

local outside = act { id = "a2", status = "refused", flags = { "outside-mandate" } }

return {
  rule = "cms-11.10/agreement-not-in-expert-processes",
  as_of = "2025-06-30",
  actor = "agr-aewa",
  given = {
    actors = {
      { id = "agr-aewa", kind = "agreement", name = "AEWA" },
      { id = "iucn", kind = "organization", name = "IUCN" },
    },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:11" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "an act shows it",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "so does a part in a partner's committee",
      given = seat "iucn",
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "a committee of its own is no partner's",
      given = seat "agr-aewa",
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal as outside its mandate puts the Agreement out of scope",
      given = { actions = { outside } },
      expect = { verdict = "not_applicable", message = "outside-mandate", named = { "a2" } },
    },
    {
      says = "engagement on record counts beside such a refusal",
      given = { actions = { act(), outside } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a refusal without a reason is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "and so is one for another reason",
      given = { actions = { act { status = "refused", flags = { "cost" } } } },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "a refusal for another paragraph puts it out of no scope here",
      given = { actions = { act { provision = "cms-11.10:3", status = "refused", flags = { "outside-mandate" } } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a mandate of which nothing is on record leaves no engagement unreported, complete or not",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "the same in a partial record",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act before the effect shows nothing",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act of 2020, day unknown, leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
