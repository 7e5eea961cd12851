-- Article VI(2): the Secretariat is kept informed of the listed species of which a Party takes itself to be a Range
-- State. One statement on record shows it; whether the list has changed since is not asked.
local acts = lib "acts"

local KINDS = { "range-state-list" } -- in the data

return {
  id = "cms-national-reports/range-states-not-told",
  provision = "cms-national-reports:vi.2",
  subject = "party",
  title = "Statement on listed species in the Party's range on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    refused = "a refusal is on record, and no statement on the listed species of which the Party is a Range State",
    none = "no statement is on record on the listed species of which the Party is a Range State",
  },
  check = function(party, _, provision)
    return acts.any(party, provision, KINDS)
  end,
}
