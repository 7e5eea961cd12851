#!/usr/bin/env python3
"""hostile_rules.py PROGRAM FIXTURES: checks every rule of fixtures/hostile/rules and contained, and sources made here,
each between two rules that mean no harm: what comes out is what its head says, within its limits and a second, and
nobody else's verdict changes by a byte. Then all of them in one run, whose bytes are the same for any number of workers
and, as far as limits alone stop them, with none."""

import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

AS_OF = "2020-06-30"
SECONDS = 1  # of processor time that a pair may take
PAIRS = 3  # of a hostile rule: it is asked for two actors, and may conclude
LIMITS = ["--max-instructions", "200000", "--max-memory", "16", "--max-cpu", str(SECONDS)]
LISTED_MAX = 100  # errors in a report of JSON; it counts all
SANITIZED = bool(os.environ.get("ACCORD_SANITIZED"))

REGISTER = """return { api = 1, id = "t", under = "cms", version = "1", name = "t", title = "t", citation = "t",
  effect = "2020-01-01", provisions = {
  { id = "p", verb = "urges", addressees = { "party" }, summary = "p" } } }
"""
CANARY = """return { id = "t/%s", provision = "t:p", subject = "party", title = "canary", messages = { m = "message" },
  check = function(actor)
    local rows = actor:focal_points { role = "cms-nfp" }
    if #rows == 0 then return absent("m", "focal_points", { role = "cms-nfp" }) end
    return met(rows)
  end }
"""
PLAIN = """return { id = "t/hostile", provision = "t:p", subject = "party", title = "t", messages = { m = "message" },
  check = function(actor) %s return gap("m") end }
"""
TABLES = {
    "actors": [
        {"id": "KEN", "kind": "state", "name": "Kenya"},
        {"id": "TZA", "kind": "state", "name": "Tanzania"},
        {"id": "USA", "kind": "state", "name": "United States"},
    ],
    "memberships": [
        {"actor": actor, "treaty": "cms", "source": "s", "in_force": "1999"} for actor in ("KEN", "TZA")
    ],
    "focal_points": [
        {"id": "f1", "actor": "KEN", "role": "cms-nfp", "designated": "2015", "email": "a@b.example"},
        {"id": "f2", "actor": "TZA", "role": "cbd-nfp", "designated": "2016", "email": "b@b.example"},
    ],
    "actions": [],
}
MIB = 1024 * 1024

# Sources too large or too odd to keep as files: name, text, outcome as in the heads of files.
BOMBS = [
    ("largest-chunk", lambda: (PLAIN % "").ljust(MIB, " "), "gap"),
    ("too-large-chunk", lambda: (PLAIN % "").ljust(MIB + 1, " "), "refused"),
    ("long-comment", lambda: "--[==[" + "x" * (MIB - 1000) + "]==]\n" + PLAIN % "", "gap"),
    ("long-text", lambda: PLAIN % ('local s = "' + "x" * 900000 + '"'), "gap"),
    ("deep-brackets", lambda: PLAIN % ("local n = " + "(" * 100000 + "1" + ")" * 100000), "refused"),
    ("deep-tables", lambda: PLAIN % ("local t = " + "{" * 100000 + "}" * 100000), "refused"),
    ("deep-functions", lambda: PLAIN % ("local f = " + "function() return " * 10000 + "1" + " end" * 10000), "refused"),
    ("deep-blocks", lambda: PLAIN % ("do " * 50000 + "end " * 50000), "refused"),
    ("deep-calls", lambda: PLAIN % ("local t = actor" + ".x" * 200000), "refused"),
    ("deep-nots", lambda: PLAIN % ("local b = " + "not " * 100000 + "true"), "refused"),
    ("deep-powers", lambda: PLAIN % ("local n = 1" + "^1" * 100000), "refused"),
    ("long-concatenation", lambda: PLAIN % ("local s = ''" + "..''" * 100000), "refused"),
    ("long-sum", lambda: PLAIN % ("local n = 1" + "+1" * 100000), "any"),
    ("long-and", lambda: PLAIN % ("local b = actor" + " and actor" * 100000), "refused more than 1000 operators"),
    ("long-elseif", lambda: PLAIN % ("if actor then " + "elseif actor then " * 50000 + "end"),
     "refused more than 1000 branches"),
    ("many-breaks", lambda: PLAIN % ("while actor do " + "if actor then break end " * 30000 + "end"), "any"),
    ("many-locals", lambda: PLAIN % "".join(f"local a{i} = {i} " for i in range(300)), "refused"),
    ("many-upvalues", lambda: "".join(
        f"local a{i} = {i}\n" for i in range(190)) + PLAIN % ("local s = 0 " + "".join(
            f"s = s + a{i} " for i in range(190))), "any"),
    ("many-constants", lambda: PLAIN % ("local t = {" + ",".join(str(i + 0.5) for i in range(90000)) + "}"), "any"),
    ("many-functions", lambda: PLAIN % ("local t = {" + "function() end," * 60000 + "}"), "any"),
    ("many-arguments", lambda: PLAIN % ("local f = function(" + ",".join(f"a{i}" for i in range(5000)) + ") end"),
     "refused"),
    ("bytecode", lambda: "\x1bLuaT\x00\x19\x93\r\n\x1a\n" + "\x00" * 100, "refused"),
    ("nul-byte", lambda: "-- \x00\n" + PLAIN % "", "any"),
    ("shebang", lambda: "#!/bin/sh\n" + PLAIN % "", "any"),
    ("byte-order-mark", lambda: "\ufeff" + PLAIN % "", "any"),
    ("empty", lambda: "", "refused"),
    ("only-a-comment", lambda: "-- nothing", "refused"),
    ("unclosed-text", lambda: "return [==[" + "x" * 100000, "refused"),
    ("huge-number", lambda: PLAIN % ("local n = " + "9" * 100000), "any"),
    ("huge-hexadecimal", lambda: PLAIN % ("local n = 0x" + "f" * 100000 + "p99999"), "any"),
]


