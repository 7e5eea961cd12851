-- Item 4: an answer to each request for input that the COP or the Secretariat puts to the Party. The request sets the
-- date; no answer on record is never a gap; whom a request to all concerns is for a person to judge.
local office = lib "office"

-- Why a request without an answer in time says nothing of the Party: it is pending, or fell in nobody's term. Nil where
-- neither holds.
local function excused(party, request, answered)
  if not answered and request:has "due" and request.due > as_of then
    return not_due("pending", { due = request.due }, request)
  elseif not office.held(party, request.asked) then
    return no_occasion("outside-term", "focal_points", office.on(request.asked), { asked = request.asked })
  end
end

local function judge(party, request)
  local answered = request:has "answered"
  if answered and request.answered < request.asked then
    return review("answered-before", { answered = request.answered, asked = request.asked }, request)
  elseif answered and (not request:has "due" or request.answered <= request.due) then
    return met(request)
  end
  local excuse = excused(party, request, answered)
  if excuse then
    return excuse
  elseif answered then
    return partial("late", { answered = request.answered, due = request.due }, request)
  end
  return unreported("unanswered", { asked = request.asked }, request)
end

-- An answer on record to a request that was put to all does not say whose it is.
local function judge_open(party, request)
  return excused(party, request, false) or review("open-to-all", { asked = request.asked }, request)
end

local function unclear(request)
  return review("unclear", nil, request)
end

return {
  id = "cbd-rmfp/request-unanswered",
  provision = "cbd-rmfp:duty-4",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Answers to requests for input on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { kind = "input", askers = { "cbd-sec", "cbd-cop" } }, -- the data's names
  messages = {
    ["no-request"] = "no request for input to the Party is on record",
    ["outside-term"] = "no focal point is on record for the time of the request of {asked}",
    pending = "the answer to a request is due on {due}",
    late = "an answer due on {due} is on record for {answered}",
    ["answered-before"] = "an answer is on record for {answered}, before the request of {asked}",
    unanswered = "no answer to the request of {asked} is on record",
    ["open-to-all"] = "the request of {asked} was put to all; whether it asks this Party for an answer is open",
    unclear = "a request for input is on record whose date leaves open whether it counts",
  },
  check = function(party, params, provision)
    local asked = { kind = params.kind, from = params.askers, asked = during(provision.effect) }
    local own, open = party:requests(asked), world:requests(asked)
    local possible, possible_open = party:possibly("requests", asked), world:possibly("requests", asked)
    if #own + #open + #possible + #possible_open == 0 then
      return no_occasion("no-request", "requests", asked)
    end
    local out = findings()
    out:each(own, function(request)
      return judge(party, request)
    end)
    out:each(open, function(request)
      return judge_open(party, request)
    end)
    out:each(possible, unclear)
    out:each(possible_open, unclear)
    return out
  end,
}
