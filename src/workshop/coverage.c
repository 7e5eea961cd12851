/* What the cases of rules leave untested. */
#include "workshop/coverage.h"

#include "base/error.h"
#include "workshop/verdict_reach.h"

#include <stdio.h>
#include <string.h>

enum { ALL_OF_IT = 100, LINES_SHOWN_MAX = 20, TEXT_MAX = 1024 * 1024, PATH_ROOM = 8192 };

/* What cases of one rule gave. */
struct rule_coverage {
    bool *messages; /* one a message */
    bool verdicts[ACCORD_VERDICT_COUNT];
};

/* Lines of one file that ran, by number. */
struct file_coverage {
    bool *ran;
    size_t room;
};

struct accord_coverage {
    struct accord_packs *packs;
    struct accord_arena arena;
    struct accord_verdict_reach *reach;
    struct rule_coverage *rules;
    struct file_coverage *files;
    size_t rule; /* whose cases run */
    struct accord_observer observer;
};

/* Of so many there are so many. */
struct share {
    size_t reached;
    size_t all;
};

/* ---- gathering ---- */

static bool observe(void *host, const struct accord_event *event)
{
    struct accord_coverage *coverage = host;
    if (event->rule != coverage->rule) return true;
    if (event->kind == ACCORD_EVENT_VERDICT)
        coverage->rules[event->rule].verdicts[event->as.verdict.verdict] = true; /* also what findings() leaves out */
    if (event->kind != ACCORD_EVENT_LINE || event->file == ACCORD_NO_FILE) return true;
    const struct file_coverage *file = &coverage->files[event->file];
    if (event->line < file->room) file->ran[event->line] = true;
    return true;
}

static enum accord_status make_room(struct accord_coverage *coverage, struct accord_error *err)
{
    size_t rules = accord_packs_rule_count(coverage->packs), files = accord_packs_file_count(coverage->packs);
    struct accord_rule_facts rule;
    struct accord_file_facts file;
    coverage->rules = accord_arena_zero(&coverage->arena, rules + 1, sizeof *coverage->rules);
    coverage->files = accord_arena_zero(&coverage->arena, files + 1, sizeof *coverage->files);
    if (coverage->rules == NULL || coverage->files == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < rules; i++) {
        accord_packs_rule(coverage->packs, i, &rule);
        coverage->rules[i].messages = accord_arena_zero(&coverage->arena, rule.message_count + 1, sizeof(bool));
        if (coverage->rules[i].messages == NULL) return accord_error_memory(err);
    }
    for (size_t i = 0; i < files; i++) {
        struct file_coverage *ran = &coverage->files[i];
        accord_packs_file(coverage->packs, i, &file);
        ran->room = 2;
        for (size_t j = 0; j < file.length; j++)
            ran->room += file.source[j] == '\n';
        ran->ran = accord_arena_zero(&coverage->arena, ran->room, sizeof *ran->ran);
        if (ran->ran == NULL) return accord_error_memory(err);
    }
    return accord_verdict_reach_new(coverage->packs, &coverage->arena, &coverage->reach, err);
}

enum accord_status accord_coverage_new(struct accord_packs *packs, struct accord_coverage **coverage,
                                       struct accord_error *err)
{
    struct accord_coverage *made = accord_alloc_zero(1, sizeof *made);
    *coverage = made;
    if (made == NULL) return accord_error_memory(err);
    made->packs = packs;
    made->rule = SIZE_MAX;
    made->observer = (struct accord_observer){.observe = observe, .host = made};
    accord_arena_init(&made->arena);
    return make_room(made, err);
}

void accord_coverage_free(struct accord_coverage *coverage)
{
    if (coverage == NULL) return;
    accord_arena_clear(&coverage->arena);
    accord_free(coverage);
}

const struct accord_observer *accord_coverage_observer(const struct accord_coverage *coverage)
{
    return &coverage->observer;
}

void accord_coverage_enter(struct accord_coverage *coverage, size_t rule)
{
    coverage->rule = rule;
}

/* An item of findings() counts as much as a verdict alone: the worst one hides those beside it. What the engine makes
 * of a constructor (a gap on a qualified provision) shows here only. */
void accord_coverage_outcome(struct accord_coverage *coverage, const struct accord_case_outcome *outcome)
{
    struct rule_coverage *given = &coverage->rules[coverage->rule];
    struct accord_rule_facts rule;
    if (!outcome->there || outcome->gate < ACCORD_GATE_APPLIES) return;
    accord_packs_rule(coverage->packs, coverage->rule, &rule);
    given->verdicts[outcome->verdict] = true;
    for (size_t i = 0; i < outcome->finding_count; i++) {
        const struct accord_case_finding *finding = &outcome->findings[i];
        given->verdicts[finding->verdict] = true;
        for (size_t j = 0; j < rule.message_count; j++)
            if (strcmp(rule.messages[j].id, finding->message_id) == 0) given->messages[j] = true;
    }
}

/* ---- what is missing ---- */

/* The text of a line, without what indents it. */
static void add_source(struct accord_text *text, const struct accord_file_facts *file, unsigned line)
{
    const char *at = file->source, *end = file->source + file->length;
    for (unsigned i = 1; i < line && at < end; i++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop == NULL ? end : stop + 1;
    }
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    const char *stop = at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
    accord_text_add(text, at, (size_t)((stop == NULL ? end : stop) - at));
}

