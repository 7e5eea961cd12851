"""All formats agree: counts of JSON, JSON Lines and text, and the scores worked out again from the verdicts."""
import collections
import fractions
import json
import re
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
lines = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
text = open(sys.argv[3], encoding="utf-8").read()
assert lines == report["verdicts"]

ACTORS = [v for v in lines if v["actor"] != "all" and not v["actor"].startswith("region:")]
ORDER = "error gap review unreported partial met not_due not_applicable".split()
counts = collections.Counter(v["verdict"] for v in ACTORS)
assert report["summary"]["counts"] == {name: counts[name] for name in ORDER}
apart = collections.Counter(v["verdict"] for v in lines)
apart.subtract(counts)
assert report["summary"]["aggregates"] == {name: apart[name] for name in ORDER}
assert report["not_concluded"] == []


def pairs_of(instrument):
    """The verdict of each pair of provision and actor, and whether a cause leaves it open."""
    grouped = collections.defaultdict(list)
    for v in ACTORS:
        if v["provision"].split(":")[0] == instrument:
            grouped[v["provision"], v["actor"]].append(v)
    for group in grouped.values():
        worst = min((v["verdict"] for v in group), key=ORDER.index)
        caused = any(v["cause"] and ORDER.index(v["verdict"]) < 6 for v in group)
        sure_gap = any(v["verdict"] == "gap" and not v["cause"] for v in group)
        yield worst, caused and worst != "error" and not (worst == "gap" and sure_gap)


def rounded(part, whole):
    return float(fractions.Fraction(int(fractions.Fraction(part, whole) * 20000 + 1) // 2, 10000)) if whole else None


for instrument, said in report["summary"]["by_instrument"].items():
    own = collections.Counter(v["verdict"] for v in ACTORS if v["provision"].split(":")[0] == instrument)
    assert said["counts"] == {name: own[name] for name in ORDER}
    tally = collections.Counter(pairs_of(instrument))
    pairs = {name: tally[name, False] + tally[name, True] for name in ORDER}
    assert said["pairs"] == pairs
    met, partial, gap = (tally[name, False] for name in ("met", "partial", "gap"))
    of = sum(pairs[name] for name in ORDER[:6])
    assessable = met + partial + gap
    assert (said["assessable"], said["of"]) == (assessable, of)
    assert said["score"] == (rounded(2 * met + partial, 2 * (assessable + pairs["error"])) if assessable else None)
    assert (said["low"], said["high"]) == (rounded(met, of), rounded(of - gap, of))
    block = text[text.index(f"\n{instrument}  ", text.index("\nSummary as of")):]
    for name in ORDER:
        row = re.search(rf"^  {name} +([\d,]+) +([\d,]+)  ", block, re.MULTILINE)
        assert [int(n.replace(",", "")) for n in row.groups()] == [own[name], pairs[name]], (instrument, name)
