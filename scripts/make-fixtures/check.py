"""Checks both datasets and prints who is bound; shares no code with what makes them."""

import csv
import json
import pathlib
import re
import sys

FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures"

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")

CHECK_DATE = "2020-12-31"

EXPECTED_BOUND = {"cms": 130, "cbd": 196}
EXPECTED_STATE = {("CAF", "cms"): "no", ("JAM", "cms"): "unknown", ("USA", "cbd"): "no", ("EU", "cbd"): "yes",
                  ("EU", "cms"): "yes"}

KINDS = {"state", "reio", "secretariat", "body", "agreement", "organization"}

# Of each core table: its key, its required columns, its dates, its lists, its closed lists of words.
CORE = {
    "actors": ("id", "id kind name", "", "former_names", {"kind": KINDS}),
    "memberships": ("actor treaty source signed deposited in_force ended", "actor treaty source",
                    "signed deposited in_force ended", "", {}),
    "regions": ("actor scheme region from", "actor scheme region from", "from to", "", {}),
    "focal_points": ("id", "id actor role", "designated confirmed ended", "", {}),
    "reports": ("id", "id actor period", "due submitted", "about", {"due_kind": {"soft", "hard"}}),
    "actions": ("id", "id actor", "date from to", "counterparts groups mandate flags",
                {"status": {"planned", "ongoing", "done", "refused"}}),
    "plans": ("id", "id actor kind", "adopted submitted expires", "flags", {}),
    "requests": ("id", "id from to kind asked", "asked due answered", "", {}),
    "meetings": ("id", "id body kind from", "from to", "open_to", {}),
    "participation": ("id", "id meeting actor", "", "", {"capacity": {"delegate", "observer", "online"}}),
    "contributions": ("id", "id actor fund year currency", "due paid_on", "", {}),
    "partnerships": ("id", "id parties kind", "from to", "parties flags", {}),
    "comments": ("id", "id actor fingerprint on text", "on", "", {}),
    "treaties": ("id", "id name", "", "", {}),
    "sources": ("id", "id title", "retrieved", "", {}),
}
CORE_COLUMNS = {
    "actors": "id kind name official_name iso2 iso3 m49 former_names",
    "memberships": "actor treaty source signed deposited deposit_kind in_force ended note",
    "regions": "actor scheme region from to",
    "focal_points": "id actor role institution person email phone designated confirmed ended",
    "reports": "id actor instrument treaty period due due_kind submitted version state about url",
    "actions": "id actor provision kind status date from to counterparts groups mandate flags evidence_url description",
    "plans": "id actor kind version adopted submitted expires flags",
    "requests": "id from to kind asked due answered subject",
    "meetings": "id body kind from to open_to title",
    "participation": "id meeting actor capacity note",
    "contributions": "id actor fund year currency assessed pledged paid due paid_on",
    "partnerships": "id parties kind name from to flags",
    "comments": "id actor fingerprint on text by url language",
    "treaties": "id name secretariat",
    "sources": "id title licence retrieved",
}


def days_in(year, month):
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_interval(text):
    """First and last day of a partial date as comparable strings; None where it is no date."""
    parts = PARTIAL_DATE.match(text)
    if not parts:
        return None
    year, month, day = (int(p) if p else None for p in parts.groups())
    if not 1 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None:
        return (text, text) if 1 <= day <= days_in(year, month) else None
    if month is not None:
        return f"{text}-01", f"{text}-{days_in(year, month):02}"
    return f"{text}-01-01", f"{text}-12-31"


def load_resource(folder, resource):
    """Rows of a resource, each with its place; lists as lists, blank cells left out."""
    lists = CORE[resource["name"]][3].split()
    paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
    for path in paths:
        content = (folder / path).read_bytes().decode("utf-8")
        assert not content.startswith("\ufeff"), path
        if path.endswith(".json"):
            records = json.loads(content)
        elif path.endswith(".jsonl"):
            records = [json.loads(line) for line in content.splitlines()]
        else:
            dialect = resource.get("dialect", {})
            terminator = dialect.get("lineTerminator", "\n")
            assert content.endswith(terminator) and content.count("\n") == content.count(terminator), path
            reader = csv.reader(content.split(terminator)[:-1], delimiter=dialect.get("delimiter", ","), strict=True)
            header = next(reader)
            records = []
            for cells in reader:
                assert len(cells) == len(header), (path, cells)
                record = {k: v for k, v in zip(header, cells) if v}
                records.append({k: v.split(";") if k in lists else v for k, v in record.items()})
        for number, record in enumerate(records, 1):
            yield f"{path}, row {number}", record


