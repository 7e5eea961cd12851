-- What Parties to CMS tell about migratory species: Article VI of the Convention, paragraphs 2 and 3, a small register.
--
-- Paragraph 3 says "should" and is kept at that strength. Both speak of Range States of the listed species; our
-- assumption is that each Party is one for some species, since the data has no list. Article VI has another paragraph,
-- on the Secretariat's list, that is not read here.
return {
  api = 1,
  id = "cms-national-reports",
  under = "cms",
  version = "1.0.0",
  name = "CMS national reports",
  title = "What Parties tell of the listed species",
  citation = "Convention on the Conservation of Migratory Species of Wild Animals, Article VI",
  effect = "1983-11-01", -- entry into force of the Convention
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  provisions = {
    {
      id = "vi.2",
      verb = "shall",
      addressees = { "party" },
      summary = "Parties let the Secretariat know of which listed species they take themselves to be Range States.",
      citation = "Article VI(2)",
    },
    {
      id = "vi.3",
      verb = "should",
      addressees = { "party" },
      summary = "Parties in the range of listed species report on their measures, six months or more ahead of each"
        .. " ordinary meeting of the COP.",
      citation = "Article VI(3)",
    },
  },
}
