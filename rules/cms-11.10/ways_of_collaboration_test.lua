-- What is on record of each way, counted over all Parties.
local function party(id)
  return { actor = id, treaty = "cms", source = "s1", in_force = "1999-05-01" }
end

local function act(id, actor, kind, columns)
  local row =
    { id = id, actor = actor, provision = "cms-11.10:25", kind = kind, status = "done", date = "2021-05-01" }
  for column, value in pairs(columns or {}) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/ways-of-collaboration",
  as_of = "2023-06-30",
  actor = "all",
  given = {
    actors = {
      { id = "KEN", kind = "state", name = "Kenya" },
      { id = "UGA", kind = "state", name = "Uganda" },
      { id = "USA", kind = "state", name = "United States" },
    },
    memberships = { party "KEN", party "UGA" },
    actions = { act("w-usa", "USA", "working-group") },
  },
  cases = {
    {
      says = "nothing on record is unreported for each way",
      expect = {
        verdict = "unreported",
        gate = "conclude",
        findings = 4,
        message = "working-group",
        args = { count = 0, of = 2 },
        named = {},
        not_on = { "w-usa" },
      },
    },
    {
      says = "who uses a way is counted and named",
      given = { actions = { act("w", "KEN", "working-group"), act("w2", "KEN", "working-group") } },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        findings = 4,
        message = "working-group",
        args = { count = 1, of = 2 },
        named = { "KEN" },
        rests_on = { "w", "w2" },
      },
    },
    {
      says = "measures in the NBSAP are a way",
      given = { actions = { act("n", "KEN", "nbsap-measure") } },
      expect = { verdict = "unreported", gate = "conclude", message = "nbsap-measure", args = { count = 1, of = 2 } },
    },
    {
      says = "shared reporting and its tool are one way",
      given = { actions = { act("s", "KEN", "shared-reporting"), act("d", "KEN", "dart") } },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "shared-reporting",
        args = { count = 1, of = 2 },
        rests_on = { "s", "d" },
      },
    },
    {
      says = "coherent positions are a way",
      given = { actions = { act("c", "UGA", "coherent-position") } },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "coherent-position",
        args = { count = 1, of = 2 },
        named = { "UGA" },
      },
    },
    {
      says = "what was planned, or lies before the effect, is no use",
      given = {
        actions = {
          act("p", "KEN", "working-group", { status = "planned" }),
          act("o", "UGA", "working-group", { date = "2020-02-21" }),
        },
      },
      expect = { verdict = "unreported", gate = "conclude", message = "working-group", args = { count = 0, of = 2 } },
    },
    {
      says = "a way that all use is no finding, and all ways used by all are met",
      given = {
        actions = {
          act("k1", "KEN", "working-group"),
          act("k2", "KEN", "nbsap-measure"),
          act("k3", "KEN", "dart"),
          act("k4", "KEN", "coherent-position"),
          act("u1", "UGA", "working-group"),
          act("u2", "UGA", "nbsap-measure"),
          act("u3", "UGA", "shared-reporting"),
          act("u4", "UGA", "coherent-position"),
        },
      },
      expect = { verdict = "met", gate = "conclude", findings = 0, rests_on = { "k1", "u4" } },
    },
    {
      says = "a State that may be a Party is open",
      given = {
        memberships = {
          { actor = "USA", treaty = "cms", source = "s1", in_force = "1999-05-01" },
          { actor = "USA", treaty = "cms", source = "s2", signed = "1999-05-01" },
        },
      },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        findings = 5,
        message = "open",
        args = { actors = { "USA" } },
        named = { "USA" },
      },
    },
    {
      says = "before the provision had effect nothing is concluded",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
