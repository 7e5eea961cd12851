-- Whose secretariat an actor is, and which secretariats form the BLG. Those that take an actor and a
-- provision serve a rule as its `applies`.
local secretariats = {}

-- The id of the secretariat of a treaty, by the table `treaties`; nil where that does not say.
function secretariats.of(treaty)
  local named = world:treaties { id = treaty, secretariat = present }
  if #named > 0 then
    return named[1].secretariat
  end
end

-- Where a paragraph says "the Secretariat", it is that of the treaty: "other-secretariat" for all others, and where the
-- record does not say whose secretariat is whose, "secretariat-unknown".
function secretariats.own(actor, _, provision)
  local own = secretariats.of(provision.under)
  if not own then
    return review "secretariat-unknown"
  elseif own ~= actor.id then
    return not_applicable "other-secretariat"
  end
  return true
end

-- Does the actor serve that treaty, as far as the record says?
function secretariats.serves(actor, treaty)
  return secretariats.of(treaty) == actor.id
end

-- Where it says "the secretariats of other ...", it is all but that of the treaty: "own-secretariat" for that one, and
-- "secretariat-unknown".
function secretariats.others(actor, _, provision)
  local own = secretariats.of(provision.under)
  if not own then
    return review "secretariat-unknown"
  elseif own == actor.id then
    return not_applicable "own-secretariat"
  end
  return true
end

-- The members of the Liaison Group of Biodiversity-related Conventions: "not-in-blg" for all others.
function secretariats.in_blg(actor)
  if not actor:bound "blg" then
    return not_applicable "not-in-blg"
  end
  return true
end

return secretariats
