-- Paragraph 4, first test of the request: strategic partners looked for. An act on the paragraph shows it, and so does
-- a partnership called strategic that began since; who takes part in a campaign has been found. A campaign that names
-- nobody says nothing of partners.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data
local CAMPAIGN = "campaign" -- likewise, of acts and of partnerships

local function names_partner(act)
  return act:has "counterparts" or act.kind ~= CAMPAIGN
end

return {
  id = "cms-11.10/no-strategic-partner",
  provision = "cms-11.10:4.a",
  subject = "secretariat",
  title = "Search for strategic partners on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    unclear = "an act is on record that may be such a search; what it leaves out or open decides",
    refused = "a refusal is on record, and no search for strategic partners",
    none = "no search for strategic partners is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    local since = during(provision.effect)
    local strategic = { flags = "strategic", from = since, active = since }
    local joint = { kind = CAMPAIGN, active = since }
    local filter = acts.filter(provision)
    local found = secretariat:actions(filter):sure(names_partner)
    local partners = acts.join(secretariat:partnerships(strategic), secretariat:partnerships(joint))
    if #found + #partners > 0 then
      return met(acts.join(found, partners))
    end
    secretariat:shows("partnerships", joint) -- undecided where a partnership leaves open whether it is one
    secretariat:shows("partnerships", strategic)
    local possible = acts.possible(secretariat, filter, { "activity", CAMPAIGN }):sure(names_partner)
    if #possible > 0 then
      return review("unclear", nil, possible)
    end
    return acts.refused(secretariat, provision, KINDS)
      or absent("none", "actions", acts.filter(provision, { kind = KINDS }))
  end,
}
