-- Plans adopted since say where the means come from.
local KINDS = { "nbsap", "resource-mobilization" }

local function plans_resources(plan)
  return plan.kind == KINDS[2] or contains(plan.flags, KINDS[2])
end

return {
  id = "bench/plan-without-resources",
  provision = "bench:20",
  subject = "party",
  title = "Resources planned for",
  params = { treaty = "cbd" },
  messages = {
    ["not-bound"] = "the Party is not bound by {treaty}",
    none = "no plan adopted since is on record",
    without = "plans are on record that do not show where the means come from: {kinds}",
  },
  applies = function(party, params)
    return party:bound(params.treaty) or not_applicable("not-bound", { treaty = params.treaty })
  end,
  check = function(party, _, provision)
    local filter = { kind = KINDS, adopted = during(provision.effect) }
    local plans = party:plans(filter)
    if #plans == 0 then
      return absent("none", "plans", filter)
    end
    local planning = plans:sure(plans_resources)
    if #planning > 0 then
      return met(planning)
    end
    return partial("without", { kinds = plans:distinct "kind" }, plans)
  end,
}
