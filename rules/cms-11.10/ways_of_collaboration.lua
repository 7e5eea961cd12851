-- Paragraph 25 names ways of collaborating: which of them is on record, and for how many Parties?
--
-- The ways are examples and none is asked of anybody: this is shown and never a gap. A Party of which a way is not on
-- record may have used it all the same, so the rest is unreported; what each Party is asked is
-- cms-11.10/no-collaboration. DaRT is a tool of shared reporting.
local acts = lib "acts"

local WAYS = { -- the kinds of acts in the data
  { id = "working-group", kinds = { "working-group" } },
  { id = "nbsap-measure", kinds = { "nbsap-measure" } },
  { id = "shared-reporting", kinds = { "shared-reporting", "dart" } },
  { id = "coherent-position", kinds = { "coherent-position" } },
}

local function users_of(way, collected)
  local users = {}
  for _, item in ipairs(collected) do
    if contains(item.value, way.id) then
      table.insert(users, item)
    end
  end
  return users
end

local function actors_of(items)
  local actors = {}
  for _, item in ipairs(items) do
    table.insert(actors, item.actor)
  end
  return actors
end

return {
  id = "cms-11.10/ways-of-collaboration",
  provision = "cms-11.10:25",
  subject = "party",
  title = "Use of each way of collaborating across Parties",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["working-group"] = "a working group is on record for {count} of {of} Parties",
    ["nbsap-measure"] = "a measure in the NBSAP is on record for {count} of {of} Parties",
    ["shared-reporting"] = "shared reporting is on record for {count} of {of} Parties",
    ["coherent-position"] = "coherent positions are on record for {count} of {of} Parties",
    open = "which ways are used is open for {actors}",
  },
  collect = function(party, _, provision)
    local used = {}
    for _, way in ipairs(WAYS) do
      if #party:actions(acts.filter(provision, { kind = way.kinds })) > 0 then
        table.insert(used, way.id)
      end
    end
    return used
  end,
  conclude = function(collected)
    local out, open = findings(), collected.open
    local of = #collected + #open
    for _, way in ipairs(WAYS) do
      local users = users_of(way, collected)
      if #users == of then
        out:add(met(users))
      else
        out:add(unreported(way.id, { count = #users, of = of }, users))
      end
    end
    if #open > 0 then
      out:add(unreported("open", { actors = actors_of(open) }, open))
    end
    return out
  end,
}
