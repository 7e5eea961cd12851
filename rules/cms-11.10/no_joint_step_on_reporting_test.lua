-- Joint steps of the BLG's members on online reporting: with another member or the group; the words leave discretion.
local function act(more)
  local row = {
    id = "a1",
    actor = "cites-sec",
    provision = "cms-11.10:19",
    kind = "activity",
    status = "done",
    date = "2021-11-18",
    counterparts = { "cms-sec" },
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return { actions = { row } }
end

-- The same act without one of its cells.
local function blank(column)
  local row = act({}).actions[1]
  row[column] = nil
  return { actions = { row } }
end

local function member(id)
  return { actor = id, treaty = "blg", source = "s1", in_force = "2004" }
end

local COMPLETE = { { where = { provision = { "cms-11.10:19" } }, since = "2020-02-22" } }

return {
  rule = "cms-11.10/no-joint-step-on-reporting",
  as_of = "2025-06-30",
  actor = "cites-sec",
  given = {
    actors = {
      { id = "blg", kind = "body", name = "BLG" },
      { id = "cites-sec", kind = "secretariat", name = "Secretariat of CITES" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "unccd-sec", kind = "secretariat", name = "Secretariat of the UNCCD" },
    },
    memberships = { member "cites-sec", member "cms-sec" },
  },
  cases = {
    {
      says = "a step with another member shows it",
      given = act {},
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "the CMS Secretariat is a member too",
      actor = "cms-sec",
      given = act { actor = "cms-sec", counterparts = { "cites-sec" } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a step with the group shows it",
      given = act { counterparts = { "blg" } },
      expect = { verdict = "met" },
    },
    {
      says = "an exploration is enough",
      given = act { kind = "consideration" },
      expect = { verdict = "met" },
    },
    {
      says = "an arrangement that still runs shows it",
      given = { actions = { {
        id = "a1",
        actor = "cites-sec",
        provision = "cms-11.10:19",
        kind = "activity",
        status = "ongoing",
        from = "2018",
        counterparts = { "cms-sec" },
      } } },
      expect = { verdict = "met" },
    },
    {
      says = "one member among the counterparts suffices",
      given = act { counterparts = { "unccd-sec", "cms-sec" } },
      expect = { verdict = "met" },
    },
    {
      says = "a step with others alone is for a person to judge",
      given = act { counterparts = { "unccd-sec" } },
      expect = { verdict = "review", message = "alone", findings = 1, named = { "a1" } },
    },
    {
      says = "oneself is no other member",
      given = act { counterparts = { "cites-sec" } },
      expect = { verdict = "review", message = "alone" },
    },
    {
      says = "a step that does not say with whom leaves it open",
      given = blank "counterparts",
      expect = { verdict = "unreported", message = "not-said", named = { "a1" } },
    },
    {
      says = "a step on the day of effect counts",
      given = act { date = "2020-02-22" },
      expect = { verdict = "met" },
    },
    {
      says = "a step of the day before does not",
      given = act { date = "2020-02-21" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "the year of the effect leaves it open",
      given = act { date = "2020" },
      expect = { verdict = "review" },
    },
    {
      says = "a step of the as-of date counts",
      given = act { date = "2025-06-30" },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day after does not",
      given = act { date = "2025-07-01" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "what is planned is no step yet",
      given = act { status = "planned" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "an act on another paragraph is none on this",
      given = act { provision = "cms-11.10:20" },
      expect = { verdict = "unreported", message = "none", not_on = { "a1" } },
    },
    {
      says = "an activity that cites nothing may be one",
      given = blank "provision",
      expect = { verdict = "unreported", message = "accord-missing", findings = 1, rests_on = { "a1" } },
    },
    {
      says = "so may an exploration",
      given = {
        actions = { { id = "a1", actor = "cites-sec", kind = "consideration", status = "done", date = "2021-05" } },
      },
      expect = { verdict = "unreported", message = "accord-missing", rests_on = { "a1" } },
    },
    {
      says = "an act of another kind that cites nothing is not",
      given = { actions = { { id = "a1", actor = "cites-sec", kind = "engagement", status = "done", date = "2021" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "what another member has on record with this one is for a person to read",
      given = act { actor = "cms-sec", counterparts = { "cites-sec" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "so is what another has on record with the group",
      given = act { actor = "cms-sec", counterparts = { "blg" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "and what the group itself has",
      given = act { actor = "blg", counterparts = { "unccd-sec" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "what others have on record without this one says nothing",
      given = act { actor = "cms-sec", counterparts = { "unccd-sec" } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "in a complete record too, no step is never a gap",
      complete = { actions = COMPLETE },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "who is no member is not asked",
      actor = "unccd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "not-in-blg" },
    },
    {
      says = "who became a member on the as-of date is",
      without = { "memberships" },
      given = { memberships = { { actor = "cites-sec", treaty = "blg", source = "s1", in_force = "2025-06-30" } } },
      expect = { verdict = "unreported", gate = "check", message = "none" },
    },
    {
      says = "who becomes one a day later is not",
      without = { "memberships" },
      given = { memberships = { { actor = "cites-sec", treaty = "blg", source = "s1", in_force = "2025-07-01" } } },
      expect = { verdict = "not_applicable", gate = "applies", message = "not-in-blg" },
    },
    {
      says = "whoever may be a member is for a person to judge",
      without = { "memberships" },
      given = { memberships = { { actor = "cites-sec", treaty = "blg", source = "s1", in_force = "2025" } } },
      expect = { verdict = "review", gate = "applies" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      given = act { date = "2019-01-01" },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
