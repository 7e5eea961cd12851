/* A report of --format json as a run: read once from its beginning to its end, one verdict at a time. */
#include "diff/report_run.h"

#include "base/error.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

/* ---- verdicts ---- */

static bool find_gate(const char *name, enum accord_gate *gate)
{
    for (int i = ACCORD_GATE_EFFECT; i <= ACCORD_GATE_CONCLUDE; i++) {
        if (strcmp(accord_gate_name((enum accord_gate)i), name) != 0) continue;
        *gate = (enum accord_gate)i;
        return true;
    }
    return false;
}

static bool find_kind(const struct cJSON *object, enum accord_verdict_kind *kind)
{
    const char *name = accord_json_text(accord_json_get(object, "verdict"));
    return name && accord_verdict_find(name, kind);
}

static enum accord_status take_comment(struct accord_diff_run *run, const struct cJSON *value,
                                       struct accord_comment *comment, struct accord_error *err)
{
    static const char what[] = "a comment";
    struct accord_arena *arena = &((struct accord_diff_report_run *)run->state)->arena;
    const char *on = accord_json_text(accord_json_get(value, "on")), *why = NULL;
    size_t line = 0;
    bool failed = false;
    if (!on || !accord_date_parse(on, strlen(on), &comment->on, &why)) return accord_diff_lacks(run, what, "on", err);
    if (!accord_json_count(accord_json_get(value, "line"), &line) || line > UINT_MAX)
        return accord_diff_lacks(run, what, "line", err);
    comment->line = (unsigned)line;
    const struct {
        const char *name;
        const char **text;
        bool needed;
    } members[] = {{"id", &comment->id, true},     {"text", &comment->text, true},
                   {"file", &comment->file, true}, {"by", &comment->by, false},
                   {"url", &comment->url, false},  {"language", &comment->language, false}};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        *members[i].text = accord_diff_copy(arena, accord_json_text(accord_json_get(value, members[i].name)), &failed);
        if (members[i].needed && !failed && !*members[i].text)
            return accord_diff_lacks(run, what, members[i].name, err);
    }
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

/* Member "comments", which is not there where there are none. */
static enum accord_status take_comments(struct accord_diff_run *run, const struct cJSON *list,
                                        struct accord_diff_finding *finding, struct accord_error *err)
{
    struct accord_arena *arena = &((struct accord_diff_report_run *)run->state)->arena;
    enum accord_status status = ACCORD_OK;
    size_t count = list ? accord_json_size(list) : 0;
    if (count == 0) return ACCORD_OK;
    struct accord_comment *comments = accord_arena_zero(arena, count, sizeof *comments);
    if (!comments) return accord_error_memory(err);
    size_t taken = 0;
    for (const struct cJSON *one = accord_json_first(list); one && status == ACCORD_OK;
         one = accord_json_following(one))
        status = take_comment(run, one, &comments[taken++], err);
    finding->comments = comments;
    finding->comment_count = taken;
    return status;
}

