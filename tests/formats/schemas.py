"""Schemas for formats that have one. Those that this repository does not hold are looked for in the folder that
ACCORD_SCHEMAS names, under the names that their publishers give them; where they are not, that is said."""

import json
import os

import jsonschema


def find(output, name):
    """The schema's path; None, having said so, where it is not at hand."""
    for folder in (output.schemas, os.environ.get("ACCORD_SCHEMAS", "")):
        path = os.path.join(folder, name)
        if folder and os.path.isfile(path):
            return path
    print(f"note: {name} is not at hand (ACCORD_SCHEMAS), so only the other rules are judged")
    return None


def check(output, name, patterns=None):
    """`patterns`: what looks for a pattern in the place of the schema library's own, for those that Python's lacks."""
    path = find(output, name)
    if path is None:
        return
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    if patterns:
        kind = jsonschema.validators.extend(kind, {"pattern": patterns})
    problems = list(kind(schema, format_checker=jsonschema.FormatChecker()).iter_errors(output.json))
    assert not problems, [(list(problem.absolute_path), problem.message[:200]) for problem in problems[:5]]
