-- The Liaison Group of Biodiversity-related Conventions: the body itself, and what its members do together.
local acts = lib "acts"

local BLG = "blg" -- the data's id of the body; a member has a membership of this name

local blg = {}

-- Serves a rule on the body as its `applies`: "other-body" for all others.
function blg.itself(body)
  if body.id ~= BLG then
    return not_applicable "other-body"
  end
  return true
end

-- Does the act name the group, or a member other than the actor? Undecided where it names nobody.
function blg.joint(actor, act)
  return any(act.counterparts, function(other)
    return other == BLG or other ~= actor.id and world:count("memberships", { actor = other, treaty = BLG }) > 0
  end)
end

-- What others have on record of an act with this member or the group, or of the group itself, is for a person to read:
-- "elsewhere". Nil where they have nothing.
function blg.elsewhere(actor, provision)
  local with = acts.filter(provision, { counterparts = { actor.id, BLG } })
  local by = acts.filter(provision, { actor = BLG })
  if world:count("actions", with) + world:count("actions", by) > 0 then
    return review "elsewhere"
  end
end

return blg
