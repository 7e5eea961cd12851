-- Was the first focal point designated by the end of the year?
--
-- A date of a year alone can leave that open.
return {
  id = "demo/designated-late",
  provision = "demo:1",
  subject = "party",
  title = "First designation by the end of May 2015",
  aliases = { "demo/designation" },
  tags = { "focal-points" },
  params = { by = "2015-05-31", roles = { "demo-nfp" } },
  reading = { by = "accord", on = "2026-11-22", state = "draft" },
  messages = { late = "the first designation on record is of {designated}", none = "no designation is on record" },
  check = function(party, params)
    local role = { role = params.roles }
    local first = party:history("focal_points", role):earliest "designated"
    if not first then
      return absent("none", "focal_points", role)
    end
    if first.designated > date(params.by) then
      return partial("late", { designated = first.designated }, first)
    end
    return met(first)
  end,
}
