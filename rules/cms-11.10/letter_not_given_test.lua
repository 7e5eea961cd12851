-- Paragraph 7: each NGO's request for a letter is an occasion; refusals and silence are looked at.
local function with(row, more)
  for column, value in pairs(more) do
    row[column] = value
  end
  return row
end

local function request(id, more)
  return with({ id = id, from = "org-open-rivers", to = "cms-sec", kind = "ngo-letter" }, more)
end

local function refusal(id, more)
  return with({ id = id, actor = "cms-sec", provision = "cms-11.10:7", kind = "ngo-letter", status = "refused" }, more)
end

return {
  rule = "cms-11.10/letter-not-given",
  as_of = "2023-06-30",
  actor = "cms-sec",
  given = {
    actors = {
      { id = "cms-sec", kind = "secretariat", name = "Secretariat of CMS" },
      { id = "cbd-sec", kind = "secretariat", name = "Secretariat of the CBD" },
    },
    treaties = {
      { id = "cms", name = "CMS", secretariat = "cms-sec" },
      { id = "cbd", name = "CBD", secretariat = "cbd-sec" },
    },
  },
  complete = {
    requests = { { where = { kind = { "ngo-letter" } }, since = "2020-02-22" } },
  },
  cases = {
    {
      says = "a letter that was given meets it",
      given = { requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) } },
      expect = { verdict = "met", findings = 0, rests_on = { "r1" } },
    },
    {
      says = "no request in a complete record asks for nothing",
      expect = { verdict = "not_applicable", gate = "check", message = "no-request" },
    },
    {
      says = "no request in a partial record leaves it open",
      without = { "requests" },
      expect = { verdict = "unreported", message = "no-request" },
    },
    {
      says = "a request of another kind is not one for such a letter",
      given = { requests = { request("r1", { kind = "input", asked = "2021-03-02" }) } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "a request put to another secretariat is none",
      given = { requests = { request("r1", { to = "cbd-sec", asked = "2021-03-02" }) } },
      expect = { verdict = "not_applicable", message = "no-request", not_on = { "r1" } },
    },
    {
      says = "an unanswered request is for a person to judge",
      given = { requests = { request("r1", { asked = "2021-03-02" }) } },
      expect = {
        verdict = "review",
        message = "unanswered",
        args = { asked = "2021-03-02" },
        findings = 1,
        named = { "r1" },
      },
    },
    {
      says = "an answer after the as-of date is not there",
      given = { requests = { request("r1", { asked = "2021-03-02", answered = "2023-07-01" }) } },
      expect = { verdict = "review", message = "unanswered" },
    },
    {
      says = "an answer of the year of the as-of date leaves it open",
      given = { requests = { request("r1", { asked = "2021-03-02", answered = "2023" }) } },
      expect = { verdict = "review", findings = 1 },
    },

    -- pending
    {
      says = "a request that is due later is pending",
      given = { requests = { request("r1", { asked = "2022-03-02", due = "2023-07-01" }) } },
      expect = {
        verdict = "not_due",
        message = "pending",
        args = { asked = "2022-03-02" },
        findings = 1,
        named = { "r1" },
      },
    },
    {
      says = "one that is due today is not",
      given = { requests = { request("r1", { asked = "2022-03-02", due = "2023-06-30" }) } },
      expect = { verdict = "review", message = "unanswered" },
    },
    {
      says = "without a due date a request of less than three months is pending",
      given = { requests = { request("r1", { asked = "2023-04-01" }) } },
      expect = { verdict = "not_due", message = "pending" },
    },
    {
      says = "and one of three months is not",
      given = { requests = { request("r1", { asked = "2023-03-30" }) } },
      expect = { verdict = "review", message = "unanswered" },
    },
    {
      says = "a run may set another time",
      params = { months = 4 },
      given = { requests = { request("r1", { asked = "2023-03-30" }) } },
      expect = { verdict = "not_due", message = "pending" },
    },
    {
      says = "a request of a year leaves open whether it is pending",
      given = { requests = { request("r1", { asked = "2023" }) } },
      expect = { verdict = "review", findings = 1, rests_on = { "r1" } },
    },
    {
      says = "a pending request does not hide one that was answered",
      given = {
        requests = {
          request("r1", { asked = "2023-06-01" }),
          request("r2", { asked = "2021-03-02", answered = "2021-03-20" }),
        },
      },
      expect = { verdict = "met", findings = 0 },
    },

    -- refused
    {
      says = "a refusal is for a person to judge, though it is an answer",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = { refusal("a1", { date = "2021-03-20", counterparts = { "org-open-rivers" } }) },
      },
      expect = {
        verdict = "review",
        message = "refused",
        args = { asked = "2021-03-02" },
        findings = 1,
        named = { "r1", "a1" },
      },
    },
    {
      says = "a refusal without an answer's date is one too",
      given = {
        requests = { request("r1", { asked = "2021-03-02" }) },
        actions = { refusal("a1", { date = "2021-03-02", counterparts = { "org-open-rivers" } }) },
      },
      expect = { verdict = "review", message = "refused" },
    },
    {
      says = "a refusal from before the request is of another one",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = { refusal("a1", { date = "2021-03-01", counterparts = { "org-open-rivers" } }) },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a refusal on the day of the answer is the answer, one on the day after is of another request",
      given = {
        requests = {
          request("r1", { asked = "2021-03-02", answered = "2021-03-20" }),
          request("r2", { asked = "2021-03-02", answered = "2021-03-19" }),
        },
        actions = { refusal("a1", { date = "2021-03-20", counterparts = { "org-open-rivers" } }) },
      },
      expect = { verdict = "review", findings = 1, named = { "r1", "a1" }, rests_on = { "r2" } },
    },
    {
      says = "an answer from before the request is for a person to judge",
      given = { requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-01" }) } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "r1" } },
    },
    {
      says = "an answer on the day of the request is one",
      given = { requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-02" }) } },
      expect = { verdict = "met" },
    },
    {
      says = "a refusal to another NGO is of another request",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = { refusal("a1", { date = "2021-03-20", counterparts = { "iucn" } }) },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a refusal that names nobody may be of this one",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = { refusal("a1", { date = "2021-03-20" }) },
      },
      expect = { verdict = "unreported", rests_on = { "r1", "a1" } },
    },
    {
      says = "a refusal of that kind that cites no paragraph may be of this one",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = {
          {
            id = "a1",
            actor = "cms-sec",
            kind = "ngo-letter",
            status = "refused",
            date = "2021-03-20",
            counterparts = { "org-open-rivers" },
          },
        },
      },
      expect = { verdict = "unreported", rests_on = { "r1", "a1" } },
    },
    {
      says = "an act that is no refusal changes nothing",
      given = {
        requests = { request("r1", { asked = "2021-03-02", answered = "2021-03-20" }) },
        actions = { refusal("a1", { status = "done", date = "2021-03-20", counterparts = { "org-open-rivers" } }) },
      },
      expect = { verdict = "met" },
    },
    {
      says = "each request is a finding of its own",
      given = {
        requests = {
          request("r1", { asked = "2021-03-02" }),
          request("r2", { asked = "2022-03-02" }),
          request("r3", { asked = "2022-04-02", answered = "2022-04-20" }),
        },
      },
      expect = { verdict = "review", findings = 2, named = { "r1", "r2" } },
    },

    -- when
    {
      says = "a request on the day of effect is an occasion",
      given = { requests = { request("r1", { asked = "2020-02-22" }) } },
      expect = { verdict = "review", message = "unanswered" },
    },
    {
      says = "one on the day before is none",
      given = { requests = { request("r1", { asked = "2020-02-21" }) } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },
    {
      says = "one of the year of the effect leaves it open",
      given = { requests = { request("r1", { asked = "2020", answered = "2021" }) } },
      expect = { verdict = "review", message = "unclear", findings = 1, named = { "r1" } },
    },
    {
      says = "and does not hide another one",
      given = {
        requests = { request("r1", { asked = "2020", answered = "2021" }), request("r2", { asked = "2021-03-02" }) },
      },
      expect = { verdict = "review", findings = 2, named = { "r1", "r2" } },
    },
    {
      says = "one that is put later is not there",
      given = { requests = { request("r1", { asked = "2023-07-01" }) } },
      expect = { verdict = "not_applicable", message = "no-request" },
    },

    -- whom it asks
    {
      says = "another secretariat is not asked",
      actor = "cbd-sec",
      expect = { verdict = "not_applicable", gate = "applies", message = "other-secretariat" },
    },
    {
      says = "without the table of treaties nobody knows whose secretariat it is",
      without = { "treaties" },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "a treaty that names no secretariat leaves it open too",
      without = { "treaties" },
      given = { treaties = { { id = "cms", name = "CMS" }, { id = "cbd", name = "CBD", secretariat = "cbd-sec" } } },
      expect = { verdict = "review", gate = "applies", message = "secretariat-unknown" },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
