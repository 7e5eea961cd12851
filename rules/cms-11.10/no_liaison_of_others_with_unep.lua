-- Paragraph 14, the secretariats of other conventions: the same as is asked of the CMS Secretariat.
--
-- They are more than those in the liaison group. The text keeps conventions and the daughter Agreements of CMS apart:
-- whether it means a secretariat that serves Agreements alone is for a person to judge.
local liaison = lib "liaison"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/no-liaison-of-others-with-unep",
  provision = "cms-11.10:14.b",
  subject = "secretariat",
  title = "Liaison of other secretariats with UNEP and use of its role on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { agreements = { "accobams", "acap", "aewa", "ascobans", "eurobats" } }, -- of CMS: outside the text
  messages = {
    ["own-secretariat"] = "the invitation speaks to the secretariats of other conventions",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["no-convention"] = "no convention other than CMS and its Agreements is on record that the secretariat serves",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    refused = "a refusal is on record, and no liaison with UNEP in the period",
    running = "no liaison with UNEP is on record yet for the period from {from}",
    none = "no liaison with UNEP is on record from {from} to {to}",
    ["no-use"] = "liaison with UNEP is on record, and no use of its role in assisting implementation",
  },
  applies = function(secretariat, params, provision)
    for _, treaty in ipairs(world:treaties { secretariat = secretariat.id }) do
      if not contains(params.agreements, treaty.id) then
        return secretariats.others(secretariat, params, provision)
      end
    end
    return review "no-convention"
  end,
  check = liaison.check,
}
