/* Explaining a rule: runs it for one actor and passes on what is seen, with loops kept short. */
#include "workshop/explain_parts.h"

#include "base/error.h"
#include "base/memory.h"
#include "engine/parts.h"
#include "report/comments.h"

#include <string.h>

enum {
    RUNS_SHOWN = 3,    /* of one line */
    EVENTS_SHOWN = 12, /* in one run of a line */
    SCRATCH_MAX = 1024 * 1024
};

const struct accord_explain_format *const accord_explain_formats[ACCORD_EXPLAIN_FORMATS] = {&accord_explain_text,
                                                                                            &accord_explain_json};

const char *accord_explain_format_name(const struct accord_explain_format *format)
{
    return format->name;
}

/* ---- words ---- */

const char *accord_explain_completeness(const struct accord_question_event *question)
{
    if (question->complete) return "the record is declared complete for this";
    if (question->declaration_count == 0) return "the table is not declared complete for anything";
    if (question->ever) return "not declared complete for this: without a window it is about all time";
    return "not declared complete for this";
}

const char *accord_explain_reach(enum accord_reach reach)
{
    static const char *const names[] = {
        [ACCORD_REACH_COVERS] = "covers it",
        [ACCORD_REACH_OTHER_ROWS] = "is about other rows",
        [ACCORD_REACH_OTHER_DAYS] = "does not cover all the days",
    };
    return names[reach];
}

const char *accord_explain_asked(enum accord_asked_for asked)
{
    static const char *const names[] = {
        [ACCORD_ASKED_FOR_VALID] = "valid on the day",
        [ACCORD_ASKED_FOR_HISTORY] = "ended or not",
        [ACCORD_ASKED_FOR_POSSIBLE] = "possibly, and not surely",
        [ACCORD_ASKED_FOR_ABSENCE] = "is there any",
        [ACCORD_ASKED_FOR_CLAIMS] = "every claim",
        [ACCORD_ASKED_FOR_COUNT] = "of other actors",
    };
    return names[asked];
}

const char *accord_explain_truth(enum accord_truth truth)
{
    static const char *const names[] = {[ACCORD_NO] = "no", [ACCORD_YES] = "yes", [ACCORD_UNDECIDED] = "left open"};
    return names[truth];
}

/* ---- what is shown of a loop ---- */

static struct accord_explain_visits *visits_of(struct accord_explanation *explanation, int file, unsigned line)
{
    struct accord_file_facts facts;
    accord_packs_file(explanation->request->packs, (size_t)file, &facts);
    struct accord_explain_visits **visits = &explanation->visits[file];
    /* A file has no more lines than bytes, and one. */
    if (*visits == NULL) *visits = accord_alloc_zero(facts.length + 2, sizeof **visits);
    return *visits == NULL || line > facts.length + 1 ? NULL : &(*visits)[line];
}

static void tell_left_out(struct accord_explanation *explanation)
{
    if (explanation->left_out + explanation->events_left_out > 0) explanation->request->format->left_out(explanation);
    explanation->left_out = explanation->events_left_out = 0;
}

static void note_left_out(struct accord_explanation *explanation, unsigned line)
{
    if (explanation->left_out++ == 0) explanation->first_left_out = explanation->last_left_out = line;
    if (line < explanation->first_left_out) explanation->first_left_out = line;
    if (line > explanation->last_left_out) explanation->last_left_out = line;
}

