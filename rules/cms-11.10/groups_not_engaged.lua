-- Paragraph 8 names three groups, and all three are asked for.
local acts = lib "acts"

local KINDS = { "engagement" } -- in the data
local GROUPS = { "indigenous-peoples", "youth-groups", "local-communities" } -- names there

-- In the data: it is on record that the country has no such group.
local function no_such(group)
  return "absent:" .. group
end

-- The verdict on the groups with which no engagement is surely on record.
local function judge_missing(party, provision, shown, missing)
  local flags = {}
  for _, group in ipairs(missing) do
    table.insert(flags, no_such(group))
  end
  local with, without = acts.filter(provision, { groups = missing }), acts.filter(provision, { flags = flags })
  if not acts.shows(party, with, KINDS) and #shown > 0 then
    return partial("some", { missing = missing }, shown)
  end
  local refused = acts.refused(party, provision, KINDS)
  if refused then
    return refused
  end
  acts.shows(party, without, KINDS) -- undecided where an act leaves open whether the country has such groups
  return absent("none", "actions", acts.filter(provision, { groups = missing, kind = KINDS }), { missing = missing })
end

return {
  id = "cms-11.10/groups-not-engaged",
  provision = "cms-11.10:8",
  subject = "party",
  title = "Engagement with the three groups on record",
  messages = {
    ["no-group"] = "it is on record that the country has no such group: {group}",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    none = "no engagement is on record with {missing}",
  },
  check = function(party, _, provision)
    local out, shown, missing = findings(), {}, {}
    for _, group in ipairs(GROUPS) do
      local engaged = party:actions(acts.filter(provision, { groups = group }))
      local without = party:actions(acts.filter(provision, { flags = no_such(group) }))
      shown = acts.join(shown, engaged)
      if #engaged == 0 and #without > 0 then
        out:add(review("no-group", { group = group }, without))
      elseif #engaged == 0 then
        table.insert(missing, group)
      end
    end
    if #missing > 0 then
      out:each({ missing }, function(list)
        return judge_missing(party, provision, shown, list)
      end)
    elseif #shown > 0 then
      out:add(met(shown))
    end
    return out
  end,
}
