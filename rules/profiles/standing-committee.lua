-- For the progress reported to the CMS Standing Committee: what is asked under CMS, without checks of the data itself.
return {
  api = 1,
  id = "standing-committee",
  title = "Progress for the CMS Standing Committee",
  select = { { instrument = "cms-*" } },
  omit = { { tag = "data-quality" } },
  fail = { on = {} },
}
