"""Whether each rule gives at least two different verdicts: two_verdicts.py REPORT.json... Prints those that do not, over all reports.

A rule over all actors gives one verdict a run: there is nothing for it to differ on."""
import collections
import json
import sys

verdicts, per_run = collections.defaultdict(set), set()
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        for verdict in json.load(file)["verdicts"]:
            verdicts[verdict["rule"]].add(verdict["verdict"])
            if verdict["actor"] == "all":
                per_run.add(verdict["rule"])
poor = sorted(rule for rule, seen in verdicts.items() if len(seen) < 2 and rule not in per_run)
print(len(verdicts), "rules,", len(per_run), "over all actors;", "with one verdict:", *poor or ["none"])
sys.exit(1 if poor else 0)
