return {
  id = "demo/all-focal-points",
  provision = "demo:1",
  subject = "party",
  over = "all",
  title = "Focal points of all Parties",
  messages = { some = "{count} Parties have a focal point on record" },
  collect = function(party)
    local current = party:focal_points { role = "demo-nfp" }
    return #current > 0 and { role = "demo-nfp" } or nil
  end,
  conclude = function(collected)
    return partial("some", { count = #collected })
  end,
}
