"""OSCAL assessment results: valid against the schema where that is at hand, and every line of JSON one observation, with a
finding where the record shows it done or not."""

import re
import uuid
from collections import Counter

import hostile
import jsonschema
import regex
import schemas

WAYS = {"all": [], "findings": ["--only", "findings"]}
QUIET = ("met", "not_due", "not_applicable")
ANSWERS = {"met": ("satisfied", "pass"), "partial": ("not-satisfied", "other"), "gap": ("not-satisfied", "fail")}


def pattern(_, wanted, value, __):
    """Patterns of the schema name classes of characters, which Python's own library does not know."""
    if isinstance(value, str) and not regex.search(wanted, value):
        yield jsonschema.ValidationError(f"{value!r} does not match {wanted!r}")


def read_token(token):
    """The id that has this token."""
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", token), token
    if token == "_":
        return ""
    return re.sub(r"_(_|[0-9a-f]{2})", lambda found: ":" if found[1] == "_" else chr(int(found[1], 16)), token)


def shown(text):
    """As a plain string shows data: no controls, no blanks at its ends, never empty."""
    return hostile.shown(text).strip() or "-"


def props_of(item):
    assert all(prop["ns"] == "urn:accord:oscal:1" for prop in item["props"])
    names = [prop["name"] for prop in item["props"]]
    assert len(set(names)) == len(names)
    return {prop["name"]: prop["value"] for prop in item["props"]}


def unescaped(text):
    """Markdown read back."""
    text = text.replace("<!-- -->", "")
    return re.sub(r"\\([\\`*_~\[\]<>|&#@:])", r"\1", text)


def plain(text):
    """What is left of data, however it was escaped: enough to tell that it is there."""
    return re.sub(r"[^A-Za-z0-9]", "", re.sub(r"\\u[0-9a-f]{4}", "", text))


def judge_observation(observation, verdict, line, comments, parties):
    kind, message, fingerprint = line
    props = props_of(observation)
    assert props["status"] == kind and props["rule"] == verdict["rule"]
    assert props["actor"] == shown(verdict["actor"]) and props["provision"] == verdict["provision"]
    assert props["gate"] == verdict["gate"] and props["force"] == verdict["force"]
    assert fingerprint in (None, props["fingerprint"])
    assert props["fails"] == ("true" if hostile.fails(kind, verdict["force"]) else "false")
    assert plain(hostile.shown(message)) in plain(unescaped(observation["description"])), observation["description"]
    assert "\n" not in observation["title"] and not hostile.OBEYED.search(observation["description"])
    remarks = plain(unescaped(observation.get("remarks", "")))
    assert remarks == plain(hostile.shown("; ".join(comments))), observation.get("remarks")
    subjects = observation.get("subjects", [])
    aggregate = verdict["actor"] == "all" or verdict["actor"].startswith("region:")
    assert len(subjects) == (0 if aggregate else 1)
    for subject in subjects:
        assert subject["type"] == "party" and parties[subject["subject-uuid"]] == shown(verdict["actor"])


def judge_finding(finding, observation):
    kind = props_of(observation)["status"]
    status = finding["target"]["status"]
    assert (status["state"], status["reason"]) == ANSWERS[kind]
    assert read_token(finding["target"]["target-id"]) == props_of(finding)["provision"]
    assert props_of(finding) == props_of(observation)
    assert finding.get("remarks") == observation.get("remarks")


def walk(value, path=()):
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from walk(member, (*path, name))
    if isinstance(value, list):
        for item in value:
            yield from walk(item, path)


def judge_shape(document):
    """What readers stumble over."""
    made = Counter()
    for path, value in walk(document):
        assert value not in ([], {}, None, ""), path
        if isinstance(value, str):
            assert value == value.strip(), (path, value)
        if path and path[-1] == "uuid":
            assert uuid.UUID(value).version == 5
            made[value] += 1
    assert all(count == 1 for count in made.values()), made.most_common(3)


def judge(output):
    schemas.check(output, "oscal_assessment-results_schema.json", pattern)
    document = output.json["assessment-results"]
    judge_shape(document)
    metadata, results = document["metadata"], document["results"]
    midnight = output.report["as_of"] + "T00:00:00Z"
    assert len(results) == 1 and metadata["last-modified"] == results[0]["start"] == results[0]["end"] == midnight
    parties = {party["uuid"]: party["short-name"] for party in metadata.get("parties", [])}
    assert document["import-ap"]["href"] == "#" + document["back-matter"]["resources"][0]["uuid"]
    illustrative = output.report["dataset"]["illustrative"]
    assert ("ILLUSTRATIVE" in metadata["title"]) == illustrative
    lines = [(verdict, *both) for verdict in output.report["verdicts"]
             for both in zip(hostile.lines_of(verdict), hostile.comments_of(verdict))
             if output.way == "all" or verdict["verdict"] not in QUIET]
    observations = results[0].get("observations", [])
    assert len(observations) == len(lines)
    for observation, (verdict, line, comments) in zip(observations, lines):
        judge_observation(observation, verdict, line, comments, parties)
        assert ("(illustrative data)" in observation["description"]) == illustrative
    by_uuid = {observation["uuid"]: observation for observation in observations}
    findings = results[0].get("findings", [])
    for finding in findings:
        judge_finding(finding, by_uuid[finding["related-observations"][0]["observation-uuid"]])
    assert len(findings) == sum(line[0] in ANSWERS and not (line[0] == "met" and verdict["cause"])
                                for verdict, line, _ in lines)
    controls = [read_token(control["control-id"]) for selection in results[0]["reviewed-controls"]["control-selections"]
                for control in selection["include-controls"]]
    assert {verdict["provision"] for verdict, *_ in lines} <= set(controls)
    remarks = plain(unescaped(results[0].get("remarks", "")))
    assert all(plain(hostile.shown(line)) in remarks for line in hostile.unplaced_of(output.report))
    assert "risks" not in results[0]
    props = props_of(results[0])
    for kind, count in output.report["summary"]["counts"].items():
        assert props[f"verdicts-{kind}"] == str(count)
        assert props[f"aggregates-{kind}"] == str(output.report["summary"]["aggregates"][kind])
