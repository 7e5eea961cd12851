-- Paragraph 12: has the office of resource mobilization focal point been held at any time?
--
-- The rule on which the others rest. It is a gap only where the register is complete for the whole time, and then it is
-- the one finding: today's focal point and the duties fall away. Where the register is not, it has nothing to say, and
-- the rule on today's focal point has the finding. Consideration on record meets the words.
local office = lib "office"

return {
  id = "cbd-rmfp/no-holder",
  provision = "cbd-rmfp:appoint",
  subject = "party",
  title = "Resource mobilization focal point at any time",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    never = "no resource mobilization focal point is on record, at any time since {since}",
  },
  check = function(party, _, provision)
    local term = office.term(provision)
    local holders = party:history("focal_points", term)
    if #holders > 0 then
      return met(holders)
    end
    local consideration = office.consideration(provision)
    if party:shows("actions", consideration) then
      return met(party:actions(consideration))
    end
    return shown_absent("never", "focal_points", term, { since = provision.effect })
  end,
}
