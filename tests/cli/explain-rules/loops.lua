return {
  id = "demo/loops",
  provision = "demo:2",
  subject = "party",
  requires = "demo/no-focal-point",
  title = "Goes round in circles",
  messages = { none = "no report is on record", state = "a State is not looked at twice" },
  applies = function(party)
    if party.id == "AAA" then
      return true
    end
    return not_applicable "state"
  end,
  check = function(party)
    local sum = 0
    for i = 1, 20 do
      if i > 10 then
        sum = sum + i
      end
    end
    local reports = party:reports { treaty = "demo" }
    if any(reports, function(report) return report:has "submitted" and report.submitted < report.due end) then
      return met(reports)
    end
    return unreported("none", nil, reports)
  end,
}
