"""What scripts/bench computes of what it measured. page_test.py: runs all of it."""

import csv
import json
import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
# pylint: disable=wrong-import-position
import bulk
import documents
import page
import rounds
from contest import BASELINE, CLIPS, CONTESTANTS, CPU, ONE_WORKER, SQL, TWO_WORKERS, WALL, Cost, Run


def ran(**phases):
    """What a contestant said: a phase's seconds by the clock, twice as many of processors, and 10,000 KiB."""
    run = object.__new__(Run)
    run.phases = {name.replace("_", "-"): Cost(wall, 2 * wall, 10000) for name, wall in phases.items()}
    run.rules = {"r": {"gap": "1", "digest": "a"}}
    return run


def processes(**seconds):
    series = object.__new__(rounds.Series)
    series.rounds = 1
    series.costs = {getattr(rounds, name): [Cost(wall, wall, 1000)] for name, wall in seconds.items()}
    return series


def sized(count, **seconds):
    """A size that was measured, with the seconds of contestants, round by round."""
    size = object.__new__(rounds.Size)
    size.count, size.rounds, size.csv = count, 2, 1e6
    size.runs = {name: [ran(evaluate=wall, evaluate_workers=wall) for wall in walls] for name, walls in seconds.items()}
    size.ingest = processes(IMPORT=1.0, FOLDER=4.0, PACKED=2.0)
    size.incremental = processes(KEPT=9.0, FULL=8.0, CHANGED=0.1)
    return size


SIZES = [
    sized(20000, **{BASELINE: [1.0, 2.0, 4.0], ONE_WORKER: [3.0, 5.0, 8.0], TWO_WORKERS: [2.0, 4.0, 8.0], SQL: [2.0, 5.0, 9.0],
                    CLIPS: [50.0]}),
    sized(200000, **{BASELINE: [10.0], ONE_WORKER: [25.0], TWO_WORKERS: [17.0]}),
]
SAMPLE = processes(PACKED=0.015, FOLDER=0.030, EMPTY=0.001)
BULK = rounds.Bulk(processes(IMPORT=2.0, OTHERS_FOLDER=3.0), {rounds.IMPORT: 100e6, rounds.OTHERS_FOLDER: 100e6})


def reported(title, written, paints, **seconds):
    """Reports of a store, with the seconds of each and those of the empty process, 1 ms."""
    series = processes(EMPTY=0.001)
    series.costs |= {getattr(documents, name): [Cost(wall, wall, 1000)] for name, wall in seconds.items()}
    sizes = {getattr(documents, name): size for name, size in written.items()}
    return documents.Documents(title, series, sizes, paints)


REPORTS = (
    reported("the sample", {"HTML": 2000000, "COMMITTEE": 300000, "XLSX": 400000}, {documents.HTML: [0.5, 1.0, 2.0]},
             HTML=0.901, COMMITTEE=1.101, XLSX=0.201),
    reported("many", {"FOLDER": 104000000, "REFUSED": 0}, {}, FOLDER=2.001, REFUSED=0.011),
)


