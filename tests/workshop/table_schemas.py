#!/usr/bin/env python3
"""The schemas that `accord schema TABLE` prints, against data: as the schemas of resources they change nothing, a
database takes the SQL and the rows, rows fit their JSON Schema, and what accord refuses they refuse too.

table_schemas.py ACCORD SAMPLE: the program, and a dataset of core tables.
"""
import csv
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

AS_OF = "2025-06-30"

# Rows that are wrong in one column, on top of a good row: table, column, value.
WRONG = [
    ("actors", "id", None),
    ("actors", "kind", "country"),
    ("actors", "iso2", "KEN"),
    ("actors", "iso3", "KE"),
    ("reports", "due_kind", "firm"),
    ("actions", "status", "finished"),
    ("contributions", "year", 12345),
    ("participation", "capacity", "guest"),
]
# The same of what a database takes for a text like any other.
WRONG_JSON = [
    ("actors", "m49", "4"),
    ("actors", "kinds", "state"),
    ("actors", "former_names", "Zaire"),
    ("actors", "former_names", [""]),
    ("memberships", "in_force", "2002-13"),
    ("memberships", "in_force", "9999-12-31"),
    ("memberships", "in_force", "18.12.2002"),
    ("partnerships", "parties", []),
    ("contributions", "year", "2023"),
]


class Claims:
    def __init__(self):
        self.made = 0
        self.failed = 0

    def claim(self, holds, what):
        self.made += 1
        if not holds:
            self.failed += 1
            print("not ok:", what)


class Program:
    def __init__(self, path):
        self.path = path

    def say(self, *arguments, codes=(0,)):
        done = subprocess.run([self.path, *arguments], capture_output=True, text=True, check=False)
        if done.returncode not in codes:
            raise SystemExit(f"{arguments}: exit code {done.returncode}\n{done.stderr}")
        return done.stdout

    def tables(self):
        return [line.split()[0] for line in self.say("schema").splitlines()]

    def json(self, table, form):
        return json.loads(self.say("schema", table, "--as", form))


def read_rows(sample, resource):
    """Every row as its columns' texts or, in JSON, values."""
    paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
    for path in (sample / one for one in paths):
        if path.suffix == ".json":
            yield from json.loads(path.read_text())
        elif path.suffix == ".jsonl":
            yield from map(json.loads, path.read_text().splitlines())
        else:
            with path.open(newline="") as file:
                yield from csv.DictReader(file, delimiter=resource.get("dialect", {}).get("delimiter", ","))


def typed(value, field):
    """A value as a JSON resource has it, by the field's Table Schema."""
    if value in (None, ""):
        return None
    if not isinstance(value, str):
        return value
    if field["type"] == "list":
        return value.split(field["delimiter"])
    if field["type"] in ("year", "integer"):
        return int(value)
    return float(value) if field["type"] == "number" else value


def typed_rows(sample, resource, schema):
    fields = {field["name"]: field for field in schema["fields"]}
    for row in read_rows(sample, resource):
        yield {name: typed(value, fields[name]) for name, value in row.items()}


def check_same_dataset(claims, accord, sample, package, schemas):
    """With the printed schemas written into the descriptor, everything is as without."""
    with tempfile.TemporaryDirectory() as room:
        copy = Path(room) / "sample"
        shutil.copytree(sample, copy)
        for resource in package["resources"]:
            claims.claim("schema" not in resource, f"{resource['name']}: the sample says nothing of its own")
        told = json.loads(json.dumps(package))
        for resource in told["resources"]:
            resource["schema"] = schemas[resource["name"]]
        (copy / "datapackage.json").write_text(json.dumps(told))
        reports = []
        for dataset in (sample, copy):
            reports.append(json.loads(accord.say("check", str(dataset), "--as-of", AS_OF, "--format", "json",
                                                 "--no-config", codes=(0, 1))))
        claims.claim(reports[0]["dataset"]["sha256"] == reports[1]["dataset"]["sha256"], "the dataset is the same")
        claims.claim(reports[0] == reports[1], "the report is the same")


def bound(value, field):
    if isinstance(value, list):
        return field["delimiter"].join(value)
    return value


def insert(database, table, row, fields):
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    database.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})',
                     [bound(value, fields[name]) for name, value in row.items()])


def check_sql(claims, accord, schemas, rows):
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    for table in schemas:
        database.executescript(accord.say("schema", table, "--as", "sql"))
        columns = [line[1] for line in database.execute(f'PRAGMA table_info("{table}")')]
        claims.claim(columns == [field["name"] for field in schemas[table]["fields"]], f"{table}: its columns in SQL")
    for table in sorted(rows, key=lambda name: (name not in ("actors", "meetings"), name)):
        fields = {field["name"]: field for field in schemas[table]["fields"]}
        for row in rows[table]:
            insert(database, table, row, fields)
        count = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        claims.claim(count == len(rows[table]) > 0, f"{table}: all rows in the database")
        first = rows[table][0]
        if "primaryKey" in schemas[table]:
            claims.claim(is_refused(database, table, first, fields), f"{table}: a key that comes twice is refused")
        if "foreignKeys" in schemas[table]:
            stranger = dict(first, actor="nobody", id="new")
            stranger = {name: value for name, value in stranger.items() if name in fields}
            claims.claim(is_refused(database, table, stranger, fields), f"{table}: an unknown actor is refused")
    for table, column, value in WRONG:
        fields = {field["name"]: field for field in schemas[table]["fields"]}
        wrong = dict(rows[table][0], id="new")
        wrong[column] = value
        claims.claim(is_refused(database, table, wrong, fields), f"{table}: {column} {value} is refused in SQL")


def is_refused(database, table, row, fields):
    try:
        insert(database, table, row, fields)
    except sqlite3.IntegrityError:
        return True
    return False


def check_json(claims, accord, schemas, rows):
    validators = {}
    for table in schemas:
        schema = accord.json(table, "json-schema")
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[table] = jsonschema.Draft202012Validator(schema)
        claims.claim(list(schema["properties"]) == [field["name"] for field in schemas[table]["fields"]],
                     f"{table}: its columns in JSON Schema")
    for table, own in rows.items():
        errors = [error for row in own for error in validators[table].iter_errors(row)]
        claims.claim(not errors, f"{table}: {errors[:1]}")
    for table, column, value in WRONG + WRONG_JSON:
        wrong = dict(rows[table][0])
        wrong[column] = value
        claims.claim(not validators[table].is_valid(wrong), f"{table}: {column} {value} is refused in JSON Schema")


def main():
    accord, sample = Program(sys.argv[1]), Path(sys.argv[2])
    claims = Claims()
    package = json.loads((sample / "datapackage.json").read_text())
    schemas = {table: accord.json(table, "table-schema") for table in accord.tables()}
    rows = {resource["name"]: list(typed_rows(sample, resource, schemas[resource["name"]]))
            for resource in package["resources"]}
    claims.claim(set(rows) == set(schemas), "the sample has every core table")
    check_same_dataset(claims, accord, sample, package, schemas)
    check_sql(claims, accord, schemas, rows)
    check_json(claims, accord, schemas, rows)
    print(f"{claims.made} claims, {claims.failed} failed")
    return claims.failed > 0


if __name__ == "__main__":
    sys.exit(main())
