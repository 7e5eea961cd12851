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
    ("aewa-sec", "8", "engagement", "done", {"date": "2022-10-08", "groups": ["youth-groups"],
                                              "description": "school contest"}),
    ("agr-eurobats", "8", "engagement", "done", {"date": "2023-08-26", "groups": ["youth-groups"],
                                                 "description": "bat night"}),
    ("cms-scc", "8", "engagement", "done", {"date": "2023-07-19", "groups": ["indigenous-peoples"],
                                            "flags": ["absent:youth-groups"], "description": "hearing"}),
    ("iucn", "8", "engagement", "done", {"date": "2021-09-05", "groups": GROUPS, "description": "congress"}),
    ("fao", "8", "engagement", "done", {"date": "2021-10-16", "groups": ["youth-groups", "local-communities"],
                                        "description": "food day"}),
    ("unesco", "8", "engagement", "done", {"date": "2020", "groups": GROUPS, "description": "forum"}),
    ("agr-ascobans", "11", "activity", "refused", {"date": "2022-03-14", "description": "seat in a partner's group"}),
    ("agr-eurobats", "11", "activity", "refused", {"date": "2021-11-02", "flags": ["outside-mandate"],
                                                   "description": "seat in a partner's group"}),
    ("cms-sec", "12.b", "proposal", "done", {"date": "2023-12-14", "counterparts": ["cms-cop", "ramsar-sec"],
                                             "flags": ["joint-work-plan", "targets", "timetable"],
                                             "description": "joint work plan put to COP14"}),
    ("cms-sec", "14.a", "activity", "done", {"date": "2022-10-18", "counterparts": ["unep"], "flags": ["use-of-role"],
                                             "description": "regional offices helped with reporting"}),
    ("cites-sec", "14.b", "activity", "ongoing", {"from": "2019-05-02", "counterparts": ["unep"],
                                                  "flags": ["use-of-role"], "description": "liaison officer"}),
    ("iwc-sec", "14.b", "activity", "done", {"date": "2024", "counterparts": ["unep"], "description": "liaison"}),
    ("ramsar-sec", "14.b", "activity", "done", {"date": "2021-06-08", "counterparts": ["unep"], "flags": ["liaison"],
                                                "description": "liaison on other matters"}),
    ("unccd-sec", "14.b", "activity", "refused", {"date": "2022-01-31", "counterparts": ["unep"],
                                                  "description": "liaison"}),
    ("cites-sec", "15.b", "activity", "done", {"date": "2023-06-20", "counterparts": ["cbd-sec"],
                                               "description": "advice on species"}),
    ("iwc-sec", "15.b", "activity", "refused", {"date": "2021-03-03", "counterparts": ["cbd-sec"],
                                                "description": "advice on species"}),
    ("cms-sec", "16", "activity", "done", {"date": "2023-04-25", "counterparts": ["bip"],
                                           "description": "indicators discussed"}),
    ("cms-sec", "18", "activity", "done", {"date": "2024-07-09", "counterparts": ["unep"],
                                           "description": "paper on the SDGs"}),
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
    limbs = [f"cms-11.10:{limb}" for limb in ("2.a", "2.b", "3", "4.a", "7", "9", "10", "12.b", "13", "14.a", "15.a",
                                              "16", "17", "18")]
    invited = {"provision": ["cms-11.10:14.b", "cms-11.10:15.b"], "actor": ["bern-sec", "cbd-sec", "ippc-sec"]}
    return {
        "actions": [{"where": {"provision": limbs, "actor": ["cms-sec"]}, "since": "2020-02-22"},
                    {"where": invited, "since": "2020-02-22"}],
        "requests": [{"where": {"kind": ["ngo-letter"]}, "since": "2020-02-22"}],
    }
