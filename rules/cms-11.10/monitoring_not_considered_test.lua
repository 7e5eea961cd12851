-- Consideration of coherent monitoring by the BLG: the body and not its members; an agenda or a minute shows it.
local function act(more)
  local row = {
    id = "a1",
    actor = "blg",
    provision = "cms-11.10:21",
    kind = "consideration",
    status = "done",
    date = "2022-01-26",
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return { actions = { row } }
end

return {
  rule = "cms-11.10/monitoring-not-considered",
  as_of = "2025-06-30",
  actor = "blg",
  given = {
    actors = {
      { id = "blg", kind = "body", name = "BLG" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cms-stc", kind = "body", name = "Standing Committee of CMS" },
    },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:21" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "a minute shows it",
      given = act {},
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a deed proves it",
      given = act { kind = "activity" },
      expect = { verdict = "met" },
    },
    {
      says = "to have considered and declined is consideration",
      given = act { status = "refused" },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a deed refused is for a person to judge",
      given = act { kind = "activity", status = "refused" },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "no minute in a complete record is a gap",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "in a partial record it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a minute of the day of effect counts",
      given = act { date = "2020-02-22" },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = act { date = "2020-02-21" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one of that year leaves it open",
      given = act { date = "2020" },
      expect = { verdict = "review" },
    },
    {
      says = "a minute without a date leaves it unreported",
      given = {
        actions = {
          { id = "a1", actor = "blg", provision = "cms-11.10:21", kind = "consideration", status = "done" },
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "a minute of a later day is not there yet",
      given = act { date = "2025-07-01" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a minute on cross-cutting issues is none on this",
      given = act { provision = "cms-11.10:22.b" },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "what a member has on record with the group is for a person to read",
      given = act { actor = "cms-sec", counterparts = { "blg" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "what a member has on record without it says nothing",
      given = act { actor = "cms-sec", counterparts = { "cms-stc" } },
      expect = { verdict = "gap", message = "none" },
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
