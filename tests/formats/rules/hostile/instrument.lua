-- An invented instrument whose rules repeat what the data says, whatever that is.
return {
  api = 1,
  id = "hostile",
  under = "demo",
  version = "1.0.0",
  name = "Decision <1> | `x` ]]> ::error::",
  title = "On being | quoted",
  citation = "none",
  effect = "2010-01-01",
  reading = { by = "accord", on = "2026-11-28", state = "draft" },
  provisions = {
    {
      id = "1",
      verb = "requests",
      addressees = { "party" },
      summary = "Each Party's institutions have ended.",
      citation = "paragraph 1",
    },
    {
      id = "2",
      verb = "invites",
      addressees = { "party" },
      summary = "The same, asked less strongly.",
      citation = "paragraph 2",
    },
  },
}
