#!/usr/bin/env python3
"""run.py PROGRAM SOURCE FORMAT: writes reports of three datasets in one format and in JSON, and has FORMAT.py beside this
file judge the one by the other. SOURCE is the folder of the repository.

FORMAT.py has WAYS, a dict of names to options of `accord check`, and judge(output), which asserts. The datasets: the
small one of the cases, the sample, and one that is hostile throughout."""

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

import hostile


class Output:
    """One report, and the JSON report of the same run."""

    def __init__(self, dataset, way, path, report, code, schemas):
        self.dataset, self.way, self.path, self.report, self.code = dataset, way, path, report, code
        self.schemas = schemas
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.text = self.bytes.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.text)


def write_hostile(program, tests, room):
    """What there is to comment on, a check has to tell."""
    report = os.path.join(room, "hostile.json")
    hostile.write(os.path.join(room, "hostile"))
    run(program, ["hostile", "--rules", os.path.join(tests, "formats", "rules"), "--as-of", "2020-12-31", "--format",
                  f"json={report}"], room)
    hostile.comment(os.path.join(room, "hostile"), hostile.read_json(report))


def datasets(program, source, room):
    """Name, folder of rules, day. The folders of the data stand in the room, as in a repository of data."""
    tests = os.path.join(source, "tests")
    shutil.copytree(os.path.join(tests, "cli", "small"), os.path.join(room, "small"))
    os.symlink(os.path.join(source, "fixtures", "sample"), os.path.join(room, "sample"))
    write_hostile(program, tests, room)
    yield "small", os.path.join(tests, "cli", "rules"), "2020-12-31"
    yield "sample", os.path.join(source, "rules"), "2025-06-30"
    yield "hostile", os.path.join(tests, "formats", "rules"), "2020-12-31"


def run(program, arguments, room):
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_STEP_SUMMARY"}
    done = subprocess.run([program, "check", *arguments], cwd=room, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), (arguments, done.returncode, done.stderr.decode())
    assert not done.stdout, arguments
    return done.returncode


def judge(program, source, name):
    judged = importlib.import_module({"csv": "csv_rows"}.get(name, name))  # Python has a csv of its own
    with tempfile.TemporaryDirectory(prefix="accord formats ") as room:
        for dataset, rules, day in datasets(program, source, room):
            for way, options in judged.WAYS.items():
                report, path = os.path.join(room, "report.json"), os.path.join(room, f"report.{name}")
                code = run(program, [dataset, "--rules", rules, "--as-of", day, "--format", f"json={report}",
                                     "--format", f"{name}={path}", *options], room)
                os.chdir(room)  # where places are named from
                judged.judge(Output(dataset, way, path, hostile.read_json(report), code,
                                    os.path.join(source, "fixtures", "schemas")))
                print(f"ok: {name} of {dataset}, {way}")


if __name__ == "__main__":
    judge(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]), sys.argv[3])
