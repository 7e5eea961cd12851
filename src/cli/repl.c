/* `accord repl`: trying out expressions and rules against an actor. */
#include "accord/console.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/line_edit.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/selection.h"
#include "workshop/show.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN_MAX = 16 * 1024 * 1024, STATEMENT_MAX = 1024 * 1024, DEFAULT_WIDTH = 80, PROMPT_MAX = 80 };

struct request {
    struct accord_names rules_folders;
    const char *dataset;
    const char *actor;
    struct accord_date as_of;
    bool as_of_given;
};

/* One session at work. */
struct session {
    struct request request;
    struct accord_packs *packs;
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_console *console;
    struct accord_line_edit *edit;
    struct accord_text shown; /* what the line at hand shows */
    struct accord_page page;
    struct accord_text statement; /* lines of it so far */
    const char *actor;            /* its id */
    size_t line;                  /* of the input */
    size_t first_line;            /* of the statement */
    size_t failures;
    bool left;
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
    {"rules", "DIR", "load the rules in this folder, in place of the installed ones; may be repeated", true,
     take_rules},
    {"actor", "ID", "the actor to begin with; the first of the dataset when left out", false, take_actor},
    {"as-of", "DATE", "the day for which questions are asked; today (UTC) when left out", false, take_as_of},
    {.name = NULL},
};

/* ---- what is said ---- */

/* Through a pipe an error names its line, and is apart from what is shown. */
static void complain(struct session *session, const char *text)
{
    session->failures++;
    if (accord_line_edit_interactive(session->edit)) {
        accord_page_wrap(&session->page, ACCORD_STYLE_LOUD, 0, 2, text);
        return;
    }
    char line[2 * ACCORD_ERROR_TEXT_MAX];
    (void)snprintf(line, sizeof line, "line %zu: %s", session->first_line, text);
    accord_complain(line);
}

static enum accord_status refuse(struct session *session, enum accord_status status, struct accord_error *err)
{
    if (status != ACCORD_BAD_USAGE) return status;
    complain(session, err->text);
    return ACCORD_OK;
}

static void show(void *host, const struct accord_console_value *value)
{
    struct session *session = host;
    accord_show_value(&session->page, value);
}

/* ---- commands ---- */

static enum accord_status find_rule(const struct session *session, const char *id, size_t *rule,
                                    struct accord_error *err)
{
    size_t count = accord_packs_rule_count(session->packs);
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    *rule = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct accord_rule_facts facts;
        accord_packs_rule(session->packs, i, &facts);
        names[i] = facts.id;
        if (strcmp(facts.id, id) == 0) *rule = i;
    }
    enum accord_status status = *rule == SIZE_MAX ? accord_unknown_name(err, "rule", id, names, count) : ACCORD_OK;
    accord_free(names);
    return status;
}

static enum accord_status enter_actor(struct session *session, const char *operand, struct accord_error *err)
{
    size_t actor;
    enum accord_status status = accord_find_actor(session->dataset, operand, &actor, err);
    if (status == ACCORD_OK) status = accord_console_enter(session->console, actor, err);
    if (status == ACCORD_OK) session->actor = accord_dataset_actor_id(session->dataset, actor);
    return status;
}

static enum accord_status take_rule(struct session *session, const char *operand, struct accord_error *err)
{
    size_t rule = SIZE_MAX;
    enum accord_status status = operand[0] == '\0' ? ACCORD_OK : find_rule(session, operand, &rule, err);
    return status == ACCORD_OK ? accord_console_take_rule(session->console, rule, err) : status;
}

static enum accord_status check_rule(struct session *session, const char *operand, struct accord_error *err)
{
    size_t rule;
    const struct accord_verdict *verdict = NULL;
    enum accord_status status = find_rule(session, operand, &rule, err);
    if (status == ACCORD_OK) status = accord_console_check(session->console, rule, &verdict, err);
    if (status != ACCORD_OK) return status;
    if (!verdict)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s makes no verdict for %s: it is about others", operand,
                                session->actor);
    accord_show_verdict(&session->page, verdict);
    return ACCORD_OK;
}

static enum accord_status list_tables(struct session *session, const char *operand, struct accord_error *err)
{
    (void)operand;
    (void)err;
    for (size_t i = 0; i < accord_console_table_count(session->console); i++) {
        struct accord_console_table table;
        accord_console_table(session->console, i, &table);
        accord_text_addf(&session->shown, "%s:%s\n", table.of_world ? "world" : "actor", table.name);
    }
    return ACCORD_OK;
}

