-- Cases that pass, fail, are to be done, and cannot be run.
local function holder(columns)
  columns.actor, columns.role, columns.institution = "AAA", "demo-nfp", "Ministry"
  return columns
end

return {
  rule = "demo/no-focal-point",
  as_of = "2020-12-31",
  actor = "AAA",
  given = {
    actors = { { id = "AAA", kind = "state", name = "Aland" } },
    memberships = { { actor = "AAA", treaty = "demo", source = "s1", in_force = "2000-01-01" } },
  },
  cases = {
    {
      says = "a holder shows it",
      given = { focal_points = { holder { id = "f1", designated = "2015" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "f1" } },
    },
    {
      says = "what ended is told",
      given = { focal_points = { holder { id = "f1", designated = "2015", ended = "2018-06-30" } } },
      complete = { focal_points = { { since = "2000" } } },
      expect = { verdict = "gap", message = "lapsed", args = { ended = "2018-07-01" }, named = { "f2" }, cause = "gap" },
    },
    {
      says = "an empty register <is> no \"gap\" # 1",
      expect = { verdict = "gap", message = "lapsed", findings = 2, by_verdict = { gap = 1 }, rests_on = { "f1" } },
    },
    {
      says = "patience is a param",
      params = { patience = 2 },
      expect = { verdict = "review", message = "patient", args = { patience = 2 } },
      todo = "this one passes",
    },
    {
      says = "a Party to be",
      without = { "memberships" },
      expect = { verdict = "met" },
      todo = "nobody thought of it # yet",
    },
    {
      says = "before the effect nothing is asked",
      as_of = "2009-12-31",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
    {
      says = "bad rows",
      given = { focal_points = { holder { id = "f1", designated = "once" } } },
      expect = { verdict = "met" },
    },
    { says = "bad params", params = { patients = 1 }, expect = { verdict = "met" } },
  },
}
