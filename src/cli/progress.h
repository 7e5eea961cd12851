/* How far a long run has come, on a terminal. */
#ifndef ACCORD_CLI_PROGRESS_H
#define ACCORD_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct accord_progress {
    bool wanted;
    bool shown;
    const char *unit; /* what is counted: "actors" */
    size_t total;
    int64_t next; /* when to write again, nanoseconds of the monotonic clock */
};

/* Nothing is ever written where it is not wanted, nor in the first second. */
void accord_progress_start(struct accord_progress *progress, bool wanted, size_t total, const char *unit);
void accord_progress_tell(struct accord_progress *progress, size_t done);
/* From now on something else is counted, or (words) nothing can be: the same second counts for both. */
void accord_progress_turn(struct accord_progress *progress, size_t total, const char *unit);
void accord_progress_say(struct accord_progress *progress, const char *words);
void accord_progress_clear(struct accord_progress *progress);

#endif
