-- Cross-cutting issues before the BLG: an agenda or a minute shows it, lead agreements are a means, and without a
-- meeting nothing is due.
local function act(more)
  local row = {
    id = "a1",
    actor = "blg",
    provision = "cms-11.10:22.b",
    kind = "consideration",
    status = "done",
    date = "2023-01",
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

local function meeting(from)
  return { id = "m1", body = "blg", kind = "blg", from = from }
end

local MEETINGS = { { where = { body = { "blg" } }, since = "2020-02-22" } }

return {
  rule = "cms-11.10/cross-cutting-issues-not-taken-up",
  as_of = "2025-06-30",
  actor = "blg",
  given = {
    actors = {
      { id = "blg", kind = "body", name = "BLG" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cms-stc", kind = "body", name = "Standing Committee of CMS" },
    },
    meetings = { meeting "2022-01" },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:22.b" } }, since = "2020-02-22" } },
    meetings = MEETINGS,
  },
  cases = {
    {
      says = "a minute shows it",
      given = { actions = { act {} } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a minute shows it without a meeting on record too",
      without = { "meetings" },
      given = { actions = { act {} } },
      expect = { verdict = "met" },
    },
    {
      says = "a deed proves it",
      given = { actions = { act { kind = "activity" } } },
      expect = { verdict = "met" },
    },
    {
      says = "to have considered and declined is consideration",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "met" },
    },
    {
      says = "that a lead is named is not asked",
      given = { actions = { act { flags = { "climate-change" } } } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "lead agreements alone are some of it",
      given = { actions = { act { flags = { "lead-agreements" } } } },
      expect = { verdict = "partial", message = "leads", findings = 1, named = { "a1" } },
    },
    {
      says = "lead agreements and another option are all of it",
      given = { actions = { act { flags = { "lead-agreements", "wild-meat" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "so are they in two acts",
      given = { actions = { act { flags = { "lead-agreements" } }, act { id = "a2" } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "a deed refused is for a person to judge",
      given = { actions = { act { kind = "activity", status = "refused" } } },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "a meeting and no minute in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial record it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "without a meeting nothing is due",
      without = { "meetings" },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", gate = "check", message = "no-meeting", findings = 1 },
    },
    {
      says = "a meeting ahead makes nothing due",
      without = { "meetings" },
      given = { meetings = { meeting "2025-07-01" } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "no-meeting" },
    },
    {
      says = "a meeting of the day of effect is one",
      without = { "meetings" },
      given = { meetings = { meeting "2020-02-22" } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a meeting of the day before is not",
      without = { "meetings" },
      given = { meetings = { meeting "2020-02-21" } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "no-meeting" },
    },
    {
      says = "a meeting of that month leaves it open",
      without = { "meetings" },
      given = { meetings = { meeting "2020-02" } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "review", message = "no-meeting" },
    },
    {
      says = "a meeting of another body is none of the group",
      without = { "meetings" },
      given = { meetings = { { id = "m1", body = "cms-stc", kind = "standing-committee", from = "2022" } } },
      complete = { meetings = MEETINGS },
      expect = { verdict = "not_due", message = "no-meeting" },
    },
    {
      says = "where meetings may be missing from the record, whether one was held is unreported",
      without = { "meetings" },
      expect = { verdict = "unreported", message = "no-meeting", findings = 1 },
    },
    {
      says = "a minute of the day before the effect does not count",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one of the day of effect does",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "one of that year leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "a minute on monitoring is none on this",
      given = { actions = { act { provision = "cms-11.10:21" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "what a member has on record with the group is for a person to read",
      given = { actions = { act { actor = "cms-sec", counterparts = { "blg" } } } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "another body is not asked",
      actor = "cms-stc",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-body" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
