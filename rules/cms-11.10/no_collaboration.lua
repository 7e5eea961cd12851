-- Paragraph 25 asks for close collaboration: is one act or mechanism on record that links CMS with another convention?
--
-- Working groups, NBSAP measures, shared reporting and coherent positions are examples of ways: any one that links two
-- conventions is enough. A tool or an NBSAP measure by itself links nobody yet.
local acts = lib "acts"
local conventions = lib "conventions"

local LINKS = { "working-group", "joint-mechanism", "shared-reporting", "coherent-position" } -- names in the data
local AIDS = { "dart", "nbsap-measure" }

local function links(act)
  return any(act.counterparts, function(treaty)
    return treaty ~= "cms"
  end)
end

local function aids(party, provision)
  local measures = { kind = "nbsap", flags = "migratory-species", adopted = during(provision.effect) }
  return acts.join(party:actions(acts.filter(provision, { kind = AIDS })), party:plans(measures))
end

-- The designations, where one office holds every role on record and the CMS role is among several.
local function one_office(party, treaties)
  local roles = { conventions.role "cms" }
  for _, treaty in ipairs(treaties) do
    table.insert(roles, conventions.role(treaty))
  end
  local holders = party:focal_points { role = roles }
  local held = holders:distinct "role"
  local named = holders:sure(function(holder)
    return holder:has "institution"
  end)
  local one = #named == #holders and #named:distinct "institution" == 1
  return one and #held > 1 and contains(held, roles[1]) and holders or nil
end

return {
  id = "cms-11.10/no-collaboration",
  provision = "cms-11.10:25",
  subject = "party",
  requires = "cms-11.10/no-cms-focal-point",
  title = "Collaboration of focal points on record",
  params = { conventions = conventions.others() },
  messages = {
    regional = "the paragraph speaks of the national level, the actor is a regional organization",
    unclear = "an act is on record that may be such a link; what it leaves out or open decides",
    ["not-said"] = "an act is on record that names no other convention which it links with CMS",
    ["one-office"] = "one office holds every focal point role on record ({roles}), and no further link is on record",
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
    local filter = acts.filter(provision, { kind = LINKS })
    local acted = party:actions(filter)
    local linked = acted:sure(links)
    if #linked > 0 then
      return met(linked)
    elseif #acted > 0 then
      return unreported("not-said", nil, acted)
    end
    local open = acts.open(party, filter)
    if open then
      return open
    end
    local office = one_office(party, params.conventions)
    if office then
      return review("one-office", { roles = office:distinct "role" }, office)
    end
    local aid = aids(party, provision)
    if #aid > 0 then
      return partial("aid", nil, aid)
    end
    return acts.refused(party, provision) or absent("none", "actions", filter)
  end,
}
