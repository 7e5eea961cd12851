-- Advice or consideration on species in CBD processes, before and after the post-2020 framework was adopted.
local function act(more)
  local row = {
    id = "a1",
    actor = "cms-sec",
    provision = "cms-11.10:15.a",
    kind = "consideration",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function uncited(kind)
  return { id = "a1", actor = "cms-sec", kind = kind, status = "done", date = "2021-05-01" }
end

local adopted = { adopted = "2022-12-19" }

return {
  rule = "cms-11.10/no-advice-on-species",
  as_of = "2022-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:15.a" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "consideration on record is enough",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "advice proves it",
      given = { actions = { act { kind = "activity" } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "once met it stays met after the adoption",
      as_of = "2025-06-30",
      given = { actions = { act() } },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "no record in a complete one is a gap before the adoption",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "the day before the adoption it is still a gap",
      as_of = "2022-12-18",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "from the day of the adoption on it is for a person to judge",
      as_of = "2022-12-19",
      expect = { verdict = "review", message = "adopted", args = adopted, findings = 1 },
    },
    {
      says = "the same in a partial record",
      as_of = "2025-06-30",
      without = { "actions" },
      expect = { verdict = "review", message = "adopted", args = adopted },
    },
    {
      says = "advice of the day before the adoption meets it",
      as_of = "2025-06-30",
      given = { actions = { act { date = "2022-12-18" } } },
      expect = { verdict = "met" },
    },
    {
      says = "later advice is named, and for a person to judge",
      as_of = "2025-06-30",
      given = { actions = { act { date = "2022-12-19" } } },
      expect = { verdict = "review", message = "adopted", args = adopted, named = { "a1" } },
    },
    {
      says = "advice of 2022, day unknown, leaves it open",
      as_of = "2025-06-30",
      given = { actions = { act { date = "2022" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an arrangement that began before the adoption and runs on meets it",
      as_of = "2025-06-30",
      given = {
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            provision = "cms-11.10:15.a",
            kind = "activity",
            status = "ongoing",
            from = "2022-12-18",
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "consideration on the day of effect counts",
      given = { actions = { act { date = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "that of the day before does not",
      given = { actions = { act { date = "2020-02-21" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "what is planned is not yet done",
      given = { actions = { act { status = "planned" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { status = "refused" } } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "advice beside a refusal meets it",
      given = { actions = { act(), act { id = "a2", status = "refused" } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "the report on progress is another limb",
      given = { actions = { act { provision = "cms-11.10:15.c" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "consideration that cites nothing leaves it open",
      given = { actions = { uncited "consideration" } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "and so does advice",
      given = { actions = { uncited "activity" } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act of another kind that cites nothing does not",
      given = { actions = { uncited "campaign" } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "another day of adoption may be set",
      as_of = "2022-06-30",
      params = { adopted = "2022-06-30" },
      expect = { verdict = "review", message = "adopted", args = { adopted = "2022-06-30" } },
    },
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
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
