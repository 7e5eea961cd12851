-- Action through the revision of NBSAPs: what shows it, and what stands for other paragraphs.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
    provision = "cms-11.10:13",
    kind = "activity",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return { actions = { row } }
end

local function uncited(kind)
  return { id = "a1", actor = "cms-sec", kind = kind, status = "done", date = "2021-05-01" }
end

return {
  rule = "cms-11.10/nbsap-revision-unused",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "unep", kind = "organization", name = "UNEP" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:13" } }, since = "2020-02-22" } } },
  cases = {
    { says = "one action shows it", given = act(), expect = { verdict = "met", findings = 0, rests_on = { "a1" } } },
    {
      says = "UNEP is one means and not needed",
      given = act { counterparts = { "cbd-sec" } },
      expect = { verdict = "met" },
    },
    {
      says = "liaison with UNEP for paragraph 14 does not stand for it",
      given = act { provision = "cms-11.10:14.a", counterparts = { "unep" } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "an arrangement that ran into the time of effect counts",
      without = { "actions" },
      given = {
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            provision = "cms-11.10:13",
            kind = "activity",
            status = "ongoing",
            from = "2016-01-01",
          },
        },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "no action in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "a record that begins a day after the effect is partial",
      without = { "actions" },
      complete = { actions = { { where = { provision = { "cms-11.10:13" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an action on the day of effect counts",
      given = act { date = "2020-02-22" },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = act { date = "2020-02-21" },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    { says = "an action of today counts", given = act { date = "2025-06-30" }, expect = { verdict = "met" } },
    {
      says = "one of tomorrow does not",
      given = act { date = "2025-07-01" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an action of 2020, day unknown, leaves it open",
      given = act { date = "2020" },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "what is planned is not yet done",
      given = act { status = "planned" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "an act of another kind that cites nothing shows nothing",
      given = { actions = { uncited "campaign" } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one of that kind leaves it open",
      given = { actions = { uncited "activity" } },
      expect = { verdict = "unreported" },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "without a record of whose secretariat is whose it is open",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
