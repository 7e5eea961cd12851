"""Makes fixtures/sample from fixtures/parties and a seed: real Parties, invented records."""

import json
import random

from sample_comments import make_comments
from sample_convention import make_range_state_lists
from sample_liaison import liaison_complete, make_liaison
from sample_offices import make_offices, offices_complete
from tables import PARTIES, SAMPLE, read_csv, without_blanks, write_csv, write_json

SEED = 11_10

REAL_TABLES = ("actors", "memberships", "regions", "sources", "treaties")

SAMPLE_COLUMNS = {
    "actors": ["id", "kind", "name", "official_name", "iso2", "iso3", "m49", "former_names"],
    "memberships": ["actor", "treaty", "source", "signed", "deposited", "in_force", "ended", "note"],
    "regions": ["actor", "scheme", "region", "from", "to"],
    "sources": ["id", "title", "licence"],
    "treaties": ["id", "name", "secretariat"],
    "focal_points": ["id", "actor", "role", "institution", "person", "email", "phone", "designated", "confirmed",
                     "ended"],
    "reports": ["id", "actor", "instrument", "treaty", "period", "due", "due_kind", "submitted", "version", "state",
                "about", "url"],
    "actions": ["id", "actor", "provision", "kind", "status", "date", "from", "to", "counterparts", "groups", "mandate",
                "flags", "evidence_url", "description"],
    "plans": ["id", "actor", "kind", "version", "adopted", "submitted", "expires", "flags"],
    "participation": ["id", "meeting", "actor", "capacity", "note"],
    "contributions": ["id", "actor", "fund", "year", "currency", "assessed", "pledged", "paid", "due", "paid_on"],
    "partnerships": ["id", "parties", "kind", "name", "from", "to", "flags"],
    "comments": ["id", "actor", "fingerprint", "on", "text", "by", "url", "language"],
}

OTHER_ACTORS = [
    ("secretariat", "aewa-sec", "Secretariat of AEWA"),
    ("secretariat", "bern-sec", "Secretariat of the Bern Convention"),
    ("secretariat", "cbd-sec", "Secretariat of the CBD"),
    ("secretariat", "cites-sec", "Secretariat of CITES"),
    ("secretariat", "cms-sec", "Secretariat of CMS"),
    ("secretariat", "ippc-sec", "Secretariat of the IPPC"),
    ("secretariat", "itpgrfa-sec", "Secretariat of the ITPGRFA"),
    ("secretariat", "iwc-sec", "Secretariat of the International Whaling Commission"),
    ("secretariat", "ramsar-sec", "Secretariat of the Ramsar Convention"),
    ("secretariat", "unccd-sec", "Secretariat of the UNCCD"),
    ("secretariat", "whc-sec", "World Heritage Centre"),
    ("body", "blg", "Liaison Group of the Biodiversity-related Conventions"),
    ("body", "cbd-cop", "Conference of the Parties to the CBD"),
    ("body", "cms-cop", "Conference of the Parties to CMS"),
    ("body", "cms-scc", "Scientific Council of CMS"),
    ("body", "cms-stc", "Standing Committee of CMS"),
    ("agreement", "agr-accobams", "ACCOBAMS"),
    ("agreement", "agr-acap", "ACAP"),
    ("agreement", "agr-aewa", "AEWA"),
    ("agreement", "agr-ascobans", "ASCOBANS"),
    ("agreement", "agr-eurobats", "EUROBATS"),
    ("organization", "bip", "Biodiversity Indicators Partnership"),
    ("organization", "fao", "FAO"),
    ("organization", "iucn", "IUCN"),
    ("organization", "unep", "UNEP"),
    ("organization", "unesco", "UNESCO"),
    ("organization", "org-flyway-friends", "Flyway Friends"),
    ("organization", "org-northern-bank", "Northern Bank of Nature"),
    ("organization", "org-open-rivers", "Open Rivers Network"),
    ("organization", "org-turtle-watch", "Turtle Watch Coalition"),
    ("organization", "org-wind-and-wing", "Wind and Wing Energy"),
]

SECRETARIATS = {"aewa": "aewa-sec", "bern": "bern-sec", "cbd": "cbd-sec", "cites": "cites-sec", "cms": "cms-sec",
                "icrw": "iwc-sec", "ippc": "ippc-sec", "itpgrfa": "itpgrfa-sec", "ramsar": "ramsar-sec",
                "unccd": "unccd-sec", "whc": "whc-sec"}

FURTHER_TREATIES = {
    "accobams": "Agreement on Cetaceans of the Black Sea, Mediterranean and contiguous Atlantic",
    "acap": "Agreement on the Conservation of Albatrosses and Petrels",
    "ascobans": "Agreement on Small Cetaceans of the Baltic, North East Atlantic, Irish and North Seas",
    "blg": "Liaison Group of the Biodiversity-related Conventions (its members)",
    "eurobats": "Agreement on the Conservation of Populations of European Bats",
    "ippc": "International Plant Protection Convention",
}

BLG_SINCE = {"cbd-sec": "2004", "cites-sec": "2004", "cms-sec": "2004", "ramsar-sec": "2004", "whc-sec": "2004",
             "itpgrfa-sec": "2006", "ippc-sec": "2014", "iwc-sec": "2015"}

OFFICES = {
    "aewa-nfp": "Waterbird Programme", "bern-nfp": "Nature Protection Agency", "cbd-nfp": "Ministry of Environment",
    "cbd-rmfp": "Ministry of Finance", "cites-nfp": "Wildlife Trade Authority", "cms-nfp": "Wildlife Department",
    "icrw-nfp": "Ministry of Fisheries", "itpgrfa-nfp": "Ministry of Agriculture", "ramsar-nfp": "Wetlands Office",
    "unccd-nfp": "Land Restoration Office", "whc-nfp": "National Heritage Commission",
}

