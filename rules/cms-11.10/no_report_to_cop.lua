-- Paragraph 15: a report on progress for each COP after the one that adopted the resolution, by its last day.
local periods = lib "periods"
local secretariats = lib "secretariats"

local TOPIC = { "cms-11.10:15.a", "cms-11.10:15.b", "cms-11.10:15.c" } -- what such a report says that it is about

-- The verdict on the report for the COP that ended a period.
local function judge(secretariat, provision, period)
  local owed = { treaty = provision.under, period = period.cop.id, submitted = during(provision.effect) }
  local reports = secretariat:reports(owed)
  local named = reports:sure(function(report)
    return any(TOPIC, function(limb)
      return contains(report.about, limb)
    end)
  end)
  local in_time = any(named, function(report)
    return report.submitted <= period.to
  end)
  if in_time then
    return met(named)
  elseif #named > 0 then
    return partial("late", { to = period.to, submitted = named:earliest("submitted").submitted }, named)
  elseif #reports > 0 then
    return review("not-said", { to = period.to }, reports)
  end
  return absent("none", "reports", owed, { to = period.to }, period.cop)
end

return {
  id = "cms-11.10/no-report-to-cop",
  provision = "cms-11.10:15.c",
  subject = "secretariat",
  title = "Report on species in CBD processes on record for each COP",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["cops-unknown"] = "whether the record holds every COP since {since} is open",
    ["not-said"] = "a report for the COP that ended on {to} is on record that does not name the topic",
    late = "the report for the COP that ended on {to} is on record for {submitted}",
    running = "no COP since {from} is over yet",
    none = "no report for the COP that ended on {to} is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    return periods.each(provision, function(period)
      if period.cop then
        return judge(secretariat, provision, period)
      end
      return not_due("running", { from = period.from })
    end)
  end,
}