/* The text of a line, without its end. */
static const char *source_of(const struct accord_explanation *explanation, int file, unsigned line, size_t *length)
{
    struct accord_file_facts facts;
    accord_packs_file(explanation->request->packs, (size_t)file, &facts);
    const char *at = facts.source, *end = facts.source + facts.length;
    for (unsigned i = 1; i < line && at < end; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline == NULL ? end : newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *length = (size_t)((newline == NULL ? end : newline) - at);
    while (*length > 0 && (at[*length - 1] == '\r' || at[*length - 1] == ' '))
        --*length;
    return at;
}

static void go_to(struct accord_explanation *explanation, int file, unsigned line, bool again)
{
    bool there = explanation->file == file && explanation->line == line;
    if (there && !again) return;
    tell_left_out(explanation);
    explanation->happened = 0;
    explanation->file = file;
    explanation->line = line;
    if (file == ACCORD_NO_FILE || there) return;
    size_t length;
    const char *source = source_of(explanation, file, line, &length);
    explanation->request->format->line(explanation, source, length);
    explanation->shown_file = file;
}

static bool watch_line(struct accord_explanation *explanation, const struct accord_event *event)
{
    struct accord_explain_visits *visits;
    if (event->file == ACCORD_NO_FILE) return true;
    visits = visits_of(explanation, event->file, event->line);
    if (visits == NULL) return false;
    if (++visits->runs > RUNS_SHOWN && !explanation->request->all)
        note_left_out(explanation, event->line);
    else
        go_to(explanation, event->file, event->line, true);
    return true;
}

/* The outcome of a loop is told though its later rounds are not. */
static bool is_shown(const struct accord_explanation *explanation, struct accord_explain_visits *visits,
                     const struct accord_event *event)
{
    if (explanation->request->all || visits == NULL || visits->runs <= RUNS_SHOWN) return true;
    return event->kind == ACCORD_EVENT_OUTCOME && visits->outcomes++ < RUNS_SHOWN;
}

static bool watch_event(struct accord_explanation *explanation, const struct accord_event *event)
{
    struct accord_error err = {0};
    struct accord_explain_visits *visits = NULL;
    if (event->file != ACCORD_NO_FILE) {
        visits = visits_of(explanation, event->file, event->line);
        if (visits == NULL) return false;
    }
    if (!is_shown(explanation, visits, event)) return true;
    go_to(explanation, event->file, event->line, false);
    bool counts = event->kind != ACCORD_EVENT_OUTCOME && event->kind != ACCORD_EVENT_VERDICT;
    if (counts && explanation->happened++ >= EVENTS_SHOWN && !explanation->request->all) {
        explanation->events_left_out++;
        return true;
    }
    tell_left_out(explanation);
    return explanation->request->format->event(explanation, event, &err) == ACCORD_OK;
}

static void watch_gate(struct accord_explanation *explanation, const struct accord_event *event)
{
    tell_left_out(explanation);
    explanation->request->format->decided(explanation, &event->as.gate);
    explanation->file = explanation->shown_file = ACCORD_NO_FILE;
    explanation->line = 0;
    explanation->happened = 0;
    enum accord_gate gate = event->as.gate.gate;
    explanation->watching = event->as.gate.passed && gate != ACCORD_GATE_COLLECT;
    if (!explanation->watching) return;
    bool collects = gate == ACCORD_GATE_APPLIES && explanation->rule.over != NULL;
    explanation->request->format->gate(explanation, collects ? ACCORD_GATE_COLLECT : (enum accord_gate)(gate + 1));
}

static void watch_pair(struct accord_explanation *explanation, const struct accord_event *event)
{
    const struct accord_explain_request *request = explanation->request;
    explanation->watching = event->rule == request->rule && strcmp(event->actor_id, request->actor) == 0;
    if (!explanation->watching) return;
    explanation->explained.seen = true;
    request->format->gate(explanation, event->actor == SIZE_MAX ? ACCORD_GATE_CONCLUDE : ACCORD_GATE_EFFECT);
}

static bool watch(void *host, const struct accord_event *event)
{
    struct accord_explanation *explanation = host;
    bool good = true;
    if (event->kind == ACCORD_EVENT_PAIR) {
        watch_pair(explanation, event);
    } else if (!explanation->watching) {
        return true;
    } else if (event->kind == ACCORD_EVENT_LINE) {
        good = watch_line(explanation, event);
    } else if (event->kind == ACCORD_EVENT_GATE) {
        watch_gate(explanation, event);
    } else {
        good = watch_event(explanation, event);
    }
    return good;
}

/* ---- the run ---- */

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_explanation *explanation = host;
    const struct accord_explain_request *request = explanation->request;
    if (strcmp(verdict->actor_id, request->actor) != 0) return ACCORD_OK;
    explanation->explained.judged = true;
    explanation->explained.verdict = verdict->verdict;
    size_t count = accord_result_count(verdict);
    struct accord_result *results = accord_alloc_zero(count, sizeof *results);
    if (results == NULL) return accord_error_memory(err);
    if (request->comments) accord_comments_look(request->comments, verdict);
    for (size_t i = 0; i < count; i++) {
        results[i] = accord_result_of(verdict, i);
        accord_result_take_comments(&results[i], request->comments, request->packs);
    }
    enum accord_status status = request->format->verdict(explanation, verdict, results, err);
    accord_free(results);
    return status;
}

