"""GitLab's Code Quality: valid, an issue for each finding that somebody should look at, all told apart."""

import json
import os

import jsonschema

import hostile

WAYS = {"all": []}
SEVERITIES = {"error": "blocker", "gap": "major", "partial": "minor", "review": "info", "unreported": "info"}


def judge(output):
    assert not output.bytes.startswith(b"\xef\xbb\xbf")
    issues = json.loads(output.text)
    jsonschema.validate(issues, hostile.read_json(
        os.path.join(output.schemas, "gitlab-code-quality.derived.schema.json")))
    expected = [(verdict, line) for verdict in output.report["verdicts"] for line in hostile.commented_lines_of(verdict, hostile.SHORT)
                if line[0] in SEVERITIES]
    assert len(issues) == len(expected)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue, (verdict, (kind, message, fingerprint)) in zip(issues, expected):
        flat = hostile.shown(message.replace("\n", " ").replace("\r", " ").replace("\t", " "))
        illustrative = "[illustrative] " if output.report["dataset"]["illustrative"] else ""
        assert issue["description"] == f"{illustrative}{verdict['rule']} [{verdict['actor']}]: {kind}: {flat}"
        assert issue["check_name"] == verdict["rule"]
        assert issue["severity"] == SEVERITIES[kind]
        hostile.check_place(issue["location"]["path"], issue["location"]["lines"]["begin"])
        if fingerprint and output.dataset != "hostile":
            assert issue["fingerprint"] == fingerprint
