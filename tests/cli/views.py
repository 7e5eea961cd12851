#!/usr/bin/env python3
"""views.py PROGRAM DATASET: the views of a store of runs say what the JSON reports of the same runs do.

Rows are edited between runs, so that these share some blocks and not others; what was indexed before is left alone, and
what is taken out is gone from the views."""
import collections
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

program, sample = map(os.path.abspath, sys.argv[1:3])
VERDICTS = "error gap review unreported partial met not_due not_applicable".split()
random.seed(20261128)


def accord(*arguments):
    done = subprocess.run([program, *arguments], cwd=room, env={**os.environ, "TMPDIR": room}, stderr=subprocess.PIPE,
                          stdout=subprocess.PIPE, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.decode()


def edit(file):
    """Some rows go."""
    path = os.path.join(room, "data", file)
    lines = open(path, encoding="utf-8").read().split("\n")
    for _ in range(3):
        del lines[random.randrange(1, len(lines) - 1)]
    open(path, "w", encoding="utf-8").write("\n".join(lines))


def run(number, day):
    accord("check", "data", "--as-of", day, "--quiet", "--store", "runs.db", "--format", f"json=report-{number}")
    with open(os.path.join(room, f"report-{number}"), encoding="utf-8") as report:
        return json.load(report)


def ask(sql, *values):
    with sqlite3.connect(os.path.join(room, "runs.db"), timeout=60) as store:
        return store.execute(sql, values).fetchall()


def same(what, found, expected):
    assert found == expected, f"{what}: {found} in the views, {expected} in the report"


def counts(where, run_id):
    found = dict(ask(f"SELECT verdict, count(*) FROM v_verdicts WHERE run = ? AND {where} GROUP BY verdict", run_id))
    return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


def compare(run_id, report):
    summary = report["summary"]
    same("verdicts", counts("NOT is_aggregate", run_id), summary["counts"])
    same("aggregates", counts("is_aggregate", run_id), summary["aggregates"])
    columns = ", ".join(f"sum({name})" for name in [*VERDICTS, "assessable", "counted"])
    for instrument, of in summary["by_instrument"].items():
        row = ask(f"SELECT {columns} FROM v_by_provision WHERE run = ? AND instrument = ?", run_id, instrument)[0]
        same(f"pairs of {instrument}", row, (*(of["pairs"][name] for name in VERDICTS), of["assessable"], of["of"]))
    same("pairs by Party", ask(f"SELECT {columns} FROM v_by_party WHERE run = ?", run_id),
         ask(f"SELECT {columns} FROM v_by_provision WHERE run = ?", run_id))
    verdicts, findings = collections.Counter(), collections.Counter()
    for verdict in report["verdicts"]:
        who = (verdict["actor"], verdict["rule"], verdict["provision"], verdict["force"])
        verdicts[(*who, verdict["verdict"])] += 1
        for finding in verdict["findings"]:
            findings[(*who, finding["verdict"], finding["fingerprint"], finding["message_id"], finding["message"])] += 1
    same("verdicts one by one", collections.Counter(
        ask("SELECT actor, rule, provision, force, verdict FROM v_verdicts WHERE run = ?", run_id)), verdicts)
    same("findings", collections.Counter(
        ask("SELECT actor, rule, provision, force, verdict, fingerprint, message_id, message FROM v_findings"
            " WHERE run = ?", run_id)), findings)
    return {key[5] for key in findings}


def compare_history(days, found):
    """`found` are the fingerprints of each run, one a day."""
    history = {row[0]: row[1:] for row in
               ask("SELECT fingerprint, first_as_of, last_as_of, runs, is_in_newest FROM v_history")}
    same("findings ever", set(history), set().union(*found))
    for fingerprint, row in history.items():
        at = [i for i, those in enumerate(found) if fingerprint in those]
        same(fingerprint, row, (days[at[0]], days[at[-1]], len(at), at[-1] == len(days) - 1))


room = tempfile.mkdtemp(prefix="accord-views-")
try:
    shutil.copytree(sample, os.path.join(room, "data"))
    days = ["2023-06-30", "2024-06-30", "2025-06-30", "2025-07-31"]
    reports = [run(i, day) for i, day in enumerate(days[:2])]
    assert "2 runs are not in the views" in accord("runs", "runs.db")
    assert ask("SELECT count(*) FROM v_findings") == [(0,)]
    assert "not in the views" not in accord("runs", "runs.db", "--index")
    before = ask("SELECT count(*), max(piece) FROM piece_verdicts")
    accord("runs", "runs.db", "--index")
    assert ask("SELECT count(*), max(piece) FROM piece_verdicts") == before, "what was indexed is indexed again"
    for i, day in enumerate(days[2:]):
        edit("focal_points.csv")
        reports.append(run(2 + i, day))

    # Killed at any moment, each run is in the views or is not.
    begun = time.monotonic()
    shutil.copy(os.path.join(room, "runs.db"), os.path.join(room, "copy.db"))
    accord("runs", "copy.db", "--index")
    lasts = time.monotonic() - begun
    for _ in range(3):
        process = subprocess.Popen([program, "runs", "runs.db", "--index"], cwd=room, stdout=subprocess.DEVNULL)
        time.sleep(random.random() * lasts)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for (indexed,) in ask("SELECT run FROM indexed_runs"):
            compare(indexed, reports[indexed - 1])
    accord("runs", "runs.db", "--index")
    compare_history(days, [compare(1 + i, report) for i, report in enumerate(reports)])

    # A run of the same shares every block: what it concluded is all that is added.
    pieces = ask("SELECT count(*) FROM indexed_pieces")[0][0]
    reports.append(run(4, days[-1]))
    accord("runs", "runs.db", "--index")
    compare(5, reports[4])
    assert ask("SELECT count(*) FROM indexed_pieces")[0][0] == pieces + 1, "shared blocks are indexed again"

    accord("runs", "runs.db", "--prune", "--keep-last", "1")
    compare(5, reports[4])
    assert ask("SELECT DISTINCT run FROM v_verdicts") == [(5,)]
    left = ask("SELECT count(*) FROM (SELECT piece FROM piece_verdicts UNION SELECT piece FROM piece_actors UNION"
               " SELECT piece FROM piece_findings UNION SELECT piece FROM indexed_pieces) WHERE piece NOT IN"
               " (SELECT piece FROM run_pieces)")
    assert left == [(0,)], "rows of what was taken out are left"
    print(f"{len(reports)} runs, {sum(len(report['verdicts']) for report in reports)} verdicts")
finally:
    shutil.rmtree(room)
