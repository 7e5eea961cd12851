-- Item 6: monitor, promote or facilitate. Any one of the three is enough, and an act on the item is one.
local office = lib "office"

local KINDS = { "implementation" } -- in the data

return {
  id = "cbd-rmfp/no-implementation",
  provision = "cbd-rmfp:duty-6",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Monitoring, promotion or facilitation on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    refused = "a refusal is on record, and no monitoring, promotion or facilitation",
    none = "no monitoring, promotion or facilitation of the strategy is on record",
  },
  check = function(party, _, provision)
    return office.any_act(party, provision, KINDS)
  end,
}