REPEALED = ["cms-7.9", "cms-8.11", "cms-9.6", "cms-10.21", "cms-11.11"]
GROUPS = ["indigenous-peoples", "youth-groups", "local-communities"]
SECTORS = ["agriculture", "energy", "fisheries", "forestry", "transport"]
WAYS = ["working-group", "shared-reporting", "coherent-position", "joint-mechanism"]


class Dice:
    """Chance that depends on the seed alone: of Python's generator only random() is used, which is stable."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def below(self, limit):
        return int(self.source.random() * limit)

    def often(self, percent):
        return self.below(100) < percent

    def pick(self, things):
        return things[self.below(len(things))]

    def shuffled(self, things):
        things = list(things)
        for i in range(len(things) - 1, 0, -1):
            j = self.below(i + 1)
            things[i], things[j] = things[j], things[i]
        return things

    def some(self, things, count):
        return sorted(self.shuffled(things)[:count])

    def day(self, first_year, last_year):
        year = first_year + self.below(last_year - first_year + 1)
        return f"{year}-{1 + self.below(12):02}-{1 + self.below(28):02}"

    def amount(self, low, high):
        return f"{low + self.below(high - low)}.{self.below(100):02}"

    def deal(self, things, shares):
        """Each thing gets a share's name, in about these proportions, each name at least once."""
        things, total, dealt = self.shuffled(things), sum(shares.values()), []
        assert len(things) >= len(shares)
        for name, share in shares.items():
            dealt += [name] * max(1, len(things) * share // total)
        dealt = (dealt + [next(iter(shares))] * len(things))[:len(things)]
        missing = [name for name in shares if name not in dealt]
        dealt[:len(missing)] = missing
        return dict(sorted(zip(things, dealt)))


class World:
    """What the makers of the sample share: the dice, the real tables, and the rows made so far."""

    def __init__(self):
        self.dice = Dice(SEED)
        self.tables = {name: read_csv(PARTIES / f"{name}.csv") for name in REAL_TABLES}
        self.names = {row["id"]: row["name"] for row in self.tables["actors"]}
        self.treaties = {row["id"]: row["name"] for row in self.tables["treaties"]}
        self.made = {}
        self.terms = {}
        africa = {r["actor"] for r in self.tables["regions"] if r["scheme"] == "m49" and r["region"] == "Africa"}
        self.africa = sorted(africa)

    def parties_to(self, treaty):
        return sorted({row["actor"] for row in self.tables["memberships"]
                       if row["treaty"] == treaty and row["in_force"] and not row["ended"]})

    def deal(self, actors, shares):
        """Dealt within Africa and outside apart, since the tables are complete for the one and not for the other."""
        inside = [a for a in actors if a in self.africa]
        outside = [a for a in actors if a not in self.africa]
        return {**self.dice.deal(inside, shares), **self.dice.deal(outside, shares)}.items()

    def add(self, table, prefix, **row):
        rows = self.made.setdefault(table, [])
        number = 1 + sum(1 for other in rows if other["id"].rsplit("-", 1)[0] == prefix)
        rows.append({"id": f"{prefix}-{number}", **row})
        return rows[-1]

    def act(self, actor, provision, kind, status="done", **row):
        prefix = f"act-{actor.lower()}-{provision.split(':')[-1] if provision else 'other'}"
        action = self.add("actions", prefix, actor=actor, provision=provision, kind=kind, status=status, **row)
        if self.dice.often(30):
            action["evidence_url"] = f"https://example.org/records/{action['id']}"
        return action


def designate(world, actor, role, **dates):
    one_office = world.one_office.get(actor) == "one"
    office = "Ministry of Environment" if one_office else OFFICES[role]
    if "former" in dates:
        office = dates.pop("former")
    if actor == "EU":
        office = "Directorate for Nature"
    row = {"actor": actor, "role": role, "institution": f"{office}, {world.names[actor]}", **dates}
    if world.dice.often(15):
        row["email"] = f"{role}.{actor.lower()}@example.org"
    world.add("focal_points", f"fp-{actor.lower()}-{role}", **row)
    return dates


def designate_as(world, actor, role, case):
    """One way a register can look for one actor and role; returns the holder's term as years."""
    start = 2009 + world.dice.below(15)
    began = world.dice.day(start, start)
    former = "Ministry of Natural Resources"
    if case == "never":
        return None
    if case == "lapsed":
        end = world.dice.day(start + 1, min(start + 6, 2024))
        designate(world, actor, role, designated=began, ended=end)
        return start, int(end[:4])
    if case == "replaced":
        designate(world, actor, role, former=former, designated=world.dice.day(2003, 2008), ended=began)
    ways = {
        "confirmed": {"confirmed": world.dice.day(2016, 2024)},
        "confirmed-later": {"confirmed": "2025-09-15"},
        "unconfirmed": {},
        "coarse": {"designated": "2025"},
        "coarse-end": {"designated": began, "ended": "2025"},
        "ahead": {"designated": "2025-10-01"},
        "ends-ahead": {"designated": began, "ended": "2025-12-31"},
        "month": {"designated": began[:7]},
    }
    designate(world, actor, role, **ways.get(case, {"designated": began}))
    if case == "duplicate":
        designate(world, actor, role, former="Ministry of Planning", designated=world.dice.day(start, 2024))
    return None if case in ("ahead", "coarse") else (start, 2025)


REGISTER = {"current": 50, "replaced": 12, "lapsed": 7, "never": 7, "confirmed": 5, "month": 4, "duplicate": 3,
            "unconfirmed": 3,
            "confirmed-later": 2, "coarse": 2, "coarse-end": 2, "ahead": 2, "ends-ahead": 2}
RMFP_REGISTER = {**REGISTER, "current": 25, "never": 22, "lapsed": 14}
OTHER_REGISTER = {"current": 65, "never": 20, "replaced": 8, "lapsed": 7}


def make_focal_points(world):
    world.one_office = world.dice.deal(world.names, {"several": 88, "one": 12})
    for actor, case in world.deal(world.parties_to("cms"), REGISTER):
        designate_as(world, actor, "cms-nfp", case)
    for actor, case in world.deal(world.parties_to("cbd"), RMFP_REGISTER):
        term = designate_as(world, actor, "cbd-rmfp", case)
        if term:
            world.terms[actor] = term
    for treaty in sorted(set(world.treaties) - {"cms"}):
        for actor, case in world.dice.deal(world.parties_to(treaty), OTHER_REGISTER).items():
            designate_as(world, actor, f"{treaty}-nfp", case)
    designate(world, "CAF", "cms-nfp", designated="2018-04-03")
    designate(world, "USA", "cbd-rmfp", designated="2016")


def collaborations(world, actor, case):
    """Paragraph 25."""
    dice, provision = world.dice, "cms-11.10:25"
    bound = [t for t in ("aewa", "bern", "cbd", "cites", "ramsar", "unccd", "whc") if actor in world.bound[t]]
    others = dice.some(bound, 1 + dice.below(2))
    way = {"counterparts": others, "kind": dice.pick(WAYS)}
    ways = {
        "act": {**way, "date": dice.day(2021, 2024)},
        "running": {**way, "status": "ongoing", "from": dice.day(2016, 2023)},
        "dart": {"kind": "dart", "counterparts": others, "date": dice.day(2021, 2024), "flags": ["tool:dart"]},
        "nbsap": {"kind": "nbsap-measure", "counterparts": ["cbd"], "date": dice.day(2021, 2024)},
        "unnamed": {"kind": "working-group", "date": dice.day(2021, 2024)},
        "refused": {**way, "status": "refused", "date": dice.day(2021, 2024)},
        "planned": {**way, "status": "planned", "date": "2025-11-20"},
        "before": {**way, "date": dice.day(2016, 2019)},
        "ended": {**way, "from": "2016-03-01", "to": "2019-12-31"},
        "coarse": {**way, "date": "2020"},
        "this-year": {**way, "date": "2025"},
    }
    if case in ways:
        row = ways[case]
        world.act(actor, provision, row.pop("kind"), description="collaboration among national focal points", **row)


def engagements(world, actor, case):
    """Paragraph 8."""
    dice, provision = world.dice, "cms-11.10:8"
    two = dice.some(GROUPS, 2)
    third = next(group for group in GROUPS if group not in two)
    rows = {
        "all": [{"groups": GROUPS}],
        "all-in-two": [{"groups": two}, {"groups": [third]}],
        "two": [{"groups": two}],
        "one": [{"groups": [third]}],
        "absent": [{"groups": two, "flags": [f"absent:{third}"]}],
        "unnamed": [{}],
        "refused": [{"groups": two, "status": "refused"}],
        "before": [{"groups": GROUPS, "date": dice.day(2015, 2019)}],
        "coarse": [{"groups": GROUPS, "date": "2020"}],
    }.get(case, [])
    for row in rows:
        world.act(actor, provision, "engagement", **{"date": dice.day(2021, 2024), **row},
                  description="engagement in work under CMS")


def positions(world, actor, case, limb):
    """Paragraphs 26.a and 26.b."""
    dice = world.dice
    row = {"counterparts": dice.some(["cbd-sec", "cites-sec", "fao", "unep", "unccd-sec"], 2)} if limb == "26.a" \
        else {"flags": [f"sector:{sector}" for sector in dice.some(SECTORS, 1 + dice.below(3))]}
    ways = {"done": {"date": dice.day(2021, 2024)}, "ongoing": {"status": "ongoing", "from": dice.day(2018, 2023)},
            "planned": {"status": "planned", "date": "2025-12"}, "refused": {"status": "refused", "date": "2022-05"},
            "coarse": {"date": "2020"}, "before": {"date": dice.day(2014, 2019)}}
    if case in ways:
        world.act(actor, f"cms-11.10:{limb}", "position-coordination", **ways[case], **row,
                  description="national positions coordinated")


def web_tools(world, actor, case):
    """Paragraph 27."""
    flags = {"informea": ["tool:informea"], "dart": ["tool:dart"], "other": ["tool:clearing-house"],
             "both": ["tool:dart", "tool:informea"], "without": ["tool:none"], "unsaid": [],
             "before": ["tool:informea"], "coarse": ["tool:informea"]}
    if case in flags:
        date = {"before": "2017-10-02", "coarse": "2020"}.get(case) or world.dice.day(2021, 2024)
        world.act(actor, "cms-11.10:27", "joint-activity", date=date,
                  counterparts=[world.dice.pick(["cbd", "cites", "ramsar"])],
                  flags=flags[case], description="mutually supportive activity")


def mandates(world, actor, case):
    """Paragraph 29: what an action says that it rests on."""
    repealed = world.dice.pick(REPEALED)
    ways = {"after": ("2021-06-15", [repealed]), "on-the-day": ("2020-02-22", [repealed]),
            "day-before": ("2020-02-21", [repealed]), "before": ("2017-03-08", [repealed]),
            "coarse": ("2020", [repealed]),
            "both": ("2022-09-01", ["cms-11.10", repealed]), "recalled": ("2022-02-14", ["cms-10.25"]),
            "current": ("2023-04-18", ["cms-11.10"])}
    if case in ways:
        date, mandate = ways[case]
        world.act(actor, "", "activity", date=date, mandate=mandate, description="cooperation project")
    elif case == "running":
        world.act(actor, "", "activity", "ongoing", **{"from": "2016-01-01"}, mandate=[repealed],
                  description="cooperation project")


CMS_ACTIONS = [
    (collaborations, {"none": 30, "act": 22, "running": 12, "dart": 5, "nbsap": 5, "unnamed": 4, "refused": 4,
                      "planned": 4,
                      "before": 4, "ended": 3, "coarse": 3, "this-year": 3}),
    (engagements, {"none": 40, "all": 14, "all-in-two": 8, "two": 10, "one": 8, "absent": 6, "unnamed": 4, "refused": 4,
                   "before": 4, "coarse": 3}),
    (lambda w, a, c: positions(w, a, c, "26.a"), {"none": 50, "done": 18, "ongoing": 12, "planned": 6, "refused": 5,
                                                  "coarse": 4, "before": 5}),
    (lambda w, a, c: positions(w, a, c, "26.b"), {"none": 50, "done": 18, "ongoing": 12, "planned": 6, "refused": 5,
                                                  "coarse": 4, "before": 5}),
    (web_tools, {"none": 45, "informea": 14, "dart": 8, "other": 6, "both": 6, "without": 8, "unsaid": 8, "before": 4,
                 "coarse": 3}),
    (mandates, {"none": 70, "after": 5, "on-the-day": 2, "day-before": 2, "before": 5, "coarse": 3, "both": 3,
                "recalled": 4,
                "current": 5, "running": 3}),
]

# Focal-point asks: the kind of action, and for each case its rows, to which a day in the holder's term is added.
RMFP_ACTIONS = {
    "strategy": ("strategy", {
        "none": (30, []),
        "full": (12, [["design", "dissemination", "stakeholder:ministry-of-finance", "nbsap", "by:focal-point"]]),
        "two-rows": (8, [["design", "stakeholder:private-sector", "by:focal-point"],
                         ["dissemination", "nbsap", "by:focal-point"]]),
        "some": (12, [["design", "nbsap", "by:focal-point"]]),
        "nobody-involved": (6, [["design", "dissemination", "nbsap", "by:focal-point"]]),
        "author-unknown": (8, [["design", "dissemination", "stakeholder:ministry-of-finance", "nbsap"]]),
        "by-others": (6, [["design", "dissemination", "stakeholder:ngos", "nbsap", "by:other"]]),
        "unsaid": (4, [[]]),
    }),
    "liaison": ("contact", {"none": (30, []), "contact": (50, [["by:focal-point"]]), "author-unknown": (10, [[]]),
                            "by-others": (6, [["by:other"]])}),
    "duty-1": ("information", {
        "none": (30, []), "both": (22, [["receive", "disseminate", "by:focal-point"]]),
        "two-rows": (10, [["receive", "by:focal-point"], ["disseminate", "by:focal-point"]]),
        "receive": (10, [["receive", "by:focal-point"]]), "disseminate": (8, [["disseminate", "by:focal-point"]]),
        "unsaid": (5, [["by:focal-point"]]), "author-unknown": (5, [["receive", "disseminate"]]),
    }),
    "duty-3": ("experts", {"none": (40, []), "done": (40, [["by:focal-point"]]), "author-unknown": (8, [[]]),
                           "by-others": (5, [["by:other"]])}),
    "duty-6": ("implementation", {
        "none": (35, []), "monitor": (15, [["monitor", "by:focal-point"]]),
        "promote": (12, [["promote", "by:focal-point"]]),
        "facilitate": (10, [["facilitate", "by:focal-point"]]),
        "all": (8, [["facilitate", "monitor", "promote", "by:focal-point"]]),
        "unsaid": (5, [["by:focal-point"]]), "author-unknown": (6, [["monitor"]]),
    }),
}


def day_in_term(world, actor):
    first, last = world.terms[actor]
    date = world.dice.day(min(first + 1, last), min(last, 2024)) if last > first else world.dice.day(first, first)
    return date[:4] if world.dice.often(4) else date


def make_focal_point_actions(world):
    holders = sorted(world.terms)
    for duty, (kind, cases) in RMFP_ACTIONS.items():
        shares = {case: share for case, (share, _) in cases.items()}
        for actor, case in world.deal(holders, shares):
            for flags in cases[case][1]:
                more = {"counterparts": ["cbd-sec"]} if duty == "liaison" else {}
                world.act(actor, f"cbd-rmfp:{duty}", kind, date=day_in_term(world, actor), flags=flags, **more)
    shares = {"none": 50, "one-sided": 16, "reciprocal": 22, "unnamed": 6}
    for actor, case in world.deal(holders, shares):
        partner = world.dice.pick([other for other in holders if other != actor])
        row = {"flags": ["by:focal-point"], "date": day_in_term(world, actor)}
        if case == "reciprocal":
            world.act(partner, "cbd-rmfp:duty-5", "collaboration", **row, counterparts=[actor])
        if case != "none":
            world.act(actor, "cbd-rmfp:duty-5", "collaboration", **row, counterparts=[] if case == "unnamed"
                      else [partner])
    without = [actor for actor in world.parties_to("cbd") if actor not in world.terms]
    for i, actor in enumerate(world.dice.some(without, 7)):
        world.act(actor, "cbd-rmfp:appoint", "consideration", "refused" if i % 2 else "done",
                  date=world.dice.day(2010, 2023))


SECRETARIAT_ACTIONS = [
    ("cms-sec", "2.a", "activity", "2020-09-10", ["blg"], "strategic plan presented"),
    ("cms-sec", "2.b", "activity", "2022-03-17", ["cbd-sec"], "joint side event within the strategic plan"),
    ("cms-sec", "3", "activity", "2021-05-04", ["fao"], "cooperation with an organization"),
    ("cms-sec", "3", "activity", "2024-06-11", ["org-flyway-friends"], "cooperation with an NGO"),
    ("cms-sec", "4.a", "activity", "2021-10-09", ["org-turtle-watch"], "partner found for a campaign"),
    ("cms-sec", "8", "engagement", "2023-08-09", [], "youth event"),
    ("cms-sec", "9", "activity", "2022-06-17", ["fao", "unccd-sec"], "informal exchange"),
    ("cms-sec", "10", "activity", "2023", ["org-wind-and-wing"], "talks with a company"),
    ("cms-sec", "11", "activity", "2022-11", ["iucn"], "seat in an expert committee"),
    ("cms-sec", "12.b", "proposal", "2024-02-12", ["cites-sec"], "joint work plan put to COP14"),
    ("cms-sec", "13", "activity", "2021-07-01", ["cbd-sec"], "advice on the revision of NBSAPs"),
    ("cms-sec", "14.a", "activity", "2021-04-20", ["unep"], "meeting with regional offices"),
    ("cms-sec", "15.a", "consideration", "2021-08-23", ["cbd-sec"], "advice on species"),
    ("cms-sec", "16", "activity", "2020-12", ["blg"], "indicators discussed"),
    ("cms-sec", "17", "activity", "2023-02-02", ["ramsar-sec"], "joint wetlands event"),
    ("cms-sec", "18", "activity", "2022-07-05", ["blg"], "paper on the SDGs"),
    ("cms-sec", "22.a", "activity", "", [], "calendar of meetings shared"),
    ("agr-aewa", "11", "activity", "2022-09", ["iucn"], "expert committee of a partner"),
    ("agr-acap", "11", "activity", "2019-05", ["fao"], "expert committee of a partner"),
    ("cbd-sec", "14.b", "activity", "2022-05-30", ["unep"], "liaison"),
    ("cbd-sec", "15.b", "consideration", "2021", ["cms-sec"], "advice on species"),
    ("cites-sec", "19", "activity", "2021-11-18", ["cms-sec"], "step on online reporting"),
    ("ramsar-sec", "20", "consideration", "2022-01-26", ["blg"], "outreach on the agenda"),
    ("blg", "21", "consideration", "2022-01-26", [], "monitoring on the agenda"),
    ("blg", "22.b", "consideration", "2023-01", [], "cross-cutting issues on the agenda"),
    ("org-flyway-friends", "28", "activity", "2024-05-11", ["cms-sec"], "benefits publicized"),
    ("iucn", "28", "activity", "2018-05", ["cms-sec"], "benefits publicized"),
    ("org-turtle-watch", "4.b", "activity", "2022-06-16", ["cms-sec"], "contribution to a campaign"),
]


def make_actions(world):
    world.bound = {treaty: world.parties_to(treaty) for treaty in world.treaties}
    for make, shares in CMS_ACTIONS:
        for actor, case in world.deal(world.parties_to("cms"), shares):
            make(world, actor, case)
    for action in world.made["actions"]:
        if "mandate" not in action and world.dice.often(40):
            action["mandate"] = [world.dice.pick(["cms-11.10", "cms-11.10", "cms-11.10", "cms-10.25"] + REPEALED[-1:])]
    for actor, limb, kind, date, counterparts, description in SECRETARIAT_ACTIONS:
        world.act(actor, f"cms-11.10:{limb}", kind, date=date, counterparts=counterparts, description=description)
    make_focal_point_actions(world)


def make_reports(world):
    cases = {"in-time": 45, "late": 15, "blank": 10, "no-row": 8, "on-the-day": 4, "coarse": 5, "later": 4, "soft": 5}

    def add(actor, treaty, period, due, case, early):
        row = {"actor": actor, "treaty": treaty, "period": period, "due": due, "due_kind": "hard", "version": "1",
               "state": "submitted"}
        year = int(due[:4])
        if case == "no-row":
            return
        row["submitted"] = {"late": world.dice.day(year + 1, year + 1), "blank": "", "on-the-day": due,
                            "coarse": due[:4],
                            "later": "2025-08-04"}.get(case, early)
        row["due_kind"] = "soft" if case == "soft" else "hard"
        row["state"] = {"blank": "draft", "late": "returned"}.get(case, "submitted")
        prefix = period if period.startswith(treaty) else f"{treaty}-{period}"
        world.add("reports", f"rep-{actor.lower()}-{prefix}", **row)

    for period, due, early in (("cms-cop13", "2019-08-17", "2019-07-30"), ("cms-cop14", "2023-04-26", "2023-04-03")):
        for actor, case in world.deal(world.parties_to("cms"), cases):
            add(actor, "cms", period, due, case, early)
    for actor, case in world.deal(world.parties_to("cms"), {"blank": 80, "no-row": 10, "early": 5}):
        add(actor, "cms", "cms-cop15", "2025-09-24", case, "2025-06-12")
    for actor, case in world.deal(world.parties_to("cbd"), cases):
        add(actor, "cbd", "nr6", "2018-12-31", case, "2018-12-12")
    for actor, case in world.dice.deal(world.dice.some(world.parties_to("cites"), 60), cases).items():
        add(actor, "cites", "2023", "2024-10-31", case, "2024-10-15")
    for period, submitted, about in (("cms-stc52", "2021-08-20", ["cms-11.10:23"]),
                                     ("cms-stc53", "2023-09-01", ["cms-11.10:23"]),
                                     ("cms-cop14", "2023-12-20", ["cms-11.10:15.c", "cms-11.10:23"]),
                                     ("cms-stc54", "", []), ("cms-cop15", "", [])):
        world.add("reports", f"rep-cms-sec-{period}", actor="cms-sec", instrument="cms-11.10", treaty="cms",
                  period=period,
                  submitted=submitted, about=about, state="submitted" if submitted else "draft", version="1")


def make_plans(world):
    for actor, case in world.deal(world.parties_to("cbd"), {"one": 40, "none": 35, "expired": 10, "coarse": 8,
                                                            "unadopted": 7}):
        row = {"actor": actor, "kind": "nbsap", "version": "2", "flags": world.dice.pick([["migratory-species"], [],
               ["migratory-species", "resource-mobilization"], ["resource-mobilization"]])}
        adopted = world.dice.day(2014, 2022)
        ways = {"one": {"adopted": adopted, "submitted": adopted, "expires": "2030-12-31"},
                "expired": {"adopted": adopted, "submitted": adopted, "expires": "2024-12-31"},
                "coarse": {"adopted": "2025", "expires": "2030"}, "unadopted": {"submitted": "2024-11"}}
        if case in ways:
            world.add("plans", f"plan-{actor.lower()}-nbsap", **row, **ways[case])
    for actor in world.dice.some(world.terms, 25):
        world.add("plans", f"plan-{actor.lower()}-rm", actor=actor, kind="resource-mobilization", version="1",
                  adopted=world.dice.day(2013, 2024), flags=["nbsap"] if world.dice.often(50) else [])
    for version, adopted, flags in (("1", "2015-11", []), ("2", "2024-02-17", ["targets", "timetable", "alignment"])):
        world.add("plans", "plan-cms-sec-cites", actor="cms-sec", kind="cms-joint-work-plan", version=version,
                  adopted=adopted, flags=flags)


def make_requests(world):
    cases = {"none": 40, "in-time": 14, "late": 8, "unanswered": 8, "on-the-day": 4, "ahead": 5, "no-due": 5,
             "no-due-answered": 5,
             "answered-later": 4, "coarse": 4, "before-term": 3}
    for actor, case in world.deal(sorted(world.terms), cases):
        first, last = world.terms[actor]
        year = max(first + 1, min(last, 2024) - world.dice.below(3)) if last > first else first
        due = f"{year}-11-30"
        row = {"from": world.dice.pick(["cbd-sec", "cbd-sec", "cbd-cop"]), "to": actor, "kind": "input",
               "asked": f"{year}-09-01",
               "due": due, "subject": world.dice.pick(["funding needs", "finance indicators", "lessons on strategies"])}
        ways = {"in-time": {"answered": f"{year}-11-02"}, "late": {"answered": f"{year + 1}-02-10"}, "unanswered": {},
                "on-the-day": {"answered": due}, "ahead": {"asked": "2025-06-02", "due": "2025-10-31"},
                "no-due": {"due": ""},
                "no-due-answered": {"due": "", "answered": f"{year}-12-20"}, "answered-later": {"asked": "2025-03-01",
                "due": "2025-05-31", "answered": "2025-07-15"}, "coarse": {"answered": str(year)},
                "before-term": {"asked": "2008-06-15", "due": "2008-08-31"}}
        if case in ways:
            world.add("requests", f"req-{actor.lower()}", **{**row, **ways[case]})
    for asked, due in (("2016-02-01", "2016-05-31"), ("2017-05-15", "2017-09-30")):
        world.add("requests", "req-open", **{"from": "cbd-sec"}, to="open", kind="input", asked=asked, due=due,
                  subject="views of all")
    for author, asked, answered in (("org-flyway-friends", "2021-03-02", "2021-03-20"),
                                    ("org-turtle-watch", "2022-10-10", ""),
                                    ("org-open-rivers", "2025-06-20", "")):
        world.add("requests", f"req-letter-{author}", **{"from": author}, to="cms-sec", kind="ngo-letter", asked=asked,
                  answered=answered, subject="letter for a project")


def make_meetings(world):
    europe = sorted({r["actor"] for r in world.tables["regions"] if r["scheme"] == "cms" and r["region"] == "Europe"})
    asia = sorted({r["actor"] for r in world.tables["regions"] if r["scheme"] == "cms" and r["region"] == "Asia"})

    def add(identifier, body, kind, first, last, open_to, title):
        world.made.setdefault("meetings", []).append({"id": identifier, "body": body, "kind": kind, "from": first,
                                                      "to": last,
                                                      "open_to": open_to, "title": title})

    for number, first, last in (("9", "2008-12-01", "2008-12-05"), ("10", "2011-11-20", "2011-11-25"),
                                ("11", "2014-11-04", "2014-11-09"),
                                ("12", "2017-10-23", "2017-10-28"), ("13", "2020-02-17", "2020-02-22"),
                                ("14", "2024-02-12", "2024-02-17"), ("15", "2026-03", "2026-03")):
        add(f"cms-cop{number}", "cms-cop", "cop", first, last, ["all"], f"CMS COP{number}")
    for number, first, last in (("9", "2008-05-19", "2008-05-30"), ("10", "2010-10-18", "2010-10-29"),
                                ("11", "2012-10-08", "2012-10-19"),
                                ("12", "2014-10-06", "2014-10-17"), ("13", "2016-12-04", "2016-12-17"),
                                ("14", "2018-11-17", "2018-11-29"),
                                ("15", "2021-10-11", "2022-12-19"), ("16", "2024-10-21", "2024-11-01"),
                                ("17", "2026-10", "2026-10")):
        add(f"cbd-cop{number}", "cbd-cop", "cop", first, last, ["all"], f"CBD COP{number}")
    for number, first, last in (("52", "2021-09-21", "2021-09-24"), ("53", "2023-10-10", "2023-10-11"),
                                ("54", "2025-04", "2025-04"),
                                ("55", "2025-12", "2025-12")):
        add(f"cms-stc{number}", "cms-stc", "standing-committee", first, last, ["party:cms"],
            f"Standing Committee {number}")
    add("cms-scc6", "cms-scc", "scientific-council", "2023-07-18", "2023-07-21", ["party:cms"], "Sessional Committee 6")
    for year in ("2020", "2022", "2023"):
        add(f"blg-{year}", "blg", "blg", f"{year}-01" if year != "2020" else "2020-12-03", "", sorted(BLG_SINCE),
            f"BLG {year}")
    add("iucn-committee", "iucn", "expert-committee", "2022-11", "2022-11", [], "Expert committee of a partner")
    for identifier, first, last, open_to in (
            ("cbd-fw-2012", "2012-05-14", "2012-05-16", ["all"]),
            ("cbd-fw-2016", "2016-04-05", "2016-04-07", world.africa),
            ("cbd-fw-2018", "2018-03-12", "2018-03-14", []), ("cbd-fw-2019", "2019-06-03", "2019-06-05", europe),
            ("cbd-fw-2020", "2020-09-15", "2020-09-16", ["party:cbd"]),
            ("cbd-fw-2023", "2023-05-22", "2023-05-24", asia),
            ("cbd-fw-2025", "2025", "2025", ["BRA", "CHL", "PER"]),
            ("cbd-fw-2025b", "2025-11-04", "2025-11-06", world.africa)):
        add(identifier, "cbd-sec", "finance-workshop", first, last, open_to, f"Finance workshop {first[:4]}")


def make_participation(world):
    cbd = world.parties_to("cbd")
    shares = {"none": 45, "delegate": 35, "online": 12, "observer": 8}
    for meeting in world.made["meetings"]:
        if meeting["kind"] != "finance-workshop" or meeting["from"] >= "2025":
            continue
        open_to = [actor for actor in meeting["open_to"] if actor in cbd]
        for actor, case in world.dice.deal(open_to or cbd, shares).items():
            if case != "none" and (open_to or world.dice.often(40)):
                world.add("participation", f"part-{meeting['id']}", meeting=meeting["id"], actor=actor, capacity=case)
    for meeting, actor in (("cms-scc6", "cms-scc"), ("iucn-committee", "cms-sec"), ("iucn-committee", "agr-aewa"),
                           ("blg-2022", "cms-sec"), ("blg-2022", "cbd-sec"), ("blg-2023", "cms-sec"),
                           ("cms-cop14", "org-flyway-friends")):
        world.add("participation", f"part-{meeting}", meeting=meeting, actor=actor, capacity="observer")


def make_contributions(world):
    cases = {"paid": 50, "late": 12, "part": 10, "arrears": 10, "none": 8, "voluntary": 6, "pledged": 4,
             "paid-later": 4}
    for actor, case in world.deal(world.parties_to("cms"), cases):
        for year in (2023, 2024, 2025):
            if case == "none" or (case == "arrears" and year == 2023 and world.dice.often(50)):
                continue
            core = world.dice.amount(300, 90000)
            row = {"actor": actor, "fund": "cms-core", "year": str(year), "currency": "EUR", "assessed": core,
                   "due": f"{year}-01-31"}
            ways = {"paid": {"paid": core, "paid_on": f"{year}-01-{10 + world.dice.below(18)}"},
                    "late": {"paid": core, "paid_on": f"{year}-05-14"},
                    "part": {"paid": f"{int(float(core)) // 2}.00", "paid_on": f"{year}-04"}, "arrears": {},
                    "paid-later": {"paid": core, "paid_on": f"{year}-10-02" if year == 2025 else f"{year}-01-20"}}
            if case in ways:
                world.add("contributions", f"con-{actor.lower()}-core-{year}", **row, **ways[case])
            elif case == "voluntary":
                world.add("contributions", f"con-{actor.lower()}-part-{year}", actor=actor, fund="cms-partnerships",
                          year=str(year), currency="EUR",
                          pledged="25000", paid="25000", paid_on=str(year) if year < 2025 else "2025-03-03")
            else:
                world.add("contributions", f"con-{actor.lower()}-part-{year}", actor=actor, fund="cms-partnerships",
                          year=str(year),
                          currency="EUR", pledged=world.dice.amount(1000, 9000))
    for actor in world.dice.some(world.parties_to("cbd"), 20):
        paid = world.dice.amount(500, 90000)
        world.add("contributions", f"con-{actor.lower()}-cbd-2025", actor=actor, fund="cbd-core", year="2025",
                  currency="USD",
                  assessed=paid, paid=paid, due="2025-01-31", paid_on="2025-01-15")


def make_partnerships(world):
    for parties, kind, name, first, last, flags in (
            (["cms-sec", "iwc-sec"], "mou", "CMS and the Whaling Commission", "2010", "", []),
            (["cms-sec", "unesco"], "mou", "CMS and UNESCO", "2010", "", []),
            (["cms-sec", "ramsar-sec"], "mou", "CMS and Ramsar", "2010", "", []),
            (["bern-sec", "cms-sec"], "mou", "CMS and Bern", "2010", "", []),
            (["cites-sec", "cms-sec"], "mou", "CMS and CITES", "2010", "", []),
            (["cites-sec", "cms-sec"], "joint-work-plan", "CMS and CITES, first", "2015-11", "2020-12-31",
             ["alignment"]),
            (["cites-sec", "cms-sec"], "joint-work-plan", "CMS and CITES, second", "2024-02-17", "",
             ["alignment", "targets", "timetable"]),
            (["cms-sec", "fao"], "informal", "Exchange on food and wildlife", "2021", "", []),
            (["cms-sec", "unccd-sec"], "informal", "Exchange on drylands", "2022-06-17", "2023-06-17", []),
            (["cms-sec", "org-wind-and-wing"], "private-sector", "Safer wind parks", "2022-03-01", "",
             ["code-of-conduct"]),
            (["cms-sec", "org-northern-bank"], "private-sector", "Bank for flyways", "2023-07", "",
             ["no-code-of-conduct"]),
            (["cms-sec", "org-open-rivers"], "private-sector", "Rivers", "2024", "", []),
            (["cms-sec", "org-flyway-friends"], "ngo", "Friends of flyways", "2018-01-01", "", ["strategic"]),
            (["agr-aewa", "cms-sec", "org-turtle-watch"], "campaign", "Day of wetlands and turtles", "2021-10-09",
             "2021-10-10", []),
            (["KEN", "TZA"], "joint-work-plan", "Savannah corridor", "2019-05-01", "", ["targets"]),
            (["BOL", "CHL", "PER"], "mou", "High flamingos", "2008-12-04", "", []),
            (["KAZ", "MNG", "UZB"], "mou", "Steppe antelope", "2010", "2025", [])):
        world.add("partnerships", "ptn-" + kind, parties=parties, kind=kind, name=name, flags=flags,
                  **{"from": first, "to": last})


def completeness(world):
    african = {treaty: [a for a in world.parties_to(treaty) if a in world.africa] for treaty in ("cms", "cbd")}
    cms = [f"cms-11.10:{limb}" for limb in ("8", "25", "26.a", "26.b", "27")]
    rmfp = [f"cbd-rmfp:{duty}" for duty in ("strategy", "liaison", "duty-1", "duty-3", "duty-5", "duty-6")]
    return {
        "focal_points": [{"where": {"role": ["cms-nfp"]}, "since": "2015"},
                         {"where": {"role": ["cbd-rmfp"]}, "since": "2008-05-30", "until": "2025-12-31"}],
        "actions": [{"where": {"provision": cms, "actor": african["cms"]}, "since": "2020-02-22"},
                    {"where": {"provision": rmfp, "actor": african["cbd"]}, "since": "2008-05-30",
                     "until": "2025-12-31"}],
        "requests": [{"where": {"from": ["cbd-sec"]}, "since": "2015"},
                     {"where": {"kind": ["input"]}, "since": "2015"}],
        "meetings": [{"where": {"kind": ["cop", "finance-workshop"]}, "since": "2008"},
                     {"where": {"kind": ["standing-committee"]}, "since": "2020-02-22"}],
        "participation": [{"where": {"meeting": ["cbd-fw-2019", "cbd-fw-2020"]}, "since": "2015"}],
        "contributions": [{"where": {"fund": ["cms-core"]}, "since": "2023"}],
        "reports": [{"where": {"treaty": ["cms"]}, "since": "2019"}],
    }


def copy_real_tables(world):
    tables = world.tables
    tables["actors"] = sorted(tables["actors"] + [{"id": i, "kind": kind, "name": name} for kind, i,
                                                  name in OTHER_ACTORS],
                              key=lambda row: row["id"])
    for row in tables["actors"]:
        row["former_names"] = {"EU": ["European Economic Community", "European Community"]}.get(row["id"], [])
    tables["memberships"] += [{"actor": actor, "treaty": "blg", "source": "illustrative", "in_force": since,
                               "note": "year only, to be confirmed"} for actor, since in sorted(BLG_SINCE.items())]
    tables["sources"].append({"id": "illustrative", "title": "Invented for this sample", "licence": "MIT"})
    tables["treaties"] = [{"id": key, "name": name, "secretariat": SECRETARIATS.get(key, "")}
                          for key, name in sorted({**world.treaties, **FURTHER_TREATIES}.items())]


def write_sample(world):
    real = json.loads((PARTIES / "datapackage.json").read_text(encoding="utf-8"))
    complete = completeness(world)
    for more in (offices_complete(), liaison_complete()):
        for table, declarations in more.items():
            complete.setdefault(table, []).extend(declarations)
    resources = []
    for rows in world.made.values():
        rows.sort(key=lambda row: row["id"])
    actions = world.made.pop("actions")
    for first, name in ((False, "actions-1.csv"), (True, "actions-2.csv")):
        rows = [a for a in actions if a["provision"].startswith("cbd-rmfp") == first]
        write_csv(SAMPLE / name, SAMPLE_COLUMNS["actions"], rows)
    (SAMPLE / "requests.jsonl").write_text("".join(json.dumps(without_blanks(row), ensure_ascii=False) + "\n"
                                                   for row in world.made.pop("requests")), encoding="utf-8")
    meetings = ",\n".join("  " + json.dumps(without_blanks(row), ensure_ascii=False)
                          for row in world.made.pop("meetings"))
    (SAMPLE / "meetings.json").write_text(f"[\n{meetings}\n]\n", encoding="utf-8")
    write_csv(SAMPLE / "contributions.csv", SAMPLE_COLUMNS["contributions"], world.made.pop("contributions"), ";",
              "\r\n")
    for name, rows in {**world.tables, **world.made}.items():
        write_csv(SAMPLE / f"{name}.csv", SAMPLE_COLUMNS[name], rows)
    special = {"actions": {"path": ["actions-1.csv", "actions-2.csv"]}, "requests": {"path": "requests.jsonl"},
               "meetings": {"path": "meetings.json"}, "contributions": {"dialect": {"delimiter": ";",
                                                                                    "lineTerminator": "\r\n"}}}
    for name in sorted({**SAMPLE_COLUMNS, **special}):
        declared = {"accord:complete": complete[name]} if name in complete else {}
        resources.append({"name": name, "path": f"{name}.csv", **special.get(name, {}), **declared})
    write_json(SAMPLE / "datapackage.json", {
        "name": "sample",
        "title": "Real Parties with invented records, to try every verdict on",
        "accord:illustrative": True,
        "sources": real["sources"],
        "licenses": real["licenses"],
        "resources": resources,
    })


def make_sample():
    SAMPLE.mkdir(parents=True, exist_ok=True)
    world = World()
    for make in (make_focal_points, make_actions, make_reports, make_plans, make_requests, make_meetings,
                 make_participation, make_contributions, make_partnerships, make_range_state_lists, make_offices,
                 make_liaison, make_comments, copy_real_tables, write_sample):
        make(world)
