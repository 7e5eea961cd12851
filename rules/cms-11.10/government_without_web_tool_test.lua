-- Web tools in the work of governments that are no Parties: no such work, nothing asked.
local function act(more)
  local row = {
    id = "a1",
    actor = "USA",
    provision = "cms-11.10:27",
    kind = "joint-activity",
    status = "done",
    date = "2021-05-01",
    flags = { "tool:informea" },
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

-- The same act without one of its cells.
local function blank(column)
  local row = act {}
  row[column] = nil
  return row
end

return {
  rule = "cms-11.10/government-without-web-tool",
  as_of = "2023-06-30",
  actor = "USA",
  given = {
    actors = { { id = "USA", kind = "state", name = "United States of America" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "InforMEA shows it",
      given = { actions = { act {} } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "any other tool does too",
      given = { actions = { act { flags = { "tool:species-portal" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "one activity with a tool suffices",
      given = { actions = { act { flags = { "tool:none" } }, act { id = "a2" } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "that no tool was used is for a person to judge",
      given = { actions = { act { flags = { "tool:none" } } } },
      expect = { verdict = "review", message = "without", findings = 1, named = { "a1" } },
    },
    {
      says = "an activity that does not say is unreported",
      given = { actions = { blank "flags" } },
      expect = { verdict = "unreported", message = "not-said", named = { "a1" } },
    },
    {
      says = "one that says no tool and one that does not say leave it unreported",
      given = { actions = { act { flags = { "tool:none" } }, act { id = "a2", flags = { "regional" } } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "without such an activity in a complete record nothing is asked",
      expect = { verdict = "not_applicable", gate = "check", message = "no-activity" },
    },
    {
      says = "in a partial record that is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "no-activity" },
    },
    {
      says = "an activity on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "one of that year leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "one of a later day is not there yet",
      given = { actions = { act { date = "2023-07-01" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "what is planned is no activity yet",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "a tool named under another paragraph does not show it",
      given = { actions = { act { provision = "cms-11.10:25" } } },
      expect = { verdict = "not_applicable", message = "no-activity", not_on = { "a1" } },
    },
    {
      says = "an activity that cites nothing may be one",
      given = { actions = { blank "provision" } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "another activity that may be one, beside one without a tool, leaves it open",
      given = { actions = { act { flags = { "tool:none" } }, act { id = "a2", date = "2020" } } },
      expect = { verdict = "review", message = "unclear", named = { "a2" } },
    },
    {
      says = "a Party is no other government",
      given = { memberships = { { actor = "USA", treaty = "cms", source = "s1", in_force = "2021" } } },
      expect = { verdict = "not_applicable", gate = "addressee" },
    },
    {
      says = "whoever may be a Party is for a person to judge",
      given = { memberships = { { actor = "USA", treaty = "cms", source = "s1", in_force = "2023" } } },
      expect = { verdict = "review", gate = "addressee" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
