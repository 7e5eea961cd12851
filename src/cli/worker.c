/* A contained child process that hands over frames. */
#define _GNU_SOURCE /* F_SETPIPE_SZ, MAP_ANONYMOUS */

#include "cli/worker.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/contain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    HEADER = 5, /* four bytes of length, the lowest first, and the kind */
    SEND_FROM = 64 * 1024,
    PIPE_SIZE = 1024 * 1024,
    ENDING_MILLISECONDS = 2000,
    READ_SIZE = 64 * 1024,
    AHEAD_MAX = 4 * 1024 * 1024, /* bytes kept of all workers that are not listened to yet */
};

/* ---- in the child ---- */

void accord_outbox_begin(struct accord_outbox *outbox, enum accord_frame_kind kind)
{
    const char header[HEADER] = {0, 0, 0, 0, (char)kind};
    if (outbox->text.max == 0) accord_text_init(&outbox->text, (size_t)ACCORD_FRAME_MAX + SEND_FROM);
    outbox->start = outbox->text.length;
    accord_text_add(&outbox->text, header, HEADER);
}

void accord_outbox_end(struct accord_outbox *outbox)
{
    struct accord_text *text = &outbox->text;
    size_t length = text->length - outbox->start - HEADER;
    if (text->failed || length > ACCORD_FRAME_MAX) _exit(ACCORD_WORKER_TOO_MUCH);
    for (size_t i = 0; i + 1 < HEADER; i++)
        text->bytes[outbox->start + i] = (char)(unsigned char)(length >> 8 * i);
    if (text->length >= SEND_FROM) accord_outbox_send(outbox);
}

void accord_outbox_send(struct accord_outbox *outbox)
{
    const char *from = outbox->text.bytes;
    size_t length = outbox->text.length;
    while (length > 0) {
        ssize_t written = write(ACCORD_PIPE, from, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) _exit(ACCORD_WORKER_DONE);
        from += written;
        length -= (size_t)written;
    }
    accord_text_reset(&outbox->text);
}

void accord_worker_fail(struct accord_outbox *outbox, enum accord_status status, const struct accord_error *err)
{
    accord_text_reset(&outbox->text);
    accord_outbox_begin(outbox, ACCORD_FRAME_FAILED);
    accord_wire_add_number(&outbox->text, status);
    accord_wire_add_text(&outbox->text, err->text);
    accord_outbox_end(outbox);
    accord_outbox_send(outbox);
    _exit(ACCORD_WORKER_DONE);
}

void accord_worker_finish(struct accord_outbox *outbox)
{
    accord_outbox_begin(outbox, ACCORD_FRAME_DONE);
    accord_outbox_end(outbox);
    accord_outbox_send(outbox);
    _exit(ACCORD_WORKER_DONE);
}

/* ---- starting ---- */

struct accord_position *accord_position_new(size_t count)
{
    void *page =
        mmap(NULL, count * sizeof(struct accord_position), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? NULL : page;
}

void accord_position_free(struct accord_position *positions, size_t count)
{
    if (positions) (void)munmap(positions, count * sizeof *positions);
}

static enum accord_status fail(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NO_MEMORY, "a worker process cannot be started: %s", strerror(errno));
}

enum accord_status accord_worker_start(struct accord_worker *worker, const struct accord_work *work,
                                       struct accord_error *err)
{
    int ends[2], parent = (int)getpid();
    *worker = (struct accord_worker){.pipe = -1, .position = work->position};
    accord_watch_begin(&worker->watch, &work->patience);
    if (pipe(ends) != 0) return fail(err);
    *work->position = (struct accord_position){.stage = ACCORD_STAGE_LOADING};
#if defined(F_SETPIPE_SZ)
    (void)fcntl(ends[1], F_SETPIPE_SZ, (int)PIPE_SIZE); /* a smaller one only makes workers wait more */
#endif
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    pid_t process = fork();
    if (process == 0) {
        if (!accord_contain_begin(ends[1], work->kept, parent)) _exit(ACCORD_WORKER_NOT_CONTAINED);
        work->function(work->host);
        _exit(ACCORD_WORKER_DONE);
    }
    int reason = errno;
    (void)close(ends[1]);
    if (process < 0) {
        (void)close(ends[0]);
        errno = reason;
        return fail(err);
    }
    worker->process = process;
    worker->pipe = ends[0];
    return ACCORD_OK;
}

/* ---- ending ---- */

static const char *signal_name(int number)
{
    static const struct {
        int number;
        const char *name;
    } names[] = {{SIGSEGV, "SIGSEGV"}, {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},
                 {SIGILL, "SIGILL"},   {SIGKILL, "SIGKILL"}, {SIGTERM, "SIGTERM"}, {SIGXCPU, "SIGXCPU"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].number == number) return names[i].name;
    return NULL;
}

