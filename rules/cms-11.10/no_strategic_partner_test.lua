-- Paragraph 4, first test: partners looked for, by whatever act names or seeks one.
local function act(id, more)
  local row = { id = id, actor = "cms-sec", provision = "cms-11.10:4.a", kind = "activity", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-strategic-partner",
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
    actions = { { where = { provision = { "cms-11.10:4.a" } }, since = "2020-02-22" } },
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
      complete = { actions = { { where = { provision = { "cms-11.10:4.a" } }, since = "2020-02-23" } } },
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
      says = "an act after the as-of date is not there",
      given = { actions = { act("a1", { date = "2023-07-01" }) } },
      expect = { verdict = "gap", message = "none" },
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

    -- what only may be one
    {
      says = "an act of a year in which the effect falls may be one",
      given = { actions = { act("a1", { date = "2020" }) } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a1" } },
    },
    {
      says = "an act without a date may be one",
      given = { actions = { act("a1", {}) } },
      expect = { verdict = "review", message = "unclear", named = { "a1" } },
    },
    {
      says = "so may one that cites no paragraph",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "review", message = "unclear", named = { "a1" } },
    },
    {
      says = "and a campaign that cites none, where it names a partner",
      given = {
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            kind = "campaign",
            status = "done",
            date = "2021-05-01",
            counterparts = { "fao" },
          },
        },
      },
      expect = { verdict = "review", message = "unclear", named = { "a1" } },
    },
    {
      says = "a refusal that cites no paragraph may be of this search",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "refused", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "a record that is complete for acts of that kind is complete for searches",
      without = { "actions" },
      complete = { actions = { { where = { kind = { "activity" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a campaign of that year that names nobody is none",
      given = { actions = { act("a1", { kind = "campaign", date = "2020" }) } },
      expect = { verdict = "gap", message = "none" },
    },

    -- campaigns
    {
      says = "a campaign that names a partner shows that one was found",
      given = {
        actions = { act("a1", { kind = "campaign", date = "2021-05-01", counterparts = { "org-turtle-watch" } }) },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a campaign that names nobody does not",
      given = { actions = { act("a1", { kind = "campaign", date = "2021-05-01" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of no kind that names nobody may be a campaign",
      given = {
        actions = {
          { id = "a1", actor = "cms-sec", provision = "cms-11.10:4.a", status = "done", date = "2021-05-01" },
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "a shared campaign shows it",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "campaign", from = "2021", to = "2022" } },
      },
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "one that was over before the effect does not",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "campaign", from = "2018", to = "2019" } },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one without dates leaves it open",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "campaign" } } },
      expect = { verdict = "review", rests_on = { "p1" } },
    },

    -- strategic partnerships
    {
      says = "a strategic partnership that began since shows it",
      given = {
        partnerships = {
          {
            id = "p1",
            parties = { "cms-sec", "fao" },
            kind = "ngo",
            from = "2021",
            to = "2022",
            flags = { "strategic" },
          },
        },
      },
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "an older one does not",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "ngo", from = "2018", flags = { "strategic" } },
        },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one that began in the year of the effect leaves it open",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "ngo", from = "2020", flags = { "strategic" } },
        },
      },
      expect = { verdict = "review", rests_on = { "p1" } },
    },
    {
      says = "a new partnership without flags may be strategic",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "ngo", from = "2021" } } },
      expect = { verdict = "unreported", rests_on = { "p1" } },
    },
    {
      says = "one with other flags is not",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "fao" }, kind = "ngo", from = "2021", flags = { "targets" } },
        },
      },
      expect = { verdict = "gap", message = "none" },
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
