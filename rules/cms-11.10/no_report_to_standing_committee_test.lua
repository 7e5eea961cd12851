-- Reports of the CMS Secretariat to the Standing Committee: one in each period, joint activities a named part of it.
local function meeting(id, from)
  return { id = id, body = "cms-stc", kind = "standing-committee", from = from }
end

local function report(more)
  local row = {
    id = "r1",
    actor = "cms-sec",
    instrument = "cms-11.10",
    treaty = "cms",
    period = "cms-stc52",
    submitted = "2021-08-20",
    about = { "cms-11.10:23", "joint-activities" },
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

local COP14 = { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" }
local STC52, STC53 = meeting("cms-stc52", "2021-09-21"), meeting("cms-stc53", "2023-10-10")
local RUNNING = report { id = "r9", period = "cms-stc54", submitted = "2025-03-01" }
local STC54 = meeting("cms-stc54", "2025-04-01")
local MEETINGS = {
  { where = { kind = { "cop" } }, since = "2008" },
  { where = { kind = { "standing-committee" } }, since = "2020-02-22" },
}

return {
  rule = "cms-11.10/no-report-to-standing-committee",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
    meetings = { COP14, STC52, STC53, STC54 },
  },
  complete = {
    meetings = MEETINGS,
    reports = { { where = { treaty = { "cms" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "a report in each period shows it",
      given = { reports = { report {}, RUNNING } },
      expect = { verdict = "met", findings = 0, rests_on = { "r1", "r9" } },
    },
    {
      says = "while the last period runs, one in those before it is enough",
      given = { reports = { report {} } },
      expect = { verdict = "met", findings = 0, rests_on = { "r1", "cms-stc53" } },
    },
    {
      says = "a meeting without a report does not count against the period",
      given = { reports = { report { period = "cms-stc53", submitted = "2023-09-01" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "r1", "cms-stc52" } },
    },
    {
      says = "without joint activities the report is some of what is asked",
      given = { reports = { report { about = { "cms-11.10:23" } } } },
      expect = {
        verdict = "partial",
        message = "no-joint-activities",
        args = { from = "2020-02-22", to = "2024-02-17" },
        findings = 1,
        named = { "cms-stc52" },
      },
    },
    {
      says = "one report of the period that names them is enough",
      given = {
        reports = {
          report { about = { "cms-11.10:23" } },
          report { id = "r2", period = "cms-stc53", submitted = "2023-09-01" },
        },
      },
      expect = { verdict = "met", rests_on = { "r1", "r2" } },
    },
    {
      says = "while a period runs, joint activities may still be named",
      given = { reports = { report {}, report { id = "r9", period = "cms-stc54", about = { "cms-11.10:23" } } } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "and that they are not yet is no shortcoming",
      as_of = "2023-12-31",
      given = { reports = { report { about = { "cms-11.10:23" } } } },
      expect = { verdict = "not_due", message = "joint-ahead", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "a finished period without a report in a complete record is a gap",
      given = { reports = { RUNNING } },
      expect = {
        verdict = "gap",
        message = "none",
        args = { from = "2020-02-22", to = "2024-02-17", meetings = { "cms-stc52", "cms-stc53" } },
        findings = 1,
      },
    },
    {
      says = "the record must be complete from the first day of the period",
      given = { reports = { RUNNING } },
      without = { "reports" },
      complete = { reports = { { where = { treaty = { "cms" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a report without what it is about leaves it unreported",
      given = {
        reports = {
          { id = "r1", actor = "cms-sec", treaty = "cms", period = "cms-stc52", submitted = "2021-08-20" },
        },
      },
      expect = { verdict = "unreported", message = "none", rests_on = { "r1" } },
    },
    {
      says = "a report about another paragraph is none on this",
      given = { reports = { report { about = { "cms-11.10:15.c" } } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a report to the COP is none to the committee",
      given = { reports = { report { period = "cms-cop14", submitted = "2023-12-20" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a draft is no report",
      given = {
        reports = {
          {
            id = "r1",
            actor = "cms-sec",
            treaty = "cms",
            period = "cms-stc52",
            about = { "cms-11.10:23", "joint-activities" },
            state = "draft",
          },
        },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a report of a later day is not there yet",
      given = { reports = { report { submitted = "2025-07-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a report that may be of a later day leaves it open",
      given = { reports = { report { submitted = "2025" } } },
      expect = { verdict = "review", message = "none" },
    },
    {
      says = "a meeting of the day on which the period ends belongs to the next",
      without = { "meetings" },
      given = {
        meetings = { COP14, STC52, meeting("cms-stc53", "2024-02-17") },
        reports = { report { period = "cms-stc53", submitted = "2024-01-10" } },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "gap", message = "none", args = { meetings = { "cms-stc52" } } },
    },
    {
      says = "a meeting of the day before belongs to the period",
      without = { "meetings" },
      given = {
        meetings = { COP14, STC52, meeting("cms-stc53", "2024-02-16") },
        reports = { report { period = "cms-stc53", submitted = "2024-01-10" } },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "met" },
    },
    {
      says = "a meeting of that month leaves it open",
      without = { "meetings" },
      given = {
        meetings = { COP14, meeting("cms-stc53", "2024-02") },
        reports = { report { period = "cms-stc53", submitted = "2024-01-10" } },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "review" },
    },
    {
      says = "a meeting of the day of effect belongs to the first period",
      without = { "meetings" },
      given = {
        meetings = { COP14, meeting("cms-stc52", "2020-02-22") },
        reports = { report { submitted = "2020-02-01" } },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "met" },
    },
    {
      says = "a meeting of the day before does not",
      without = { "meetings" },
      given = {
        meetings = { COP14, meeting("cms-stc52", "2020-02-21") },
        reports = { report { submitted = "2020-02-01" } },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "running" },
    },
    {
      says = "where the committee never met in a period, it has no occasion",
      without = { "meetings" },
      given = { meetings = { COP14, STC54 } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "running", args = { from = "2024-02-17" }, findings = 1 },
    },
    {
      says = "where meetings of the committee may be missing, that is said",
      without = { "meetings" },
      given = { meetings = { COP14 }, reports = { RUNNING } },
      complete = { meetings = { { where = { kind = { "cop" } }, since = "2008" } } },
      expect = {
        verdict = "unreported",
        message = "no-meeting",
        args = { from = "2020-02-22", to = "2024-02-17" },
        findings = 1,
      },
    },
    {
      says = "a meeting of another body is none of the committee",
      without = { "meetings" },
      given = {
        meetings = { COP14, { id = "cms-stc52", body = "cms-scc", kind = "standing-committee", from = "2021-09-21" } },
        reports = { report {} },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "running" },
    },
    {
      says = "nor is another kind of meeting",
      without = { "meetings" },
      given = {
        meetings = { COP14, { id = "cms-stc52", body = "cms-stc", kind = "bureau", from = "2021-09-21" } },
        reports = { report {} },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "running" },
    },
    {
      says = "a report for a meeting ahead counts in the running period",
      without = { "meetings" },
      given = {
        meetings = { COP14, STC52, meeting("cms-stc54", "2025-12-01") },
        reports = { report {}, RUNNING },
      },
      complete = { meetings = MEETINGS },
      expect = { verdict = "met", rests_on = { "r9" } },
    },
    {
      says = "in the first period nothing is due yet",
      as_of = "2023-12-31",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "where a COP may be missing from the record, that is said",
      without = { "meetings" },
      given = { meetings = { STC52 }, reports = { report {} } },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" }, findings = 1 },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "where nobody says whose secretariat it is, a person must judge",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
