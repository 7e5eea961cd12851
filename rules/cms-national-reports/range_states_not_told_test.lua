-- What a Party has told of the listed species in its range: one statement on record shows it.
local function act(more)
  local row = {
    id = "a1",
    actor = "KEN",
    provision = "cms-national-reports:vi.2",
    kind = "range-state-list",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return { actions = { row } }
end

return {
  rule = "cms-national-reports/range-states-not-told",
  as_of = "2025-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" } },
  },
  complete = { actions = { { where = { provision = { "cms-national-reports:vi.2" } }, since = "1983-11-01" } } },
  cases = {
    {
      says = "one statement shows it, however old",
      given = act { date = "1999-06-01" },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "no statement in a complete record is a gap",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "nor one that is not known to be on this",
      given = act { provision = "cms-11.10:25" },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "a record that begins a day later leaves it unreported",
      without = { "actions" },
      complete = { actions = { { where = { provision = { "cms-national-reports:vi.2" } }, since = "1983-11-02" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a statement that is planned is none",
      given = act { status = "planned" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "a statement without a date leaves it unreported",
      without = { "actions" },
      given = { actions = { { id = "a1", actor = "KEN", kind = "range-state-list", status = "done" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act of that kind that cites nothing leaves it open",
      given = {
        actions = { { id = "a1", actor = "KEN", kind = "range-state-list", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act of another kind that cites nothing does not",
      given = { actions = { { id = "a1", actor = "KEN", kind = "activity", status = "done", date = "2021-05-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "who is no Party is not asked",
      without = { "memberships" },
      expect = { verdict = "not_applicable", gate = "addressee" },
    },
  },
}
