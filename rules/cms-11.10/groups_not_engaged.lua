-- Paragraph 8, Parties: engagement with all three groups that it names.
local groups = lib "groups"

return {
  id = "cms-11.10/groups-not-engaged",
  provision = "cms-11.10:8",
  subject = "party",
  title = "Engagement with the three groups on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-group"] = "it is on record that the country has no such group: {group}",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    none = "no engagement is on record with {missing}",
  },
  check = groups.engaged,
}
