"""Text: what somebody should look at, marked where it fails the run, in 80 columns that a terminal cannot be made to obey."""

import re
import unicodedata

import hostile

WAYS = {"actors": [], "provisions": ["--group-by", "provision"], "summary": ["--summary"]}
COLUMNS = 80
OPEN = {"gap", "partial", "review", "unreported", "error"}


def columns(c):
    if unicodedata.combining(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" and c not in "\ufffe\uffff" else 1


def width(line):
    return sum(map(columns, line))


def number(text):
    return int(text.replace(",", ""))


def judge(output):
    text = output.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert max(map(width, text.split("\n"))) <= COLUMNS
    assert ("ILLUSTRATIVE DATA" in text) == output.report["dataset"]["illustrative"]
    lines = [(verdict, line) for verdict in output.report["verdicts"] for line in hostile.lines_of(verdict)
             if line[0] in OPEN]
    failing = [line for verdict, line in lines if hostile.fails(line[0], verdict["force"])]
    said = re.search(r"^([\d,]+) findings? fails? this run", text, re.M)
    assert bool(said) == (output.code == 1)
    assert output.way == "summary" or (number(said[1]) if said else 0) == len(failing)
    marks = re.findall(r"^  ([! ]) (gap|partial|review|unreported|error) ", text, re.M)
    if output.way == "summary":
        assert not marks
    else:
        # By actor they come as in JSON; by provision they are the same, in another order.
        shown = [("!" if hostile.fails(line[0], verdict["force"]) else " ", line[0]) for verdict, line in lines]
        assert marks == shown if output.way == "actors" else sorted(marks) == sorted(shown)
    flat = re.sub(r"\s", "", text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    for comment in [*(comment for verdict in output.report["verdicts"] for comments in hostile.comments_of(verdict)
                      for comment in comments if output.way != "summary"), *hostile.unplaced_of(output.report)]:
        assert re.sub(r"\s", "", hostile.shown(comment)) in flat, comment[:200]
    for instrument, facts in output.report["summary"]["by_instrument"].items():
        table = re.search(rf"\n{re.escape(instrument)}  .*?\n\n", text[text.index("Summary as of"):], re.S)[0]
        for kind, count in facts["counts"].items():
            row = re.search(rf"^  {kind} +([\d,]+) +([\d,]+)", table, re.M)
            assert (number(row[1]), number(row[2])) == (count, facts["pairs"][kind]), (instrument, kind)
