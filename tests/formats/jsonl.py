"""JSON Lines: each line is a verdict of the JSON report, whole."""

import json

WAYS = {"all": [], "findings": ["--only", "findings"], "summary": ["--summary"]}
NEEDS_LOOK = {"error", "gap", "review", "unreported", "partial"}


def judge(output):
    lines = [json.loads(line) for line in output.text.splitlines()]
    expected = output.report["verdicts"]
    if output.way == "findings":
        expected = [verdict for verdict in expected if verdict["verdict"] in NEEDS_LOOK]
    assert lines == ([] if output.way == "summary" else expected)
