#!/usr/bin/env python3
"""Every example of a manual page works as it stands, and an option whose words are listed takes no other.

examples.py TABLES ACCORD REPOSITORY: the program accord_tables, the program itself, and where datasets and rules are.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in the source tree
import tables

WELL = {0, 1}  # findings that fail are no fault of an example


def run(line, where):
    ran = subprocess.run(["bash", "-c", line], cwd=where, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         timeout=240)
    return ran.returncode, ran.stderr


def check_examples(claims, table, where):
    for command in table["commands"]:
        for example in command["examples"]:
            if command["name"] == "merge":  # the other half
                run("accord check data --shard 2/2 --store runs.db --quiet", where)
            if command["name"] == "diff":
                run("accord check data --format json=old.json --quiet; cp old.json new.json", where)
            code, said = run(example["line"], where)
            claims.claim(code in WELL, f"{example['line']} ends with {code}: {said}")
            claims.claim(example["line"].startswith(f"accord {command['name']}"), f"{example['line']} is of {command['name']}")


def check_words(claims, table, where):
    for command in table["commands"]:
        for option in command["options"]:
            if not option["value"] or not option["words"] or (option["path"] and not option["behind_word"]):
                continue
            line = f"accord {command['name']} --{option['name']} nothing-of-that-kind"
            code, said = run(line, where)
            claims.claim(code == 2 and "unknown " in said, f"{line} ends with {code}: {said}")


def main():
    table = tables.read(sys.argv[1])
    program, repository = Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve()
    claims = tables.Claims()
    with tempfile.TemporaryDirectory() as name:
        where = Path(name)
        shutil.copytree(repository / "fixtures/sample", where / "data")
        shutil.copytree(repository / "rules", where / "rules")
        (where / ".git").mkdir()  # the search for accord.json ends here
        for variable in [name for name in os.environ if name.startswith("ACCORD_")]:
            del os.environ[variable]
        os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
        check_examples(claims, table, where)
        check_words(claims, table, where)
    return claims.end()


sys.exit(main())
