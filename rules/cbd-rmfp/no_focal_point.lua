-- Paragraph 12: is a resource mobilization focal point on record today?
local office = lib "office"

return {
  id = "cbd-rmfp/no-focal-point",
  provision = "cbd-rmfp:appoint",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Resource mobilization focal point on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    never = "no resource mobilization focal point is on record",
    lapsed = "no resource mobilization focal point is on record; the last one ended on {ended}",
  },
  check = function(party, _, provision)
    local role = office.role()
    local current = party:focal_points(role)
    if #current > 0 then
      return met(current)
    end
    local consideration = office.consideration(provision)
    if party:shows("actions", consideration) then
      return met(party:actions(consideration))
    end
    local last = party:history("focal_points", role):latest "ended"
    if last then
      return absent("lapsed", "focal_points", role, { ended = last.ended }, last)
    end
    return absent("never", "focal_points", role)
  end,
}
