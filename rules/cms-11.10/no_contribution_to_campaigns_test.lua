-- Paragraph 4, encouragement: anybody contributes, partner or not, and nobody must.
local function act(id, more)
  local row = { id = id, actor = "org-turtle-watch", provision = "cms-11.10:4.b", kind = "campaign", status = "done" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-contribution-to-campaigns",
  as_of = "2023-06-30",
  actor = "org-turtle-watch",
  given = {
    actors = {
      { id = "org-turtle-watch", kind = "organization", name = "Turtle Watch Coalition" },
      { id = "iucn", kind = "organization", name = "IUCN" },
      { id = "agr-aewa", kind = "agreement", name = "AEWA" },
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
      { id = "KEN", kind = "state", name = "Kenya" },
      { id = "USA", kind = "state", name = "United States of America" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "cbd", name = "CBD", secretariat = "cbd-sec" },
    },
  },
  complete = {
    actions = { { where = { provision = { "cms-11.10:4.b" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "one act of an organization shows it",
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" } },
    },
    {
      says = "so does one of a Party",
      actor = "KEN",
      given = { actions = { act("a1", { actor = "KEN", date = "2021-05-01" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "so does one of a State that is not bound",
      actor = "USA",
      given = { actions = { act("a1", { actor = "USA", date = "2021-05-01" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "so does one of another secretariat",
      actor = "cbd-sec",
      given = { actions = { act("a1", { actor = "cbd-sec", kind = "activity", date = "2021-05-01" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "so does a campaign that is shared with the Secretariat",
      actor = "agr-aewa",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign", from = "2021", to = "2022" },
        },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "p1" } },
    },
    {
      says = "one that is shared with others alone does not",
      actor = "agr-aewa",
      given = {
        partnerships = {
          { id = "p1", parties = { "agr-aewa", "iucn" }, kind = "campaign", from = "2021", to = "2022" },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "nor does a partnership of another kind",
      actor = "agr-aewa",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "mou", from = "2021" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "nor one that was over before the effect",
      actor = "agr-aewa",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign", from = "2018", to = "2020-02-22" },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "one that ended the day after the effect does",
      actor = "agr-aewa",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign", from = "2018", to = "2020-02-23" },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "one without dates leaves it open",
      actor = "agr-aewa",
      given = { partnerships = { { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign" } } },
      expect = { verdict = "review", rests_on = { "p1" } },
    },
    {
      says = "and changes nothing beside an act",
      actor = "agr-aewa",
      given = {
        partnerships = { { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign" } },
        actions = { act("a1", { actor = "agr-aewa", date = "2021-05-01" }) },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "nothing in a complete record is no gap: who has a stake is open",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "nothing in a partial record is unreported as well",
      without = { "actions" },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act("a1", { status = "refused", date = "2021-05-01" }) } },
      expect = { verdict = "review", message = "refused", named = { "a1" } },
    },
    {
      says = "a planned act is none",
      given = { actions = { act("a1", { status = "planned", date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "an act on the Secretariat's part of the paragraph is none",
      given = { actions = { act("a1", { provision = "cms-11.10:4.a", date = "2021-05-01" }) } },
      expect = { verdict = "unreported", message = "none", not_on = { "a1" } },
    },
    {
      says = "an act of the year of the effect leaves it open",
      given = { actions = { act("a1", { date = "2020" }) } },
      expect = { verdict = "review", rests_on = { "a1" } },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act("a1", { date = "2020-02-22" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = { actions = { act("a1", { date = "2020-02-21" }) } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a campaign that cites no paragraph may be meant",
      given = {
        actions = {
          { id = "a1", actor = "org-turtle-watch", kind = "campaign", status = "done", date = "2021-05-01" },
        },
      },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "the campaigns are the Secretariat's own: it is not asked to contribute to them",
      actor = "cms-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "own" },
    },
    {
      says = "without the table of treaties an act shows it all the same",
      without = { "treaties" },
      given = { actions = { act("a1", { date = "2021-05-01" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "and a shared campaign does not say whose it is",
      without = { "treaties" },
      actor = "agr-aewa",
      given = {
        partnerships = {
          { id = "p1", parties = { "cms-sec", "agr-aewa" }, kind = "campaign", from = "2021", to = "2022" },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
