-- Funding information received and passed on: both are asked for.
local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cbd-rmfp:duty-1",
    kind = "information",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/information-not-passed-on",
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
      says = "both in one act",
      given = { actions = { act { id = "a1", flags = { "receive", "disseminate", "by:focal-point" } } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "both in two acts",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          act { id = "a2", flags = { "disseminate" } },
        },
      },
      expect = { verdict = "met", rests_on = { "a1", "a2" } },
    },
    {
      says = "received and not passed on: partial",
      given = { actions = { act { id = "a1", flags = { "receive", "by:focal-point" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "partial",
        message = "one",
        args = { missing = { "disseminate" } },
        findings = 1,
        named = { "a1" },
      },
    },
    {
      says = "passed on and not received: partial",
      given = { actions = { act { id = "a1", flags = { "disseminate" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "partial", message = "one", args = { missing = { "receive" } } },
    },
    {
      says = "neither in a complete record is a gap",
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "neither in a record that is not complete is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "an act that says nothing of either is unreported, not a gap",
      given = { actions = { act { id = "a1", flags = { "by:focal-point" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "an act without flags is unreported",
      given = { actions = { act { id = "a1" } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "an act of this year, day unknown, is for a person to judge",
      given = { actions = { act { id = "a1", date = "2023", flags = { "by:focal-point" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "one shown and an act that says nothing: unreported",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          act { id = "a2", flags = { "by:focal-point" } },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "somebody else in the Party may do the rest",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          act { id = "a2", flags = { "disseminate", "by:other" } },
        },
      },
      expect = { verdict = "met", rests_on = { "a1", "a2" } },
    },
    {
      says = "the rest by an act of this year, day unknown: a person must judge",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          act { id = "a2", date = "2023", flags = { "disseminate", "by:focal-point" } },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "unclear", findings = 1 },
    },
    {
      says = "the rest by an act that cites nothing and is of the kind: a person must judge",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          {
            id = "a2",
            actor = "KEN",
            kind = "information",
            status = "done",
            date = "2021-05-01",
            flags = { "disseminate" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "unclear", named = { "a2" } },
    },
    {
      says = "of another kind it is not meant",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          {
            id = "a2",
            actor = "KEN",
            kind = "activity",
            status = "done",
            date = "2021-05-01",
            flags = { "disseminate" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "partial", message = "one" },
    },
    {
      says = "alone and of the kind: unreported",
      given = {
        actions = {
          {
            id = "a2",
            actor = "KEN",
            kind = "information",
            status = "done",
            date = "2021-05-01",
            flags = { "disseminate" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { id = "a1", status = "refused", flags = { "receive" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "refused", findings = 1 },
    },
    {
      says = "a refusal beside one of the two: partial",
      given = {
        actions = {
          act { id = "a1", flags = { "receive", "by:focal-point" } },
          act { id = "a2", status = "refused", flags = { "disseminate" } },
        },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "partial", message = "one" },
    },
    {
      says = "a plan to act is no act",
      given = { actions = { act { id = "a1", status = "planned", flags = { "receive", "disseminate" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on the day of the invitation counts",
      given = { actions = { act { id = "a1", date = "2008-05-30", flags = { "receive", "disseminate" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = { actions = { act { id = "a1", date = "2008-05-29", flags = { "receive", "disseminate" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act on another item does not count",
      given = { actions = { act { id = "a1", provision = "cbd-rmfp:duty-3", flags = { "receive", "disseminate" } } } },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
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
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "gap", message = "none", cause = false },
    },
    {
      says = "without a holder at any time in a complete register it is not asked: one cause, one finding",
      given = { actions = { act { id = "a1", flags = { "receive", "disseminate", "by:focal-point" } } } },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no holder is known, in a register that is not complete, it is asked",
      given = { actions = { act { id = "a1", flags = { "receive", "disseminate", "by:focal-point" } } } },
      without = { "focal_points" },
      expect = { verdict = "met", rests_on = { "a1" }, cause = false },
    },
    {
      says = "where somebody is possibly in office it is asked, and carries that as its cause",
      given = {
        focal_points = {
          { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment", designated = "2023" },
        },
        actions = { act { id = "a1", flags = { "receive", "disseminate", "by:focal-point" } } },
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
        actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } },
      },
      expect = { verdict = "not_applicable", message = "no-holder", cause = false },
    },
    {
      says = "the same in a register that is not complete: unreported",
      given = {
        actions = { act { id = "a9", provision = "cbd-rmfp:appoint", kind = "consideration", date = "2012-05-01" } },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder" },
    },
    {
      says = "nobody known in office and no act: unreported, never a gap",
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "no-holder", findings = 1 },
    },
    {
      says = "somebody possibly in office and no act: a person must judge",
      given = {
        focal_points = { { id = "f1", actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment" } },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "no-holder", cause = "review" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = { act { id = "a1", actor = "UGA", flags = { "receive", "disseminate", "by:focal-point" } } },
      },
      complete = { actions = { { where = { provision = { "cbd-rmfp:duty-1" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", not_on = { "a1" } },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = {
        actions = { act { id = "a1", date = "2008-05-28", flags = { "receive", "disseminate", "by:focal-point" } } },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
