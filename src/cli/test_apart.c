/* Running tests in a contained process. */
#include "cli/test_apart.h"

#include "base/error.h"
#include "cli/contain.h"
#include "cli/crew.h"
#include "cli/worker.h"
#include "engine/frame.h"
#include "engine/parts.h"
#include "store/store.h"
#include "workshop/cases.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WHY_ROOM = 2 * ACCORD_WORKER_TEXT_MAX };

/* What a frame of a case is about. The last one is of a whole run: how it ended, and what is wrong with rules. */
enum word { WORD_BEGINS, WORD_CASE, WORD_COVERAGE, WORD_ENDED, WORDS };

/* One run of a process, and what came of those before it. */
struct running {
    const struct accord_test_apart *apart;
    struct accord_position *position;
    struct accord_test_results *results;
    struct accord_worker worker;
    size_t known_problems;
    size_t *left_out; /* cases that took a process down, by number, ascending */
    size_t left_out_count;
    /* what was taken */
    size_t next;     /* case */
    size_t coverage; /* results */
    size_t covered;  /* of this process */
    size_t heard;    /* the case that this process may announce next, at the earliest */
    bool announced;  /* the one before, whose result is to come */
    bool begun;      /* the case at hand is `one` */
    struct accord_test_result one;
    struct accord_arena arena; /* its texts */
    bool finished;
};

/* ---- in the process ---- */

struct telling {
    const struct running *running;
    struct accord_outbox outbox;
    struct accord_test_results results;
    size_t sent;
    size_t number; /* of the case at hand */
    size_t total;
    bool runs;
};

static void begin(struct telling *telling, enum word word)
{
    accord_outbox_begin(&telling->outbox, ACCORD_FRAME_SAID);
    accord_wire_add_number(&telling->outbox.text, word);
}

static void add_result(struct telling *telling, enum word word, const struct accord_test_result *result)
{
    struct accord_text *text = &telling->outbox.text;
    begin(telling, word);
    accord_wire_add_number(text, telling->number);
    accord_wire_add_number(text, telling->total);
    accord_wire_add_number(text, result->kind);
    accord_wire_add_text(text, result->group);
    accord_wire_add_text(text, result->says);
    accord_wire_add_text(text, result->file);
    accord_wire_add_number(text, result->line);
    accord_wire_add_text(text, result->todo);
    accord_wire_add_text(text, result->text == NULL ? "" : result->text);
    accord_outbox_end(&telling->outbox);
}

/* What was added and not yet sent: coverage, but for the last where a case has just ended. */
static void send_results(struct telling *telling, bool of_case)
{
    for (; telling->sent < telling->results.count; telling->sent++) {
        bool last = telling->sent + 1 == telling->results.count;
        add_result(telling, of_case && last ? WORD_CASE : WORD_COVERAGE, &telling->results.items[telling->sent]);
    }
}

static bool begins(void *host, const struct accord_test_result *one, size_t done, size_t total)
{
    struct telling *telling = host;
    const struct running *running = telling->running;
    telling->runs = running->apart->coverage || done >= running->next;
    for (size_t i = 0; i < running->left_out_count; i++)
        telling->runs = telling->runs && running->left_out[i] != done;
    if (!telling->runs) return false;
    telling->number = done;
    telling->total = total;
    running->position->stage = ACCORD_STAGE_PAIR; /* loading is over */
    running->position->moves++;
    add_result(telling, WORD_BEGINS, one);
    accord_outbox_send(&telling->outbox);
    return true;
}

static enum accord_status ended(void *host, struct accord_error *err)
{
    struct telling *telling = host;
    (void)err;
    if (telling->runs) send_results(telling, true);
    return ACCORD_OK;
}

