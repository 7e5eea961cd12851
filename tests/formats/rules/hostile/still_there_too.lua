-- As the other, on a provision whose findings do not fail a run; for one Party a person must judge.
return {
  id = "hostile/still-there-too",
  provision = "hostile:2",
  subject = "party",
  title = "Quoted",
  messages = { there = "{institution}" },
  check = function(party)
    local out = findings()
    out:each(party:history("focal_points", { role = "demo-nfp" }), function(row)
      if #row.institution > 3500 then
        return met(row)
      end
      local args = { institution = row.institution }
      if row.actor == "BBB" then
        return review("there", args, row)
      end
      return partial("there", args, row)
    end)
    return out
  end,
}
