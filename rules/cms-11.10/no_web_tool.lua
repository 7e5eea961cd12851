-- Paragraph 27: web tools in work on mutually supportive activities. Any tool will do; without such work none is asked.
local acts = lib "acts"

local KINDS = { "joint-activity" } -- in the data
local NO_TOOL = "tool:none" -- likewise: it is on record that none was used

local function names_tool(flag)
  return glob(flag, "tool:*") and flag ~= NO_TOOL
end

local function uses_tool(act)
  return act.kind == "dart" or any(act.flags, names_tool)
end

local function says_none(act)
  return contains(act:get("flags", {}), NO_TOOL)
end

return {
  id = "cms-11.10/no-web-tool",
  provision = "cms-11.10:27",
  subject = "party",
  title = "Use of web tools on record",
  -- Collaboration under paragraph 25 is work of that kind too: a tool that it names shows the use of one.
  params = { also = "cms-11.10:25" },
  messages = {
    ["no-activity"] = "no mutually supportive activity is on record",
    unclear = "an activity is on record that may be such work too; what it leaves out or open decides",
    ["not-said"] = "mutually supportive activities are on record that do not say whether a web tool was used",
    without = "mutually supportive activities are on record, and that they used no web tool",
  },
  check = function(party, params, provision)
    local activity = acts.filter(provision)
    local either = acts.filter(provision, { provision = { provision.id, params.also } })
    local using = party:actions(either):sure(uses_tool)
    if #using > 0 then
      return met(using)
    end
    if not acts.shows(party, activity, KINDS) then
      return no_occasion("no-activity", "actions", acts.filter(provision, { kind = KINDS }))
    end
    local activities, possible = party:actions(activity), acts.possible(party, activity, KINDS)
    if #possible > 0 then
      return review("unclear", nil, possible)
    end
    local without = activities:sure(says_none)
    if #without < #activities then
      return unreported("not-said", nil, activities)
    end
    return review("without", nil, without)
  end,
}
