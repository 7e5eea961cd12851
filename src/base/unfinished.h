/* Files and folders that are being written and are not in their place yet: a signal handler can remove them. */
#ifndef ACCORD_BASE_UNFINISHED_H
#define ACCORD_BASE_UNFINISHED_H

enum { ACCORD_UNFINISHED_MAX = 8 /* at the same time in one process; more are not noted */ };

struct accord_unfinished;

/* Notes a file or a folder that is there. NULL where it cannot be noted: then nothing but its owner removes it. */
struct accord_unfinished *accord_unfinished_note(const char *path);

/* Forgets it: it is finished, or removed. NULL is accepted. */
void accord_unfinished_forget(struct accord_unfinished *unfinished);

/* Async-signal-safe: removes what this process noted (and not its parent), with all files in it and in folders of it.
 * Where the system is not Linux folders stay. */
void accord_unfinished_remove_all(void);

#endif
