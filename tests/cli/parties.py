"""What the real data must show on 2020-12-31: who is asked, and that silence is never a gap."""
import json
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))


def verdicts(rule):
    return {v["actor"]: v["verdict"] for v in report["verdicts"] if v["rule"] == rule}


def asked(rule):
    return {actor for actor, verdict in verdicts(rule).items() if verdict not in ("not_applicable", "review")}


cms = "cms-11.10/no-cms-focal-point"
cbd = "cbd-rmfp/no-focal-point"
assert len(asked(cms)) == 130, len(asked(cms))
assert verdicts(cms)["CAF"] == "not_applicable"
assert verdicts(cms)["JAM"] == "review"
assert len(asked(cbd)) == 196, len(asked(cbd))
assert "EU" in asked(cbd)
assert verdicts(cbd)["USA"] == "not_applicable"
assert all(verdicts(rule)[actor] == "unreported" for rule in (cms, cbd) for actor in asked(rule))
assert report["summary"]["counts"]["gap"] == 0
order = [(v["actor"].encode(), v["rule"].encode()) for v in report["verdicts"]]
assert order == sorted(set(order))
