#!/usr/bin/env python3
"""scripts/fetch-party-data against a server of its own on this machine: pages, links, slow, failing and cut answers.

fetch.py REPOSITORY
"""
import csv
import hashlib
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

SCRIPT = pathlib.Path(sys.argv[1]).resolve() / "scripts" / "fetch-party-data"
failures = 0


def claim(says, holds, more=""):
    global failures
    if not holds:
        failures += 1
        print(f"not ok: {says}\n{more}")


class Answer:
    """What is said to one request: a status and bytes, late, or with fewer bytes than were promised."""

    def __init__(self, value, status=200, late=0.0, keep=None, promise=True):
        self.body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.status = status
        self.late = late
        self.keep = len(self.body) if keep is None else keep
        self.promise = promise


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        play = self.server.play
        play.asked.append(self.path)
        answers = play.answers.get(self.path, [Answer({"error": "unknown"}, 404)])
        answer = answers[min(play.asked.count(self.path), len(answers)) - 1]
        time.sleep(answer.late)
        try:
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json")
            if answer.promise:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.keep])
        except OSError:
            pass  # nobody waited

    def log_message(self, *_):
        pass


class Play:
    """A server that gives each path its answers, one after the other, the last for good."""

    def __init__(self, answers=None):
        self.answers = answers or {}
        self.asked = []

    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.play = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        self.room = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.room.name) / "party data"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.room.cleanup()

    def command(self, *more, entities=("Contacts",), cbd=False):
        options = []
        for entity in entities:
            options += ["--entity", entity]
        return [str(SCRIPT), "--output", str(self.folder), "--informea", f"{self.url}/svc" if entities else "",
                "--cbd", f"{self.url}/countries" if cbd else "", "--wait", "0", "--timeout", "5", *options, *more]

    def run(self, *more, **what):
        return subprocess.run(self.command(*more, **what), capture_output=True, text=True, env=environment(),
                              check=False)

    def left(self):
        """What stands in the folder where the output goes."""
        return sorted(path.name for path in pathlib.Path(self.room.name).iterdir())


def environment():
    """That of the caller, without a way to the network."""
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


def path(entity="Contacts"):
    return f"/svc/{entity}?$format=json"


def expect_nothing(says, play, done, *words):
    claim(f"{says}: exit code 1", done.returncode == 1, f"{done.returncode} {done.stderr}")
    claim(f"{says}: nothing is left", play.left() == [], play.left())
    for word in words:
        claim(f"{says}: says {word}", word in done.stderr, done.stderr)


