#!/usr/bin/env python3
"""pages.py PROGRAM WRITER SOURCE FOLDER: writes the dashboards that the tests in a browser open, into FOLDER.

  sample.html     three stored runs of the sample, in full size
  made.html       40 made-up Parties in 12 runs; fr/made.html and es/made.html are the same in other languages
  few.html        8 of them, for what looks at each node of a page
  hostile.html    the same where every string that comes from data means harm
  strings.html    the dataset of naughty strings of the tests of formats, checked and stored
  many/           1,200 Parties, as a folder of pages"""

import os
import shutil
import subprocess
import sys

HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;]]>--> </table></style>\u202e =x"


def write_sample(program, source, folder):
    store = os.path.join(folder, "sample.db")
    for day in ("2024-06-30", "2025-01-31", "2025-06-30"):
        check(program, [os.path.join(source, "fixtures", "sample"), "--rules", os.path.join(source, "rules"), "--as-of",
                        day, "--store", store])
    report(program, store, os.path.join(folder, "sample.html"))


def write_strings(program, source, folder):
    tests, dataset, store = os.path.join(source, "tests"), os.path.join(folder, "naughty"), os.path.join(folder, "naughty.db")
    sys.path.insert(0, os.path.join(tests, "formats"))
    import hostile  # where the strings are
    rules = ["--rules", os.path.join(tests, "formats", "rules"), "--as-of", "2020-12-31"]
    hostile.write(dataset)
    check(program, [dataset, *rules, "--format", f"json={dataset}.json"])
    hostile.comment(dataset, hostile.read_json(dataset + ".json"))
    check(program, [dataset, *rules, "--store", store])
    report(program, store, os.path.join(folder, "strings.html"))


def check(program, arguments):
    done = subprocess.run([program, "check", "--quiet", "--no-config", *arguments], check=False)
    assert done.returncode in (0, 1), arguments


def report(program, store, path):
    subprocess.run([program, "report", store, "--format", "html", "-o", path, "--quiet"], check=True)


def made(writer, path, actors, runs, language="en", text="", pages=False, provisions=40):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    subprocess.run([writer, path, str(actors), str(provisions), str(runs), str(int(pages)), language, text], check=True)


def main():
    program, writer, source, folder = (os.path.realpath(path) for path in sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    write_sample(program, source, folder)
    write_strings(program, source, folder)
    made(writer, os.path.join(folder, "made.html"), 40, 12)
    for language in ("fr", "es"):
        made(writer, os.path.join(folder, language, "made.html"), 40, 12, language)
    made(writer, os.path.join(folder, "few.html"), 8, 4, provisions=20)
    made(writer, os.path.join(folder, "hostile.html"), 12, 3, text=HOSTILE)
    made(writer, os.path.join(folder, "many", "index.html"), 1200, 3, pages=True)


main()