static enum accord_status find_table(const struct session *session, const char *name, size_t *found,
                                     struct accord_error *err)
{
    size_t count = accord_console_table_count(session->console);
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    *found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct accord_console_table table;
        accord_console_table(session->console, i, &table);
        names[i] = table.name;
        if (strcmp(table.name, name) == 0) *found = i;
    }
    enum accord_status status = *found == SIZE_MAX ? accord_unknown_name(err, "table", name, names, count) : ACCORD_OK;
    accord_free(names);
    return status;
}

static enum accord_status list_columns(struct session *session, const char *operand, struct accord_error *err)
{
    size_t found;
    struct accord_console_table table;
    enum accord_status status = find_table(session, operand, &found, err);
    if (status != ACCORD_OK) return status;
    accord_console_table(session->console, found, &table);
    for (size_t i = 0; i < table.column_count; i++) {
        struct accord_console_column column;
        accord_console_column(session->console, found, i, &column);
        accord_text_addf(&session->shown, "%-20s %s%s%s\n", column.name, column.kind,
                         column.event ? ", an event: not on record before its day" : "",
                         column.personal ? ", personal: only has() may ask for it" : "");
    }
    return ACCORD_OK;
}

static enum accord_status list_rules(struct session *session, const char *operand, struct accord_error *err)
{
    (void)err;
    for (size_t i = 0; i < accord_packs_rule_count(session->packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(session->packs, i, &rule);
        if (operand[0] != '\0' && !accord_glob_match(operand, rule.id)) continue;
        size_t at = accord_page_cell(&session->page, ACCORD_STYLE_PLAIN, rule.id, 40);
        accord_page_spaces(&session->page, 1);
        accord_page_wrap(&session->page, ACCORD_STYLE_FAINT, at + 1, 4, rule.title);
    }
    return ACCORD_OK;
}

static enum accord_status leave(struct session *session, const char *operand, struct accord_error *err)
{
    (void)operand;
    (void)err;
    session->left = true;
    return ACCORD_OK;
}

static enum accord_status help(struct session *session, const char *operand, struct accord_error *err);

static const struct {
    const char *name;
    const char *operand; /* NULL: none; in brackets: may be left out */
    const char *help;
    enum accord_status (*run)(struct session *session, const char *operand, struct accord_error *err);
} commands[] = {
    {"actor", "ID", "ask about this actor: rows that names hold cannot be used any more", enter_actor},
    {"rule", "[ID]", "take params, provision and messages from this rule; from none when left out", take_rule},
    {"check", "RULE", "the verdict of a rule for the actor", check_rule},
    {"rules", "[GLOB]", "the rules", list_rules},
    {"tables", NULL, "the tables, and whom to ask for them", list_tables},
    {"columns", "TABLE", "the columns of a table", list_columns},
    {"help", NULL, "this", help},
    {"quit", NULL, "leave; so do Ctrl-D, and Ctrl-C twice", leave},
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

static enum accord_status help(struct session *session, const char *operand, struct accord_error *err)
{
    char left[PROMPT_MAX];
    (void)operand;
    (void)err;
    accord_page_wrap(&session->page, ACCORD_STYLE_PLAIN, 0, 0,
                     "An expression shows its value, with everything that a rule can call: actor:focal_points { role = "
                     "\"cms-nfp\" }, as_of, absent(...). A name that is assigned stays, and so does one after a "
                     "`local` at the beginning of a line. A statement may go on over several lines.");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        (void)snprintf(left, sizeof left, "  :%s %s", commands[i].name, commands[i].operand ? commands[i].operand : "");
        size_t at = accord_page_cell(&session->page, ACCORD_STYLE_PLAIN, left, 18);
        accord_page_wrap(&session->page, ACCORD_STYLE_PLAIN, at, 18, commands[i].help);
    }
    return ACCORD_OK;
}

/* ":actor KEN", without the colon. */
static enum accord_status run_command(struct session *session, const char *text, size_t length,
                                      struct accord_error *err)
{
    char line[ACCORD_ERROR_TEXT_MAX];
    const char *names[COMMAND_COUNT];
    if (length >= sizeof line) return accord_error_set(err, ACCORD_BAD_USAGE, "the command is too long");
    memcpy(line, text, length);
    line[length] = '\0';
    size_t name_length = strcspn(line, " \t");
    char *operand = line + name_length + strspn(line + name_length, " \t");
    for (size_t end = strlen(operand); end > 0 && strchr(" \t", operand[end - 1]); end--)
        operand[end - 1] = '\0';
    line[name_length] = '\0';
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        names[i] = commands[i].name;
        if (strcmp(line, names[i]) != 0) continue;
        bool needs = commands[i].operand && commands[i].operand[0] != '[';
        if (needs && operand[0] == '\0')
            return accord_error_set(err, ACCORD_BAD_USAGE, ":%s needs %s", names[i], commands[i].operand);
        if (!commands[i].operand && operand[0] != '\0')
            return accord_error_set(err, ACCORD_BAD_USAGE, ":%s stands alone", names[i]);
        return commands[i].run(session, operand, err);
    }
    return accord_unknown_name(err, "command", line, names, COMMAND_COUNT);
}

