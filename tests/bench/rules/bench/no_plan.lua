-- Is a national plan on record?
return {
  id = "bench/no-plan",
  provision = "bench:18",
  subject = "party",
  title = "National plan on record",
  messages = { none = "no national plan is on record" },
  check = function(party)
    local filter = { kind = "nbsap", adopted = present }
    local plans = party:plans(filter)
    if #plans > 0 then
      return met(plans)
    end
    return absent("none", "plans", filter)
  end,
}
