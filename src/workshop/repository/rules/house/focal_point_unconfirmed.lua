-- A designation that nobody has confirmed for long may be out of date without anybody knowing. That there is none is the
-- matter of another rule (cms-11.10/no-cms-focal-point).
local MONTHS = 24
local ROLE = { role = "cms-nfp" }

return {
  id = "house/focal-point-unconfirmed",
  provision = "house:1",
  subject = "party",
  title = "CMS focal point confirmed of late",
  reading = { by = "the maintainers", on = "@TODAY@", state = "draft" },
  messages = {
    none = "no CMS focal point is on record, so none can be confirmed",
    old = "the CMS focal point was last confirmed on {confirmed}, and confirmation is asked for since {since}",
  },
  check = function(party)
    local since = as_of:add_months(-MONTHS)
    local current = party:focal_points(ROLE)
    if #current == 0 then
      return not_applicable "none"
    end
    local out = findings()
    out:each(current, function(designation)
      if designation.confirmed < since then
        return partial("old", { confirmed = designation.confirmed, since = since }, designation)
      end
      return met(designation)
    end)
    return out
  end,
}
