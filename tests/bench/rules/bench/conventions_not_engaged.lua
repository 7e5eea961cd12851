-- Three conventions, any of them in any act.
local acts = lib "acts"

local CONVENTIONS = { "cbd", "cites", "ramsar" }

return {
  id = "bench/conventions-not-engaged",
  provision = "bench:15",
  subject = "party",
  title = "Work with three conventions on record",
  messages = {
    none = "no work with other conventions is on record",
    ["not-said"] = "acts are on record that do not say with whom",
    some = "no work is on record with {missing}",
  },
  check = function(party, _, provision)
    local filter = acts.filter(provision)
    local shown = party:actions(filter)
    if #shown == 0 then
      return absent("none", "actions", filter)
    end
    local named, missing = shown:distinct "counterparts", {}
    for _, convention in ipairs(CONVENTIONS) do
      if not contains(named, convention) then
        table.insert(missing, convention)
      end
    end
    if #missing == 0 then
      return met(shown)
    elseif #named == 0 then
      return unreported("not-said", nil, shown)
    end
    return partial("some", { missing = missing }, shown)
  end,
}
