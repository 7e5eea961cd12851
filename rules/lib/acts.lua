-- Acts on record: what rules ask of the table `actions`, and what they say where no act settles the question.
--
-- The functions that return a verdict use these message ids, which the rule declares: "unclear", "refused".
local SHOWN = { "done", "ongoing" } -- planned is not yet an act, refused is none

local acts = {}

-- A filter for the acts on a provision since its effect: dated in that time, or an arrangement that runs in it.
function acts.filter(provision, more)
  local filter = { provision = provision.id, status = SHOWN, active = during(provision.effect) }
  for column, value in pairs(more or {}) do
    filter[column] = value
  end
  return filter
end

-- Acts that match only possibly leave the question open. No act may match surely. Nil where there are none.
function acts.open(actor, filter)
  local possible = actor:possibly("actions", filter)
  if #possible > 0 then
    return absent("unclear", "actions", filter, nil, possible) -- review, or unreported where only a cell is missing
  end
end

-- A refusal on record is for a person to judge: something else may have been done. Nil where there is none.
function acts.refused(actor, provision)
  local refused = actor:actions { provision = provision.id, status = "refused", active = during(provision.effect) }
  if #refused > 0 then
    return review("refused", nil, refused)
  end
end

-- The items of rows, or of lists of rows, as one list.
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
