"""Data that means harm to whoever shows it, and what reports in general are made of."""

import csv
import json
import os
import re

TEXTS = [
    "<script>alert(1)</script> <!-- --> <img src=x onerror=alert(1)>",
    "]]> <![CDATA[ &amp; &#0; \" '",
    "::error file=x.csv,line=1::made up",
    "##[error]made up",
    "x\n::error::made up\n::stop-commands::x",
    "x\r\n::warning::made up %0A::error::x %25 %",
    "=cmd()|' /C calc'!A0",
    "+1-2@x\t|pipe| `code` ``` **bold** [link](javascript:alert(1)) ![x](y)",
    "# TODO not so # SKIP either \\# \\",
    "\n1..1\nok 1 - made up\nBail out!\n  ---\n  ...",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m \x7f",
    "\u202etxet\u202c \u2066x\u2069 \u200f \u2028 \u2029 \u0085 \ufffe \uffff",
    "\U0001F40B whale \u00e9\u0301 \u6f22\u5b57",
    "x" * 3000,
    "a" + " " * 200 + "b",
    "@everyone #1 GH-1 owner/repo#1 :boom:",
    "y" * 1_000_000,
    "%s %n %1$s {institution} {{x}} ${HOME} $(id)",
]
FOCAL_POINTS = "focal points,100%;a=b.csv"


def write(folder):
    """A dataset of two Parties; each of the texts is an institution, one of them an actor's name."""
    os.mkdir(folder)
    with open(os.path.join(folder, "datapackage.json"), "w", encoding="utf-8") as file:
        json.dump({"name": "hostile", "accord:illustrative": True, "resources": [
            {"name": "actors", "path": "actors.csv"},
            {"name": "memberships", "path": "memberships.csv"},
            {"name": "focal_points", "path": FOCAL_POINTS}]}, file)
    tables = {
        "actors.csv": [["id", "kind", "name"], ["AAA", "state", TEXTS[0] + TEXTS[1]], ["BBB", "state", TEXTS[11]]],
        "memberships.csv": [["actor", "treaty", "source", "in_force"], ["AAA", "demo", "s", "1999-01-01"],
                            ["BBB", "demo", "s", "1999-01-01"]],
        FOCAL_POINTS: [["id", "actor", "role", "institution", "designated", "ended"]] + [
            [f"fp-{number}", actor, "demo-nfp", text, "2015-01-01", "2018-01-01"]
            for number, (actor, text) in enumerate((actor, text) for actor in ("AAA", "BBB") for text in TEXTS)],
    }
    for name, rows in tables.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def comment(folder, report):
    """Adds comments to the dataset: each of the texts on a finding of the report, and one on a finding that is none."""
    found = [(verdict["actor"], one["fingerprint"]) for verdict in report["verdicts"] for one in verdict["findings"]]
    rows = [["id", "actor", "fingerprint", "on", "text", "by", "url", "language"]]
    for number, text in enumerate(TEXTS):
        actor, fingerprint = found[number * 5 % len(found)]
        rows.append([f"c-{number}", actor, fingerprint, "2020-01-01", text, text[:100] if number % 2 else "", "", ""])
    rows.append(["c-none", "AAA", "f" * 32, "2020-01-01", TEXTS[4] + TEXTS[10], TEXTS[7], "javascript:alert(1)", "en"])
    with open(os.path.join(folder, "comments.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    path = os.path.join(folder, "datapackage.json")
    package = read_json(path)
    package["resources"].append({"name": "comments", "path": "comments.csv"})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(package, file)


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def shown(text, kept=""):
    """As reports show text from data: what a terminal or a page might obey is spelt out, but for what is kept."""
    text = OBEYED.sub(lambda found: found[0] if found[0] in kept else f"\\u{ord(found[0]):04x}", text)
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def lines_of(verdict):
    """What a report shows of a verdict line by line: kind, message, fingerprint or None."""
    if not verdict["findings"]:
        return [(verdict["verdict"], verdict["why"], None)]
    return [(found["verdict"], found["message"], found["fingerprint"]) for found in verdict["findings"]]


SHORT = 600


def said(actor, comment, most=None):
    """What reports say of a comment, of its text no more than so many bytes."""
    text, by, language, url = comment["text"], comment["by"], comment["language"], comment["url"]
    place = f"{comment['file']}:{comment['line']}"
    short = text.encode()[:most].decode(errors="ignore") if most else text
    cut = "" if short == text else f"... (cut short here: the whole is in {place})"
    return (f"comment of {actor} on {comment['on']}{', by ' + by if by else ''} ({place}"
            f"{', in ' + language if language else ''}): {short}{cut}{f' ({url})' if url else ''}")


def comments_of(verdict, most=None):
    """Of each line of the verdict what its actor has to say of it: a list of sentences."""
    lines = verdict["findings"] or [verdict]
    return [[said(verdict["actor"], comment, most) for comment in line.get("comments", [])] for line in lines]


def commented_lines_of(verdict, most=None):
    """lines_of, with what the actor has to say behind the message, as where there is one line for both."""
    return [(kind, "; ".join([message, *comments]), fingerprint)
            for (kind, message, fingerprint), comments in zip(lines_of(verdict), comments_of(verdict, most))]


def unplaced_of(report, most=None):
    return [f"no finding of this run about {comment['actor']} has the fingerprint {comment['fingerprint']}: "
            f"{said(comment['actor'], comment, most)}" for comment in report.get("unplaced_comments", [])]


def fails(kind, force):
    """By default."""
    return kind in ("gap", "partial") and force in ("binding", "request")


def check_place(path, line):
    """That the place is one that a reviewer can open, from where the check ran."""
    assert not os.path.isabs(path) and not path.startswith("./"), path
    with open(path, "rb") as file:
        assert 1 <= int(line) <= file.read().count(b"\n") + 1, (path, line)
