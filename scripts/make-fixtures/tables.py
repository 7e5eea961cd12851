"""Where the datasets are, and how their tables are read and written."""

import csv
import json
import pathlib

FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "fixtures"
PARTIES = FIXTURES / "parties"
SAMPLE = FIXTURES / "sample"


def read_csv(path):
    with open(path, encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write_csv(path, columns, rows, delimiter=",", newline="\n"):
    with open(path, "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline)
        writer.writerow(columns)
        for row in rows:
            cells = [row.get(column, "") for column in columns]
            writer.writerow([";".join(c) if isinstance(c, list) else c for c in cells])


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def without_blanks(row):
    return {key: value for key, value in row.items() if value not in ("", [])}
