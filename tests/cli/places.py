"""Every place in a report holds what the report says: the cells of CSV files are read again at line and column."""
import csv
import decimal
import json
import pathlib
import re
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
folder = pathlib.Path(sys.argv[2])
texts = {}
checked = 0


def cell_at(file, line, column, delimiter):
    """The text of the cell that begins there; quotes undone."""
    if file not in texts:
        texts[file] = (folder / file).read_bytes().decode("utf-8").split("\n")
    rest = texts[file][line - 1].rstrip("\r")[column - 1:]
    return next(csv.reader([rest], delimiter=delimiter), [""])[0] if rest else ""


def same(value, found):
    """Lists are shown with a space, decimals without trailing zeros."""
    if re.fullmatch(r"-?\d+\.\d+", found):
        return decimal.Decimal(value) == decimal.Decimal(found)
    return value.replace("; ", ";") == found


package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
delimiters = {}
for resource in package["resources"]:
    for path in [resource["path"]] if isinstance(resource["path"], str) else resource["path"]:
        delimiters[path] = resource.get("dialect", {}).get("delimiter", ",")

for verdict in report["verdicts"]:
    evidence = verdict["evidence"] + [e for finding in verdict["findings"] for e in finding["evidence"]]
    for row in (row for e in evidence for row in e["rows"]):
        assert (folder / row["file"]).is_file(), row
        for cell in row["cells"]:
            if not row["file"].endswith(".csv") or cell["at"] is None:
                continue
            line, column = map(int, cell["at"].split(":"))
            found = cell_at(row["file"], line, column, delimiters[row["file"]])
            assert same(cell["value"] or "", found), (row, cell, found)
            checked += 1
assert checked > 100, checked
