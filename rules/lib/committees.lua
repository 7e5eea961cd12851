-- Paragraph 11: part taken in expert committees and processes that partners began.
--
-- "Enhance" asks for engagement: any of it since the effect shows it, and growth is not measured.
local acts = lib "acts"

local KINDS = { "activity" } -- of acts, in the data
local COMMITTEE = "expert-committee" -- of meetings, there

local committees = {}

-- Is this part taken in a committee that neither the actor nor another body of the same treaty convened?
local function with_partner(actor, provision, seat)
  return any(world:meetings { id = seat.meeting, kind = COMMITTEE }, function(meeting)
    return meeting.body ~= actor.id
      and not glob(meeting.body, provision.under .. "-*")
      and meeting.from >= provision.effect
      and meeting.from <= as_of
  end)
end

-- Met by an act on the paragraph or by a part in a committee, nil where neither is on record.
function committees.engaged(actor, provision)
  local acted, seats = acts.filter(provision), actor:participation()
  local function taken(seat)
    return with_partner(actor, provision, seat)
  end
  local shown = any(function()
    return acts.shows(actor, acted, KINDS)
  end, function()
    return any(seats, taken)
  end)
  if shown then
    return met(acts.join(actor:actions(acted), seats:sure(taken)))
  end
end

-- What is said where no engagement is on record: "refused", "none".
function committees.not_engaged(actor, provision)
  return acts.refused(actor, provision, KINDS)
    or absent("none", "actions", acts.filter(provision, { kind = KINDS }))
end

return committees
