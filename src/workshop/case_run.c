/* One case through the same path as a check, twice. */
#include "workshop/case_run.h"

#include "base/error.h"

#include <string.h>

enum { DESCRIPTION_MAX = 4 * 1024 * 1024 };

/* ---- keeping a verdict ---- */

struct keeping {
    const struct accord_case_file *file;
    const char *actor;
    struct accord_arena *arena;
    struct accord_case_outcome *outcome;
    bool failed; /* memory is short */
};

static void *room_for(struct keeping *keeping, size_t count, size_t size)
{
    void *block = accord_arena_zero(keeping->arena, count + 1, size);
    if (block == NULL) keeping->failed = true;
    return block;
}

static const char *copy(struct keeping *keeping, const char *text)
{
    char *copied = text == NULL ? NULL : accord_arena_copy(keeping->arena, text, strlen(text));
    if (text != NULL && copied == NULL) keeping->failed = true;
    return copied;
}

static const char **copy_all(struct keeping *keeping, const char *const *texts, size_t count)
{
    const char **copies = room_for(keeping, count, sizeof *copies);
    for (size_t i = 0; copies != NULL && i < count; i++)
        copies[i] = copy(keeping, texts[i]);
    return copies;
}

static struct accord_plain keep_value(struct keeping *keeping, const struct accord_value *value)
{
    char date[ACCORD_DATE_TEXT_MAX];
    struct accord_plain plain = {.kind = ACCORD_PLAIN_TEXT, .text = ""};
    struct accord_plain *items;
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
    case ACCORD_VALUE_DECIMAL:
        plain.text = copy(keeping, value->text);
        break;
    case ACCORD_VALUE_DATE:
        plain.text = copy(keeping, accord_date_format(value->date, date));
        break;
    case ACCORD_VALUE_INTEGER:
        return (struct accord_plain){.kind = ACCORD_PLAIN_INTEGER, .integer = value->integer};
    case ACCORD_VALUE_BOOLEAN:
        return (struct accord_plain){.kind = ACCORD_PLAIN_BOOLEAN, .integer = value->integer};
    case ACCORD_VALUE_LIST:
        items = room_for(keeping, value->count, sizeof *items);
        for (size_t i = 0; items != NULL && i < value->count; i++)
            items[i] = (struct accord_plain){.kind = ACCORD_PLAIN_TEXT, .text = copy(keeping, value->items[i])};
        return (struct accord_plain){.kind = ACCORD_PLAIN_LIST, .items = items, .count = value->count};
    case ACCORD_VALUE_PRESENT:
    case ACCORD_VALUE_DURING: /* of filters, never of arguments */
        break;
    }
    return plain;
}

static struct accord_plain keep_arguments(struct keeping *keeping, const struct accord_finding *finding)
{
    struct accord_plain *items = room_for(keeping, finding->argument_count, sizeof *items);
    const char **names = room_for(keeping, finding->argument_count, sizeof *names);
    for (size_t i = 0; items != NULL && names != NULL && i < finding->argument_count; i++) {
        names[i] = copy(keeping, finding->arguments[i].name);
        items[i] = keep_value(keeping, &finding->arguments[i].value);
    }
    return (struct accord_plain){
        .kind = ACCORD_PLAIN_TABLE, .items = items, .names = names, .count = finding->argument_count};
}

static void keep_findings(struct keeping *keeping, const struct accord_verdict *verdict)
{
    struct accord_case_finding *kept = room_for(keeping, verdict->finding_count, sizeof *kept);
    for (size_t i = 0; kept != NULL && i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        kept[i] = (struct accord_case_finding){
            .verdict = finding->verdict,
            .message_id = copy(keeping, finding->message_id),
            .message = copy(keeping, finding->message),
            .fingerprint = copy(keeping, finding->fingerprint),
            .args = keep_arguments(keeping, finding),
            .about = copy_all(keeping, finding->about, finding->about_count),
            .about_count = finding->about_count,
        };
    }
    keeping->outcome->findings = kept;
    keeping->outcome->finding_count = verdict->finding_count;
}

static size_t count_keys(const struct accord_evidence *evidence, size_t count)
{
    size_t keys = 0;
    for (size_t i = 0; i < count; i++)
        keys += evidence[i].row_count;
    return keys;
}

static void add_keys(struct keeping *keeping, const struct accord_evidence *evidence, size_t count)
{
    struct accord_case_outcome *outcome = keeping->outcome;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < evidence[i].row_count; j++)
            outcome->keys[outcome->key_count++] = copy(keeping, evidence[i].rows[j].key);
}

static void keep_keys(struct keeping *keeping, const struct accord_verdict *verdict)
{
    size_t count = count_keys(verdict->evidence, verdict->evidence_count);
    for (size_t i = 0; i < verdict->finding_count; i++)
        count += count_keys(verdict->findings[i].evidence, verdict->findings[i].evidence_count);
    keeping->outcome->keys = room_for(keeping, count, sizeof *keeping->outcome->keys);
    if (keeping->failed) return;
    for (size_t i = 0; i < verdict->finding_count; i++)
        add_keys(keeping, verdict->findings[i].evidence, verdict->findings[i].evidence_count);
    add_keys(keeping, verdict->evidence, verdict->evidence_count);
}

