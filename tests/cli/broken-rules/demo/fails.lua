-- Fails for every Party: reads a column of nothing.
return {
  id = "demo/fails",
  provision = "demo:1",
  subject = "party",
  title = "A rule that fails",
  messages = { never = "never" },
  check = function(party)
    local nothing = nil
    return met(nothing.column)
  end,
}
