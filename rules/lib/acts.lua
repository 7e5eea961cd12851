-- Acts on record: what rules ask of the table `actions`, and what they say where no act settles the question.
--
-- The functions that return a verdict use message ids that the rule declares; each names them.
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

-- "unclear": acts that match only possibly leave the question open: review, or unreported where only a cell is missing.
-- No act may match surely. Nil where none does possibly.
function acts.open(actor, filter)
  local possible = actor:possibly("actions", filter)
  if #possible > 0 then
    return absent("unclear", "actions", filter, nil, possible)
  end
end

-- "refused": a refusal is for a person to judge, for something else may have been done. Nil where there is none.
function acts.refused(actor, provision)
  local refusal = acts.filter(provision, { status = "refused" })
  if actor:shows("actions", refusal) then
    return review("refused", nil, actor:actions(refusal))
  end
end

-- "refused", "none": the verdict of a provision that any one act meets.
function acts.any(actor, provision)
  local filter = acts.filter(provision)
  if actor:shows("actions", filter) then
    return met(actor:actions(filter))
  end
  return acts.refused(actor, provision) or absent("none", "actions", filter)
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
