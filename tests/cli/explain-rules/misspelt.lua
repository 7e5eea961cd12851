return {
  id = "demo/misspelt",
  provision = "demo:2",
  subject = "party",
  title = "Names a column that is not there",
  messages = { m = "nothing" },
  check = function(party)
    local reports = party:reports()
    return gap("m", nil, reports[1].submited)
  end,
}
