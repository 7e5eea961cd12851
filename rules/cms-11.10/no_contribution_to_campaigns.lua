-- Paragraph 4, encouragement: whoever has a stake contributes to the Secretariat's campaigns, partner or not. An act on
-- it shows that, and so does a campaign shared with the Secretariat. Who has a stake is open: no record is no gap.
local acts = lib "acts"
local secretariats = lib "secretariats"

local CAMPAIGN = "campaign" -- in the data, of acts and of partnerships

return {
  id = "cms-11.10/no-contribution-to-campaigns",
  provision = "cms-11.10:4.b",
  subject = "stakeholder",
  title = "Contribution to campaigns on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    own = "the campaigns are those of the CMS Secretariat itself",
    refused = "a refusal is on record, and no contribution to campaigns",
    none = "no contribution to campaigns of the CMS Secretariat is on record",
  },
  applies = function(actor, _, provision)
    if actor.id == secretariats.of(provision.under) then
      return not_applicable "own"
    end
    return true
  end,
  check = function(actor, _, provision)
    local acted = actor:actions(acts.filter(provision))
    local shared = { kind = CAMPAIGN, active = during(provision.effect), parties = secretariats.of(provision.under) }
    if #acted == 0 and shared.parties and actor:shows("partnerships", shared) then
      return met(actor:partnerships(shared))
    end
    return acts.any(actor, provision, { CAMPAIGN })
  end,
}
