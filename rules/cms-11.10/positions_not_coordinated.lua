-- Paragraph 26, first act: national positions coordinated so that international organizations cooperate.
local acts = lib "acts"

local KINDS = { "position-coordination" } -- in the data

return {
  id = "cms-11.10/positions-not-coordinated",
  provision = "cms-11.10:26.a",
  subject = "party",
  title = "Coordination of positions for cooperation among organizations on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    refused = "a refusal is on record, and no coordination of positions that helps organizations to cooperate",
    none = "no coordination of national positions is on record that helps international organizations to cooperate",
  },
  check = function(party, _, provision)
    return acts.any(party, provision, KINDS)
  end,
}
