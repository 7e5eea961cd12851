-- Paragraph 24: resources for the Secretariat's partnerships. Parties are asked together, "adequate" has no measure and
-- no Party a share: any payment of the year is evidence, and its absence is never a gap.
local function paid(contribution)
  return contribution.paid > 0
end

local function in_arrears(contribution)
  if contribution.due > as_of then
    return false
  end
  return not contribution:has "paid" or contribution.paid < contribution.assessed
end

local function unpaid(contribution)
  local args = { year = contribution.year }
  if contribution:has "due" and contribution.due > as_of then
    return not_due("ahead", { due = contribution.due }, contribution)
  elseif contribution:has "due" and contribution:has "assessed" and in_arrears(contribution) then
    return review("arrears", args, contribution)
  end
  return unreported("unpaid", args, contribution)
end

return {
  id = "cms-11.10/no-contribution",
  provision = "cms-11.10:24.b",
  subject = "party",
  title = "Contribution to the Secretariat on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { funds = { "cms-core", "cms-partnerships" } }, -- funds of the Secretariat, by their names in the data
  messages = {
    ahead = "no payment is on record for the year yet; it is due on {due}",
    arrears = "a contribution for {year} was due, and full payment is not on record",
    unpaid = "a contribution for {year} is on record, and no payment of it",
    none = "no contribution is on record for {year}",
  },
  check = function(party, params, provision)
    local this_year = { fund = params.funds, year = as_of.year }
    local current = party:contributions(this_year)
    local given = current:sure(paid)
    if #given > 0 then
      return met(given)
    end
    local owed = party:contributions({ fund = params.funds }):sure(function(contribution)
      return contribution.year >= provision.effect.year and contribution.year < as_of.year and in_arrears(contribution)
    end)
    if #current + #owed == 0 then
      return absent("none", "contributions", this_year, { year = as_of.year })
    end
    local out = findings()
    out:each(current, unpaid)
    out:each(owed, unpaid)
    return out
  end,
}
