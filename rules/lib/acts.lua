-- Acts on record: what rules ask of the table `actions`, and what they say where no act settles the question.
--
-- An act on record cites its provision. One that cites none may be meant for a provision where it is of the kind that
-- the data has for it, or of no kind on record; of another kind it is not.
local SHOWN = { "done", "ongoing" } -- planned is not yet an act, refused is none

local acts = {}

local function of_kinds(filter, kinds)
  local copy = {}
  for column, value in pairs(filter) do
    copy[column] = value
  end
  copy.kind = kinds
  return copy
end

-- A filter for the acts on a provision since its effect: dated in that time, or an arrangement that runs in it.
function acts.filter(provision, more)
  local filter = { provision = provision.id, status = SHOWN, active = during(provision.effect) }
  for column, value in pairs(more or {}) do
    filter[column] = value
  end
  return filter
end

-- The acts that match possibly and not surely. `kinds` are those that the data has for the provision.
function acts.possible(actor, filter, kinds)
  return actor:possibly("actions", filter):sure(function(act)
    return act:has "provision" or not act:has "kind" or contains(kinds, act.kind)
  end)
end

-- Does an act surely match? Undecided where one only possibly does.
function acts.shows(actor, filter, kinds)
  local cited = acts.possible(actor, filter, kinds):sure(function(act)
    return act:has "provision"
  end)
  if #cited > 0 or #actor:actions(filter) > 0 then
    return actor:shows("actions", filter)
  end
  return actor:shows("actions", of_kinds(filter, kinds))
end

-- A refusal is for a person to judge, for something else may have been done: "refused". Nil where there is none, since
-- the effect or in the window.
function acts.refused(actor, provision, kinds, window)
  local refusal = acts.filter(provision, { status = "refused", active = window })
  if acts.shows(actor, refusal, kinds) then
    return review("refused", nil, actor:actions(refusal))
  end
end

-- The verdict of a provision that any one act meets: met, "refused", "none".
function acts.any(actor, provision, kinds)
  local filter = acts.filter(provision)
  if acts.shows(actor, filter, kinds) then
    return met(actor:actions(filter))
  end
  return acts.refused(actor, provision, kinds) or absent("none", "actions", of_kinds(filter, kinds))
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
