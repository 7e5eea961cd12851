-- Whether the Secretariat's engagement with partners' committees shows: an act, or a part taken in one.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
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

-- A seat of the Secretariat in a committee.
local function seat(more)
  local meeting = { id = "m1", body = "iucn", kind = "expert-committee", from = "2021-05-01" }
  for column, value in pairs(more or {}) do
    meeting[column] = value
  end
  return {
    meetings = { meeting },
    participation = { { id = "p1", meeting = "m1", actor = "cms-sec", capacity = "observer" } },
  }
end

return {
  rule = "cms-11.10/secretariat-not-in-expert-processes",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "iucn", kind = "organization", name = "IUCN" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:11" } }, since = "2020-02-22" } } },
  cases = {
    { says = "an act shows it", given = act(), expect = { verdict = "met", findings = 0, rests_on = { "a1" } } },
    {
      says = "so does a part in a partner's committee, in whatever capacity",
      given = seat(),
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },
    {
      says = "a committee on the day of effect counts",
      given = seat { from = "2020-02-22" },
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "one the day before does not",
      given = seat { from = "2020-02-21" },
      expect = { verdict = "unreported", message = "none" },
    },
    { says = "a committee of today counts", given = seat { from = "2025-06-30" }, expect = { verdict = "met" } },
    {
      says = "one of tomorrow does not",
      given = seat { from = "2025-07-01" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a committee of 2020, day unknown, leaves it open",
      given = seat { from = "2020" },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act shows it beside such a committee",
      given = {
        actions = act().actions,
        meetings = seat({ from = "2020" }).meetings,
        participation = seat().participation,
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a committee that the Secretariat convened is no partner's",
      given = seat { body = "cms-sec" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "nor is one of another body of CMS",
      given = seat { body = "cms-scc" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a meeting of another kind is none",
      given = seat { kind = "cop" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "another's part in a committee is not the Secretariat's",
      given = {
        meetings = seat().meetings,
        participation = { { id = "p1", meeting = "m1", actor = "cbd-sec", capacity = "observer" } },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "no engagement in a complete record is no gap, for \"as appropriate\" leaves it to the Secretariat",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "nor in a partial one",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "what is planned is not yet done",
      given = act { status = "planned" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act for another paragraph shows nothing here",
      given = act { provision = "cms-11.10:13" },
      expect = { verdict = "unreported", message = "none", not_on = { "a1" } },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "without a record of whose secretariat is whose it is open",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
