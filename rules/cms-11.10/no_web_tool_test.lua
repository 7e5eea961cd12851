-- Web tools in work on mutually supportive activities: any tool; no such work, nothing asked.
local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cms-11.10:27",
    kind = "joint-activity",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-web-tool",
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
      says = "InforMEA shows it",
      given = { actions = { act { id = "a1", flags = { "tool:informea" } } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "whatever the kind of the activity, on record or not",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:27",
            status = "done",
            date = "2021-05-01",
            flags = { "tool:informea" },
          },
        },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "any other tool does too: InforMEA is an example",
      given = { actions = { act { id = "a1", flags = { "tool:species-portal" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "one activity with a tool suffices",
      given = { actions = { act { id = "a1", flags = { "tool:none" } }, act { id = "a2", flags = { "tool:dart" } } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "DaRT under paragraph 25 shows it",
      given = { actions = { act { id = "a1", provision = "cms-11.10:25", kind = "dart", counterparts = { "cbd" } } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a tool named under paragraph 25 shows it",
      given = {
        actions = {
          act { id = "a1", provision = "cms-11.10:25", kind = "working-group", flags = { "tool:informea" } },
        },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a tool named under another paragraph does not",
      given = {
        actions = {
          act { id = "a1", provision = "cms-11.10:26.a", kind = "position-coordination", flags = { "tool:informea" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "no activity in a complete record: nothing is asked",
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "no activity in a record that is not complete: unreported",
      expect = { verdict = "unreported", message = "no-activity", findings = 1 },
    },
    {
      says = "collaboration under paragraph 25 without a tool is no activity of this kind",
      given = {
        actions = { act { id = "a1", provision = "cms-11.10:25", kind = "working-group", flags = { "tool:none" } } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "that no tool was used is for a person to judge: the paragraph encourages",
      given = { actions = { act { id = "a1", flags = { "tool:none" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "without", findings = 1, named = { "a1" } },
    },
    {
      says = "an activity that does not say is unreported",
      given = { actions = { act { id = "a1" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "flags that name no tool do not say",
      given = { actions = { act { id = "a1", flags = { "field-work" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "one without a tool and one that does not say: unreported",
      given = { actions = { act { id = "a1", flags = { "tool:none" } }, act { id = "a2" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "two that used none: one finding",
      given = { actions = { act { id = "a1", flags = { "tool:none" } }, act { id = "a2", flags = { "tool:none" } } } },
      expect = { verdict = "review", message = "without", findings = 1, named = { "a1", "a2" } },
    },
    {
      says = "an activity that may lie before the effect is for a person to judge",
      given = { actions = { act { id = "a1", date = "2020", flags = { "tool:dart" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "one that used none, and one that may lie before the effect",
      given = {
        actions = {
          act { id = "a1", flags = { "tool:none" } },
          act { id = "a2", date = "2020", flags = { "tool:dart" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a2" } },
    },
    {
      says = "an act that cites nothing may be meant where it is a joint activity",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "joint-activity",
            status = "done",
            date = "2021-05-01",
            flags = { "tool:dart" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "of another kind it is not meant",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "activity",
            status = "done",
            date = "2021-05-01",
            flags = { "tool:dart" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "a refused activity is none",
      given = { actions = { act { id = "a1", status = "refused", flags = { "tool:dart" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "an activity on the day of effect counts",
      given = { actions = { act { id = "a1", date = "2020-02-22", flags = { "tool:dart" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an activity on the day before does not",
      given = { actions = { act { id = "a1", date = "2020-02-21", flags = { "tool:dart" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity" },
    },
    {
      says = "an activity of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = { act { id = "a1", actor = "UGA", flags = { "tool:dart" } } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "not_applicable", message = "no-activity", not_on = { "a1" } },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = { actions = { act { id = "a1", date = "2020-02-20", flags = { "tool:dart" } } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
