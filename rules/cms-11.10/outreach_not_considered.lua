-- Paragraph 20: the members of the BLG consider how to cooperate more on outreach. A minute shows it.
local blg = lib "blg"
local consideration = lib "consideration"
local secretariats = lib "secretariats"

return {
  id = "cms-11.10/outreach-not-considered",
  provision = "cms-11.10:20",
  subject = "secretariat",
  title = "Consideration of joint outreach by the BLG's members on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["not-in-blg"] = "the secretariat is no member of the BLG",
    refused = "a refusal is on record, and no consideration of joint outreach",
    elsewhere = "others have consideration of joint outreach with this member or the BLG on record, and it has none",
    none = "no consideration of joint outreach is on record",
  },
  applies = secretariats.in_blg,
  check = function(member, _, provision)
    if consideration.shown(member, provision) then
      return met(consideration.rows(member, provision))
    end
    return consideration.missing(member, provision, blg.elsewhere(member, provision))
  end,
}
