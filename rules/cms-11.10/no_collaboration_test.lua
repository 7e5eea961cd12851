-- One act or mechanism that links CMS with at least one other convention.
local function focal_point(columns)
  local row = { actor = "KEN", role = "cbd-nfp", institution = "Ministry of Environment", designated = "2016-01-01" }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

local function act(columns)
  local row = {
    actor = "KEN",
    provision = "cms-11.10:25",
    kind = "working-group",
    status = "done",
    date = "2021-05-01",
    counterparts = { "cbd" },
  }
  for column, value in pairs(columns) do
    row[column] = value
  end
  return row
end

return {
  rule = "cms-11.10/no-collaboration",
  as_of = "2023-06-30",
  actor = "KEN",
  given = {
    actors = { { id = "KEN", kind = "state", name = "Kenya" } },
    memberships = {
      { actor = "KEN", treaty = "cms", source = "s1", in_force = "1999-05-01" },
      { actor = "KEN", treaty = "cbd", source = "s1", in_force = "1999-05-01" },
    },
    focal_points = {
      {
        id = "f1",
        actor = "KEN",
        role = "cms-nfp",
        institution = "Ministry of Environment",
        designated = "2016-01-01",
      },
    },
  },
  cases = {
    {
      says = "one way is enough: working group",
      given = { actions = { act { id = "a1" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" }, cause = false },
    },
    {
      says = "one way is enough: joint mechanism",
      given = { actions = { act { id = "a1", kind = "joint-mechanism" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" }, cause = false },
    },
    {
      says = "one way is enough: shared reporting",
      given = { actions = { act { id = "a1", kind = "shared-reporting" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" }, cause = false },
    },
    {
      says = "one way is enough: coherent position",
      given = { actions = { act { id = "a1", kind = "coherent-position" } } },
      expect = { verdict = "met", findings = 0, rests_on = { "a1" }, cause = false },
    },
    {
      says = "none in a complete record is a gap",
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", findings = 1 },
    },
    {
      says = "none in a record that is not complete is unreported",
      expect = { verdict = "unreported", message = "none", findings = 1 },
    },
    {
      says = "a record complete for another paragraph says nothing of this one",
      complete = { actions = { { where = { provision = { "cms-11.10:27" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a record complete only after the effect leaves days open",
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-23" } } },
      expect = { verdict = "unreported", message = "none" },
    },
    {
      says = "a link with CMS alone names no other convention",
      given = { actions = { act { id = "a1", counterparts = { "cms" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "nor does a link with an organization or the liaison group",
      given = {
        actions = { act { id = "a1", counterparts = { "fao", "blg" } } },
        treaties = { { id = "cms", name = "CMS" }, { id = "blg", name = "Liaison Group" } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "nor one with CMS by its own treaty row",
      given = {
        actions = { act { id = "a1", counterparts = { "cms" } } },
        treaties = { { id = "cms", name = "CMS" } },
      },
      expect = { verdict = "unreported", message = "not-said", findings = 1, named = { "a1" } },
    },
    {
      says = "a convention that only the data's treaties name is another one: which are relevant is for the Party",
      given = {
        actions = { act { id = "a1", counterparts = { "minamata" } } },
        treaties = { { id = "minamata", name = "Minamata Convention" } },
      },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a link that names CMS and another counts",
      given = { actions = { act { id = "a1", counterparts = { "cms", "ramsar" } } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act that does not say with which convention is unreported, not a gap",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            date = "2021-05-01",
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said", named = { "a1" } },
    },
    {
      says = "one act that names a convention suffices beside one that does not",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            date = "2021-05-01",
          },
          act { id = "a2" },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "DaRT alone is partial",
      given = { actions = { act { id = "a1", kind = "dart" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "partial", message = "aid", findings = 1, named = { "a1" } },
    },
    {
      says = "an NBSAP measure alone is partial",
      given = { actions = { act { id = "a1", kind = "nbsap-measure" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "partial", message = "aid", named = { "a1" } },
    },
    {
      says = "an NBSAP itself is no act of collaboration",
      given = {
        plans = {
          {
            id = "p1",
            actor = "KEN",
            kind = "nbsap",
            version = "1",
            adopted = "2021-05-01",
            flags = { "migratory-species" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "the ways are examples: an act of another kind links too",
      given = { actions = { act { id = "a1", kind = "joint-declaration" } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a tool beside a link that may lie before the effect: a person must judge",
      given = { actions = { act { id = "a1", kind = "dart" }, act { id = "a2", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "unclear", named = { "a2" } },
    },
    {
      says = "a tool beside a link that says too little: unreported",
      given = {
        actions = {
          act { id = "a1", kind = "dart" },
          {
            id = "a2",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            date = "2021-05-01",
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: working group",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "working-group",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: joint mechanism",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "joint-mechanism",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: shared reporting",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "shared-reporting",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: coherent position",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "coherent-position",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: dart",
      given = {
        actions = {
          { id = "a1", actor = "KEN", kind = "dart", status = "done", date = "2021-05-01", counterparts = { "cbd" } },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "an act that cites nothing may be meant where it is of such a kind: nbsap measure",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "nbsap-measure",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", rests_on = { "a1" } },
    },
    {
      says = "of another kind it is not meant",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            kind = "activity",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a tool of the year of effect, day unknown: a person must judge",
      given = { actions = { act { id = "a1", kind = "dart", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review" },
    },
    {
      says = "a refusal without a date leaves it open",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "refused",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "a tool beside a link: met",
      given = { actions = { act { id = "a1", kind = "dart" }, act { id = "a2" } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "a refusal is for a person to judge",
      given = { actions = { act { id = "a1", status = "refused" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "refused", findings = 1, named = { "a1" } },
    },
    {
      says = "a refusal beside a link: met",
      given = { actions = { act { id = "a1", status = "refused" }, act { id = "a2" } } },
      expect = { verdict = "met", rests_on = { "a2" } },
    },
    {
      says = "a plan to act is no act",
      given = { actions = { act { id = "a1", status = "planned" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a mechanism under way counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "ongoing",
            from = "2022-01-01",
            counterparts = { "cbd" },
          },
        },
      },
      expect = { verdict = "met" },
    },
    {
      says = "a mechanism from before the effect that still runs counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            from = "2015-01-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met", rests_on = { "a1" } },
    },
    {
      says = "a mechanism that ended on the day of effect does not count: its end is exclusive",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            from = "2015-01-01",
            to = "2020-02-22",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "a mechanism that ran for one day of the effect counts",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            from = "2015-01-01",
            to = "2020-02-23",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day of effect counts",
      given = { actions = { act { id = "a1", date = "2020-02-22" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act on the day before does not",
      given = { actions = { act { id = "a1", date = "2020-02-21" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of today counts",
      given = { actions = { act { id = "a1", date = "2023-06-30" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "met" },
    },
    {
      says = "an act of tomorrow is not there",
      given = { actions = { act { id = "a1", date = "2023-07-01" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of the year of effect, day unknown, is for a person to judge",
      given = { actions = { act { id = "a1", date = "2020" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", findings = 1 },
    },
    {
      says = "an act without a date is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            status = "done",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act without a status is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            kind = "working-group",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "an act of no named kind is unreported",
      given = {
        actions = {
          {
            id = "a1",
            actor = "KEN",
            provision = "cms-11.10:25",
            status = "done",
            date = "2021-05-01",
            counterparts = { "cbd" },
          },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported", message = "not-said" },
    },
    {
      says = "an act on another paragraph does not count",
      given = { actions = { act { id = "a1", provision = "cms-11.10:26.a" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an act of another Party does not count",
      given = {
        actors = { { id = "UGA", kind = "state", name = "Uganda" } },
        actions = { act { id = "a1", actor = "UGA" } },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", not_on = { "a1" } },
    },
    {
      says = "one office that holds every role on record is for a person to judge",
      given = { focal_points = { focal_point { id = "f2" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = {
        verdict = "review",
        message = "one-office",
        args = { office = "Ministry of Environment" },
        findings = 1,
        named = { "f1", "f2" },
      },
    },
    {
      says = "one office and a link: met",
      given = { focal_points = { focal_point { id = "f2" } }, actions = { act { id = "a1" } } },
      expect = { verdict = "met" },
    },
    {
      says = "two offices: the absence stands",
      given = { focal_points = { focal_point { id = "f2", institution = "Wildlife Service" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "an office that is not named may be the same",
      given = { focal_points = { { id = "f2", actor = "KEN", role = "cbd-nfp", designated = "2016-01-01" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "one office in a role that is possibly held is for a person to judge",
      given = { focal_points = { focal_point { id = "f2", designated = "2023" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "one-office" },
    },
    {
      says = "another office in a role that is possibly held leaves the one office of the others",
      given = {
        focal_points = {
          focal_point { id = "f2" },
          focal_point { id = "f3", role = "cites-nfp", institution = "Wildlife Service", designated = "2023" },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "one-office" },
    },
    {
      says = "another office in a role that is possibly held: the absence stands",
      given = { focal_points = { focal_point { id = "f2", institution = "Wildlife Service", designated = "2023" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "the office is that of the CMS focal point",
      given = {
        focal_points = {
          focal_point { id = "f2", institution = "Wildlife Service", designated = "2023" },
          focal_point { id = "f3", role = "cites-nfp", designated = "2023" },
        },
      },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "one-office", args = { office = "Ministry of Environment" } },
    },
    {
      says = "one office in roles that are all possibly held is for a person to judge",
      given = {
        focal_points = {
          focal_point { id = "f1", role = "cms-nfp", designated = "2023" },
          focal_point { id = "f2", designated = "2023" },
        },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "review", message = "one-office", cause = "review" },
    },
    {
      says = "a CMS office that is not named may be the same",
      given = {
        focal_points = {
          { id = "f1", actor = "KEN", role = "cms-nfp", designated = "2016-01-01" },
          focal_point { id = "f2" },
        },
      },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "unreported" },
    },
    {
      says = "a CMS office that is not named, and no other: the absence stands",
      given = { focal_points = { { id = "f1", actor = "KEN", role = "cms-nfp", designated = "2016-01-01" } } },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "two holders of one role are not several roles",
      given = { focal_points = { focal_point { id = "f2", role = "cms-nfp" } } },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none" },
    },
    {
      says = "one office for other roles, and none named for CMS: not every role",
      given = { focal_points = { focal_point { id = "f2" }, focal_point { id = "f3", role = "cites-nfp" } } },
      without = { "focal_points" },
      expect = { verdict = "unreported", message = "none", cause = "unreported" },
    },
    {
      says = "a regional organization is not at the national level: a person must judge",
      actor = "EUE",
      given = {
        actors = { { id = "EUE", kind = "reio", name = "European Union" } },
        memberships = { { actor = "EUE", treaty = "cms", source = "s1", in_force = "1999-05-01" } },
        focal_points = { focal_point { id = "f1", actor = "EUE", role = "cms-nfp" } },
        actions = { act { id = "a1", actor = "EUE" } },
      },
      without = { "actors", "memberships", "focal_points" },
      expect = { verdict = "review", message = "regional", findings = 1 },
    },
    {
      says = "without a CMS focal point in a complete register this is not asked: one cause, one finding",
      given = { actions = { act { id = "a1" } } },
      without = { "focal_points" },
      complete = {
        focal_points = { { where = { role = { "cms-nfp" } }, since = "2015-01-01" } },
        actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } },
      },
      expect = { verdict = "not_applicable", gate = "requires" },
    },
    {
      says = "where no focal point is known, it is asked and carries that as its cause",
      given = { actions = { act { id = "a1" } } },
      without = { "focal_points" },
      expect = { verdict = "met", rests_on = { "a1" }, cause = "unreported" },
    },
    {
      says = "where a focal point is possibly in office, it carries the review as its cause",
      given = { focal_points = { focal_point { id = "f1", role = "cms-nfp", designated = "2023" } } },
      without = { "focal_points" },
      complete = { actions = { { where = { provision = { "cms-11.10:25" } }, since = "2020-02-22" } } },
      expect = { verdict = "gap", message = "none", cause = "review" },
    },
    {
      says = "before the paragraph has effect nothing of it applies",
      as_of = "2020-02-21",
      given = { actions = { act { id = "a1", date = "2020-02-20" } } },
      expect = { verdict = "not_applicable", gate = "effect" },
    },
  },
}
