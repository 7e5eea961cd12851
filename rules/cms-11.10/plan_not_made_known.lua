-- Paragraph 2, first act: the Strategic Plan 2015-2023 made known to biodiversity agreements and other partners. Any
-- channel will do, the BLG is one, and once is enough. The request ends with the plan, as the register says.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

return {
  id = "cms-11.10/plan-not-made-known",
  provision = "cms-11.10:2.a",
  subject = "secretariat",
  title = "Information about the Strategic Plan on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    refused = "a refusal is on record, and no information of partners about the Strategic Plan",
    none = "no information of other agreements or partners about the Strategic Plan is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return acts.any(secretariat, provision, KINDS)
  end,
}
