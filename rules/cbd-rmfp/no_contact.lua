-- The focal point is the Party's link with the Secretariat: any contact shows it. The duties have rules of their own.
local office = lib "office"

local KINDS = { "contact" } -- in the data

return {
  id = "cbd-rmfp/no-contact",
  provision = "cbd-rmfp:liaison",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Contact with the Secretariat on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    refused = "a refusal is on record, and no contact with the Secretariat",
    none = "no contact of the focal point with the Secretariat is on record",
  },
  check = function(party, _, provision)
    return office.any_act(party, provision, KINDS)
  end,
}
