-- Reports with some months of grace, asked only of those whom the other treaty binds.
return {
  id = "bench/late-cbd-report",
  provision = "bench:7",
  subject = "party",
  title = "CBD reports within the grace",
  params = { treaty = "cbd", months = 6 },
  messages = {
    ["not-bound"] = "the Party is not bound by {treaty}",
    none = "no report is on record",
    ahead = "the report for {period} can be handed in until {limit}",
    missing = "the report for {period} could be handed in until {limit} and is not on record",
    late = "the report for {period} could be handed in until {limit} and came on {submitted}",
  },
  applies = function(party, params)
    return party:bound(params.treaty) or not_applicable("not-bound", { treaty = params.treaty })
  end,
  check = function(party, params)
    local filter = { treaty = params.treaty }
    local reports = party:reports(filter)
    if #reports == 0 then
      return absent("none", "reports", filter)
    end
    local out = findings()
    out:each(reports, function(report)
      local limit = report.due:add_months(params.months)
      if limit > as_of then
        return not_due("ahead", { period = report.period, limit = limit }, report)
      elseif not report:has "submitted" then
        return gap("missing", { period = report.period, limit = limit }, report)
      elseif report.submitted > limit then
        return partial("late", { period = report.period, limit = limit, submitted = report.submitted }, report)
      end
      return met(report)
    end)
    return out
  end,
}
