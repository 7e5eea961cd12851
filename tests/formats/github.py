"""Annotations: read as the runner reads them, they are those of JSON's findings that are the worst, and nothing else."""

import re

import hostile

WAYS = {"all": []}
COMMAND = re.compile(r"::(error|warning|notice) title=([^:,]+)((?:,[a-zA-Z]+=[^:,]+)*)::(.*)")
COUNTS = re.compile(r"as of ([-\d]+): findings and errors that fail this run: (\d+)(?: \(the worst (\d+) annotated\))?; "
                    r"others that show something not done: (\d+)(?: \(the worst (\d+) annotated\))?; open: (\d+); "
                    r"waived or known since the baseline: (\d+)")
KINDS = ["error", "gap", "review", "unreported", "partial"]
FORCES = ["binding", "request", "encourage", "invite", "none"]
SHOWN_MAX = 10


def decoded(text, more=()):
    for code, character in (*more, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def read(line):
    """The runner's own reading: level, title, properties, message."""
    command = COMMAND.fullmatch(line)
    assert command, line
    more = (("%3A", ":"), ("%2C", ","))
    properties = dict(pair.split("=", 1) for pair in command[3].split(",")[1:])
    return command[1], decoded(command[2], more), {k: decoded(v, more) for k, v in properties.items()}, decoded(
        command[4])


def expected_of(report, fails):
    """Title and message of the findings of a level, from the worst."""
    found = []
    for verdict in report["verdicts"]:
        for kind, message, _ in hostile.commented_lines_of(verdict, hostile.SHORT):
            failing = kind == "error" or hostile.fails(kind, verdict["force"])
            if kind in ("gap", "partial", "error") and failing == fails:
                rank = KINDS.index(kind), FORCES.index(verdict["force"])
                shown = hostile.shown(message, "\r\n")
                found.append((rank, f"{verdict['rule']} [{verdict['actor']}]",
                              f"{kind} [{verdict['force']}] {verdict['provision']}: {shown}"))
    return [(title, message) for _, title, message in sorted(found, key=lambda one: one[0])]


def judge_place(properties):
    hostile.check_place(properties["file"], properties["line"])
    assert properties["line"] == properties["endLine"]
    assert 1 <= int(properties["col"]) < int(properties["endColumn"])


def judge(output):
    assert output.text.endswith("\n") and "\r" not in output.text
    commands = [read(line) for line in output.text[:-1].split("\n")]
    levels = {level: [one for one in commands if one[0] == level] for level in ("error", "warning", "notice")}
    assert commands == levels["error"] + levels["warning"] + levels["notice"]
    counts = COUNTS.fullmatch(commands[-1][3])
    assert counts and counts[1] == output.report["as_of"], commands[-1]
    for level, number, shown in (("error", counts[2], counts[3]), ("warning", counts[4], counts[5])):
        expected = expected_of(output.report, level == "error")
        assert int(number) == len(expected)
        assert shown == (str(SHOWN_MAX) if len(expected) > SHOWN_MAX else None)
        assert [(title, message) for _, title, _, message in levels[level]] == expected[:SHOWN_MAX]
        for _, _, properties, _ in levels[level]:
            judge_place(properties)
    kinds = [kind for verdict in output.report["verdicts"] for kind, _, _ in hostile.lines_of(verdict)]
    assert int(counts[6]) == kinds.count("review") + kinds.count("unreported") and counts[7] == "0"
    assert any("ILLUSTRATIVE" in one[3] for one in levels["notice"]) == output.report["dataset"]["illustrative"]
    assert len(levels["notice"]) <= SHOWN_MAX
