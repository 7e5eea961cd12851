"""SARIF: valid against its schema where that is at hand, and what the schema does not ask: levels, places, names."""

import gzip
import re
import uuid
from collections import Counter
from urllib.parse import unquote

import hostile
import schemas

WAYS = {"full": [], "github": ["--sarif-profile", "github"], "findings": ["--only", "findings"]}
KINDS = {"gap": "fail", "partial": "fail", "review": "review", "unreported": "open", "met": "pass",
         "not_due": "notApplicable", "not_applicable": "notApplicable"}
BY_FORCE = {"binding": "error", "request": "error", "encourage": "warning", "invite": "note", "none": "note"}
SEVERITY = ["error", "warning", "note"]
COORDINATES = {"startLine", "startColumn", "endLine", "endColumn"}
QUIET = ("met", "not_due", "not_applicable")
TEXT_MAX, TAGS_MAX, RESULTS_MAX, BYTES_MAX = 1024, 20, 25000, 10_000_000


def data(text):
    """SARIF doubles braces, and brackets that would make a link are escaped."""
    text = hostile.shown(text)
    if "](" in text:
        text = re.sub(r"([\[\]])", r"\\\1", text)
    return text.replace("{", "{{").replace("}", "}}")


def message(verdict, text, comments, illustrative):
    """The end of a result's message."""
    comments = data("".join("; " + comment for comment in comments))
    return verdict["actor"], ": " + data(text) + (" (illustrative data)" if illustrative else "") + comments


def expected(report, way):
    """Kind, rule, actor, fingerprint (None: of a verdict without findings), end of the message; one a result."""
    illustrative = report["dataset"]["illustrative"]
    for verdict in report["verdicts"]:
        if verdict["verdict"] == "error" or (way == "findings" and verdict["verdict"] in QUIET):
            continue
        for (kind, text, fingerprint), comments in zip(hostile.lines_of(verdict),
                                                       hostile.comments_of(verdict, hostile.SHORT)):
            if way != "github" or KINDS[kind] == "fail":
                yield kind, verdict, fingerprint, message(verdict, text, comments, illustrative)


def judge_place(result):
    assert len(result["locations"]) == 1
    place = result["locations"][0]["physicalLocation"]
    region = place["region"]
    assert set(region) == COORDINATES and all(value >= 1 for value in region.values()), region
    assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"]), region
    judge_uri(place["artifactLocation"], region["startLine"])
    for related in result.get("relatedLocations", []):
        judge_uri(related["physicalLocation"]["artifactLocation"], related["physicalLocation"]["region"]["startLine"])


def judge_uri(location, line):
    uri = location["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri) and not uri.startswith("/"), uri
    assert ".." not in uri.split("/"), uri
    assert location["uriBaseId"] == "%SRCROOT%", location
    hostile.check_place(unquote(uri), line)


def judge_result(result, wanted, run, way):
    kind, verdict, fingerprint, (whose, ending) = wanted
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == verdict["rule"]
    assert result["kind"] == KINDS[kind]
    level = BY_FORCE[verdict["force"]] if kind == "gap" else "warning" if kind == "partial" else "none"
    assert result["level"] == level, (result["level"], level)
    text = result["message"]["text"].replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert text.endswith(ending) and whose in text, (text, ending)
    assert uuid.UUID(result["guid"]).version == 5
    names = result["partialFingerprints"]
    assert re.fullmatch("[0-9a-f]{32}", names["accordFinding/v1"])
    assert fingerprint in (None, names["accordFinding/v1"])
    assert ("primaryLocationLineHash" in names) == (way == "github")
    assert result["properties"]["verdict"] == kind and result["properties"]["actor"] == whose
    assert result["properties"]["fails"] == hostile.fails(kind, verdict["force"])
    judge_place(result)


def judge_rules(driver, taxonomies, way):
    for rule in driver["rules"]:
        target = rule["relationships"][0]["target"]
        taxonomy = taxonomies[target["toolComponent"]["index"]]
        assert taxonomy["name"] == target["toolComponent"]["name"]
        assert taxonomy["taxa"][target["index"]]["id"] == target["id"] == rule["properties"]["provision"]
        texts = [rule["shortDescription"]["text"], rule["fullDescription"]["text"], *rule["help"].values()]
        assert all(texts) and not any(hostile.OBEYED.search(text.replace("\n", "")) for text in texts)
        assert rule["properties"]["precision"] in ("high", "medium")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert BY_FORCE[rule["properties"]["force"]] == rule["defaultConfiguration"]["level"]
        if way == "github":
            assert all(len(text.encode()) <= TEXT_MAX for text in texts)
            assert len(rule["properties"]["tags"]) <= TAGS_MAX
    for taxonomy, supported in zip(taxonomies, driver["supportedTaxonomies"]):
        assert taxonomy["guid"] == supported["guid"]


def judge_notices(run, report):
    invocation = run["invocations"][0]
    told = invocation["toolExecutionNotifications"] + invocation["toolConfigurationNotifications"]
    for notice in told:
        described = run["tool"]["driver"]["notifications"][notice["descriptor"]["index"]]
        assert described["id"] == notice["descriptor"]["id"]
        assert described["defaultConfiguration"]["level"] == notice["level"]
    errors = sum(verdict["verdict"] == "error" for verdict in report["verdicts"])
    assert invocation["executionSuccessful"] == (errors == 0)
    illustrative = [notice for notice in told if notice["descriptor"]["id"] == "illustrative-data"]
    assert len(illustrative) == report["dataset"]["illustrative"]
    unplaced = [notice["message"]["text"] for notice in told if notice["descriptor"]["id"] == "comment"]
    assert unplaced == [data(line) for line in hostile.unplaced_of(report)]
    warnings = [notice for notice in told if notice["descriptor"]["id"] == "data-warning"]
    assert len(warnings) == report["summary"]["data_warnings"]


def judge_order(results):
    """The worst first, and otherwise as they came."""
    ranks = [SEVERITY.index(result["level"]) for result in results]
    assert ranks == sorted(ranks)
    assert len(results) <= RESULTS_MAX
    names = Counter((r["ruleId"], r["partialFingerprints"]["primaryLocationLineHash"]) for r in results)
    assert all(count == 1 for count in names.values())


def judge(output):
    schemas.check(output, "sarif-schema-2.1.0.json")
    document = output.json
    assert len(document["runs"]) == 1
    run = document["runs"][0]
    results, wanted = run["results"], list(expected(output.report, output.way))
    if output.way == "github":
        judge_order(results)
        assert len(gzip.compress(output.bytes)) <= BYTES_MAX
        wanted.sort(key=lambda line: SEVERITY.index(BY_FORCE[line[1]["force"]] if line[0] == "gap" else "warning"))
    assert len(results) == len(wanted)
    for result, line in zip(results, wanted):
        judge_result(result, line, run, output.way)
    guids = Counter(result["guid"] for result in results)
    assert len(guids) == len(results)
    for member in ("suppressions", "baselineState"):
        assert len({member in result for result in results}) <= 1, member
    assert all(result["suppressions"] == [] for result in results)
    judge_rules(run["tool"]["driver"], run["taxonomies"], output.way)
    judge_notices(run, output.report)
    for counts in ("counts", "aggregates"):
        assert run["properties"][counts] == output.report["summary"][counts]
    assert run["properties"]["failing"] == sum(
        hostile.fails(kind, verdict["force"]) for verdict in output.report["verdicts"]
        for kind, _, _ in hostile.lines_of(verdict))
