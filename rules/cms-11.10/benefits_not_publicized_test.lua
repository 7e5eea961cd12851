-- Benefits of collaboration made known by partner organizations: in each period in which one is a partner.
local function act(more)
  local row = {
    id = "a1",
    actor = "org-flyway-friends",
    provision = "cms-11.10:28",
    kind = "activity",
    status = "done",
    date = "2022-05-11",
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

local function partnership(from, to)
  return { id = "p1", parties = { "cms-sec", "org-flyway-friends" }, kind = "ngo", from = from, to = to }
end

local COP14 = { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" }
local NOW = act { id = "a9", date = "2025-05-01" }
local ACTIONS = { { where = { provision = { "cms-11.10:28" } }, since = "2020-02-22" } }
local PARTNERSHIPS = { { where = { parties = { "cms-sec" } }, since = "2020-02-22" } }

return {
  rule = "cms-11.10/benefits-not-publicized",
  as_of = "2025-06-30",
  actor = "org-flyway-friends",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "org-flyway-friends", kind = "organization", name = "Flyway Friends" },
      { id = "org-open-rivers", kind = "organization", name = "Open Rivers Network" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
    meetings = { COP14 },
    partnerships = { partnership("2018-01-01") },
  },
  complete = {
    actions = ACTIONS,
    meetings = { { where = { kind = { "cop" } }, since = "2008" } },
    partnerships = PARTNERSHIPS,
  },
  cases = {
    {
      says = "an act in each period shows it",
      given = { actions = { act {}, NOW } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1", "a9" } },
    },
    {
      says = "while the last period runs, one in those before it is enough",
      given = { actions = { act {} } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "an arrangement that still runs counts in every period",
      given = {
        actions = {
          {
            id = "a1",
            actor = "org-flyway-friends",
            provision = "cms-11.10:28",
            kind = "activity",
            status = "ongoing",
            from = "2019",
          },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "an act in the running period does not serve for the one before",
      given = { actions = { NOW } },
      expect = {
        verdict = "gap",
        message = "none",
        args = { from = "2020-02-22", to = "2024-02-17" },
        findings = 1,
        named = { "cms-cop14" },
      },
    },
    {
      says = "in a partial record a period without an act is unreported",
      without = { "actions" },
      given = { actions = { NOW } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act of the day before the period ends is in it",
      given = { actions = { act { date = "2024-02-16" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day on which it ends is not",
      given = { actions = { act { date = "2024-02-17" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one of that month leaves it open",
      given = { actions = { act { date = "2024-02" } } },
      expect = { verdict = "review" },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "what is planned is no act yet",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "an act on another paragraph is none on this",
      given = { actions = { act { provision = "cms-11.10:4.b" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an activity that cites nothing may be one",
      given = {
        actions = {
          { id = "a1", actor = "org-flyway-friends", kind = "activity", status = "done", date = "2022-05-11" },
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "who was no partner in a period is not asked in it",
      without = { "partnerships" },
      given = { actions = { NOW }, partnerships = { partnership("2024-02-17") } },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "who became one on the last day of a period is",
      without = { "partnerships" },
      given = { actions = { NOW }, partnerships = { partnership("2024-02-16") } },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "who ceased to be one on the day of effect is not",
      without = { "partnerships" },
      given = { actions = { NOW }, partnerships = { partnership("2018-01-01", "2020-02-22") } },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "who ceased to be one a day later is",
      without = { "partnerships" },
      given = { actions = { NOW }, partnerships = { partnership("2018-01-01", "2020-02-23") } },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a partnership that may lie in the period leaves it open",
      without = { "partnerships" },
      given = { actions = { NOW }, partnerships = { partnership("2024") } },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "review", message = "no-partnership" },
    },
    {
      says = "a partnership with others makes no partner of CMS",
      without = { "partnerships" },
      given = {
        actions = { NOW },
        partnerships = {
          { id = "p1", parties = { "org-flyway-friends", "org-open-rivers" }, kind = "ngo", from = "2018" },
        },
      },
      complete = { partnerships = PARTNERSHIPS },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "where partnerships may be missing from the record, whether one is a partner is unreported",
      without = { "partnerships" },
      given = { actions = { NOW } },
      expect = {
        verdict = "unreported",
        message = "no-partnership",
        args = { from = "2020-02-22", to = "2024-02-17" },
        findings = 1,
      },
    },
    {
      says = "what an organization did without a partnership on record counts",
      without = { "partnerships" },
      given = { actions = { act {}, NOW } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "a refusal without a partnership on record is for a person to judge",
      without = { "partnerships" },
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "in the first period nothing is due yet",
      as_of = "2023-12-31",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "where a COP may be missing from the record, that is said",
      without = { "meetings" },
      given = { actions = { act {} } },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" }, findings = 1 },
    },
    {
      says = "where nobody says who the Secretariat is, a person must judge",
      without = { "treaties" },
      expect = { verdict = "review", gate = "check", message = "secretariat-unknown" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