static void work(void *host)
{
    const struct running *running = host;
    const struct accord_test_apart *apart = running->apart;
    struct telling telling = {.running = running};
    const struct accord_test_listener listener = {begins, ended, &telling};
    struct accord_error err = {0};
    enum accord_status status = accord_store_prepare_memory(&err);
    if (status == ACCORD_OK && !accord_contain(accord_crew_memory(&apart->bounds->limits)))
        _exit(ACCORD_WORKER_NOT_CONTAINED);
    if (status == ACCORD_OK) status = accord_test_run(apart->session, &listener, &telling.results, &err);
    if (status == ACCORD_NO_MEMORY) _exit(ACCORD_WORKER_TOO_MUCH);
    if (status != ACCORD_OK && status != ACCORD_BAD_RULES) accord_worker_fail(&telling.outbox, status, &err);
    send_results(&telling, false);
    begin(&telling, WORD_ENDED);
    accord_wire_add_number(&telling.outbox.text, status);
    accord_wire_add_text(&telling.outbox.text, err.text);
    accord_frame_add_problems(&telling.outbox.text, apart->problems);
    accord_outbox_end(&telling.outbox);
    accord_worker_finish(&telling.outbox);
}

/* ---- in the program ---- */

static const char *keep(struct running *running, const char *text, bool *good)
{
    const char *kept = text == NULL ? NULL : accord_arena_copy(&running->arena, text, strlen(text));
    *good = *good && (text == NULL || kept != NULL);
    return kept;
}

/* False where it is garbled. */
static bool take_result(struct accord_wire *wire, struct accord_test_result *result, size_t *number, size_t *total)
{
    *number = (size_t)accord_wire_take_number(wire);
    *total = (size_t)accord_wire_take_number(wire);
    *result = (struct accord_test_result){
        .kind = (enum accord_test_kind)accord_wire_take_below(wire, ACCORD_TEST_KINDS),
        .group = accord_wire_take_name(wire),
        .says = accord_wire_take_name(wire),
        .file = accord_wire_take_name(wire),
        .line = (unsigned)accord_wire_take_below(wire, UINT32_MAX),
        .todo = accord_wire_take_text(wire),
        .text = accord_wire_take_name(wire),
    };
    return accord_wire_done(wire) && (result->kind != ACCORD_TEST_TODO || result->todo != NULL);
}

/* A process announces each case once, in their order, tells what came of it once, and so comes to an end. */
static bool is_in_turn(struct running *running, enum word word, size_t number, size_t total)
{
    const size_t files = accord_test_session_files(running->apart->session);
    if (word == WORD_COVERAGE) return running->covered < files;
    bool good = number < total && total <= files * ACCORD_CASES_MAX;
    if (word == WORD_CASE) return good && running->announced && number + 1 == running->heard;
    good = good && number >= running->heard;
    running->heard = number + 1;
    return good;
}

/* The case that a process is at: it takes the blame. */
static bool note_begun(struct running *running, const struct accord_test_result *result, size_t number)
{
    bool good = true;
    running->begun = number >= running->next;
    if (!running->begun) return true;
    accord_arena_reset(&running->arena);
    running->next = number;
    running->one = *result;
    running->one.group = keep(running, result->group, &good);
    running->one.says = keep(running, result->says, &good);
    running->one.file = keep(running, result->file, &good);
    running->one.todo = keep(running, result->todo, &good);
    return good;
}

static enum accord_status take_ended(struct running *running, struct accord_wire *wire, bool *garbled,
                                     struct accord_error *err)
{
    size_t said = accord_wire_take_below(wire, ACCORD_STOPPED);
    const char *text = accord_wire_take_name(wire);
    *garbled = wire->failed || (said != ACCORD_OK && said != ACCORD_BAD_RULES);
    if (*garbled) return ACCORD_OK;
    enum accord_status status =
        accord_frame_take_problems(wire, running->known_problems, running->apart->problems, err);
    *garbled = status == ACCORD_OK && !accord_wire_done(wire);
    running->finished = true;
    if (status != ACCORD_OK || *garbled || said == ACCORD_OK) return status;
    return accord_error_set(err, ACCORD_BAD_RULES, "%s", text);
}

