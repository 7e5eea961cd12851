-- Paragraph 10: stronger partnerships with business, under the CMS Code of Conduct. A partnership shows it where the
-- Code is on record for it; an effort shows that partnerships are pursued, where there is none yet too.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data
local CODE, NO_CODE = "code-of-conduct", "no-code-of-conduct" -- flags there

local function judge_effort(act)
  if contains(act:get("flags", {}), NO_CODE) then
    return partial("outside", nil, act)
  end
  return met(act)
end

local function is_under_code(partnership)
  return contains(partnership.flags, CODE) and not contains(partnership.flags, NO_CODE)
end

local function judge_partnership(partnership)
  local flags = partnership:get("flags", {})
  if contains(flags, CODE) and contains(flags, NO_CODE) then
    return review("both", nil, partnership)
  elseif contains(flags, CODE) then
    return met(partnership)
  elseif contains(flags, NO_CODE) then
    return partial("outside", nil, partnership)
  end
  return unreported("not-said", nil, partnership)
end

return {
  id = "cms-11.10/no-private-sector-partnership",
  provision = "cms-11.10:10",
  subject = "secretariat",
  title = "Private-sector partnerships under the Code of Conduct on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    both = "it is on record that the Code of Conduct was applied, and that it was not",
    outside = "it is on record that the Code of Conduct was not applied",
    ["not-said"] = "a private-sector partnership is on record that does not say whether the Code was applied",
    unclear = "a private-sector partnership is on record whose dates leave open whether it counts",
    refused = "a refusal is on record, and no private-sector partnership or pursuit of one",
    none = "no private-sector partnership, and no pursuit of one, is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    local business = { kind = "private-sector", active = during(provision.effect) }
    local acted = secretariat:actions(acts.filter(provision))
    if #acted == 0 and not secretariat:shows("partnerships", business) then
      return acts.any(secretariat, provision, KINDS)
    end
    local out = findings()
    out:each(acted, judge_effort)
    out:each(secretariat:partnerships(business), judge_partnership)
    local possible = secretariat:possibly("partnerships", business)
    if #possible:sure(is_under_code) < #possible then
      out:add(review("unclear", nil, possible))
    end
    return out
  end,
}
