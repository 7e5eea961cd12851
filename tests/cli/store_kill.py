#!/usr/bin/env python3
"""store_kill.py PROGRAM DATASET: a store is whole after a check, or `accord runs`, was killed at any moment, and while
several append to it and take runs out of it.

It holds the old run or the new one, and the next check takes from it what it needs and reports what one without a store
does."""
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
rounds = int(os.environ.get("ACCORD_KILLS", "25"))
random.seed(20261128)


def check(*options, **how):
    return subprocess.Popen([program, "check", "data", "--as-of", "2025-06-30", "--quiet", *options], cwd=room,
                            env={**os.environ, "TMPDIR": room}, stderr=subprocess.PIPE, **how)


def runs():
    with sqlite3.connect(os.path.join(room, "runs.db"), timeout=60) as store:
        assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the store is damaged"
        blocks = store.execute("SELECT count(*) FROM run_blocks LEFT JOIN blocks ON block = blocks.id"
                               " LEFT JOIN contents ON block = contents.id"
                               " WHERE blocks.id IS NULL OR contents.id IS NULL")
        assert blocks.fetchone() == (0,), "a run refers to a block that is not there"
        whole = store.execute("SELECT count(*) FROM runs WHERE actors = (SELECT sum(blocks.actors) FROM run_blocks"
                              " JOIN blocks ON block = blocks.id WHERE run = runs.id)").fetchone()[0]
        count = store.execute("SELECT count(*) FROM runs").fetchone()[0]
        assert whole == count, "a run lacks blocks"
        return count


def prune(keep, **how):
    return subprocess.Popen([program, "runs", "runs.db", "--prune", "--keep-last", str(keep)], cwd=room,
                            env={**os.environ, "TMPDIR": room}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **how)


def edit(number):
    """A row of some actor: the check that follows has something to evaluate and to write."""
    path = os.path.join(room, "data", "actions-1.csv")
    lines = open(path, encoding="utf-8").read().split("\n")
    lines[1 + number * 7 % (len(lines) - 2)] += " again"
    open(path, "w", encoding="utf-8").write("\n".join(lines))


def finish(process):
    said = process.communicate()[1]
    assert process.returncode in (0, 1), said


def timed(*options):
    begun = time.monotonic()
    finish(check(*options))
    return time.monotonic() - begun


def same_reports():
    finish(check("--store", "runs.db", "--format", "json=with"))
    finish(check("--format", "json=without"))
    with open(os.path.join(room, "with"), "rb") as one, open(os.path.join(room, "without"), "rb") as other:
        assert one.read() == other.read(), "the reports differ"


room = tempfile.mkdtemp(prefix="accord-kill-")
try:
    shutil.copytree(sample, os.path.join(room, "data"))
    lasts = min(timed("--store", "runs.db", "--no-cache") for _ in range(3))
    before, killed, kept = runs(), 0, 0
    for number in range(rounds):
        edit(number)
        process = check("--store", "runs.db", "--no-cache")
        time.sleep(random.random() * lasts)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        process.stderr.close()
        after = runs()
        assert after - before in (0, 1), (before, after)
        kept += after - before
        before = after
    assert killed > 0, "none was killed in time"
    same_reports()
    edit(rounds)
    together = [check("--store", "runs.db", *more) for more in ([], ["--no-cache"], ["--summary"])]
    for process in together:
        finish(process)
    assert runs() == before + 1 + len(together), "a run was lost"
    same_reports()

    # All that a killed one was to take out went, or nothing did.
    halves, before = 0, runs()
    for number in range(rounds):
        process = prune(before - 2)
        time.sleep(random.random() * lasts / 4)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stderr.close()
        after = runs()
        assert before - after in (0, 2), (before, after)
        halves += before == after
        finish(check("--store", "runs.db"))
        finish(check("--store", "runs.db", "--no-cache"))
        before = runs()
    same_reports()

    # A check whose blocks go while it reads them says so, and keeps no run; the others are right.
    refused = 0
    for number in range(rounds):
        edit(rounds + 1 + number)
        together = [check("--store", "runs.db"), prune(1), check("--store", "runs.db")]
        for process in together:
            said = process.communicate()[1].decode()
            late = process.returncode == 7 and "runs were taken out of the store while it was read" in said
            assert process.returncode in (0, 1) or late, said
            refused += late
        assert runs() >= 1
    same_reports()
    print(f"{halves} of {rounds} killed before runs were taken out, {refused} checks came too late")
    print(f"{rounds} rounds, {killed} killed, {kept} of them kept their run")
finally:
    shutil.rmtree(room)
