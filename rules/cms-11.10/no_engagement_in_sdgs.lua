-- Paragraph 18: engagement with the process on the SDGs goes on, together with the liaison group. Without it, it is a
-- part of what is asked, once the period is over.
local acts = lib "acts"
local periods = lib "periods"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

return {
  id = "cms-11.10/no-engagement-in-sdgs",
  provision = "cms-11.10:18",
  subject = "secretariat",
  title = "Engagement in the process on the SDGs on record, with the liaison group",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { group = "blg" }, -- by its id in the data; a member alone is not the group
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    without = "engagement in the process on the SDGs is on record from {from} to {to}, and none together with the"
      .. " liaison group",
    refused = "a refusal is on record, and no engagement in the process on the SDGs in the period",
    running = "no engagement in the process on the SDGs together with the liaison group is on record yet for the period"
      .. " from {from}",
    none = "no engagement in the process on the SDGs is on record from {from} to {to}",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    return periods.each(provision, function(period)
      local together = acts.filter(provision, { active = period.window, counterparts = params.group })
      if periods.shows(secretariat, together, KINDS, period) then
        return met(secretariat:actions(together))
      end
      local engaged = secretariat:actions(acts.filter(provision, { active = period.window }))
      if #engaged > 0 and period.to then
        return partial("without", { from = period.from, to = period.to }, engaged)
      end
      local asked = acts.filter(provision, { active = period.window, kind = KINDS })
      return acts.refused(secretariat, provision, KINDS, period.window) or periods.without(period, "actions", asked)
    end)
  end,
}