static enum accord_status run_rule(struct accord_explanation *explanation, struct accord_error *err)
{
    const struct accord_explain_request *request = explanation->request;
    struct accord_run *run = NULL;
    size_t files = accord_packs_file_count(request->packs);
    const struct accord_observer observer = {watch, explanation};
    bool *rules = accord_alloc_zero(accord_packs_rule_count(request->packs) + 1, sizeof *rules);
    size_t actor = 0;
    bool one = explanation->rule.over == NULL && accord_dataset_find_actor(request->dataset, request->actor, &actor);
    explanation->visits = accord_alloc_zero(files + 1, sizeof(*explanation->visits));
    enum accord_status status = rules == NULL || explanation->visits == NULL ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) {
        rules[request->rule] = true;
        struct accord_run_options options = {.as_of = request->as_of,
                                             .rules = rules,
                                             .first_actor = actor,
                                             .actor_count = one ? 1 : SIZE_MAX,
                                             .observer = &observer};
        status = accord_run_new_part(request->packs, request->dataset, &options, request->part, &run, err);
    }
    if (status == ACCORD_OK) {
        request->format->run(explanation);
        status = accord_run_evaluate(run, take_verdict, explanation, err);
    }
    accord_run_free(run);
    for (size_t i = 0; explanation->visits != NULL && i < files; i++)
        accord_free(explanation->visits[i]);
    accord_free(explanation->visits);
    accord_free(rules);
    return status;
}

enum accord_status accord_explain_place(struct accord_explanation *explanation, int table, int64_t row, int column,
                                        const char **file, unsigned *line, unsigned *at, struct accord_error *err)
{
    unsigned row_line;
    *file = NULL;
    *line = *at = 0;
    if (table < 0) return ACCORD_OK;
    return accord_dataset_places(explanation->request->dataset, table, row, &column, 1, file, &row_line, line, at, err);
}

static void begin(struct accord_explanation *explanation, const struct accord_explain_request *request,
                  struct accord_writer *writer, bool has_rule)
{
    enum { DEFAULT_WIDTH = 80 };
    *explanation = (struct accord_explanation){
        .request = request, .writer = writer, .file = ACCORD_NO_FILE, .shown_file = ACCORD_NO_FILE};
    if (has_rule) accord_packs_rule(request->packs, request->rule, &explanation->rule);
    accord_sink_init(&writer->sink);
    accord_text_init(&explanation->scratch, SCRATCH_MAX);
    accord_page_init(&explanation->page, &writer->sink.text, request->width == 0 ? DEFAULT_WIDTH : request->width,
                     request->color);
    request->format->start(explanation, &writer->sink.text);
}

/* Gives what was written to `text`. */
static enum accord_status end(struct accord_explanation *explanation, enum accord_status status,
                              struct accord_text *text, struct accord_error *err)
{
    const struct accord_text *written = &explanation->writer->sink.text;
    if (status == ACCORD_OK) explanation->request->format->finish(explanation);
    if (status == ACCORD_OK && (written->failed || explanation->scratch.failed)) status = accord_error_memory(err);
    if (status == ACCORD_OK) accord_text_add(text, accord_text_str(written), written->length);
    accord_sink_clear(&explanation->writer->sink);
    accord_text_clear(&explanation->scratch);
    accord_page_clear(&explanation->page);
    accord_free(explanation->writer->places.lines);
    accord_free(explanation->writer->places.columns);
    return status;
}

enum accord_status accord_explain_rule(const struct accord_explain_request *request, struct accord_text *text,
                                       struct accord_explained *explained, struct accord_error *err)
{
    struct accord_explanation explanation;
    const struct accord_report_subject subject = {
        .dataset = request->dataset, .packs = request->packs, .as_of = request->as_of};
    struct accord_writer writer = {.subject = &subject};
    enum accord_status status = ACCORD_OK;
    begin(&explanation, request, &writer, true);
    request->format->rule(&explanation);
    if (request->dataset != NULL) status = run_rule(&explanation, err);
    *explained = explanation.explained;
    return end(&explanation, status, text, err);
}

enum accord_status accord_explain_provision(const struct accord_explain_request *request, size_t provision,
                                            struct accord_text *text, struct accord_error *err)
{
    struct accord_explanation explanation;
    struct accord_writer writer = {.subject = NULL};
    begin(&explanation, request, &writer, false);
    request->format->provision(&explanation, provision);
    return end(&explanation, ACCORD_OK, text, err);
}
