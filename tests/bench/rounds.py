"""What scripts/bench measures, round by round: contestants, and the program as a whole beside others."""

import collections
import dataclasses
import pathlib
import shutil
import sys

import bulk
from contest import AS_OF, BASELINE, BUILD, CONTESTANTS, PROGRAM, ROOT, RULES, Cost, output_of, version

SAMPLE = ROOT / "fixtures" / "sample"
EMPTY, IMPORT = "empty process, opens the store", "sqlite3 .import"
FOLDER, PACK, PACKED = "accord check FOLDER", "accord import", "accord check FILE.db"
KEPT, FULL, CHANGED = "accord check FILE.db, kept", "accord check CHANGED.db", "accord check CHANGED.db, from what was kept"
OTHERS_FOLDER, OTHERS_PACKED = "accord import CSV -o FOLDER", "accord import CSV -o FILE.db"
OTHERS_LINES = "accord import JSONL -o FOLDER"
INCREMENTAL_ROUNDS, BULK_ROUNDS = 3, 3


def say(text):
    print(text, file=sys.stderr)


def check(dataset, *options):
    return [PROGRAM, "check", dataset, "--as-of", AS_OF, *options]


def summary(dataset, *options):
    return check(dataset, "--rules", RULES, "--summary", *options)


def pack(dataset, file):
    file.unlink(missing_ok=True)
    output_of(PROGRAM, "import", dataset, "-o", file)


def measure(command, output="/dev/null", codes=(0, 1)):
    """The whole process, with those that it starts; the peak is the largest one's. It ends with one of the exit codes."""
    words = output_of(BUILD / "measure", "--to", output, *command).split()
    if int(words[7]) not in codes:
        sys.exit(f"bench: exit code {words[7]} of {' '.join(map(str, command))}")
    return Cost(float(words[1]), float(words[3]), int(words[5]))


@dataclasses.dataclass
class Process:
    """One to be measured as a whole. What it makes is removed before each round."""

    command: list
    makes: pathlib.Path = None
    output: pathlib.Path = "/dev/null"
    codes: tuple = (0, 1)  # of which one is its exit code


