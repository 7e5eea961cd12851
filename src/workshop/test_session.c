/* A whole run of tests. */
#include "workshop/test_session.h"

#include "base/error.h"
#include "workshop/case_find.h"
#include "workshop/case_rules.h"
#include "workshop/case_run.h"
#include "workshop/cases.h"
#include "workshop/coverage.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SAID_MAX = 1024 * 1024 };

/* Test files whose rules are loaded together. */
struct group {
    char root[ACCORD_CASE_PATH_MAX]; /* "": the rules that were asked for */
    struct accord_case_rules *rules;
    struct accord_packs *packs; /* of the rules, when they are loaded */
    const char **paths;
    struct accord_pack_file *texts; /* one a path */
    struct accord_case_file *files;
    size_t count;
    size_t capacity;
};

struct accord_test_session {
    const struct accord_test_options *options;
    struct accord_problems *problems;
    struct accord_test_results *results;
    const struct accord_test_listener *listener;
    struct accord_arena arena; /* paths and files */
    struct group *groups;
    size_t group_count;
    size_t done;
    size_t total; /* cases */
};

/* ---- files and rules ---- */

static struct group *group_of(struct accord_test_session *session, const char *path)
{
    char root[ACCORD_CASE_PATH_MAX] = "";
    if (session->options->rules_count == 0) accord_case_root(path, session->options->shipped, root);
    for (size_t i = 0; i < session->group_count; i++)
        if (strcmp(session->groups[i].root, root) == 0) return &session->groups[i];
    struct group *group = &session->groups[session->group_count++];
    memcpy(group->root, root, sizeof root);
    return group;
}

static bool is_there(const struct group *group, const char *path)
{
    struct stat one, other;
    if (stat(path, &one) != 0) return false;
    for (size_t i = 0; i < group->count; i++)
        if (stat(group->paths[i], &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino) return true;
    return false;
}

static enum accord_status add_path(struct group *group, const char *path, struct accord_error *err)
{
    if (is_there(group, path)) return ACCORD_OK;
    if (group->count == group->capacity) {
        size_t capacity = group->capacity == 0 ? 64 : group->capacity * 2;
        void *grown = accord_realloc(group->paths, capacity, sizeof *group->paths);
        if (grown == NULL) return accord_error_memory(err);
        group->paths = grown;
        group->capacity = capacity;
    }
    group->paths[group->count++] = path;
    return ACCORD_OK;
}

static enum accord_status find_files(struct accord_test_session *session, struct accord_error *err)
{
    const struct accord_test_options *options = session->options;
    enum accord_status status = ACCORD_OK;
    session->groups = accord_alloc_zero(options->path_count + 1, sizeof *session->groups);
    if (session->groups == NULL) return accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < options->path_count; i++) {
        struct accord_case_paths found;
        status = accord_case_find(options->paths[i], &session->arena, session->problems, &found, err);
        if (status != ACCORD_OK || accord_problems_count(session->problems) > 0) continue;
        struct group *group = group_of(session, options->paths[i]);
        for (size_t j = 0; status == ACCORD_OK && j < found.count; j++)
            status = add_path(group, found.items[j], err);
    }
    if (status == ACCORD_OK && accord_problems_count(session->problems) > 0)
        status = accord_error_set(err, ACCORD_BAD_RULES, "not all paths can be searched for tests");
    return status;
}

/* Whether the rules of the group may need some of those that come with the program. */
static bool may_need_shipped(const struct accord_test_options *options, const struct group *group)
{
    if (options->rules_count > 0 || options->shipped == NULL) return false;
    return !accord_case_lies_in(group->root, options->shipped);
}

static enum accord_status read_group(struct accord_test_session *session, struct group *group, struct accord_error *err)
{
    const struct accord_test_options *options = session->options;
    const char *const root = group->root;
    const char *rest = may_need_shipped(options, group) ? options->shipped : NULL;
    enum accord_status status = options->rules_count > 0 ? accord_case_rules_read(options->rules, options->rules_count,
                                                                                  NULL, &group->rules, err)
                                                         : accord_case_rules_read(&root, 1, rest, &group->rules, err);
    if (status == ACCORD_OK && options->coverage)
        status = accord_case_rules_note_asked(group->rules, options->paths, options->path_count, err);
    if (status == ACCORD_OK) group->texts = accord_arena_zero(&session->arena, group->count + 1, sizeof *group->texts);
    if (status == ACCORD_OK && group->texts == NULL) status = accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < group->count; i++)
        status = accord_pack_file_read(group->paths[i], &session->arena, &group->texts[i], session->problems, err);
    return status;
}

