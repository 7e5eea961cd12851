-- Paragraph 2, all Parties together: how many have a focal point.
return {
  id = "demo/few-focal-points",
  provision = "demo:2",
  subject = "party",
  title = "Focal points of all Parties",
  over = "all",
  messages = { some = "{count} of the Parties have a focal point on record" },
  collect = function(party)
    return #party:focal_points { role = "demo-nfp" }
  end,
  conclude = function(collected)
    local count = 0
    for _, one in ipairs(collected) do
      count = count + (one.value > 0 and 1 or 0)
    end
    return review("some", { count = count })
  end,
}
