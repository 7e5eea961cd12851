-- Paragraph 7: letters for funding requests of NGOs, for projects that serve plans, actions or initiatives of the CMS
-- Family. Each request of that kind since the effect is an occasion; without one nothing is asked.
--
-- A letter may be refused for good reasons, and silence may have some: both are for a person to judge.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "ngo-letter" } -- in the data, of acts; a refusal names the NGO among its counterparts

local function answer_ahead(request, months)
  if request:has "due" then
    return request.due > as_of
  end
  return request.asked:add_months(months) > as_of
end

-- A filter for refusals that may answer the request: of the same NGO, since it asked, and not after the answer.
local function refusal_of(provision, request)
  local answered = request:has "answered" and request.answered:add_days(1) or nil
  return acts.filter(provision, {
    status = "refused",
    counterparts = request.from,
    active = during(request.asked, answered),
  })
end

local function judge(secretariat, provision, request, months)
  local args = { asked = request.asked }
  if request:has "answered" and request.answered < request.asked then
    return review("unclear", nil, request)
  end
  local refusal = refusal_of(provision, request)
  if acts.shows(secretariat, refusal, KINDS) then
    return review("refused", args, acts.join({ request }, secretariat:actions(refusal)))
  elseif request:has "answered" then
    return met(request)
  elseif answer_ahead(request, months) then
    return not_due("pending", args, request)
  end
  return review("unanswered", args, request)
end

return {
  id = "cms-11.10/letter-not-given",
  provision = "cms-11.10:7",
  subject = "secretariat",
  title = "Letters for funding requests of NGOs on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = {
    kind = "ngo-letter", -- the data's name for such requests
    months = 3, -- that a request without a due date may take, our assumption
  },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["no-request"] = "no NGO's request for such a letter is on record",
    unclear = "a request is on record whose dates leave open whether it counts",
    pending = "the request of {asked} is pending",
    refused = "a refusal to the NGO is on record since its request of {asked}",
    unanswered = "no answer to the request of {asked} is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    local asked = { kind = params.kind, asked = during(provision.effect) }
    local own, possible = secretariat:requests(asked), secretariat:possibly("requests", asked)
    if #own + #possible == 0 then
      return no_occasion("no-request", "requests", asked)
    end
    local out = findings()
    out:each(own, function(request)
      return judge(secretariat, provision, request, params.months)
    end)
    out:each(possible, function(request)
      return review("unclear", nil, request)
    end)
    return out
  end,
}
