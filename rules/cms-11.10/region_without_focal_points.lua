-- Paragraph 25 presupposes a CMS focal point in each Party: how far is a region covered?
--
-- Regions are those of CMS. A Party of which nothing is on record counts as without one only where the register is
-- declared complete; of all others the record says nothing. What each Party lacks is a finding of
-- cms-11.10/no-cms-focal-point, and one cause gives one: a region is asked for nothing, and the text has no measure of
-- coverage. So it is shown for a person to judge, and is neither `partial` nor a gap.
local ROLE = { role = "cms-nfp" }

local function actors_of(items)
  local actors = {}
  for _, item in ipairs(items) do
    table.insert(actors, item.actor)
  end
  return actors
end

-- What is said of those who are open: for a person to judge where one of them is.
local function of_open(open)
  for _, item in ipairs(open) do
    if item.verdict == "review" then
      return review("open", { actors = actors_of(open) }, open)
    end
  end
  return unreported("open", { actors = actors_of(open) }, open)
end

return {
  id = "cms-11.10/region-without-focal-points",
  provision = "cms-11.10:25",
  subject = "party",
  over = "region:cms",
  title = "CMS focal points of each Party of a region on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    none = "no CMS focal point is on record for any Party of the region: {actors}",
    some = "no CMS focal point is on record for {count} of {of} Parties of the region: {actors}",
    open = "whether a CMS focal point is on record is open for {actors}",
  },
  collect = function(party)
    return not party:lacks("focal_points", ROLE)
  end,
  conclude = function(collected)
    local with, without, open = {}, {}, collected.open
    for _, item in ipairs(collected) do
      table.insert(item.value and with or without, item)
    end
    local out = findings()
    if #with > 0 then
      out:add(met(with))
    end
    if #without > 0 and #with + #open == 0 then
      out:add(review("none", { actors = actors_of(without) }, without))
    elseif #without > 0 then
      out:add(review("some", { actors = actors_of(without), count = #without, of = #collected + #open }, without))
    end
    if #open > 0 then
      out:add(of_open(open))
    end
    return out
  end,
}
