-- Paragraph 3: cooperation with stakeholders, continued in each period. Instruments, organizations and NGOs are named
-- parts: one kind of them is enough, and the evidence shows with whom.
--
-- A partnership of any kind that begins in a period is cooperation too; one that merely goes on does not develop it.
local acts = lib "acts"
local periods = lib "periods"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

-- In the running period, as of acts, only what surely began there counts.
local function partnered(secretariat, begun, period)
  return #secretariat:partnerships(begun) > 0 or period.to ~= nil and secretariat:shows("partnerships", begun)
end

local function judge(secretariat, provision, period)
  local acted = secretariat:actions(acts.filter(provision, { active = period.window }))
  local begun = { from = period.window, active = period.window }
  if #acted == 0 and not partnered(secretariat, begun, period) then
    return periods.any_act(secretariat, provision, KINDS, period)
  end
  acted:distinct "counterparts" -- read, so that the evidence shows with whom
  return met(acts.join(acted, secretariat:partnerships(begun)))
end

return {
  id = "cms-11.10/no-cooperation",
  provision = "cms-11.10:3",
  subject = "secretariat",
  title = "Cooperation with stakeholders on record in each period",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    running = "no cooperation with stakeholders is on record yet for the period from {from}",
    refused = "a refusal is on record, and no cooperation with stakeholders in the period",
    none = "no cooperation with stakeholders is on record from {from} to {to}",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return periods.each(provision, function(period)
      return judge(secretariat, provision, period)
    end)
  end,
}
