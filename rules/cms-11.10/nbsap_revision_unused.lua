-- Paragraph 13: action through the processes in which NBSAPs are revised. Working with UNEP and its regional offices is
-- one means: it is not needed, and an act on record for another paragraph does not stand for this one.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data

return {
  id = "cms-11.10/nbsap-revision-unused",
  provision = "cms-11.10:13",
  subject = "secretariat",
  title = "Action in the revision of NBSAPs on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    refused = "a refusal is on record, and no action through the revision of NBSAPs",
    none = "no action through the revision of NBSAPs is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return acts.any(secretariat, provision, KINDS)
  end,
}
