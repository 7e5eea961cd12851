-- Paragraph 14: liaison with UNEP and its regional offices in each period, and best use of the part that they play.
--
-- Any act on the paragraph is liaison. "Best" has no measure: use at any time since the effect shows it, and without
-- any liaison its absence is no second finding.
local acts = lib "acts"
local periods = lib "periods"

local KINDS = { "activity" } -- in the data
local USE = "use-of-role" -- flag there

local liaison = {}

-- The verdict: for each period met, "refused", "running", "none", and once "no-use", with "cops-unknown".
function liaison.check(secretariat, _, provision)
  local out = periods.each(provision, function(period)
    return periods.any_act(secretariat, provision, KINDS, period)
  end)
  local liaised = secretariat:actions(acts.filter(provision))
  if #liaised > 0 then
    out:each({ USE }, function(flag)
      local use = acts.filter(provision, { flags = flag })
      if acts.shows(secretariat, use, KINDS) then
        return met(secretariat:actions(use))
      end
      return partial("no-use", nil, liaised)
    end)
  end
  return out
end

return liaison
