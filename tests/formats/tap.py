"""TAP: what prove takes, every verdict one point, and YAML blocks that hold what the findings say."""

import json
import re
import subprocess

import hostile

WAYS = {"13": [], "14": ["--tap-version", "14"], "findings": ["--only", "findings"]}
POINT = re.compile(r"(ok|not ok) (\d+) - ((?:[^\\#]|\\.)*?)(?: # (SKIP|TODO) (.*))?")
MEMBER = re.compile(r"  +(?:- )?([a-z]+): (\".*\")")
COMMENT = re.compile(r"        - (\".*\")")
COMMENT_MAX = 16 * 1024
NOT_OK = ("gap", "partial", "error")


def unescaped(text):
    return re.sub(r"\\([\\#])", r"\1", text)


def read(lines):
    """The points: ok, name, directive, reason, members of the block as pairs; and the plan."""
    points, plan = [], None
    for line in lines:
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            member, comment = MEMBER.fullmatch(line), COMMENT.fullmatch(line)
            if comment:
                points[-1][4].append(("comment", json.loads(comment[1])))
            elif member:
                points[-1][4].append((member[1], json.loads(member[2])))
            else:
                assert line in ("  ---", "  findings:", "      comments:", "  ..."), line
            continue
        if line.startswith("1.."):
            assert plan is None
            plan = int(line[3:])
            continue
        point = POINT.fullmatch(line)
        assert point and int(point[2]) == len(points) + 1, line
        points.append((point[1] == "ok", unescaped(point[3]), point[4], unescaped(point[5] or ""), []))
    return points, plan


def judge_point(point, verdict):
    good, name, directive, reason, members = point
    lines = hostile.lines_of(verdict)
    assert name == f"{verdict['rule']} [{verdict['actor']}]"
    assert good == all(kind not in NOT_OK for kind, _, _ in lines), name
    skipped = good and any(kind != "met" for kind, _, _ in lines)
    assert directive == ("SKIP" if skipped else None), name
    if skipped:
        assert any(reason == f"{kind}: {hostile.shown(message)}" for kind, message, _ in lines), (name, reason)
    if verdict["verdict"] in ("met", "not_due", "not_applicable"):
        assert not members
        return
    assert [value for member, value in members if member == "message"] == [message for _, message, _ in lines]
    assert [value for member, value in members if member == "fails"] == [
        "yes" if kind == "error" or hostile.fails(kind, verdict["force"]) else "no" for kind, _, _ in lines]
    assert [value for member, value in members if member == "comment"] == [
        comment for comments in hostile.comments_of(verdict, COMMENT_MAX) for comment in comments]
    for place in (value for member, value in members if member == "at"):
        path, line, _ = place.rsplit(":", 2)
        hostile.check_place(path, int(line))


def judge_by_prove(output, points):
    """prove fails where a point does, and finds nothing that it cannot read."""
    done = subprocess.run(["prove", "--exec", "cat", output.path], capture_output=True, text=True, check=False)
    failed = any(not point[0] and point[2] != "TODO" for point in points)
    assert (done.returncode != 0) == failed, done.stdout
    assert "Parse errors" not in done.stdout and f"Tests={len(points)}," in done.stdout, done.stdout


def judge(output):
    assert output.text.endswith("\n") and "\r" not in output.text
    first, *lines = output.text[:-1].split("\n")
    assert first == f"TAP version {14 if output.way == '14' else 13}"
    points, plan = read(lines)
    assert plan == len(points) == len(output.report["verdicts"])
    remarks = [unescaped(line[2:]) for line in lines if line.startswith("# ")]
    assert all(hostile.shown(line) in remarks for line in hostile.unplaced_of(output.report))
    for point, verdict in zip(points, output.report["verdicts"]):
        judge_point(point, verdict)
    if output.way != "14":
        judge_by_prove(output, points)
