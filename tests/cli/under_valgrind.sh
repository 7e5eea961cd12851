#!/bin/sh
# The program under valgrind, with the processes that it starts: what is wrong with one is in valgrind.PID here, and its
# exit code. PROGRAM_UNDER_VALGRIND is the one with other rules (hostile_worker.c): valgrind needs system calls that a
# filter forbids, and may not lower its own limits.
export ACCORD_UNFILTERED=1 ACCORD_UNLIMITED=1
exec valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect \
    --errors-for-leak-kinds=definite,indirect --log-file=valgrind.%p "$PROGRAM_UNDER_VALGRIND" "$@"
