#!/usr/bin/env python3
"""documents.py PROGRAM SOURCE: the numbers of the committee's document, the workbook and the dashboard of a stored run are
those of the JSON report of the same run: by text, paragraph and addressee, pair by pair, and finding by finding. SOURCE is
the folder of the repository."""

import collections
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

ORDER = ["error", "gap", "review", "unreported", "partial", "met", "not_due", "not_applicable"]  # from worst to least
COUNTED = ["met", "partial", "gap", "unreported", "review", "error"]
LOOKED_AT = {"error", "gap", "review", "unreported", "partial"}
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def words(verdict):
    return verdict.replace("_", " ")


# ---- what JSON says ----

class Tally:
    def __init__(self):
        self.counts, self.open = collections.Counter(), collections.Counter()

    def add(self, pair):
        self.counts[pair[0]] += 1
        self.open[pair[0]] += pair[1]

    def percents(self):
        """Assessable, of, score, low, high: by what the README says of them, not by the program's way."""
        sure = {kind: self.counts[kind] - self.open[kind] for kind in ORDER}
        assessable = sure["met"] + sure["partial"] + sure["gap"]
        of = sum(self.counts[kind] for kind in COUNTED)
        scored = assessable + self.counts["error"]
        half_up = lambda part, whole: (200 * part + whole) // (2 * whole)
        score = half_up(2 * sure["met"] + sure["partial"], 2 * scored) if assessable else None
        return (assessable, of, score, half_up(sure["met"], of) if of else None,
                half_up(of - sure["gap"], of) if of else None)


def roll_up(report):
    """The pair of each provision and actor: its verdict, and whether it is open."""
    verdicts = collections.defaultdict(list)
    for verdict in report["verdicts"]:
        if verdict["actor"] != "all" and not verdict["actor"].startswith("region:"):
            verdicts[verdict["provision"], verdict["actor"]].append((verdict["verdict"], verdict["cause"] is not None))
    pairs = {}
    for key, found in verdicts.items():
        worst = min((kind for kind, _ in found), key=ORDER.index)
        caused = any(cause and kind in COUNTED for kind, cause in found)
        pairs[key] = (worst, caused and worst != "error" and not (worst == "gap" and ("gap", False) in found))
    return pairs


def tallies(pairs, key_of):
    sums = collections.defaultdict(Tally)
    for (provision, actor), pair in pairs.items():
        sums[key_of(provision, actor)].add(pair)
    return sums


# ---- the workbook ----

