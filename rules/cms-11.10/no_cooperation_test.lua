-- Paragraph 3: cooperation in each period between COPs, with any kind of stakeholder.
local function act(id, more)
  local row = { id = id, actor = "cms-sec", provision = "cms-11.10:3", kind = "activity", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-cooperation",
  as_of = "2025-06-30",
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
    meetings = {
      { id = "cms-cop13", body = "cms-cop", kind = "cop", from = "2020-02-17", to = "2020-02-22" },
      { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" },
      { id = "cms-cop15", body = "cms-cop", kind = "cop", from = "2026-03", to = "2026-03" },
    },
  },
  complete = {
    meetings = { { where = { body = { "cms-cop" } }, since = "2020-02-22" } },
    actions = { { where = { provision = { "cms-11.10:3" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "an act in each period meets it, and the evidence shows with whom",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", counterparts = { "fao" } }),
          act("a2", { date = "2024-06-01", counterparts = { "org-flyway-friends" } }),
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1", "a2", "cms-cop14" } },
    },
    {
      says = "one kind of stakeholder is enough",
      given = {
        actions = {
          act("a1", { date = "2021-05-01", counterparts = { "cbd-sec" } }),
          act("a2", { date = "2024-06-01", counterparts = { "cbd-sec" } }),
        },
      },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "an act that names nobody is cooperation on record too",
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "the running period is not due, and the finished one decides",
      given = { actions = { act("a1", { date = "2024-02-16" }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a finished period without an act is shown by itself, never a gap: stakeholders that matter are meant",
      given = { actions = { act("a1", { date = "2024-02-17" }) } },
      expect = {
        verdict = "unreported",
        message = "none",
        args = { from = "2020-02-22", to = "2024-02-17" },
        findings = 1,
        named = { "cms-cop14" },
        rests_on = { "a1" },
      },
    },
    {
      says = "two finished periods are two findings",
      as_of = "2026-05-01",
      expect = { verdict = "unreported", findings = 2, named = { "cms-cop14", "cms-cop15" } },
    },
    {
      says = "a partial record of acts says the same",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },

    -- arrangements and partnerships
    {
      says = "an open arrangement counts in every period that it runs in",
      given = { actions = { act("a1", { status = "ongoing", from = "2018-01-01" }) } },
      as_of = "2026-05-01",
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "an arrangement that ended on the last day of a COP ran in the period before it alone",
      given = { actions = { act("a1", { from = "2018-01-01", to = "2024-02-17" }) } },
      as_of = "2026-05-01",
      expect = { verdict = "unreported", message = "none", findings = 1, named = { "cms-cop15" } },
    },
    {
      says = "a partnership that begins in the period is cooperation",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "informal", from = "2021", to = "2022" } },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },
    {
      says = "one that is older does not develop it",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "mou", from = "2010" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "one whose beginning is not on record leaves open the period that is over",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "mou" } } },
      expect = { verdict = "review", findings = 1, rests_on = { "p1" } },
    },
    {
      says = "and leaves the running one as it is",
      as_of = "2022-06-30",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "mou" } } },
      expect = { verdict = "not_due", message = "running", findings = 1 },
    },
    {
      says = "a partnership that begins in the running period is cooperation",
      as_of = "2022-06-30",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "fao" }, kind = "mou", from = "2021" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },

    -- what is no act
    {
      says = "a planned act is none",
      given = { actions = { act("a1", { status = "planned", date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal in the period is for a person to judge",
      given = { actions = { act("a1", { status = "refused", date = "2021-05-01" }) } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a refusal speaks for its own period alone",
      given = {
        actions = { act("a1", { status = "refused", date = "2024-06-01" }), act("a2", { date = "2021-05-01" }) },
      },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "an act on another paragraph is none",
      given = { actions = { act("a1", { provision = "cms-11.10:9", date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "none", not_on = { "a1" } },
    },
    {
      says = "an act of that kind that cites no paragraph may be meant",
      given = {
        actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", message = "accord-missing", findings = 1, rests_on = { "a1" } },
    },
    {
      says = "an act in the running period meets it at once",
      as_of = "2022-06-30",
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "an act of the year of a COP leaves open the period that is over",
      given = { actions = { act("a1", { date = "2024" }) } },
      expect = { verdict = "review", findings = 1, rests_on = { "a1" } },
    },

    -- the periods
    {
      says = "on the day of effect the first period is running",
      as_of = "2020-02-22",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "an act on the day of effect is in the first period",
      given = { actions = { act("a1", { date = "2020-02-22" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before is in none",
      given = { actions = { act("a1", { date = "2020-02-21" }) } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "while a COP is held its period still runs",
      as_of = "2024-02-16",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "on its last day the next one runs",
      as_of = "2024-02-17",
      expect = { verdict = "unreported", message = "none", named = { "cms-cop14" }, findings = 1 },
    },
    {
      says = "a COP of which only the month is known leaves it open in that month",
      as_of = "2026-03-16",
      given = { actions = { act("a1", { date = "2021-05-01" }), act("a2", { date = "2024-06-01" }) } },
      expect = {
        verdict = "review",
        message = "cops-unknown",
        args = { since = "2020-02-22" },
        named = { "cms-cop15" },
      },
    },
    {
      says = "and in no other",
      as_of = "2026-04-30",
      given = { actions = { act("a1", { date = "2021-05-01" }), act("a2", { date = "2024-06-01" }) } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "without a complete list of COPs a period may be missing",
      without = { "meetings" },
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" }, findings = 1 },
    },
    {
      says = "the periods that are known are judged all the same",
      without = { "meetings" },
      given = {
        meetings = { { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" } },
      },
      expect = { verdict = "unreported", findings = 2 },
    },
    {
      says = "a COP whose end is not on record leaves the periods open",
      without = { "meetings" },
      given = { meetings = { { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12" } } },
      complete = { meetings = { { where = { body = { "cms-cop" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "cms-cop14" } },
    },
    {
      says = "COPs are taken by date, whatever their ids",
      without = { "meetings" },
      given = {
        meetings = {
          { id = "m1", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" },
          { id = "m2", body = "cms-cop", kind = "cop", from = "2022-02-12", to = "2022-02-17" },
        },
        actions = { act("a1", { date = "2021-05-01" }) },
      },
      complete = { meetings = { { where = { body = { "cms-cop" } }, since = "2020-02-22" } } },
      expect = {
        verdict = "unreported",
        message = "none",
        args = { from = "2022-02-17", to = "2024-02-17" },
        findings = 1,
        named = { "m1" },
      },
    },
    {
      says = "a COP that is on record twice ends one period",
      given = {
        meetings = { { id = "m1", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" } },
        actions = { act("a1", { date = "2021-05-01" }) },
      },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "a COP that begins the day after the effect ends the first period",
      as_of = "2020-03-01",
      given = { meetings = { { id = "m1", body = "cms-cop", kind = "cop", from = "2020-02-23", to = "2020-02-25" } } },
      expect = { verdict = "unreported", message = "none", args = { from = "2020-02-22", to = "2020-02-25" } },
    },
    {
      says = "one of which only the month is known leaves it open",
      as_of = "2020-03-01",
      given = { meetings = { { id = "m1", body = "cms-cop", kind = "cop", from = "2020-02", to = "2020-02" } } },
      expect = { verdict = "review", message = "cops-unknown", named = { "m1" } },
    },
    {
      says = "a meeting of another body ends no period",
      given = {
        meetings = {
          { id = "cbd-cop15", body = "cbd-cop", kind = "cop", from = "2021-10-11", to = "2022-12-19" },
          { id = "cms-stc52", body = "cms-stc", kind = "standing-committee", from = "2021-09-21", to = "2021-09-24" },
        },
        actions = { act("a1", { date = "2023-05-01" }) },
      },
      expect = { verdict = "met", findings = 0 },
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
