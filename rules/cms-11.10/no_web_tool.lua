-- Paragraph 27: web tools in work on mutually supportive activities. Any tool will do; without such work none is asked.
local web_tools = lib "web_tools"

return {
  id = "cms-11.10/no-web-tool",
  provision = "cms-11.10:27",
  subject = "party",
  title = "Use of web tools on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  -- Collaboration under paragraph 25 is work of that kind too: a tool that it names shows the use of one.
  params = { also = "cms-11.10:25" },
  messages = {
    ["no-activity"] = "no mutually supportive activity is on record",
    unclear = "an activity is on record that may be such work too; what it leaves out or open decides",
    ["not-said"] = "mutually supportive activities are on record that do not say whether a web tool was used",
    without = "mutually supportive activities are on record, and that they used no web tool",
  },
  check = function(party, params, provision)
    return web_tools.used(party, provision, params.also)
  end,
}
