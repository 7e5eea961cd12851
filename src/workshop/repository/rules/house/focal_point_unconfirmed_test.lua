-- Both sides of the limit, and what is missing.
local function designation(more)
  local row = { id = "fp1", actor = "XAA", role = "cms-nfp", designated = "2016-03-01", confirmed = "2024-01-01" }
  for column, value in pairs(more) do
    row[column] = value
  end
  return { focal_points = { row } }
end

return {
  rule = "house/focal-point-unconfirmed",
  as_of = "2025-06-30",
  actor = "XAA",
  given = {
    actors = { { id = "XAA", kind = "state", name = "First Example State" } },
    memberships = { { actor = "XAA", treaty = "cms", source = "s1", in_force = "1985-11-01" } },
  },
  cases = {
    {
      says = "confirmed on the first day that counts",
      given = designation { confirmed = "2023-06-30" },
      expect = { verdict = "met", findings = 0 },
    },
    {
      says = "confirmed a day earlier",
      given = designation { confirmed = "2023-06-29" },
      expect = { verdict = "partial", message = "old" },
    },
    {
      says = "a month that may be on either side is for a person to judge",
      given = designation { confirmed = "2023-06" },
      expect = { verdict = "review" },
    },
    {
      says = "no day of confirmation leaves it unreported",
      given = { focal_points = { { id = "fp1", actor = "XAA", role = "cms-nfp", designated = "2016-03-01" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "without a designation there is none to confirm",
      expect = { verdict = "not_applicable", message = "none" },
    },
    {
      says = "one that has ended is none",
      given = designation { ended = "2024-12-31" },
      expect = { verdict = "not_applicable", message = "none" },
    },
  },
}
