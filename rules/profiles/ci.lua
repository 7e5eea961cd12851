-- For a job that runs on every change of a data repository: red for what the change can mend.
return {
  api = 1,
  id = "ci",
  title = "Checks of a data repository",
  fail = {
    on = { "gap", "partial" },
    force = "request",
    -- An action that rests on a repealed mandate is a slip in the data, whatever the force of paragraph 29.
    raise = { { tag = "data-quality" } },
  },
}
