"""Does what a guide says, block by block: run.py PROGRAM GUIDE.md

Every fenced block must be one of: `LANGUAGE file=PATH` (written there), `sh` (run by bash, ends with 0, or `exit=N`), or
`text` right behind an `sh` block (what it printed, where a line `...` stands for any lines). All of it happens in one empty
folder, with `accord` on the path; `$ACCORD_RULES` is the folder of the shipped rules.
"""
import os
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\S*)[ ]*(.*)$")


def blocks_of(path):
    """(line, language, words, text) of each fenced block."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    at = 0
    while at < len(lines):
        match = FENCE.match(lines[at])
        if match:
            start = at
            at += 1
            while lines[at] != "```":
                at += 1
            words = dict(word.partition("=")[::2] for word in match.group(2).split())
            yield start + 1, match.group(1), words, "\n".join(lines[start + 1 : at]) + "\n"
        at += 1


def agrees(shown, printed):
    """Whether the lines shown are those printed, a line `...` standing for any number of them."""
    if not shown:
        return not printed
    if shown[0] == "...":
        return any(agrees(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    return bool(printed) and shown[0] == printed[0] and agrees(shown[1:], printed[1:])


class Reader:
    def __init__(self, program, guide, folder):
        self.guide = guide
        self.folder = os.path.join(folder, "here")
        bin_folder = os.path.join(folder, "bin")
        os.mkdir(self.folder)
        os.mkdir(bin_folder)
        os.symlink(os.path.realpath(program), os.path.join(bin_folder, "accord"))
        self.environment = dict(
            os.environ,
            PATH=bin_folder + os.pathsep + os.environ["PATH"],
            ACCORD_RULES=os.path.dirname(os.path.realpath(guide)),
            LC_ALL="C",
        )
        self.printed = None

    def fail(self, line, what):
        sys.exit(f"{self.guide}:{line}: {what}")

    def write(self, path, text):
        place = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, line, words, text):
        ended = subprocess.run(
            ["bash", "-eu", "-c", text], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=120,
        )
        self.printed = ended.stdout
        expected = int(words.get("exit", 0))
        if ended.returncode != expected:
            self.fail(line, f"ended with {ended.returncode}, expected {expected}:\n{ended.stdout}")

    def compare(self, line, text):
        if self.printed is None:
            self.fail(line, "a text block that follows no sh block")
        if not agrees(text.splitlines(), self.printed.splitlines()):
            self.fail(line, f"prints something else:\n{self.printed}")

    def obey(self, line, language, words, text):
        if "file" in words:
            self.write(words["file"], text)
        elif language == "sh":
            self.run(line, words, text)
        elif language == "text":
            self.compare(line, text)
        else:
            self.fail(line, f"a block '{language}' that nothing tries")
        if language != "sh":
            self.printed = None


def main():
    program, guide = sys.argv[1:]
    count = 0
    with tempfile.TemporaryDirectory(prefix="accord-guide-") as folder:
        reader = Reader(program, guide, folder)
        for block in blocks_of(guide):
            reader.obey(*block)
            count += 1
    if count == 0:
        sys.exit(f"{guide}: holds no block")
    print(f"{guide}: {count} blocks do what they say")


if __name__ == "__main__":
    main()
