-- Paragraph 12: proposals for closer work with other biodiversity conventions, put to a COP. One is enough, and not one
-- for each convention.
--
-- Joint work plans are a means: a proposal need not be one, but one that is has targets and a timetable and is aligned
-- with the Strategic Plan. A proposal or a plan that is not on record as put to a COP is for a person to judge.
local acts = lib "acts"
local periods = lib "periods"
local secretariats = lib "secretariats"

local KINDS = { "proposal" } -- of acts, in the data
local PLAN = "joint-work-plan" -- flag of a proposal, and kind of partnership, there
local ADOPTED = "cms-joint-work-plan" -- kind of plan there
local PARTS = { "targets", "timetable", "alignment" } -- flags there

local function lacking(proposal)
  local flags, missing = proposal:get("flags", {}), {}
  for _, part in ipairs(PARTS) do
    if contains(flags, PLAN) and not contains(flags, part) then
      table.insert(missing, part)
    end
  end
  return missing
end

-- The verdict on proposals that were put to a COP, and on those that may have been.
local function judge(proposals, possible)
  local whole = proposals:sure(function(proposal)
    return #lacking(proposal) == 0
  end)
  if #whole > 0 then
    return met(whole)
  elseif #possible > 0 then
    return review("unclear", nil, possible)
  end
  local out = findings()
  out:each(proposals, function(proposal)
    return partial("incomplete", { missing = lacking(proposal) }, proposal)
  end)
  return out
end

-- What shows a proposal or plan and not that it was put to a COP: "not-put". Nil where there is none.
local function not_put(secretariat, provision)
  local since = during(provision.effect)
  local prepared = acts.filter(provision, { kind = KINDS })
  local adopted = { kind = ADOPTED, adopted = since }
  local agreed = { kind = PLAN, from = since, active = since }
  local shown = any(function()
    return acts.shows(secretariat, prepared, KINDS)
  end, function()
    return secretariat:shows("plans", adopted)
  end, function()
    return secretariat:shows("partnerships", agreed)
  end)
  if shown then
    local plans = acts.join(secretariat:plans(adopted), secretariat:partnerships(agreed))
    return review("not-put", nil, acts.join(secretariat:actions(prepared), plans))
  end
end

return {
  id = "cms-11.10/no-proposal-to-cop",
  provision = "cms-11.10:12.b",
  subject = "secretariat",
  title = "Proposal for closer work with other conventions on record, put to a COP",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { cop = "cms-cop" }, -- by its id in the data
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["cops-unknown"] = "whether the record holds every COP since {since} is open",
    unclear = "a proposal is on record that may be whole; what it leaves out or open decides",
    incomplete = "a joint work plan that was put to a COP is on record without {missing}",
    ["not-put"] = "a proposal or joint work plan is on record, and not that it was put to a COP",
    refused = "a refusal is on record, and no proposal for closer work with other conventions",
    running = "no COP since {from} is over yet",
    none = "no proposal for closer work with other biodiversity conventions is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    local put = acts.filter(provision, { kind = KINDS, counterparts = params.cop })
    if acts.shows(secretariat, put, KINDS) then
      return judge(secretariat:actions(put), acts.possible(secretariat, put, KINDS))
    end
    return not_put(secretariat, provision)
      or acts.refused(secretariat, provision, KINDS)
      or periods.before_first_cop(provision)
      or absent("none", "actions", acts.filter(provision, { kind = KINDS }))
  end,
}
