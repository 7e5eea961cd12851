return {
  api = 1,
  id = "broken",
  title = "Names what is not there",
  select = { { rule = "demo/report-lat" } },
  fail = { on = { "gap" }, lower = { { tag = "none" } } },
}
