-- Paragraph 8, secretariats: that of CMS is named. It is only encouraged, as Parties are, and to engage with all three
-- groups.
--
-- "Other stakeholders" may reach other secretariats: those of the daughter Agreements belong to the CMS Family, and no
-- words keep the rest out. Engagement on record shows a stake; without any, whether they are meant is open.
local groups = lib "groups"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/secretariat-groups-not-engaged",
  provision = "cms-11.10:8",
  subject = "secretariat",
  title = "Engagement of secretariats with the three groups on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["no-group"] = "it is on record that there is no such group to engage with: {group}",
    some = "engagement is on record with some of the groups, and none with {missing}",
    refused = "a refusal is on record, and no engagement with any of the groups",
    none = "no engagement is on record with {missing}",
    stake = "no engagement is on record with {missing}; whether this is one of the other stakeholders meant is open",
  },
  applies = function(_, _, provision)
    return secretariats.of(provision.under) ~= nil or review "secretariat-unknown"
  end,
  check = function(secretariat, params, provision)
    if secretariats.serves(secretariat, provision.under) then
      return groups.engaged(secretariat, params, provision)
    end
    return groups.engaged_with_stake(secretariat, params, provision)
  end,
}
