-- What became of the report that came last?
return {
  id = "bench/report-returned",
  provision = "bench:9",
  subject = "party",
  title = "Latest report accepted",
  messages = {
    none = "no report is on record",
    returned = "the report for {period} was returned",
    draft = "the report for {period} is a draft",
  },
  check = function(party)
    local filter = { submitted = present }
    local latest = party:reports(filter):latest "submitted"
    if not latest then
      return no_occasion("none", "reports", filter)
    elseif latest.state == "returned" then
      return partial("returned", { period = latest.period }, latest)
    elseif latest.state == "draft" then
      return review("draft", { period = latest.period }, latest)
    end
    return met(latest)
  end,
}
