-- Paragraph 4, second test of the request: partners engaged when campaigns and other outreach are developed. Without a
-- campaign nobody is to be engaged; without a partner found, the first test has the finding.
local acts = lib "acts"
local secretariats = lib "secretariats"

local CAMPAIGN = "campaign" -- in the data, of acts and of partnerships
local ALONE = "partners:none" -- a flag there: it is on record that nobody was engaged

local function alone(act)
  return not act:has "counterparts" and contains(act.flags, ALONE)
end

return {
  id = "cms-11.10/campaign-without-partners",
  provision = "cms-11.10:4.a",
  subject = "secretariat",
  requires = "cms-11.10/no-strategic-partner",
  title = "Partners in campaigns on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["no-campaign"] = "no campaign is on record",
    ["not-said"] = "campaigns are on record that do not say whether partners were engaged",
    unclear = "a campaign without partners is on record whose date leaves open whether it counts",
    some = "for some campaigns partners are on record, and for others that none were engaged",
    without = "campaigns are on record, and that no partners were engaged in them",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    local campaign = acts.filter(provision, { kind = CAMPAIGN })
    local shared = acts.filter(provision, { kind = CAMPAIGN, counterparts = present })
    local joint = { kind = CAMPAIGN, active = during(provision.effect) }
    local held = secretariat:actions(campaign)
    local without = held:sure(alone)
    local with = acts.join(secretariat:actions(shared), secretariat:partnerships(joint))
    local possible = acts.possible(secretariat, campaign, { CAMPAIGN }):sure(alone)
    if #without == 0 and #possible > 0 then
      return review("unclear", nil, possible)
    elseif #with > 0 and #without > 0 then
      return partial("some", nil, without)
    elseif #with > 0 then
      return met(with)
    end
    secretariat:shows("partnerships", joint) -- undecided where a record leaves open whether there were partners
    acts.shows(secretariat, shared, { CAMPAIGN })
    if #held == 0 then
      return no_occasion("no-campaign", "actions", campaign)
    elseif #without < #held then
      return unreported("not-said", nil, held)
    end
    return gap("without", nil, without)
  end,
}
