-- Paragraph 22, request: as far as possible the Secretariat keeps from doing what other agreements do already. A step
-- against overlap shows it; an overlap on record, beside steps or without, is for a person to judge.
local acts = lib "acts"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data
local OVERLAP = "overlap:*" -- likewise: a flag that names a topic on which work overlapped

local function overlapping(act)
  return any(act.flags, function(flag)
    return glob(flag, OVERLAP)
  end)
end

return {
  id = "cms-11.10/overlap-not-avoided",
  provision = "cms-11.10:22.a",
  subject = "secretariat",
  title = "Steps against duplicated work on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    overlap = "work is on record that overlaps with that of other agreements, or may do so",
    refused = "a refusal is on record, and no step against duplicated work",
    none = "no step against duplicated work is on record",
  },
  applies = secretariats.own,
  check = function(secretariat, _, provision)
    local filter = acts.filter(provision)
    local acted = acts.join(secretariat:actions(filter):sure(overlapping),
      acts.possible(secretariat, filter, KINDS):sure(overlapping))
    if #acted > 0 then
      return review("overlap", nil, acted)
    end
    return acts.any(secretariat, provision, KINDS)
  end,
}
