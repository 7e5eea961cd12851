"""Who takes part in scripts/bench, and what one of them says in one round."""

import dataclasses
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build" / "bench"
RULES = ROOT / "tests" / "bench" / "rules"
OTHERS = ROOT / "tests" / "bench" / "contestants"
PROGRAM = BUILD / "accord" / "src" / "cli" / "accord"
AS_OF = "2025-06-30"
WALL, CPU = "wall", "cpu"


def version(probe):
    """The first line that it prints, None where it fails."""
    done = subprocess.run(probe, shell=True, capture_output=True, text=True, check=False)
    return done.stdout.strip().split("\n")[0] if done.returncode == 0 else None


def output_of(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}bench: this command failed")
    return done.stdout


@dataclasses.dataclass
class Cost:
    """Seconds by the clock, seconds that processors worked, KiB at the peak."""

    wall: float
    cpu: float
    peak: int


class Run:
    """What one contestant printed in one round."""

    def __init__(self, command):
        self.phases, self.rules = {}, {}
        for line in output_of(*command).splitlines():
            kind, name, *rest = line.split()
            if kind == "phase":
                self.phases[name] = Cost(float(rest[0]), float(rest[1]), int(rest[2]))
            elif kind == "rule":
                self.rules[name] = dict(word.split("=") for word in rest)

    def differs_from(self, other):
        """The first difference in what both say, or None."""
        if self.rules.keys() != other.rules.keys():
            return "not the same rules"
        for name, words in self.rules.items():
            for word in words.keys() & other.rules[name].keys():
                if words[word] != other.rules[name][word]:
                    return f"{name}: {word}={words[word]} and {other.rules[name][word]}"
        return None


@dataclasses.dataclass
class Contestant:
    """Who takes part, a row of the table below. The command prints "phase NAME WALL CPU KIB" (seconds) for the phase
    `evaluate` at least, and "rule ID WORD=NUMBER ..." for each rule; words that two of them print must be equal.
    """

    command: list  # with {programs} and {dataset}
    needs: dict = dataclasses.field(default_factory=dict)  # what prints a version where it is installed: how to install it
    slow: bool = False  # goes few rounds where there are many Parties, and is not asked about very many

    def missing(self):
        """How to install what is not there, or nothing."""
        return ", ".join(how for probe, how in self.needs.items() if version(probe) is None)

    def run(self, programs, dataset):
        return Run([str(word).format(programs=programs, dataset=dataset) for word in self.command])

    def rounds(self, parties, rounds):
        if not self.slow or parties <= FEW_PARTIES:
            return rounds
        return min(rounds, SLOW_ROUNDS) if parties <= SLOW_PARTIES else 0


FEW_PARTIES, SLOW_PARTIES, SLOW_ROUNDS = 2000, 20000, 2


def phases(*jobs):
    return ["{programs}/phases", "{dataset}", RULES, AS_OF, *jobs]


def baseline(*threads):
    return ["{programs}/baseline", "{dataset}", AS_OF, *threads]


def other(name):
    """A folder of tests/bench/contestants: what is in it stands at the head of contend.sh."""
    return [OTHERS / "contend.sh", "{programs}", name, "{dataset}", AS_OF]


LUA = "lua5.4 -e 'print(_VERSION .. [[ with lua-cjson ]] .. require [[cjson]]._VERSION)'"
SQLITE = {"sqlite3 :memory: 'SELECT \"sqlite3 shell \" || sqlite_version()'": "apt-get install sqlite3"}
SHELL_OF_CLIPS = {"echo '(exit)' | clips": "apt-get install clips", **SQLITE}
NODE = f"cd '{OTHERS}/json_rules_engine' && node -p '`json-rules-engine ${{require(`json-rules-engine/package.json`).version}}`'"
NPM = "apt-get install nodejs npm && npm ci --prefix tests/bench/contestants/json_rules_engine"

BASELINE, AGAIN = "C by hand", "C by hand, again"
ACCORD, ONE_WORKER, TWO_WORKERS = "accord --isolation none", "accord --jobs 1", "accord --jobs 2"
SQL, SCRIPT, CLIPS, ENGINE = "sqlite3 SQL", "Lua script", "CLIPS", "json-rules-engine"
CONTESTANTS = {
    BASELINE: Contestant(baseline()),
    "C by hand, 2 threads": Contestant(baseline("2")),
    ACCORD: Contestant(phases()),
    ONE_WORKER: Contestant(phases("1")),
    TWO_WORKERS: Contestant(phases("2")),
    SQL: Contestant(other("sql"), SQLITE),
    SCRIPT: Contestant(other("lua"), {LUA: "apt-get install lua5.4 lua-cjson", **SQLITE}),
    CLIPS: Contestant(other("clips"), SHELL_OF_CLIPS, slow=True),
    ENGINE: Contestant(other("json_rules_engine"), {NODE: NPM, **SQLITE}, slow=True),
    AGAIN: Contestant(baseline()),  # what the same program makes of itself: the noise
}
ALWAYS = [name for name, contestant in CONTESTANTS.items() if not contestant.needs]


def able(names):
    """Those of the contestants that are installed; says aloud what the others need."""
    lacking = {name: CONTESTANTS[name].missing() for name in names}
    for name, how in lacking.items():
        if how:
            print(f"bench: {name} is skipped, needs: {how}", file=sys.stderr)
    return [name for name in names if not lacking[name]]
