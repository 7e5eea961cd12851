-- Paragraph 27, for each kind of addressee: web tools in work on mutually supportive activities.
--
-- Any tool will do, InforMEA is an example; without such work none is asked.
local acts = lib "acts"

local KINDS = { "joint-activity" } -- in the data
local NO_TOOL = "tool:none" -- likewise: it is on record that none was used

local web_tools = {}

local function names_tool(flag)
  return glob(flag, "tool:*") and flag ~= NO_TOOL
end

local function uses_tool(act)
  return act:get("kind", "") == "dart" or any(act.flags, names_tool)
end

local function says_none(act)
  return contains(act:get("flags", {}), NO_TOOL)
end

-- The verdict: met, "no-activity", "unclear", "not-said", "without". Acts on `also` too show the use of a tool; it may
-- be nil.
function web_tools.used(actor, provision, also)
  local activity = acts.filter(provision)
  local either = acts.filter(provision, { provision = { provision.id, also } })
  local using = actor:actions(either):sure(uses_tool)
  if #using > 0 then
    return met(using)
  end
  if not acts.shows(actor, activity, KINDS) then
    return no_occasion("no-activity", "actions", acts.filter(provision, { kind = KINDS }))
  end
  local activities, possible = actor:actions(activity), acts.possible(actor, activity, KINDS)
  if #possible > 0 then
    return review("unclear", nil, possible)
  end
  local without = activities:sure(says_none)
  if #without < #activities then
    return unreported("not-said", nil, activities)
  end
  return review("without", nil, without)
end

return web_tools
