-- Paragraph 22, invitation: at its meetings the BLG takes up options for work on cross-cutting issues. An agenda or a
-- minute shows it. To explore which agreement might lead is a means: not needed, and by itself some of it. That one is
-- named is not asked.
local blg = lib "blg"
local consideration = lib "consideration"

local LEADS = "lead-agreements" -- in the data: the act was on lead agreements

-- Acts on nothing but lead agreements.
local function only_leads(act)
  local flags = act:get("flags", {})
  return #flags > 0 and all(flags, function(flag)
    return flag == LEADS
  end)
end

-- Without a meeting there was no time for it yet: not due, where the record of meetings is complete.
local function no_meeting(body, provision)
  local held = { body = body.id, from = during(provision.effect) }
  if #world:meetings(held) > 0 then
    return nil
  end
  local out = findings()
  out:add(no_occasion("no-meeting", "meetings", held))
  out:add(not_due "no-meeting")
  return out
end

return {
  id = "cms-11.10/cross-cutting-issues-not-taken-up",
  provision = "cms-11.10:22.b",
  subject = "body",
  title = "Cross-cutting issues before the BLG on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-body"] = "the paragraph speaks to the BLG",
    leads = "the question of lead agreements is on record, and no other option for work on cross-cutting issues",
    ["no-meeting"] = "no meeting of the BLG since the resolution is on record",
    refused = "a refusal is on record, and no option for work on cross-cutting issues taken up",
    elsewhere = "others have work with the BLG on cross-cutting issues on record, and it has none itself",
    none = "no option for work on cross-cutting issues is on record as taken up",
  },
  applies = blg.itself,
  check = function(body, _, provision)
    local shown = consideration.shown(body, provision)
    local rows = consideration.rows(body, provision)
    if shown and all(rows, only_leads) then
      return partial("leads", nil, rows)
    elseif shown then
      return met(rows)
    end
    local otherwise = blg.elsewhere(body, provision) or no_meeting(body, provision)
    return consideration.missing(body, provision, otherwise)
  end,
}
