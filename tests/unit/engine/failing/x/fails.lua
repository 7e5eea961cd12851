-- A rule that fails for every Party, so that the eighth verdict occurs.
return {
  id = "x/fails",
  provision = "cms-11.10:25",
  subject = "party",
  title = "fails",
  check = function()
    error("made to fail")
  end,
}
