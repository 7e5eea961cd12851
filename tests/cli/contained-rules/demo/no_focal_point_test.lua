-- Cases that pass, of two actors: a test takes the process down where the rule is asked for one of them.
local function bound(actor)
  return {
    actors = { { id = actor, kind = "state", name = actor } },
    memberships = { { actor = actor, treaty = "demo", source = "s1", in_force = "2000-01-01" } },
  }
end

local function holds(actor)
  return { { id = "f1", actor = actor, role = "demo-nfp", institution = "Ministry", designated = "2015" } }
end

local first, second = bound("AAA"), bound("BBB")
first.focal_points, second.focal_points = holds("AAA"), holds("BBB")

return {
  rule = "demo/no-focal-point",
  as_of = "2020-12-31",
  cases = {
    { says = "one shows it", actor = "AAA", given = first, expect = { verdict = "met" } },
    { says = "another shows it", actor = "BBB", given = second, expect = { verdict = "met" } },
    { says = "none shows nothing", actor = "BBB", given = bound("BBB"), expect = { verdict = "unreported" } },
    { says = "none of one shows nothing", actor = "AAA", given = bound("AAA"), expect = { verdict = "unreported" } },
  },
}
