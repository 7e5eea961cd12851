-- A finding for each designation, in the words of the data.
return {
  id = "hostile/still-there",
  provision = "hostile:1",
  subject = "party",
  title = "Nothing <b>quoted</b> # TODO | no",
  messages = { there = "{institution}", long = "an institution of {characters} characters" },
  check = function(party)
    local out = findings()
    -- What is longer than a message may be is in the evidence only.
    local shown = 3500
    out:each(party:history("focal_points", { role = "demo-nfp" }), function(row)
      if #row.institution > shown then
        return gap("long", { characters = #row.institution }, row)
      end
      return gap("there", { institution = row.institution }, row)
    end)
    return out
  end,
}
