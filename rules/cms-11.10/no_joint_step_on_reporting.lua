-- Paragraph 19: the members of the BLG bring their work on online reporting together. A step or an exploration with
-- another member or with the group shows it; that systems are aligned is not asked.
local acts = lib "acts"
local blg = lib "blg"
local secretariats = lib "secretariats"

local KINDS = { "activity", "consideration" } -- steps and explorations, in the data

return {
  id = "cms-11.10/no-joint-step-on-reporting",
  provision = "cms-11.10:19",
  subject = "secretariat",
  title = "Joint steps of the BLG's members on online reporting on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["not-in-blg"] = "the secretariat is no member of the BLG",
    ["not-said"] = "a step on online reporting is on record that does not say with whom",
    alone = "a step on online reporting is on record, and none with another member of the BLG",
    refused = "a refusal is on record, and no joint step on online reporting",
    elsewhere = "others have a joint step on online reporting with this member or the BLG on record, and it has none",
    none = "no joint step on online reporting is on record",
  },
  applies = secretariats.in_blg,
  check = function(member, _, provision)
    local acted = member:actions(acts.filter(provision))
    local joint = acted:sure(function(act)
      return blg.joint(member, act)
    end)
    if #joint > 0 then
      return met(joint)
    end
    local alone = acted:sure(function(act)
      return not blg.joint(member, act)
    end)
    if #alone < #acted then
      return unreported("not-said", nil, acted)
    elseif #alone > 0 then
      return review("alone", nil, alone)
    end
    return acts.refused(member, provision, KINDS) or blg.elsewhere(member, provision)
      or acts.any(member, provision, KINDS) -- no act surely
  end,
}
