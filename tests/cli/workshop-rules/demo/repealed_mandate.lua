-- Paragraph 4: acts that rest on what is repealed.
return {
  id = "demo/repealed-mandate",
  provision = "demo:4",
  subject = "party",
  title = "Mandates in force",
  messages = { none = "nothing is on record" },
  check = function(party)
    local acts = party:actions { mandate = "demo-1" }
    return #acts > 0 and review("none", {}, acts) or not_applicable "none"
  end,
}
