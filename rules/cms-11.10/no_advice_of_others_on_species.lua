-- Paragraph 15, the secretariats of the CBD and of other agreements: the same as is asked of the CMS Secretariat.
--
-- The CBD's is named. Which others the matter is relevant to is open: of them, no record says nothing either way.
local acts = lib "acts"
local framework = lib "framework"
local secretariats = lib "secretariats"

local KINDS = { "activity", "consideration" } -- in the data
local NAMED = "cbd"

return {
  id = "cms-11.10/no-advice-of-others-on-species",
  provision = "cms-11.10:15.b",
  subject = "secretariat",
  title = "Advice of other secretariats on species in CBD processes on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { adopted = framework.adopted },
  messages = {
    ["own-secretariat"] = "the invitation speaks to the secretariats of other conventions",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    refused = "a refusal is on record, and neither consideration nor advice on species in CBD processes",
    adopted = "neither consideration nor advice on species in CBD processes is on record from before {adopted},"
      .. " when the post-2020 framework was adopted",
    relevant = "neither consideration nor advice on species in CBD processes is on record;"
      .. " whether the matter concerns this secretariat is open",
    none = "neither consideration nor advice on species in CBD processes is on record",
  },
  applies = secretariats.others,
  check = function(secretariat, params, provision)
    local considered = framework.considered(secretariat, params, provision, KINDS)
    if considered then
      return considered
    end
    local acted = acts.filter(provision)
    local named, later = secretariats.serves(secretariat, NAMED), acts.shows(secretariat, acted, KINDS)
    if framework.is_adopted(params) and (named or later) then
      return review("adopted", { adopted = params.adopted }, secretariat:actions(acted))
    elseif named then
      return absent("none", "actions", acts.filter(provision, { kind = KINDS }))
    end
    return unreported "relevant"
  end,
}
