/* Where a report's bytes go: a descriptor, or a file that takes its place only when complete. */
#ifndef ACCORD_REPORT_SINK_H
#define ACCORD_REPORT_SINK_H

#include "accord/status.h"
#include "base/text.h"
#include "base/unfinished.h"

#include <signal.h>
#include <stdbool.h>

/* One verdict, finding or evidence row at a time is held before it is written. */
enum { ACCORD_SINK_MAX = 64 * 1024 * 1024, ACCORD_SINK_FULL = 64 * 1024 };

/* Writers append to `text` and never look at a status: the first failure is kept in `error`, and what follows is
 * dropped. */
struct accord_sink {
    struct accord_text text;
    const char *name;                      /* for messages: the path, or "standard output" and the like */
    char *target;                          /* the file to be replaced, links followed; NULL: written directly */
    char *temporary;                       /* beside it */
    struct accord_text place;              /* of a file that is replaced or added to, whatever it was called; or "" */
    volatile sig_atomic_t temporary_there; /* read by a signal handler */
    struct accord_unfinished *unfinished;  /* the same, for a signal handler that knows of no sink */
    int descriptor;
    bool owned;       /* the descriptor */
    bool appends;     /* to a file, once and at the end */
    size_t room;      /* and no more than this */
    bool reader_gone; /* EPIPE */
    struct accord_error error;
};

void accord_sink_init(struct accord_sink *sink);

/* Exactly one of the three; `path` must outlive the sink. */
void accord_sink_open_file(struct accord_sink *sink, const char *path);
void accord_sink_open_descriptor(struct accord_sink *sink, int descriptor);
/* Adds to the file, behind an empty line where it holds something. What it held stays, whatever happens; what would
 * make it longer than `most` bytes is cut at the end of a line, and says so. */
void accord_sink_open_append(struct accord_sink *sink, const char *path, size_t most);

/* Whether both are to be one file, however their paths spell it. */
bool accord_sink_same_file(const struct accord_sink *sink, const struct accord_sink *other);

/* Writes out when enough has gathered. To be called between pieces. A sink that was never opened only gathers. */
void accord_sink_drain(struct accord_sink *sink);

/* Appends and drains: an accord_spool_function whose host is the sink. */
enum accord_status accord_sink_take_piece(void *host, const char *bytes, size_t length,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes the rest and puts the file in its place; the status is that of the whole life. */
enum accord_status accord_sink_finish(struct accord_sink *sink, struct accord_error *err) ACCORD_MUST_CHECK;

/* Releases; an unfinished file is removed. */
void accord_sink_clear(struct accord_sink *sink);

/* Async-signal-safe. */
void accord_sink_remove_temporary(const struct accord_sink *sink);

#endif
