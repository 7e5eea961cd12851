-- The office of a Party's resource mobilization focal point: who held it when, and what is said where nobody did.
local acts = lib "acts"

local ROLE = "cbd-rmfp" -- the data's code for what the CBD's list of roles calls RM-FP
local APPOINT = "cbd-rmfp:appoint"

local office = {}

function office.role()
  return { role = ROLE }
end

-- A filter for those who held the office at any time since the provision took effect.
function office.term(provision)
  return { role = ROLE, active = during(provision.effect) }
end

-- A filter for those who held the office on a day.
function office.on(day)
  return { role = ROLE, active = during(day, day:add_days(1)) }
end

-- A filter for consideration on record: "should consider" asks for no more, and a reasoned refusal is consideration.
function office.consideration(provision)
  return acts.filter(provision, {
    provision = APPOINT,
    kind = "consideration",
    status = { "done", "ongoing", "refused" },
  })
end

-- Was the office held on that day, as far as the record shows?
function office.held(party, day)
  return any(party:history("focal_points", { role = ROLE }), function(holder)
    if holder:has "ended" and holder.ended <= day then
      return false
    elseif holder:has "designated" then
      return holder.designated <= day
    end
    return holder:has "confirmed" and holder.confirmed <= day or holder.designated <= day -- the last is undecided
  end)
end

-- Without a holder at any time nobody is known who could have acted: "no-holder", not applicable where the register is
-- complete, unreported where it is not, and never a gap. Nil where there was a holder.
function office.vacant(party, provision)
  local term = office.term(provision)
  if #party:history("focal_points", term) == 0 then
    return no_occasion("no-holder", "focal_points", term)
  end
end

-- The verdict of a duty that any one act meets, whoever in the Party did it: met, "refused", "no-holder", "none".
function office.any_act(party, provision, kinds)
  if not acts.shows(party, acts.filter(provision), kinds) then
    local otherwise = acts.refused(party, provision, kinds) or office.vacant(party, provision)
    if otherwise then
      return otherwise
    end
  end
  return acts.any(party, provision, kinds)
end

return office
