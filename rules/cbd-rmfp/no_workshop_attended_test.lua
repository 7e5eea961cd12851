-- One delegate at one workshop on finance that was open to the Party in the term of a focal point.
local function focal_point(columns)
  local row = { actor = "KEN", role = "cbd-rmfp", institution = "Ministry of Environment" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

local function meeting(columns)
  local row = { body = "cbd-sec", kind = "finance-workshop", from = "2018-03-12", open_to = { "all" } }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

local function took_part(columns)
  local row = { meeting = "w1", actor = "KEN", capacity = "delegate" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/no-workshop-attended",
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
      says = "a record that is complete for delegates shows that there was none",
      given = { meetings = { meeting { id = "w1" } } },
      complete = { participation = { { where = { capacity = { "delegate" } }, since = "2008-05-30" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "a delegate at a workshop open to all",
      given = { meetings = { meeting { id = "w1" } }, participation = { took_part { id = "d1" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "d1" } },
    },
    {
      says = "a delegate at a workshop open to the Party by name",
      given = {
        meetings = { meeting { id = "w1", open_to = { "UGA", "KEN" } } },
        participation = { took_part { id = "d1" } },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a delegate at a workshop open to the Parties to the CBD",
      given = {
        meetings = { meeting { id = "w1", open_to = { "party:cbd" } } },
        participation = { took_part { id = "d1" } },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one of two workshops is enough: the item does not say each",
      given = {
        meetings = { meeting { id = "w1" }, meeting { id = "w2", from = "2019-03-12" } },
        participation = { took_part { id = "d1" } },
      },
      complete = { participation = { { where = { meeting = { "w1", "w2" } }, since = "2015-01-01" } } },
      expect = { verdict = "met", rests_on = { "d1" } },
    },
    {
      says = "a delegate where the invitation is unknown was there all the same",
      given = {
        meetings = { { id = "w1", body = "cbd-sec", kind = "finance-workshop", from = "2018-03-12" } },
        participation = { took_part { id = "d1" } },
      },
      expect = { verdict = "met" },
    },
    {
      says = "none where participation is complete is a gap",
      given = { meetings = { meeting { id = "w1" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "open to the Party by name and not attended: the same",
      given = { meetings = { meeting { id = "w1", open_to = { "KEN" } } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "open to the Parties to the CBD and not attended: the same",
      given = { meetings = { meeting { id = "w1", open_to = { "party:cbd" } } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "none where participation is not complete is unreported",
      given = { meetings = { meeting { id = "w1" } } },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "complete for one of two workshops leaves the other open",
      given = { meetings = { meeting { id = "w1" }, meeting { id = "w2", from = "2019-03-12" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "one open and one of unknown invitation: complete for both is needed",
      given = {
        meetings = {
          meeting { id = "w1" },
          { id = "w2", body = "cbd-sec", kind = "finance-workshop", from = "2019-03-12" },
        },
      },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "complete for both: a gap",
      given = {
        meetings = {
          meeting { id = "w1" },
          { id = "w2", body = "cbd-sec", kind = "finance-workshop", from = "2019-03-12" },
        },
      },
      complete = { participation = { { where = { meeting = { "w1", "w2" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a workshop open to others needs no completeness",
      given = { meetings = { meeting { id = "w1" }, meeting { id = "w2", from = "2019-03-12", open_to = { "UGA" } } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an observer is no delegate: a person must judge",
      given = {
        meetings = { meeting { id = "w1" } },
        participation = { took_part { id = "d1", capacity = "observer" } },
      },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "review", message = "no-delegate", findings = 1, named = { "d1" } },
    },
    {
      says = "who took part online likewise",
      given = {
        meetings = { meeting { id = "w1" } },
        participation = { took_part { id = "d1", capacity = "online" } },
      },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "review", message = "no-delegate" },
    },
    {
      says = "who took part in an unnamed capacity: unreported",
      given = {
        meetings = { meeting { id = "w1" } },
        participation = { { id = "d1", meeting = "w1", actor = "KEN" } },
      },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "the delegate of another Party is not this one's",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        meetings = { meeting { id = "w1" } },
        participation = { took_part { id = "d1", actor = "UGA" } },
      },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none", not_on = { "d1" } },
    },
    {
      says = "not invited: not asked",
      given = { meetings = { meeting { id = "w1", open_to = { "UGA" } } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "not_applicable", message = "not-invited" },
    },
    {
      says = "open to the Parties to another convention: not invited",
      given = { meetings = { meeting { id = "w1", open_to = { "party:cites" } } } },
      expect = { verdict = "not_applicable", message = "not-invited" },
    },
    {
      says = "invitation unknown: a person must judge",
      given = { meetings = { { id = "w1", body = "cbd-sec", kind = "finance-workshop", from = "2018-03-12" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "review", message = "invitation-unknown", findings = 1 },
    },
    {
      says = "no workshop where meetings are complete: no occasion",
      complete = { meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } } },
      expect = { verdict = "not_applicable", message = "no-workshop" },
    },
    {
      says = "no workshop where they are not: unreported",
      expect = { verdict = "unreported", message = "no-workshop", findings = 1 },
    },
    {
      says = "a meeting of another kind is no workshop",
      given = { meetings = { meeting { id = "w1", body = "cbd-cop", kind = "cop" } } },
      complete = { meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } } },
      expect = { verdict = "not_applicable", message = "no-workshop" },
    },
    {
      says = "a workshop ahead is not due",
      given = { meetings = { meeting { id = "w1", from = "2023-07-01" } } },
      complete = { meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } } },
      expect = { verdict = "not_due", message = "ahead", args = { from = "2023-07-01" } },
    },
    {
      says = "of two ahead the first is named",
      given = {
        meetings = {
          meeting { id = "w1", from = "2024-07-01" },
          { id = "w2", body = "cbd-sec", kind = "finance-workshop", from = "2023-09-01" },
        },
      },
      complete = { meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } } },
      expect = { verdict = "not_due", message = "ahead", args = { from = "2023-09-01" } },
    },
    {
      says = "a workshop ahead that is open to others is no occasion",
      given = { meetings = { meeting { id = "w1", from = "2023-07-01", open_to = { "UGA" } } } },
      complete = { meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } } },
      expect = { verdict = "not_applicable", message = "no-workshop" },
    },
    {
      says = "a workshop that begins today counts",
      given = { meetings = { meeting { id = "w1", from = "2023-06-30" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a workshop ahead adds nothing to one that took place",
      given = { meetings = { meeting { id = "w1" }, meeting { id = "w2", from = "2024-03-12" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "a workshop of this month, day unknown, is for a person to judge",
      as_of = "2023-06-15",
      given = { meetings = { meeting { id = "w1", from = "2023-06" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "review", message = "invitation-unknown" },
    },
    {
      says = "a delegate at one likewise",
      as_of = "2023-06-15",
      given = { meetings = { meeting { id = "w1", from = "2023-06" } }, participation = { took_part { id = "d1" } } },
      expect = { verdict = "review" },
    },
    {
      says = "on the first day of the term it was asked",
      given = { meetings = { meeting { id = "w1", from = "2012-01-01" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "on the day before, nobody was there to ask, in a complete register",
      given = { meetings = { meeting { id = "w1", from = "2011-12-31" } } },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "in a register that is not complete that is unreported",
      given = { meetings = { meeting { id = "w1", from = "2011-12-31" } } },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "outside-term", args = { from = "2011-12-31" } },
    },
    {
      says = "in the term of a holder whose term has ended it was asked",
      given = {
        focal_points = { focal_point { id = "f1", designated = "2012-01-01", ended = "2018-03-13" } },
        meetings = { meeting { id = "w1" } },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "gap", message = "none", cause = false },
    },
    {
      says = "on the day the term ended it was not",
      given = {
        focal_points = { focal_point { id = "f1", designated = "2012-01-01", ended = "2018-03-12" } },
        meetings = { meeting { id = "w1" } },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "a workshop that begins today, after the term: not ahead",
      given = {
        focal_points = { focal_point { id = "f1", designated = "2012-01-01", ended = "2023-06-30" } },
        meetings = { meeting { id = "w1", from = "2023-06-30" } },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "a term without a first day, confirmed before the workshop: asked",
      given = {
        focal_points = { focal_point { id = "f1", confirmed = "2018-03-01" } },
        meetings = { meeting { id = "w1" } },
      },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "confirmed on the day of the workshop: asked",
      given = {
        focal_points = { focal_point { id = "f1", confirmed = "2018-03-12" } },
        meetings = { meeting { id = "w1" } },
      },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "confirmed after it: a person must judge",
      given = {
        focal_points = { focal_point { id = "f1", confirmed = "2018-04-01" } },
        meetings = { meeting { id = "w1" } },
      },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "review", message = "invitation-unknown" },
    },
    {
      says = "a delegate where no holder is known shows nothing of the office: unreported",
      given = { meetings = { meeting { id = "w1" } }, participation = { took_part { id = "d1" } } },
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "outside-term" },
    },
    {
      says = "a delegate outside every term shows nothing of the office",
      given = {
        meetings = { meeting { id = "w1", from = "2011-12-31" } },
        participation = { took_part { id = "d1" } },
      },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "a workshop on the day of the invitation counts",
      given = {
        focal_points = { focal_point { id = "f1", designated = "2005-01-01" } },
        meetings = { meeting { id = "w1", from = "2008-05-30" } },
      },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a workshop on the day before does not",
      given = {
        focal_points = { focal_point { id = "f1", designated = "2005-01-01" } },
        meetings = { meeting { id = "w1", from = "2008-05-29" } },
      },
      without = { "focal_points" },
      complete = {
        meetings = { { where = { kind = { "finance-workshop" } }, since = "2008-01-01" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "no-workshop" },
    },
    {
      says = "without a holder at any time in a complete register it is not asked",
      given = { meetings = { meeting { id = "w1" } } },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no holder is known, in a register that is not complete, it is unreported",
      given = { meetings = { meeting { id = "w1" } } },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "outside-term", cause = false },
    },
    {
      says = "a Party that considered and appointed nobody: nobody to do it",
      given = {
        meetings = { meeting { id = "w1" } },
        actions = {
          {
            id = "a9",
            actor = "KEN",
            provision = "cbd-rmfp:appoint",
            kind = "consideration",
            status = "done",
            date = "2012-05-01",
          },
        },
      },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } },
        participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } },
      },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "the same in a register that is not complete: unreported",
      given = {
        meetings = { meeting { id = "w1" } },
        actions = {
          {
            id = "a9",
            actor = "KEN",
            provision = "cbd-rmfp:appoint",
            kind = "consideration",
            status = "done",
            date = "2012-05-01",
          },
        },
      },
      without = { "focal_points" },
      complete = { participation = { { where = { meeting = { "w1" } }, since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "outside-term" },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = {
        meetings = { meeting { id = "w1", from = "2008-05-01" } },
        participation = { took_part { id = "d1" } },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
