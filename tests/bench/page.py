"""The page that scripts/bench writes, and the part of it that stands in the README."""

import dataclasses
import datetime
import os
import pathlib
import platform
import statistics

import documents
import rounds
from contest import (AGAIN, AS_OF, BASELINE, CLIPS, CONTESTANTS, CPU, ENGINE, ONE_WORKER, PROGRAM, ROOT, SCRIPT, SQL,
                     TWO_WORKERS, WALL, output_of, version)

PHASES = ("ingest", "convert", "load", "evaluate", "report")
LINEAR = 1.15  # times as long for each Party where there are more of them
USUAL = 20000  # Parties of which the design speaks


# ---- figures ----


def duration(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def ratio(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def megabytes(kib):
    return f"{kib * 1024 / 1e6:.1f} MB"


def spread(values, form):
    """The median (least..most)."""
    if len(values) < 2:
        return "".join(map(form, values))
    return f"{form(statistics.median(values))} ({form(min(values))}..{form(max(values))})"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(map(str, line)) + " |" for line in lines] + [""]


def parties(size):
    return f"{size.count:,} Parties"


# ---- what it must reach ----


@dataclasses.dataclass
class Target:
    """What must be reached: the median of the values is to be no more than floor and goal, or no less."""

    what: str
    values: list
    floor: float
    goal: float  # None: there is no more than a floor
    form: object = ratio
    more: bool = False  # the more the better

    def meets(self, limit):
        value = statistics.median(self.values)
        return value >= limit if self.more else value <= limit

    def reached(self):
        if not self.values:
            return "not measured"
        if self.goal is not None and self.meets(self.goal):
            return "goal"
        return "floor" if self.meets(self.floor) else "**not reached**"

    def row(self):
        word = "at least " if self.more else ""
        limits = ["" if limit is None else word + self.form(limit) for limit in (self.floor, self.goal)]
        return [self.what, *limits, spread(self.values, self.form), self.reached()]


def usual(sizes):
    return next((size for size in sizes if size.count == USUAL), sizes[-1])


def grown(sizes, name):
    """How many times as long an evaluation takes for each Party, from the last size but one to the last."""
    each = [statistics.median(size.seconds(name, "evaluate", WALL)) / size.count for size in sizes[-2:]]
    return [each[1] / each[0]] if len(each) == 2 else []


def targets(sizes, sample, reports):
    size, large = usual(sizes), sizes[-1]
    where = f", {parties(size)}"
    faster = [(CLIPS, 5, 10), (ENGINE, 5, 10), (SCRIPT, 1, 2), (SQL, 1, 2)]
    beyond = sample.values(lambda run, empty: run - empty, rounds.PACKED, rounds.EMPTY)
    changed = large.incremental.values(lambda full, one: full / one, rounds.FULL, rounds.CHANGED)
    return [
        Target(f"20 rules against the same in C on the same store, one worker{where}", size.ratios(ONE_WORKER, WALL), 3.0, 2.0),
        Target(f"two workers{where}", size.ratios(TWO_WORKERS, WALL), 1.7, 1.2),
        Target("sample dataset, packed, all rules, JSON: the process, beyond an empty one that opens the store", beyond,
               0.020, 0.010, duration),
        *(Target(f"{name}: times as long as accord with one worker{where}", size.ratios(name, WALL, ONE_WORKER), floor, goal,
                 more=True) for name, floor, goal in faster),
        Target("OPA, which is in no package of Debian or npm", [], 5, 10, more=True),
        Target(f"growth: time for each Party, {parties(large)} against {sizes[-2:][0].count:,}, one worker",
               grown(sizes, ONE_WORKER), LINEAR, None),
        Target(f"peak memory of the largest process, a worker or not, packed, {parties(large)}",
               [cost.peak for cost in large.ingest.costs[rounds.PACKED]], 40e6 / 1024, 20e6 / 1024, megabytes),
        Target(f"one changed record, packed, `--summary`: the full run is times as long, {parties(large)}", changed, 50, 200,
               more=True),
        Target(f"CSV to verdicts less the check of the packed dataset, against `sqlite3 .import`{where}", ingested(size), 2.5, None),
        *report_targets(reports[0]),
    ]


def report_targets(sample):
    """What is asked of reports of stored runs: of 200 Parties, 60 rules and 12 runs. The sample has a few more Parties."""
    store = "12 stored runs of the sample dataset, all rules"
    forms = ((documents.HTML, "dashboard"), (documents.COMMITTEE, "committee document"), (documents.XLSX, "workbook"))
    return [
        *(Target(f"{store}: the {form}, the process, beyond an empty one that opens the store", sample.beyond(name), 1, None,
                 duration) for name, form in forms),
        Target("that dashboard, one file: its size", [sample.written[documents.HTML] / 1024], 2e6 / 1024, None, megabytes),
        Target("that dashboard: first paint in Chromium", sample.paints.get(documents.HTML, []), 1, None, duration),
    ]


def ingested(size):
    return size.ingest.values(lambda folder, packed, imported: (folder - packed) / imported, rounds.FOLDER, rounds.PACKED,
                              rounds.IMPORT)


def target_table(sizes, sample, reports):
    rows = [target.row() for target in targets(sizes, sample, reports)]
    return table(["what", "floor", "goal", "measured", "reached"], rows)


# ---- contestants ----


def why_not(size, name):
    """Why the contestant has no figures at this size."""
    if CONTESTANTS[name].rounds(size.count, size.rounds) == 0:
        return "slow, not asked about so many"
    missing = CONTESTANTS[name].missing()
    return f"skipped, needs: {missing}" if missing else "left out"


def size_table(size):
    rows = []
    for name in CONTESTANTS:
        if name not in size.runs:
            rows.append([name, why_not(size, name), *[""] * (len(PHASES) + 4)])
            continue
        times = [spread(size.seconds(name, phase, WALL), duration) for phase in PHASES]
        peaks = [size.peak(name, phase) for phase in ("evaluate", "evaluate-workers")]
        ratios = [spread(size.ratios(name, clock), ratio) for clock in (WALL, CPU)]
        rows.append([name, len(size.runs[name]), *times, *(megabytes(peak) if peak else "" for peak in peaks), *ratios])
    head = ["", "rounds", *PHASES, "peak in evaluate", "of a worker", f"evaluate / {BASELINE}", "the same, CPU"]
    return [f"## {parties(size)} ({size.csv / 1e6:.1f} MB of CSV)", ""] + table(head, rows)


def ratio_table(sizes):
    """What a reader wants to know first. The last column is about the size of which the design speaks."""
    columns = [(size, WALL) for size in sizes] + [(usual(sizes), CPU)]
    head = [f"evaluate / {BASELINE}", *map(parties, sizes), f"CPU, {parties(usual(sizes))}"]
    rows = []
    for name in CONTESTANTS:
        cells = []
        for size, clock in columns:
            if name not in size.runs:
                cells.append(why_not(size, name))
            elif name == BASELINE:
                cells.append(spread(size.seconds(name, "evaluate", clock), duration))
            else:
                cells.append(spread(size.ratios(name, clock), ratio))
        rows.append([name, *cells])
    return table(head, rows)


def growth_table(sizes):
    rows = []
    for small, large in zip(sizes, sizes[1:]):
        for name in (name for name in CONTESTANTS if name in large.runs):
            times = [statistics.median(size.seconds(name, "evaluate", WALL)) for size in (small, large)]
            memory = large.peak(name, "evaluate") / small.peak(name, "evaluate") if small.peak(name, "evaluate") else 0
            step = f"{small.count:,} to {large.count:,} ({large.count / small.count:.0f} times)"
            rows.append([step, name, f"{times[1] / times[0]:.1f} times", f"{memory:.2f} times"])
    return ["## Growth", ""] + table(["", "", "evaluate", "peak in evaluate"], rows) if rows else []


# ---- whole processes ----


def series_table(series, title, beyond=None):
    """`beyond`: one of them, of which the others are told apart."""
    rows = []
    for name, costs in series.costs.items():
        cells = [spread([getattr(cost, clock) for cost in costs], duration) for clock in (WALL, CPU)]
        if beyond:
            cells.append(spread(series.values(lambda one, other: one - other, name, beyond), duration))
        rows.append([name, *cells, megabytes(max(cost.peak for cost in costs))])
    head = ["the whole process", "time", "CPU", *(["beyond"] if beyond else []), "peak of the largest process"]
    return [f"## {title} (rounds: {series.rounds})", ""] + table(head, rows)


def report_table(reports):
    """How long reports of stored runs take, and how large they are."""
    rows = []
    for each in reports:
        for name, size in each.written.items():
            costs = each.series.costs[name]
            times = [spread(values, duration) for values in ([cost.wall for cost in costs], each.beyond(name))]
            rows.append([f"{each.title}: {name}", *times, megabytes(max(cost.peak for cost in costs)),
                         megabytes(size / 1024) if size else "refused", spread(each.paints.get(name, []), duration)])
    head = ["a report, as a whole process", "time", "beyond an empty one", "peak", "written", "first paint in Chromium"]
    return table(head, rows)


def process_tables(size):
    lines = series_table(size.ingest, f"{parties(size)}: from CSV, and packed")
    if ingested(size):
        lines += [f"(folder - packed) / import: {spread(ingested(size), ratio)}", ""]
    return lines + series_table(size.incremental, f"{parties(size)}: one changed record")


def bulk_table(bulk):
    """Files of another system, and how fast they go in."""
    rows = []
    for name, costs in bulk.series.costs.items():
        size = bulk.sizes[name]
        speeds = [size / 1e6 / cost.wall for cost in costs]
        beside = bulk.series.values(lambda one, other: one / other, name, rounds.IMPORT)
        rows.append([name, f"{size / 1e6:.0f} MB", spread([cost.wall for cost in costs], duration), f"{spread(speeds, ratio)} MB/s",
                     spread(beside, ratio), megabytes(max(cost.peak for cost in costs))])
    head = ["one file of another system", "size", "time", "throughput", f"time / {rounds.IMPORT}", "peak memory"]
    return table(head, rows)


# ---- the page ----


def first_line(*command):
    return output_of(*command).splitlines()[0]


def processor():
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    models = [line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name")]
    return models[0] if models else platform.machine()


def commit():
    return first_line("git", "-C", ROOT, "describe", "--always", "--dirty") if (ROOT / ".git").exists() else "unknown"


def machine(load, names):
    libraries = ", ".join(f"{name} {first_line('pkg-config', '--modversion', name)}" for name in ("lua5.4", "sqlite3"))
    needs = [CONTESTANTS[name].needs for name in names] + ([] if documents.browser_missing() else [documents.BROWSER_NEEDS])
    probes = dict.fromkeys(probe for each in needs for probe in each)
    return [
        f"- {processor()}, {os.cpu_count()} cores, load before the first round {load:.1f}; "
        f"{platform.system()} {platform.release()}",
        f"- {first_line('cc', '--version')}, -O2, asserts on; {libraries}",
        f"- {first_line(PROGRAM, '--version')}, commit {commit()}, {datetime.date.today()}",
        *([f"- {', '.join(map(version, probes))}"] if probes else []),
        "",
    ]


READING = [
    "Figures are medians (least..most); ratios are taken in pairs, round by round. Verdicts and findings were equal, Party by "
    f"Party. 20 rules, as of {AS_OF}; accord has all its limits on.",
    "",
    f"`evaluate` is from the data as the contestant reads them, typed, on disk, to a verdict for every rule and Party. C and "
    "accord time it inside their process, with workers from before they are started until what they say is joined; the "
    "others' is their whole process, and `load` is how long it takes over no Parties. `convert` makes what they read of the "
    f"CSV files. \"{AGAIN}\" is the same program at the other end of each round: what lies between the two is noise.",
    "",
]


def page_of(sizes, sample, bulk, reports, about):
    lines = ["# Benchmark", "", *about, *target_table(sizes, sample, reports), *READING, *ratio_table(sizes)]
    lines += bulk_table(bulk) + report_table(reports)
    for size in sizes:
        lines += size_table(size) + process_tables(size)
    lines += growth_table(sizes) + series_table(sample, "fixtures/sample, all rules, JSON", rounds.EMPTY)
    for each in reports:
        lines += series_table(each.series, each.title, rounds.EMPTY)
    return "\n".join(lines)


def excerpt(sizes, sample, bulk, reports, about):
    """What stands in the README."""
    measured = [*target_table(sizes, sample, reports), *READING[:2], *ratio_table(sizes), *bulk_table(bulk)]
    return "\n".join([*about, *measured, *report_table(reports)])
