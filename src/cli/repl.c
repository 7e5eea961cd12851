/* `accord repl`: trying out expressions and rules against an actor. */
#include "accord/console.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/line_edit.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/repl_apart.h"
#include "cli/repl_session.h"
#include "cli/selection.h"
#include "ingest/schema.h"
#include "store/dataset.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, PROMPT_MAX = 80 };

struct request {
    struct accord_bounds bounds; /* first: its options' host */
    struct accord_config config;
    struct accord_names rules_folders;
    const char *dataset;
    const char *actor;
    struct accord_date as_of;
    bool as_of_given;
};

/* One repl at work. */
struct repl {
    struct request request;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_repl_session session;
    struct accord_repl_apart *apart; /* where the session is at work; NULL: here */
    struct accord_line_edit *edit;
    bool interactive;
    size_t failures;
    bool stopped; /* a line took its process down */
};

/* ---- options ---- */

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->dataset)
        return accord_error_set(err, ACCORD_BAD_USAGE, "two datasets: \"%s\" and \"%s\"", request->dataset, value);
    request->dataset = value;
    return ACCORD_OK;
}

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_actor(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)err;
    request->actor = value;
    return ACCORD_OK;
}

static enum accord_status take_as_of(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->as_of_given = true;
    return accord_take_day("as-of", value, &request->as_of, err);
}

static const struct accord_option options[] = {
    {"rules", "DIR",
     "load the rules in this folder, in place of the installed ones (@installed: these too); may be repeated", true,
     take_rules},
    {"actor", "ID", "the actor to begin with; the first of the dataset when left out", false, take_actor},
    {"as-of", "DATE", "the day for which questions are asked; today (UTC) when left out", false, take_as_of},
    ACCORD_CONFIG_OPTIONS,
    ACCORD_BOUNDS_OPTIONS,
    {.name = NULL},
};

/* ---- completion ---- */

static void offer(const char *word, const char *name, void (*take)(void *taker, const char *name), void *taker)
{
    if (strncmp(name, word, strlen(word)) == 0) take(taker, name);
}

/* The dataset's tables, then core tables that it lacks; NULL past the last. */
static const struct accord_schema *table_at(const struct repl *repl, size_t index)
{
    const struct accord_store *store = accord_dataset_store_of(repl->dataset);
    size_t stored = accord_store_table_count(store), core_count;
    const struct accord_schema *const *core = accord_core_schemas(&core_count);
    if (index < stored) return accord_store_schema(store, (int)index);
    for (size_t i = 0, lacking = stored; i < core_count; i++)
        if (accord_store_table(store, core[i]->name, strlen(core[i]->name)) < 0 && lacking++ == index) return core[i];
    return NULL;
}

