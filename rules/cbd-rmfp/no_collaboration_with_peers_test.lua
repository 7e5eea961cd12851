-- Work with focal points of other countries: one act, in the region or beyond; the Party's own report counts.
local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cbd-rmfp:duty-5",
    kind = "collaboration",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/no-collaboration-with-peers",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" }, { id = "UGA", kind = "state", name = "Uganda" } },
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
      {
        id = "g1",
        actor = "UGA",
        role = "cbd-rmfp",
        institution = "Ministry of Environment",
        designated = "2012-01-01",
      },
    },
  },
  cases = {
    {
      says = "one act of the focal point shows it",
      given = { actions = { act { id = "a1", counterparts = { "UGA" }, flags = { "by:focal-point" } } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" }, cause = false },
    },
    {
      says = "an act whose author is not said counts",
      given = { actions = { act { id = "a1", counterparts = { "UGA" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act of somebody else in the Party counts: the item asks for the act",
      given = { actions = { act { id = "a1", counterparts = { "UGA" }, flags = { "by:other" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "none in a complete record is a gap",
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "none in a record that is not complete is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "a record complete for a part of the time leaves the rest open",
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-31" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = {
        actions = { act { id = "a1", status = "refused", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a plan to act is no act",
      given = {
        actions = { act { id = "a1", status = "planned", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "work under way counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cbd-rmfp:duty-5",
            kind = "collaboration",
            status = "ongoing",
            from = "2021",
            counterparts = { "UGA" },
            flags = { "by:focal-point" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day of the invitation counts",
      given = {
        actions = { act { id = "a1", date = "2008-05-30", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = {
        actions = { act { id = "a1", date = "2008-05-29", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of tomorrow is not there",
      given = {
        actions = { act { id = "a1", date = "2023-07-01", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of this year, day unknown, is for a person to judge",
      given = {
        actions = { act { id = "a1", date = "2023", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act without a date is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cbd-rmfp:duty-5",
            kind = "collaboration",
            status = "done",
            counterparts = { "UGA" },
            flags = { "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "a refusal without a date leaves it open",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cbd-rmfp:duty-5",
            kind = "collaboration",
            status = "refused",
            counterparts = { "UGA" },
            flags = { "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act of any kind that cites the item counts",
      given = {
        actions = { act { id = "a1", kind = "conference", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      expect = { verdict = "met" },
    },
    {
      says = "an act that cites nothing may be meant where it is of the kind",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "collaboration",
            status = "done",
            date = "2021-05-01",
            counterparts = { "UGA" },
            flags = { "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported" },
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
            counterparts = { "UGA" },
            flags = { "by:focal-point" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on another item does not count",
      given = {
        actions = {
          act { id = "a1", provision = "cbd-rmfp:duty-1", counterparts = { "UGA" }, flags = { "by:focal-point" } },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "in the time of a holder whose term has ended it was asked",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
            ended = "2016-01-01",
          },
          {
            id = "g1",
            actor = "UGA",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "gap", message = "none", cause = false },
    },
    {
      says = "without a holder at any time in a complete register it is not asked: one cause, one finding",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        actions = { act { id = "a1", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      without = { "actors", "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no holder is known, in a register that is not complete, it is asked",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        actions = { act { id = "a1", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      without = { "actors", "focal_points" },
      expect = { verdict = "met", rests_on = { "a1" }, cause = false },
    },
    {
      says = "where somebody is possibly in office it is asked, and carries that as its cause",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        focal_points = {
          { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment", designated = "2023" },
        },
        actions = { act { id = "a1", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      without = { "actors", "focal_points" },
      expect = { verdict = "met", cause = "review" },
    },
    {
      says = "a Party that considered and appointed nobody: nobody to do it",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        actions = { act { id = "a9", provision = "cbd-rmfp:appoint", kind = "consideration", date = "2012-05-01" } },
      },
      without = { "actors", "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-holder", cause = false },
    },
    {
      says = "the same in a register that is not complete: unreported",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        actions = { act { id = "a9", provision = "cbd-rmfp:appoint", kind = "consideration", date = "2012-05-01" } },
      },
      without = { "actors", "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder" },
    },
    {
      says = "nobody known in office and no act: unreported, never a gap",
      given = { actors = { { id = "KEN", kind = "state", name = "Kenya" } } },
      without = { "actors", "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder", findings = 1 },
    },
    {
      says = "somebody possibly in office and no act: a person must judge",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        focal_points = { { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment" } },
      },
      without = { "actors", "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "no-holder", cause = "review" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actions = { act { id = "a1", actor = "UGA", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", not_on = { "a1" } },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = {
        actions = { act { id = "a1", date = "2008-05-28", counterparts = { "UGA" }, flags = { "by:focal-point" } } },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
    {
      says = "no other country has a focal point, in a complete register: nobody to work with",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
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
      without = { "actors", "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-counterpart" },
    },
    {
      says = "the same in a register that is not complete: unreported (2)",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
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
      without = { "actors", "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-counterpart", findings = 1 },
    },
    {
      says = "an intention to act does not matter then",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
        },
        actions = { act { id = "a1", status = "planned" } },
      },
      without = { "actors", "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-counterpart" },
    },
    {
      says = "a counterpart whose term has ended is none",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
          {
            id = "g1",
            actor = "UGA",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
            ended = "2023-06-30",
          },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-counterpart" },
    },
    {
      says = "a counterpart whose term ends tomorrow is one",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
          {
            id = "g1",
            actor = "UGA",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
            ended = "2023-07-01",
          },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a counterpart that is possibly in office: a person must judge",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
          { id = "g1", actor = "UGA", role = "cbd-rmfp", institution = "Ministry of Environment", designated = "2023" },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "review", message = "no-counterpart" },
    },
    {
      says = "an act on record shows it though no counterpart is on record",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" } },
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2012-01-01",
          },
        },
        actions = { act { id = "a1", flags = { "by:focal-point" } } },
      },
      without = { "actors", "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2015-01-01" } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "an act that names no country counts: the whole world does",
      given = { actions = { act { id = "a1" } } },
      expect = { verdict = "met" },
    },
    {
      says = "the report of the other side alone is not this Party's",
      given = { actions = { act { id = "a1", actor = "UGA", counterparts = { "KEN" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-5" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
  },
}