static void say_end(int state, char why[ACCORD_WORKER_TEXT_MAX])
{
    if (WIFSIGNALED(state) && WTERMSIG(state) == SIGSYS) {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "its process made a system call that it may not make");
    } else if (WIFSIGNALED(state)) {
        const char *name = signal_name(WTERMSIG(state));
        if (name)
            (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "its process was ended by %s", name);
        else
            (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "its process was ended by signal %d", WTERMSIG(state));
    } else if (WEXITSTATUS(state) == ACCORD_WORKER_TOO_MUCH) {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "what it says of one actor takes more than %d MiB or all memory",
                       ACCORD_FRAME_MAX / 1024 / 1024);
    } else if (WEXITSTATUS(state) == ACCORD_WORKER_NOT_CONTAINED) {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "its process could not be contained");
    } else {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "its process ended by itself, with status %d", WEXITSTATUS(state));
    }
}

/* Waits for the process, which has been killed. */
static int reap(struct accord_worker *worker)
{
    int state = 0;
    while (waitpid(worker->process, &state, 0) < 0 && errno == EINTR)
        continue;
    worker->process = 0;
    return state;
}

/* Waits for the process, which has closed its pipe and should be ending. */
static int reap_ending(struct accord_worker *worker)
{
    const struct timespec moment = {.tv_nsec = 1000 * 1000};
    int state = 0;
    for (int i = 0; i < ENDING_MILLISECONDS; i++) {
        if (waitpid(worker->process, &state, WNOHANG) == worker->process) {
            worker->process = 0;
            return state;
        }
        (void)nanosleep(&moment, NULL);
    }
    (void)kill(worker->process, SIGKILL);
    return reap(worker);
}

static void forget(struct accord_worker *worker)
{
    if (worker->pipe >= 0) (void)close(worker->pipe);
    worker->pipe = -1;
    accord_free(worker->bytes);
    worker->bytes = NULL;
    worker->length = worker->capacity = worker->taken = 0;
    worker->ended = false;
}

void accord_worker_end(struct accord_worker *worker)
{
    if (worker->process > 0) {
        (void)kill(worker->process, SIGKILL);
        (void)reap(worker);
        forget(worker);
    }
}

/* ---- listening ---- */

const char accord_worker_garbled[] = "its process said what cannot be read";

enum accord_status accord_worker_take_failed(const struct accord_frame *frame, struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    size_t status = accord_wire_take_below(&wire, ACCORD_STOPPED);
    const char *text = accord_wire_take_name(&wire);
    if (!accord_wire_done(&wire) || status == ACCORD_OK)
        return accord_error_set(err, ACCORD_RULE_FAILED, "a worker process failed and did not say why");
    return accord_error_set(err, (enum accord_status)status, "%s", text);
}

/* For `more` bytes behind what was received. What was taken makes room, but is not moved over every time. */
static bool has_room(struct accord_worker *worker, size_t more)
{
    size_t left = worker->length - worker->taken;
    if (worker->capacity - worker->length >= more) return true;
    if (worker->taken > 0) memmove(worker->bytes, worker->bytes + worker->taken, left);
    worker->length = left;
    worker->taken = 0;
    if (worker->capacity - left >= more && worker->capacity >= 2 * left) return true;
    size_t capacity = 2 * left > left + more ? 2 * left : left + more;
    char *bytes = accord_realloc(worker->bytes, capacity, 1);
    if (!bytes) return false;
    worker->bytes = bytes;
    worker->capacity = capacity;
    return true;
}

enum reading { READING_BYTES, READING_END, READING_STOPPED, READING_NO_MEMORY };

/* What is there, which may be nothing. */
static enum reading read_some(struct accord_worker *worker, size_t most)
{
    if (!has_room(worker, most)) return READING_NO_MEMORY;
    ssize_t got = read(worker->pipe, worker->bytes + worker->length, worker->capacity - worker->length);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return READING_BYTES;
    if (got <= 0) return READING_END;
    worker->length += (size_t)got;
    worker->since += (size_t)got;
    return READING_BYTES;
}