/* Of findings only those count that somebody should look at; the evidence of all. */
static enum accord_status take_findings(struct accord_diff_run *run, const struct cJSON *list,
                                        struct accord_arena *arena, struct accord_diff_verdict *verdict,
                                        struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    bool failed = false;
    struct accord_diff_finding *findings = accord_arena_zero(arena, accord_json_size(list) + 1, sizeof *findings);
    if (!findings) return accord_error_memory(err);
    for (const struct cJSON *finding = accord_json_first(list); finding; finding = accord_json_following(finding)) {
        struct accord_diff_finding *taken = &findings[verdict->finding_count];
        const char *fingerprint = accord_json_text(accord_json_get(finding, "fingerprint"));
        const char *message_id = accord_json_text(accord_json_get(finding, "message_id"));
        if (!find_kind(finding, &taken->kind)) return accord_diff_lacks(run, "a finding", "verdict", err);
        if (!fingerprint || !message_id)
            return accord_diff_lacks(run, "a finding", fingerprint ? "message_id" : "fingerprint", err);
        if (report->evidence.count == ACCORD_DIFF_EVIDENCE_LISTS_MAX)
            return accord_diff_refuse(run, "more than 4095 findings of one verdict, expected fewer", err);
        report->evidence.lists[report->evidence.count++] = accord_json_get(finding, "evidence");
        if (!accord_verdict_needs_look(taken->kind)) continue;
        taken->message_id = accord_diff_copy(arena, message_id, &failed);
        taken->message = accord_diff_copy(arena, accord_json_text(accord_json_get(finding, "message")), &failed);
        taken->fingerprint = accord_diff_copy(arena, fingerprint, &failed);
        enum accord_status status = take_comments(run, accord_json_get(finding, "comments"), taken, err);
        if (status != ACCORD_OK) return status;
        verdict->finding_count++;
    }
    verdict->findings = findings;
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

/* Which rule's, and whose, the verdict at hand is. */
struct whose {
    const struct accord_diff_rule *rule;
    const char *actor; /* borrowed from the element */
    bool aggregate;
};

static enum accord_status find_rule_of(struct accord_diff_run *run, const char *id,
                                       const struct accord_diff_rule **rule, struct accord_error *err)
{
    *rule = accord_diff_run_rule(run, id);
    if (*rule) return ACCORD_OK;
    if (run->facts.rules_told)
        return accord_diff_refuse(run, "a verdict of a rule that is not listed in \"rules\", expected one of those",
                                  err);
    if (run->facts.rule_count == ACCORD_DIFF_VERDICTS_MAX)
        return accord_diff_refuse(run, "verdicts of more than 4096 rules, expected fewer", err);
    *rule = accord_diff_add_rule(run, id);
    return *rule ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status find_whose(struct accord_diff_run *run, struct whose *whose, struct accord_error *err)
{
    static const char region[] = "region:";
    const struct cJSON *value = ((struct accord_diff_report_run *)run->state)->element.value;
    const char *rule = accord_json_text(accord_json_get(value, "rule"));
    whose->actor = accord_json_text(accord_json_get(value, "actor"));
    if (!rule || !whose->actor) return accord_diff_lacks(run, "a verdict", rule ? "actor" : "rule", err);
    enum accord_status status = find_rule_of(run, rule, &whose->rule, err);
    if (status != ACCORD_OK) return status;
    whose->aggregate = run->facts.rules_told
                           ? whose->rule->aggregate
                           : strcmp(whose->actor, "all") == 0 || strncmp(whose->actor, region, sizeof region - 1) == 0;
    return ACCORD_OK;
}

static enum accord_status take_evidence(struct accord_diff_run *run, struct accord_diff_verdict *verdict,
                                        struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    const char *why = NULL;
    report->evidence.lists[report->evidence.count++] = accord_json_get(report->element.value, "evidence");
    if (accord_diff_gather(&report->evidence, &report->arena, verdict, &why)) return ACCORD_OK;
    return why ? accord_diff_refuse(run, why, err) : accord_error_memory(err);
}

/* The verdict at hand, added to those of the actor at hand. */
static enum accord_status take_verdict(struct accord_diff_run *run, const struct whose *whose, struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    struct accord_arena *arena = &report->arena;
    const struct cJSON *value = report->element.value;
    const char *gate = accord_json_text(accord_json_get(value, "gate"));
    struct accord_diff_verdict verdict = {.rule = whose->rule->id, .oldest = whose->rule->oldest};
    bool failed = false;
    report->evidence.count = 0;
    if (!find_kind(value, &verdict.kind)) return accord_diff_lacks(run, "a verdict", "verdict", err);
    if (!gate || !find_gate(gate, &verdict.gate)) return accord_diff_lacks(run, "a verdict", "gate", err);
    verdict.provision = accord_diff_copy(arena, accord_json_text(accord_json_get(value, "provision")), &failed);
    verdict.force = accord_diff_copy(arena, accord_json_text(accord_json_get(value, "force")), &failed);
    verdict.why = accord_diff_copy(arena, accord_json_text(accord_json_get(value, "why")), &failed);
    if (failed) return accord_error_memory(err);
    enum accord_status status = take_findings(run, accord_json_get(value, "findings"), arena, &verdict, err);
    if (status == ACCORD_OK) status = take_evidence(run, &verdict, err);
    if (status != ACCORD_OK) return status;
    struct accord_diff_finding *own = NULL;
    if (!accord_diff_own_finding(arena, &verdict, report->actor.id, &own)) return accord_error_memory(err);
    if (own) status = take_comments(run, accord_json_get(value, "comments"), own, err);
    if (status != ACCORD_OK) return status;
    if (report->actor.count == ACCORD_DIFF_VERDICTS_MAX)
        return accord_diff_refuse(run, "more than 4096 verdicts of one actor, expected fewer", err);
    if (arena->total > ACCORD_DIFF_ACTOR_BYTES_MAX)
        return accord_diff_refuse(run, "verdicts of one actor that take more than 256 MiB, expected fewer", err);
    report->verdicts[report->actor.count++] = verdict;
    report->pending = false;
    report->read++;
    return ACCORD_OK;
}

/* ---- going through ---- */

/* A report that leaves verdicts out does not tell what became of a finding. */
static enum accord_status check_end(const struct accord_diff_run *run, struct accord_error *err)
{
    const struct accord_diff_report_run *report = run->state;
    if (!report->counted)
        return accord_error_set(err, ACCORD_BAD_DATA,
                                "%s: no summary with counts of verdicts, expected a whole report of --format json",
                                run->facts.name);
    if (report->count == report->read) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_DATA,
                            "%s: %zu verdicts, and its summary counts %zu; expected a report of all verdicts: one "
                            "without --only and --summary",
                            run->facts.name, report->read, report->count);
}

static enum accord_status take_element(struct accord_diff_run *run, struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    report->place = report->element.place;
    if (!report->element.streamed) return accord_diff_take_member(run, &report->element, err);
    enum accord_status status = report->in_verdicts ? ACCORD_OK : accord_diff_check_head(run, err);
    report->in_verdicts = report->pending = true;
    return status;
}

/* One more element; `ended` behind the last. */
static enum accord_status step(struct accord_diff_run *run, struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    struct accord_json_fault fault = {.why = NULL};
    struct accord_error unread = {0};
    enum accord_json_result result = accord_json_next(report->json, &report->element, &fault, &unread);
    if (result == ACCORD_JSON_ELEMENT) return take_element(run, err);
    report->ended = true;
    if (result == ACCORD_JSON_END) return report->in_verdicts ? ACCORD_OK : accord_diff_check_head(run, err);
    if (result != ACCORD_JSON_UNREADABLE) return accord_diff_refuse_at(run, fault.place, fault.why, err);
    if (unread.status == ACCORD_NO_MEMORY) return accord_error_memory(err);
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: %s", run->facts.name, unread.text);
}

/* Reads on until a verdict is at hand, or the end. */
static enum accord_status read_on(struct accord_diff_run *run, struct accord_error *err)
{
    const struct accord_diff_report_run *report = run->state;
    enum accord_status status = ACCORD_OK;
    while (status == ACCORD_OK && !report->pending && !report->ended)
        status = step(run, err);
    return status;
}

static enum accord_status begin_actor(struct accord_diff_run *run, const struct whose *whose, struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    bool failed = false;
    int order = strcmp(whose->actor, accord_text_str(&report->last));
    bool after = whose->aggregate == report->last_aggregate ? order > 0 : whose->aggregate;
    if (report->has_last && !after)
        return accord_diff_refuse(run, "a verdict that is out of order, expected them by actor as accord writes them",
                                  err);
    accord_text_reset(&report->last);
    accord_text_add_str(&report->last, whose->actor);
    report->has_last = true;
    report->last_aggregate = report->actor.aggregate = whose->aggregate;
    report->actor.id = accord_diff_copy(&report->arena, whose->actor, &failed);
    return failed || report->last.failed ? accord_error_memory(err) : ACCORD_OK;
}

static bool is_of(const struct accord_diff_actor *actor, const struct whose *whose)
{
    return actor->aggregate == whose->aggregate && strcmp(actor->id, whose->actor) == 0;
}

/* Takes the verdict at hand, or leaves it to the next actor. */
static enum accord_status take_pending(struct accord_diff_run *run, bool *another, struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    struct whose whose = {.rule = NULL};
    enum accord_status status = find_whose(run, &whose, err);
    if (status == ACCORD_OK && !report->actor.id) status = begin_actor(run, &whose, err);
    if (status != ACCORD_OK) return status;
    *another = !is_of(&report->actor, &whose);
    return *another ? ACCORD_OK : take_verdict(run, &whose, err);
}

static enum accord_status next(struct accord_diff_run *run, const struct accord_diff_actor **actor,
                               struct accord_error *err)
{
    struct accord_diff_report_run *report = run->state;
    bool another = false;
    enum accord_status status = ACCORD_OK;
    accord_arena_reset(&report->arena);
    report->actor = (struct accord_diff_actor){.verdicts = report->verdicts};
    while (status == ACCORD_OK && !another) {
        status = read_on(run, err);
        if (status != ACCORD_OK || !report->pending) break;
        status = take_pending(run, &another, err);
    }
    if (status != ACCORD_OK) return status;
    if (!report->actor.id) return check_end(run, err);
    if (accord_diff_sort_verdicts(report->verdicts, report->actor.count))
        return accord_diff_refuse(run, "before this, a second verdict of one rule for one actor, expected one", err);
    *actor = &report->actor;
    return ACCORD_OK;
}

static void close_run(struct accord_diff_run *run)
{
    struct accord_diff_report_run *report = run->state;
    accord_json_close(report->json);
    (void)close(report->descriptor);
    accord_arena_clear(&report->arena);
    accord_text_clear(&report->last);
    accord_free(report->verdicts);
    accord_free(report);
}

static const struct accord_diff_reading reading = {next, close_run};

enum accord_status accord_diff_report_open(struct accord_diff_run *run, int descriptor, struct accord_error *err)
{
    struct accord_diff_report_run *report = accord_alloc_zero(1, sizeof *report);
    if (!report) {
        (void)close(descriptor);
        return accord_error_memory(err);
    }
    accord_arena_init(&report->arena);
    accord_text_init(&report->last, ACCORD_JSON_LARGE_ELEMENT_MAX);
    report->descriptor = descriptor;
    report->place = (struct accord_place){1, 1};
    run->state = report;
    run->reading = &reading;
    report->verdicts = accord_alloc_zero(ACCORD_DIFF_VERDICTS_MAX, sizeof *report->verdicts);
    if (!report->verdicts) return accord_error_memory(err);
    enum accord_status status = accord_json_open_object(descriptor, "verdicts", &report->json, err);
    return status == ACCORD_OK ? read_on(run, err) : status;
}