def check_cells(table, place, record):
    key, required, dates, lists, words = CORE[table]
    for column in record:
        if column not in CORE_COLUMNS[table].split():
            yield f"{place}: unknown column {column}"
    for column in required.split():
        if not record.get(column):
            yield f"{place}: {column} is missing"
    for column in dates.split():
        if column in record and day_interval(record[column]) is None:
            yield f"{place}: {column} is not a date: {record[column]}"
    for column in lists.split():
        items = record.get(column, [""])
        if column in record and (not isinstance(items, list) or not all(items) or len(set(items)) != len(items)):
            yield f"{place}: {column} is not a list of different items: {items}"
    for column, allowed in words.items():
        if column in record and record[column] not in allowed:
            yield f"{place}: {column} is {record[column]}"
    for column in ("assessed", "pledged", "paid"):
        if column in record and not re.match(r"\d+(\.\d+)?\Z", record[column]):
            yield f"{place}: {column} is no amount: {record[column]}"
    for first, last in (("from", "to"), ("in_force", "ended"), ("designated", "ended"), ("adopted", "expires")):
        if first in dates.split() and first in record and last in record \
                and day_interval(record[first])[0] > day_interval(record[last])[1]:
            yield f"{place}: {first} {record[first]} after {last} {record[last]}"


def references(table, record):
    """Pairs of (table pointed at, key)."""
    for column in ("actor", "body", "from"):
        if column in record and not (column == "from" and table != "requests"):
            yield "actors", record[column]
    if table == "requests" and record.get("to") != "open":
        yield "actors", record.get("to")
    for actor in record.get("parties", []):
        yield "actors", actor
    for target in record.get("open_to", []):
        if target.startswith("party:"):
            yield "treaties", target[len("party:"):]
        elif target != "all":
            yield "actors", target
    if "meeting" in record:
        yield "meetings", record["meeting"]
    if "treaty" in record:
        yield "treaties", record["treaty"]
    if "source" in record:
        yield "sources", record["source"]
    if "secretariat" in record:
        yield "actors", record["secretariat"]
    for item in record.get("counterparts", []):
        yield "actors or treaties", item


def check_dataset(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables, problems = {}, []
    for resource in package["resources"]:
        tables[resource["name"]] = list(load_resource(folder, resource))
    known = {name: {record.get("id") for _, record in rows} for name, rows in tables.items()}
    known["actors or treaties"] = known["actors"] | known["treaties"]
    for name, rows in tables.items():
        seen = set()
        for place, record in rows:
            problems += check_cells(name, place, record)
            key = tuple(record.get(column, "") for column in CORE[name][0].split())
            if key in seen:
                problems.append(f"{place}: the key {key} is there twice")
            seen.add(key)
            for target, value in references(name, record):
                if value not in known[target]:
                    problems.append(f"{place}: {value} is not among {target}")
    return {name: [record for _, record in rows] for name, rows in tables.items()}, problems


def in_force_on(row, day):
    """yes, no or unknown: does this row of a source say that the bond holds on this day?"""
    if "in_force" not in row:
        return "no"
    start = day_interval(row["in_force"])
    if start[0] > day:
        return "no"
    end = day_interval(row["ended"]) if "ended" in row else None
    if end and end[1] <= day:
        return "no"
    return "unknown" if start[1] > day or (end and end[0] <= day) else "yes"


def overlap(rows):
    spans = sorted((day_interval(r["in_force"])[0], day_interval(r["ended"])[1] if "ended" in r else "9999")
                   for r in rows if "in_force" in r)
    return any(later[0] < earlier[1] for earlier, later in zip(spans, spans[1:]))


def claims_on(rows, day):
    by_source = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append(row)
    for own in by_source.values():
        said = [in_force_on(row, day) for row in own]
        if len(own) > 1 and overlap(own):
            yield from said
        else:
            yield "yes" if "yes" in said else "unknown" if "unknown" in said else "no"


def bound_on(rows, day):
    said = set(claims_on(rows, day))
    if said <= {"no"}:
        return "no"
    return "yes" if said == {"yes"} else "unknown"


def bonds(memberships, day):
    by_pair = {}
    for row in memberships:
        by_pair.setdefault((row["actor"], row["treaty"]), []).append(row)
    return {pair: bound_on(rows, day) for pair, rows in by_pair.items()}


def check_bonds(memberships):
    state, problems = bonds(memberships, CHECK_DATE), []
    print(f"on {CHECK_DATE}:")
    for treaty in sorted({treaty for _, treaty in state}):
        said = {answer: sorted(a for (a, t), s in state.items() if t == treaty and s == answer)
                for answer in ("yes", "unknown", "no")}
        print(f"  {treaty:8} bound {len(said['yes']):3}  unknown {len(said['unknown']):2}  not {len(said['no']):2}"
              f"  unknown: {' '.join(said['unknown']) or '-'}")
        if len(said["yes"]) != EXPECTED_BOUND.get(treaty, len(said["yes"])):
            problems.append(f"{treaty}: {len(said['yes'])} bound, expected {EXPECTED_BOUND[treaty]}")
    problems += [f"{pair}: {state.get(pair)}, expected {answer}"
                 for pair, answer in EXPECTED_STATE.items() if state.get(pair) != answer]
    return problems


def check_all():
    failed = False
    for folder in (FIXTURES / "parties", FIXTURES / "sample"):
        tables, problems = check_dataset(folder)
        problems += check_bonds(tables["memberships"])
        print(f"{folder.name}: " + ", ".join(f"{name} {len(rows)}" for name, rows in tables.items()))
        for problem in problems:
            print(f"{folder.name}: {problem}", file=sys.stderr)
        failed = failed or bool(problems)
    return 1 if failed else 0
