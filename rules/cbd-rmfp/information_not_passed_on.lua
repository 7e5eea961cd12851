-- Item 1: funding information received and passed on. Both are asked for.
local acts = lib "acts"
local office = lib "office"

local KINDS = { "information" } -- in the data
local PARTS = { "receive", "disseminate" } -- flags there

local function names_part(act)
  return any(act.flags, function(flag)
    return contains(PARTS, flag)
  end)
end

return {
  id = "cbd-rmfp/information-not-passed-on",
  provision = "cbd-rmfp:duty-1",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "Funding information received and passed on",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    unclear = "an act is on record that may show what is missing; what it leaves out or open decides",
    ["not-said"] = "an act on funding information is on record that says neither receive nor disseminate",
    one = "for funding information one of the two acts is on record, and not the other: {missing}",
    refused = "a refusal is on record, and neither receipt nor dissemination of funding information",
    none = "neither receipt nor dissemination of funding information is on record",
  },
  check = function(party, _, provision)
    local filter = acts.filter(provision)
    if not acts.shows(party, filter, KINDS) then
      return office.any_act(party, provision, KINDS)
    end
    local shown, missing = {}, {}
    for _, part in ipairs(PARTS) do
      local found = party:actions(acts.filter(provision, { flags = part }))
      shown = acts.join(shown, found)
      if #found == 0 then
        table.insert(missing, part)
      end
    end
    if #missing == 0 then
      return met(shown)
    end
    local possible = acts.possible(party, acts.filter(provision, { flags = missing }), KINDS)
    local silent = party:actions(filter):sure(function(act)
      return not act:has "flags" or not names_part(act)
    end)
    if #silent > 0 then
      return unreported("not-said", nil, silent)
    elseif #possible > 0 then
      return review("unclear", nil, possible)
    end
    return partial("one", { missing = missing }, shown)
  end,
}
