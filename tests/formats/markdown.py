"""Markdown: fits a comment, its counts are those of JSON, and data is neither markup nor HTML."""

import re

import hostile

WAYS = {"all": [], "summary": ["--summary"]}
COMMENT_MAX = 65536
HTML = re.compile(r"</?details>|</?summary>|<!-- -->|<br>(?=comment of )")
ESCAPED = re.compile(r"\\[\\`*_~\[\]<>|&#]")


def letters(text):
    """What is left of data, however it was escaped: enough to tell that it is there."""
    return re.sub(r"[^A-Za-z0-9]", "", re.sub(r"\\u[0-9a-f]{4}", "", text.replace("<!-- -->", "")))


def cells(line):
    """Of a table's row; an escaped bar is data."""
    return [part.strip() for part in re.split(r"(?<!\\)\|", line.replace("\\\\", "\0\0"))[1:-1]]


def number(text):
    return int(text.replace(",", ""))


def counts_of(output):
    """Of each instrument by verdict, from the table at the top."""
    lines = output.text.split("\n")
    head = next(i for i, line in enumerate(lines) if line.startswith("| instrument"))
    kinds = [name.replace("\\", "") for name in cells(lines[head])[1:-2]]
    counts = {}
    for line in lines[head + 2:]:
        if not line.startswith("|"):
            return counts
        row = cells(line)
        counts[row[0].strip("`")] = dict(zip(kinds, map(number, row[1:-2])))
    return counts


def rows_under(output, title):
    """The rows of a table, how many its title says, and how many it says are left out."""
    found = re.search(rf"{title}: ([\d,]+)(?:</summary>)?\n\n(.*?)(?=\n## |\n<details>|\n</details>|\nNot concluded|\Z)",
                      output.text, re.S)
    if not found:
        return [], 0, 0
    rows = [line for line in found[2].split("\n") if line.startswith("| ")][2:]
    more = re.search(r"\nand ([\d,]+) more", found[2])
    return rows, number(found[1]), number(more[1]) if more else 0


def judge(output):
    assert len(output.text) <= COMMENT_MAX
    plain = ESCAPED.sub("", HTML.sub("", output.text))
    assert "<" not in plain.replace("> **Illustrative", ""), plain[plain.index("<") - 80:][:160]
    cut = ESCAPED.sub("", output.text.replace("<!-- -->", "\0"))
    assert not re.search(r"@\w|#\d|://|www\.", cut), "a service would make more of that"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]", output.text)
    assert ("Illustrative data" in output.text) == output.report["dataset"]["illustrative"]
    for instrument, shown in counts_of(output).items():
        facts = output.report["summary"]["by_instrument"][instrument]
        assert shown == {kind: facts["counts"][kind] + facts["aggregates"][kind] for kind in shown}
    lines = [(verdict, (*line, comments)) for verdict in output.report["verdicts"]
             for line, comments in zip(hostile.lines_of(verdict), hostile.comments_of(verdict, hostile.SHORT))]
    failing = [line for verdict, line in lines if hostile.fails(line[0], verdict["force"])]
    said = re.search(r"\*\*([\d,]+) findings? fails? this run\*\*", output.text)
    assert bool(said) == (output.code == 1)
    assert output.way == "summary" or (number(said[1]) if said else 0) == len(failing)
    if output.way == "summary":
        assert "| actor |" not in output.text
        return
    others = [line for verdict, line in lines if line[0] in ("gap", "partial", "review", "unreported")
              and not hostile.fails(line[0], verdict["force"])]
    for title, expected in (("Findings that fail this run", failing), ("Other findings", others)):
        rows, count, more = rows_under(output, title)
        assert count == len(expected) and len(rows) + more == count, (title, count, len(expected), len(rows), more)
        for row, (kind, _, _, comments) in zip(rows, expected):
            heard = cells(row)[2].split("<br>comment of ")[1:]
            assert [letters("comment of " + one) for one in heard] == [letters(hostile.shown(one)) for one in comments], row
            assert len(cells(row)) == 4 and f"**{kind}** " in cells(row)[2], row[:400]
            path, _, line = cells(row)[3].replace("<!-- -->", "").replace("\0\0", "\\").rpartition(":")
            hostile.check_place(re.sub(r"\\(.)", r"\1", path), line)
