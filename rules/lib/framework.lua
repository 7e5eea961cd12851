-- The post-2020 global biodiversity framework, towards which paragraphs 15 and 16 look.
--
-- What was done before its adoption stays done. Since then the purpose is spent: where nothing was done by then,
-- whether anything is still asked is for a person to judge.
local acts = lib "acts"

local framework = {}

-- A fact outside the text: CBD decision 15/4 adopted it on that day.
framework.adopted = "2022-12-19"

function framework.is_adopted(params)
  return as_of >= date(params.adopted)
end

-- A filter for the acts on a provision since its effect and before the adoption.
function framework.before(provision, params, more)
  local filter = acts.filter(provision, more)
  filter.active = during(provision.effect, params.adopted)
  return filter
end

-- Advice or consideration before the adoption: met, "refused", or nil where neither is on record.
function framework.considered(actor, params, provision, kinds)
  local before = framework.before(provision, params)
  if acts.shows(actor, before, kinds) then
    return met(actor:actions(before))
  end
  return acts.refused(actor, provision, kinds)
end

return framework
