-- Paragraph 25 asks for close collaboration: is one act or mechanism on record that links CMS with another convention?
--
-- Working groups, NBSAP measures, shared reporting and coherent positions are examples of ways: any one that links two
-- conventions is enough.
local acts = lib "acts"
local conventions = lib "conventions"

-- Kinds of acts in the data. An act of a kind that is not among them is a way too.
local WAYS = { "working-group", "joint-mechanism", "shared-reporting", "coherent-position", "dart", "nbsap-measure" }
local NO_OTHER = { "cms", "blg" } -- among the data's treaties, CMS itself and a group of secretariats
local AIDS = { "dart", "nbsap-measure" } -- link nobody by themselves

local function is_aid(act)
  return contains(AIDS, act.kind)
end

-- Does the act link CMS with another convention? An organization or a body among the counterparts is none.
local function links(act, others)
  return not is_aid(act) and any(act.counterparts, function(treaty)
    return contains(others, treaty) or not contains(NO_OTHER, treaty) and #world:treaties { id = treaty } > 0
  end)
end

local function roles_of(treaties)
  local roles = {}
  for _, treaty in ipairs(treaties) do
    table.insert(roles, conventions.role(treaty))
  end
  return { role = roles }
end

-- The designations, where one office holds the CMS role and every other one, or may do so: a designation that is only
-- possibly in force counts for it and not against it. Undecided where the office is not named.
local function one_office(party, treaties)
  local cms, other = { role = conventions.role "cms" }, roles_of(treaties)
  local holders = acts.join(party:focal_points(cms), party:possibly("focal_points", cms))
  local others, possible = party:focal_points(other), party:possibly("focal_points", other)
  if #holders == 0 or #others + #possible == 0 then
    return nil
  end
  local function same(holder)
    return holder.institution == holders[1].institution
  end
  local one = all(acts.join(party:focal_points(cms), others, { holders[1] }), same)
    and any(acts.join(others, possible), same)
  return one and acts.join(holders, others, possible) or nil
end

return {
  id = "cms-11.10/no-collaboration",
  provision = "cms-11.10:25",
  subject = "party",
  requires = "cms-11.10/no-cms-focal-point",
  title = "Collaboration of focal points on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { conventions = conventions.others },
  messages = {
    regional = "the paragraph speaks of the national level, the actor is a regional organization",
    unclear = "an act is on record that may be such a link; what it leaves out or open decides",
    ["not-said"] = "an act is on record that does not say how it links CMS with which other convention",
    ["one-office"] = "one office holds every focal point role on record ({office}), and no further link is on record",
    refused = "a refusal is on record, and no act or mechanism that links CMS with another convention",
    aid = "a shared tool or an NBSAP measure is on record, and no further link of CMS with another convention",
    none = "no act or mechanism is on record that links CMS with another convention",
  },
  applies = function(party)
    if party.kind == "reio" then
      return review "regional"
    end
    return true
  end,
  check = function(party, params, provision)
    local filter = acts.filter(provision)
    local acted = party:actions(filter)
    local linked, aid = acted:sure(function(act)
      return links(act, params.conventions)
    end), acted:sure(is_aid)
    if #linked > 0 then
      return met(linked)
    elseif #aid < #acted then
      return unreported("not-said", nil, acted)
    end
    local office = one_office(party, params.conventions)
    if office then
      return review("one-office", { office = office[1].institution }, office)
    end
    local possible = acts.possible(party, filter, WAYS)
    if #aid > 0 and #possible > 0 then
      return review("unclear", nil, possible)
    elseif #aid > 0 then
      return partial("aid", nil, aid)
    end
    return acts.any(party, provision, WAYS) -- no act surely
  end,
}
