-- Design, dissemination, stakeholders and the NBSAP: four tests of a national strategy.
local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cbd-rmfp:strategy",
    kind = "strategy",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/no-strategy",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
    focal_points = {
      {
        id = "f1",
        actor = "KEN",
        role = "cbd-rmfp",
        institution = "Ministry of Environment",
        designated = "2012-01-01",
      },
    },
  },
  cases = {
    {
      says = "all four by the focal point",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" } },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "all four in two acts",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "nbsap", "by:focal-point" } },
          act { id = "a2", flags = { "dissemination", "stakeholder:ngo", "by:focal-point" } },
        },
      },
      expect = { verdict = "met", rests_on = { "a1", "a2" } },
    },
    {
      says = "without design it is partial",
      given = {
        actions = { act { id = "a1", flags = { "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "design" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "without dissemination it is partial",
      given = {
        actions = { act { id = "a1", flags = { "design", "stakeholder:donors", "nbsap", "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "dissemination" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "without stakeholder it is partial",
      given = { actions = { act { id = "a1", flags = { "design", "dissemination", "nbsap", "by:focal-point" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "stakeholder" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "without nbsap it is partial",
      given = {
        actions = { act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "nbsap" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "any stakeholder will do: those named are examples",
      given = {
        actions = {
          act {
            id = "a1",
            flags = { "design", "dissemination", "nbsap", "stakeholder:ministry-of-finance", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one of four is partial, the others are listed",
      given = { actions = { act { id = "a1", flags = { "design", "by:focal-point" } } } },
      expect = {
        verdict = "partial",
        message = "some",
        args = { missing = { "dissemination", "stakeholder", "nbsap" } },
      },
    },
    {
      says = "a plan of that kind is a design, and may name the NBSAP",
      given = {
        actions = { act { id = "a1", flags = { "dissemination", "stakeholder:ngo", "by:focal-point" } } },
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "resource-mobilization",
            version = "1",
            adopted = "2020-01-01",
            flags = { "nbsap" },
          },
        },
      },
      expect = { verdict = "met", rests_on = { "a1", "p1" } },
    },
    {
      says = "a plan alone does not show who made it",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "resource-mobilization",
            version = "1",
            adopted = "2020-01-01",
            flags = { "nbsap" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "author", findings = 1, named = { "p1" } },
    },
    {
      says = "not even a plan that names all four",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "resource-mobilization",
            version = "1",
            adopted = "2020-01-01",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap" },
          },
        },
      },
      expect = { verdict = "review", message = "author", named = { "p1" } },
    },
    {
      says = "a plan adopted before the invitation does not count",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "resource-mobilization",
            version = "1",
            adopted = "2008-05-29",
            flags = { "nbsap" },
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a plan of another kind does not count",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "nbsap",
            version = "1",
            adopted = "2020-01-01",
            flags = { "resource-mobilization" },
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "all four without an author: a person must judge",
      given = { actions = { act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap" } } } },
      expect = { verdict = "review", message = "author", findings = 1, named = { "a1" } },
    },
    {
      says = "all four by somebody else likewise",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:other" } },
        },
      },
      expect = { verdict = "review", message = "author" },
    },
    {
      says = "the rest without an author likewise",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "nbsap", "by:focal-point" } },
          act { id = "a2", flags = { "dissemination", "stakeholder:ngo" } },
        },
      },
      expect = { verdict = "review", message = "author" },
    },
    {
      says = "an act without an author that adds nothing does not matter",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "nbsap", "by:focal-point" } },
          act { id = "a2", flags = { "design" } },
        },
      },
      expect = { verdict = "partial", message = "some", args = { missing = { "dissemination", "stakeholder" } } },
    },
    {
      says = "work of the focal point that does not say what is unreported",
      given = { actions = { act { id = "a1", flags = { "by:focal-point" } } } },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "none on record is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "none in a complete record is unreported too: nothing is concluded",
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "the rest by an act of this year, day unknown: a person must judge",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "nbsap", "by:focal-point" } },
          act { id = "a2", date = "2023", flags = { "dissemination", "stakeholder:ngo", "by:focal-point" } },
        },
      },
      expect = { verdict = "review", message = "unclear" },
    },
    {
      says = "a plan of this year, day unknown: a person must judge",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "resource-mobilization",
            version = "1",
            adopted = "2023",
            flags = { "nbsap" },
          },
        },
      },
      expect = { verdict = "review", message = "unclear" },
    },
    {
      says = "a refusal is for a person to judge",
      given = {
        actions = {
          act {
            id = "a1",
            status = "refused",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "review", message = "refused", findings = 1 },
    },
    {
      says = "an act that cites nothing may be meant where it is of the kind: a person must judge",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "strategy",
            status = "done",
            date = "2021-05-01",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "review", message = "unclear" },
    },
    {
      says = "of another kind it is not meant",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "activity",
            status = "done",
            date = "2021-05-01",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an intention is no act",
      given = {
        actions = {
          act {
            id = "a1",
            status = "planned",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act on the day of the invitation counts",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2008-05-30",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2008-05-29",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act on another item does not count",
      given = {
        actions = {
          act {
            id = "a1",
            provision = "cbd-rmfp:duty-6",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "without a holder at any time in a complete register it is not asked: one cause, one finding",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" } },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no holder is known, in a register that is not complete, it is asked",
      given = {
        actions = {
          act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" } },
        },
      },
      without = { "focal_points" },
      expect = { verdict = "met", rests_on = { "a1" }, cause = false },
    },
    {
      says = "where somebody is possibly in office it is asked, and carries that as its cause",
      given = {
        focal_points = {
          { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment", designated = "2023" },
        },
        actions = {
          act { id = "a1", flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" } },
        },
      },
      without = { "focal_points" },
      expect = { verdict = "met", cause = "review" },
    },
    {
      says = "a Party that considered and appointed nobody: nobody to do it",
      given = {
        actions = { act { id = "a9", provision = "cbd-rmfp:appoint", kind = "consideration", date = "2012-05-01" } },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-holder", cause = false },
    },
    {
      says = "the same in a register that is not complete: unreported",
      given = {
        actions = { act { id = "a9", provision = "cbd-rmfp:appoint", kind = "consideration", date = "2012-05-01" } },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder" },
    },
    {
      says = "nobody known in office and no act: unreported, never a gap",
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder", findings = 1 },
    },
    {
      says = "somebody possibly in office and no act: a person must judge",
      given = {
        focal_points = { { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment" } },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "no-holder", cause = "review" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = {
          act {
            id = "a1",
            actor = "UGA",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:strategy" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", not_on = { "a1" } },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = {
        actions = {
          act {
            id = "a1",
            date = "2008-05-28",
            flags = { "design", "dissemination", "stakeholder:donors", "nbsap", "by:focal-point" },
          },
        },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