static enum accord_status miss_lines(struct accord_coverage *coverage, size_t index, struct share *share,
                                     unsigned *first, struct accord_text *text, struct accord_error *err)
{
    const unsigned *lines;
    size_t count, shown = 0;
    struct accord_file_facts file;
    accord_packs_file(coverage->packs, index, &file);
    *first = 0;
    enum accord_status status = accord_packs_lines(coverage->packs, index, &lines, &count, err);
    if (status != ACCORD_OK) return status;
    share->all = count;
    for (size_t i = 0; i < count; i++) {
        bool ran = lines[i] < coverage->files[index].room && coverage->files[index].ran[lines[i]];
        share->reached += ran;
        if (ran) continue;
        if (*first == 0) *first = lines[i];
        if (++shown > LINES_SHOWN_MAX) continue;
        accord_text_addf(text, "no case runs line %u: ", lines[i]);
        add_source(text, &file, lines[i]);
        accord_text_add_char(text, '\n');
    }
    if (shown > LINES_SHOWN_MAX) accord_text_addf(text, "no case runs %zu more lines\n", shown - LINES_SHOWN_MAX);
    return ACCORD_OK;
}

static void miss_messages(const struct accord_coverage *coverage, size_t index, struct share *share,
                          struct accord_text *text)
{
    struct accord_rule_facts rule;
    accord_packs_rule(coverage->packs, index, &rule);
    share->all = rule.message_count;
    for (size_t i = 0; i < rule.message_count; i++) {
        share->reached += coverage->rules[index].messages[i];
        if (!coverage->rules[index].messages[i])
            accord_text_addf(text, "no case has the message '%s'\n", rule.messages[i].id);
    }
}

static enum accord_status miss_verdicts(struct accord_coverage *coverage, size_t index, struct share *share,
                                        struct accord_text *text, struct accord_error *err)
{
    bool can[ACCORD_VERDICT_COUNT];
    enum accord_status status = accord_verdict_reach_of(coverage->reach, index, can, err);
    for (size_t i = 0; status == ACCORD_OK && i < ACCORD_VERDICT_COUNT; i++) {
        if (!can[i]) continue;
        share->all++;
        share->reached += coverage->rules[index].verdicts[i];
        if (!coverage->rules[index].verdicts[i])
            accord_text_addf(text, "no case has the verdict %s\n",
                             accord_verdict_meaning((enum accord_verdict_kind)i)->name);
    }
    return status;
}

/* ---- results ---- */

static bool reaches(struct share share, unsigned threshold)
{
    return share.reached * ALL_OF_IT >= share.all * threshold;
}

static size_t rule_of_file(const struct accord_packs *packs, size_t file)
{
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        if (accord_packs_rule_file(packs, i) == file) return i;
    return SIZE_MAX;
}

static enum accord_status report_file(struct accord_coverage *coverage, size_t index, const char *path,
                                      unsigned threshold, struct accord_test_results *results, struct accord_text *text,
                                      struct accord_error *err)
{
    struct share lines = {0, 0}, messages = {0, 0}, verdicts = {0, 0};
    struct accord_file_facts file;
    struct accord_rule_facts facts;
    char says[ACCORD_ERROR_TEXT_MAX];
    unsigned first;
    size_t rule = rule_of_file(coverage->packs, index);
    accord_text_reset(text);
    accord_packs_file(coverage->packs, index, &file);
    enum accord_status status = miss_lines(coverage, index, &lines, &first, text, err);
    if (status != ACCORD_OK || (lines.all == 0 && rule == SIZE_MAX)) return status;
    int length = snprintf(says, sizeof says, "%.200s: %zu of %zu lines", file.path, lines.reached, lines.all);
    if (rule != SIZE_MAX) {
        accord_packs_rule(coverage->packs, rule, &facts);
        miss_messages(coverage, rule, &messages, text);
        status = miss_verdicts(coverage, rule, &verdicts, text, err);
        length = snprintf(says, sizeof says, "%.200s: %zu of %zu lines", facts.id, lines.reached, lines.all);
        (void)snprintf(says + length, sizeof says - (size_t)length, ", %zu of %zu messages, %zu of %zu verdicts",
                       messages.reached, messages.all, verdicts.reached, verdicts.all);
    }
    if (status != ACCORD_OK) return status;
    bool good = reaches(lines, threshold) && reaches(messages, threshold) && reaches(verdicts, threshold);
    struct accord_test_result result = {.kind = good ? ACCORD_TEST_PASSED : ACCORD_TEST_FAILED,
                                        .group = "coverage",
                                        .says = says,
                                        .file = path,
                                        .line = first > 0 ? first : 1,
                                        .text = accord_text_str(text)};
    return text->failed ? accord_error_memory(err) : accord_test_results_add(results, &result, false, err);
}

enum accord_status accord_coverage_report(struct accord_coverage *coverage, unsigned threshold,
                                          bool (*wants)(const void *host, size_t file), const void *host,
                                          struct accord_test_results *results, struct accord_error *err)
{
    char path[PATH_ROOM];
    struct accord_text text;
    struct accord_file_facts file;
    enum accord_status status = ACCORD_OK;
    accord_text_init(&text, TEXT_MAX);
    for (size_t i = 0; status == ACCORD_OK && i < accord_packs_file_count(coverage->packs); i++) {
        accord_packs_file(coverage->packs, i, &file);
        (void)snprintf(path, sizeof path, "%s/%s", file.folder, file.path);
        if (wants(host, i)) status = report_file(coverage, i, path, threshold, results, &text, err);
    }
    accord_text_clear(&text);
    return status;
}
