-- Paragraph 17: stronger cooperation with the Ramsar Convention. Any step since the effect shows it, a new arrangement
-- too; the memorandum is older, and that it still stands shows no step.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

return {
  id = "cms-11.10/no-step-with-ramsar",
  provision = "cms-11.10:17",
  subject = "secretariat",
  title = "Steps towards stronger cooperation with Ramsar on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { partner = "ramsar-sec" }, -- the secretariat of Ramsar, by its id in the data
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    refused = "a refusal is on record, and no step towards stronger cooperation with the Ramsar Convention",
    older = "no step towards stronger cooperation with the Ramsar Convention is on record; the arrangement of {from} is"
      .. " older than the request",
    none = "no step towards stronger cooperation with the Ramsar Convention is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    local since = during(provision.effect)
    local acted = acts.filter(provision)
    local begun = { parties = params.partner, from = since, active = since }
    local shown = any(function()
      return acts.shows(secretariat, acted, KINDS)
    end, function()
      return secretariat:shows("partnerships", begun)
    end)
    if shown then
      return met(acts.join(secretariat:actions(acted), secretariat:partnerships(begun)))
    end
    local refused = acts.refused(secretariat, provision, KINDS)
    if refused then
      return refused
    end
    local absence = acts.filter(provision, { kind = KINDS })
    local older = secretariat:partnerships { parties = params.partner }
    if #older > 0 then
      return absent("older", "actions", absence, { from = older[1].from }, older)
    end
    return absent("none", "actions", absence)
  end,
}
