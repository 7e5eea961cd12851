-- Paragraph 10: partnerships with business, or the pursuit of them, under the Code of Conduct.
local function act(id, more)
  local row = { id = id, actor = "cms-sec", provision = "cms-11.10:10", kind = "activity", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-private-sector-partnership",
  as_of = "2023-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "fao", kind = "organization", name = "FAO" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "cbd", name = "CBD", secretariat = "cbd-sec" },
    },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:10" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "one act shows it",
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "an act of another kind shows it where it cites the paragraph",
      given = { actions = { act("a1", { kind = "meeting", date = "2021-05-01" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "nothing in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "nothing in a partial record is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "a record that is complete from the day after the effect only is partial",
      without = { "actions" },
      complete = { actions = { { where = { provision = { "cms-11.10:10" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
    },

    -- when
    {
      says = "an act on the day of effect counts",
      given = { actions = { act("a1", { date = "2020-02-22" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = { actions = { act("a1", { date = "2020-02-21" }) } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "an act of a year in which the effect falls leaves it open",
      given = { actions = { act("a1", { date = "2020" }) } },
      expect = { verdict = "review", rests_on = { "a1" } },
    },
    {
      says = "an act after the as-of date is not there",
      given = { actions = { act("a1", { date = "2023-07-01" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act without a date leaves it open",
      given = { actions = { act("a1", {}) } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an arrangement from before the effect that still runs counts",
      given = { actions = { act("a1", { status = "ongoing", from = "2015" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "an arrangement that ended before the effect does not",
      given = { actions = { act("a1", { from = "2015", to = "2019-12" }) } },
      expect = { verdict = "gap", message = "none" },
    },

    -- what
    {
      says = "a planned act is none",
      given = { actions = { act("a1", { status = "planned", date = "2021-05-01" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act("a1", { status = "refused", date = "2021-05-01" }) } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "an act beside a refusal shows it",
      given = {
        actions = { act("a1", { status = "refused", date = "2021-05-01" }), act("a2", { date = "2021-06-01" }) },
      },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "an act on another paragraph is none",
      given = { actions = { act("a1", { provision = "cms-11.10:13", date = "2021-05-01" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of that kind that cites no paragraph may be meant",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act of another kind that cites no paragraph is not",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "proposal", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of another secretariat is not its own",
      given = { actions = { act("a1", { actor = "cbd-sec", date = "2021-05-01" }) } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },

    -- partnerships and the Code
    {
      says = "a partnership under the Code shows it",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022",
            flags = { "code-of-conduct" },
          },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },
    {
      says = "one to which the Code was not applied is partial",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022",
            flags = { "no-code-of-conduct" },
          },
        },
      },
      expect = { verdict = "partial", message = "outside", findings = 1, named = { "p1" } },
    },
    {
      says = "one that does not say is unreported",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "private-sector", from = "2022" } },
      },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "p1" } },
    },
    {
      says = "one whose flags say other things is unreported too",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022",
            flags = { "strategic" },
          },
        },
      },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "one of which both is on record is for a person to judge",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022",
            flags = { "code-of-conduct", "no-code-of-conduct" },
          },
        },
      },
      expect = { verdict = "review", message = "both", findings = 1, named = { "p1" } },
    },
    {
      says = "each partnership is looked at for itself",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022",
            flags = { "code-of-conduct" },
          },
          {
            id = "p2",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2022-05",
            flags = { "no-code-of-conduct" },
          },
          { id = "p3", parties = { "cms-sec", "fao" }, kind = "private-sector", from = "2022-05" },
        },
      },
      expect = {
        verdict = "unreported",
        findings = 2,
        by_verdict = { unreported = 1, partial = 1 },
        named = { "p2", "p3" },
      },
    },
    {
      says = "a partnership of another kind is none",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "mou", from = "2022", flags = { "code-of-conduct" } },
        },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one that was over on the day of effect is none",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2015",
            to = "2020-02-22",
            flags = { "code-of-conduct" },
          },
        },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one that ended the day after counts",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            from = "2015",
            to = "2020-02-23",
            flags = { "code-of-conduct" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one without dates leaves it open",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "private-sector", flags = { "code-of-conduct" } },
        },
      },
      expect = { verdict = "review", rests_on = { "p1" } },
    },
    {
      says = "one without dates leaves it open beside a pursuit too",
      given = {
        actions = { act("a1", { date = "2021-05-01" }) },
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "private-sector", flags = { "talks" } } },
      },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "p1" } },
    },
    {
      says = "but not where the Code was applied to it",
      given = {
        actions = { act("a1", { date = "2021-05-01" }) },
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "private-sector", flags = { "code-of-conduct" } },
        },
      },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "and again where both is on record",
      given = {
        actions = { act("a1", { date = "2021-05-01" }) },
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "private-sector",
            flags = { "code-of-conduct", "no-code-of-conduct" },
          },
        },
      },
      expect = { verdict = "review", message = "unclear" },
    },

    -- effort
    {
      says = "none yet but pursued meets it, and the act need not name the Code",
      given = { actions = { act("a1", { date = "2021-05-01", flags = { "talks" } }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a pursuit to which the Code was not applied is partial",
      given = { actions = { act("a1", { date = "2021-05-01", flags = { "no-code-of-conduct" } }) } },
      expect = { verdict = "partial", message = "outside", findings = 1, named = { "a1" } },
    },
    {
      says = "a pursuit does not hide a partnership that does not say",
      given = {
        actions = { act("a1", { date = "2021-05-01" }) },
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "private-sector", from = "2022" } },
      },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "p1" }, rests_on = { "a1" } },
    },

    -- whom it asks
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
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
