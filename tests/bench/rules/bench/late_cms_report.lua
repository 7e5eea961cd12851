-- Reports with a hard date: submitted by then.
return {
  id = "bench/late-cms-report",
  provision = "bench:6",
  subject = "party",
  title = "CMS reports in time",
  params = { treaty = "cms", due_kind = "hard" },
  messages = {
    none = "no report is on record",
    ahead = "the report for {period} is due on {due}",
    missing = "the report for {period} was due on {due} and is not on record",
    late = "the report for {period} was due on {due} and came on {submitted}",
  },
  check = function(party, params)
    local filter = { treaty = params.treaty, due_kind = params.due_kind }
    local reports = party:reports(filter)
    if #reports == 0 then
      return absent("none", "reports", filter)
    end
    local out = findings()
    out:each(reports, function(report)
      local args = { period = report.period, due = report.due }
      if report.due > as_of then
        return not_due("ahead", args, report)
      elseif not report:has "submitted" then
        return gap("missing", args, report)
      elseif report.submitted > report.due then
        return partial("late", { period = report.period, due = report.due, submitted = report.submitted }, report)
      end
      return met(report)
    end)
    return out
  end,
}
