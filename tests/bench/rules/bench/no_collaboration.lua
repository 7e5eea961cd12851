-- Is one act on record?
local acts = lib "acts"

return {
  id = "bench/no-collaboration",
  provision = "bench:11",
  subject = "party",
  requires = "bench/no-cms-focal-point",
  title = "Collaboration on record",
  messages = {
    refused = "a refusal is on record",
    none = "no collaboration is on record",
  },
  check = function(party, _, provision)
    local filter = acts.filter(provision)
    local shown = party:actions(filter)
    if #shown > 0 then
      return met(shown)
    end
    return acts.refused(party, provision) or absent("none", "actions", filter)
  end,
}
