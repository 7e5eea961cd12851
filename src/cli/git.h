/* Asking git, as a program of its own and without a shell. */
#ifndef ACCORD_CLI_GIT_H
#define ACCORD_CLI_GIT_H

#include "accord/status.h"
#include "base/text.h"

#include <stdbool.h>

enum { ACCORD_GIT_SAID_MAX = 512, ACCORD_GIT_ID_MAX = 65 };

/* Runs `git -C FOLDER ARGUMENT...`; the arguments end with NULL. What it writes is appended to `out`. *good: it ended
 * well; else `said` is the first line of its complaint. ACCORD_BAD_USAGE where git cannot be run. Neither variables of
 * a hook (GIT_DIR and the like) nor programs that the repository names have a say. */
enum accord_status accord_git_ask(const char *folder, const char *const *arguments, struct accord_text *out, bool *good,
                                  char said[ACCORD_GIT_SAID_MAX], struct accord_error *err) ACCORD_MUST_CHECK;

/* Objects of a repository, one after the other, from one process. */
struct accord_git_objects;
enum accord_status accord_git_objects_open(const char *folder, struct accord_git_objects **objects,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
/* Appends the bytes of a blob, as it is kept. ACCORD_BAD_USAGE where they are not to be had. */
enum accord_status accord_git_objects_read(struct accord_git_objects *objects, const char *id,
                                           struct accord_text *bytes, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_git_objects_close(struct accord_git_objects *objects); /* NULL is closed */

#endif
