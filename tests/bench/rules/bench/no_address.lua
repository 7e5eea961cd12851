-- Each holder of the office can be reached.
return {
  id = "bench/no-address",
  provision = "bench:4",
  subject = "party",
  requires = "bench/no-cms-focal-point",
  title = "Address of the focal point on record",
  messages = {
    none = "nobody is surely in office",
    ["no-email"] = "no address is on record for {id}",
  },
  check = function(party)
    local current = party:focal_points { role = "cms-nfp" }
    if #current == 0 then
      return unreported "none"
    end
    local out = findings()
    out:each(current, function(holder)
      if holder:has "email" then
        return met(holder)
      end
      return gap("no-email", { id = holder.id }, holder)
    end)
    return out
  end,
}
