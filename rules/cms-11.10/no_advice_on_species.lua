-- Paragraph 15, the Secretariat: advice on a coherent treatment of animal species in CBD processes. Consideration on
-- record is enough, and advice proves it.
local acts = lib "acts"
local framework = lib "framework"
local secretariats = lib "secretariats"

local KINDS = { "activity", "consideration" } -- in the data

return {
  id = "cms-11.10/no-advice-on-species",
  provision = "cms-11.10:15.a",
  subject = "secretariat",
  title = "Advice on species in CBD processes on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { adopted = framework.adopted },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    refused = "a refusal is on record, and neither consideration nor advice on species in CBD processes",
    adopted = "neither consideration nor advice on species in CBD processes is on record from before {adopted},"
      .. " when the post-2020 framework was adopted",
    none = "neither consideration nor advice on species in CBD processes is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    local considered = framework.considered(secretariat, params, provision, KINDS)
    if considered then
      return considered
    elseif framework.is_adopted(params) then
      return review("adopted", { adopted = params.adopted }, secretariat:actions(acts.filter(provision)))
    end
    return absent("none", "actions", acts.filter(provision, { kind = KINDS }))
  end,
}
