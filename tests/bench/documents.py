"""Reports of stored runs: what each costs as a whole process, how large it is, and when Chromium first paints it."""

import dataclasses
import shutil
import sys

import rounds
from contest import BUILD, PROGRAM, ROOT, output_of, version
from rounds import Process, Series, measure, pack, say, summary

CROWD = 20000  # Parties: their dashboard is a folder of pages
DATES = [f"2024-{month:02}-28" for month in range(2, 13)] + ["2025-06-30"]
HTML, COMMITTEE, XLSX = "accord report --format html", "accord report --format committee", "accord report --format xlsx"
FOLDER, REFUSED = "accord report --format html -o FOLDER/", "accord report --format html -o FILE, of too many"
WRONG_USAGE = 2  # the exit code of what is refused

BROWSER = ROOT / "tests" / "browser"
BROWSER_NEEDS = {
    "chromium --version": "apt-get install chromium",
    f"cd '{BROWSER}' && node -p '`playwright-core ${{require(`playwright-core/package.json`).version}}`'":
        "nodejs, and npm ci --prefix tests/browser",
}


def browser_missing():
    """How to install what is not there, or nothing."""
    return ", ".join(how for probe, how in BROWSER_NEEDS.items() if version(probe) is None)


def written(path):
    """Bytes of a file, or of all in a folder; 0 where there is neither."""
    if path.is_dir():
        return sum(file.stat().st_size for file in path.iterdir())
    return path.stat().st_size if path.exists() else 0


def report(store, form, path, code=0):
    """Into a file, or, where its name has no ending, a folder."""
    output = path if path.suffix else f"{path}/"
    return Process([PROGRAM, "report", store, "--format", form, "-o", output, "--quiet"], path, codes=(code,))


@dataclasses.dataclass
class Documents:
    """Those of one store. Paints are seconds from the navigation to first paint, of fresh loads; of a folder, its index."""

    title: str
    series: Series
    written: dict  # bytes, by the names of the series, as paints are
    paints: dict = dataclasses.field(default_factory=dict)

    def beyond(self, name):
        """Seconds, beyond those of a process that only opens the store."""
        return self.series.values(lambda one, empty: one - empty, name, rounds.EMPTY)


def made(title, store, processes, times):
    """Measures them beside a process that only opens the store."""
    series = Series({**processes, rounds.EMPTY: Process([BUILD / "open", store])}, times)
    sizes = {name: written(process.makes) for name, process in processes.items()}
    return Documents(title, series, sizes)


def paints(files, times):
    """Nothing where there is no browser: the page says why."""
    if browser_missing():
        print(f"bench: first paint is skipped, needs: {browser_missing()}", file=sys.stderr)
        return {}
    command = ("node", ROOT / "tests" / "bench" / "paint.js", shutil.which("chromium"))
    lines = {name: output_of(*command, file, times) for name, file in files.items()}
    return {name: [float(line) for line in text.split()] for name, text in lines.items()}


def sample(times):
    """The sample dataset with all rules of the product, in as many runs as there are dates."""
    say("reports of the sample")
    room = empty_room("sample")
    store, folder = room / "runs.db", room / "out"
    for date in DATES:
        measure([PROGRAM, "check", rounds.SAMPLE, "--rules", ROOT / "rules", "--as-of", date, "--store", store, "--summary"])
    forms = {HTML: ("html", "html"), COMMITTEE: ("committee", "md"), XLSX: ("xlsx", "xlsx")}
    processes = {name: report(store, form, folder.with_suffix(f".{ending}")) for name, (form, ending) in forms.items()}
    documents = made(f"{len(DATES)} stored runs of fixtures/sample, all rules", store, processes, times)
    documents.paints = paints({HTML: processes[HTML].makes}, times)
    shutil.rmtree(room)
    return documents


def crowd(times):
    """A run of very many Parties: an index and pages of some of them each, as one file is refused."""
    say(f"reports of {CROWD} Parties")
    room = empty_room("crowd")
    store, packed, folder = (room / name for name in ("runs.db", "packed.db", "pages"))
    output_of(BUILD / "generate", CROWD, room / "data")
    pack(room / "data", packed)
    measure(summary(packed, "--store", store))
    processes = {FOLDER: report(store, "html", folder), REFUSED: report(store, "html", room / "one.html", WRONG_USAGE)}
    documents = made(f"a stored run of {CROWD:,} Parties, 20 rules", store, processes, times)
    documents.paints = paints({FOLDER: folder / "index.html"}, times)
    shutil.rmtree(room)
    return documents


def empty_room(name):
    room = BUILD / "rooms" / f"documents-{name}"
    shutil.rmtree(room, ignore_errors=True)
    room.mkdir(parents=True)
    return room
