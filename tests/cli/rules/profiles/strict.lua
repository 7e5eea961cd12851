-- A profile to try the program on: one rule, and it fails although the provision only invites.
return {
  api = 1,
  id = "strict",
  title = "Late reports fail",
  select = { { rule = "demo/report-*" } },
  fail = { on = { "partial" }, force = "binding", min_coverage = 10, raise = { { force = "invite" } } },
}
