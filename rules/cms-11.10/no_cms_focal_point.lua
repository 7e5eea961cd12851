-- Paragraph 25 presupposes a CMS focal point: is one on record?
return {
  id = "cms-11.10/no-cms-focal-point",
  provision = "cms-11.10:25",
  subject = "party",
  title = "CMS focal point on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    never = "no CMS focal point is on record, so collaboration cannot be shown",
    lapsed = "the last CMS focal point on record ended on {ended}, so collaboration cannot be shown",
  },
  check = function(party)
    local role = { role = "cms-nfp" }
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
