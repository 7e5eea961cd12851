-- Several holders of one office are one office where the institution is one.
return {
  id = "bench/offices-apart",
  provision = "bench:3",
  subject = "party",
  requires = "bench/no-cms-focal-point",
  title = "One institution holds the office",
  messages = {
    none = "nobody is surely in office",
    apart = "several institutions hold the office: {institutions}",
  },
  check = function(party)
    local current = party:focal_points { role = "cms-nfp" }
    if #current == 0 then
      return unreported "none"
    end
    local institutions = current:distinct "institution"
    if #institutions > 1 then
      return review("apart", { institutions = institutions }, current)
    end
    return met(current)
  end,
}
