-- Paragraph 8, other stakeholders: Agreements, bodies, and States that are not bound. All three groups are named.
--
-- Who has a stake is not said. Engagement on record shows one; where there is none, that is no gap of somebody who may
-- not have been meant.
local groups = lib "groups"

return {
  id = "cms-11.10/stakeholder-groups-not-engaged",
  provision = "cms-11.10:8",
  subject = "other_stakeholder",
  title = "Engagement of other stakeholders with the three groups on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-group"] = "it is on record that there is no such group to engage with: {group}",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    stake = "no engagement is on record with {missing}; whether this is one of the other stakeholders meant is open",
  },
  check = groups.engaged_with_stake,
}
