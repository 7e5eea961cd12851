"""Rows of the sample for the BLG and its members, the Standing Committee, web tools and partners: paragraphs 19 to 28.

No dice here: a row that is added leaves all others as they are."""

# Actor, limb, kind, status, date, and the other columns.
ACTIONS = [
    ("cms-sec", "19", "activity", "done", "2022-03-08", {"counterparts": ["cites-sec", "ramsar-sec"]}),
    ("cbd-sec", "19", "consideration", "done", "2021", {}),
    ("ippc-sec", "19", "activity", "planned", "2025-11-05", {"counterparts": ["cbd-sec"]}),
    ("itpgrfa-sec", "19", "activity", "done", "2023-10-12", {"counterparts": ["unep"]}),
    ("iwc-sec", "19", "activity", "refused", "2022-06-01", {"counterparts": ["cites-sec"]}),
    ("cms-sec", "20", "consideration", "refused", "2022-02-03", {"counterparts": ["blg"]}),
    ("whc-sec", "20", "activity", "done", "2023-05-22", {"counterparts": ["cbd-sec", "cms-sec"]}),
    ("cms-sec", "22.a", "activity", "done", "2022-05-17", {"counterparts": ["cites-sec"]}),
    ("cms-sec", "22.a", "activity", "done", "2023-02-28", {"flags": ["overlap:wild-meat"]}),
    ("blg", "22.b", "consideration", "done", "2022-01", {"flags": ["lead-agreements"]}),
    ("CAN", "27", "joint-activity", "done", "2022-05-14", {"counterparts": ["ramsar"], "flags": ["tool:none"]}),
    ("CHN", "27", "joint-activity", "done", "2020", {"counterparts": ["cites"], "flags": ["tool:informea"]}),
    ("JPN", "27", "joint-activity", "done", "2021-11-03", {"counterparts": ["cites"]}),
    ("USA", "27", "joint-activity", "done", "2023-03-03", {"counterparts": ["cites"], "flags": ["tool:informea"]}),
    ("fao", "27", "joint-activity", "done", "2022-10-16", {"counterparts": ["itpgrfa"]}),
    ("iucn", "27", "joint-activity", "done", "2021-09-08", {"counterparts": ["cbd", "cites"],
                                                           "flags": ["tool:species-portal"]}),
    ("org-open-rivers", "27", "joint-activity", "done", "2024-09-22", {"counterparts": ["ramsar"],
                                                                      "flags": ["tool:none"]}),
    ("org-turtle-watch", "28", "activity", "ongoing", "", {"from": "2019-06-16", "counterparts": ["cms-sec"]}),
    ("org-wind-and-wing", "28", "activity", "done", "2023-04-18", {"counterparts": ["cms-sec"]}),
    ("unep", "28", "activity", "refused", "2021-02-22", {"counterparts": ["cms-sec"]}),
]


def make_liaison(world):
    for actor, limb, kind, status, date, row in ACTIONS:
        world.add("actions", f"act-{actor.lower()}-{limb}", actor=actor, provision=f"cms-11.10:{limb}", kind=kind,
                  status=status, date=date, **row)
    world.add("reports", "rep-cms-sec-cms-stc54", actor="cms-sec", instrument="cms-11.10", treaty="cms",
              period="cms-stc54", submitted="2025-03-14", about=["cms-11.10:23", "joint-activities"],
              state="submitted", version="2")


def liaison_complete():
    """What is complete of these rows, by table."""
    members = {"provision": ["cms-11.10:19", "cms-11.10:20"], "actor": ["cms-sec", "iwc-sec"]}
    partners = {"provision": ["cms-11.10:28"], "actor": ["org-wind-and-wing", "unesco"]}
    return {"actions": [{"where": members, "since": "2020-02-22"}, {"where": partners, "since": "2020-02-22"}]}
