-- Paragraph 29: acts begun since the repeal should not rest on a repealed resolution. Earlier acts are history.
--
-- This looks after the data and asks nothing of a Party: where no act names a mandate, there is nothing to look at.
local REPEALED = { "cms-7.9", "cms-8.11", "cms-9.6", "cms-10.21", "cms-11.11" } -- 10.25 is recalled, not repealed

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
  id = "cms-11.10/repealed-mandate",
  provision = "cms-11.10:29", -- lint: ignore context it looks after the data and asks nothing of a Party
  subject = "party",
  title = "Mandates that stand",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  tags = { "data-quality" },
  messages = {
    ["no-mandate"] = "no act on record names a mandate",
    repealed = "an act begun since the repeal names a repealed resolution as its mandate: {resolutions}",
    unclear = "an act that may have begun by then names a repealed resolution as its mandate: {resolutions}",
  },
  check = function(party, _, provision)
    local named = party:actions { mandate = present }
    local possible = party:possibly("actions", { mandate = REPEALED }):sure(function(act)
      return act:has "mandate"
    end)
    if #named + #possible == 0 then
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
    out:each(possible, function(act)
      return review("unclear", { resolutions = repealed(act) }, act)
    end)
    return out
  end,
}
