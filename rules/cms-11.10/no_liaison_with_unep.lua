-- Paragraph 14, the Secretariat: liaison with UNEP goes on, and its part in implementation is used. Both are asked for.
local liaison = lib "liaison"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/no-liaison-with-unep",
  provision = "cms-11.10:14.a",
  subject = "secretariat",
  title = "Liaison with UNEP and use of its role on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    refused = "a refusal is on record, and no liaison with UNEP in the period",
    running = "no liaison with UNEP is on record yet for the period from {from}",
    none = "no liaison with UNEP is on record from {from} to {to}",
    ["no-use"] = "liaison with UNEP is on record, and no use of its role in assisting implementation",
  },
  applies = secretariats.own,
  check = liaison.check,
}
