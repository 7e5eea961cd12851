"""Rows of the sample for Article VI of CMS: what Parties have told of the listed species in their range."""

RANGE_STATE_LISTS = [
    ("AUS", "done", "2019-06-03"),
    ("BRA", "planned", "2025-12-01"),
    ("DEU", "done", "1997-02-10"),
    ("IND", "done", "2019"),
    ("KEN", "done", "2003-05-14"),
    ("NZL", "refused", "2012-09-20"),
    ("ZAF", "done", ""),
]


def make_range_state_lists(world):
    for actor, status, date in RANGE_STATE_LISTS:
        world.add("actions", f"act-{actor.lower()}-vi.2", actor=actor, provision="cms-national-reports:vi.2",
                  kind="range-state-list", status=status, date=date, description="listed species in the Party's range")
