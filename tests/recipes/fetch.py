#!/usr/bin/env python3
"""scripts/fetch-party-data against a server of its own on this machine: pages, links, slow, failing and cut answers.

fetch.py REPOSITORY ACCORD
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

SOURCE = pathlib.Path(sys.argv[1]).resolve()
SCRIPT = SOURCE / "scripts" / "fetch-party-data"
PROGRAM = pathlib.Path(sys.argv[2]).resolve()
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

    def command(self, *more, entities=("Contacts",), cbd=False, informea=False):
        options = []
        for entity in entities:
            options += ["--entity", entity]
        return [str(SCRIPT), "--output", str(self.folder), "--informea", f"{self.url}/svc" if entities or informea else "",
                "--cbd", f"{self.url}/v2013/" if cbd else "", "--wait", "0", "--timeout", "5", *options, *more]

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


COUNTRIES = "/v2013/countries"


def index(start=0):
    return f"/v2013/index/select?q=schema_s:focalPoint&sort=id%20asc&wt=json&rows=500&start={start}"


def docs(number, *found):
    return Answer({"response": {"numFound": number, "start": 0, "docs": list(found)}})


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
            COUNTRIES: [Answer(b'[ {"code": "KE"},\n {"code": "PE"} ]\n')],
            index(): [docs(3, {"id": "a"}, {"id": "b"})],
            index(2): [docs(3, {"id": "c"})],
        }
        done = play.run(cbd=True)
        claim("pages are followed", done.returncode == 0, done.stderr)
        claim("records are counted", "informea-Contacts: 5 records on 5 pages\n" in done.stdout, done.stdout)
        claim("one page is one", "cbd-countries: 2 records on 1 page\n" in done.stdout, done.stdout)
        claim("an index is read to its end", "cbd-focal-points: 3 records on 2 pages\n" in done.stdout, done.stdout)
        names = [f"informea-Contacts-00{n}.json" for n in range(1, 6)] + [
            "cbd-countries-001.json", "cbd-focal-points-001.json", "cbd-focal-points-002.json"]
        claim("a file a page", sorted(p.name for p in play.folder.iterdir()) == sorted(names + ["origin.csv"]))
        claim("bytes are kept", (play.folder / names[5]).read_bytes() == play.answers[COUNTRIES][0].body)
        claim("each address is asked once", len(play.asked) == 8 == len(set(play.asked)), play.asked)
        claim("nothing else is left", play.left() == ["party data"], play.left())
        with (play.folder / "origin.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        claim("each file has its origin", [row["file"] for row in rows] == names, rows)
        claim("an origin is an address", rows[1]["address"] == f"{play.url}/svc/Contacts?page=2", rows[1])
        for row in rows:
            digest = hashlib.sha256((play.folder / row["file"]).read_bytes()).hexdigest()
            claim("an origin has the digest", row["sha256"] == digest, row)
        claim("the import is told", "accord import" in done.stdout and "party\\ data" in done.stdout, done.stdout)
        claim("but not of a page without a record", "Contacts-002" in done.stdout and
              "Contacts-003" not in done.stdout, done.stdout)


def links_of_every_version_are_followed():
    for link in ("@odata.nextLink", "@nextLink", "odata.nextLink"):
        with Play({path(): [Answer({"value": [{"id": "1"}], link: "?page=2"})],
                   "/svc/Contacts?page=2": [Answer({"value": [{"id": "2"}], link: None})]}) as play:
            claim(f"{link}: followed", "2 records on 2 pages" in play.run().stdout, play.asked)
    with Play({path(): [Answer({"d": {"results": [{"id": "1"}], "__next": "?page=2"}})],
               "/svc/Contacts?page=2": [Answer({"d": [{"id": "2"}]})]}) as play:
        claim("__next: followed", "2 records on 2 pages" in play.run().stdout, play.asked)


def an_index_is_not_cut_short():
    for says, answer in (("no record, and there are 3", docs(3)), ("does not say how many", docs(None, {"id": "c"}))):
        with Play({COUNTRIES: [Answer([{"code": "KE"}])], index(): [docs(3, {"id": "a"}, {"id": "b"})],
                   index(2): [answer]}) as play:
            expect_nothing(says, play, play.run(entities=(), cbd=True), index(2), says)
    with Play({COUNTRIES: [Answer([{"code": "KE"}])], index(): [docs(0)]}) as play:
        claim("an index may be empty", play.run(entities=(), cbd=True).returncode == 0)
        claim("and is asked once", play.asked == [COUNTRIES, index()], play.asked)
    with Play({path(): [Answer([])]}) as play:
        done = play.run()
        claim("without a record there is nothing to import", done.returncode == 1 and "no record" in done.stderr)


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
                        "/svc/Contacts?page=2": [Answer([{"id": "1"}])]}
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
                           (["--informea", "", "--cbd", ""], "nothing to fetch"),
                           (["--", "--allow-refused", "1"], "no --import")]:
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
            done = play.run("--import", "out.db", "--accord", str(program), "--", "--allow-refused", "7")
            said = pathlib.Path(f"{program}.said").read_text().splitlines()
            with (play.folder / "origin.csv").open(newline="") as file:
                day = next(csv.DictReader(file))["retrieved"]
            claim("the import is given the files, their day and its options",
                  said == ["import", f"{play.folder}/informea-Contacts-001.json", "-o", "out.db", "--retrieved", day,
                           "--allow-refused", "7"], said)
            claim("its exit code is the script's", done.returncode == code, done.stderr)
            claim("the files stay", (play.folder / "origin.csv").exists())
            claim("a failed one says how to go on", (code == 0) == ("the command was" not in done.stderr), done.stderr)


def recorded(name):
    return json.loads((SOURCE / "fixtures/import/payloads" / f"{name}.json").read_text())


def what_was_fetched_becomes_a_dataset():
    """Pages as recorded, from all who publish, cut as the interfaces cut them, some of them late or failing at first."""
    contacts, profiles = recorded("contacts")["value"], recorded("country_profiles")["value"]
    found = recorded("cbd_focal_points")["response"]["docs"]
    with Play() as play:
        play.answers = {
            path(): [Answer(b"oops", 503), Answer({"value": contacts[:4], "@odata.nextLink": "Contacts?page=2"})],
            "/svc/Contacts?page=2": [Answer({"value": contacts[4:]}, late=1)],
            path("CountryProfiles"): [Answer({"d": {"results": profiles[:9], "__next": f"{play.url}/svc/CP?page=2"}})],
            "/svc/CP?page=2": [Answer({"d": {"results": profiles[9:]}}, keep=9), Answer({"d": {"results": profiles[9:]}})],
            path("CountryReports"): [Answer(recorded("country_reports"))],
            path("NationalPlans"): [Answer({"value": []})],
            path("Meetings"): [Answer(recorded("meetings"))],
            COUNTRIES: [Answer(recorded("cbd_countries"))],
            index(): [docs(len(found), *found[:5])],
            index(5): [docs(len(found), *found[5:])],
        }
        room = pathlib.Path(play.room.name)
        done = play.run("--import", str(room / "out.db"), "--accord", str(PROGRAM), "--", "--allow-refused", "100",
                        "--format", f"json={room}/report.json", entities=(), cbd=True, informea=True)
        claim("what was fetched is imported", done.returncode == 0, done.stderr)
        report = json.loads((room / "report.json").read_text())
        expected = sum(len(rows) for rows in (contacts, profiles, found, recorded("country_reports"),
                                              recorded("meetings")["value"], recorded("cbd_countries")))
        claim("every record is accounted for", report["read"] == expected ==
              report["mapped"] + report["merged"] + report["refused"], report)
        claim("some are refused, and named by their page", report["refusals"]["count"] == len(report["refusals"]["kept"]) and
              any(one["file"].endswith("informea-CountryProfiles-002.json") for one in report["refusals"]["kept"]), report)
        pages = [one for one in report["warnings"]["kept"] if "the rest is not in" in one["text"]]
        claim("only the pages say that there are more", {pathlib.Path(one["file"]).name for one in pages} == {
            "informea-Contacts-001.json", "informea-CountryProfiles-001.json", "cbd-focal-points-001.json",
            "cbd-focal-points-002.json"}, pages)
        checked = subprocess.run([str(PROGRAM), "data", str(room / "out.db"), "--check"], capture_output=True, text=True,
                                 check=False)
        claim("and is a dataset", checked.returncode == 0, checked.stderr)


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


for test in (pages_are_followed, links_of_every_version_are_followed, an_index_is_not_cut_short,
             what_passes_is_asked_again, what_does_not_pass_is_not_asked_again, links_are_not_trusted,
             usage_is_checked_first, files_are_imported, what_was_fetched_becomes_a_dataset,
             nothing_is_left_when_it_is_stopped):
    test()
sys.exit(1 if failures else 0)