static enum accord_status keep_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct keeping *keeping = host;
    struct accord_case_outcome *outcome = keeping->outcome;
    if (verdict->rule != keeping->file->rule || strcmp(verdict->actor_id, keeping->actor) != 0) return ACCORD_OK;
    outcome->there = true;
    outcome->verdict = verdict->verdict;
    outcome->gate = verdict->gate;
    outcome->why = copy(keeping, verdict->why);
    outcome->trace = copy(keeping, verdict->trace);
    outcome->has_cause = verdict->has_cause;
    outcome->cause = verdict->cause;
    keep_findings(keeping, verdict);
    keep_keys(keeping, verdict);
    return keeping->failed ? accord_error_memory(err) : ACCORD_OK;
}

/* ---- running ---- */

static enum accord_status evaluate(const struct accord_case_runner *runner, const struct accord_case_file *file,
                                   const struct accord_case *one, struct accord_dataset *dataset,
                                   const struct accord_observer *observer, struct accord_case_outcome *outcome,
                                   struct accord_error *err)
{
    struct accord_run *run = NULL;
    struct accord_params params = {.rule = file->rule, .values = one->params};
    struct keeping keeping = {.file = file, .actor = one->actor, .arena = runner->arena, .outcome = outcome};
    struct accord_run_options options = {.as_of = one->as_of,
                                         .rules = runner->rules,
                                         .params = &params,
                                         .params_count = one->params == NULL ? 0 : 1,
                                         .actor_count = SIZE_MAX,
                                         .observer = observer};
    if (!accord_case_is_aggregate(one)) {
        options.actor_count = 1;
        if (!accord_dataset_find_actor(dataset, one->actor, &options.first_actor))
            return accord_error_set(err, ACCORD_BAD_USAGE, "the actor '%s' has no row", one->actor);
    }
    runner->rules[file->rule] = true;
    enum accord_status status = accord_run_new(runner->packs, dataset, &options, &run, err);
    if (status == ACCORD_OK) status = accord_run_evaluate(run, keep_verdict, &keeping, err);
    runner->rules[file->rule] = false;
    accord_run_free(run);
    return status;
}

/* ACCORD_BAD_DATA, with the reasons in `said`, when the case is broken. */
static enum accord_status run_once(const struct accord_case_runner *runner, const struct accord_case_file *file,
                                   const struct accord_case *one, bool reversed, struct accord_case_outcome *outcome,
                                   struct accord_text *said, struct accord_error *err)
{
    struct accord_dataset *dataset = NULL;
    *outcome = (struct accord_case_outcome){.there = false};
    enum accord_status status = accord_case_room_dataset(runner->room, file, one, reversed, &dataset, said, err);
    if (status == ACCORD_OK) {
        status = evaluate(runner, file, one, dataset, reversed ? NULL : runner->observer, outcome, err);
        if (status == ACCORD_BAD_USAGE) {
            accord_text_addf(said, "%s\n", err->text);
            status = ACCORD_BAD_DATA;
        }
    }
    accord_dataset_close(dataset);
    return status;
}

static enum accord_status compare_orders(const struct accord_case_outcome *first,
                                         const struct accord_case_outcome *second, enum accord_case_end *end,
                                         struct accord_text *said, struct accord_error *err)
{
    struct accord_text one, other;
    accord_text_init(&one, DESCRIPTION_MAX);
    accord_text_init(&other, DESCRIPTION_MAX);
    accord_case_describe(first, &one);
    accord_case_describe(second, &other);
    bool failed = one.failed || other.failed;
    if (!failed && strcmp(accord_text_str(&one), accord_text_str(&other)) != 0) {
        *end = ACCORD_CASE_UNSTABLE;
        accord_text_addf(said, "with actors and rows in the opposite order the outcome is another:\n%s",
                         accord_text_str(&other));
    }
    accord_text_clear(&one);
    accord_text_clear(&other);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

enum accord_status accord_case_run(const struct accord_case_runner *runner, const struct accord_case_file *file,
                                   const struct accord_case *one, enum accord_case_end *end,
                                   struct accord_case_outcome *outcome, struct accord_text *said,
                                   struct accord_error *err)
{
    struct accord_case_outcome other;
    *end = ACCORD_CASE_RAN;
    enum accord_status status = run_once(runner, file, one, false, outcome, said, err);
    if (status == ACCORD_OK) status = run_once(runner, file, one, true, &other, said, err);
    if (status == ACCORD_BAD_DATA) {
        *end = ACCORD_CASE_BROKEN;
        return ACCORD_OK;
    }
    return status == ACCORD_OK ? compare_orders(outcome, &other, end, said, err) : status;
}