static enum accord_status load_rules(struct accord_test_session *session, struct group *group, struct accord_error *err)
{
    return accord_case_rules_load(group->rules, &session->options->limits, session->problems, &group->packs, err);
}

/* Whether the case is asked for. */
static bool wants(const struct accord_test_session *session, const struct group *group,
                  const struct accord_case_file *file, const struct accord_case *one)
{
    const char *filter = session->options->filter;
    struct accord_rule_facts rule;
    accord_packs_rule(group->packs, file->rule, &rule);
    return filter == NULL || accord_glob_match(filter, rule.id) || accord_glob_match(filter, one->says);
}

static enum accord_status take_file(struct accord_test_session *session, struct group *group, size_t index,
                                    struct accord_error *err)
{
    const struct accord_pack_file *text = &group->texts[index];
    if (text->source == NULL) return accord_error_set(err, ACCORD_BAD_RULES, "%s does not load", group->paths[index]);
    return accord_case_file_read(group->packs, group->paths[index], text, &session->arena, session->problems,
                                 &group->files[index], err);
}

static enum accord_status take_files(struct accord_test_session *session, struct group *group, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    group->files = accord_arena_zero(&session->arena, group->count + 1, sizeof *group->files);
    if (group->files == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < group->count && (status == ACCORD_OK || status == ACCORD_BAD_RULES); i++) {
        struct accord_case_file *file = &group->files[i];
        enum accord_status read = take_file(session, group, i, err);
        if (read != ACCORD_OK) status = read;
        for (size_t j = 0; status == ACCORD_OK && j < file->case_count; j++)
            session->total += wants(session, group, file, &file->cases[j]);
    }
    return status;
}

/* ---- running ---- */

static enum accord_test_kind kind_of(const struct accord_case *one, enum accord_case_end end, bool differs)
{
    if (end == ACCORD_CASE_BROKEN) return ACCORD_TEST_BROKEN;
    if (one->todo != NULL) return differs ? ACCORD_TEST_TODO : ACCORD_TEST_TODO_PASSED;
    return differs ? ACCORD_TEST_FAILED : ACCORD_TEST_PASSED;
}

static enum accord_status run_case(struct accord_test_session *session, const struct accord_case_runner *runner,
                                   struct accord_coverage *coverage, const struct accord_case_file *file,
                                   const struct accord_case *one, struct accord_text *said, struct accord_error *err)
{
    struct accord_rule_facts rule;
    struct accord_case_outcome outcome;
    enum accord_case_end end;
    struct accord_test_result result = {
        .says = one->says, .file = file->text.path, .line = one->line, .todo = one->todo};
    accord_text_reset(said);
    accord_arena_reset(runner->arena);
    accord_packs_rule(runner->packs, file->rule, &rule);
    result.group = rule.id;
    if (!session->listener->begins(session->listener->host, &result, session->done, session->total)) return ACCORD_OK;
    if (coverage != NULL) accord_coverage_enter(coverage, file->rule);
    enum accord_status status = accord_case_run(runner, file, one, &end, &outcome, said, err);
    if (status != ACCORD_OK) return status;
    if (end != ACCORD_CASE_BROKEN) accord_case_compare(one, &outcome, said);
    if (end != ACCORD_CASE_BROKEN && coverage != NULL) accord_coverage_outcome(coverage, &outcome);
    bool unsaid = said->failed; /* what differs is lost in part: that is no case that passes */
    bool differs = unsaid || said->length > 0;
    if (unsaid) accord_text_reset(said);
    if (unsaid) accord_text_add_str(said, "what it says takes more memory than there is, or more than 1 MiB\n");
    if (differs && end != ACCORD_CASE_BROKEN) {
        accord_text_add_str(said, "got:\n");
        accord_case_describe(&outcome, said);
        if (outcome.trace != NULL) accord_text_addf(said, "%s\n", outcome.trace);
    }
    result.kind = kind_of(one, end, differs);
    result.text = accord_text_str(said);
    return accord_test_results_add(session->results, &result, true, err);
}