static int64_t milliseconds(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Those with something to say, the one that is listened to first. The others are not read beyond their share, nor once
 * they have ended: whoever listens to them then will see. */
static int wait_for(struct accord_worker *worker, const struct accord_crowd *crowd)
{
    size_t count = 1;
    crowd->ready[0] = (struct pollfd){.fd = worker->pipe, .events = POLLIN};
    for (size_t i = 0; i < crowd->count; i++) {
        struct accord_worker *other = &crowd->workers[i];
        bool listens = other != worker && !other->ended && other->length - other->taken < AHEAD_MAX / crowd->count;
        crowd->ready[count++] = (struct pollfd){.fd = listens ? other->pipe : -1, .events = POLLIN};
    }
    return poll(crowd->ready, (nfds_t)count, worker->in_sight ? 0 : ACCORD_LOOK_MILLISECONDS);
}

/* Failures are seen by whoever listens to them. */
static void read_others(const struct accord_crowd *crowd)
{
    for (size_t i = 0; i < crowd->count; i++)
        if (crowd->ready[1 + i].revents != 0)
            crowd->workers[i].ended = read_some(&crowd->workers[i], READ_SIZE) != READING_BYTES;
}

/* Where the time for it has come. From here to its next frame it is to hand over what is finished. */
static void see(struct accord_worker *worker)
{
    int64_t now = milliseconds();
    if (worker->in_sight || now - worker->sighted < ACCORD_LOOK_MILLISECONDS) return;
    worker->position->awaited = true;
    worker->sight = accord_watch_see(worker->process, worker->position);
    worker->in_sight = true;
    worker->sighted = now;
    worker->since = 0;
}

/* By what was seen before all was read that had been sent: it may have sent a frame just then. */
static enum accord_conduct judge(struct accord_worker *worker)
{
    worker->in_sight = false;
    return accord_watch_look(&worker->watch, &worker->sight);
}

/* While it is silent, others are read, so that they need not wait for us. */
static enum reading read_more(struct accord_worker *worker, const struct accord_crowd *crowd, size_t most,
                              enum accord_conduct *conduct)
{
    for (;;) {
        bool all_read = worker->in_sight && worker->since >= PIPE_SIZE; /* more was sent after the sight */
        see(worker);
        int count = wait_for(worker, crowd);
        bool unread = count > 0 && crowd->ready[0].revents != 0;
        *conduct = all_read || (worker->in_sight && !unread) ? judge(worker) : ACCORD_CONDUCT_WELL;
        if (*conduct != ACCORD_CONDUCT_WELL) return READING_STOPPED;
        if (unread) return read_some(worker, most);
        if (count > 0) read_others(crowd);
    }
}

static size_t frame_length(const char *header)
{
    size_t length = 0;
    for (size_t i = 0; i + 1 < HEADER; i++)
        length |= (size_t)(unsigned char)header[i] << 8 * i;
    return length;
}

/* The frame that stands first among what was received. */
static bool take_frame(struct accord_worker *worker, size_t length, struct accord_frame *frame)
{
    const char *at = worker->bytes + worker->taken;
    if (worker->length - worker->taken < HEADER + length) return false;
    frame->kind = (enum accord_frame_kind)(unsigned char)at[HEADER - 1];
    frame->bytes = at + HEADER;
    frame->length = length;
    worker->taken += HEADER + length;
    accord_watch_frame(&worker->watch);
    worker->in_sight = worker->position->awaited = false;
    return true;
}

/* One that did not get on is to blame for where it was seen, wherever it has gone since. */
static void stop_watched(struct accord_worker *worker, enum accord_conduct conduct, char why[ACCORD_WORKER_TEXT_MAX])
{
    const struct accord_pair *at = &worker->watch.at;
    accord_watch_say(&worker->watch, conduct, why, ACCORD_WORKER_TEXT_MAX);
    accord_worker_end(worker);
    worker->position->stage = (uint32_t)at->stage;
    worker->position->rule = (uint32_t)at->rule;
    worker->position->actor = at->actor;
}

/* The end of all frames, for a reason that `why` tells. */
static void stop(struct accord_worker *worker, enum reading reading, enum accord_conduct conduct,
                 char why[ACCORD_WORKER_TEXT_MAX])
{
    if (reading == READING_END) {
        say_end(reap_ending(worker), why);
        forget(worker);
    } else if (reading == READING_STOPPED) {
        stop_watched(worker, conduct, why);
    } else {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "what its process says takes all memory");
        accord_worker_end(worker);
    }
}

enum accord_received accord_worker_receive_among(struct accord_worker *worker, const struct accord_crowd *crowd,
                                                 struct accord_frame *frame, char why[ACCORD_WORKER_TEXT_MAX])
{
    for (;;) {
        size_t there = worker->length - worker->taken, length = 0;
        if (there >= HEADER) {
            const char *header = worker->bytes + worker->taken;
            length = frame_length(header);
            if (length > ACCORD_FRAME_MAX || (unsigned char)header[HEADER - 1] >= ACCORD_FRAME_KINDS) {
                (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "%s", accord_worker_garbled);
                accord_worker_end(worker);
                return ACCORD_RECEIVED_END;
            }
            if (take_frame(worker, length, frame)) return ACCORD_RECEIVED_FRAME;
        }
        size_t lacking = HEADER + length - there;
        enum accord_conduct conduct;
        enum reading reading = read_more(worker, crowd, lacking > READ_SIZE ? lacking : READ_SIZE, &conduct);
        if (reading == READING_BYTES) continue;
        stop(worker, reading, conduct, why);
        return ACCORD_RECEIVED_END;
    }
}

enum accord_received accord_worker_receive(struct accord_worker *worker, struct accord_frame *frame,
                                           char why[ACCORD_WORKER_TEXT_MAX])
{
    struct pollfd ready;
    const struct accord_crowd alone = {.ready = &ready};
    return accord_worker_receive_among(worker, &alone, frame, why);
}
