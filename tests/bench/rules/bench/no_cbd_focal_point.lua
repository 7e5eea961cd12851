-- Is a focal point for CBD on record?
return {
  id = "bench/no-cbd-focal-point",
  provision = "bench:2",
  subject = "party",
  title = "CBD focal point on record",
  params = { role = "cbd-nfp" },
  messages = {
    never = "no focal point is on record",
    lapsed = "the last focal point on record ended on {ended}",
  },
  check = function(party, params)
    local role = { role = params.role }
    local current = party:focal_points(role)
    if #current > 0 then
      return met(current)
    end
    local last = party:history("focal_points", role):latest "ended"
    if last then
      return absent("lapsed", "focal_points", role, { ended = last.ended }, last)
    end
    return absent("never", "focal_points", role)
  end,
}
