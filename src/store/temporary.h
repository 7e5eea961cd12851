/* The private folder in which a store lives, and its removal, from a signal handler too. */
#ifndef ACCORD_STORE_TEMPORARY_H
#define ACCORD_STORE_TEMPORARY_H

#include "accord/status.h"

enum {
    ACCORD_TEMPORARY_MAX = 64,      /* folders at the same time in one process */
    ACCORD_TEMPORARY_PATH_MAX = 448 /* bytes of a folder's path; SQLite takes 512 for a file */
};

struct accord_temporary;

/* A new folder under `folder` that only this user can enter. It is on the list of accord_temporary_remove_all from
 * before it exists until it is removed. ACCORD_NOT_WRITTEN with the path and the reason when it cannot be made. */
enum accord_status accord_temporary_new(const char *folder, struct accord_temporary **temporary,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* Removes the folder with what this module names in it; in a forked child it does nothing. NULL is accepted. */
void accord_temporary_remove(struct accord_temporary *temporary);

/* Async-signal-safe: removes every folder that this process made. They stay listed. */
void accord_temporary_remove_all(void);

/* Where the store's one file is; borrowed. Writes at most ACCORD_TEMPORARY_FILE_MAX bytes to `path`. */
enum { ACCORD_TEMPORARY_FILE_MAX = ACCORD_TEMPORARY_PATH_MAX + 16 };
void accord_temporary_file(const struct accord_temporary *temporary, char *path);

/* A file without a name in the folder (NULL: there is none, which fails), gone when the descriptor is closed, which is
 * the caller's. */
enum accord_status accord_temporary_scratch(const struct accord_temporary *temporary, int *descriptor,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

#endif
