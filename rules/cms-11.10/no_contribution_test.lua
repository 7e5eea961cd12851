-- Any payment of the year is evidence; its absence is never a gap, arrears alone are for a person to judge.
local function contribution(columns)
  local row = { actor = "KEN", fund = "cms-core", year = 2023, currency = "EUR", assessed = 100 }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-contribution",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
  },
  cases = {
    {
      says = "a payment of the year shows it",
      given = {
        contributions = { contribution { id = "c1", paid = 100, due = "2023-01-31", paid_on = "2023-01-20" } },
      },
      expect = { verdict = "met", findings = 0, rests_on = { "c1" } },
    },
    {
      says = "a part of what was assessed is a payment too: nobody set a share",
      given = { contributions = { contribution { id = "c1", paid = 1, due = "2023-01-31", paid_on = "2023-01-20" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an earlier year whose payment is due later is not in arrears",
      given = { contributions = { contribution { id = "c1", year = 2022, due = "2023-12-31" } } },
      expect = { verdict = "unreported", message = "none", args = { year = 2023 }, findings = 1 },
    },
    {
      says = "a voluntary payment shows it",
      given = {
        contributions = {
          {
            id = "c1",
            actor = "KEN",
            fund = "cms-partnerships",
            year = 2023,
            currency = "EUR",
            pledged = 50,
            paid = 50,
            paid_on = "2023-06-30",
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a payment without a date is on record",
      given = { contributions = { contribution { id = "c1", paid = 100, due = "2023-01-31" } } },
      expect = { verdict = "met" },
    },
    {
      says = "arrears of an earlier year beside a payment of this one: met",
      given = {
        contributions = {
          contribution { id = "c1", year = 2022, due = "2022-01-31" },
          contribution { id = "c2", paid = 100, due = "2023-01-31", paid_on = "2023-01-20" },
        },
      },
      expect = { verdict = "met", rests_on = { "c2" } },
    },
    {
      says = "nothing on record is unreported",
      expect = { verdict = "unreported", message = "none", args = { year = 2023 }, findings = 1 },
    },
    {
      says = "nothing in a complete record is no gap: \"adequate\" has no measure",
      complete = { contributions = { { since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a contribution to another secretariat is none to this one",
      given = {
        contributions = {
          contribution { id = "c1", fund = "cbd-core", paid = 100, due = "2023-01-31", paid_on = "2023-01-20" },
        },
      },
      complete = { contributions = { { since = "2015-01-01" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "due and not paid: arrears are for a person to judge",
      given = { contributions = { contribution { id = "c1", due = "2023-01-31" } } },
      expect = { verdict = "review", message = "arrears", args = { year = 2023 }, findings = 1, named = { "c1" } },
    },
    {
      says = "due today and not paid: arrears",
      given = { contributions = { contribution { id = "c1", due = "2023-06-30" } } },
      expect = { verdict = "review", message = "arrears" },
    },
    {
      says = "due tomorrow: not due",
      given = { contributions = { contribution { id = "c1", due = "2023-07-01" } } },
      expect = { verdict = "not_due", message = "ahead", args = { due = "2023-07-01" } },
    },
    {
      says = "due in the month of the question, day unknown: a person must judge",
      as_of = "2023-06-15",
      given = { contributions = { contribution { id = "c1", due = "2023-06" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "paid tomorrow is not paid",
      given = {
        contributions = { contribution { id = "c1", paid = 100, due = "2023-01-31", paid_on = "2023-07-01" } },
      },
      expect = { verdict = "review", message = "arrears" },
    },
    {
      says = "paid in the month of the question, day unknown: a person must judge",
      as_of = "2023-06-15",
      given = { contributions = { contribution { id = "c1", paid = 100, due = "2023-01-31", paid_on = "2023-06" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "a payment of nothing is none",
      given = { contributions = { contribution { id = "c1", paid = 0, due = "2023-01-31" } } },
      expect = { verdict = "review", message = "arrears" },
    },
    {
      says = "nothing assessed, nothing paid: neither a payment nor arrears",
      given = { contributions = { contribution { id = "c1", assessed = 0, paid = 0, due = "2023-01-31" } } },
      expect = { verdict = "unreported", message = "unpaid", args = { year = 2023 } },
    },
    {
      says = "a pledge is no payment",
      given = {
        contributions = {
          { id = "c1", actor = "KEN", fund = "cms-partnerships", year = 2023, currency = "EUR", pledged = 50 },
        },
      },
      expect = { verdict = "unreported", message = "unpaid", args = { year = 2023 }, findings = 1, named = { "c1" } },
    },
    {
      says = "a due date ahead beside a pledge: the pledge counts, for it needs a look",
      given = {
        contributions = {
          contribution { id = "c1", due = "2023-12-31" },
          { id = "c2", actor = "KEN", fund = "cms-partnerships", year = 2023, currency = "EUR", pledged = 50 },
        },
      },
      expect = { verdict = "unreported", message = "unpaid" },
    },
    {
      says = "arrears of an earlier year alone",
      given = { contributions = { contribution { id = "c1", year = 2022, due = "2022-01-31" } } },
      expect = { verdict = "review", message = "arrears", args = { year = 2022 }, named = { "c1" } },
    },
    {
      says = "a cent short in an earlier year is arrears",
      given = {
        contributions = {
          contribution {
            id = "c1",
            year = 2022,
            assessed = "100.5",
            paid = "100.49",
            due = "2022-01-31",
            paid_on = "2022-01-20",
          },
        },
      },
      expect = { verdict = "review", message = "arrears" },
    },
    {
      says = "paid in full in an earlier year says nothing of this one",
      given = {
        contributions = {
          contribution {
            id = "c1",
            year = 2022,
            assessed = "100.5",
            paid = "100.5",
            due = "2022-01-31",
            paid_on = "2022-01-20",
          },
        },
      },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "arrears of two years are two findings",
      given = {
        contributions = {
          contribution { id = "c1", year = 2022, due = "2022-01-31" },
          contribution { id = "c2", due = "2023-01-31" },
        },
      },
      expect = { verdict = "review", message = "arrears", findings = 2, named = { "c1", "c2" } },
    },
    {
      says = "arrears of the first year of effect count",
      given = { contributions = { contribution { id = "c1", year = 2020, due = "2020-01-31" } } },
      expect = { verdict = "review", message = "arrears", args = { year = 2020 } },
    },
    {
      says = "arrears of the year before do not",
      given = { contributions = { contribution { id = "c1", year = 2019, due = "2019-01-31" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a payment of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        contributions = {
          contribution { id = "c1", actor = "UGA", paid = 100, due = "2023-01-31", paid_on = "2023-01-20" },
        },
      },
      expect = { verdict = "unreported", message = "none", not_on = { "c1" } },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = {
        contributions = {
          contribution { id = "c1", year = 2020, paid = 100, due = "2020-01-31", paid_on = "2020-01-20" },
        },
      },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
