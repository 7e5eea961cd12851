-- An invented instrument, to try the program on.
return {
  api = 1,
  id = "demo",
  under = "demo",
  version = "1.0.0",
  name = "Demo Decision 1",
  title = "On being tried",
  citation = "none",
  effect = "2010-01-01",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  provisions = {
    {
      id = "1",
      verb = "requests",
      addressees = { "party" },
      summary = "Each Party has a focal point.",
      citation = "paragraph 1",
    },
    {
      id = "2",
      verb = "invites",
      addressees = { "party" },
      summary = "Each Party reports in time.",
      citation = "paragraph 2",
    },
  },
}
