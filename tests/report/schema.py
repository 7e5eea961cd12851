#!/usr/bin/env python3
"""Reports against their JSON Schema: what is written fits, nothing is written that is not described, nothing is described
that is not written, and what is taken away or misspelt is noticed.

schema.py ACCORD REPOSITORY: the program, and where fixtures and golden files are.
"""
import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

UNLIKELY = "no-such-word"


def strict(schema):
    """The schema with no other members than it names."""
    if isinstance(schema, list):
        return [strict(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {name: strict(value) for name, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and closed.get("type") == "object":
        closed["additionalProperties"] = False
    return closed


class Claims:
    def __init__(self):
        self.made = 0
        self.failed = 0

    def claim(self, holds, what):
        self.made += 1
        if not holds:
            self.failed += 1
            print("not ok:", what)


class Schema:
    """The published schema of reports or of lines, and its strict variant."""

    def __init__(self, text):
        self.published = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(self.published)
        self.open = jsonschema.Draft202012Validator(self.published)
        self.closed = jsonschema.Draft202012Validator(strict(self.published))

    def resolve(self, schema):
        while "$ref" in schema:
            schema = self.published["$defs"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def described(self):
        """Every member that is described, by the place of its object in the schema."""
        found = set()
        for name, definition in [("", self.published)] + list(self.published["$defs"].items()):
            found |= {(name, member) for member in definition.get("properties", {})}
        return found


def first_error(validator, value):
    error = next(validator.iter_errors(value), None)
    return error and f"{error.json_path}: {error.message}"[:300]


def note_members(schema, at, name, value, seen):
    """Notes which described members stand in the value, and an instance of each object by its definition."""
    if "$ref" in at:
        name = at["$ref"].rsplit("/", 1)[1]
        at = schema.resolve(at)
    for other in at.get("anyOf", []):
        if "$ref" in other and value is not None:
            note_members(schema, other, name, value, seen)
    if isinstance(value, dict) and "properties" in at:
        for member, inner in value.items():
            seen.setdefault((name, member), value)
            note_members(schema, at["properties"].get(member, {}), f"{name}.{member}", inner, seen)
    elif isinstance(value, dict) and "additionalProperties" in at:
        for inner in value.values():
            note_members(schema, at["additionalProperties"], name, inner, seen)
    elif isinstance(value, list) and "items" in at:
        for inner in value:
            note_members(schema, at["items"], name, inner, seen)


def check_slips(claims, schema, seen):
    """Of an instance of each object: a required member taken away, a word that is not in its list, a member of another
    name in the strict variant."""
    for name in {name for name, _ in seen}:
        definition = schema.resolve({"$ref": f"/{name}"}) if name else schema.published
        if "properties" not in definition:
            continue
        part = {**definition, "$defs": schema.published["$defs"]}
        opened = jsonschema.Draft202012Validator(part)
        closed = jsonschema.Draft202012Validator(strict(part))
        for (of, member), value in seen.items():
            if of != name:
                continue
            less, other, more = copy.copy(value), copy.copy(value), copy.copy(value)
            del less[member]
            if member in definition["required"]:
                claims.claim(not opened.is_valid(less), f"{name}: without {member} is noticed")
            else:
                claims.claim(opened.is_valid(less), f"{name}: without {member} is allowed")
            if "enum" in schema.resolve(definition["properties"][member]):
                other[member] = UNLIKELY
                claims.claim(not opened.is_valid(other), f"{name}: {member} of another word is noticed")
            more[UNLIKELY] = None
            claims.claim(opened.is_valid(more), f"{name}: a further member is allowed")
            claims.claim(not closed.is_valid(more), f"{name}: a further member is noticed by the strict variant")


def is_report(value):
    """Other formats and commands write JSON of their own: of explain, trace and rules the number is another schema's,
    diff has none of that name."""
    return isinstance(value, dict) and "verdicts" in value and "schema" in value.get("accord", {})


class Reports:
    """Where reports come from: golden files, and runs."""

    def __init__(self, program, repository):
        self.program = program
        self.fixtures = repository / "fixtures"
        self.tests = repository / "tests"

    def check(self, *arguments):
        command = [self.program, "check", *map(str, arguments), "--quiet", "--no-config"]
        code = subprocess.run(command, capture_output=True, env={"PATH": os.environ["PATH"]}).returncode
        if code not in (0, 1, 3):
            raise SystemExit(f"{command} ends with {code}")

    def run(self, name, *arguments):
        """The report and its lines, of all actors and of one."""
        with tempfile.TemporaryDirectory() as folder:
            formats = []
            for path in ("whole", "{actor}"):
                formats += ["--format", f"json={folder}/{path}.json", "--format", f"jsonl={folder}/{path}.jsonl"]
            if "--store" in arguments:
                arguments = [folder + "/runs.db" if argument == "RUNS" else argument for argument in arguments]
                self.check(*arguments, "--as-of", "2020-12-30")
            self.check(*arguments, "--as-of", "2020-12-31", "--split-by", "actor", *formats)
            reports = sorted(Path(folder).glob("*.json"))
            for report in [report for report in reports if report.stem == "whole"] + reports[:1]:
                yield f"{name}, {report.stem}", report.read_text(), report.with_suffix(".jsonl").read_text()

    def texts(self):
        """A name, the report, and its lines."""
        for folder in (self.tests / "unit/report/golden", self.tests / "cli/golden"):
            for path in sorted(folder.glob("*.json")):
                if is_report(json.loads(path.read_text())):
                    yield path.name, path.read_text(), ""
            for path in sorted(folder.glob("*.jsonl")):
                yield path.name, None, path.read_text()
        small, rules = self.tests / "cli/small", self.tests / "cli/rules"
        runs = {
            "sample": (self.fixtures / "sample", "--only", "findings"),
            "profile": (self.fixtures / "sample", "--profile", "standing-committee", "--actor", "KEN"),
            "strict": (small, "--rules", rules, "--profile", "strict"),
            "stored": (small, "--rules", rules, "--store", "RUNS"),
            "errors": (small, "--rules", self.tests / "cli/broken-rules"),
            "ledger": (small, "--rules", rules, "--baseline", self.tests / "report/ledger/baseline.json", "--waivers",
                       self.tests / "report/ledger/waivers.csv"),
        }
        for name, arguments in runs.items():
            yield from self.run(name, *arguments)


def main():
    program, repository = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    claims = Claims()
    report, line = (Schema(subprocess.run([program, "schema", option], check=True, capture_output=True, text=True).stdout)
                    for option in ("--output", "--line"))
    seen, seen_in_lines = {}, {}
    for name, text, lines in Reports(program, repository).texts():
        if text:
            value = json.loads(text)
            error = first_error(report.closed, value)
            claims.claim(error is None, f"{name}: {error}")
            note_members(report, report.published, "", value, seen)
        for number, verdict in enumerate(lines.splitlines(), 1):
            value = json.loads(verdict)
            error = first_error(line.closed, value)
            claims.claim(error is None, f"{name}:{number}: {error}")
            note_members(line, line.published, "", value, seen_in_lines)
    for where, schema, found in (("reports", report, seen), ("lines", line, seen_in_lines)):
        for name, member in sorted(schema.described() - set(found)):
            claims.claim(False, f"{member} of {name or 'a report'} is described and in no report of {where}")
    check_slips(claims, report, seen)
    print(f"{claims.made} claims, {claims.failed} do not hold")
    return 1 if claims.failed or not claims.made else 0


sys.exit(main())
