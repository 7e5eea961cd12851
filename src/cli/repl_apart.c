/* A session of `accord repl` in a contained process. */
#define _GNU_SOURCE /* pipe2 */

#include "cli/repl_apart.h"

#include "accord/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/contain.h"
#include "cli/crew.h"
#include "cli/relay.h"
#include "cli/worker.h"
#include "engine/parts.h"
#include "store/dataset.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    HEADER = 5,                                     /* four bytes of length, the lowest first, and what it is */
    LINE_MAX_BYTES = ACCORD_REPL_STATEMENT_MAX + 1, /* a longer one is cut to this: too long all the same */
    LISTEN_MILLISECONDS = 10 * 1000
};

enum { LINE = 'l', FORGET = 'f' };

struct accord_repl_apart {
    struct accord_repl_session *session;
    const struct accord_bounds *bounds;
    struct accord_date as_of;
    struct accord_position *position;
    struct accord_worker worker;
    int lines; /* that the process reads are written here */
};

/* ---- in the process ---- */

/* The process ends where nobody speaks any more. */
static void read_all(char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t got = read(ACCORD_KEPT, bytes, length);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) _exit(ACCORD_WORKER_DONE);
        bytes += got;
        length -= (size_t)got;
    }
}

static void say(struct accord_outbox *outbox, const struct accord_repl_session *session)
{
    accord_outbox_begin(outbox, ACCORD_FRAME_SAID);
    accord_wire_add_bytes(&outbox->text, accord_text_str(&session->shown), session->shown.length);
    accord_wire_add_text(&outbox->text, session->complaint);
    accord_wire_add_number(&outbox->text, session->actor);
    accord_wire_add_number(&outbox->text, session->statement.length > 0);
    accord_wire_add_number(&outbox->text, session->first_line);
    accord_wire_add_number(&outbox->text, session->left);
    accord_outbox_end(outbox);
    accord_outbox_send(outbox);
}

static void take_lines(struct accord_repl_session *session, struct accord_outbox *outbox, char *line,
                       struct accord_error *err)
{
    for (;;) {
        char header[HEADER];
        size_t length = 0;
        read_all(header, HEADER);
        for (size_t i = 0; i + 1 < HEADER; i++)
            length |= (size_t)(unsigned char)header[i] << 8 * i;
        if (header[HEADER - 1] == FORGET) {
            accord_repl_session_forget(session);
            continue;
        }
        if (length > LINE_MAX_BYTES) _exit(ACCORD_WORKER_TOO_MUCH);
        read_all(line, length);
        line[length] = '\0';
        enum accord_status status = accord_repl_session_take(session, line, length, err);
        if (status == ACCORD_NO_MEMORY || session->shown.failed) _exit(ACCORD_WORKER_TOO_MUCH);
        if (status != ACCORD_OK) accord_worker_fail(outbox, status, err);
        say(outbox, session);
    }
}

static enum accord_status prepare(struct accord_repl_apart *apart, struct accord_part *part, struct accord_error *err)
{
    struct accord_repl_session *session = apart->session;
    struct accord_problems *problems = NULL;
    const struct accord_limits *limits = &apart->bounds->limits;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_reader_open(accord_dataset_store(session->dataset), &part->reader, err);
    if (status != ACCORD_OK) return status;
    if (!accord_contain_listening(accord_crew_memory(limits))) _exit(ACCORD_WORKER_NOT_CONTAINED);
    status = accord_packs_load(session->packs, limits, problems, err);
    return status == ACCORD_OK ? accord_repl_session_open(session, apart->as_of, part, err) : status;
}

static void work(void *host)
{
    struct accord_repl_apart *apart = host;
    struct accord_part part = {.position = apart->position};
    struct accord_outbox outbox = {.start = 0};
    struct accord_error err = {0};
    char *line = accord_alloc(LINE_MAX_BYTES + 1);
    enum accord_status status = line ? prepare(apart, &part, &err) : accord_error_memory(&err);
    if (status != ACCORD_OK) accord_worker_fail(&outbox, status, &err);
    apart->position->stage = ACCORD_STAGE_PAIR;
    say(&outbox, apart->session);
    take_lines(apart->session, &outbox, line, &err);
}

/* ---- in the program ---- */

static void end(struct accord_repl_apart *apart)
{
    accord_worker_end(&apart->worker);
    if (apart->lines >= 0) (void)close(apart->lines);
    apart->lines = -1;
}

static enum accord_status start(struct accord_repl_apart *apart, struct accord_error *err)
{
    int ends[2];
    const struct accord_packs *packs = apart->session->packs;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return accord_error_set(err, ACCORD_NO_MEMORY, "a worker process cannot be started: %s", strerror(errno));
    const struct accord_work orders = {.function = work,
                                       .host = apart,
                                       .kept = ends[0],
                                       .position = apart->position,
                                       .patience = {.seconds = apart->bounds->seconds,
                                                    .loading_seconds = accord_loading_seconds(packs),
                                                    .moves = accord_packs_rule_count(packs)}};
    enum accord_status status = accord_worker_start(&apart->worker, &orders, err);
    (void)close(ends[0]);
    (void)fcntl(ends[1], F_SETFL, O_NONBLOCK);
    apart->lines = ends[1];
    return status;
}

