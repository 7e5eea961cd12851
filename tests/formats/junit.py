"""JUnit XML: valid against schemas, every verdict one case, counts as in JSON, nothing but data in texts."""

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import hostile
import schemas

WAYS = {"strict": [], "gitlab": ["--junit-flavor", "gitlab"], "findings": ["--only", "findings"]}
SCHEMAS = ["junit-strict.xsd", "junit-windyroad-ant.xsd", "junit-10-jenkins-xunit.xsd"]  # ours is always there
ELEMENTS = {"gap": "failure", "partial": "failure", "error": "error", "met": None}
WORST = ["error", "failure", "skipped", None]
CHILDREN = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def validates(path, schema):
    return subprocess.run(["xmllint", "--noout", "--schema", schema, path], capture_output=True, check=False)


def judge_case(case, verdict):
    expected = min((ELEMENTS.get(kind, "skipped") for kind, _, _ in hostile.lines_of(verdict)), key=WORST.index)
    found = [child.tag for child in case]
    assert found == ([expected] if expected else []), (case.get("name"), found, expected)
    assert case.get("classname") == verdict["provision"]
    if not expected:
        return
    leading = next(line for line in hostile.lines_of(verdict) if ELEMENTS.get(line[0], "skipped") == expected)
    assert hostile.shown(leading[1], "\n\t") in case[0].get("message"), case.get("name")
    assert case[0].get("type") == (leading[0] if expected != "skipped" else None)
    judge_comments(case, verdict)
    for kind, message, _ in hostile.lines_of(verdict):
        line = f"{kind}: {hostile.shown(message, chr(10) + chr(9))} ("
        assert line in case[0].text, (case.get("name"), line)
        place, _, fails = case[0].text.split(line, 1)[1].split(")")[0].partition("; ")
        hostile.check_place(*place.rsplit(":", 2)[:2])
        assert (fails == "fails the run") == hostile.fails(kind, verdict["force"]), (case.get("name"), fails)


def judge_comments(case, verdict):
    """Behind each line, whole."""
    for comments in hostile.comments_of(verdict):
        ending = "".join("; " + hostile.shown(comment, "\n\t") for comment in comments)
        assert ")" + ending + "\n" in case[0].text, (case.get("name"), ending)


def judge(output):
    for schema in SCHEMAS:
        path = schemas.find(output, schema)
        if not path:
            continue
        done = validates(output.path, path)
        assert (done.returncode == 0) == (output.way != "gitlab"), (schema, done.stderr)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", output.text)
    root = ElementTree.fromstring(output.bytes)
    assert root.tag == "testsuites" and not root.attrib
    shown = {f"{v['rule']} [{v['actor']}]": v for v in output.report["verdicts"]}
    cases = [case for suite in root for case in suite.iter("testcase")]
    assert sorted(case.get("name") for case in cases) == sorted(shown)
    for case in cases:
        judge_case(case, shown[case.get("name")])
        assert (case.get("file") is not None) == (output.way == "gitlab")
        if output.way == "gitlab":
            hostile.check_place(case.get("file"), 1)
    remarks = root[0].find("system-out").text or ""
    assert all(hostile.shown(line, "\n\t") in remarks for line in hostile.unplaced_of(output.report))
    for suite in root:
        assert suite.get("timestamp") == output.report["as_of"] + "T00:00:00"
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for name, child in CHILDREN.items():
            assert int(suite.get(name)) == len(suite.findall(f"testcase/{child}")), (suite.get("name"), name)
        assert all(v["rule"].startswith(suite.get("name") + "/") for v in
                   (shown[case.get("name")] for case in suite.iter("testcase")))
