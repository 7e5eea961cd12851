return {
  id = "demo/report-late",
  provision = "demo:2",
  subject = "party",
  title = "Reports in time",
  messages = {
    late = "the report for {period} came on {submitted}, after it was due",
    none = "no report is on record",
  },
  check = function(party)
    local filter = { treaty = "demo" }
    local reports = party:history("reports", filter)
    if #reports == 0 then
      return absent("none", "reports", filter)
    end
    local out = findings()
    out:each(reports, function(report)
      if report.submitted > report.due then
        return partial("late", { period = report.period, submitted = report.submitted }, report)
      end
      return met(report)
    end)
    return out
  end,
}
