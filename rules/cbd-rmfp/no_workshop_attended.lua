-- Item 2: the Party is represented at workshops on finance. One delegate, at one workshop that was open to the Party in
-- the term of a focal point, is enough; a workshop to which it was not invited asks for nothing.
local office = lib "office"

local function invited(party, provision, workshop)
  local open_to = workshop.open_to
  return contains(open_to, "all") or contains(open_to, party.id) or contains(open_to, "party:" .. provision.under)
end

-- Held since the effect and in the term of a focal point?
local function in_term(party, provision, workshop)
  return all(function()
    return workshop.from >= provision.effect
  end, function()
    return workshop.from <= as_of
  end, function()
    return office.held(party, workshop.from)
  end)
end

local function concerns(party, provision, workshop)
  return all(function()
    return in_term(party, provision, workshop)
  end, function()
    return invited(party, provision, workshop)
  end)
end

-- What is said where no workshop asked for a delegate.
local function none_asked(party, provision, workshops, kind)
  local ahead = workshops:sure(function(workshop)
    return workshop.from > as_of and (not workshop:has "open_to" or invited(party, provision, workshop))
  end)
  if #ahead > 0 then
    return not_due("ahead", { from = ahead:earliest("from").from }, ahead)
  end
  local held = { kind = kind, from = during(provision.effect) }
  if #world:meetings(held) == 0 then
    return no_occasion("no-workshop", "meetings", held)
  end
  local open = world:meetings(held):sure(function(workshop)
    return invited(party, provision, workshop)
  end)
  if #open == 0 then
    return not_applicable "not-invited"
  end
  local out = findings()
  out:each(open, function(workshop)
    return no_occasion("outside-term", "focal_points", office.on(workshop.from), { from = workshop.from })
  end)
  return out
end

return {
  id = "cbd-rmfp/no-workshop-attended",
  provision = "cbd-rmfp:duty-2",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Representation at workshops on finance on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { kind = "finance-workshop" }, -- the data's name for such meetings
  messages = {
    ["no-workshop"] = "no workshop on finance is on record",
    ["not-invited"] = "no workshop on finance on record was open to the Party",
    ["outside-term"] = "no focal point is on record for the time of the workshop of {from}",
    ["invitation-unknown"] = "workshops on finance are on record that do not say to whom they were open",
    ["no-delegate"] = "the Party took part in a workshop on finance, and no delegate is on record",
    ahead = "the next workshop on finance that may concern the Party begins on {from}",
    none = "no delegate of the Party is on record at any workshop on finance that was open to it",
  },
  check = function(party, params, provision)
    local workshops = world:meetings { kind = params.kind }
    local function attended(workshop)
      local delegates = party:participation { meeting = workshop.id, capacity = "delegate" }
      return #delegates > 0 and in_term(party, provision, workshop)
    end
    if any(workshops, attended) then
      local there = workshops:sure(attended):distinct "id"
      return met(party:participation { meeting = there, capacity = "delegate" })
    end
    local asked = workshops:sure(function(workshop)
      return concerns(party, provision, workshop)
    end)
    local others = workshops:sure(function(workshop)
      return not concerns(party, provision, workshop)
    end)
    if #others == #workshops then
      return none_asked(party, provision, workshops, params.kind)
    elseif #asked == 0 then
      return review("invitation-unknown", nil, workshops)
    end
    local left, closed = {}, others:distinct "id"
    for _, workshop in ipairs(workshops) do
      if not contains(closed, workshop.id) then
        table.insert(left, workshop.id)
      end
    end
    local took_part = party:participation { meeting = left, capacity = { "observer", "online" } }
    if #took_part > 0 then
      return review("no-delegate", nil, took_part)
    end
    return absent("none", "participation", { meeting = left, capacity = "delegate" })
  end,
}
