"""Types into a program on a terminal of its own: terminal.py PROGRAM ARGUMENT... Prints what it answered and how it
ended."""

import os
import pty
import select
import sys
import time

QUIET = 0.5  # seconds without output: it waits
LONGEST = 30


def answer(terminal):
    """What comes until the program waits, or None when it has left."""
    text, began = b"", time.time()
    while time.time() - began < LONGEST:
        ready, _, _ = select.select([terminal], [], [], QUIET if text else LONGEST)
        if not ready:
            return text
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            return None
        text += piece
    return text


def main():
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm"
        os.execv(sys.argv[1], sys.argv[1:])
    typed = [b"actor:sho\t\t", b"\x03", b"actor.na\t\n"] + 5 * [b"\x03"]
    text = answer(terminal)
    for keys in typed:
        if text is None:
            break
        sys.stdout.write(text.decode("utf-8", "replace").replace("\x1b", "<ESC>"))
        os.write(terminal, keys)
        text = answer(terminal)
    os.close(terminal)  # hangs up on one that is still there
    _, status = os.waitpid(child, 0)
    print("left with", os.waitstatus_to_exitcode(status))


main()
