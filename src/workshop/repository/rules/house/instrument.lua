-- What this repository asks of its own data, beside what the treaties ask of Parties: an instrument of your own. Replace
-- it with a text that you follow, a provision for each of its paragraphs.
return {
  api = 1,
  id = "house",
  under = "cms",
  version = "1.0.0",
  name = "House rules",
  title = "What we ask of the register of focal points",
  citation = "this repository",
  effect = "2015-01-01",
  reading = { by = "the maintainers", on = "@TODAY@", state = "draft" },
  provisions = {
    {
      id = "1",
      verb = "requests",
      addressees = { "party" },
      summary = "Each Party's CMS focal point is confirmed at least every two years.",
      citation = "rule 1",
    },
  },
}
