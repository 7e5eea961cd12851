#!/usr/bin/env python3
"""Manual pages: free of what groff and mandoc complain about, and everything that the tables say stands in them.

pages.py TABLES SHARE: the program accord_tables, and the folder with man/man1 in it.
"""
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # nothing is left in the source tree
import tables

NO_DATE = re.compile(r'WARNING: missing date, using "": TH$')  # a page has the version, and the same bytes on every day


def complaints(page):
    lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
    groff = subprocess.run(["groff", "-man", "-ww", "-z", "-Tutf8", page], capture_output=True, text=True)
    lines = (lint.stdout + lint.stderr + groff.stdout + groff.stderr).splitlines()
    return [line for line in lines if not NO_DATE.search(line)]


def rendered(page):
    """As somebody reads it, on lines as long as it takes."""
    out = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=1000", page], check=True, capture_output=True, text=True)
    return re.sub(".\x08", "", out.stdout)


def items(text):
    """The headings of a page's lists with what stands under each."""
    found = {}
    heading = None
    for line in text.splitlines():
        line = line.strip()
        if not line:
            heading = None
        elif heading is None:
            heading = line
            found[heading] = ""
        else:
            found[heading] = (found[heading] + " " + line).strip()
    return found


def section(text, name):
    match = re.search(rf"^{name}\n(.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return match.group(1) if match else ""


def plain(text):
    return " ".join(text.replace("`", "").split())


def has(found, heading, text):
    """Under the heading; a short heading has its text on the same line."""
    return found.get(heading) == plain(text) or any(
        plain(line) == f"{heading} {plain(text)}" for line in found)


def check_ends(claims, about, text, table):
    codes = items(section(text, "EXIT STATUS"))
    for code, meaning in enumerate(table["exit_codes"]):
        claims.claim(has(codes, str(code), meaning), f"{about}: exit code {code}")
    variables = items(section(text, "ENVIRONMENT"))
    for name, meaning in table["variables"].items():
        claims.claim(has(variables, name, meaning), f"{about}: {name}")


def check_settings(claims, command, text, table):
    """What stands in for options, and in which files."""
    name = command["name"]
    options = {option["name"] for option in command["options"]}
    settings = [setting for setting in table["settings"] if "config" in options
                and setting["option"] in options | {command["operand_for"]} and (setting["shared"] or command["checks"])]
    for section_name, member, needed in (("ENVIRONMENT", "variable", r"ACCORD_[A-Z_]+"), ("FILES", "name", r"[a-z-]+(?=,|$)")):
        listed = plain(section(text, section_name)).rsplit(":", 1)[-1].split(" PREFIX")[0] if settings else ""
        claims.same(re.findall(needed, listed), [setting[member] for setting in settings], f"{name}: {section_name}")
    claims.same("PREFIX/share/accord/rules" in section(text, "FILES"), "rules" in options, f"{name}: its rules")


def check_command(claims, command, text, table):
    name = command["name"]
    usage = " ".join(filter(None, ["accord", name, "[OPTION...]", command["operand"]]))
    claims.same(plain(section(text, "NAME")), f"accord-{name} - {plain(command['help'])}", f"{name}: its name")
    claims.same(plain(section(text, "SYNOPSIS")), usage, f"{name}: its usage")
    claims.same(plain(section(text, "DESCRIPTION")), plain(command["about"]), f"{name}: what it is about")
    options = items(section(text, "OPTIONS"))
    for option in command["options"]:
        letter = f"-{option['letter']}, " if option["letter"] else ""
        heading = " ".join(filter(None, [f"{letter}--{option['name']}", option["value"]]))
        claims.claim(has(options, heading, option["help"]), f"{name}: {heading}: {option['help']}")
    claims.same(len(options), len(command["options"]) + 1, f"{name}: its options and --help")
    examples = items(section(text, "EXAMPLES"))
    for example in command["examples"]:
        claims.claim(has(examples, example["line"], example["what"]), f"{name}: {example['line']}")
    claims.same(len(examples), len(command["examples"]), f"{name}: its examples")
    check_settings(claims, command, text, table)
    check_ends(claims, name, text, table)


def main():
    table = tables.read(sys.argv[1])
    folder = Path(sys.argv[2]) / "man" / "man1"
    claims = tables.Claims()
    pages = {"accord.1"} | {f"accord-{command['name']}.1" for command in table["commands"]}
    claims.same({path.name for path in folder.iterdir()}, pages, "the pages")
    for page in sorted(pages):
        claims.same(complaints(folder / page), [], f"{page}: complaints")
        claims.claim((folder / page).read_bytes().isascii(), f"{page}: ASCII")
    for command in table["commands"]:
        check_command(claims, command, rendered(folder / f"accord-{command['name']}.1"), table)
    program = rendered(folder / "accord.1")
    listed = items(section(program, "COMMANDS"))
    for command in table["commands"]:
        heading = f"accord-{command['name']}(1)"
        claims.claim(has(listed, heading, command["help"]), f"accord.1: {heading}")
        claims.claim(heading in section(program, "SEE ALSO"), f"accord.1: see {heading}")
    check_ends(claims, "accord.1", program, table)
    return claims.end()


sys.exit(main())
