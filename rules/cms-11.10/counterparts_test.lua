-- Focal points of the other conventions by which the Party is bound: what is missing is listed, never a gap.
local function membership(columns)
  local row = { actor = "KEN", source = "s1", in_force = "1999-05-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

local function focal_point(columns)
  local row = { actor = "KEN", institution = "Ministry of Environment", designated = "2016-01-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/counterparts",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cites", source = "s1", in_force = "1999-05-01" },
    },
  },
  cases = {
    {
      says = "one on record for every other convention: met by all of them",
      given = {
        focal_points = {
          focal_point { id = "f1", role = "cbd-nfp" },
          focal_point { id = "f2", role = "cites-nfp", designated = "2017-01-01" },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "f1", "f2" } },
    },
    {
      says = "one of two is missing: partial, and it is listed",
      given = { focal_points = { focal_point { id = "f1", role = "cbd-nfp" } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "cites" } },
        findings = 1,
        rests_on = { "f1" },
      },
    },
    {
      says = "one of two is missing in a complete register: partial all the same",
      given = { focal_points = { focal_point { id = "f1", role = "cbd-nfp" } } },
      complete = { focal_points = { { since = "2015-01-01" } } },
      expect = { verdict = "partial", message = "some", args = { missing = { "cites" } } },
    },
    {
      says = "none on record: unreported, all are listed",
      expect = { verdict = "unreported", message = "none", args = { missing = { "cbd", "cites" } }, findings = 1 },
    },
    {
      says = "none in a complete register is no gap: which conventions are relevant is for the Party",
      complete = { focal_points = { { since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "the CMS focal point is no counterpart",
      given = { focal_points = { focal_point { id = "f1", role = "cms-nfp" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a resource mobilization focal point is no national focal point of the CBD",
      given = {
        memberships = { membership { treaty = "cms" }, membership { treaty = "cbd" } },
        focal_points = { focal_point { id = "f1", role = "cbd-rmfp" } },
      },
      without = { "memberships" },
      expect = { verdict = "unreported", message = "none", args = { missing = { "cbd" } } },
    },
    {
      says = "bound by no other convention: nothing to ask",
      given = { memberships = { membership { treaty = "cms" } } },
      without = { "memberships" },
      expect = { verdict = "not_applicable", message = "no-other" },
    },
    {
      says = "a focal point for a convention by which the Party is not bound does not count",
      given = {
        memberships = { membership { treaty = "cms" } },
        focal_points = { focal_point { id = "f1", role = "cites-nfp" } },
      },
      without = { "memberships" },
      expect = { verdict = "not_applicable", message = "no-other" },
    },
    {
      says = "a convention that the Party has left is not asked for",
      given = {
        memberships = {
          membership { treaty = "cms" },
          membership { treaty = "cbd" },
          membership { treaty = "cites", ended = "2023-06-30" },
        },
        focal_points = { focal_point { id = "f1", role = "cbd-nfp" } },
      },
      without = { "memberships" },
      expect = { verdict = "met" },
    },
    {
      says = "one whose designation ended today is missing",
      given = {
        focal_points = {
          focal_point { id = "f1", role = "cbd-nfp" },
          focal_point { id = "f2", role = "cites-nfp", ended = "2023-06-30" },
        },
      },
      expect = { verdict = "partial", message = "some", args = { missing = { "cites" } } },
    },
    {
      says = "one that ends tomorrow is not",
      given = {
        focal_points = {
          focal_point { id = "f1", role = "cbd-nfp" },
          focal_point { id = "f2", role = "cites-nfp", ended = "2023-07-01" },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one that is possibly in office leaves it open",
      given = {
        focal_points = {
          focal_point { id = "f1", role = "cbd-nfp" },
          focal_point { id = "f2", role = "cites-nfp", designated = "2023" },
        },
      },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "f2" } },
    },
    {
      says = "one without a date leaves it open",
      given = {
        focal_points = { { id = "f2", actor = "KEN", role = "cites-nfp", institution = "Ministry of Environment" } },
      },
      expect = { verdict = "review", message = "unclear" },
    },
    {
      says = "where sources differ on membership, a person must judge which counterparts there are",
      given = {
        memberships = { { actor = "KEN", treaty = "cites", source = "s2", signed = "1979-06-23" } },
        focal_points = { focal_point { id = "f1", role = "cbd-nfp" } },
      },
      expect = { verdict = "review" },
    },
    {
      says = "focal points of another Party do not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        focal_points = { focal_point { id = "f1", actor = "UGA", role = "cbd-nfp" } },
      },
      expect = { verdict = "unreported", message = "none", not_on = { "f1" } },
    },
    {
      says = "all nine that the Party tables cover are asked for",
      given = {
        memberships = {
          membership { treaty = "aewa" },
          membership { treaty = "bern" },
          membership { treaty = "icrw" },
          membership { treaty = "itpgrfa" },
          membership { treaty = "ramsar" },
          membership { treaty = "unccd" },
          membership { treaty = "whc" },
        },
      },
      expect = {
        verdict = "unreported",
        message = "none",
        args = { missing = { "aewa", "bern", "cbd", "cites", "icrw", "itpgrfa", "ramsar", "unccd", "whc" } },
      },
    },
    {
      says = "AEWA, Bern and the ICRW by their codes in the data",
      given = {
        memberships = {
          membership { treaty = "cms" },
          membership { treaty = "aewa" },
          membership { treaty = "bern" },
          membership { treaty = "icrw" },
        },
        focal_points = {
          focal_point { id = "f1", role = "aewa-nfp" },
          focal_point { id = "f2", role = "bern-nfp" },
          focal_point { id = "f3", role = "icrw-nfp" },
        },
      },
      without = { "memberships" },
      expect = { verdict = "met", rests_on = { "f1", "f2", "f3" } },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = { focal_points = { focal_point { id = "f1", role = "cbd-nfp" } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
