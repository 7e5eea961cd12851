-- Three groups, and all three are asked for.
local acts = lib "acts"

local GROUPS = { "indigenous-peoples", "youth-groups", "local-communities" }

local function judge_missing(party, provision, shown, missing)
  local with = acts.filter(provision, { groups = missing })
  local open = acts.open(party, with)
  if open then
    return open
  elseif #shown > 0 then
    return partial("some", { missing = missing }, shown)
  end
  return acts.refused(party, provision) or absent("none", "actions", with, { missing = missing })
end

return {
  id = "bench/groups-not-engaged",
  provision = "bench:12",
  subject = "party",
  title = "Engagement with the three groups on record",
  messages = {
    ["no-group"] = "it is on record that the country has no such group: {group}",
    unclear = "engagement is on record that may be with the groups not shown",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    none = "no engagement is on record with {missing}",
  },
  check = function(party, _, provision)
    local out, shown, missing = findings(), {}, {}
    for _, group in ipairs(GROUPS) do
      local engaged = party:actions(acts.filter(provision, { groups = group }))
      local without = party:actions { provision = provision.id, flags = "absent:" .. group }
      shown = acts.join(shown, engaged)
      if #engaged == 0 and #without > 0 then
        out:add(review("no-group", { group = group }, without))
      elseif #engaged == 0 then
        table.insert(missing, group)
      end
    end
    if #missing > 0 then
      out:add(judge_missing(party, provision, shown, missing))
    elseif #shown > 0 then
      out:add(met(shown))
    end
    return out
  end,
}