/* ---- lines ---- */

static enum accord_status evaluate(struct session *session, struct accord_error *err)
{
    struct accord_console_outcome outcome;
    struct accord_text *statement = &session->statement;
    enum accord_status status = accord_console_evaluate(session->console, accord_text_str(statement), statement->length,
                                                        show, session, &outcome, err);
    if (status != ACCORD_OK) return status;
    switch (outcome.result) {
    case ACCORD_CONSOLE_DONE:
        break;
    case ACCORD_CONSOLE_UNDECIDED:
        accord_page_wrap(&session->page, ACCORD_STYLE_PLAIN, 0, 2, outcome.text);
        break;
    case ACCORD_CONSOLE_FAILED:
        complain(session, outcome.text);
        break;
    case ACCORD_CONSOLE_INCOMPLETE:
        return ACCORD_OK; /* the next line goes on */
    }
    accord_text_reset(statement);
    return ACCORD_OK;
}

static enum accord_status take_line(struct session *session, const char *line, size_t length, struct accord_error *err)
{
    size_t blank = 0;
    while (blank < length && strchr(" \t", line[blank]))
        blank++;
    if (session->statement.length == 0) session->first_line = session->line;
    if (session->statement.length == 0 && blank == length) return ACCORD_OK;
    if (session->statement.length == 0 && line[blank] == ':')
        return refuse(session, run_command(session, line + blank + 1, length - blank - 1, err), err);
    if (session->statement.length > 0) accord_text_add_char(&session->statement, '\n');
    accord_text_add(&session->statement, line, length);
    if (!session->statement.failed) return evaluate(session, err);
    accord_text_reset(&session->statement);
    complain(session, "the statement is longer than 1 MiB");
    return ACCORD_OK;
}

/* What a line shows is written at once; 0, or the exit code. */
static int flush(struct session *session)
{
    int code = session->shown.length > 0 ? accord_print(&session->shown) : 0;
    accord_text_reset(&session->shown);
    return code;
}

static int read_lines(struct session *session, struct accord_error *err, enum accord_status *status)
{
    bool interrupted = false;
    int code = 0;
    while (!session->left && *status == ACCORD_OK && code == 0) {
        char prompt[PROMPT_MAX];
        const char *line;
        size_t length;
        bool more = session->statement.length > 0;
        (void)snprintf(prompt, sizeof prompt, "%.60s%s ", session->actor, more ? "..." : ">");
        enum accord_line_result result = accord_line_edit_read(session->edit, prompt, &line, &length);
        if (result == ACCORD_LINE_END || (result == ACCORD_LINE_INTERRUPTED && interrupted && !more)) break;
        interrupted = result == ACCORD_LINE_INTERRUPTED;
        if (interrupted) {
            accord_text_reset(&session->statement);
            continue;
        }
        session->line++;
        *status = take_line(session, line, length, err);
        code = flush(session);
    }
    if (session->statement.length > 0 && *status == ACCORD_OK && code == 0)
        complain(session, "the statement is not finished");
    return code;
}

/* ---- completion ---- */

static void offer(const char *word, const char *name, void (*take)(void *taker, const char *name), void *taker)
{
    if (strncmp(name, word, strlen(word)) == 0) take(taker, name);
}

