/* Whether a process that is waited for gets on.
 *
 * A rule may have taken the process over: then it writes what it likes into the memory that it shares with us, and into
 * its pipe. What it cannot make up is its processor time, whether it sleeps, and which of its frames are whole. So,
 * from one frame to the next:
 *
 * - It has `seconds` of processor time at one place: a pair, or a file. It is at another one where the counter of moves
 *   has grown and the place is not the last one. Counting alone buys no time, and going in circles without it none.
 * - The counter grows by no more than `moves`, which is as much as honest work ever makes it grow between two frames.
 *   Whatever is written, the processor time is at most `seconds` for each of these and one more.
 * - It may be found asleep for ten times as long. One that waits for nothing but a processor is not asleep: on a busy
 *   machine it may wait for ever, and be as slow by the clock as it likes.
 *
 * Bytes that make no whole frame are no sign that it gets on. How many frames there may be, whoever takes them knows.
 */
#ifndef ACCORD_CLI_WATCH_H
#define ACCORD_CLI_WATCH_H

#include "engine/parts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    ACCORD_LOOK_MILLISECONDS = 20, /* from look to look, by our own waiting: none while we are stopped by Ctrl-Z */
    ACCORD_ASLEEP_FACTOR = 10
};

/* What a process may do before its next frame. */
struct accord_patience {
    unsigned seconds;         /* of processor time at one place */
    unsigned loading_seconds; /* besides, while it loads */
    uint64_t moves;           /* of its counter */
};

enum accord_activity {
    ACCORD_ACTIVITY_RUNS,    /* or would, if there were a processor free, or its disk had answered */
    ACCORD_ACTIVITY_SLEEPS,  /* or was stopped */
    ACCORD_ACTIVITY_UNKNOWN, /* the system does not tell */
};

/* What is seen of it in one look. */
struct accord_sight {
    uint64_t moves;
    struct accord_pair place;
    int64_t processor; /* nanoseconds of its time; -1: the system does not tell */
    enum accord_activity activity;
};

struct accord_watch {
    struct accord_patience patience;
    bool fresh;               /* a frame came since the last look */
    bool loading;             /* has not been seen past it */
    uint64_t from;            /* moves, at the frame */
    struct accord_sight seen; /* where it got on last */
    unsigned asleep;          /* looks since then */
    struct accord_pair at;    /* as last seen: what is to blame where it does not stand well */
};

enum accord_conduct {
    ACCORD_CONDUCT_WELL,
    ACCORD_CONDUCT_SPENT, /* too much processor time at one place */
    ACCORD_CONDUCT_SLEPT,
    ACCORD_CONDUCT_MADE_UP /* more moves than there can be */
};

void accord_watch_begin(struct accord_watch *watch, const struct accord_patience *patience);
/* A whole frame was taken. */
void accord_watch_frame(struct accord_watch *watch);
/* One look, while its next frame is waited for. All that was sent before the sight has been read by now, and is no
 * whole frame. */
enum accord_conduct accord_watch_look(struct accord_watch *watch, const struct accord_sight *sight);
/* What is said of one that does not ("it stood still for 20 seconds"). */
void accord_watch_say(const struct accord_watch *watch, enum accord_conduct conduct, char *why, size_t room);

/* `position` is what it shares. */
struct accord_sight accord_watch_see(pid_t process, const struct accord_position *position);

#endif
