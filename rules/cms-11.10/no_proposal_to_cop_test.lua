-- Proposals put to a COP: what one needs where it is a joint work plan, and plans that were put to none.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
    provision = "cms-11.10:12.b",
    kind = "proposal",
    status = "done",
    date = "2023-12-01",
    counterparts = { "cites-sec", "cms-cop" },
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function plan(...)
  return act { flags = { "joint-work-plan", ... } }
end

local cop14 = { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" }

return {
  rule = "cms-11.10/no-proposal-to-cop",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cites-sec", kind = "secretariat", name = "Secretariat of CITES" },
      { id = "cms-cop", kind = "body", name = "COP of CMS" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
    meetings = { cop14 },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:12.b" } }, since = "2020-02-22" } },
    meetings = { { where = { kind = { "cop" } }, since = "2015-01-01" } },
  },
  cases = {
    {
      says = "one proposal put to a COP shows it, whether or not it is a plan",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a proposal is enough where a plan is on record beside it",
      given = {
        actions = { act { flags = { "side-event" } } },
        plans = { { id = "w1", actor = "cms-sec", kind = "cms-joint-work-plan", adopted = "2024-02-17" } },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a joint work plan with targets, timetable and alignment shows it",
      given = { actions = { plan("targets", "timetable", "alignment") } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "without a target it is partial",
      given = { actions = { plan("timetable", "alignment") } },
      expect = { verdict = "partial", message = "incomplete", args = { missing = { "targets" } }, named = { "a1" } },
    },
    {
      says = "without a timetable it is partial",
      given = { actions = { plan("targets", "alignment") } },
      expect = { verdict = "partial", message = "incomplete", args = { missing = { "timetable" } } },
    },
    {
      says = "without alignment it is partial",
      given = { actions = { plan("targets", "timetable") } },
      expect = { verdict = "partial", message = "incomplete", args = { missing = { "alignment" } } },
    },
    {
      says = "a plan that says none of them lacks all three",
      given = { actions = { plan() } },
      expect = {
        verdict = "partial",
        message = "incomplete",
        args = { missing = { "targets", "timetable", "alignment" } },
      },
    },
    {
      says = "each incomplete plan is a finding",
      given = {
        actions = { plan "targets", act { id = "a2", flags = { "joint-work-plan", "targets", "timetable" } } },
      },
      expect = { verdict = "partial", findings = 2, by_verdict = { partial = 2 }, named = { "a1", "a2" } },
    },
    {
      says = "beside a whole proposal an incomplete plan is no finding",
      given = { actions = { plan "targets", act { id = "a2" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a2" } },
    },
    {
      says = "beside one that may be from before the effect it is open",
      given = { actions = { plan "targets", act { id = "a2", date = "2020" } } },
      expect = { verdict = "review", message = "unclear", named = { "a2" } },
    },
    {
      says = "a proposal that is not on record as put to a COP is for a person to judge",
      given = { actions = { act { counterparts = { "cites-sec" } } } },
      expect = { verdict = "review", message = "not-put", findings = 1, named = { "a1" } },
    },
    {
      says = "one that does not say to whom it was put leaves it unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            provision = "cms-11.10:12.b",
            kind = "proposal",
            status = "done",
            date = "2023-12-01",
          },
        },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "a plan that was adopted and not put to a COP is for a person to judge",
      given = { plans = { { id = "w1", actor = "cms-sec", kind = "cms-joint-work-plan", adopted = "2020-02-22" } } },
      expect = { verdict = "review", message = "not-put", named = { "w1" } },
    },
    {
      says = "one adopted before the effect is history",
      given = { plans = { { id = "w1", actor = "cms-sec", kind = "cms-joint-work-plan", adopted = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none", not_on = { "w1" } },
    },
    {
      says = "one adopted in 2020, day unknown, leaves it open",
      given = { plans = { { id = "w1", actor = "cms-sec", kind = "cms-joint-work-plan", adopted = "2020" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "one that is not adopted is none",
      given = { plans = { { id = "w1", actor = "cms-sec", kind = "cms-joint-work-plan" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a plan of another kind is none",
      given = { plans = { { id = "w1", actor = "cms-sec", kind = "nbsap", adopted = "2021-01-01" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a partnership on a joint work plan is for a person to judge too",
      given = {
        partnerships = {
          { id = "p1", parties = { "cites-sec", "cms-sec" }, kind = "joint-work-plan", from = "2021", to = "2022" },
        },
      },
      expect = { verdict = "review", message = "not-put", named = { "p1" } },
    },
    {
      says = "one from before the effect is history",
      given = {
        partnerships = {
          { id = "p1", parties = { "cites-sec", "cms-sec" }, kind = "joint-work-plan", from = "2020-02-21" },
        },
      },
      expect = { verdict = "gap", message = "none", not_on = { "p1" } },
    },
    {
      says = "a memorandum is no such plan",
      given = {
        partnerships = { { id = "p1", parties = { "cites-sec", "cms-sec" }, kind = "mou", from = "2021-01-01" } },
      },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "no proposal in a complete record is a gap once a COP is over",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "on the last day of the first COP it is over",
      as_of = "2024-02-17",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "the day before, nothing is due",
      as_of = "2024-02-16",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "a proposal before it meets the request",
      as_of = "2024-02-16",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "where COPs may be missing from the record it is unreported",
      without = { "meetings" },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" } },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "what is planned is not yet done",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a proposal on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "one of 2020, day unknown, leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "an act of another kind is no proposal",
      given = { actions = { act { kind = "activity" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "another secretariat is not asked",
      actor = "cites-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "without a record of whose secretariat is whose it is open",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
