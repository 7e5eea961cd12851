-- Paragraph 2, second act: further activities for synergies within the Strategic Plan 2015-2023. One in the plan's time
-- shows it; after its last year nothing new is asked: the register says so.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

return {
  id = "cms-11.10/no-synergy-activity",
  provision = "cms-11.10:2.b",
  subject = "secretariat",
  title = "Activity for synergies within the Strategic Plan on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    refused = "a refusal is on record, and no activity for synergies within the Strategic Plan",
    none = "no activity for synergies within the Strategic Plan is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return acts.any(secretariat, provision, KINDS)
  end,
}
