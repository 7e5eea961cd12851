/* Giving up what a process that runs rules does not need. Linux; elsewhere only the limits that POSIX has. */
#ifndef ACCORD_CLI_CONTAIN_H
#define ACCORD_CLI_CONTAIN_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_PIPE = 3, /* the descriptor that a contained process writes to */
    ACCORD_KEPT = 4  /* one that it was left to read from */
};

/* First thing in a child: it dies with its parent (false: which has gone already), heeds no signal of a terminal, has
 * /dev/null for its standard streams, and of all other descriptors only `pipe`, as ACCORD_PIPE, and `kept`, as
 * ACCORD_KEPT (-1: none). */
bool accord_contain_begin(int pipe, int kept, int parent);

/* The last thing before rules run. From then on the process opens nothing, starts nothing and gets no rights; where the
 * kernel filters system calls it is killed at any but pread64, brk, mmap (nothing executable), munmap, mremap, write to
 * ACCORD_PIPE, rt_sigreturn and exit_group. `memory`: how much more address space it may take; 0: no limit. */
bool accord_contain(size_t memory);
/* The same of a process that is told more as it goes: it may also `read`, from ACCORD_KEPT alone. */
bool accord_contain_listening(size_t memory);

/* Whether the program was built with such filters, and the kernel has them. */
bool accord_contain_filters(void);

#endif