def sheets(path):
    """Of each sheet its rows, a row as the texts of its cells by column."""
    with zipfile.ZipFile(path) as archive:
        names = [sheet.get("name") for sheet in
                 xml.etree.ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{SHEET}sheet")]
        return {name: [{re.match("[A-Z]+", cell.get("r"))[0]: "".join(cell.itertext()) for cell in row}
                       for row in xml.etree.ElementTree.fromstring(
                           archive.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{SHEET}row")]
                for number, name in enumerate(names, 1)}


def table(rows, first):
    """Below the head that begins so: its rows by heading, up to an empty one."""
    at = next(i for i, row in enumerate(rows) if row.get("A") == first)
    head, found = rows[at], []
    for row in rows[at + 1:]:
        if not row:
            break
        found.append({heading: row.get(column, "") for column, heading in head.items()})
    return found


def same_numbers(row, tally, where):
    assert {kind: int(row[words(kind)]) for kind in ORDER} == {kind: tally.counts[kind] for kind in ORDER}, where
    percent = lambda text: None if text == "" else int(float(text) * 100 + 0.5 + 1e-9)
    found = (int(row["Assessable"]), int(row["Of"]), percent(row["Score"]), percent(row["Lower bound"]),
             percent(row["Upper bound"]))
    assert found == tally.percents(), (where, found, tally.percents())


def judge_workbook(path, report, pairs):
    book = sheets(path)
    by_text = tallies(pairs, lambda provision, _: provision.split(":")[0])
    by_provision = tallies(pairs, lambda provision, _: provision)
    by_actor = tallies(pairs, lambda _, actor: actor)
    for row in table(book["Summary"], "Text")[:len(by_text)]:
        same_numbers(row, by_text[row["Text"]], row)
    asked = {verdict["provision"] for verdict in report["verdicts"]}
    for row in table(book["Provisions"], "Paragraph"):
        if row["met"] != "":
            same_numbers(row, by_provision[row["Paragraph"]], row)
        else:
            assert row["Paragraph"] not in asked, row
    for row in table(book["Parties"], "Actor"):
        same_numbers(row, by_actor[row["Actor"]], row)
    cells = {(provision, row["Actor"]): text for row in table(book["Matrix"], "Actor")
             for provision, text in row.items() if ":" in provision and text}
    assert cells == {key: words(kind) + (" (open)" if is_open else "") for key, (kind, is_open) in pairs.items()}
    said = collections.Counter((row["Actor"], row["Rule"], row["Finding"], row["Fingerprint"])
                               for row in table(book["Findings"], "Actor") if row["Fingerprint"])
    assert said == collections.Counter(
        (verdict["actor"], verdict["rule"], words(finding["verdict"]), finding["fingerprint"])
        for verdict in report["verdicts"] for finding in verdict["findings"] if finding["verdict"] in LOOKED_AT)


# ---- the committee's document ----

def tables(text):
    """Every table of the document, a row as its cells by heading."""
    for block in re.findall(r"(?:^\|.*\n)+", text, re.M):
        lines = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in block.splitlines()]
        yield [dict(zip(lines[0], line)) for line in lines[2:]]


def number(text):
    return int(text.replace(",", ""))


def judge_document(text, day, report, pairs):
    by_text = tallies(pairs, lambda provision, _: provision.split(":")[0])
    by_provision = tallies(pairs, lambda provision, _: provision)
    by_actor = tallies(pairs, lambda _, actor: actor)
    found = list(tables(text))
    summary = next(rows for rows in found if "Text" in rows[0])
    now = [row for row in summary if row["As of"] == day]
    assert {row["Text"] for row in now} >= set(by_text)
    for row in now:
        tally = by_text[row["Text"]]
        assert {kind: number(row[kind]) for kind in COUNTED} == {kind: tally.counts[kind] for kind in COUNTED}, row
        assessable, of, score, low, high = tally.percents()
        assert row["Assessable"] == f"{assessable:,} of {of:,}", row
        assert row["Score"] == (f"{score}\u202f% ({low} to {high})" if score is not None else "none"), row
    texts = [row["Text"] for row in now]
    for name, rows in zip(texts, (rows for rows in found if "Paragraph" in rows[0])):
        for row in rows:
            if row["met"] == "\u2013":
                continue
            tally = by_provision[f"{name}:{row['Paragraph']}"]
            assert {kind: number(row[kind]) for kind in COUNTED} == {kind: tally.counts[kind] for kind in COUNTED}, row
            assert number(row["Remaining gaps"].split(":")[0]) == tally.counts["gap"] + tally.counts["partial"], row
    counts = {row["What"]: number(row["Number"]) for rows in found if "What" in rows[0] for row in rows}
    findings = collections.Counter(finding["verdict"] for verdict in report["verdicts"] for finding in verdict["findings"])
    for kind in ("partial", "gap", "unreported", "review"):
        assert counts[f"Findings: {kind}"] == findings[kind], kind
    assert counts["Verdicts that are errors of a rule"] == report["summary"]["rule_errors"]
    for actor, tally in by_actor.items():
        assessable, of, score, low, high = tally.percents()
        if of == 0:
            continue
        at = re.search(rf"^### (?:{re.escape(actor)}|.* \({re.escape(actor)}\))$", text, re.M).end()
        section = re.sub("[ \n]+", " ", text[at:at + 400])
        said = f"{assessable} of {of} paragraph{'' if of == 1 else 's'} assessable, "
        said += f"score {score}\u202f% ({low} to {high})." if score is not None else "so that there is no score."
        assert said in section, (actor, said, section)


# ---- the dashboard ----

class Matrix(html.parser.HTMLParser):
    """Of each actor in a matrix its numbers, and the class of each cell by provision."""

    def __init__(self):
        super().__init__()
        self.provisions, self.actors, self.actor, self.inside = [], {}, None, False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.inside = attributes.get("class") == "matrix"
            self.provisions = []
        if not self.inside:
            return
        if "data-p" in attributes:
            self.provisions.append(attributes["data-p"])
        elif tag == "tr":
            self.actor = attributes.get("data-a")
            self.actors.setdefault(self.actor, {"numbers": None, "cells": []})
            self.seen = 0
        elif tag == "td" and self.actor:
            self.seen += 1
            if "data-v" in attributes:
                self.actors[self.actor]["numbers"] = [int(part) if part else None for part in attributes["data-v"].split(",")]
            elif self.seen > 4:
                self.actors[self.actor]["cells"].append((self.provisions[self.seen - 5], attributes.get("class", "")))

    def handle_endtag(self, tag):
        if tag == "table":
            self.inside, self.actor = False, None


def judge_dashboard(text, pairs):
    letters = dict(zip("egrupmdn", ORDER))
    matrix = Matrix()
    matrix.feed(text)
    by_actor = tallies(pairs, lambda _, actor: actor)
    cells = {(provision, actor): letters[kind.split()[0][0]] for actor, row in matrix.actors.items() if actor
             for provision, kind in row["cells"] if kind}
    assert cells and all(pairs[key][0] == kind for key, kind in cells.items())
    for actor, row in matrix.actors.items():
        if actor and row["numbers"]:
            assessable, of, score, low, high = by_actor[actor].percents()
            assert row["numbers"] == [score, low, high, assessable, of], (actor, row["numbers"])


# ---- the runs ----

def run(program, arguments, room):
    done = subprocess.run([program, *arguments], cwd=room, capture_output=True, check=False)
    assert done.returncode in (0, 1), (arguments, done.returncode, done.stderr.decode())


def judge(program, room, dataset, rules, days):
    store, report = f"{dataset}.db", os.path.join(room, f"{dataset}.json")
    for day in days:
        run(program, ["check", dataset, "--rules", rules, "--as-of", day, "--store", store, "--quiet", "--format",
                      f"json={report}"], room)
    run(program, ["report", store, "--format", "committee", "--format", "xlsx", "--format", "html", "-o",
                  f"{dataset} out/"], room)
    with open(report, encoding="utf-8") as file:
        written = json.load(file)
    read = lambda name: open(os.path.join(room, f"{dataset} out", name), encoding="utf-8").read()
    pairs = roll_up(written)
    for name, sums in tallies(pairs, lambda provision, _: provision.split(":")[0]).items():
        told = written["summary"]["by_instrument"][name]
        assert told["pairs"] == {kind: sums.counts[kind] for kind in ORDER}
        assert (told["assessable"], told["of"]) == sums.percents()[:2]
    year, month, day = days[-1].split("-")
    month = ["", "January", "", "", "", "", "June", "", "", "", "", "", "December"][int(month)]
    judge_workbook(os.path.join(room, f"{dataset} out", "workbook.xlsx"), written, pairs)
    judge_document(read("committee.md"), f"{int(day)} {month} {year}", written, pairs)
    judge_dashboard(read("index.html"), pairs)
    print(f"ok: the documents of {dataset} tell the numbers of its JSON report")


def main(program, source):
    with tempfile.TemporaryDirectory(prefix="accord documents ") as room:
        tests = os.path.join(source, "tests")
        shutil.copytree(os.path.join(tests, "cli", "small"), os.path.join(room, "small"))
        os.symlink(os.path.join(source, "fixtures", "sample"), os.path.join(room, "sample"))
        judge(program, room, "small", os.path.join(tests, "cli", "rules"), ["2019-12-31", "2020-12-31"])
        judge(program, room, "sample", os.path.join(source, "rules"), ["2024-06-30", "2025-06-30"])


if __name__ == "__main__":
    main(os.path.realpath(sys.argv[1]), os.path.realpath(sys.argv[2]))
