-- What is said of the Scientific Council, whose part in paragraph 11 is open, and of other bodies.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-scc",
    provision = "cms-11.10:11",
    kind = "activity",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return { actions = { row } }
end

local function seat(body)
  return {
    meetings = { { id = "m1", body = body, kind = "expert-committee", from = "2021-05-01" } },
    participation = { { id = "p1", meeting = "m1", actor = "cms-scc", capacity = "delegate" } },
  }
end

return {
  rule = "cms-11.10/council-not-in-expert-processes",
  as_of = "2025-06-30",
  actor = "cms-scc",
  given = {
    actors = {
      { id = "cms-scc", kind = "body", name = "Scientific Council" },
      { id = "cms-stc", kind = "body", name = "Standing Committee" },
      { id = "iucn", kind = "organization", name = "IUCN" },
    },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:11" } }, since = "2020-02-22" } } },
  cases = {
    { says = "an act shows it", given = act(), expect = { verdict = "met", findings = 0, rests_on = { "a1" } } },
    {
      says = "so does a part in a partner's committee",
      given = seat "iucn",
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "its own meetings are no partner's",
      given = seat "cms-scc",
      expect = { verdict = "review", message = "role" },
    },
    {
      says = "without a record its role is for a person to judge, even where the record is complete",
      expect = { verdict = "review", message = "role", findings = 1 },
    },
    {
      says = "the same in a partial record",
      without = { "actions" },
      expect = { verdict = "review", message = "role" },
    },
    {
      says = "a refusal leaves its role as open",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "role" },
    },
    {
      says = "an act of that kind that cites nothing leaves it unreported",
      given = {
        actions = { { id = "a1", actor = "cms-scc", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act before the effect shows nothing",
      given = act { date = "2020-02-21" },
      expect = { verdict = "review", message = "role" },
    },
    {
      says = "another body is not asked",
      actor = "cms-stc",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-body" },
    },
    {
      says = "nor is it where the record is of its engagement",
      actor = "cms-stc",
      given = act { actor = "cms-stc" },
      expect = { verdict = "not_applicable", message = "other-body", not_on = { "a1" } },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
