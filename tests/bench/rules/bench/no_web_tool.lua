-- Web tools in activities on record. Any tool will do; without activities none is asked.
local acts = lib "acts"

local NO_TOOL = "tool:none"

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
  id = "bench/no-web-tool",
  provision = "bench:17",
  subject = "party",
  title = "Use of web tools on record",
  messages = {
    ["no-activity"] = "no activity is on record",
    unclear = "an activity is on record that may be one",
    ["not-said"] = "activities are on record that do not say whether a web tool was used",
    without = "activities are on record, and that they used no web tool",
  },
  check = function(party, _, provision)
    local filter = acts.filter(provision)
    local activities = party:actions(filter)
    if #activities == 0 then
      return no_occasion("no-activity", "actions", filter)
    end
    local using = activities:sure(uses_tool)
    if #using > 0 then
      return met(using)
    end
    local possible = party:possibly("actions", filter)
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
