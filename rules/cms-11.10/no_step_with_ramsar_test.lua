-- Steps towards stronger cooperation with Ramsar: acts and new arrangements, and the memorandum that is older.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
    provision = "cms-11.10:17",
    kind = "activity",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function arrangement(more)
  local row = { id = "p1", parties = { "cms-sec", "ramsar-sec" }, kind = "mou", from = "2010" }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return { partnerships = { row } }
end

return {
  rule = "cms-11.10/no-step-with-ramsar",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cites-sec", kind = "secretariat", name = "Secretariat of CITES" },
      { id = "ramsar-sec", kind = "secretariat", name = "Secretariat of the Ramsar Convention" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:17" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "a record complete for acts of the kind shows that there was none",
      without = { "actions" },
      complete = { actions = { { where = { kind = { "activity" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one act shows it",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "so does an arrangement that was made since the effect",
      given = arrangement { from = "2020-02-22" },
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },
    {
      says = "and one that has ended since",
      given = arrangement { from = "2021-01-01", to = "2022-01-01" },
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "the memorandum is older and alone does not show it",
      given = arrangement(),
      expect = { verdict = "gap", message = "older", args = { from = "2010" }, findings = 1, named = { "p1" } },
    },
    {
      says = "in a partial record it leaves it unreported",
      without = { "actions" },
      given = arrangement(),
      expect = { verdict = "unreported", message = "older", args = { from = "2010" } },
    },
    {
      says = "an arrangement of the day before the effect is older",
      given = arrangement { from = "2020-02-21" },
      expect = { verdict = "gap", message = "older", args = { from = "2020-02-21" } },
    },
    {
      says = "one that ended before today is not named",
      given = arrangement { to = "2025-06-30" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one that ends tomorrow is",
      given = arrangement { to = "2025-07-01" },
      expect = { verdict = "gap", message = "older" },
    },
    {
      says = "an arrangement of 2020, day unknown, leaves it open",
      given = arrangement { from = "2020" },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "one without a date leaves it open",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "ramsar-sec" }, kind = "mou" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act shows it beside one without a date",
      given = {
        actions = { act() },
        partnerships = { { id = "p1", parties = { "cms-sec", "ramsar-sec" }, kind = "mou" } },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "an arrangement with another secretariat shows nothing",
      given = arrangement { parties = { "cites-sec", "cms-sec" }, from = "2021-01-01" },
      expect = { verdict = "gap", message = "none", not_on = { "p1" } },
    },
    {
      says = "no step in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "an act of 2020, day unknown, leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "an act of tomorrow is not there",
      given = { actions = { act { date = "2025-07-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an arrangement of tomorrow is not there",
      given = arrangement { from = "2025-07-01" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "what is planned is not yet done",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "an act of that kind that cites nothing leaves it open",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act for another paragraph shows nothing here",
      given = { actions = { act { provision = "cms-11.10:3", counterparts = { "ramsar-sec" } } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "another secretariat is not asked",
      actor = "ramsar-sec",
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
