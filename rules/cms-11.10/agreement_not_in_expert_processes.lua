-- Paragraph 11, the daughter Agreements: the same, within the mandates that their Parties gave. How far a mandate
-- reaches is theirs to say: only a refusal on that ground puts an Agreement out of the paragraph's scope.
local acts = lib "acts"
local committees = lib "committees"

local OUTSIDE = "outside-mandate" -- flag of a refusal, in the data

return {
  id = "cms-11.10/agreement-not-in-expert-processes",
  provision = "cms-11.10:11",
  subject = "agreement",
  title = "Engagement of the Agreement with partners' expert committees on record",
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = {
    ["outside-mandate"] = "it is on record that such engagement lies outside the mandate of the Agreement",
    refused = "a refusal is on record, and no engagement with expert committees or processes of partners",
    none = "no engagement with expert committees or processes of partners is on record",
  },
  check = function(agreement, _, provision)
    local engaged = committees.engaged(agreement, provision)
    local outside = agreement:actions(acts.filter(provision, { status = "refused", flags = OUTSIDE }))
    if not engaged and #outside > 0 then
      return not_applicable("outside-mandate", nil, outside)
    end
    return engaged or committees.not_engaged(agreement, provision)
  end,
}
