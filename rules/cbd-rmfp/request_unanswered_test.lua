-- An answer to each request for input that is put to the Party; no answer on record is never a gap.
local function request(columns)
  local row = { from = "cbd-sec", to = "KEN", kind = "input" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cbd-rmfp/request-unanswered",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = {
      { id = "KEN", kind = "state", name = "Kenya" },
      { id = "cbd-sec", kind = "secretariat", name = "CBD Secretariat" },
    },
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
      says = "an answer dated before its request is for a person to read",
      given = { requests = { request { id = "q1", asked = "2021-03-02", answered = "2021-03-01" } } },
      expect = {
        verdict = "review",
        message = "answered-before",
        args = { answered = "2021-03-01", asked = "2021-03-02" },
        findings = 1,
      },
    },
    {
      says = "one of the same day answers it",
      given = { requests = { request { id = "q1", asked = "2021-03-02", answered = "2021-03-02" } } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "a request to all beside one to the Party: each has its finding",
      given = {
        requests = {
          request { id = "q1", asked = "2021-03-01" },
          request { id = "q2", to = "open", asked = "2021-03-02" },
        },
      },
      expect = { verdict = "review", by_verdict = { unreported = 1, review = 1 }, named = { "q1", "q2" } },
    },
    {
      says = "so has one whose date leaves open whether it counts, beside one that counts",
      as_of = "2009-06-30",
      given = {
        focal_points = {
          { id = "f0", actor = "KEN", role = "cbd-rmfp", institution = "Ministry", designated = "2008-05-30" },
        },
        requests = { request { id = "q1", asked = "2009-03-01" }, request { id = "q2", asked = "2008" } },
      },
      expect = { verdict = "review", message = "unclear", findings = 2, named = { "q1", "q2" } },
    },
    {
      says = "and so has one of that kind to all",
      as_of = "2009-06-30",
      given = {
        focal_points = {
          { id = "f0", actor = "KEN", role = "cbd-rmfp", institution = "Ministry", designated = "2008-05-30" },
        },
        requests = { request { id = "q1", asked = "2009-03-01" }, request { id = "q2", to = "open", asked = "2008" } },
      },
      expect = { verdict = "review", message = "unclear", findings = 2, named = { "q1", "q2" } },
    },
    {
      says = "answered on the day it was due",
      given = {
        requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31", answered = "2021-05-31" } },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "q1" } },
    },
    {
      says = "answered the day after: partial",
      given = {
        requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31", answered = "2021-06-01" } },
      },
      expect = {
        verdict = "partial",
        message = "late",
        args = { answered = "2021-06-01", due = "2021-05-31" },
        findings = 1,
        named = { "q1" },
      },
    },
    {
      says = "answered where no date was set",
      given = { requests = { request { id = "q1", asked = "2021-03-01", answered = "2022-06-01" } } },
      expect = { verdict = "met" },
    },
    {
      says = "not answered and due: unreported, never a gap",
      given = { requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = {
        verdict = "unreported",
        message = "unanswered",
        args = { asked = "2021-03-01" },
        findings = 1,
        named = { "q1" },
      },
    },
    {
      says = "not answered and due today: unreported",
      given = { requests = { request { id = "q1", asked = "2023-03-01", due = "2023-06-30" } } },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "not answered and due tomorrow: not due",
      given = { requests = { request { id = "q1", asked = "2023-03-01", due = "2023-07-01" } } },
      expect = { verdict = "not_due", message = "pending", args = { due = "2023-07-01" } },
    },
    {
      says = "not answered where no date was set: unreported",
      given = { requests = { request { id = "q1", asked = "2021-03-01" } } },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "answered tomorrow is not answered",
      given = {
        requests = { request { id = "q1", asked = "2023-03-01", due = "2023-05-31", answered = "2023-07-01" } },
      },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "answered in the month it was due, day unknown: a person must judge",
      given = { requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-15", answered = "2021-05" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an undecided one hides none of the others",
      given = {
        requests = {
          request { id = "q1", asked = "2021-03-01", due = "2021-05-15", answered = "2021-05" },
          request { id = "q2", asked = "2021-03-02", due = "2021-05-15", answered = "2021-06-01" },
          request { id = "q3", asked = "2021-03-03", due = "2021-05-15" },
        },
      },
      expect = { verdict = "review", findings = 3, by_verdict = { review = 1, partial = 1, unreported = 1 } },
    },
    {
      says = "each one that is not fine is a finding of its own",
      given = {
        requests = {
          request { id = "q1", asked = "2021-03-01", due = "2021-05-31", answered = "2021-05-01" },
          request { id = "q2", asked = "2021-03-02", due = "2021-05-31" },
          request { id = "q3", asked = "2021-03-03", due = "2021-05-31" },
        },
      },
      expect = { verdict = "unreported", findings = 2, named = { "q2", "q3" } },
    },
    {
      says = "a pending one beside an answered one: met",
      given = {
        requests = {
          request { id = "q1", asked = "2021-03-01", due = "2021-05-31", answered = "2021-05-01" },
          request { id = "q2", asked = "2023-03-01", due = "2023-12-31" },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a request of the COP counts",
      given = {
        actors = {
          { id = "KEN", kind = "state", name = "Kenya" },
          { id = "cbd-cop", kind = "body", name = "Conference of the Parties to the CBD" },
        },
        requests = { request { id = "q1", from = "cbd-cop", asked = "2021-03-01", due = "2021-05-31" } },
      },
      without = { "actors" },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "a request of somebody else does not",
      given = {
        actors = { { id = "KEN", kind = "state", name = "Kenya" }, { id = "UGA", kind = "state", name = "Uganda" } },
        requests = { request { id = "q1", from = "UGA", asked = "2021-03-01", due = "2021-05-31" } },
      },
      without = { "actors" },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "a request of another kind does not",
      given = { requests = { request { id = "q1", kind = "ngo-letter", asked = "2021-03-01", due = "2021-05-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "a request to another Party does not",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        requests = { request { id = "q1", to = "UGA", asked = "2021-03-01", due = "2021-05-31" } },
      },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request", not_on = { "q1" } },
    },
    {
      says = "no request where requests are complete: no occasion",
      given = { actors = { { id = "KEN", kind = "state", name = "Kenya" } } },
      without = { "actors" },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "no request where they are not: unreported",
      given = { actors = { { id = "KEN", kind = "state", name = "Kenya" } } },
      without = { "actors" },
      expect = { verdict = "unreported", message = "no-request", findings = 1 },
    },
    {
      says = "no request where they are complete for a part of the time: unreported",
      given = { actors = { { id = "KEN", kind = "state", name = "Kenya" } } },
      without = { "actors" },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-31" } } },
      expect = { verdict = "unreported", message = "no-request" },
    },
    {
      says = "a request to all is for a person to judge",
      given = { requests = { request { id = "q1", to = "open", asked = "2021-03-01", due = "2021-05-31" } } },
      expect = {
        verdict = "review",
        message = "open-to-all",
        args = { asked = "2021-03-01" },
        findings = 1,
        named = { "q1" },
      },
    },
    {
      says = "a request to all that is not due is not due",
      given = { requests = { request { id = "q1", to = "open", asked = "2023-03-01", due = "2023-07-01" } } },
      expect = { verdict = "not_due", message = "pending" },
    },
    {
      says = "a request to all that is due today is for a person to judge",
      given = { requests = { request { id = "q1", to = "open", asked = "2023-03-01", due = "2023-06-30" } } },
      expect = { verdict = "review", message = "open-to-all" },
    },
    {
      says = "a request to all without a date is for a person to judge",
      given = { requests = { request { id = "q1", to = "open", asked = "2021-03-01" } } },
      expect = { verdict = "review", message = "open-to-all" },
    },
    {
      says = "a request to all outside every term, in a complete register, asks nothing",
      given = { requests = { request { id = "q1", to = "open", asked = "2011-12-31", due = "2012-05-31" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "somebody's answer to it does not say whose it is",
      given = {
        requests = {
          request { id = "q1", to = "open", asked = "2021-03-01", due = "2021-05-31", answered = "2021-05-01" },
        },
      },
      expect = { verdict = "review", message = "open-to-all" },
    },
    {
      says = "a request to all beside one that was answered: the review stays",
      given = {
        requests = {
          request { id = "q1", asked = "2021-03-01", due = "2021-05-31", answered = "2021-05-01" },
          request { id = "q2", to = "open", asked = "2021-03-01", due = "2021-05-31" },
        },
      },
      expect = { verdict = "review", message = "open-to-all", findings = 1 },
    },
    {
      says = "a request on the day of the invitation counts, where a holder was there",
      given = {
        focal_points = {
          {
            id = "f1",
            actor = "KEN",
            role = "cbd-rmfp",
            institution = "Ministry of Environment",
            designated = "2005-01-01",
          },
        },
        requests = { request { id = "q1", asked = "2008-05-30", due = "2008-08-31" } },
      },
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "a request of the day before does not",
      given = { requests = { request { id = "q1", asked = "2008-05-29", due = "2008-08-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "a request of the year of the invitation, day unknown: a person must judge",
      given = { requests = { request { id = "q1", asked = "2008", due = "2008-08-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "q1" } },
    },
    {
      says = "a request to all of that year likewise",
      given = { requests = { request { id = "q1", to = "open", asked = "2008", due = "2008-08-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "review", message = "unclear" },
    },
    {
      says = "a request of tomorrow is not there",
      given = { requests = { request { id = "q1", asked = "2023-07-01", due = "2023-08-31" } } },
      complete = { requests = { { where = { kind = { "input" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "on the first day of the term it was asked",
      given = { requests = { request { id = "q1", asked = "2012-01-01", due = "2012-05-31" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "unanswered" },
    },
    {
      says = "on the day before nobody was there to ask",
      given = { requests = { request { id = "q1", asked = "2011-12-31", due = "2012-05-31" } } },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "in a register that is not complete that is unreported",
      given = { requests = { request { id = "q1", asked = "2011-12-31", due = "2012-05-31" } } },
      expect = { verdict = "unreported", message = "outside-term", args = { asked = "2011-12-31" }, findings = 1 },
    },
    {
      says = "in the term of a holder whose term has ended it was asked",
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
        requests = { request { id = "q1", asked = "2015-12-31", due = "2016-05-31" } },
      },
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "unreported", message = "unanswered", cause = false },
    },
    {
      says = "on the day the term ended it was not",
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
        requests = { request { id = "q1", asked = "2016-01-01", due = "2016-05-31" } },
      },
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "an answer in time meets it outside every term too",
      given = {
        requests = { request { id = "q1", asked = "2011-12-31", due = "2012-05-31", answered = "2012-05-01" } },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "met" },
    },
    {
      says = "a late one outside every term is not the office's",
      given = {
        requests = { request { id = "q1", asked = "2011-12-31", due = "2012-05-31", answered = "2012-06-01" } },
      },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "without a holder at any time in a complete register it is not asked",
      given = { requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31" } } },
      without = { "focal_points" },
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no holder is known, in a register that is not complete, it is unreported",
      given = { requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31" } } },
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "outside-term", cause = false },
    },
    {
      says = "a Party that considered and appointed nobody: nobody to do it",
      given = {
        requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31" } },
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
      complete = { focal_points = { { where = { role = { "cbd-rmfp" } }, since = "2008-05-30" } } },
      expect = { verdict = "not_applicable", message = "outside-term" },
    },
    {
      says = "the same in a register that is not complete: unreported",
      given = {
        requests = { request { id = "q1", asked = "2021-03-01", due = "2021-05-31" } },
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
      expect = { verdict = "unreported", message = "outside-term" },
    },
    {
      says = "before the invitation nothing of it applies",
      as_of = "2008-05-29",
      given = { requests = { request { id = "q1", asked = "2008-01-01", due = "2008-05-01" } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