static enum accord_status run_files(struct accord_test_session *session, const struct group *group,
                                    const struct accord_case_runner *runner, struct accord_coverage *coverage,
                                    struct accord_text *said, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < group->count; i++) {
        const struct accord_case_file *file = &group->files[i];
        for (size_t j = 0; status == ACCORD_OK && j < file->case_count; j++) {
            if (!wants(session, group, file, &file->cases[j])) continue;
            status = run_case(session, runner, coverage, file, &file->cases[j], said, err);
            session->done++;
            if (status == ACCORD_OK) status = session->listener->ended(session->listener->host, err);
        }
    }
    return status;
}

/* The file of a rule or lib that lies where tests were asked for, or whose own tests were. */
struct wanted_files {
    const struct accord_test_session *session;
    const struct group *group;
};

static bool wants_coverage(const void *host, size_t file)
{
    const struct wanted_files *wanted = host;
    const struct accord_test_options *options = wanted->session->options;
    const struct group *group = wanted->group;
    if (accord_case_rules_asked(group->rules, file)) return true;
    for (size_t i = 0; i < group->count; i++) {
        bool asked = false;
        for (size_t j = 0; j < options->path_count && !asked; j++)
            asked = strcmp(options->paths[j], group->paths[i]) == 0;
        if (asked && accord_packs_rule_file(group->packs, group->files[i].rule) == file) return true;
    }
    return false;
}

static enum accord_status run_group(struct accord_test_session *session, const struct group *group,
                                    struct accord_error *err)
{
    struct accord_arena arena;
    struct accord_text said;
    struct accord_coverage *coverage = NULL;
    const struct wanted_files wanted = {session, group};
    struct accord_case_runner runner = {.packs = group->packs, .arena = &arena};
    accord_arena_init(&arena);
    accord_text_init(&said, SAID_MAX);
    enum accord_status status = accord_case_room_open(&runner.room, err);
    runner.rules = accord_alloc_zero(accord_packs_rule_count(group->packs) + 1, sizeof *runner.rules);
    if (status == ACCORD_OK && runner.rules == NULL) status = accord_error_memory(err);
    if (status == ACCORD_OK && session->options->coverage) status = accord_coverage_new(group->packs, &coverage, err);
    if (status == ACCORD_OK && coverage != NULL) runner.observer = accord_coverage_observer(coverage);
    if (status == ACCORD_OK) status = run_files(session, group, &runner, coverage, &said, err);
    if (status == ACCORD_OK && coverage != NULL)
        status = accord_coverage_report(coverage, session->options->threshold, wants_coverage, &wanted,
                                        session->results, err);
    accord_coverage_free(coverage);
    accord_free(runner.rules);
    accord_case_room_close(runner.room);
    accord_text_clear(&said);
    accord_arena_clear(&arena);
    return status;
}

/* ---- the whole ---- */

enum accord_status accord_test_read(const struct accord_test_options *options, struct accord_problems *problems,
                                    struct accord_test_session **session, struct accord_error *err)
{
    struct accord_test_session *made = accord_alloc_zero(1, sizeof *made);
    *session = NULL;
    if (made == NULL) return accord_error_memory(err);
    made->options = options;
    made->problems = problems;
    accord_arena_init(&made->arena);
    enum accord_status status = find_files(made, err);
    for (size_t i = 0; status == ACCORD_OK && i < made->group_count; i++)
        status = read_group(made, &made->groups[i], err);
    if (status == ACCORD_OK)
        *session = made;
    else
        accord_test_session_free(made);
    return status;
}

enum accord_status accord_test_run(struct accord_test_session *session, const struct accord_test_listener *listener,
                                   struct accord_test_results *results, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    session->listener = listener;
    session->results = results;
    for (size_t i = 0; status == ACCORD_OK && i < session->group_count; i++)
        status = load_rules(session, &session->groups[i], err);
    for (size_t i = 0; status == ACCORD_OK && i < session->group_count; i++)
        status = take_files(session, &session->groups[i], err);
    for (size_t i = 0; status == ACCORD_OK && i < session->group_count; i++)
        status = run_group(session, &session->groups[i], err);
    return status;
}

size_t accord_test_session_files(const struct accord_test_session *session)
{
    size_t count = 0;
    for (size_t i = 0; i < session->group_count; i++)
        count += session->groups[i].count + accord_case_rules_files(session->groups[i].rules);
    return count;
}

void accord_test_session_free(struct accord_test_session *session)
{
    if (session == NULL) return;
    for (size_t i = 0; i < session->group_count; i++) {
        accord_case_rules_free(session->groups[i].rules);
        accord_free(session->groups[i].paths);
    }
    accord_free(session->groups);
    accord_arena_clear(&session->arena);
    accord_free(session);
}
