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
    ["secretariat-unknown"] = "it is not on record which secretariat that of CMS is",
    ["cops-unknown"] = "a COP since {since} may be missing from the record, and a period with it",
    refused = "a refusal is on record, and no liaison with UNEP in that period",
    running = "the period since {from} is running, and no liaison with UNEP is on record in it yet",
    none = "no liaison with UNEP is on record from {from} to the COP of {to}",
    ["no-use"] = "liaison with UNEP is on record, and no use of its role in assisting implementation",
  },
  applies = secretariats.own,
  check = liaison.check,
}
