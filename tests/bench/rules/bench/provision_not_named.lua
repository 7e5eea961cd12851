-- Reports to CMS name the provision on collaboration.
local NAMED = "bench:11"

local function names(report)
  return contains(report.about, NAMED)
end

return {
  id = "bench/provision-not-named",
  provision = "bench:10",
  subject = "party",
  title = "Collaboration named in a report",
  messages = {
    none = "no report is on record",
    ["not-named"] = "no report on record names the provision",
  },
  check = function(party)
    local reports = party:reports { treaty = "cms" }
    if #reports == 0 then
      return not_applicable "none"
    end
    local naming = reports:sure(names)
    if #naming > 0 then
      return met(naming)
    elseif none(reports, names) then
      return gap("not-named", nil, reports)
    end
  end,
}
