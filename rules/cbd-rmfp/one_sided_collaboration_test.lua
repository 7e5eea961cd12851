-- Collaborations of which both sides are on record, and of which one is.
local function party(id)
  return { actor = id, treaty = "cbd", source = "s1", in_force = "1999-05-01" }
end

local function report(id, actor, with, columns)
  local row = {
    id = id,
    actor = actor,
    provision = "cbd-rmfp:duty-5",
    kind = "collaboration",
    status = "done",
    date = "2021-05-01",
    counterparts = with,
  }
  for column, value in pairs(columns or {}) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/one-sided-collaboration",
  as_of = "2023-06-30",
  actor = "all",
  given = {
    actors = {
      { id = "KEN", kind = "state", name = "Kenya" },
      { id = "TZA", kind = "state", name = "Tanzania" },
      { id = "UGA", kind = "state", name = "Uganda" },
      { id = "USA", kind = "state", name = "United States" },
    },
    memberships = { party "KEN", party "TZA", party "UGA" },
  },
  cases = {
    {
      says = "two reports that name each other are borne out",
      given = { actions = { report("k", "KEN", { "UGA" }), report("u", "UGA", { "KEN" }) } },
      expect = { verdict = "met", gate = "conclude", findings = 0, rests_on = { "k", "u" } },
    },
    {
      says = "a report that the other side does not have is shown",
      given = { actions = { report("k", "KEN", { "UGA" }) } },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "one-sided",
        args = { actor = "KEN", others = { "UGA" } },
        findings = 1,
        named = { "k" },
        rests_on = { "k" },
      },
    },
    {
      says = "each one-sided report is a finding of its own",
      given = {
        actions = {
          report("k1", "KEN", { "UGA", "TZA" }),
          report("k2", "KEN", { "TZA" }),
          report("u", "UGA", { "KEN" }),
        },
      },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "one-sided",
        args = { actor = "KEN", others = { "TZA" } },
        findings = 2,
        named = { "k1", "k2" },
      },
    },
    {
      says = "a report that names somebody else does not bear it out",
      given = { actions = { report("k", "KEN", { "UGA" }), report("u", "UGA", { "TZA" }) } },
      expect = { verdict = "unreported", gate = "conclude", findings = 2, named = { "k", "u" } },
    },
    {
      says = "nobody bears out a report that names no Party",
      given = { actions = { report("k", "KEN", { "USA" }), report("t", "TZA") } },
      expect = { verdict = "unreported", gate = "conclude", message = "none", findings = 1, named = {} },
    },
    {
      says = "nothing on record says nothing",
      expect = { verdict = "unreported", gate = "conclude", message = "none" },
    },
    {
      says = "other acts, and those that were planned or lie before the effect, are no reports",
      given = {
        actions = {
          report("k1", "KEN", { "UGA" }, { kind = "activity" }),
          report("k2", "KEN", { "UGA" }, { status = "planned" }),
          report("k3", "KEN", { "UGA" }, { date = "2008-05-29" }),
        },
      },
      expect = { verdict = "unreported", gate = "conclude", message = "none" },
    },
    {
      says = "a State that may be a Party is open, and no report of it is missed",
      given = {
        memberships = {
          { actor = "USA", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
          { actor = "USA", treaty = "cbd", source = "s2", signed = "1999-05-01" },
        },
        actions = { report("k", "KEN", { "USA" }) },
      },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "open",
        args = { actors = { "USA" } },
        findings = 1,
        named = { "USA" },
      },
    },
  },
}
