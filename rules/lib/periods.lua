-- "Continue" asks for activity in each period. The unit, ours, is the time between two COPs: a period begins on the
-- last day of a COP, the first one with the provision, and ends before the last day of the next.
--
-- A finished period without a record is a finding of its own, which names the COP that ended it; the running one is not
-- due until something is on record. Where a COP may be missing from the record, so may be a period, and that is said.
local acts = lib "acts"

local periods = {}

-- A filter for the COPs of the provision's treaty that began in a window.
local function cops(provision, window)
  return { body = provision.under .. "-cop", kind = "cop", from = window }
end

-- The COPs that surely began since the effect and are over, by date.
local function over(provision)
  local list = {}
  for _, cop in ipairs(world:meetings(cops(provision, during(provision.effect:add_days(1))))) do
    if cop.to <= as_of then
      table.insert(list, cop)
    end
  end
  table.sort(list, function(a, b)
    return a.to < b.to
  end)
  return list
end

-- The periods in order: `from`, `window`, and for those that are over `to` and `cop`, which ended it.
local function since_effect(provision)
  local list, from = {}, provision.effect
  for _, cop in ipairs(over(provision)) do
    if cop.to > from then
      table.insert(list, { from = from, to = cop.to, cop = cop, window = during(from, cop.to) })
      from = cop.to
    end
  end
  table.insert(list, { from = from, window = during(from) })
  return list
end

-- Whether a COP, and with it a period, may be missing: "cops-unknown".
local function unknown(provision)
  local unclear = world:possibly("meetings", cops(provision, during(provision.effect:add_days(1))))
  if #unclear > 0 then
    return review("cops-unknown", { since = provision.effect }, unclear)
  end
  local endless = cops(provision, during(provision.effect))
  endless.to = absent_cell -- none: an end that is not on record has left the check undecided
  return no_occasion("cops-unknown", "meetings", endless, { since = provision.effect })
end

-- The verdict of all periods: `judge(period)` gives that of one.
function periods.each(provision, judge)
  local out = findings()
  out:each(since_effect(provision), judge)
  out:add(unknown(provision))
  return out
end

-- Before the first COP since the effect is over nothing is due that is owed to one: "running". Nil after it.
function periods.before_first_cop(provision)
  if #over(provision) == 0 then
    local out = findings()
    out:add(not_due("running", { from = provision.effect }))
    out:add(unknown(provision))
    return out
  end
end

-- The verdict of a period in which nothing matches the filter: "running", or "none" where it is over.
function periods.without(period, table, filter)
  if not period.to then
    return not_due("running", { from = period.from })
  end
  return absent("none", table, filter, { from = period.from, to = period.to }, period.cop)
end

-- Does an act in the period match? Undecided where one only possibly does; but in the running period, which that leaves
-- as it is, only what is surely there counts.
function periods.shows(actor, filter, kinds, period)
  if period.to then
    return acts.shows(actor, filter, kinds)
  end
  return #actor:actions(filter) > 0
end

-- The verdict of one period that any one act meets: met, "refused", "running", "none".
function periods.any_act(actor, provision, kinds, period)
  local filter = acts.filter(provision, { active = period.window })
  if periods.shows(actor, filter, kinds, period) then
    return met(actor:actions(filter))
  end
  local asked = acts.filter(provision, { active = period.window, kind = kinds })
  return acts.refused(actor, provision, kinds, period.window) or periods.without(period, "actions", asked)
end

return periods
