-- Three groups, and all three are asked for; some of them is partial.
local function act(columns)
  local row = { actor = "KEN", provision = "cms-11.10:8", kind = "engagement", status = "done", date = "2021-05-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/groups-not-engaged",
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
      says = "all three in one act",
      given = {
        actions = { act { id = "a1", groups = { "indigenous-peoples", "youth-groups", "local-communities" } } },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "all three in three acts",
      given = {
        actions = {
          act { id = "a1", groups = { "indigenous-peoples" } },
          act { id = "a2", groups = { "youth-groups" } },
          act { id = "a3", groups = { "local-communities" } },
        },
      },
      expect = { verdict = "met", rests_on = { "a1", "a2", "a3" } },
    },
    {
      says = "without indigenous peoples it is partial",
      given = { actions = { act { id = "a1", groups = { "youth-groups", "local-communities" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "partial", message = "some", args = { missing = { "indigenous-peoples" } }, findings = 1 },
    },
    {
      says = "without youth groups it is partial",
      given = { actions = { act { id = "a1", groups = { "indigenous-peoples", "local-communities" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "partial", message = "some", args = { missing = { "youth-groups" } }, findings = 1 },
    },
    {
      says = "without local communities it is partial",
      given = { actions = { act { id = "a1", groups = { "indigenous-peoples", "youth-groups" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "partial", message = "some", args = { missing = { "local-communities" } }, findings = 1 },
    },
    {
      says = "one of three is partial",
      given = { actions = { act { id = "a1", groups = { "indigenous-peoples" } } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "youth-groups", "local-communities" } },
        findings = 1,
      },
    },
    {
      says = "none in a complete record is a gap",
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = {
        verdict = "gap",
        message = "none",
        args = { missing = { "indigenous-peoples", "youth-groups", "local-communities" } },
        findings = 1,
      },
    },
    {
      says = "none in a record that is not complete is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "other groups are not these",
      given = { actions = { act { id = "a1", groups = { "scientists" }, flags = { "field-work" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "where flags are blank, the groups may not be there: unreported, not a gap",
      given = { actions = { act { id = "a1", groups = { "scientists" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act that does not say with whom is unreported, not a gap",
      given = { actions = { act { id = "a1" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "two shown and an act that does not say with whom: unreported",
      given = { actions = { act { id = "a1", groups = { "indigenous-peoples", "youth-groups" } }, act { id = "a2" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "two shown and the third by an act that may lie before the effect: a person must judge",
      given = {
        actions = {
          act { id = "a1", groups = { "indigenous-peoples", "youth-groups" } },
          act { id = "a2", date = "2020", groups = { "local-communities" } },
        },
      },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "two shown and one of them again by a coarse act: the third is missing",
      given = {
        actions = {
          act { id = "a1", groups = { "indigenous-peoples", "youth-groups" } },
          act { id = "a2", date = "2020", groups = { "youth-groups" } },
        },
      },
      expect = { verdict = "partial", message = "some", args = { missing = { "local-communities" } } },
    },
    {
      says = "an act without a date is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:8",
            kind = "engagement",
            status = "done",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act that cites nothing may be meant where it is engagement",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "engagement",
            status = "done",
            date = "2021-05-01",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
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
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "engagement of an unnamed kind counts, where it cites the paragraph",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:8",
            status = "done",
            date = "2021-05-01",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a group that the country does not have is for a person to judge",
      given = {
        actions = {
          act { id = "a1", groups = { "youth-groups", "local-communities" } },
          act { id = "a2", groups = { "youth-groups" }, flags = { "absent:indigenous-peoples" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = {
        verdict = "review",
        message = "no-group",
        args = { group = "indigenous-peoples" },
        findings = 1,
        named = { "a2" },
      },
    },
    {
      says = "two groups that the country does not have are two findings",
      given = {
        actions = {
          act {
            id = "a1",
            groups = { "local-communities" },
            flags = { "absent:indigenous-peoples", "absent:youth-groups" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "no-group", findings = 2 },
    },
    {
      says = "the third group, engaged, is evidence beside them",
      given = {
        actions = {
          act { id = "a1", groups = { "local-communities" } },
          act { id = "a2", groups = { "scientists" }, flags = { "absent:indigenous-peoples", "absent:youth-groups" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "no-group", findings = 2, rests_on = { "a1", "a2" } },
    },
    {
      says = "a country with none of the three: three findings, and nothing is met",
      given = {
        actions = {
          act { id = "a1", flags = { "absent:indigenous-peoples", "absent:youth-groups", "absent:local-communities" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "no-group", findings = 3 },
    },
    {
      says = "a group that is engaged is there, whatever is said",
      given = {
        actions = {
          act {
            id = "a1",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
            flags = { "absent:indigenous-peoples" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one absent, one shown, one missing: the review is worse than the part",
      given = { actions = { act { id = "a1", groups = { "youth-groups" }, flags = { "absent:indigenous-peoples" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", findings = 2, by_verdict = { review = 1, partial = 1 } },
    },
    {
      says = "one absent and nothing else in a complete record: the gap is worse",
      given = { actions = { act { id = "a1", groups = { "scientists" }, flags = { "absent:indigenous-peoples" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", findings = 2, by_verdict = { gap = 1, review = 1 } },
    },
    {
      says = "that a group is absent counts where the act does",
      given = {
        actions = {
          act { id = "a1", status = "planned", groups = { "youth-groups" }, flags = { "absent:indigenous-peoples" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "one absent, and an act without groups: both are shown",
      given = { actions = { act { id = "a1", flags = { "absent:indigenous-peoples" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", findings = 2, by_verdict = { review = 1, unreported = 1 } },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { id = "a1", status = "refused", groups = { "indigenous-peoples" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a refusal beside two groups is partial",
      given = {
        actions = {
          act { id = "a1", groups = { "indigenous-peoples", "youth-groups" } },
          act { id = "a2", status = "refused", groups = { "local-communities" } },
        },
      },
      expect = { verdict = "partial", message = "some" },
    },
    {
      says = "a plan to act is no act",
      given = {
        actions = {
          act { id = "a1", status = "planned", groups = { "indigenous-peoples", "youth-groups", "local-communities" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an arrangement from before the effect that still runs counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:8",
            kind = "engagement",
            status = "done",
            from = "2015",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day of effect counts",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2020-02-22",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2020-02-21",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on another paragraph does not count",
      given = {
        actions = {
          act {
            id = "a1",
            provision = "cms-11.10:27",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = {
          act { id = "a1", actor = "UGA", groups = { "indigenous-peoples", "youth-groups", "local-communities" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:8" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2020-02-20",
            groups = { "indigenous-peoples", "youth-groups", "local-communities" },
          },
        },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
