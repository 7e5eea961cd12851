#!/usr/bin/env python3
"""system_calls.py PROGRAM DATASET: traces a check of the dataset, and of the same packed, and fails when a process that
has locked itself in makes any system call but those that the README lists. Skipped (77) where nothing can be traced, or sanitizers need calls of their own."""

import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
ALLOWED = {"pread64", "brk", "mmap", "munmap", "mremap", "write", "rt_sigreturn", "exit_group"}
LOCK = "seccomp(SECCOMP_SET_MODE_FILTER, 0, {"


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def trace(command, path, stdin):
    """Each process into a file of its own."""
    return subprocess.run(["strace", "-ff", "-qq", "-o", path, *command], input=stdin, capture_output=True, text=True)


def read_traces(folder):
    for name in sorted(os.listdir(folder)):
        if name.startswith("trace."):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                yield file.read().splitlines()


def unread(lines, at):
    """A call that strace came too late to read: the parent killed the process, which the filter does by SIGSYS."""
    return lines[at].startswith("???(") and lines[at + 1 : at + 2] == ["+++ killed by SIGKILL +++"]


def calls_after_lock(lines):
    """None where the process never locked itself in."""
    lines = [line for at, line in enumerate(lines) if not unread(lines, at)]
    for at, line in enumerate(lines):
        if line.startswith(LOCK) and line.endswith("= 0"):
            return [later for later in lines[at + 1 :] if not later.startswith(("---", "+++"))]
    return None


def is_documented(call, listens):
    name = call.split("(", 1)[0]
    if name == "mmap":
        return "PROT_EXEC" not in call
    if name == "read":
        return listens and call.startswith("read(4,")
    return call.startswith("write(3,") if name == "write" else name in ALLOWED


def trace_command(folder, number, command, stdin):
    """What its locked processes asked for, and what it said."""
    path = os.path.join(folder, f"trace-{number}")
    os.mkdir(path)
    done = trace(command, os.path.join(path, "trace"), stdin)
    locked = [calls for calls in map(calls_after_lock, read_traces(path)) if calls is not None]
    return done, locked


def main():
    program, fixtures = sys.argv[1:]
    if os.environ.get("ACCORD_SANITIZED"):
        skip("sanitizers need system calls of their own")
    if not shutil.which("strace"):
        skip("there is no strace")
    sample, rule = f"{fixtures}/sample", "cms-11.10/counterparts"
    as_of = ["--as-of", "2025-06-30"]
    lines = f"party.name\n:check {rule}\nactor:history 'focal_points'\nx = {{}}\nwhile true do x[#x + 1] = x end\n"
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        if trace(["true"], os.path.join(folder, "true"), "").returncode != 0:
            skip("this process may not trace others")
        packed = os.path.join(folder, "packed.db")
        subprocess.run([program, "import", sample, "-o", packed], check=True)
        # Exit codes; how many processes lock themselves in (a loader, two workers, and one that concludes; of a packed
        # dataset the first worker is the loader); and calls that they make at the least.
        commands = [
            (["check", sample, *as_of, "--jobs", "2", "--format", f"json={folder}/report"], "", (0, 1), 4, 100),
            (["check", packed, *as_of, "--jobs", "2", "--format", f"json={folder}/report"], "", (0, 1), 3, 100),
            (["check", sample, *as_of, "--jobs", "1", "--profile", "ci", "--quiet"], "", (0, 1), 3, 50),
            (["explain", rule, "KEN", "--dataset", sample, *as_of], "", (0,), 2, 10),
            (["explain", rule, "KEN", "--dataset", packed, *as_of], "", (0,), 2, 10),
            (["test", f"{fixtures}/../rules/cms-11.10", "--coverage", "--threshold", "0"], "", (0,), 1, 50),
            (["lint"], "", (0,), 1, 2),
            (["repl", sample, *as_of], lines, (1,), 2, 20),
            (["repl", packed, *as_of], lines, (1,), 2, 20),
        ]
        for number, (words, stdin, codes, processes, least) in enumerate(commands):
            done, locked = trace_command(folder, number, [program, *words], stdin)
            if "system calls cannot be filtered" in done.stderr:
                skip("the kernel or the build has no filters")
            calls = [call for process in locked for call in process]
            faults = [call for call in calls if not is_documented(call, words[0] == "repl")]
            print(f"{words[0]}: {len(locked)} processes locked themselves in and made {len(calls)} calls")
            for fault in faults[:20]:
                print(f"  not documented: {fault}")
            if done.returncode not in codes or len(locked) != processes or len(calls) < least or faults:
                print(f"exit code {done.returncode}: {done.stderr}")
                failures += 1
    sys.exit(failures > 0)


main()
