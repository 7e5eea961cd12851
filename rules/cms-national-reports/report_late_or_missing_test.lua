-- National reports to CMS: a deadline six months ahead of each COP, and one finding for each that is late or missing.
local function meeting(number, from)
  return { id = "cms-cop" .. number, body = "cms-cop", kind = "cop", from = from }
end

local function report(id, period, submitted)
  return { id = id, actor = "KEN", treaty = "cms", period = period, submitted = submitted }
end

local COP13, COP14, COP15 = meeting("13", "2020-02-17"), meeting("14", "2024-02-12"), meeting("15", "2026-03")
local IN_TIME_13 = report("r13", "cms-cop13", "2019-08-01")

return {
  rule = "cms-national-reports/report-late-or-missing",
  as_of = "2025-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" } },
    meetings = { meeting("12", "2017-10-23"), COP13, COP14 },
  },
  complete = {
    reports = { { where = { treaty = { "cms" } }, since = "2020-01-01" } },
    meetings = { { where = { kind = { "cop" } }, since = "2008" } },
  },
  cases = {
    {
      says = "reports in time to each COP show it",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2023-04-03") } },
      expect = { verdict = "met", findings = 0, rests_on = { "r13", "r14" } },
    },
    {
      says = "a report on the last day is in time",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2023-08-12") } },
      expect = { verdict = "met" },
    },
    {
      says = "a report one day later is late",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2023-08-13") } },
      expect = {
        verdict = "partial",
        message = "late",
        args = { meeting = "cms-cop14", due = "2023-08-12", submitted = "2023-08-13" },
        findings = 1,
        named = { "cms-cop14" }, -- what is owed
      },
    },
    {
      says = "of two late versions the first is told",
      given = {
        reports = {
          IN_TIME_13,
          report("r14a", "cms-cop14", "2024-03-01"),
          report("r14b", "cms-cop14", "2023-09-01"),
        },
      },
      expect = { verdict = "partial", message = "late", args = { submitted = "2023-09-01" } },
    },
    {
      says = "a later version does not undo a report in time",
      given = {
        reports = {
          IN_TIME_13,
          report("r14a", "cms-cop14", "2023-04-03"),
          report("r14b", "cms-cop14", "2024-03-01"),
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a month that holds the deadline leaves it open",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2023-08") } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "the day that the Secretariat calls for is not the deadline",
      given = {
        reports = {
          IN_TIME_13,
          {
            id = "r14",
            actor = "KEN",
            treaty = "cms",
            period = "cms-cop14",
            due = "2023-04-26",
            submitted = "2023-05-20",
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "no report in a record that is complete since the COP before is a gap",
      given = { reports = { IN_TIME_13 } },
      expect = {
        verdict = "gap",
        message = "missing",
        args = { meeting = "cms-cop14", due = "2023-08-12" },
        by_verdict = { gap = 1 },
        named = { "cms-cop14" },
      },
    },
    {
      says = "the record must be complete from the first day of the COP before",
      given = { reports = { IN_TIME_13 } },
      without = { "reports" },
      complete = { reports = { { where = { treaty = { "cms" } }, since = "2020-02-17" } } },
      expect = { verdict = "gap", message = "missing" },
    },
    {
      says = "complete from a day later leaves it unreported",
      given = { reports = { IN_TIME_13 } },
      without = { "reports" },
      complete = { reports = { { where = { treaty = { "cms" } }, since = "2020-02-18" } } },
      expect = { verdict = "unreported", message = "missing" },
    },
    {
      says = "each missing report is a finding of its own, and only as sure as the record",
      expect = { verdict = "gap", message = "missing", findings = 2, by_verdict = { gap = 1, unreported = 1 } },
    },
    {
      says = "without a COP before, the record would have to reach back to the entry into force",
      without = { "meetings" },
      given = { meetings = { COP14 } },
      expect = { verdict = "unreported", message = "missing", args = { meeting = "cms-cop14" } },
    },
    {
      says = "a draft without a day of submission is no report",
      given = {
        reports = {
          IN_TIME_13,
          { id = "r14", actor = "KEN", treaty = "cms", period = "cms-cop14", due = "2023-08-12", state = "draft" },
        },
      },
      expect = { verdict = "gap", message = "missing" },
    },
    {
      says = "a report to another treaty is none",
      given = {
        reports = {
          IN_TIME_13,
          { id = "r14", actor = "KEN", treaty = "cbd", period = "cms-cop14", submitted = "2023-04-03" },
        },
      },
      expect = { verdict = "gap", message = "missing", not_on = { "r14" } },
    },
    {
      says = "a report to one COP is none to the next",
      given = { reports = { IN_TIME_13, report("r13b", "cms-cop13", "2022-05-05") } },
      expect = { verdict = "gap", message = "missing", args = { meeting = "cms-cop14" } },
    },
    {
      says = "a report of a later day is not there yet",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2025-07-01") } },
      expect = { verdict = "gap", message = "missing" },
    },
    {
      says = "a report that may be of a later day leaves it open",
      given = { reports = { IN_TIME_13, report("r14", "cms-cop14", "2025") } },
      expect = { verdict = "review" },
    },
    {
      says = "before the deadline nothing is due",
      as_of = "2023-08-11",
      without = { "meetings" },
      given = { meetings = { COP14 } },
      expect = {
        verdict = "not_due",
        message = "ahead",
        args = { meeting = "cms-cop14", due = "2023-08-12" },
        named = { "cms-cop14" },
      },
    },
    {
      says = "on the last day the report is asked for",
      as_of = "2023-08-12",
      without = { "meetings" },
      given = { meetings = { COP14 } },
      expect = { verdict = "unreported", message = "missing" },
    },
    {
      says = "a report ahead of the deadline counts at once",
      as_of = "2023-05-01",
      without = { "meetings" },
      given = { meetings = { COP14 }, reports = { report("r14", "cms-cop14", "2023-04-03") } },
      expect = { verdict = "met" },
    },
    {
      says = "a report that may be there before the deadline leaves it open",
      as_of = "2023-05-01",
      without = { "meetings" },
      given = { meetings = { COP14 }, reports = { report("r14", "cms-cop14", "2023") } },
      expect = { verdict = "review" },
    },
    {
      says = "a COP ahead of which only the month is known has a deadline of that kind",
      without = { "meetings" },
      given = { meetings = { COP15 } },
      expect = { verdict = "not_due", message = "ahead", args = { meeting = "cms-cop15", due = "2025-09" } },
    },
    {
      says = "in the month of such a deadline nobody can say",
      as_of = "2025-09-15",
      without = { "meetings" },
      given = { meetings = { COP15 } },
      expect = { verdict = "review" },
    },
    {
      says = "what is not due does not hide what was met",
      given = {
        meetings = { COP15 },
        reports = { IN_TIME_13, report("r14", "cms-cop14", "2023-04-03") },
      },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "a Party that joined on the day of the deadline is asked",
      without = { "memberships" },
      given = { memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "2023-08-12" } } },
      expect = { verdict = "gap", message = "missing", findings = 1, named = { "cms-cop14" } },
    },
    {
      says = "a Party that joined a day later is not",
      without = { "memberships", "meetings" },
      given = {
        memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "2023-08-13" } },
        meetings = { COP14 },
      },
      expect = {
        verdict = "not_applicable",
        gate = "check",
        message = "joined-later",
        args = { meeting = "cms-cop14", due = "2023-08-12" },
        named = { "cms-cop14" },
      },
    },
    {
      says = "a late report of a Party that joined after the deadline is not held against it",
      without = { "memberships", "meetings" },
      given = {
        memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "2023-09-01" } },
        meetings = { COP14 },
        reports = { report("r14", "cms-cop14", "2023-12-01") },
      },
      expect = { verdict = "not_applicable", message = "joined-later" },
    },
    {
      says = "sources that differ on the day of joining leave it open",
      without = { "memberships", "meetings" },
      given = {
        memberships = {
          { actor = "KEN", treaty = "cms", source = "s1", in_force = "2023-05-01" },
          { actor = "KEN", treaty = "cms", source = "s2", in_force = "2023-09-01" },
        },
        meetings = { COP14 },
      },
      expect = {
        verdict = "review",
        message = "claims-differ",
        args = { meeting = "cms-cop14", due = "2023-08-12" },
      },
    },
    {
      says = "so does a year of joining that holds the deadline",
      without = { "memberships", "meetings" },
      given = {
        memberships = { { actor = "KEN", treaty = "cms", source = "s1", in_force = "2023" } },
        meetings = { COP14 },
      },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "a former spell as a Party is not gone into",
      without = { "memberships", "meetings" },
      given = {
        memberships = {
          { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01", ended = "2023-01-01" },
          { actor = "KEN", treaty = "cms", source = "s1", in_force = "2024-01-01" },
        },
        meetings = { COP14 },
      },
      expect = { verdict = "not_applicable", message = "joined-later" },
    },
    {
      says = "the EU is a Party as States are",
      actor = "EU",
      without = { "meetings" },
      given = {
        actors = { { id = "EU", kind = "reio", name = "European Union" } },
        memberships = { { actor = "EU", treaty = "cms", source = "s1", in_force = "1983-11-01" } },
        meetings = { COP13, COP14 },
      },
      expect = { verdict = "gap", message = "missing", by_verdict = { gap = 1, unreported = 1 } },
    },
    {
      says = "who is no Party is not asked",
      without = { "memberships" },
      expect = { verdict = "not_applicable", gate = "addressee" },
    },
    {
      says = "COP12 is history",
      without = { "meetings" },
      given = { meetings = { meeting("12", "2017-10-28") } },
      complete = { meetings = { { where = { kind = { "cop" } }, since = "2008" } } },
      expect = { verdict = "not_applicable", message = "no-meeting" },
    },
    {
      says = "a COP on the first day looked at is not",
      without = { "meetings" },
      given = { meetings = { meeting("12", "2017-10-29") } },
      expect = { verdict = "unreported", message = "missing", args = { due = "2017-04-29" } },
    },
    {
      says = "a COP that may be later than that is looked at",
      without = { "meetings" },
      given = { meetings = { meeting("12", "2017-10") }, reports = { report("r12", "cms-cop12", "2017-01-10") } },
      expect = { verdict = "met", rests_on = { "r12" } },
    },
    {
      says = "without a complete list of COPs nothing is known",
      without = { "meetings" },
      expect = { verdict = "unreported", gate = "check", message = "no-meeting", findings = 1 },
    },
    {
      says = "a COP of another treaty sets no deadline",
      without = { "meetings" },
      given = { meetings = { { id = "cbd-cop16", body = "cbd-cop", kind = "cop", from = "2024-10-21" } } },
      expect = { verdict = "unreported", message = "no-meeting" },
    },
    {
      says = "nor does another kind of meeting of the COP",
      without = { "meetings" },
      given = { meetings = { { id = "cms-x", body = "cms-cop", kind = "workshop", from = "2024-10-21" } } },
      expect = { verdict = "unreported", message = "no-meeting" },
    },
    {
      says = "nothing was asked before the Convention had effect",
      as_of = "1983-10-31",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
