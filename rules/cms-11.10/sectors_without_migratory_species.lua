-- Paragraph 26, second act: national positions coordinated so that migratory species reach the sectors concerned.
local acts = lib "acts"

local KINDS = { "position-coordination" } -- in the data

return {
  id = "cms-11.10/sectors-without-migratory-species",
  provision = "cms-11.10:26.b",
  subject = "party",
  title = "Coordination of positions for integration into sectors on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    refused = "a refusal is on record, and no coordination of positions that brings migratory species into a sector",
    none = "no coordination of national positions is on record that brings migratory species into a sector",
  },
  check = function(party, _, provision)
    return acts.any(party, provision, KINDS)
  end,
}
