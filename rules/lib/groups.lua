-- The three groups that paragraph 8 names, and all three are asked for, of whoever is addressed.
local acts = lib "acts"

local KINDS = { "engagement" } -- in the data
local GROUPS = { "indigenous-peoples", "youth-groups", "local-communities" } -- names there

-- In the data: it is on record that the country has no such group.
local function no_such(group)
  return "absent:" .. group
end

-- The verdict on the groups with which no engagement is surely on record.
local function judge_missing(actor, provision, shown, missing, nothing)
  local flags = {}
  for _, group in ipairs(missing) do
    table.insert(flags, no_such(group))
  end
  local with, without = acts.filter(provision, { groups = missing }), acts.filter(provision, { flags = flags })
  if not acts.shows(actor, with, KINDS) and #shown > 0 then
    return partial("some", { missing = missing }, shown)
  end
  local refused = acts.refused(actor, provision, KINDS)
  if refused then
    return refused
  end
  acts.shows(actor, without, KINDS) -- undecided where an act leaves open whether the country has such groups
  return nothing(missing, acts.filter(provision, { groups = missing, kind = KINDS }))
end

-- The verdict on an actor's engagement with them; `nothing` gives that where none is on record.
local function engaged_with(actor, provision, nothing)
  local out, shown, missing = findings(), {}, {}
  for _, group in ipairs(GROUPS) do
    local engaged = actor:actions(acts.filter(provision, { groups = group }))
    local without = actor:actions(acts.filter(provision, { flags = no_such(group) }))
    shown = acts.join(shown, engaged)
    if #engaged == 0 and #without > 0 then
      out:add(review("no-group", { group = group }, without))
    elseif #engaged == 0 then
      table.insert(missing, group)
    end
  end
  if #missing > 0 then
    out:each({ missing }, function(list)
      return judge_missing(actor, provision, shown, list, nothing)
    end)
  elseif #shown > 0 then
    out:add(met(shown))
  end
  return out
end

local groups = {}

-- Of those whom the paragraph names: met, and "no-group", "some", "refused", "none".
function groups.engaged(actor, _, provision)
  return engaged_with(actor, provision, function(missing, filter)
    return absent("none", "actions", filter, { missing = missing })
  end)
end

-- Of others, who are asked as far as they have a stake: met, and "no-group", "some", "refused", and "stake", for where
-- nothing is on record nothing says that they have one.
function groups.engaged_with_stake(actor, _, provision)
  return engaged_with(actor, provision, function(missing)
    return unreported("stake", { missing = missing })
  end)
end

return groups
