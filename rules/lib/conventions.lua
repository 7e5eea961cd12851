-- The conventions that paragraph 25 may concern besides CMS, and the roles of their focal points.
local conventions = {}

-- Facts outside the text, as named in the data: the treaties that the Party tables cover. Which of them are relevant is
-- for the Party to say, so a profile may shorten the list.
conventions.others = { "aewa", "bern", "cbd", "cites", "icrw", "itpgrfa", "ramsar", "unccd", "whc" }

-- The role of a convention's national focal point in the data.
function conventions.role(treaty)
  return treaty .. "-nfp"
end

return conventions
