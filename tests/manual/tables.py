"""What the tests of pages and completions share: the tables of commands, and counting of complaints."""
import json
import subprocess


def read(program):
    """The tables, as the program accord_tables prints them."""
    return json.loads(subprocess.run([program], check=True, capture_output=True, text=True).stdout)


class Claims:
    """Counts what holds and tells what does not."""

    def __init__(self):
        self.made = 0
        self.failed = 0

    def claim(self, holds, what):
        self.made += 1
        if not holds:
            self.failed += 1
            print("not ok:", what)

    def same(self, got, expected, what):
        self.claim(got == expected, f"{what}: {got!r}, expected {expected!r}")

    def end(self):
        print(f"{self.made} claims, {self.failed} do not hold")
        return 1 if self.failed or not self.made else 0
