-- Liaison of other conventions' secretariats with UNEP, and which secretariats that means.
local function act(id, day, more)
  local row = {
    id = id,
    actor = "unccd-sec",
    provision = "cms-11.10:14.b",
    kind = "activity",
    status = "done",
    date = day,
    counterparts = { "unep" },
    flags = { "use-of-role" },
  }
  for column, value in pairs(more or {}) do
    row[column] = value
  end
  return row
end

local function unsaid(id, day)
  return { id = id, actor = "unccd-sec", provision = "cms-11.10:14.b", kind = "activity", status = "done", date = day }
end

local first = { from = "2020-02-22", to = "2024-02-17" }

return {
  rule = "cms-11.10/no-liaison-of-others-with-unep",
  as_of = "2025-06-30",
  actor = "unccd-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "unccd-sec", kind = "secretariat", name = "Secretariat of the UNCCD" },
      { id = "aewa-sec", kind = "secretariat", name = "Secretariat of AEWA" },
      { id = "lone-sec", kind = "secretariat", name = "Secretariat of nothing on record" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "unccd", name = "UNCCD", secretariat = "unccd-sec" },
      { id = "aewa", name = "AEWA", secretariat = "aewa-sec" },
      { id = "blg", name = "Liaison Group" },
    },
    meetings = {
      { id = "cms-cop13", body = "cms-cop", kind = "cop", from = "2020-02-17", to = "2020-02-22" },
      { id = "cms-cop14", body = "cms-cop", kind = "cop", from = "2024-02-12", to = "2024-02-17" },
      { id = "cms-cop15", body = "cms-cop", kind = "cop", from = "2026-03", to = "2026-03" },
    },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:14.b" } }, since = "2020-02-22" } },
    meetings = { { where = { kind = { "cop" } }, since = "2015-01-01" } },
  },
  cases = {
    {
      says = "liaison in each period, and use of the role in one, show it",
      given = { actions = { act("a1", "2021-05-01"), unsaid("a2", "2024-02-17") } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1", "a2" } },
    },
    {
      says = "the running period is not due while nothing is on record in it",
      given = { actions = { act("a1", "2024-02-16") } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "liaison in the running period does not stand for the one before",
      given = { actions = { act("a1", "2024-02-17") } },
      expect = { verdict = "gap", message = "none", args = first, findings = 1, named = { "cms-cop14" } },
    },
    {
      says = "an arrangement that runs on counts in every period",
      given = {
        actions = {
          {
            id = "a1",
            actor = "unccd-sec",
            provision = "cms-11.10:14.b",
            kind = "activity",
            status = "ongoing",
            from = "2018-01-01",
            flags = { "use-of-role" },
          },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "liaison that made no use of the role is partial",
      given = { actions = { act("a1", "2021-05-01", { flags = { "liaison" } }) } },
      expect = { verdict = "partial", message = "no-use", findings = 1, named = { "a1" } },
    },
    {
      says = "and so it is in a partial record",
      without = { "actions" },
      given = { actions = { act("a1", "2021-05-01", { flags = { "liaison" } }) } },
      expect = { verdict = "partial", message = "no-use" },
    },
    {
      says = "use in the running period is use",
      given = { actions = { act("a1", "2021-05-01", { flags = { "liaison" } }), act("a2", "2025-01-15") } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1", "a2" } },
    },
    {
      says = "liaison that does not say whether it made use of the role leaves that unreported",
      given = { actions = { unsaid("a1", "2021-05-01") } },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "use that may be from before the effect leaves it open",
      given = { actions = { act("a1", "2021-05-01", { flags = { "liaison" } }), act("a2", "2020") } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "no liaison in a complete record is a gap, and its use no second finding",
      expect = { verdict = "gap", message = "none", args = first, by_verdict = { gap = 1 }, named = { "cms-cop14" } },
    },
    {
      says = "in a partial record it is unreported",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none", args = first },
    },
    {
      says = "liaison of 2024, day unknown, leaves open in which period it was",
      given = { actions = { act("a1", "2024") } },
      expect = { verdict = "review" },
    },
    {
      says = "liaison that may lie in the running period leaves it as it is",
      given = { actions = { act("a1", "2021-05-01"), unsaid("a2", "2025") } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "liaison on the day of effect counts",
      as_of = "2024-02-17",
      given = { actions = { act("a1", "2020-02-22") } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "that of the day before does not",
      as_of = "2024-02-17",
      given = { actions = { act("a1", "2020-02-21") } },
      expect = { verdict = "gap", message = "none", args = first, not_on = { "a1" } },
    },
    {
      says = "until COP14 is over nothing is due",
      as_of = "2024-02-16",
      expect = { verdict = "not_due", message = "running", args = { from = "2020-02-22" }, findings = 1 },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act("a1", "2021-05-01", { status = "refused" }) } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "what is planned is not yet done",
      given = { actions = { act("a1", "2021-05-01", { status = "planned" }) } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act for another paragraph shows nothing here",
      given = { actions = { act("a1", "2021-05-01", { provision = "cms-11.10:13" }) } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "an act of that kind that cites nothing leaves it unreported",
      given = {
        actions = { { id = "a1", actor = "unccd-sec", kind = "activity", status = "done", date = "2021-05-01" } },
      },
      expect = { verdict = "unreported", findings = 1 },
    },
    {
      says = "where COPs may be missing from the record, a period may be too",
      without = { "meetings" },
      given = { actions = { act("a1", "2021-05-01") } },
      expect = { verdict = "unreported", message = "cops-unknown", args = { since = "2020-02-22" }, findings = 1 },
    },
    {
      says = "the CMS Secretariat is asked by another limb",
      actor = "cms-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "own-secretariat" },
    },
    {
      says = "whether a secretariat of CMS Agreements alone is meant is for a person to judge",
      actor = "aewa-sec",
      expect = { verdict = "review", gate = "applies", message = "no-convention" },
    },
    {
      says = "however many of its Agreements that are",
      actor = "aewa-sec",
      given = {
        treaties = {
          { id = "accobams", name = "ACCOBAMS", secretariat = "aewa-sec" },
          { id = "acap", name = "ACAP", secretariat = "aewa-sec" },
          { id = "ascobans", name = "ASCOBANS", secretariat = "aewa-sec" },
          { id = "eurobats", name = "EUROBATS", secretariat = "aewa-sec" },
        },
      },
      expect = { verdict = "review", gate = "applies", message = "no-convention" },
    },
    {
      says = "one that serves a convention beside an Agreement is meant",
      actor = "aewa-sec",
      given = { treaties = { { id = "bern", name = "Bern Convention", secretariat = "aewa-sec" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a secretariat of which no treaty is on record is for a person to judge",
      actor = "lone-sec",
      expect = { verdict = "review", gate = "applies", message = "no-convention" },
    },
    {
      says = "without a record of whose secretariat that of CMS is it is open",
      without = { "treaties" },
      given = { treaties = { { id = "unccd", name = "UNCCD", secretariat = "unccd-sec" } } },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "nothing of it applies before its effect",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
