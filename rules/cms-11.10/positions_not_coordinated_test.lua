-- National positions coordinated so that international organizations cooperate: one act shows it.
local function act(columns)
  local row = { actor = "KEN", kind = "position-coordination", status = "done", date = "2021-05-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/positions-not-coordinated",
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
      says = "one act shows it",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "none in a complete record: a gap",
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "none in a record that is not complete is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", status = "refused" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a refusal beside an act: met",
      given = {
        actions = {
          act { id = "a1", provision = "cms-11.10:26.a", status = "refused" },
          act { id = "a2", provision = "cms-11.10:26.a" },
        },
      },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "a refusal from before the effect says nothing",
      given = {
        actions = { act { id = "a1", provision = "cms-11.10:26.a", status = "refused", date = "2020-02-21" } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a plan to act is no act",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", status = "planned" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "work under way counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:26.a",
            kind = "position-coordination",
            status = "ongoing",
            from = "2021",
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "an arrangement from before the effect that still runs counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:26.a",
            kind = "position-coordination",
            status = "done",
            from = "2015-01-01",
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", date = "2020-02-22" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", date = "2020-02-21" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of tomorrow is not there",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", date = "2023-07-01" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of the year of effect, day unknown, is for a person to judge",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act without a date is unreported",
      given = {
        actions = {
          { id = "a1", actor = "KEN", provision = "cms-11.10:26.a", kind = "position-coordination", status = "done" },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "a refusal of the year of effect, day unknown, is for a person to judge",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", status = "refused", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "review" },
    },
    {
      says = "an act without a status is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:26.a",
            kind = "position-coordination",
            date = "2021-05-01",
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act of any kind that cites the limb counts",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", kind = "conference" } } },
      expect = { verdict = "met" },
    },
    {
      says = "of another kind and coarse, it is for a person to judge all the same",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", kind = "conference", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "review" },
    },
    {
      says = "an act that cites nothing may be meant where it is of the kind",
      given = { actions = { act { id = "a1" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "of no kind on record likewise",
      given = { actions = { { id = "a1", actor = "KEN", status = "done", date = "2021-05-01" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "of another kind it is not meant",
      given = { actions = { act { id = "a1", kind = "activity" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal that cites nothing and is of another kind is not meant",
      given = { actions = { act { id = "a1", kind = "activity", status = "refused" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on the other limb does not count",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.b" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = { act { id = "a1", actor = "UGA", provision = "cms-11.10:26.a" } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:26.a" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a", date = "2020-02-20" } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
