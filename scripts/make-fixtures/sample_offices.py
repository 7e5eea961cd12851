"""Rows of the sample for secretariats, bodies, Agreements and organizations, in the order of the resolution's paragraphs.

No dice here: a row that is added leaves all others as they are."""

GROUPS = ["indigenous-peoples", "youth-groups", "local-communities"]

# Actor, limb, kind, status, and the other columns.
ACTIONS = [
    ("cms-sec", "2.b", "activity", "planned", {"date": "2023-11", "description": "side event within the strategic plan"}),
    ("cms-sec", "3", "activity", "ongoing", {"from": "2022-09-01", "counterparts": ["unesco"],
                                             "description": "exchange of staff"}),
    ("cms-sec", "4.a", "campaign", "done", {"date": "2022-10-08", "counterparts": ["iucn", "org-turtle-watch"],
                                            "description": "day of migratory birds"}),
    ("cms-sec", "4.a", "campaign", "done", {"date": "2024-10-12", "flags": ["partners:none"],
                                            "description": "day of migratory birds"}),
    ("agr-aewa", "4.b", "activity", "done", {"date": "2022-10-08", "description": "posters for a campaign"}),
    ("KEN", "4.b", "activity", "done", {"date": "2022-10-08", "description": "posters for a campaign"}),
    ("USA", "4.b", "activity", "done", {"date": "2020", "description": "posters for a campaign"}),
    ("org-northern-bank", "4.b", "activity", "refused", {"date": "2023-02-01", "description": "posters for a campaign"}),
    ("cms-sec", "7", "ngo-letter", "refused", {"date": "2023-06-12", "counterparts": ["org-flyway-friends"],
                                               "description": "project outside the plans of the CMS Family"}),
    ("agr-aewa", "8", "engagement", "done", {"date": "2022-08-09", "groups": GROUPS,
                                             "description": "flyway forum"}),
    ("agr-eurobats", "8", "engagement", "done", {"date": "2023-08-26", "groups": ["youth-groups"],
                                                 "description": "bat night"}),
    ("cms-scc", "8", "engagement", "done", {"date": "2023-07-19", "groups": ["indigenous-peoples"],
                                            "flags": ["absent:youth-groups"], "description": "hearing"}),
    ("iucn", "8", "engagement", "done", {"date": "2021-09-05", "groups": GROUPS, "description": "congress"}),
    ("fao", "8", "engagement", "done", {"date": "2021-10-16", "groups": ["youth-groups", "local-communities"],
                                        "description": "food day"}),
    ("unesco", "8", "engagement", "done", {"date": "2020", "groups": GROUPS, "description": "forum"}),
]

# NGO, asked, and the other columns of its request for a letter of the CMS Secretariat.
LETTERS = [
    ("org-flyway-friends", "2023-05-02", {"answered": "2023-06-12"}),
    ("org-open-rivers", "2025-01-15", {"due": "2025-09-30"}),
]


def make_offices(world):
    for actor, limb, kind, status, row in ACTIONS:
        world.add("actions", f"act-{actor.lower()}-{limb}", actor=actor, provision=f"cms-11.10:{limb}", kind=kind,
                  status=status, **row)
    for author, asked, row in LETTERS:
        world.add("requests", f"req-letter-{author}", **{"from": author}, to="cms-sec", kind="ngo-letter", asked=asked,
                  subject="letter for a project", **row)


def offices_complete():
    """What is complete of these rows, by table."""
    limbs = [f"cms-11.10:{limb}" for limb in ("2.a", "2.b", "3", "4.a", "7", "9", "10")]
    return {
        "actions": [{"where": {"provision": limbs, "actor": ["cms-sec"]}, "since": "2020-02-22"}],
        "requests": [{"where": {"kind": ["ngo-letter"]}, "since": "2020-02-22"}],
    }
