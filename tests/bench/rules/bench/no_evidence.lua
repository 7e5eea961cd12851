-- Each act can be looked up.
local acts = lib "acts"

return {
  id = "bench/no-evidence",
  provision = "bench:13",
  subject = "party",
  title = "Evidence of acts on record",
  messages = {
    none = "no act is on record",
    ["no-evidence"] = "no evidence is on record for {id}",
    ["no-address"] = "the evidence for {id} has no address",
  },
  check = function(party, _, provision)
    local shown = party:actions(acts.filter(provision))
    if #shown == 0 then
      return not_applicable "none"
    end
    local out = findings()
    out:each(shown, function(act)
      if not act:has "evidence_url" then
        return unreported("no-evidence", { id = act.id }, act)
      elseif not is_url(act.evidence_url) then
        return partial("no-address", { id = act.id }, act)
      end
      return met(act)
    end)
    return out
  end,
}