class Rule:
    def __init__(self, name, text, outcome, bomb=False, backstop=False):
        self.name, self.text, self.bomb, self.backstop = name, text, bomb, backstop
        self.verdict, _, self.words = outcome.partition(" ")
        self.collects = "\n  over = " in text

    @classmethod
    def read(cls, path, backstop):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        head = re.match(r"-- Tries: (.+)\n-- Out: (.*)\n", text)
        if not head:
            sys.exit(f"{path} does not say what it tries and what must come out")
        return cls(os.path.basename(path)[: -len(".lua")], text, head[2], backstop=backstop)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def write_dataset(folder):
    resources = [{"name": name, "path": f"{name}.json"} for name in TABLES]
    resources[2]["accord:complete"] = [{"since": "2015"}]
    write(f"{folder}/datapackage.json", json.dumps({"name": "hostile", "resources": resources}))
    for name, rows in TABLES.items():
        write(f"{folder}/{name}.json", json.dumps(rows))


class World:
    def __init__(self, program, folder):
        self.program, self.folder, self.data = program, folder, f"{folder}/data"
        write_dataset(self.data)

    def pack(self, name, sources):
        """A folder of rules: the register, a canary at either end, and what is given by file name."""
        rules = f"{self.folder}/{name}"
        write(f"{rules}/t/instrument.lua", REGISTER)
        for canary in ("a-canary", "z-canary"):
            write(f"{rules}/t/{canary}.lua", CANARY % canary)
        for file, text in sources.items():
            write(f"{rules}/t/{file}.lua", text)
        return rules

    def check(self, rules, *options, timeout=120):
        command = [self.program, "check", self.data, "--rules", rules, "--as-of", AS_OF, *LIMITS, *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out.decode("utf-8"), err.decode("utf-8")


def processor_seconds(command):
    """Runs it in a process of its own, so that what its workers took is told apart from others'."""
    script = (
        "import json, resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([done.returncode, done.stdout, done.stderr, used.ru_utime + used.ru_stime]))"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, timeout=300)
    return json.loads(done.stdout)


def of_others(lines):
    return [line for line in lines if '"rule":"t/hostile"' not in line]


def faults_of_refusal(rule, code, out, err):
    if code != 2 or out:
        yield f"exit code {code}, expected 2 and no report"
    if "t/hostile.lua" not in err or rule.words not in err:
        yield f"expected '{rule.words}' of t/hostile.lua"


def faults_of_verdicts(rule, code, out, before):
    lines = out.splitlines()
    if of_others(lines) != before:
        yield "the others' verdicts changed"
    own = {}
    for line in lines:
        if '"rule":"t/hostile"' in line:
            verdict = json.loads(line)
            own[verdict["actor"]] = verdict
    for actor in ["all"] if rule.collects else ["KEN", "TZA"]:
        got = own.pop(actor, {"verdict": "none", "why": ""})
        if rule.verdict not in ("any", got["verdict"]) or rule.words not in got["why"]:
            yield f"{actor}: {got['verdict']}: {got['why'][:200]}"
        if got["verdict"] not in ("error", "gap", "review", "unreported", "met"):
            yield f"{actor}: {got['verdict']}"
        if (got["verdict"] == "error") != (code == 3):
            yield f"exit code {code} where the verdict is {got['verdict']}"
    if re.search(r"0x[0-9a-f]{6}", out):
        yield "an address is shown"


def faults_alone(world, rule, before):
    rules = world.pack(f"alone-{rule.name}", {"hostile": rule.text})
    command = [world.program, "check", world.data, "--rules", rules, "--as-of", AS_OF, *LIMITS, "--format", "jsonl"]
    code, out, err, seconds = processor_seconds([*command, "--jobs", "1"])
    refused = rule.verdict == "refused" or (rule.verdict == "any" and code == 2)
    yield from faults_of_refusal(rule, code, out, err) if refused else faults_of_verdicts(rule, code, out, before)
    # Memory is the backstop of the sanitizers: their own is slow.
    if not SANITIZED and seconds > PAIRS * SECONDS + 1:
        yield f"took {seconds:.1f} seconds of processor time"


def test_alone(world, rules):
    """Each by itself. Returns names with faults."""
    code, out, err = world.check(world.pack("nobody", {}), "--format", "jsonl")
    before = out.splitlines()
    if code != 1 or len(before) != 6:
        sys.exit(f"the canaries alone give {len(before)} verdicts, exit code {code}: {err}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(zip(rules, pool.map(lambda rule: list(faults_alone(world, rule, before)), rules)))


def as_one_of_many(rule, number):
    return rule.text.replace('"t/hostile"', f'"t/h{number:03}"', 1)


def verdicts_of_canaries(out):
    return [line for line in out.splitlines() if "-canary" in line.split(",", 1)[0]]


def test_together(world, rules):
    """All that load, a canary after each, in one run: every way gives the same bytes, and canaries what they give
    alone."""
    canaries = {f"h{i:03}_z": CANARY % f"h{i:03}-canary" for i in range(len(rules))}
    hostile = {f"h{i:03}": as_one_of_many(rule, i) for i, rule in enumerate(rules)}
    together = world.pack("together", {**canaries, **hostile})
    _, alone, _ = world.check(world.pack("canaries", canaries), "--format", "jsonl")
    first = None
    for how in (["--jobs", "1"], ["--jobs", "2"], ["--jobs", "5"], ["--isolation", "none"]):
        reports = {name: f"{world.folder}/report.{name}" for name in ("text", "json", "jsonl")}
        outputs = [word for name, path in reports.items() for word in ("--format", f"{name}={path}")]
        code, _, err = world.check(together, *how, *outputs, "--quiet", timeout=600)
        texts = {}
        for name, path in reports.items():
            with open(path, encoding="utf-8") as file:
                texts[name] = file.read()
        first = first or texts
        if code != 3:
            yield f"{how}: exit code {code}: {err[:500]}"
        for name in texts:
            if texts[name] != first[name]:
                yield f"{how}: {name} differs from that of one worker"
        if verdicts_of_canaries(texts["jsonl"]) != verdicts_of_canaries(alone):
            yield f"{how}: the canaries' verdicts changed"
        failed = texts["jsonl"].count('"verdict":"error"')
        if f"accord: {failed} verdicts failed, the first: " not in err:
            yield f"{how}: {failed} verdicts failed, and standard error says: {err[:200]}"
        report = json.loads(texts["json"])
        if len(report["rule_errors"]) != min(failed, LISTED_MAX) or report["summary"]["rule_errors"] != failed:
            yield f"{how}: json lists {len(report['rule_errors'])} of {failed} errors"
        if f"\nRule errors: {failed}\n" not in texts["text"]:
            yield f"{how}: the text does not list {failed} errors"


def main():
    program, fixtures = sys.argv[1:]
    rules = [Rule.read(path, False) for path in sorted(glob.glob(f"{fixtures}/hostile/rules/*.lua"))]
    rules += [Rule.read(path, True) for path in sorted(glob.glob(f"{fixtures}/hostile/contained/*.lua"))]
    bombs = [Rule(name, make(), outcome, bomb=True) for name, make, outcome in BOMBS]
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        world = World(program, folder)
        for rule, faults in test_alone(world, rules + bombs):
            failures += bool(faults)
            for fault in faults:
                print(f"{rule.name}: {fault}")
        loading = [rule for rule in rules if rule.verdict != "refused" and not rule.backstop]
        for fault in test_together(world, loading):
            failures += 1
            print(f"together: {fault}")
    print(f"{len(rules)} hostile rules and {len(bombs)} hostile sources, {len(loading)} of them together: {failures} faults")
    sys.exit(failures > 0)


main()
