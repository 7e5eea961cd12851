#!/usr/bin/env python3
"""JSON per RFC 8259 and no more, CSV per RFC 4180 and the dialect of the README: each fault, wherever such a file is read.

strictness.py PROGRAM
"""
import json
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
failures = 0


def claim(says, holds, more=""):
    global failures
    if not holds:
        failures += 1
        print(f"not ok: {says}\n  {more}")


def run(folder, *arguments):
    return subprocess.run([str(PROGRAM), *arguments], capture_output=True, cwd=folder, timeout=100, check=False)


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def dataset(folder, name, content, **more):
    """A folder with one resource of actors."""
    folder.mkdir()
    described = {"name": "d", "resources": [{"name": "actors", "path": name, **more}]}
    write(folder, "datapackage.json", json.dumps(described))
    write(folder, name, content)


# ---- JSON ----

DEPTH = 100 * 1000
BEFORE, BEHIND = b'{"id": "1", "country": "KEN", "kind": "state", "treaties": ["cms"], "institution": ', b"}"
COLUMN = len(BEFORE) + 1

# What stands in place of a value; how many columns behind its first byte the fault is; what is said.
VALUES = [
    (b"01", 0, "a leading zero, expected a number without it or text in quotes"),
    (b"-007", 0, "a leading zero, expected a number without it or text in quotes"),
    (b"2.", 2, "no digit after the decimal point, expected one"),
    (b'"a\tb"', 2, "a control character in a string, expected it escaped"),
    (b'"a\x01b"', 2, "a control character in a string, expected it escaped"),
    (b'"\\ud800"', 1, "a lone surrogate, expected both halves of the pair"),
    (b'"\\udc00x"', 1, "a lone surrogate, expected both halves of the pair"),
    (b"[1, 2,]", 5, "a trailing comma, expected another value or none"),
    (b'{"a": 1,}', 7, "a trailing comma, expected another value or none"),
    (b'{"a": 1, "a": 2}', 9, "a duplicate member name, expected each name once"),
    (b'{"a": 1, "\\u0061": 2}', 9, "a duplicate member name, expected each name once"),
    (b'"a\x00b"', 2, "a NUL byte, expected UTF-8 text"),
    (b'"a\\u0000b"', 2, "the character U+0000, expected text without it"),
    (b'\xef\xbb\xbf"a"', 0, "a byte-order mark, expected JSON without one"),
    (b'"\xff"', 1, "a byte that is not UTF-8, expected UTF-8 text"),
    (b'"\xc0\xaf"', 1, "a byte that is not UTF-8, expected UTF-8 text"),
    (b'"\xed\xa0\x80"', 1, "a byte that is not UTF-8, expected UTF-8 text"),
    (b"[" * DEPTH + b"]" * DEPTH, None, "nesting of more than 64 levels, expected at most 64"),
]


def json_is_strict(room):
    for number, (value, behind, words) in enumerate(VALUES):
        shown = value[:20]
        record = BEFORE + value + BEHIND
        folder = room / f"json-{number}"
        for kind, name, text, line in (("array", "actors.json", b"[\n" + record + b"\n]\n", 2),
                                       ("lines", "actors.jsonl", record + b"\n", 1)):
            dataset(folder.with_name(f"{folder.name}-{kind}"), name, text)
            done = run(room, "data", f"{folder.name}-{kind}", "--check")
            expect(f"{shown} in a dataset of {kind}", done, f"{name}:{line}:", behind, words)
        for kind, text in (("an array", b"[\n" + record + b"\n]"), ("an object", b'{"value": [\n' + record + b"]}"),
                           ("OData 2", b'{"d": {"results": [\n' + record + b"]}}")):
            write(room, "payload.json", text)
            expect(f"{shown} in a payload, {kind}", run(room, "import", "payload.json", "-o", "out"), "payload.json:2:",
                   behind, words)
            claim("nothing is written", not (room / "out").exists())
        described = folder.with_name(f"{folder.name}-descriptor")
        dataset(described, "actors.csv", "id,kind\nKEN,state\n")
        write(described, "datapackage.json", b'{"resources": [{"name": "actors", "path": "actors.csv"}],\n"x": [' + record
              + b"]}")
        expect(f"{shown} in a descriptor", run(room, "data", described.name, "--check"), "datapackage.json:2:", behind,
               words, len(b'"x": ['))
        write(room, "mapping.json", b'{"accord:mapping": 1,\n"x": [' + record + b"]}")
        write(room, "rows.csv", "a\n1\n")
        expect(f"{shown} in a mapping", run(room, "import", "rows.csv", "--mapping", "mapping.json", "-o", "out"),
               "mapping.json:2:", behind, words, len(b'"x": ['))


