-- Item 5: a Party's own report of collaboration counts, whatever the other side says. Which of these reports does the
-- other side bear out?
--
-- A report is borne out when a collaboration on record of the Party that it names, names the first in turn. That is
-- shown and asked of nobody: a one-sided report is unreported, and never a gap. A report that names no other Party to
-- the CBD has nobody who could bear it out.
local acts = lib "acts"

local KINDS = { "collaboration" } -- in the data

-- The Parties that each Party names, by its id.
local function named_by(collected)
  local named = {}
  for _, item in ipairs(collected) do
    named[item.actor] = {}
    for _, report in ipairs(item.value) do
      for _, other in ipairs(report.with) do
        named[item.actor][other] = true
      end
    end
  end
  return named
end

-- Of the Parties that a report names, those whose own reports do not name the first.
local function silent(report, actor, named)
  local others, known = {}, 0
  for _, other in ipairs(report.with) do
    if named[other] then
      known = known + 1
      if not named[other][actor] then
        table.insert(others, other)
      end
    end
  end
  return others, known
end

local function actors_of(items)
  local actors = {}
  for _, item in ipairs(items) do
    table.insert(actors, item.actor)
  end
  return actors
end

return {
  id = "cbd-rmfp/one-sided-collaboration",
  provision = "cbd-rmfp:duty-5",
  subject = "party",
  title = "Collaborations on record of both sides",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["one-sided"] = "the collaboration that {actor} reports is not on record of {others}",
    none = "no collaboration is on record that names another Party",
    open = "whose reports count is open for {actors}",
  },
  collect = function(party, _, provision)
    local reports = {}
    for _, act in ipairs(party:actions(acts.filter(provision, { kind = KINDS }))) do
      if act:has "counterparts" then
        table.insert(reports, { key = act:key(), with = act.counterparts })
      end
    end
    return reports
  end,
  conclude = function(collected)
    local out, named, open = findings(), named_by(collected), collected.open
    for _, item in ipairs(collected) do
      for _, report in ipairs(item.value) do
        local others, known = silent(report, item.actor, named)
        local row = item:row("actions", report.key)
        if #others > 0 then
          out:add(unreported("one-sided", { actor = item.actor, others = others }, row))
        elseif known > 0 then
          out:add(met(row))
        end
      end
    end
    if #open > 0 then
      out:add(unreported("open", { actors = actors_of(open) }, open))
    end
    if #out == 0 then
      return unreported "none"
    end
    return out
  end,
}
