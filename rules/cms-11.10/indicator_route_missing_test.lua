-- Work on indicators by both routes, one or neither, before and after the framework that it was for.
local function act(route, more)
  local row = {
    id = route or "none",
    actor = "cms-sec",
    provision = "cms-11.10:16",
    kind = "activity",
    status = "done",
    date = "2021-05-01",
    counterparts = route and { route },
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/indicator-route-missing",
  as_of = "2022-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "bip", kind = "organization", name = "Biodiversity Indicators Partnership" },
      { id = "blg", kind = "body", name = "Liaison Group" },
    },
    treaties = { { id = "cms", name = "CMS", secretariat = "cms-sec" } },
  },
  complete = { actions = { { where = { provision = { "cms-11.10:16" } }, since = "2020-02-22" } } },
  cases = {
    {
      says = "a record complete for acts of the kind shows that there was none",
      without = { "actions" },
      complete = { actions = { { where = { kind = { "activity" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act by each route shows it",
      given = { actions = { act "bip", act "blg" } },
      expect = { verdict = "met", findings = 0, rests_on = { "bip", "blg" } },
    },
    {
      says = "so does one act by both",
      given = { actions = { act("bip", { counterparts = { "bip", "blg" } }) } },
      expect = { verdict = "met", rests_on = { "bip" } },
    },
    {
      says = "once met it stays met after the adoption",
      as_of = "2025-06-30",
      given = { actions = { act "bip", act "blg" } },
      expect = { verdict = "met" },
    },
    {
      says = "the liaison group alone is partial",
      given = { actions = { act "blg" } },
      expect = {
        verdict = "partial",
        message = "one",
        args = { missing = { "bip" } },
        findings = 1,
        named = { "blg" },
      },
    },
    {
      says = "the partnership alone is partial",
      given = { actions = { act "bip" } },
      expect = { verdict = "partial", message = "one", args = { missing = { "blg" } }, named = { "bip" } },
    },
    {
      says = "and in a partial record too",
      without = { "actions" },
      given = { actions = { act "bip" } },
      expect = { verdict = "partial", message = "one" },
    },
    {
      says = "neither in a complete record is a gap",
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "in a partial one it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act by another route is neither",
      given = { actions = { act "cbd-sec" } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act that names no route leaves it unreported",
      given = { actions = { act() } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "and so it does beside one of the routes",
      given = { actions = { act "blg", act() } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act of 2020, day unknown, leaves its route open",
      given = { actions = { act "blg", act("bip", { date = "2020" }) } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "the day before the adoption one route is partial",
      as_of = "2022-12-18",
      given = { actions = { act "blg" } },
      expect = { verdict = "partial", message = "one" },
    },
    {
      says = "from the day of the adoption on it is for a person to judge",
      as_of = "2022-12-19",
      given = { actions = { act "blg" } },
      expect = {
        verdict = "review",
        message = "adopted",
        args = { missing = { "bip" }, adopted = "2022-12-19" },
        findings = 1,
        named = { "blg" },
      },
    },
    {
      says = "and so is neither",
      as_of = "2025-06-30",
      expect = {
        verdict = "review",
        message = "adopted",
        args = { missing = { "bip", "blg" }, adopted = "2022-12-19" },
      },
    },
    {
      says = "an act of the day before the adoption counts",
      as_of = "2025-06-30",
      given = { actions = { act "blg", act("bip", { date = "2022-12-18" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "one of that day does not, and is named",
      as_of = "2025-06-30",
      given = { actions = { act "blg", act("bip", { date = "2022-12-19" }) } },
      expect = {
        verdict = "review",
        message = "adopted",
        args = { missing = { "bip" }, adopted = "2022-12-19" },
        named = { "bip", "blg" },
      },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act "blg", act("bip", { date = "2020-02-22" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "one of the day before does not",
      given = { actions = { act "blg", act("bip", { date = "2020-02-21" }) } },
      expect = { verdict = "partial", message = "one", not_on = { "bip" } },
    },
    {
      says = "what is planned is not yet done",
      given = { actions = { act("blg", { status = "planned" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act("blg", { status = "refused" }) } },
      expect = { verdict = "review", message = "refused", named = { "blg" } },
    },
    {
      says = "an act of that kind that cites nothing leaves it open",
      given = {
        actions = {
          { id = "a1", actor = "cms-sec", kind = "activity", status = "done", date = "2021", counterparts = { "blg" } },
        },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "an act for another paragraph shows nothing here",
      given = { actions = { act("blg", { provision = "cms-11.10:18" }) } },
      expect = { verdict = "gap", message = "none", not_on = { "blg" } },
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
