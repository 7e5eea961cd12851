-- The primary function: design and dissemination of a national strategy, with stakeholders, within the NBSAP.
--
-- Four tests. The stakeholders that the page names are examples: any one will do. It is the focal point who organizes:
-- where the record gives no author, a person must judge. Where nothing is on record, nothing is concluded.
local acts = lib "acts"
local office = lib "office"

local KINDS = { "strategy" } -- in the data
local TESTS = { "design", "dissemination", "stakeholder", "nbsap" } -- flags there, the third as stakeholder:WHO
local PLAN = "resource-mobilization" -- a plan of this kind is a design

local function shows(row, test)
  return test == "design" and row.kind == PLAN
    or any(row:get("flags", {}), function(flag)
      return flag == test or glob(flag, test .. ":*")
    end)
end

local function missing_from(rows)
  local missing = {}
  for _, test in ipairs(TESTS) do
    local shown = any(rows, function(row)
      return shows(row, test)
    end)
    if not shown then
      table.insert(missing, test)
    end
  end
  return missing
end

local function by_focal_point(act)
  return contains(act.flags, "by:focal-point")
end

return {
  id = "cbd-rmfp/no-strategy",
  provision = "cbd-rmfp:strategy",
  subject = "party",
  requires = "cbd-rmfp/no-holder",
  title = "National resource mobilization strategy on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-holder"] = "nobody is on record in the office of resource mobilization focal point",
    author = "work on a national strategy is on record that does not show the focal point as its author",
    unclear = "work on a national strategy is on record that may show the rest; what it leaves out or open decides",
    ["not-said"] = "work of the focal point on a national strategy is on record that does not say what was done",
    some = "a national strategy is on record in part; not on record: {missing}",
    refused = "a refusal is on record, and no work on a national strategy",
    none = "no work of the focal point on a national resource mobilization strategy is on record",
  },
  check = function(party, _, provision)
    local filter = acts.filter(provision)
    local planned = { kind = PLAN, adopted = during(provision.effect) }
    local acted, plans = party:actions(filter), party:plans(planned)
    local own = acted:sure(by_focal_point)
    local all_rows, own_rows = acts.join(acted, plans), acts.join(own, plans)
    local missing = missing_from(own_rows)
    if #own > 0 and #missing == 0 then
      return met(own_rows)
    end
    local possible = acts.join(acts.possible(party, filter, KINDS), party:possibly("plans", planned))
    if #possible > 0 then
      return review("unclear", nil, possible)
    elseif #all_rows > 0 and (#own == 0 or #missing_from(all_rows) < #missing) then
      return review("author", nil, all_rows)
    elseif #own > 0 and #missing == #TESTS then
      return unreported("not-said", nil, own)
    elseif #own > 0 then
      return partial("some", { missing = missing }, own_rows)
    end
    return acts.refused(party, provision, KINDS) or office.vacant(party, provision) or unreported "none"
  end,
}
