-- The latest confirmation of a focal point is not older than two years.
return {
  id = "bench/not-confirmed",
  provision = "bench:5",
  subject = "party",
  title = "Focal points confirmed",
  params = { roles = { "cms-nfp", "cbd-nfp" }, months = 24 },
  messages = {
    none = "no focal point is on record",
    never = "no confirmation is on record",
    old = "the latest confirmation on record is of {confirmed}",
  },
  check = function(party, params)
    local filter = { role = params.roles }
    local current = party:focal_points(filter)
    if #current == 0 then
      return absent("none", "focal_points", filter)
    end
    local latest = current:latest "confirmed"
    if not latest then
      return unreported("never", nil, current)
    elseif latest.confirmed >= as_of:add_months(-params.months) then
      return met(latest)
    end
    return partial("old", { confirmed = latest.confirmed }, latest)
  end,
}
