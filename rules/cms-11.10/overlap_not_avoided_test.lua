-- Steps of the CMS Secretariat against duplicated work: as far as possible, so nothing on record is never a gap.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
    provision = "cms-11.10:22.a",
    kind = "activity",
    status = "done",
    date = "2021-03-01",
  }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/overlap-not-avoided",
  as_of = "2025-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:22.a" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "a step shows it",
      given = { actions = { act {} } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "a step with a flag that names no overlap shows it",
      given = { actions = { act { flags = { "calendar" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "an overlap on record is for a person to judge",
      given = { actions = { act { flags = { "overlap:wild-meat" } } } },
      expect = { verdict = "review", message = "overlap", findings = 1, named = { "a1" } },
    },
    {
      says = "so it is beside a step",
      given = { actions = { act {}, act { id = "a2", flags = { "overlap:wild-meat" } } } },
      expect = { verdict = "review", message = "overlap", named = { "a2" } },
    },
    {
      says = "an overlap that may be of the time is too",
      given = { actions = { act {}, act { id = "a2", date = "2020", flags = { "overlap:wild-meat" } } } },
      expect = { verdict = "review", message = "overlap", named = { "a2" } },
    },
    {
      says = "an overlap of an earlier time is history",
      given = { actions = { act {}, act { id = "a2", date = "2019", flags = { "overlap:wild-meat" } } } },
      expect = { verdict = "met" },
    },
    {
      says = "an activity that cites nothing is no overlap unless it says so",
      given = {
        actions = {
          act {},
          { id = "a2", actor = "cms-sec", kind = "activity", status = "done", date = "2021" },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a step on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "a step of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a step of that year leaves it open",
      given = { actions = { act { date = "2020" } } },
      expect = { verdict = "review" },
    },
    {
      says = "a step without a date leaves it unreported",
      given = {
        actions = {
          { id = "a1", actor = "cms-sec", provision = "cms-11.10:22.a", kind = "activity", status = "done" },
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "a step that is planned is none",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "an act on another paragraph is none on this",
      given = { actions = { act { provision = "cms-11.10:3" } } },
      expect = { verdict = "unreported", message = "none", not_on = { "a1" } },
    },
    {
      says = "an activity that cites nothing may be a step",
      given = { actions = { { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021" } } },
      expect = { verdict = "unreported", message = "accord-missing", rests_on = { "a1" } },
    },
    {
      says = "nothing on record is unreported, in a complete record too",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "where nobody says whose secretariat it is, a person must judge",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing is asked before the effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
