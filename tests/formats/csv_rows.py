"""CSV: RFC 4180, a row for each line of a verdict, and nothing that a spreadsheet would run."""

import csv
import io
import re

import hostile

WAYS = {"all": [], "mark": ["--csv-bom"], "findings": ["--only", "findings"]}
MARK = "\ufeff"
NEEDS_LOOK = {"error", "gap", "review", "unreported", "partial"}
FORMULA = re.compile(r" *[=+\-@\t\r]")
csv.field_size_limit(8_000_000)  # a Party may have much to say


def cell(text):
    spelt = hostile.OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return ("'" if FORMULA.match(text) else "") + spelt


def judge(output):
    assert output.text.startswith(MARK) == (output.way == "mark")
    text = output.text.removeprefix(MARK)
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    verdicts = [v for v in output.report["verdicts"] if output.way != "findings" or v["verdict"] in NEEDS_LOOK]
    expected = [(verdict, *both) for verdict in verdicts
                for both in zip(hostile.lines_of(verdict), hostile.comments_of(verdict))]
    assert len(rows) == len(expected)
    for row, (verdict, (kind, message, fingerprint), comments) in zip(rows, expected):
        assert None not in row and None not in row.values()
        assert not any(FORMULA.match(value) for value in row.values()), row
        assert (row["actor"], row["rule"], row["provision"]) == (verdict["actor"], verdict["rule"], verdict["provision"])
        assert (row["force"], row["verdict"], row["finding"]) == (verdict["force"], verdict["verdict"], kind)
        assert row["message"] == cell(message)
        assert row["comments"] == cell("; ".join(comments))
        assert row["fails"] == ("true" if hostile.fails(kind, verdict["force"]) else "false")
        assert re.fullmatch("[0-9a-f]{32}", row["fingerprint"]) and row["fingerprint"] == (fingerprint or row["fingerprint"])
        assert row["as_of"] == output.report["as_of"] and row["dataset"] == output.report["dataset"]["name"]
        assert (row["illustrative"] == "true") == output.report["dataset"]["illustrative"]
        hostile.check_place(row["file"], row["line"])
    assert (output.code == 1) == any(row["fails"] == "true" for row in rows)
