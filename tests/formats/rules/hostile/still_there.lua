-- A finding for each designation, in the words of the data.
return {
  id = "hostile/still-there",
  provision = "hostile:1",
  subject = "party",
  title = "Nothing <b>quoted</b> # TODO | no",
  messages = { there = "{institution}" },
  check = function(party)
    local out = findings()
    out:each(party:history("focal_points", { role = "demo-nfp" }), function(row)
      return gap("there", { institution = row.institution }, row)
    end)
    return out
  end,
}
