-- Is the report of one cycle on record?
return {
  id = "bench/no-report-this-cycle",
  provision = "bench:8",
  subject = "party",
  title = "Report of the cycle on record",
  params = { treaty = "cms", period = "cms-cop14" },
  messages = { none = "no report for {period} is on record" },
  check = function(party, params)
    local filter = { treaty = params.treaty, period = params.period, submitted = present }
    local reports = party:reports(filter)
    if #reports > 0 then
      return met(reports)
    end
    return absent("none", "reports", filter, { period = params.period })
  end,
}
