-- Acts on record, as in the rules of the product.
local SHOWN = { "done", "ongoing" }

local acts = {}

function acts.filter(provision, more)
  local filter = { provision = provision.id, status = SHOWN, active = during(provision.effect) }
  for column, value in pairs(more or {}) do
    filter[column] = value
  end
  return filter
end

function acts.open(actor, filter)
  local possible = actor:possibly("actions", filter)
  if #possible > 0 then
    return absent("unclear", "actions", filter, nil, possible)
  end
end

function acts.refused(actor, provision)
  local refused = actor:actions { provision = provision.id, status = "refused", active = during(provision.effect) }
  if #refused > 0 then
    return review("refused", nil, refused)
  end
end

function acts.join(...)
  local joined = {}
  for _, rows in ipairs { ... } do
    for _, row in ipairs(rows) do
      table.insert(joined, row)
    end
  end
  return joined
end

return acts