# ---- CSV ----

LARGE = 100 * 1000 * 1000
QUOTE = "a quote inside an unquoted cell, expected the whole cell in quotes or no quote"
AFTER = "text after a closing quote, expected the delimiter or the end of the line"
SHORT, LONG = "a row of 2 cells, expected 3", "a row of 4 cells, expected 3"
BLANK = "a blank line, expected a row of 3 cells"
OPEN = "a quote that is never closed, expected the closing quote before the end of the file"
LARGER = "a record of more than 16 MiB, expected a shorter one"
EMPTY = "an empty column name, expected a name"
RETURN = "a carriage return alone, expected LF or CRLF at the end of a line"

# Rows behind the header `id,kind,name` and a good row; where the fault is, and what is said.
ROWS = [
    (b'UGA,state,U"ganda\n', "3:12", QUOTE),
    (b'UGA,state, "Uganda"\n', "3:12", QUOTE),
    (b'UGA,state,"U"ganda\n', "3:14", AFTER),
    (b"UGA,state\n", "3:5", SHORT),
    (b"UGA,state,Uganda,more\n", "3:18", LONG),
    (b"UGA,state\r,Uganda\n", "3:10", RETURN),
    (b"UGA,state,Uganda\rNOR,state,Norway\n", "3:17", RETURN),
    (b"\n", "3:1", BLANK),
    (b"UGA,state,Uganda\n\n", "4:1", BLANK),
    (b'UGA,state,"Uganda\n', "3:11", OPEN),
    (b"UGA,state," + b"a" * LARGE + b"\n", "3:1", LARGER),
    (b'UGA,state,"' + b"a" * LARGE + b'"\n', "3:11", LARGER),
]

# Headers; where the fault is; what a dataset says, and what an import.
HEADERS = [
    (b"id,kind,name,name\n", "1:14", "column name again, expected each column once",
     "a column name again, expected each name once"),
    (b"id,kind,name,\n", "1:14", EMPTY, f"{EMPTY} for each column"),
    (b"\n", "1:1", EMPTY, f"{EMPTY} for each column"),
]

MAPPING = {"accord:mapping": 1, "sources": [{"id": "s", "title": "S"}], "tables": [
    {"table": "actors", "columns": {"id": {"from": "id"}, "kind": {"from": "kind"}, "name": {"from": "name"}}}]}


def csv_is_strict(room):
    write(room, "mapping.json", json.dumps(MAPPING))
    cases = [(b"id,kind,name\nKEN,state,Kenya\n" + rows, place, words, words) for rows, place, words in ROWS]
    cases += [(header + b"KEN,state,Kenya\n", place, said, refused) for header, place, said, refused in HEADERS]
    for number, (content, place, said, refused) in enumerate(cases):
        shown = content[:80]
        dataset(room / f"csv-{number}", "actors.csv", content)
        expect(f"{shown} in a dataset", run(room, "data", f"csv-{number}", "--check"), f"actors.csv:{place}:", None, said)
        write(room, "rows.csv", content)
        done = run(room, "import", "rows.csv", "--mapping", "mapping.json", "-o", "out", "--format", "json")
        refusals = json.loads(done.stdout)["refusals"]["kept"] if done.stdout else []
        done.stderr += "".join(f"\n{r['file']}:{r['line']}:{r['column']}: {r['text']}" for r in refusals).encode()
        expect(f"{shown} in an import", done, f"rows.csv:{place}:", None, refused)
        claim("nothing is written", not (room / "out").exists())


def expect(says, done, place, behind, words, more=0):
    told = done.stderr.decode(errors="replace")
    if behind is not None:
        place = f"{place}{COLUMN + behind + more}: "
    claim(f"{says}: exit code 4", done.returncode == 4, f"{done.returncode} {told[:300]}")
    claim(f"{says}: is told at {place}",
          any(place in line and line.endswith(words) for line in told.splitlines()), told[:400])


with tempfile.TemporaryDirectory(prefix="accord strictness ") as where:
    json_is_strict(pathlib.Path(where))
    csv_is_strict(pathlib.Path(where))
print(f"{failures} failures")
sys.exit(1 if failures else 0)
