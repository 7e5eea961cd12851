/* A contained child process that hands over frames: started, listened to, watched, ended. */
#ifndef ACCORD_CLI_WORKER_H
#define ACCORD_CLI_WORKER_H

#include "accord/status.h"
#include "base/text.h"
#include "cli/watch.h"
#include "engine/parts.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    ACCORD_FRAME_MAX = 256 * 1024 * 1024, /* bytes of one frame: what is said of one actor */
    ACCORD_WORKER_TEXT_MAX = 256
};

enum accord_frame_kind {
    ACCORD_FRAME_PACKS,   /* of a loader: problems, then facts where there are none */
    ACCORD_FRAME_PROFILE, /* of a loader: problems, then a plain value where there are none */
    ACCORD_FRAME_ACTOR,   /* everything that is said of one actor */
    ACCORD_FRAME_VERDICT, /* of an aggregate */
    ACCORD_FRAME_SAID,    /* of a process that does a command's work: what they agree on */
    ACCORD_FRAME_FAILED,  /* the host's failure: a status and a message; the last frame */
    ACCORD_FRAME_DONE,    /* the last frame */
    ACCORD_FRAME_KINDS
};

/* ---- in the child ---- */

/* Frames on their way out. */
struct accord_outbox {
    struct accord_text text;
    size_t start; /* of the frame that is being made */
};

/* Exit codes of a child that cannot say what happened to it. */
enum accord_worker_exit { ACCORD_WORKER_DONE = 0, ACCORD_WORKER_NOT_CONTAINED = 64, ACCORD_WORKER_TOO_MUCH = 65 };

void accord_outbox_begin(struct accord_outbox *outbox, enum accord_frame_kind kind);
/* Ends the process where the frame is too much. */
void accord_outbox_end(struct accord_outbox *outbox);
/* Writes what has gathered; ends the process when nobody listens any more. */
void accord_outbox_send(struct accord_outbox *outbox);
/* The last two things that a child does. */
_Noreturn void accord_worker_fail(struct accord_outbox *outbox, enum accord_status status,
                                  const struct accord_error *err);
_Noreturn void accord_worker_finish(struct accord_outbox *outbox);

/* ---- in the parent ---- */

struct accord_worker {
    pid_t process; /* 0: none */
    int pipe;
    struct accord_position *position;
    struct accord_watch watch;
    struct accord_sight sight;
    bool in_sight;   /* it is not judged by that yet */
    size_t since;    /* bytes that were read since then */
    int64_t sighted; /* when, in milliseconds */
    char *bytes;     /* received and not yet taken */
    size_t length;
    size_t capacity;
    size_t taken;
    bool ended; /* while nobody listened: there is nothing more to read */
};

/* Workers that are listened to in turn. While one is silent what the others say is kept, so that they go on. */
struct accord_crowd {
    struct accord_worker *workers;
    size_t count;
    struct pollfd *ready; /* room for one more than there are workers */
};

struct accord_frame {
    enum accord_frame_kind kind;
    const char *bytes; /* until the next receive */
    size_t length;
};

/* What a worker is to do. */
struct accord_work {
    void (*function)(void *host); /* in the child: it does not return */
    void *host;
    int kept;                         /* a descriptor for ACCORD_KEPT, or -1 */
    struct accord_position *position; /* shared with the child */
    struct accord_patience patience;
};

/* Forks. */
enum accord_status accord_worker_start(struct accord_worker *worker, const struct accord_work *work,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

enum accord_received { ACCORD_RECEIVED_FRAME, ACCORD_RECEIVED_END };

/* Waits for the next frame. At the end of all frames, on one that is none, or when the worker does not get on
 * (watch.h), it is ended, and `why` says what happened ("its process ..."); the position then says where it was. */
enum accord_received accord_worker_receive(struct accord_worker *worker, struct accord_frame *frame,
                                           char why[ACCORD_WORKER_TEXT_MAX]);
/* The same, for one of a crowd. */
enum accord_received accord_worker_receive_among(struct accord_worker *worker, const struct accord_crowd *crowd,
                                                 struct accord_frame *frame, char why[ACCORD_WORKER_TEXT_MAX]);

/* What a frame of a failure says. */
enum accord_status accord_worker_take_failed(const struct accord_frame *frame,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* What is said of one that says what cannot be read. */
extern const char accord_worker_garbled[];

/* Kills it, if it runs, and forgets it. */
void accord_worker_end(struct accord_worker *worker);

/* A position in memory that children share; NULL when memory is short. */
struct accord_position *accord_position_new(size_t count);
void accord_position_free(struct accord_position *positions, size_t count);

#endif