def pages_are_followed():
    first = {"value": [{"id": "1"}, {"id": "2"}]}
    with Play() as play:
        play.answers = {
            path(): [Answer(dict(first, **{"@odata.nextLink": f"{play.url}/svc/Contacts?page=2"}))],
            "/svc/Contacts?page=2": [Answer({"value": [{"id": "3"}], "@odata.nextLink": "Contacts?page=3"})],
            "/svc/Contacts?page=3": [Answer({"value": [], "@odata.nextLink": "/svc/Contacts?page=4"})],
            "/svc/Contacts?page=4": [Answer({"value": [{"id": "4"}], "@odata.nextLink": "?page=5"})],
            "/svc/Contacts?page=5": [Answer({"d": {"results": [{"id": "5"}]}})],
            "/countries": [Answer(b'[ {"code": "KE"},\n {"code": "PE"} ]\n')],
        }
        done = play.run(cbd=True)
        claim("pages are followed", done.returncode == 0, done.stderr)
        claim("records are counted", "informea-Contacts: 5 records on 5 pages\n" in done.stdout, done.stdout)
        claim("one page is one", "cbd-countries: 2 records on 1 page\n" in done.stdout, done.stdout)
        names = [f"informea-Contacts-00{n}.json" for n in range(1, 6)] + ["cbd-countries-001.json"]
        claim("a file a page", sorted(p.name for p in play.folder.iterdir()) == sorted(names + ["origin.csv"]))
        claim("bytes are kept", (play.folder / names[5]).read_bytes() == play.answers["/countries"][0].body)
        claim("each address is asked once", len(play.asked) == 6 == len(set(play.asked)), play.asked)
        claim("nothing else is left", play.left() == ["party data"], play.left())
        with (play.folder / "origin.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        claim("each file has its origin", [row["file"] for row in rows] == names, rows)
        claim("an origin is an address", rows[1]["address"] == f"{play.url}/svc/Contacts?page=2", rows[1])
        for row in rows:
            digest = hashlib.sha256((play.folder / row["file"]).read_bytes()).hexdigest()
            claim("an origin has the digest", row["sha256"] == digest, row)
        claim("the import is told", "accord import" in done.stdout and "party\\ data" in done.stdout, done.stdout)


def what_passes_is_asked_again():
    good = Answer([{"id": "1"}])
    slow = Answer([{"id": "1"}], late=3)
    for says, bad in [("500", Answer(b"oops", 500)), ("503", Answer([], 503)), ("429", Answer([], 429)),
                      ("no whole answer", slow), ("cut short", Answer([{"id": "1"}], keep=5)),
                      ("cut short", Answer([{"id": "1"}], keep=5, promise=False)),
                      ("no JSON", Answer(b"<html>later</html>")), ("no JSON", Answer(b"")),
                      ("no JSON", Answer({"error": "later"}))]:
        with Play({path(): [bad, good]}) as play:
            done = play.run("--timeout", "1")
            claim(f"{says}: had at last", done.returncode == 0, done.stderr)
            claim(f"{says}: asked twice", len(play.asked) == 2, play.asked)
            claim(f"{says}: said", says in done.stderr and path() in done.stderr, done.stderr)
            kept = (play.folder / "informea-Contacts-001.json")
            claim(f"{says}: the good answer is kept", kept.exists() and kept.read_bytes() == good.body)
        with Play({path(): [bad]}) as play:
            done = play.run("--timeout", "1", "--retries", "1")
            expect_nothing(f"{says} for good", play, done, path(), says, "2 times")
            claim(f"{says} for good: asked as often as was said", len(play.asked) == 2, play.asked)


def what_does_not_pass_is_not_asked_again():
    for status in (400, 401, 403, 404, 204):
        with Play({path(): [Answer([], status)]}) as play:
            expect_nothing(f"{status}", play, play.run(), f"{play.url}{path()}", str(status), "expected 200")
            claim(f"{status}: asked once", len(play.asked) == 1, play.asked)
    with Play({path(): [Answer([{"id": "1"}])]}) as play:
        done = play.run(entities=("Contacts", "Meetings"))
        expect_nothing("a later address", play, done, path("Meetings"), "404")
    play = Play()
    with play:
        play.server.shutdown()
        play.server.server_close()
        expect_nothing("no server", play, play.run("--retries", "1"), path(), "no answer", "2 times")


def links_are_not_trusted():
    with Play() as play:
        play.answers = {path(): [Answer({"value": [], "@odata.nextLink": f"{play.url}{path()}"})]}
        expect_nothing("a link to itself", play, play.run(), "came before")
        claim("a link to itself: asked once", len(play.asked) == 1, play.asked)
    with Play() as play:  # https of a server that was asked by http
        link = f"https{play.url.removeprefix('http')}/svc/Contacts?page=2"
        play.answers = {path(): [Answer({"value": [], "@odata.nextLink": link})],
                        "/svc/Contacts?page=2": [Answer([])]}
        done = play.run("--retries", "0")
        claim("the same server is asked in the same way", done.returncode == 0 and len(play.asked) == 2, done.stderr)
    with Play() as other, Play() as play:
        for link in (f"{other.url}/svc/Contacts", "file:///etc/passwd", "http://127.0.0.1.example.org/"):
            play.answers = {path(): [Answer({"value": [], "@odata.nextLink": link})]}
            done = play.run("--retries", "0")
            claim(f"{link}: refused", done.returncode == 1 and not play.folder.exists(), done.stderr)
        claim("another server is not asked", other.asked == [], other.asked)


def usage_is_checked_first():
    with Play() as play:
        for more, says in [(["--nonsense"], "--nonsense"), (["--entity", "../Contacts"], "../Contacts"),
                           (["--timeout", "soon"], "soon"), (["--timeout", "0"], "--timeout 0"),
                           (["--retries", "-1"], "-1"), (["--import"], "--import needs a value"),
                           (["--informea", "", "--cbd", ""], "nothing to fetch")]:
            done = play.run(*more)
            claim(f"{more}: usage", done.returncode == 2 and says in done.stderr, done.stderr)
        play.folder.mkdir()
        done = play.run()
        claim("a folder that is there is left alone", done.returncode == 2 and "there already" in done.stderr)
        claim("nothing was asked", play.asked == [], play.asked)
    done = subprocess.run([str(SCRIPT), "--help"], capture_output=True, text=True, check=False)
    claim("there is help", done.returncode == 0 and "--output DIR" in done.stdout, done.stderr)


def files_are_imported():
    for code in (0, 4):
        with Play({path(): [Answer([{"id": "1"}])]}) as play:
            program = pathlib.Path(play.room.name) / "an accord"
            program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >"$0.said"\nexit ' + f"{code}\n")
            program.chmod(0o755)
            done = play.run("--import", "out.db", "--accord", str(program))
            said = pathlib.Path(f"{program}.said").read_text().splitlines()
            claim("the import is given the files",
                  said == ["import", f"{play.folder}/informea-Contacts-001.json", "-o", "out.db"], said)
            claim("its exit code is the script's", done.returncode == code, done.stderr)
            claim("the files stay", (play.folder / "origin.csv").exists())
            claim("a failed one says how to go on", (code == 0) == ("the command was" not in done.stderr), done.stderr)


def nothing_is_left_when_it_is_stopped():
    with Play({path(): [Answer([], late=20)]}) as play:
        with subprocess.Popen(play.command("--timeout", "2", "--retries", "0"), env=environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            for _ in range(200):
                if play.asked:
                    break
                time.sleep(0.02)
            running.send_signal(signal.SIGTERM)
            claim("a signal ends it", running.wait(timeout=20) == 143, running.returncode)
        claim("nothing is left of it", play.left() == [], play.left())


for test in (pages_are_followed, what_passes_is_asked_again, what_does_not_pass_is_not_asked_again,
             links_are_not_trusted, usage_is_checked_first, files_are_imported, nothing_is_left_when_it_is_stopped):
    test()
sys.exit(1 if failures else 0)