class Tables(unittest.TestCase):
    def reached(self, beginning):
        rows = [target.row() for target in page.targets(SIZES, SAMPLE, REPORTS) if target.what.startswith(beginning)]
        self.assertEqual(len(rows), 1, beginning)
        return rows[0][3:]

    def test_ratios_are_taken_round_by_round(self):
        self.assertEqual(SIZES[0].ratios(ONE_WORKER, WALL), [3.0, 2.5, 2.0])
        self.assertEqual(SIZES[0].ratios(ONE_WORKER, CPU), [3.0, 2.5, 2.0])
        self.assertEqual(SIZES[0].ratios(CLIPS, WALL), [50.0])
        self.assertEqual(SIZES[0].ratios("Lua script", WALL), [])

    def test_lines_of_the_design_are_told_by_their_medians(self):
        self.assertEqual(self.reached("20 rules"), ["2.50 (2.00..3.00)", "floor"])
        self.assertEqual(self.reached("two workers"), ["2.00 (2.00..2.00)", "**not reached**"])
        self.assertEqual(self.reached("sample"), ["14.0 ms", "floor"])
        self.assertEqual(self.reached("CLIPS"), ["16.7", "goal"])
        self.assertEqual(self.reached("sqlite3 SQL"), ["1.00 (0.67..1.12)", "floor"])
        self.assertEqual(self.reached("Lua script"), ["", "not measured"])
        self.assertEqual(self.reached("growth"), ["0.50", "floor"])
        self.assertEqual(self.reached("peak memory"), ["1.0 MB", "goal"])
        self.assertEqual(self.reached("one changed record"), ["80.0", "floor"])
        self.assertEqual(self.reached("CSV to verdicts"), ["2.00", "floor"])

    def test_reports_have_a_second_beyond_an_empty_process_and_two_megabytes(self):
        runs = "12 stored runs of the sample dataset, all rules: the"
        self.assertEqual(self.reached(f"{runs} dashboard"), ["900.0 ms", "floor"])
        self.assertEqual(self.reached(f"{runs} committee"), ["1.10 s", "**not reached**"])
        self.assertEqual(self.reached(f"{runs} workbook"), ["200.0 ms", "floor"])
        self.assertEqual(self.reached("that dashboard, one file"), ["2.0 MB", "floor"])
        self.assertEqual(self.reached("that dashboard: first paint"), ["1.00 s (500.0 ms..2.00 s)", "floor"])

    def test_first_paint_is_not_measured_where_there_is_no_browser(self):
        sample = reported("the sample", {"HTML": 1, "COMMITTEE": 1, "XLSX": 1}, {}, HTML=1, COMMITTEE=1, XLSX=1)
        self.assertEqual(page.report_targets(sample)[-1].row()[3:], ["", "not measured"])

    def test_reports_stand_with_time_memory_and_size(self):
        rows = page.report_table(REPORTS)
        self.assertEqual(len(rows), 2 + 5 + 1)
        self.assertIn("| 1.0 MB | 2.0 MB | 1.00 s (500.0 ms..2.00 s) |", rows[2])
        self.assertIn(f"| many: {documents.FOLDER} | 2.00 s | 2.00 s | 1.0 MB | 104.0 MB |  |", rows)
        self.assertIn(f"| many: {documents.REFUSED} | 11.0 ms | 10.0 ms | 1.0 MB | refused |  |", rows)

    def test_limits_are_met_when_they_are_just_reached(self):
        for value, more, word in ((2, False, "goal"), (2.1, False, "floor"), (3, False, "floor"), (3.1, False, "**not reached**"),
                                  (3, True, "goal"), (2.9, True, "floor"), (2, True, "floor"), (1.9, True, "**not reached**")):
            floor, goal = (2, 3) if more else (3, 2)
            self.assertEqual(page.Target("", [value], floor, goal, more=more).reached(), word, value)

    def test_the_slow_go_fewer_rounds_and_are_not_asked_about_very_many(self):
        asked = [CONTESTANTS[CLIPS].rounds(count, 5) for count in (200, 20000, 200000)]
        self.assertEqual(asked, [5, 2, 0])
        self.assertEqual([CONTESTANTS[SQL].rounds(count, 5) for count in (200, 20000, 200000)], [5, 5, 5])
        self.assertIn("| CLIPS | 50.0 | slow, not asked about so many | 50.0 |", page.ratio_table(SIZES))

    def test_the_page_has_what_the_readme_has(self):
        text = page.page_of(SIZES, SAMPLE, BULK, REPORTS, ["- a machine", ""])
        for line in page.excerpt(SIZES, SAMPLE, BULK, REPORTS, ["- a machine", ""]).splitlines():
            self.assertIn(line, text)
        self.assertIn("(folder - packed) / import: 2.00", text)
        self.assertIn("| 20,000 to 200,000 (10 times) | accord --jobs 1 | 5.0 times | 1.00 times |", text)

    def test_throughput_stands_beside_that_of_the_shell(self):
        lines = page.bulk_table(BULK)
        self.assertIn("| sqlite3 .import | 100 MB | 2.00 s | 50.0 MB/s | 1.00 | 1.0 MB |", lines)
        self.assertIn("| accord import CSV -o FOLDER | 100 MB | 3.00 s | 33.3 MB/s | 1.50 | 1.0 MB |", lines)

    def test_rows_of_another_system_are_the_same_in_both_forms(self):
        with tempfile.TemporaryDirectory() as room:
            bulk.write(pathlib.Path(room), 1)
            with open(pathlib.Path(room, "bulk.csv"), encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            lines = pathlib.Path(room, "bulk.jsonl").read_text(encoding="utf-8").splitlines()
        self.assertEqual([{name: cell or "" for name, cell in json.loads(line).items()} for line in lines], rows)
        self.assertEqual(len(rows) - len({row["Report"] for row in rows}), len(rows) // 50)

    def test_a_contestant_that_says_something_else_is_told(self):
        one, other, third = ran(), ran(), ran()
        other.rules = {"r": {"gap": "2", "digest": "a"}}
        third.rules = {"s": {}}
        self.assertIsNone(one.differs_from(ran()))
        self.assertEqual(one.differs_from(other), "r: gap=1 and 2")
        self.assertEqual(one.differs_from(third), "not the same rules")


if __name__ == "__main__":
    unittest.main()
