-- Item 3: experts who help to carry out the strategy. Any act shows it.
local office = lib "office"

local KINDS = { "experts" } -- in the data

return {
  id = "cbd-rmfp/no-experts",
  provision = "cbd-rmfp:duty-3",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Identification of experts on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    refused = "a refusal is on record, and no identification of experts",
    none = "no identification of experts is on record",
  },
  check = function(party, _, provision)
    return office.any_act(party, provision, KINDS)
  end,
}
