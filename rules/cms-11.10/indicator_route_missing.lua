-- Paragraph 16: better biodiversity indicators, through the liaison group and through the indicators partnership. Both
-- routes are asked for, and only towards the post-2020 framework.
local acts = lib "acts"
local framework = lib "framework"
local secretariats = lib "secretariats"

local KINDS = { "activity" } -- in the data
local ROUTES = { "bip", "blg" } -- the partnership and the group, by their ids there

return {
  id = "cms-11.10/indicator-route-missing",
  provision = "cms-11.10:16",
  subject = "secretariat",
  title = "Work for better indicators on record, by both routes",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { adopted = framework.adopted },
  messages = {
    ["other-secretariat"] = "the paragraph speaks to the CMS Secretariat",
    ["secretariat-unknown"] = "the record does not say whose secretariat this is",
    adopted = "no work on indicators through {missing} is on record from before {adopted}, when the post-2020 framework"
      .. " was adopted",
    one = "work on indicators is on record by one route, and none through {missing}",
    refused = "a refusal is on record, and no work on indicators by either route",
    none = "no work on indicators is on record by either route",
  },
  applies = secretariats.own,
  check = function(secretariat, params, provision)
    local shown, missing = {}, {}
    for _, route in ipairs(ROUTES) do
      local taken = secretariat:actions(framework.before(provision, params, { counterparts = route }))
      shown = acts.join(shown, taken)
      if #taken == 0 then
        table.insert(missing, route)
      end
    end
    if #missing == 0 then
      return met(shown)
    end
    acts.shows(secretariat, framework.before(provision, params, { counterparts = missing }), KINDS) -- may be undecided
    if framework.is_adopted(params) then
      local args = { missing = missing, adopted = params.adopted }
      return review("adopted", args, secretariat:actions(acts.filter(provision)))
    elseif #shown > 0 then
      return partial("one", { missing = missing }, shown)
    end
    return acts.refused(secretariat, provision, KINDS)
      or absent("none", "actions", acts.filter(provision, { kind = KINDS, counterparts = ROUTES }))
  end,
}