static enum accord_status take(struct running *running, const struct accord_frame *frame, bool *garbled,
                               struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(frame->bytes, frame->length);
    struct accord_test_result result;
    size_t number, total;
    enum word word = (enum word)accord_wire_take_below(&wire, WORDS);
    *garbled = frame->kind != ACCORD_FRAME_SAID || wire.failed;
    if (*garbled) return ACCORD_OK;
    if (word == WORD_ENDED) return take_ended(running, &wire, garbled, err);
    *garbled = !take_result(&wire, &result, &number, &total) || !is_in_turn(running, word, number, total);
    if (*garbled) return ACCORD_OK;
    running->announced = word == WORD_BEGINS || (running->announced && word == WORD_COVERAGE);
    if (word == WORD_BEGINS) return note_begun(running, &result, number) ? ACCORD_OK : accord_error_memory(err);
    if (word == WORD_COVERAGE && running->covered++ < running->coverage) return ACCORD_OK;
    if (word == WORD_COVERAGE) {
        running->coverage++;
        return accord_test_results_add(running->results, &result, false, err);
    }
    if (!running->begun || number != running->next) return ACCORD_OK; /* it ran again for its coverage */
    running->begun = false;
    running->next++;
    running->apart->tell(running->apart->host, running->next, total);
    return accord_test_results_add(running->results, &result, true, err);
}

static enum accord_status start(struct running *running, struct accord_error *err)
{
    const struct accord_test_apart *apart = running->apart;
    const size_t files = accord_test_session_files(apart->session);
    const struct accord_work orders = {.function = work,
                                       .host = running,
                                       .kept = -1,
                                       .position = running->position,
                                       .patience = {.seconds = apart->bounds->seconds,
                                                    .loading_seconds = accord_files_seconds(files),
                                                    .moves = 1 /* each case is announced by a frame */}};
    running->begun = false;
    running->covered = running->heard = 0;
    running->announced = false;
    accord_worker_end(&running->worker);
    return accord_worker_start(&running->worker, &orders, err);
}

/* The case at hand has failed, and is left out from now on. */
static enum accord_status blame(struct running *running, const char *what, struct accord_error *err)
{
    char text[WHY_ROOM];
    if (!running->begun)
        return accord_error_set(err, running->next == 0 ? ACCORD_BAD_RULES : ACCORD_RULE_FAILED,
                                "the tests cannot be run: %s", what);
    void *grown = accord_realloc(running->left_out, running->left_out_count + 1, sizeof *running->left_out);
    if (grown == NULL) return accord_error_memory(err);
    running->left_out = grown;
    running->left_out[running->left_out_count++] = running->next++;
    (void)snprintf(text, sizeof text, "the rule was stopped: %s\n", what);
    running->one.kind = ACCORD_TEST_FAILED;
    running->one.text = text;
    enum accord_status status = accord_test_results_add(running->results, &running->one, true, err);
    return status == ACCORD_OK ? start(running, err) : status;
}

enum accord_status accord_test_run_apart(const struct accord_test_apart *apart, struct accord_test_results *results,
                                         bool *stopped, struct accord_error *err)
{
    struct running running = {.apart = apart,
                              .position = accord_position_new(1),
                              .results = results,
                              .known_problems = accord_problems_count(apart->problems)};
    accord_arena_init(&running.arena);
    enum accord_status status = running.position ? start(&running, err) : accord_error_memory(err);
    while (status == ACCORD_OK && !running.finished) {
        struct accord_frame frame;
        char why[ACCORD_WORKER_TEXT_MAX];
        bool ended = accord_worker_receive(&running.worker, &frame, why) == ACCORD_RECEIVED_END, garbled = false;
        if (!ended && frame.kind == ACCORD_FRAME_FAILED)
            status = accord_worker_take_failed(&frame, err);
        else if (!ended)
            status = take(&running, &frame, &garbled, err);
        if (status == ACCORD_OK && (ended || garbled))
            status = blame(&running, garbled ? accord_worker_garbled : why, err);
    }
    *stopped = running.left_out_count > 0;
    accord_worker_end(&running.worker);
    accord_position_free(running.position, 1);
    accord_arena_clear(&running.arena);
    accord_free(running.left_out);
    return status;
}
