-- Acts begun since the repeal that rest on a repealed resolution; earlier acts are history.
local function act(columns)
  local row = { actor = "KEN", kind = "activity", status = "done", date = "2021-05-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/repealed-mandate",
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
      says = "one act that names a mandate and one that may: both are looked at",
      given = {
        actions = {
          act { id = "a1", mandate = { "cms-10.25" } },
          act { id = "a2", date = "2023", mandate = { "cms-7.9" } },
        },
      },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a2" } },
    },
    {
      says = "cms-7.9 stands repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-7.9" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-7.9" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "cms-8.11 stands repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-8.11" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-8.11" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "cms-9.6 stands repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-9.6" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-9.6" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "cms-10.21 stands repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-10.21" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-10.21" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "cms-11.11 stands repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-11.11" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-11.11" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "10.25 is recalled, not repealed",
      given = { actions = { act { id = "a1", mandate = { "cms-10.25" } } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "the resolution itself is a mandate that stands",
      given = { actions = { act { id = "a1", mandate = { "cms-11.10" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "a repealed one beside one that stands is named alone",
      given = { actions = { act { id = "a1", mandate = { "cms-11.10", "cms-7.9" } } } },
      expect = { verdict = "review", message = "repealed", args = { resolutions = { "cms-7.9" } } },
    },
    {
      says = "two repealed ones in one act are one finding",
      given = { actions = { act { id = "a1", mandate = { "cms-7.9", "cms-9.6" } } } },
      expect = {
        verdict = "review",
        message = "repealed",
        args = { resolutions = { "cms-7.9", "cms-9.6" } },
        findings = 1,
      },
    },
    {
      says = "each act is a finding of its own; one that is fine adds none",
      given = {
        actions = {
          act { id = "a1", mandate = { "cms-7.9" } },
          act { id = "a2", mandate = { "cms-10.25" } },
          act { id = "a3", mandate = { "cms-9.6" } },
        },
      },
      expect = { verdict = "review", findings = 2, named = { "a1", "a3" } },
    },
    {
      says = "on the day of effect it is repealed already",
      given = { actions = { act { id = "a1", date = "2020-02-22", mandate = { "cms-7.9" } } } },
      expect = { verdict = "review", message = "repealed" },
    },
    {
      says = "the day before is history",
      given = { actions = { act { id = "a1", date = "2020-02-21", mandate = { "cms-7.9" } } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "an arrangement begun before is history, though it runs",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "activity",
            status = "done",
            from = "2018-01-01",
            mandate = { "cms-7.9" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "an arrangement begun since is not",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "activity",
            status = "done",
            from = "2021-01-01",
            mandate = { "cms-7.9" },
          },
        },
      },
      expect = { verdict = "review", message = "repealed" },
    },
    {
      says = "begun in the year of effect, day unknown: a person must judge",
      given = { actions = { act { id = "a1", date = "2020", mandate = { "cms-7.9" } } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "a coarse date does not matter for a mandate that stands",
      given = { actions = { act { id = "a1", date = "2020", mandate = { "cms-10.25" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act without a date is unreported",
      given = {
        actions = { { id = "a1", actor = "KEN", kind = "activity", status = "done", mandate = { "cms-7.9" } } },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an undecided act hides none of the others",
      given = {
        actions = {
          act { id = "a1", date = "2020", mandate = { "cms-7.9" } },
          act { id = "a2", mandate = { "cms-9.6" } },
        },
      },
      expect = { verdict = "review", findings = 2 },
    },
    {
      says = "an act that may lie after today is for a person to judge",
      given = { actions = { act { id = "a1", date = "2023", mandate = { "cms-7.9" } } } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a1" } },
    },
    {
      says = "no act names a mandate: nothing to look at, and not met",
      given = { actions = { act { id = "a1" } } },
      expect = { verdict = "not_applicable", message = "no-mandate" },
    },
    {
      says = "no act at all: nothing to look at",
      expect = { verdict = "not_applicable", message = "no-mandate" },
    },
    {
      says = "acts that name none add nothing to one that does",
      given = { actions = { act { id = "a1" }, act { id = "a2", mandate = { "cms-11.10" } } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "any act counts, whatever provision it cites",
      given = {
        actions = {
          act { id = "a1", provision = "cms-11.10:26.a", kind = "position-coordination", mandate = { "cms-11.11" } },
        },
      },
      expect = { verdict = "review", message = "repealed" },
    },
    {
      says = "the mandate of another Party's act is not this one's",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = { act { id = "a1", actor = "UGA", mandate = { "cms-7.9" } } },
      },
      expect = { verdict = "not_applicable", message = "no-mandate" },
    },
    {
      says = "before the repeal nothing is repealed",
      as_of = "2020-02-21",
      given = { actions = { act { id = "a1", date = "2020-02-20", mandate = { "cms-7.9" } } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
