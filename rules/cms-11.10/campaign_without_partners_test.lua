-- Paragraph 4, second test: partners in campaigns, where there are campaigns.
local function act(id, more)
  local row = { id = id, actor = "cms-sec", provision = "cms-11.10:4.a", kind = "campaign", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/campaign-without-partners",
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
      says = "a campaign that names a partner shows it",
      given = { actions = { act("a1", { date = "2021-05-01", counterparts = { "org-turtle-watch" } }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a shared campaign shows it",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "campaign", from = "2021", to = "2022" } },
      },
      expect = { verdict = "met", rests_on = { "p1" } },
    },
    {
      says = "without a campaign in a complete record nobody is to be engaged",
      given = { actions = { act("a1", { kind = "activity", date = "2021-05-01" }) } },
      expect = { verdict = "not_applicable", gate = "check", message = "no-campaign" },
    },
    {
      says = "without one in a partial record it is open",
      without = { "actions" },
      given = { actions = { act("a1", { kind = "activity", date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "no-campaign" },
    },
    {
      says = "without a partner found the first test has the finding",
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "a campaign that does not say leaves it open",
      given = {
        actions = { act("a1", { date = "2021-05-01" }), act("a2", { kind = "activity", date = "2021-01-01" }) },
      },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "where it is on record that nobody was engaged it is a gap",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "gap", message = "without", findings = 1, named = { "a1" } },
    },
    {
      says = "one that does not say beside it leaves it open",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
          act("a3", { date = "2022-05-01" }),
        },
      },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "some with partners and some without is partial",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", flags = { "partners:none" } }),
          act("a2", { date = "2022-05-01", counterparts = { "fao" } }),
        },
      },
      expect = { verdict = "partial", message = "some", findings = 1, named = { "a1" } },
    },
    {
      says = "one without of the year of the effect leaves it open, beside one with partners",
      given = {
        actions = {
          act("a1", { date = "2020", flags = { "partners:none" } }),
          act("a2", { date = "2022-05-01", counterparts = { "fao" } }),
        },
      },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a1" } },
    },
    {
      says = "so does it alone",
      given = {
        actions = {
          act("a1", { date = "2020", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "a1" } },
    },
    {
      says = "and changes nothing beside another one without",
      given = {
        actions = {
          act("a1", { date = "2020", flags = { "partners:none" } }),
          act("a2", { date = "2022-05-01", counterparts = { "fao" } }),
          act("a3", { date = "2022-06-01", flags = { "partners:none" } }),
        },
      },
      expect = { verdict = "partial", message = "some", named = { "a3" } },
    },
    {
      says = "a campaign that names a partner has one, whatever is flagged",
      given = {
        actions = { act("a1", { date = "2021-05-01", counterparts = { "fao" }, flags = { "partners:none" } }) },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a campaign of the year of the effect leaves it open",
      given = {
        actions = {
          act("a1", { date = "2020", counterparts = { "fao" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "review", rests_on = { "a1" } },
    },
    {
      says = "a shared campaign without dates leaves it open, whatever the others say",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "campaign" } },
        actions = {
          act("a1", { date = "2021-05-01", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "review", rests_on = { "p1" } },
    },
    {
      says = "a campaign before the effect is no occasion",
      given = {
        actions = {
          act("a1", { date = "2020-02-21", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "not_applicable", message = "no-campaign" },
    },
    {
      says = "one on the day of effect is",
      given = {
        actions = {
          act("a1", { date = "2020-02-22", flags = { "partners:none" } }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "gap", message = "without" },
    },
    {
      says = "a planned campaign is none",
      given = {
        actions = {
          act("a1", { status = "planned", date = "2021-05-01" }),
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "not_applicable", message = "no-campaign" },
    },
    {
      says = "a campaign that cites no paragraph may be meant",
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
          act("a2", { kind = "activity", date = "2021-01-01" }),
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
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
