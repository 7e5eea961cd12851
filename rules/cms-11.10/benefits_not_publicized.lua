-- Paragraph 28: partner organizations keep making the benefits of working together known, in each period.
--
-- Who is a partner is seen from partnerships of any kind with the CMS Secretariat. An organization of which none is on
-- record for a period is not asked in it; what it did all the same counts.
local acts = lib "acts"
local periods = lib "periods"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

local function judge(organization, provision, secretariat, period)
  if not period.to then
    return periods.any_act(organization, provision, KINDS, period)
  end
  local partner = { parties = secretariat, active = period.window }
  local shown = acts.shows(organization, acts.filter(provision, { active = period.window }), KINDS)
  if not shown and #organization:history("partnerships", partner) == 0 then
    return acts.refused(organization, provision, KINDS, period.window)
      or no_occasion("no-partnership", "partnerships", partner, { from = period.from, to = period.to })
  end
  return periods.any_act(organization, provision, KINDS, period)
end

return {
  id = "cms-11.10/benefits-not-publicized",
  provision = "cms-11.10:28",
  subject = "organization",
  title = "Benefits of collaboration made known, on record in each period",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say who the CMS Secretariat is, and so not who its partners are",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    ["no-partnership"] = "no partnership with the CMS Secretariat is on record from {from} to {to}",
    running = "no promotion of the benefits of collaboration is on record yet for the period from {from}",
    refused = "a refusal is on record, and no promotion of the benefits of collaboration in the period",
    none = "no promotion of the benefits of collaboration is on record from {from} to {to}",
  },
  check = function(organization, _, provision)
    local secretariat = secretariats.of(provision.under)
    if not secretariat then
      return review "secretariat-unknown"
    end
    return periods.each(provision, function(period)
      return judge(organization, provision, secretariat, period)
    end)
  end,
}
