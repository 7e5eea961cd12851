-- The Parties of two regions of CMS, with and without focal points in a register that is complete for their role.
local function party(id)
  return { actor = id, treaty = "cms", source = "s1", in_force = "1999-05-01" }
end

local function place(id, from)
  return { actor = id, scheme = "cms", region = "Africa", from = from }
end

local function holder(id, designated)
  return { id = "fp-" .. id, actor = id, role = "cms-nfp", designated = designated }
end

return {
  rule = "cms-11.10/region-without-focal-points",
  as_of = "2023-06-30",
  actor = "region:cms/Africa",
  given = {
    actors = {
      { id = "KEN", kind = "state", name = "Kenya" },
      { id = "UGA", kind = "state", name = "Uganda" },
      { id = "FRA", kind = "state", name = "France" },
    },
    memberships = { party "KEN", party "UGA", party "FRA" },
    regions = {
      place("KEN", "2000"),
      place("UGA", "2000"),
      { actor = "FRA", scheme = "cms", region = "Europe", from = "2000" },
    },
    focal_points = { { id = "other", actor = "KEN", role = "cbd-nfp", designated = "2010-01-01" } },
  },
  complete = { focal_points = { { where = { role = { "cms-nfp" } }, since = "2015" } } },
  cases = {
    {
      says = "a focal point in each Party of the region meets it",
      given = { focal_points = { holder("KEN", "2010-01-01"), holder("UGA", "2023-06-30") } },
      expect = { verdict = "met", gate = "conclude", findings = 0, rests_on = { "fp-KEN", "fp-UGA" } },
    },
    {
      says = "one Party without one is named; the finding is its own, the region is shown",
      given = { focal_points = { holder("KEN", "2010-01-01"), holder("FRA", "2010-01-01") } },
      expect = {
        verdict = "review",
        gate = "conclude",
        message = "some",
        args = { actors = { "UGA" }, count = 1, of = 2 },
        findings = 1,
        named = { "UGA" },
        rests_on = { "fp-KEN" },
        not_on = { "fp-FRA" },
      },
    },
    {
      says = "a region without any is shown too, and no gap of a region, which is asked for nothing",
      given = { focal_points = { holder("FRA", "2010-01-01") } },
      expect = {
        verdict = "review",
        gate = "conclude",
        message = "none",
        args = { actors = { "KEN", "UGA" } },
        named = { "KEN", "UGA" },
      },
    },
    {
      says = "the other region has a verdict of its own",
      actor = "region:cms/Europe",
      given = { focal_points = { holder("FRA", "2010-01-01") } },
      expect = { verdict = "met", gate = "conclude", rests_on = { "fp-FRA" } },
    },
    {
      says = "where the register is not complete nothing is known of the rest",
      without = { "focal_points" },
      given = { focal_points = { holder("KEN", "2010-01-01") } },
      expect = {
        verdict = "unreported",
        gate = "conclude",
        message = "open",
        args = { actors = { "UGA" } },
        findings = 1,
        named = { "UGA" },
      },
    },
    {
      says = "a designation that may lie ahead leaves the Party open for a person to judge",
      given = { focal_points = { holder("KEN", "2010-01-01"), holder("UGA", "2023") } },
      expect = { verdict = "review", gate = "conclude", message = "open", args = { actors = { "UGA" } } },
    },
    {
      says = "one without and one open are both said",
      given = {
        actors = { { id = "TZA", kind = "state", name = "Tanzania" } },
        memberships = { party "TZA" },
        regions = { place("TZA", "2000") },
        focal_points = { holder("UGA", "2023") },
      },
      expect = {
        verdict = "review",
        gate = "conclude",
        by_verdict = { review = 2 },
        args = { actors = { "KEN", "TZA" }, count = 2, of = 3 },
        message = "some",
        named = { "KEN", "TZA", "UGA" },
      },
    },
    {
      says = "a Party that may be in the region is open",
      given = {
        actors = { { id = "TZA", kind = "state", name = "Tanzania" } },
        memberships = { party "TZA" },
        regions = { place("TZA", "2023") },
        focal_points = { holder("KEN", "2010-01-01"), holder("UGA", "2010-01-01"), holder("TZA", "2010-01-01") },
      },
      expect = { verdict = "review", gate = "conclude", message = "open", args = { actors = { "TZA" } } },
    },
    {
      says = "Parties in no region are named apart",
      actor = "region:cms",
      given = { actors = { { id = "TZA", kind = "state", name = "Tanzania" } }, memberships = { party "TZA" } },
      expect = { verdict = "unreported", gate = "addressee" },
    },
    {
      says = "a region of States that are no Parties has no verdict",
      actor = "region:cms/Asia",
      given = {
        actors = { { id = "IND", kind = "state", name = "India" } },
        regions = { { actor = "IND", scheme = "cms", region = "Asia", from = "2000" } },
      },
      expect = { verdict = "none" },
    },
  },
}
