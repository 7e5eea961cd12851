-- Paragraph 8, the CMS Secretariat: it is only encouraged, as Parties are, and to engage with all three groups.
local groups = lib "groups"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/secretariat-groups-not-engaged",
  provision = "cms-11.10:8",
  subject = "secretariat",
  title = "Engagement of the Secretariat with the three groups on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["no-group"] = "it is on record that there is no such group to engage with: {group}",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    none = "no engagement is on record with {missing}",
  },
  applies = secretariats.own,
  check = groups.engaged,
}