/* False: it does not listen, or is there no more. */
static bool send_all(const struct accord_repl_apart *apart, const char *bytes, size_t length)
{
    struct pollfd ready = {.fd = apart->lines, .events = POLLOUT};
    while (length > 0) {
        ssize_t written = write(apart->lines, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && (errno != EAGAIN || poll(&ready, 1, LISTEN_MILLISECONDS) == 0)) return false;
        if (written < 0) continue;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool tell(const struct accord_repl_apart *apart, char what, const char *bytes, size_t length)
{
    char header[HEADER];
    for (size_t i = 0; i + 1 < HEADER; i++)
        header[i] = (char)(unsigned char)(length >> 8 * i);
    header[HEADER - 1] = what;
    return send_all(apart, header, HEADER) && send_all(apart, bytes, length);
}

/* How the session stands. False where that cannot be. */
static bool take_answer(struct accord_repl_session *session, const struct accord_frame *frame)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    size_t length = 0;
    const char *shown = accord_wire_take_bytes(&wire, &length);
    const char *complaint = accord_wire_take_name(&wire);
    size_t actor = accord_wire_take_below(&wire, accord_dataset_actor_count(session->dataset));
    bool more = accord_wire_take_bool(&wire);
    size_t first_line = accord_wire_take_below(&wire, session->line + 1);
    bool left = accord_wire_take_bool(&wire);
    if (frame->kind != ACCORD_FRAME_SAID || !accord_wire_done(&wire) || !shown ||
        !accord_relay_is_fit(shown, length, session->page.color))
        return false;
    accord_text_reset(&session->shown);
    accord_text_add(&session->shown, shown, length);
    (void)snprintf(session->complaint, sizeof session->complaint, "%s", complaint);
    session->actor = actor;
    session->first_line = first_line;
    session->left = left;
    accord_text_reset(&session->statement);
    if (more) accord_text_add_char(&session->statement, ' '); /* what it is only the process knows */
    return true;
}

static enum accord_status receive(struct accord_repl_apart *apart, char why[ACCORD_WORKER_TEXT_MAX], bool *stopped,
                                  struct accord_error *err)
{
    struct accord_frame frame;
    *stopped = accord_worker_receive(&apart->worker, &frame, why) == ACCORD_RECEIVED_END;
    if (!*stopped && frame.kind == ACCORD_FRAME_FAILED) return accord_worker_take_failed(&frame, err);
    if (!*stopped && !take_answer(apart->session, &frame)) {
        (void)snprintf(why, ACCORD_WORKER_TEXT_MAX, "%s", accord_worker_garbled);
        *stopped = true;
    }
    return ACCORD_OK;
}

/* Starts the process and hears whether its session stands. */
static enum accord_status start_session(struct accord_repl_apart *apart, struct accord_error *err)
{
    char why[ACCORD_WORKER_TEXT_MAX];
    bool stopped = false;
    enum accord_status status = start(apart, err);
    if (status == ACCORD_OK) status = receive(apart, why, &stopped, err);
    if (stopped) status = accord_error_set(err, ACCORD_RULE_FAILED, "the session cannot begin: %s", why);
    return status;
}

enum accord_status accord_repl_apart_open(struct accord_repl_session *session, const struct accord_bounds *bounds,
                                          struct accord_date as_of, struct accord_repl_apart **apart,
                                          struct accord_error *err)
{
    struct accord_repl_apart *made = accord_alloc_zero(1, sizeof *made);
    *apart = NULL;
    if (!made) return accord_error_memory(err);
    *made = (struct accord_repl_apart){session, bounds, as_of, accord_position_new(1), {.process = 0}, -1};
    enum accord_status status = made->position ? start_session(made, err) : accord_error_memory(err);
    if (status == ACCORD_OK)
        *apart = made;
    else
        accord_repl_apart_close(made);
    return status;
}

void accord_repl_apart_close(struct accord_repl_apart *apart)
{
    if (!apart) return;
    end(apart);
    accord_position_free(apart->position, 1);
    accord_free(apart);
}

enum accord_status accord_repl_apart_take(struct accord_repl_apart *apart, const char *line, size_t length,
                                          bool *stopped, struct accord_error *err)
{
    struct accord_repl_session *session = apart->session;
    char why[ACCORD_WORKER_TEXT_MAX] = "its process does not listen";
    bool ended = false;
    enum accord_status status = ACCORD_OK;
    if (session->statement.length == 0) session->first_line = session->line + 1;
    session->line++;
    session->complaint[0] = '\0';
    bool sent = tell(apart, LINE, line, length < LINE_MAX_BYTES ? length : LINE_MAX_BYTES);
    if (sent || apart->worker.process > 0) status = receive(apart, why, &ended, err);
    if (status != ACCORD_OK || !ended) return status;
    end(apart);
    accord_text_reset(&session->statement);
    *stopped = true;
    status = start_session(apart, err);
    (void)snprintf(session->complaint, sizeof session->complaint,
                   "the line was stopped: %s; names that were assigned are gone", why);
    return status;
}

void accord_repl_apart_forget(struct accord_repl_apart *apart)
{
    (void)tell(apart, FORGET, "", 0);
}
