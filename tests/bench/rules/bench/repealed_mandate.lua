-- Acts begun since the repeal do not rest on a repealed resolution.
local REPEALED = { "cms-7.9", "cms-8.11", "cms-9.6", "cms-10.21", "cms-11.11" }

local function repealed(act)
  local list = {}
  for _, resolution in ipairs(act.mandate) do
    if contains(REPEALED, resolution) then
      table.insert(list, resolution)
    end
  end
  return list
end

local function begun(act)
  if act:has "date" then
    return act.date
  end
  return act.from
end

return {
  id = "bench/repealed-mandate",
  provision = "bench:14",
  subject = "party",
  title = "Mandates that stand",
  messages = {
    ["no-mandate"] = "no act on record names a mandate",
    repealed = "an act begun since the repeal names a repealed resolution as its mandate: {resolutions}",
  },
  check = function(party, _, provision)
    local named = party:actions { mandate = present }
    if #named == 0 then
      return not_applicable "no-mandate"
    end
    local out = findings()
    out:each(named, function(act)
      local list = repealed(act)
      if #list > 0 and begun(act) >= provision.effect then
        return review("repealed", { resolutions = list }, act)
      end
      return met(act)
    end)
    return out
  end,
}
