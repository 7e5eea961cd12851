-- Item 5: work with the focal points of other countries. One act is enough, in the region or beyond, and the Party's
-- own report of it counts. Where no other country has a focal point there is nobody to work with.
local acts = lib "acts"
local office = lib "office"

local KINDS = { "collaboration" } -- in the data

return {
  id = "cbd-rmfp/no-collaboration-with-peers",
  provision = "cbd-rmfp:duty-5",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Collaboration with other focal points on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    ["no-counterpart"] = "no resource mobilization focal point of another country is on record",
    refused = "a refusal is on record, and no collaboration with focal points of other countries",
    none = "no collaboration with resource mobilization focal points of other countries is on record",
  },
  check = function(party, _, provision)
    local acted, everybody = acts.filter(provision), office.role()
    if not acts.shows(party, acted, KINDS) and world:count("focal_points", everybody) == 0 then
      return office.vacant(party, provision) or world:no_occasion("no-counterpart", "focal_points", everybody)
    end
    return office.any_act(party, provision, KINDS)
  end,
}
