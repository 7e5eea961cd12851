-- The latest national plan still runs.
return {
  id = "bench/plan-expired",
  provision = "bench:19",
  subject = "party",
  requires = "bench/no-plan",
  title = "National plan still running",
  messages = {
    none = "no national plan is surely on record",
    expired = "the latest national plan on record expired on {expires}",
  },
  check = function(party)
    local latest = party:plans({ kind = "nbsap", adopted = present }):latest "adopted"
    if not latest then
      return unreported "none"
    elseif latest.expires <= as_of then
      return gap("expired", { expires = latest.expires }, latest)
    end
    return met(latest)
  end,
}
