-- The office of a Party's resource mobilization focal point: who held it when, and the acts that are its own.
--
-- The functions that return a verdict use these message ids, which the rule declares: "no-holder" (applies), and
-- "by-other", "refused", "none" (any_act).
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

-- Was the office held on that day? True where nobody is on record at any time: then nobody knows whose term it was.
function office.held(party, day)
  local holders = party:history("focal_points", { role = ROLE })
  return #holders == 0
    or any(holders, function(holder)
      if holder:has "ended" and holder.ended <= day then
        return false
      elseif holder:has "designated" then
        return holder.designated <= day
      end
      return holder:has "confirmed" and holder.confirmed <= day or holder.designated <= day
    end)
end

-- The rule that the duties require is met by consideration alone. Nobody held the office then either: the duties fall
-- away where the register is complete.
function office.applies(party, _, provision)
  local term = office.term(provision)
  local holders = party:history("focal_points", term)
  if #holders == 0 and #party:actions(office.consideration(provision)) > 0 then
    return no_occasion("no-holder", "focal_points", term)
  end
  return true
end

-- The rows that the record does not give to somebody else.
function office.own(rows)
  return rows:sure(function(act)
    return not contains(act:get("flags", {}), "by:other")
  end)
end

-- The verdict of a duty that any one act meets.
function office.any_act(party, provision)
  local filter = acts.filter(provision)
  local shown = party:actions(filter)
  local own = office.own(shown)
  if #own > 0 then
    return met(own)
  elseif #shown > 0 then
    return review("by-other", nil, shown)
  end
  return acts.refused(party, provision) or absent("none", "actions", filter)
end

return office
