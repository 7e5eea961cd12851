-- A report for each COP: in time, late, on something else, none, and for COPs ahead.
local function report(more)
  local row = {
    id = "r1",
    actor = "cms-sec",
    instrument = "cms-11.10",
    treaty = "cms",
    period = "cms-cop14",
    submitted = "2023-12-20",
    state = "submitted",
    about = { "cms-11.10:15.c", "cms-11.10:23" },
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function silent(submitted)
  return { id = "r1", actor = "cms-sec", treaty = "cms", period = "cms-cop14", submitted = submitted }
end

local last = { to = "2024-02-17" }

return {
  rule = "cms-11.10/no-report-to-cop",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
    meetings = {
      { id = "cms-cop13", body = "cms-cop", kind = "cop", from = "2020-02-17", to = "2020-02-22" },
      { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" },
      { id = "cms-cop15", body = "cms-cop", kind = "cop", from = "2026-03", to = "2026-03" },
    },
  },
  complete = {
    meetings = { { where = { kind = { "cop" } }, since = "2015-01-01" } },
    reports = { { where = { treaty = { "cms" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "a report for COP14 that names the topic shows it, and COP15 lies ahead",
      given = { reports = { report() } },
      expect = { verdict = "met", findings = 0, rests_on = { "r1" } },
    },
    {
      says = "a report on the first act of the paragraph is one on the topic",
      given = { reports = { report { about = { "cms-11.10:15.a" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "and so is one on what the other secretariats did",
      given = { reports = { report { about = { "cms-11.10:15.b" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "a report that is about something else is for a person to judge",
      given = { reports = { report { about = { "cms-11.10:23" } } } },
      expect = { verdict = "review", message = "not-said", args = last, findings = 1, rests_on = { "r1" } },
    },
    {
      says = "one that does not say what it is about too",
      given = { reports = { silent "2023-12-20" } },
      expect = { verdict = "review", message = "not-said", args = last, rests_on = { "r1" } },
    },
    {
      says = "beside one that names the topic it is no finding",
      given = { reports = { silent "2023-12-20", report { id = "r2" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "r2" } },
    },
    {
      says = "no report in a complete record is a gap that names the COP",
      expect = { verdict = "gap", message = "none", args = last, findings = 1, named = { "cms-cop14" } },
    },
    {
      says = "in a partial record it is unreported",
      without = { "reports" },
      expect = { verdict = "unreported", message = "none", args = last, findings = 1 },
    },
    {
      says = "a record that begins a day after the effect is partial",
      without = { "reports" },
      complete = { reports = { { where = { treaty = { "cms" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a report for another meeting is none for the COP",
      given = { reports = { report { period = "cms-stc53" } } },
      expect = { verdict = "gap", message = "none", not_on = { "r1" } },
    },
    {
      says = "another secretariat's report is none of this one",
      given = { reports = { report { actor = "cbd-sec" } } },
      expect = { verdict = "gap", message = "none", not_on = { "r1" } },
    },
    {
      says = "a draft that was not submitted is none",
      without = { "reports" },
      given = { reports = { silent(nil) } },
      complete = { reports = { { where = { treaty = { "cms" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a report on the COP's last day is in time",
      given = { reports = { report { submitted = "2024-02-17" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day after is partial",
      given = { reports = { report { submitted = "2024-02-18" } } },
      expect = {
        verdict = "partial",
        message = "late",
        args = { to = "2024-02-17", submitted = "2024-02-18" },
        findings = 1,
        rests_on = { "r1" },
      },
    },
    {
      says = "beside one in time a late one is no finding",
      given = { reports = { report(), report { id = "r2", submitted = "2024-05-01" } } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "one of 2024, day unknown, leaves it open",
      given = { reports = { report { submitted = "2024" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "one submitted after the day of the question is not there yet",
      as_of = "2024-03-31",
      given = { reports = { report { submitted = "2024-04-01" } } },
      expect = { verdict = "gap", message = "none", args = last },
    },
    {
      says = "on the last day of COP14 the report is due",
      as_of = "2024-02-17",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "the day before it is not",
      as_of = "2024-02-16",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "before COP14 nothing is due, whatever is submitted",
      as_of = "2024-01-31",
      given = { reports = { report { about = { "cms-11.10:23" } } } },
      expect = { verdict = "not_due", message = "running" },
    },
    {
      says = "each COP that is over is owed a report",
      as_of = "2026-04-01",
      given = { reports = { report() } },
      expect = { verdict = "gap", message = "none", args = { to = "2026-03" }, findings = 1, named = { "cms-cop15" } },
    },
    {
      says = "whether a COP of that month is over is open in the month",
      as_of = "2026-03-15",
      given = { reports = { report() } },
      expect = { verdict = "review" },
    },
    {
      says = "where COPs may be missing from the record a report for one of them leaves it unreported",
      without = { "meetings" },
      given = {
        meetings = { { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" } },
        reports = { report() },
      },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" }, findings = 1 },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "without a record of whose secretariat is whose it is open",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
