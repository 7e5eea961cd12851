return {
  id = "demo/no-focal-point",
  provision = "demo:1",
  subject = "party",
  title = "Focal point on record",
  messages = {
    never = "no focal point is on record",
    lapsed = "the last focal point on record ended on {ended}",
  },
  check = function(party)
    local role = { role = "demo-nfp" }
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
