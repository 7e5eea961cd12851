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


def trace(command, path):
    """Each process into a file of its own."""
    return subprocess.run(["strace", "-ff", "-qq", "-o", path, *command], capture_output=True, text=True)


def read_traces(folder):
    for name in sorted(os.listdir(folder)):
        if name.startswith("trace."):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                yield file.read().splitlines()


def calls_after_lock(lines):
    """None where the process never locked itself in."""
    for at, line in enumerate(lines):
        if line.startswith(LOCK) and line.endswith("= 0"):
            return [later for later in lines[at + 1 :] if not later.startswith(("---", "+++"))]
    return None


def is_documented(call):
    name = call.split("(", 1)[0]
    if name == "mmap":
        return "PROT_EXEC" not in call
    return call.startswith("write(3,") if name == "write" else name in ALLOWED


def check(program, dataset, folder):
    """Traces one check, of which everything must be as documented."""
    os.mkdir(folder)
    command = [program, "check", dataset, "--as-of", "2025-06-30", "--jobs", "2", "--format", f"json={folder}/report"]
    done = trace(command, os.path.join(folder, "trace"))
    locked = [calls for calls in map(calls_after_lock, read_traces(folder)) if calls is not None]
    if "system calls cannot be filtered" in done.stderr:
        skip("the kernel or the build has no filters")
    calls = [call for process in locked for call in process]
    faults = [call for call in calls if not is_documented(call)]
    print(f"{len(locked)} processes locked themselves in and made {len(calls)} calls")
    for fault in faults[:20]:
        print(f"  not documented: {fault}")
    # A loader, two workers, and one that concludes.
    if done.returncode not in (0, 1) or len(locked) != 4 or len(calls) < 100 or faults:
        print(done.stderr)
        sys.exit(1)


def main():
    program, dataset = sys.argv[1:]
    if os.environ.get("ACCORD_SANITIZED"):
        skip("sanitizers need system calls of their own")
    if not shutil.which("strace"):
        skip("there is no strace")
    with tempfile.TemporaryDirectory() as folder:
        if trace(["true"], os.path.join(folder, "true")).returncode != 0:
            skip("this process may not trace others")
        check(program, dataset, os.path.join(folder, "plain"))
        packed = os.path.join(folder, "packed.db")
        subprocess.run([program, "import", dataset, "-o", packed], check=True)
        check(program, packed, os.path.join(folder, "packed"))


main()
