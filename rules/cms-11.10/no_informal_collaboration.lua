-- Paragraph 9: informal collaboration with partners. Any partner will do, FAO and UNCCD are examples; a formal
-- arrangement is another thing.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data
local FORMAL = { "mou", "joint-work-plan" } -- likewise

local function is_informal(act)
  return not (act:has "kind" and contains(FORMAL, act.kind))
end

return {
  id = "cms-11.10/no-informal-collaboration",
  provision = "cms-11.10:9",
  subject = "secretariat",
  title = "Informal collaboration with partners on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    formal = "what is on record is formal, and the paragraph speaks of informal collaboration",
    refused = "a refusal is on record, and no informal collaboration with partners",
    none = "no informal collaboration with partners is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    local informal = { kind = "informal", active = during(provision.effect) }
    local acted = secretariat:actions(acts.filter(provision))
    local shown = acts.join(acted:sure(is_informal), secretariat:partnerships(informal))
    if #shown > 0 then
      return met(shown)
    end
    secretariat:shows("partnerships", informal) -- undecided where a partnership leaves open whether it is one
    if #acted > 0 then
      return review("formal", nil, acted)
    end
    return acts.any(secretariat, provision, KINDS)
  end,
}
