return {
  id = "demo/body-silent",
  provision = "demo:3.a",
  subject = "body",
  title = "Something said by a body",
  messages = { none = "nothing is on record" },
  check = function()
    return absent("none", "actions", { provision = "demo:3.a" })
  end,
}