static void complete_command(const struct repl *repl, const char *line, const char *word,
                             void (*take)(void *taker, const char *name), void *taker)
{
    char name[PROMPT_MAX];
    if (word == line) {
        const char *command;
        for (size_t i = 0; (command = accord_repl_command(i)) != NULL; i++) {
            (void)snprintf(name, sizeof name, ":%s", command);
            offer(word, name, take, taker);
        }
        return;
    }
    bool actors = strncmp(line, ":actor ", 7) == 0, tables = strncmp(line, ":columns ", 9) == 0;
    for (size_t i = 0; actors && i < accord_dataset_actor_count(repl->dataset); i++)
        offer(word, accord_dataset_actor_id(repl->dataset, i), take, taker);
    const struct accord_schema *schema;
    for (size_t i = 0; tables && (schema = table_at(repl, i)) != NULL; i++)
        offer(word, schema->name, take, taker);
    for (size_t i = 0; !actors && !tables && i < accord_packs_rule_count(repl->packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(repl->packs, i, &rule);
        offer(word, rule.id, take, taker);
    }
}

/* Tables, columns, functions and methods; a name that several have is offered as often. */
static void complete(void *host, const char *line, const char *word, void (*take)(void *taker, const char *name),
                     void *taker)
{
    const struct repl *repl = host;
    const char *name;
    if (line[0] == ':') {
        complete_command(repl, line, word, take, taker);
        return;
    }
    for (size_t i = 0; (name = accord_console_name(i)) != NULL; i++)
        offer(word, name, take, taker);
    const struct accord_schema *schema;
    for (size_t i = 0; (schema = table_at(repl, i)) != NULL; i++) {
        offer(word, schema->name, take, taker);
        for (size_t j = 0; j < schema->column_count; j++)
            offer(word, schema->columns[j].name, take, taker);
    }
}

/* ---- lines ---- */

/* Through a pipe an error names its line, and is apart from what is shown. */
static void complain(struct repl *repl, const char *text)
{
    struct accord_repl_session *session = &repl->session;
    char line[2 * ACCORD_ERROR_TEXT_MAX];
    repl->failures++;
    if (repl->interactive) {
        accord_page_wrap(&session->page, ACCORD_STYLE_LOUD, 0, 2, text);
        return;
    }
    (void)snprintf(line, sizeof line, "line %zu: %s", session->first_line, text);
    accord_complain(line);
}

/* What a line shows is written at once; 0, or the exit code. */
static int flush(struct repl *repl)
{
    struct accord_text *shown = &repl->session.shown;
    int code = shown->length > 0 ? accord_print(shown) : 0;
    accord_text_reset(shown);
    return code;
}

static int take_line(struct repl *repl, const char *line, size_t length, struct accord_error *err,
                     enum accord_status *status)
{
    struct accord_repl_session *session = &repl->session;
    if (repl->apart)
        *status = accord_repl_apart_take(repl->apart, line, length, &repl->stopped, err);
    else
        *status = accord_repl_session_take(session, line, length, err);
    if (*status == ACCORD_OK && session->complaint[0] != '\0') complain(repl, session->complaint);
    return flush(repl);
}

static void forget(struct repl *repl)
{
    accord_repl_session_forget(&repl->session);
    if (repl->apart) accord_repl_apart_forget(repl->apart);
}

static int read_lines(struct repl *repl, struct accord_error *err, enum accord_status *status)
{
    struct accord_repl_session *session = &repl->session;
    bool interrupted = false;
    int code = 0;
    while (!session->left && *status == ACCORD_OK && code == 0) {
        char prompt[PROMPT_MAX];
        const char *line;
        size_t length;
        bool more = session->statement.length > 0;
        (void)snprintf(prompt, sizeof prompt, "%.60s%s ", accord_dataset_actor_id(repl->dataset, session->actor),
                       more ? "..." : ">");
        enum accord_line_result result = accord_line_edit_read(repl->edit, prompt, &line, &length);
        if (result == ACCORD_LINE_END || (result == ACCORD_LINE_INTERRUPTED && interrupted && !more)) break;
        interrupted = result == ACCORD_LINE_INTERRUPTED;
        if (interrupted)
            forget(repl);
        else
            code = take_line(repl, line, length, err, status);
    }
    if (session->statement.length > 0 && *status == ACCORD_OK && code == 0)
        complain(repl, "the statement is not finished");
    return code;
}

/* ---- the whole ---- */

static enum accord_status open_session(struct repl *repl, struct accord_error *err)
{
    const struct request *request = &repl->request;
    struct accord_repl_session *session = &repl->session;
    struct accord_date as_of = request->as_of_given ? request->as_of : accord_places_today();
    enum accord_status status = accord_load_facts_within(&request->rules_folders, &request->bounds, &repl->packs, err);
    if (status == ACCORD_OK) status = accord_problems_new(&repl->warnings, err);
    if (status == ACCORD_OK)
        status = accord_load_dataset(request->dataset ? request->dataset : ".", repl->warnings, &repl->dataset, err);
    session->packs = repl->packs;
    session->dataset = repl->dataset;
    if (status == ACCORD_OK && request->actor && accord_dataset_actor_count(repl->dataset) > 0)
        status = accord_find_actor(repl->dataset, request->actor, &session->actor, err);
    if (status == ACCORD_OK && request->bounds.isolated)
        status = accord_repl_apart_open(session, &request->bounds, as_of, &repl->apart, err);
    else if (status == ACCORD_OK)
        status = accord_repl_session_open(session, as_of, NULL, err);
    if (status == ACCORD_OK) status = accord_line_edit_open(complete, repl, &repl->edit, err);
    return status;
}

static int run_repl(struct repl *repl, struct accord_error *err)
{
    struct accord_text *shown = &repl->session.shown;
    int code = 0;
    enum accord_status status = open_session(repl, err);
    if (status == ACCORD_OK) repl->interactive = accord_line_edit_interactive(repl->edit);
    if (status == ACCORD_OK && repl->interactive) {
        accord_text_addf(shown, "%s, %s. :help says what there is.\n", accord_dataset_name(repl->dataset),
                         accord_dataset_actor_id(repl->dataset, repl->session.actor));
        code = flush(repl);
    }
    if (status == ACCORD_OK && code == 0) code = read_lines(repl, err, &status);
    if (status != ACCORD_OK) return accord_exit_code(accord_complain_of(err, "repl"));
    if (code != 0) return code;
    if (repl->failures == 0 || repl->interactive) return ACCORD_EXIT_OK;
    return repl->stopped ? ACCORD_EXIT_RULE_FAILED : ACCORD_EXIT_FINDINGS;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct repl repl = {.request.bounds = accord_bounds_default()};
    struct accord_error err = {0};
    bool wants_help = false, terminal = isatty(STDOUT_FILENO);
    unsigned width = terminal ? accord_places_width() : 0;
    int code = 0;
    accord_repl_session_init(&repl.session, width == 0 ? DEFAULT_WIDTH : width,
                             accord_wants_color(ACCORD_COLOR_AUTO, terminal));
    enum accord_status status =
        accord_config_parse(&repl.request.config, command, count, arguments, &repl.request, &wants_help, &err);
    if (wants_help)
        code = accord_command_print_help(command);
    else if (status == ACCORD_OK)
        code = run_repl(&repl, &err);
    else
        code = accord_exit_code(accord_complain_of(&err, "repl"));
    accord_line_edit_close(repl.edit);
    accord_repl_apart_close(repl.apart);
    accord_repl_session_clear(&repl.session);
    accord_dataset_close(repl.dataset);
    accord_problems_free(repl.warnings);
    accord_packs_close(repl.packs);
    accord_free(repl.request.rules_folders.items);
    accord_config_clear(&repl.request.config);
    return code;
}

static const struct accord_example examples[] = {
    {"accord repl data --actor KEN", "begins with Kenya"},
    {.line = NULL},
};

const struct accord_command accord_command_repl = {
    .name = "repl",
    .operand = "[DATASET]",
    .help = "evaluates expressions against an actor, as a rule would",
    .about = "Reads lines of Lua, evaluates them with what a rule can call against one actor of the dataset (the "
             "working folder when left out), and shows rows as tables. :help lists its commands. Through a pipe there "
             "is no prompt, errors on standard error name the line, and the exit code is 1 when a line failed, 3 when "
             "one took its "
             "process down.",
    .options = options,
    .operand_for = "dataset",
    .take_operand = take_dataset,
    .examples = examples,
    .run = run,
};
