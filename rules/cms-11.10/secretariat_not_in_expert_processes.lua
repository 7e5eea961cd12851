-- Paragraph 11, the Secretariat: engagement with partners' expert committees and processes.
local committees = lib "committees"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/secretariat-not-in-expert-processes",
  provision = "cms-11.10:11",
  subject = "secretariat",
  title = "Engagement of the Secretariat with partners' expert committees on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    refused = "a refusal is on record, and no engagement with expert committees or processes of partners",
    none = "no engagement with expert committees or processes of partners is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return committees.engaged(secretariat, provision) or committees.not_engaged(secretariat, provision)
  end,
}
