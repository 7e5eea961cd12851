return {
  id = "demo/report-late",
  provision = "demo:2",
  subject = "party",
  title = "Reports in time",
  messages = {
    late = "the report for {period} came {days} days late",
    none = "no report is on record",
  },
  check = function(party)
    local filter = { treaty = "demo" }
    local reports = party:history("reports", filter)
    if #reports == 0 then
      return absent("none", "reports", filter)
    end
    local out = findings()
    for _, report in ipairs(reports) do
      if report.submitted > report.due then
        out:partial("late", { period = report.period, days = report.submitted - report.due }, report)
      else
        out:met(report)
      end
    end
    return out
  end,
}
