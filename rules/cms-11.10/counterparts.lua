-- Paragraph 25 names the focal points of other conventions as counterparts: which of them are on record?
--
-- Which conventions are relevant is for the Party, so what is missing is listed and never a gap.
local conventions = lib "conventions"

return {
  id = "cms-11.10/counterparts",
  provision = "cms-11.10:25",
  subject = "party",
  title = "Focal points of the other conventions on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { conventions = conventions.others },
  messages = {
    some = "no focal point is on record for {missing}, by which the Party is bound too",
    none = "no focal point is on record for any other convention by which the Party is bound: {missing}",
    unclear = "focal points are on record whose dates leave open whether they are in office",
    ["no-other"] = "the Party is bound by none of the other conventions",
  },
  check = function(party, params)
    local found, missing, roles = {}, {}, {}
    for _, treaty in ipairs(params.conventions) do
      local role = conventions.role(treaty)
      if party:bound(treaty) then
        local current = party:focal_points { role = role }
        if #current > 0 then
          table.insert(found, current[1])
        else
          table.insert(missing, treaty)
          table.insert(roles, role)
        end
      end
    end
    if #found + #missing == 0 then
      return not_applicable "no-other"
    elseif #missing == 0 then
      return met(found)
    end
    local possible = party:possibly("focal_points", { role = roles })
    if #possible > 0 then
      return review("unclear", nil, possible)
    elseif #found > 0 then
      return partial("some", { missing = missing }, found)
    end
    return unreported("none", { missing = missing })
  end,
}
