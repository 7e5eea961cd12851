-- For reading results while rules and data are worked on: everything is asked and shown, nothing fails the run.
return {
  api = 1,
  id = "analyst",
  title = "Everything, and nothing fails",
  fail = { on = {} },
}
