-- Paragraph 3: any act on record will do.
--
-- "All" are Parties and the Secretariat; a rule for bodies looks further than the paragraph does. A *, a ~~ and a <tag> are
-- shown as they are.
--
--   - what was done
--   - what is planned
return {
  id = "demo/nothing-said",
  aliases = { "demo/silence" },
  provision = "demo:3.a",
  subject = "party",
  requires = "demo/no-focal-point",
  title = "Something said | on record",
  tags = { "acts", "soft" },
  reading = { by = "accord", on = "2026-11-21", state = "reviewed" },
  params = { provisions = { "demo:3.a", "demo:2" }, months = 6 },
  messages = {
    none = "nothing is on record for {provisions}",
    ["not-yet"] = "the first act is due on <{day}>",
  },
  check = function(_, params)
    return absent("none", "actions", { provision = params.provisions }, { provisions = params.provisions })
  end,
}
