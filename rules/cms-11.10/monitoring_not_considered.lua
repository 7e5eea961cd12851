-- Paragraph 21: the BLG, the body and not its members, weighs the need for better monitoring. An agenda or a minute
-- shows it.
local blg = lib "blg"
local consideration = lib "consideration"

return {
  id = "cms-11.10/monitoring-not-considered",
  provision = "cms-11.10:21",
  subject = "body",
  title = "Consideration of coherent monitoring by the BLG on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-body"] = "the paragraph speaks to the BLG",
    refused = "a refusal is on record, and no consideration of coherent monitoring",
    elsewhere = "others have consideration of coherent monitoring with the BLG on record, and it has none itself",
    none = "no consideration of coherent monitoring is on record",
  },
  applies = blg.itself,
  check = function(body, _, provision)
    if consideration.shown(body, provision) then
      return met(consideration.rows(body, provision))
    end
    return consideration.missing(body, provision, blg.elsewhere(body, provision))
  end,
}
