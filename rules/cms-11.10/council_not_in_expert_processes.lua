-- Paragraph 11, the Scientific Council: it stands last in a list of those whose engagement is to grow. Whether it is
-- asked to act for itself is open: what is on record shows it, and where nothing is, a person must judge.
local committees = lib "committees"

return {
  id = "cms-11.10/council-not-in-expert-processes",
  provision = "cms-11.10:11",
  subject = "body",
  title = "Engagement of the Scientific Council with partners' expert committees on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  params = { council = "cms-scc" }, -- its id in the data
  messages = {
    ["other-body"] = "of the bodies, the paragraph speaks of the Scientific Council",
    role = "no engagement with expert committees or processes of partners is on record;"
      .. " whether the paragraph asks the Scientific Council for its own is open",
  },
  applies = function(body, params)
    return body.id == params.council or not_applicable "other-body"
  end,
  check = function(council, _, provision)
    return committees.engaged(council, provision) or review "role"
  end,
}