def remove(path):
    """A file, or a folder with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Series:
    """Whole processes, each once in every round."""

    def __init__(self, processes, rounds):
        self.rounds = rounds
        self.costs = {name: [] for name in processes}
        for _ in range(rounds):
            for name, process in processes.items():
                if process.makes:
                    remove(process.makes)
                self.costs[name].append(measure(process.command, process.output, process.codes))

    def values(self, compute, *names):
        """What is computed of their wall times, round by round; nothing where one of them is not there."""
        if not all(name in self.costs for name in names):
            return []
        return [compute(*(cost.wall for cost in costs)) for costs in zip(*(self.costs[name] for name in names))]


def sample(rounds):
    """The sample dataset with all rules of the product, beside a process that only opens the same store."""
    say("the sample")
    store, options = BUILD / "sample.db", ("--rules", ROOT / "rules", "--format", "json=/dev/null")
    pack(SAMPLE, store)
    processes = {
        PACKED: Process(check(store, *options)),
        FOLDER: Process(check(SAMPLE, *options)),
        EMPTY: Process([BUILD / "open", store]),
    }
    return Series(processes, rounds)


def sqlite_import(file, paths):
    """What the shell of SQLite needs to take the files in; nothing where there is no shell."""
    if not version("sqlite3 -version"):
        return {}
    imports = [f'.import --csv "{path}" {path.stem}' for path in paths]
    settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"
    return {IMPORT: Process(["sqlite3", "-batch", "-bail", file, settings, *imports], file)}


Bulk = collections.namedtuple("Bulk", "series sizes")  # bytes of what each process reads


def bulk_import(megabytes, rounds):
    """A large file of another system: mapped, merged, checked and put into its place, beside a shell that takes it as it is."""
    say(f"{megabytes} MB of another system's")
    room = BUILD / "rooms" / "bulk"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    bulk.write(room, megabytes)
    csv, lines, mapping = (room / name for name in ("bulk.csv", "bulk.jsonl", "mapping.json"))
    outputs = {OTHERS_FOLDER: (csv, room / "csv"), OTHERS_PACKED: (csv, room / "csv.db"), OTHERS_LINES: (lines, room / "lines")}
    processes = sqlite_import(room / "imported.db", [csv])
    for name, (source, output) in outputs.items():
        processes[name] = Process([PROGRAM, "import", source, "-o", output, "--mapping", mapping], output)
    series = Series(processes, min(rounds, BULK_ROUNDS))
    sizes = {name: outputs.get(name, (csv,))[0].stat().st_size for name in processes}
    if output_of("diff", "-r", room / "csv", room / "lines"):
        sys.exit("bench: CSV and JSON Lines of the same rows do not come to the same")
    shutil.rmtree(room)
    return Bulk(series, sizes)


class Size:
    """All rounds at one number of Parties."""

    def __init__(self, count, rounds, names):
        self.count, self.rounds = count, rounds
        self.room = BUILD / "rooms" / str(count)
        self.dataset, self.packed, self.changed = (self.room / name for name in ("data", "packed.db", "changed.db"))
        shutil.rmtree(self.room, ignore_errors=True)
        self.room.mkdir(parents=True)
        output_of(BUILD / "generate", count, self.dataset)
        self.csv = sum(file.stat().st_size for file in self.dataset.glob("*.csv"))
        self.runs = {name: [] for name in names if CONTESTANTS[name].rounds(count, rounds) > 0}
        for number in range(rounds):
            say(f"N = {count}, round {number + 1} of {rounds}")
            for name, runs in self.runs.items():
                if len(runs) < CONTESTANTS[name].rounds(count, rounds):
                    self.add(name)
        self.ingest = self.measure_ingest()
        self.incremental = self.measure_incremental()
        shutil.rmtree(self.room)

    def add(self, name):
        run = CONTESTANTS[name].run(BUILD, self.dataset)
        self.runs[name].append(run)
        difference = run.differs_from(self.runs[BASELINE][0])
        if difference:
            sys.exit(f"bench: at N = {self.count}, {name} and {BASELINE} do not agree, so no figures: {difference}")

    def measure_ingest(self):
        """From CSV to verdicts, beside what the shell of SQLite needs to take the same files in."""
        say(f"N = {self.count}, ingest")
        processes = sqlite_import(self.room / "imported.db", sorted(self.dataset.glob("*.csv")))
        processes[FOLDER] = Process(summary(self.dataset))
        processes[PACK] = Process([PROGRAM, "import", self.dataset, "-o", self.packed], self.packed)
        processes[PACKED] = Process(summary(self.packed))
        return Series(processes, self.rounds)

    def change_a_record(self):
        """An act in the middle that was done is only planned."""
        path = self.dataset / "actions.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        number = next(number for number in range(len(lines) // 2, len(lines)) if ",done," in lines[number])
        lines[number] = lines[number].replace(",done,", ",planned,")
        path.write_text("".join(lines), encoding="utf-8")

    def measure_incremental(self):
        """One changed record against the full run: the same bytes, or no figures."""
        say(f"N = {self.count}, one changed record")
        self.change_a_record()
        pack(self.dataset, self.changed)
        kept, *outputs = (self.room / name for name in ("runs.db", "full.txt", "changed.txt"))
        processes = {
            KEPT: Process(summary(self.packed, "--store", kept), kept),
            FULL: Process(summary(self.changed), output=outputs[0]),
            CHANGED: Process(summary(self.changed, "--store", kept), output=outputs[1]),
        }
        series = Series(processes, max(self.rounds, INCREMENTAL_ROUNDS))
        if outputs[0].read_bytes() != outputs[1].read_bytes():
            sys.exit(f"bench: at N = {self.count}, a run from what was kept does not say what a full one says")
        return series

    def seconds(self, name, phase, clock):
        return [getattr(run.phases[phase], clock) for run in self.runs.get(name, ()) if phase in run.phases]

    def peak(self, name, phase):
        return max((run.phases[phase].peak for run in self.runs.get(name, ()) if phase in run.phases), default=0)

    def ratios(self, name, clock, to=BASELINE):
        pairs = zip(self.seconds(name, "evaluate", clock), self.seconds(to, "evaluate", clock))
        return [one / other for one, other in pairs]
