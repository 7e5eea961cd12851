-- A rule with cases of every kind beside it.
local focal = lib "focal"

return {
  id = "demo/no-focal-point",
  provision = "demo:1",
  subject = "party",
  title = "Focal point on record",
  params = { patience = 0 },
  messages = {
    never = "no focal point is on record",
    lapsed = "the last focal point on record ended on {ended}",
    patient = "no focal point is on record, and patience is {patience}",
  },
  check = function(party, params)
    local role = focal.role()
    local current = party:focal_points(role)
    if #current > 0 then
      return met(current)
    end
    local last = party:history("focal_points", role):latest "ended"
    if last then
      return absent("lapsed", "focal_points", role, { ended = last.ended }, last)
    elseif params.patience > 0 then
      return review("patient", { patience = params.patience })
    end
    return absent("never", "focal_points", role)
  end,
}
