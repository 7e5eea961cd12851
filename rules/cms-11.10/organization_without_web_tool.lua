-- Paragraph 27 speaks to organizations too, whether partners of CMS or not.
local web_tools = lib "web_tools"

return {
  id = "cms-11.10/organization-without-web-tool",
  provision = "cms-11.10:27",
  subject = "organization",
  title = "Use of web tools by organizations on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["no-activity"] = "no mutually supportive activity is on record",
    unclear = "an activity is on record that may be such work too; what it leaves out or open decides",
    ["not-said"] = "mutually supportive activities are on record that do not say whether a web tool was used",
    without = "mutually supportive activities are on record, and that they used no web tool",
  },
  check = function(organization, _, provision)
    return web_tools.used(organization, provision)
  end,
}
