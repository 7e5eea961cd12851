-- Consideration of joint outreach by the BLG's members: a minute shows it, a deed proves it; thought is what is asked.
local function act(more)
  local row = {
    id = "a1",
    actor = "ramsar-sec",
    provision = "cms-11.10:20",
    kind = "consideration",
    status = "done",
    date = "2022-01-26",
    counterparts = { "blg" },
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return { actions = { row } }
end

local COMPLETE = { { where = { provision = { "cms-11.10:20" } }, since = "2020-02-22" } }

return {
  rule = "cms-11.10/outreach-not-considered",
  as_of = "2025-06-30",
  actor = "ramsar-sec",
  given = {
    actors = {
      { id = "blg", kind = "body", name = "BLG" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "ramsar-sec", kind = "secretariat", name = "Secretariat of the Ramsar Convention" },
      { id = "unccd-sec", kind = "secretariat", name = "Secretariat of the UNCCD" },
    },
    memberships = {
      { actor = "cms-sec", treaty = "blg", source = "s1", in_force = "2004" },
      { actor = "ramsar-sec", treaty = "blg", source = "s1", in_force = "2004" },
    },
  },
  complete = { actions = COMPLETE },
  cases = {
    {
      says = "a minute shows it",
      given = act {},
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a deed proves it",
      given = act { kind = "activity" },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "the CMS Secretariat is a member too",
      actor = "cms-sec",
      given = act { actor = "cms-sec" },
      expect = { verdict = "met" },
    },
    {
      says = "to have considered and declined is consideration",
      given = act { status = "refused" },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a deed refused is for a person to judge",
      given = act { kind = "activity", status = "refused" },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "a minute that is planned is none",
      given = act { status = "planned" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "no minute in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "a record that begins a day after the effect leaves it unreported",
      without = { "actions" },
      complete = { actions = { { where = { provision = { "cms-11.10:20" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
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
      says = "a minute of a later day is not there yet",
      given = act { date = "2025-07-01" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a minute on another paragraph is none on this",
      given = act { provision = "cms-11.10:19" },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "a minute that cites nothing may be one",
      given = {
        actions = { { id = "a1", actor = "ramsar-sec", kind = "consideration", status = "done", date = "2022-01-26" } },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an activity that cites nothing may be one too",
      given = {
        actions = { { id = "a1", actor = "ramsar-sec", kind = "activity", status = "done", date = "2022-01-26" } },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "what another has on record with the group is for a person to read",
      given = act { actor = "cms-sec" },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "so is what another has on record with this member",
      given = act { actor = "cms-sec", counterparts = { "ramsar-sec" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "and what the group itself has",
      given = act { actor = "blg", counterparts = { "unccd-sec" } },
      expect = { verdict = "review", message = "elsewhere" },
    },
    {
      says = "what others have on record without this one says nothing",
      given = act { actor = "cms-sec", counterparts = { "unccd-sec" } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "who is no member is not asked",
      actor = "unccd-sec",
      given = act { actor = "unccd-sec" },
      expect = { verdict = "not_applicable", gate = "applies", message = "not-in-blg" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
