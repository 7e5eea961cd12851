-- Paragraph 23: progress reported to the Standing Committee, in each period. One report is enough for a period: which
-- meetings had none is in the evidence. Joint activities agreed in the BLG are a named part of what is reported; while
-- a period runs they may still be named.
--
-- A report belongs to the period in which the meeting began to which it was put.
local periods = lib "periods"
local secretariats = lib "secretariats"

local JOINT = "joint-activities" -- in the data: what a report is about, beside the paragraph

local function in_period(meeting, period)
  return all(function()
    return meeting.from >= period.from
  end, function()
    return not period.to or meeting.from < period.to
  end)
end

local function names_joint(report)
  return contains(report.about, JOINT)
end

-- What is said where no report is on record: the meetings that there were in the period are its occasions.
local function unreported_period(provision, committee, period)
  if not period.to then
    return not_due("running", { from = period.from })
  end
  local held = { body = committee.body, kind = committee.kind, from = period.window }
  local meetings = world:meetings(held)
  local args = { from = period.from, to = period.to }
  if #meetings == 0 then
    return no_occasion("no-meeting", "meetings", held, args)
  end
  args.meetings = meetings:distinct "id"
  local owed = { treaty = provision.under, about = provision.id, period = args.meetings }
  owed.submitted = during(period.from)
  return absent("none", "reports", owed, args, period.cop)
end

local function judge(secretariat, provision, committee, period)
  local reports = secretariat:reports { about = provision.id, submitted = present }
  local function told(report)
    local meetings = world:meetings { id = report.period, body = committee.body, kind = committee.kind }
    return #meetings > 0 and in_period(meetings[1], period)
  end
  if not any(reports, told) then
    return unreported_period(provision, committee, period)
  end
  for _, meeting in ipairs(world:meetings { body = committee.body, kind = committee.kind, from = period.window }) do
    secretariat:reports { about = provision.id, period = meeting.id } -- asked, so that the evidence shows who had none
  end
  local sure = reports:sure(told)
  if any(sure, names_joint) then
    return met(sure)
  elseif not period.to then
    return not_due("joint-ahead", { from = period.from }, sure)
  end
  return partial("no-joint-activities", { from = period.from, to = period.to }, sure)
end

return {
  id = "cms-11.10/no-report-to-standing-committee",
  provision = "cms-11.10:23",
  subject = "secretariat",
  title = "Progress reported to the Standing Committee in each period",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { committee = { body = "cms-stc", kind = "standing-committee" } }, -- the data's names
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["cops-unknown"] = "whether the record holds every COP since {since}, and so every period, is open",
    ["no-meeting"] = "no meeting of the Standing Committee is on record from {from} to {to}",
    ["no-joint-activities"] = "no report to the Standing Committee on record from {from} to {to} names joint activities"
      .. " agreed in the BLG",
    ["joint-ahead"] = "no report to the Standing Committee on record for the period from {from} names joint activities"
      .. " agreed in the BLG yet",
    running = "no report to the Standing Committee is on record yet for the period from {from}",
    none = "no report on progress is on record for any of the meetings of the Standing Committee from {from} to {to}:"
      .. " {meetings}",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    return periods.each(provision, function(period)
      return judge(secretariat, provision, params.committee, period)
    end)
  end,
}
