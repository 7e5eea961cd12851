-- Paragraph 8, secretariats: all three groups, and only encouraged; those of others as far as they have a stake.
local function act(id, more)
  local row = { id = id, actor = "cms-sec", provision = "cms-11.10:8", kind = "engagement", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/secretariat-groups-not-engaged",
  as_of = "2023-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "cbd", name = "CBD", secretariat = "cbd-sec" },
    },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "all three groups in one act",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", groups = { "indigenous-peoples", "youth-groups", "local-communities" } }),
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "all three in three acts",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", groups = { "indigenous-peoples" } }),
          act("a2", { date = "2022-05-01", groups = { "youth-groups" } }),
          act("a3", { status = "ongoing", from = "2015", groups = { "local-communities" } }),
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1", "a2", "a3" } },
    },
    {
      says = "some of them is partial",
      given = { actions = { act("a1", { date = "2021-05-01", groups = { "youth-groups" } }) } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "indigenous-peoples", "local-communities" } },
        findings = 1,
      },
    },
    {
      says = "so are two of them",
      given = { actions = { act("a1", { date = "2021-05-01", groups = { "youth-groups", "local-communities" } }) } },
      expect = { verdict = "partial", message = "some", args = { missing = { "indigenous-peoples" } }, findings = 1 },
    },
    {
      says = "an act of engagement that cites no paragraph may be meant",
      given = {
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            kind = "engagement",
            status = "done",
            date = "2021-05-01",
            groups = { "youth-groups" },
            flags = { "workshop" },
          },
        },
      },
      expect = { verdict = "unreported", message = "accord-missing", rests_on = { "a1" } },
    },
    {
      says = "where none of the three is there, each is for a person to judge",
      given = {
        actions = {
          act("a1", {
            date = "2021-05-01",
            groups = { "scientists" },
            flags = { "absent:indigenous-peoples", "absent:youth-groups", "absent:local-communities" },
          }),
        },
      },
      expect = { verdict = "review", message = "no-group", findings = 3 },
    },
    {
      says = "none of them in a complete record is a gap, on an encouragement",
      expect = {
        verdict = "gap",
        message = "none",
        args = { missing = { "indigenous-peoples", "youth-groups", "local-communities" } },
        findings = 1,
      },
    },
    {
      says = "none of them in a partial record is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "other groups are none of the three",
      given = { actions = { act("a1", { date = "2021-05-01", groups = { "scientists" }, flags = { "workshop" } }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act that names no group leaves it open",
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "a group that is not there is for a person to judge",
      given = {
        actions = {
          act("a1", {
            date = "2021-05-01",
            groups = { "youth-groups", "local-communities" },
            flags = { "absent:indigenous-peoples" },
          }),
        },
      },
      expect = { verdict = "review", message = "no-group", args = { group = "indigenous-peoples" }, findings = 1 },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act("a1", { status = "refused", date = "2021-05-01", groups = { "youth-groups" } }) } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a planned act is none",
      given = { actions = { act("a1", { status = "planned", date = "2021-05-01", groups = { "youth-groups" } }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of the year of the effect leaves it open",
      given = {
        actions = {
          act("a1", { date = "2020", groups = { "indigenous-peoples", "youth-groups", "local-communities" } }),
        },
      },
      expect = { verdict = "review", rests_on = { "a1" } },
    },
    {
      says = "an act on the day before the effect does not count",
      given = { actions = { act("a1", { date = "2020-02-21", groups = { "youth-groups" } }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on the day of effect does",
      given = { actions = { act("a1", { date = "2020-02-22", groups = { "youth-groups" } }) } },
      expect = { verdict = "partial", message = "some" },
    },
    {
      says = "an act of somebody else is not its own",
      given = { actions = { act("a1", { actor = "cbd-sec", date = "2021-05-01", groups = { "youth-groups" } }) } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },

    -- whom it asks
    {
      says = "of another secretariat nothing on record is no gap: whether it is a stakeholder is open",
      actor = "cbd-sec",
      expect = {
        verdict = "unreported",
        gate = "check",
        message = "stake",
        args = { missing = { "indigenous-peoples", "youth-groups", "local-communities" } },
        findings = 1,
      },
    },
    {
      says = "what another secretariat has on record shows its stake",
      actor = "cbd-sec",
      given = { actions = { act("a1", { actor = "cbd-sec", date = "2021-05-01", groups = { "youth-groups" } }) } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "indigenous-peoples", "local-communities" } },
        named = { "a1" },
      },
    },
    {
      says = "and all three groups meet it there too",
      actor = "cbd-sec",
      given = {
        actions = {
          act("a1", {
            actor = "cbd-sec",
            date = "2021-05-01",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          }),
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "without the table of treaties nobody knows whose secretariat it is",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "a treaty that names no secretariat leaves it open too",
      without = { "treaties" },
      given = { treaties = { { id = "cms", name = "CMS" }, { id = "cbd", name = "CBD", secretariat = "cbd-sec" } } },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
