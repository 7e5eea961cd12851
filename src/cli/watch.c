/* Whether a process that is waited for gets on. */
#include "cli/watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LOOKS_A_SECOND = 1000 / ACCORD_LOOK_MILLISECONDS };

static const int64_t second = 1000000000;

/* ---- judging ---- */

void accord_watch_begin(struct accord_watch *watch, const struct accord_patience *patience)
{
    *watch = (struct accord_watch){.patience = *patience, .fresh = true, .loading = true};
}

void accord_watch_frame(struct accord_watch *watch)
{
    watch->fresh = true;
}

static bool is_elsewhere(const struct accord_sight *sight, const struct accord_sight *seen)
{
    const struct accord_pair *a = &sight->place, *b = &seen->place;
    return sight->moves > seen->moves && (a->stage != b->stage || a->actor != b->actor || a->rule != b->rule);
}

static unsigned allowed_seconds(const struct accord_watch *watch)
{
    return watch->patience.seconds + (watch->loading ? watch->patience.loading_seconds : 0);
}

enum accord_conduct accord_watch_look(struct accord_watch *watch, const struct accord_sight *sight)
{
    watch->loading = watch->loading && sight->place.stage == ACCORD_STAGE_LOADING;
    watch->at = sight->place;
    if (watch->fresh) watch->from = sight->moves;
    uint64_t moves = sight->moves - watch->from; /* turned back it is far too much */
    if (watch->fresh || (is_elsewhere(sight, &watch->seen) && moves <= watch->patience.moves)) {
        watch->seen = *sight;
        watch->fresh = false;
        watch->asleep = 0;
        return ACCORD_CONDUCT_WELL;
    }
    if (moves > watch->patience.moves) return ACCORD_CONDUCT_MADE_UP;
    bool told = sight->processor >= 0 && watch->seen.processor >= 0;
    if (told && sight->processor - watch->seen.processor > allowed_seconds(watch) * second) return ACCORD_CONDUCT_SPENT;
    watch->asleep += !told || sight->activity != ACCORD_ACTIVITY_RUNS;
    return watch->asleep > allowed_seconds(watch) * LOOKS_A_SECOND * ACCORD_ASLEEP_FACTOR ? ACCORD_CONDUCT_SLEPT
                                                                                          : ACCORD_CONDUCT_WELL;
}

void accord_watch_say(const struct accord_watch *watch, enum accord_conduct conduct, char *why, size_t room)
{
    unsigned seconds = watch->patience.seconds;
    if (conduct == ACCORD_CONDUCT_SPENT)
        (void)snprintf(why, room, "it used more than %u second%s of processor time", seconds, seconds == 1 ? "" : "s");
    else if (conduct == ACCORD_CONDUCT_SLEPT)
        (void)snprintf(why, room, "it stood still for %u seconds", seconds * ACCORD_ASLEEP_FACTOR);
    else
        (void)snprintf(why, room, "its process claims to have done more than it can have");
}

/* ---- seeing ---- */

static int64_t processor_time(pid_t process)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
    return (int64_t)time.tv_sec * second + time.tv_nsec;
}

/* The letter for its state, behind its name in brackets, which may have any letters. One that waits for a disk (D) is
 * not to blame for it. */
static enum accord_activity activity_of(pid_t process)
{
    char path[64], text[512];
    (void)snprintf(path, sizeof path, "/proc/%ld/stat", (long)process);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = descriptor < 0 ? -1 : read(descriptor, text, sizeof text - 1);
    if (descriptor >= 0) (void)close(descriptor);
    text[length > 0 ? length : 0] = '\0';
    const char *name_end = strrchr(text, ')');
    if (!name_end || name_end[1] != ' ' || name_end[2] == '\0') return ACCORD_ACTIVITY_UNKNOWN;
    return strchr("STt", name_end[2]) ? ACCORD_ACTIVITY_SLEEPS : ACCORD_ACTIVITY_RUNS;
}

struct accord_sight accord_watch_see(pid_t process, const struct accord_position *position)
{
    return (struct accord_sight){
        .moves = position->moves,
        .place = {(enum accord_stage)position->stage, (size_t)position->actor, position->rule},
        .processor = processor_time(process),
        .activity = activity_of(process),
    };
}
