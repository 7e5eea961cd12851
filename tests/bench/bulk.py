"""Large files as another system would write them, for scripts/bench: the same rows as CSV and as JSON Lines, and a mapping."""

import json

NAMES = ("Kenya", "KEN", "Uganda", "Brazil", "United States of America", "France", "DEU", "Japan", "Viet Nam", "China", "India",
         "Egypt", "Peru", "Mexico", "ZAF", "Norway", "European Union", "Australia", "Chile", "Fiji")
COLUMNS = ("Report", "Party", "Instrument", "Period", "Due", "Submitted", "Notes")
MAPPING = {
    "accord:mapping": 1,
    "sources": [{"id": "bulk", "title": "Reports that were invented"}],
    "unused": ["Notes"],
    "tables": [{
        "table": "reports",
        "columns": {
            "id": {"from": "Report"},
            "actor": {"from": "Party", "as": "actor"},
            "instrument": {"from": "Instrument"},
            "period": {"from": "Period"},
            "due": {"from": "Due", "as": "date"},
            "submitted": {"from": "Submitted", "as": "date"},
        },
    }],
}
SCATTER, RANGE, REPEATED, BACK = 2654435761, 2**32, 50, 7


def row(number):
    """A report. Their ids are in no order, and one of fifty comes twice."""
    again = number - BACK if number % REPEATED == REPEATED - 1 else number
    key = again * SCATTER % RANGE
    year = 1990 + key % 33
    submitted = f"{year}-{key % 12 + 1:02}-{key % 28 + 1:02}" if key % 5 else ""
    return (f"rep-{key:010}", NAMES[key % len(NAMES)], "cms-11.10", f"cop{key % 17 + 1}", f"{year}-06-30", submitted,
            f"Received by the Secretariat; see folder {key % 977}, page {key % 31}")


def as_csv(cells):
    return ",".join((*cells[:-1], f'"{cells[-1]}"')) + "\n"


def as_json(cells):
    return json.dumps({name: cell or None for name, cell in zip(COLUMNS, cells)}) + "\n"


def write(folder, megabytes):
    """Writes bulk.csv, of so many megabytes, and with its rows bulk.jsonl; and mapping.json."""
    (folder / "mapping.json").write_text(json.dumps(MAPPING), encoding="utf-8")
    with open(folder / "bulk.csv", "w", encoding="utf-8") as csv, open(folder / "bulk.jsonl", "w", encoding="utf-8") as lines:
        written, number = csv.write(",".join(COLUMNS) + "\n"), 0
        while written < megabytes * 1e6:
            cells = row(number)
            written += csv.write(as_csv(cells))
            lines.write(as_json(cells))
            number += 1
