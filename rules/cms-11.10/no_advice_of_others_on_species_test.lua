-- What is said of the CBD's secretariat, which is named, and of those to which the matter may be relevant.
local function act(more)
  local row = {
    id = "a1",
    actor = "cbd-sec",
    provision = "cms-11.10:15.b",
    kind = "consideration",
    status = "done",
    date = "2021-05-01",
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return { actions = { row } }
end

local function uncited(kind)
  return { id = "a1", actor = "cbd-sec", kind = kind, status = "done", date = "2021-05-01" }
end

local adopted = { adopted = "2022-12-19" }

return {
  rule = "cms-11.10/no-advice-of-others-on-species",
  as_of = "2022-06-30",
  actor = "cbd-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "cites-sec", kind = "secretariat", name = "Secretariat of CITES" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "cbd", name = "CBD", secretariat = "cbd-sec" },
      { id = "cites", name = "CITES", secretariat = "cites-sec" },
    },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:15.b" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "consideration on record is enough",
      given = act(),
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    { says = "advice proves it", given = act { kind = "activity" }, expect = { verdict = "met" } },
    {
      says = "that of a secretariat that is not named meets it too",
      actor = "cites-sec",
      given = act { actor = "cites-sec" },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "no record in a complete one is a gap for the secretariat that is named",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "for any other it is unreported in a complete record too",
      actor = "cites-sec",
      expect = { verdict = "unreported", message = "relevant", findings = 1 },
    },
    {
      says = "and after the adoption",
      actor = "cites-sec",
      as_of = "2025-06-30",
      expect = { verdict = "unreported", message = "relevant" },
    },
    {
      says = "the day before the adoption it is still a gap for the named one",
      as_of = "2022-12-18",
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "from the day of the adoption on it is for a person to judge",
      as_of = "2022-12-19",
      expect = { verdict = "review", message = "adopted", args = adopted },
    },
    {
      says = "advice of the day before the adoption meets it",
      as_of = "2025-06-30",
      given = act { date = "2022-12-18" },
      expect = { verdict = "met" },
    },
    {
      says = "later advice is named, and for a person to judge",
      as_of = "2025-06-30",
      given = act { date = "2022-12-19" },
      expect = { verdict = "review", message = "adopted", args = adopted, named = { "a1" } },
    },
    {
      says = "that of another secretariat too",
      actor = "cites-sec",
      as_of = "2025-06-30",
      given = act { actor = "cites-sec", date = "2023-05-01" },
      expect = { verdict = "review", message = "adopted", args = adopted, named = { "a1" } },
    },
    {
      says = "advice of 2022, day unknown, leaves it open",
      as_of = "2025-06-30",
      given = act { date = "2022" },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act before the effect shows nothing",
      given = act { date = "2020-02-21" },
      expect = { verdict = "gap", message = "none" },
    },
    { says = "one on the day of effect does", given = act { date = "2020-02-22" }, expect = { verdict = "met" } },
    {
      says = "a refusal is for a person to judge",
      given = act { status = "refused" },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "what is planned is not yet done",
      given = act { status = "planned" },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "consideration that cites nothing leaves it open",
      given = { actions = { uncited "consideration" } },
      expect = { verdict = "unreported", message = "accord-missing" },
    },
    {
      says = "and so does advice",
      given = { actions = { uncited "activity" } },
      expect = { verdict = "unreported", message = "accord-missing" },
    },
    {
      says = "an act of another kind that cites nothing does not",
      given = { actions = { uncited "campaign" } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act for the first half of the paragraph shows nothing here",
      given = act { provision = "cms-11.10:15.a" },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "the CMS Secretariat is asked by another limb",
      actor = "cms-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "own-secretariat" },
    },
    {
      says = "without a record of whose secretariat is whose it is open",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "a record that does not say whose secretariat that of the CBD is concludes nothing of it",
      without = { "treaties" },
      given = { treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } } },
      expect = { verdict = "unreported", message = "relevant" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
