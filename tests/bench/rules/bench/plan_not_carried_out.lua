-- What was planned is done in its time.
return {
  id = "bench/plan-not-carried-out",
  provision = "bench:16",
  subject = "party",
  title = "Planned acts carried out",
  params = { provisions = { "bench:16", "bench:17" }, months = 12 },
  messages = {
    none = "nothing is on record as planned",
    overdue = "it was planned to end on {to} and is on record as planned",
    old = "it was planned for {date} and is on record as planned",
    ahead = "its time lies ahead",
  },
  check = function(party, params)
    local planned = party:actions { provision = params.provisions, status = "planned" }
    if #planned == 0 then
      return not_applicable "none"
    end
    local out = findings()
    out:each(planned, function(act)
      if act:has "to" and act.to < as_of then
        return gap("overdue", { to = act.to }, act)
      elseif act:has "date" and act.date < as_of:add_months(-params.months) then
        return partial("old", { date = act.date }, act)
      end
      return not_due("ahead", nil, act)
    end)
    return out
  end,
}
