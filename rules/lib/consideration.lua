-- Where a text asks for thought and not for a result: a minute or an agenda item shows it, and doing the thing proves
-- it. To have considered and declined is consideration too.
local acts = lib "acts"

local KIND = "consideration" -- the data's name for a minute or an agenda item
local KINDS = { KIND, "activity" }

local consideration = {}

-- The rows that show it: anything done on the provision, and consideration that ended in a refusal.
function consideration.rows(actor, provision)
  local declined = acts.filter(provision, { kind = KIND, status = "refused" })
  return acts.join(actor:actions(acts.filter(provision)), actor:actions(declined))
end

-- Is anything on record that shows it? Undecided where an act only possibly does.
function consideration.shown(actor, provision)
  return #consideration.rows(actor, provision) > 0 or acts.shows(actor, acts.filter(provision), KINDS)
end

-- The verdict where nothing shows it: "refused", `otherwise`, "none".
function consideration.missing(actor, provision, otherwise)
  local asked = acts.filter(provision, { kind = KINDS })
  return acts.refused(actor, provision, KINDS) or otherwise or absent("none", "actions", asked)
end

return consideration