static void complete_command(const struct session *session, const char *line, const char *word,
                             void (*take)(void *taker, const char *name), void *taker)
{
    char name[PROMPT_MAX];
    if (word == line) {
        for (size_t i = 0; i < COMMAND_COUNT; i++) {
            (void)snprintf(name, sizeof name, ":%s", commands[i].name);
            offer(word, name, take, taker);
        }
        return;
    }
    bool actors = strncmp(line, ":actor ", 7) == 0, tables = strncmp(line, ":columns ", 9) == 0;
    for (size_t i = 0; actors && i < accord_dataset_actor_count(session->dataset); i++)
        offer(word, accord_dataset_actor_id(session->dataset, i), take, taker);
    for (size_t i = 0; tables && i < accord_console_table_count(session->console); i++) {
        struct accord_console_table table;
        accord_console_table(session->console, i, &table);
        offer(word, table.name, take, taker);
    }
    for (size_t i = 0; !actors && !tables && i < accord_packs_rule_count(session->packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(session->packs, i, &rule);
        offer(word, rule.id, take, taker);
    }
}

/* Tables, columns, functions and methods; a name that several have is offered as often. */
static void complete(void *host, const char *line, const char *word, void (*take)(void *taker, const char *name),
                     void *taker)
{
    const struct session *session = host;
    const char *name;
    if (line[0] == ':') {
        complete_command(session, line, word, take, taker);
        return;
    }
    for (size_t i = 0; (name = accord_console_name(i)) != NULL; i++)
        offer(word, name, take, taker);
    for (size_t i = 0; i < accord_console_table_count(session->console); i++) {
        struct accord_console_table table;
        accord_console_table(session->console, i, &table);
        offer(word, table.name, take, taker);
        for (size_t j = 0; j < table.column_count; j++) {
            struct accord_console_column column;
            accord_console_column(session->console, i, j, &column);
            offer(word, column.name, take, taker);
        }
    }
}

/* ---- the session ---- */

static enum accord_status open_session(struct session *session, struct accord_error *err)
{
    const struct request *request = &session->request;
    enum accord_status status = accord_load_packs(&request->rules_folders, &session->packs, err);
    if (status == ACCORD_OK) status = accord_problems_new(&session->warnings, err);
    if (status == ACCORD_OK)
        status =
            accord_load_dataset(request->dataset ? request->dataset : ".", session->warnings, &session->dataset, err);
    if (status == ACCORD_OK)
        status =
            accord_console_new(session->packs, session->dataset,
                               request->as_of_given ? request->as_of : accord_places_today(), &session->console, err);
    if (status != ACCORD_OK) return status;
    session->actor = accord_dataset_actor_id(session->dataset, 0);
    if (request->actor) status = enter_actor(session, request->actor, err);
    if (status == ACCORD_OK) status = accord_line_edit_open(complete, session, &session->edit, err);
    return status;
}

static int run_session(struct session *session, struct accord_error *err)
{
    bool terminal = isatty(STDOUT_FILENO);
    unsigned width = terminal ? accord_places_width() : 0;
    int code = 0;
    accord_text_init(&session->shown, SHOWN_MAX);
    accord_text_init(&session->statement, STATEMENT_MAX);
    accord_page_init(&session->page, &session->shown, width == 0 ? DEFAULT_WIDTH : width,
                     accord_wants_color(ACCORD_COLOR_AUTO, terminal));
    enum accord_status status = open_session(session, err);
    if (status == ACCORD_OK && accord_line_edit_interactive(session->edit)) {
        accord_text_addf(&session->shown, "%s, %s. :help says what there is.\n", accord_dataset_name(session->dataset),
                         session->actor);
        code = flush(session);
    }
    if (status == ACCORD_OK && code == 0) code = read_lines(session, err, &status);
    if (status != ACCORD_OK) return accord_exit_code(accord_complain_of(err, "repl"));
    if (code != 0) return code;
    bool failed = session->failures > 0 && !accord_line_edit_interactive(session->edit);
    return failed ? ACCORD_EXIT_FINDINGS : ACCORD_EXIT_OK;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct session session = {.line = 0};
    struct accord_error err = {0};
    bool wants_help = false;
    int code = 0;
    enum accord_status status = accord_names_init(&session.request.rules_folders, (size_t)count, &err);
    if (status == ACCORD_OK)
        status = accord_options_parse(command, count, arguments, &session.request, &wants_help, &err);
    if (wants_help)
        code = accord_command_print_help(command);
    else if (status == ACCORD_OK)
        code = run_session(&session, &err);
    else
        code = accord_exit_code(accord_complain_of(&err, "repl"));
    accord_line_edit_close(session.edit);
    accord_console_free(session.console);
    accord_dataset_close(session.dataset);
    accord_problems_free(session.warnings);
    accord_packs_close(session.packs);
    accord_page_clear(&session.page);
    accord_text_clear(&session.shown);
    accord_text_clear(&session.statement);
    accord_free(session.request.rules_folders.items);
    return code;
}

const struct accord_command accord_command_repl = {
    .name = "repl",
    .operand = "[DATASET]",
    .help = "evaluates expressions against an actor, as a rule would",
    .about = "Reads lines of Lua, evaluates them with what a rule can call against one actor of the dataset (the "
             "working folder when left out), and shows rows as tables. :help lists its commands. Through a pipe there "
             "is no prompt, errors on standard error name the line, and the exit code is 1 when a line failed.",
    .options = options,
    .take_operand = take_dataset,
    .run = run,
};
