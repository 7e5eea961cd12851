-- Article VI(3): a report on measures to each ordinary COP, six months or more ahead of its first day.
--
-- The deadline comes from the meeting alone. The Secretariat's own call may name an earlier day, above all where a COP
-- was put off after it (COP14), and a report after that day can still be in time. Whether a report was returned for
-- completion is not asked: the COP has been told.
local MONTHS_AHEAD = 6

-- The meetings that are not surely earlier than the first one looked at.
local function looked_at(meetings, since)
  local earlier = meetings:sure(function(meeting)
    return meeting.from < since
  end)
  local list, ids = {}, earlier:distinct "id"
  for _, meeting in ipairs(meetings) do
    if not contains(ids, meeting.id) then
      table.insert(list, meeting)
    end
  end
  return list
end

-- A Party that joined after the deadline owes no report; where its sources differ on that, a person must judge. Nil
-- where it was bound by then. A former spell as a Party is not gone into.
local function excused(party, treaty, meeting, args)
  local claims = party:memberships { treaty = treaty }
  local function by_then(claim)
    return claim.in_force <= args.due
  end
  if none(claims, by_then) then
    return not_applicable("joined-later", args, meeting)
  elseif not all(claims, by_then) then
    return review("claims-differ", args, meeting)
  end
end

-- When reports to this meeting may have come in: since the meeting before it.
local function window(meetings, meeting, effect)
  local previous = meetings:sure(function(other)
    return other.from < meeting.from
  end):latest "from"
  return during(previous and previous.from or effect)
end

local function judge(party, provision, meetings, meeting)
  local due = meeting.from:add_months(-MONTHS_AHEAD)
  local args = { meeting = meeting.id, due = due }
  local excuse = excused(party, provision.under, meeting, args)
  if excuse then
    return excuse
  end
  local owed = { treaty = provision.under, period = meeting.id, submitted = present }
  local reports = party:reports(owed)
  if any(reports, function(report)
    return report.submitted <= due
  end) then
    return met(reports)
  elseif #reports > 0 then
    local first = reports:earliest "submitted"
    return partial("late", { meeting = meeting.id, due = due, submitted = first.submitted }, reports)
  elseif not party:shows("reports", owed) and due > as_of then
    return not_due("ahead", args, meeting)
  end
  owed.submitted = window(meetings, meeting, provision.effect)
  return absent("missing", "reports", owed, args, meeting)
end

return {
  id = "cms-national-reports/report-late-or-missing",
  provision = "cms-national-reports:vi.3",
  subject = "party",
  title = "National reports on record, six months ahead of each COP",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = {
    meetings = { body = "cms-cop", kind = "cop" }, -- the data's names
    since = "2017-10-29", -- the day after COP12, our choice: earlier COPs are left to history
  },
  messages = {
    ["no-meeting"] = "no meeting of the COP is on record",
    ["joined-later"] = "the Party joined after {due}, when a report to {meeting} was due",
    ["claims-differ"] = "the sources differ on whether the Party had joined by {due}, when a report to {meeting} was"
      .. " due",
    late = "the report to {meeting} was due by {due} and came in on {submitted}",
    missing = "no report to {meeting} is on record; it was due by {due}",
    ahead = "the report to {meeting} is due by {due}",
  },
  check = function(party, params, provision)
    local meetings = world:meetings(params.meetings)
    local list = looked_at(meetings, date(params.since))
    if #list == 0 then
      local asked = { body = params.meetings.body, kind = params.meetings.kind, from = during(params.since) }
      return no_occasion("no-meeting", "meetings", asked)
    end
    local out = findings()
    out:each(list, function(meeting)
      return judge(party, provision, meetings, meeting)
    end)
    return out
  end,
}
