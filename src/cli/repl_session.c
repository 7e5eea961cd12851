/* What the lines of a `accord repl` do. */
#include "cli/repl_session.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/selection.h"
#include "engine/parts.h"
#include "workshop/show.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_MAX = 16 * 1024 * 1024, TEXT_ROOM = 80 };

/* ---- what is said ---- */

static void complain(struct accord_repl_session *session, const char *text)
{
    (void)snprintf(session->complaint, sizeof session->complaint, "%s", text);
}

static enum accord_status refuse(struct accord_repl_session *session, enum accord_status status,
                                 struct accord_error *err)
{
    if (status != ACCORD_BAD_USAGE) return status;
    complain(session, err->text);
    return ACCORD_OK;
}

static void show(void *host, const struct accord_console_value *value)
{
    struct accord_repl_session *session = host;
    accord_show_value(&session->page, value);
}

/* ---- commands ---- */

static enum accord_status find_rule(const struct accord_repl_session *session, const char *id, size_t *rule,
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

static enum accord_status enter_actor(struct accord_repl_session *session, const char *operand,
                                      struct accord_error *err)
{
    size_t actor;
    enum accord_status status = accord_find_actor(session->dataset, operand, &actor, err);
    if (status == ACCORD_OK) status = accord_console_enter(session->console, actor, err);
    if (status == ACCORD_OK) session->actor = actor;
    return status;
}

static enum accord_status take_rule(struct accord_repl_session *session, const char *operand, struct accord_error *err)
{
    size_t rule = SIZE_MAX;
    enum accord_status status = operand[0] == '\0' ? ACCORD_OK : find_rule(session, operand, &rule, err);
    return status == ACCORD_OK ? accord_console_take_rule(session->console, rule, err) : status;
}

static enum accord_status check_rule(struct accord_repl_session *session, const char *operand, struct accord_error *err)
{
    size_t rule;
    const struct accord_verdict *verdict = NULL;
    enum accord_status status = find_rule(session, operand, &rule, err);
    if (status == ACCORD_OK) status = accord_console_check(session->console, rule, &verdict, err);
    if (status != ACCORD_OK) return status;
    if (!verdict)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s makes no verdict for %s: it is about others", operand,
                                accord_dataset_actor_id(session->dataset, session->actor));
    accord_show_verdict(&session->page, verdict);
    return ACCORD_OK;
}

static enum accord_status list_tables(struct accord_repl_session *session, const char *operand,
                                      struct accord_error *err)
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

static enum accord_status find_table(const struct accord_repl_session *session, const char *name, size_t *found,
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

static enum accord_status list_columns(struct accord_repl_session *session, const char *operand,
                                       struct accord_error *err)
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

static enum accord_status list_rules(struct accord_repl_session *session, const char *operand, struct accord_error *err)
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

static enum accord_status leave(struct accord_repl_session *session, const char *operand, struct accord_error *err)
{
    (void)operand;
    (void)err;
    session->left = true;
    return ACCORD_OK;
}

static enum accord_status help(struct accord_repl_session *session, const char *operand, struct accord_error *err);

static const struct {
    const char *name;
    const char *operand; /* NULL: none; in brackets: may be left out */
    const char *help;
    enum accord_status (*run)(struct accord_repl_session *session, const char *operand, struct accord_error *err);
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

const char *accord_repl_command(size_t index)
{
    return index < COMMAND_COUNT ? commands[index].name : NULL;
}

static enum accord_status help(struct accord_repl_session *session, const char *operand, struct accord_error *err)
{
    char left[TEXT_ROOM];
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
static enum accord_status run_command(struct accord_repl_session *session, const char *text, size_t length,
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

static enum accord_status evaluate(struct accord_repl_session *session, struct accord_error *err)
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

enum accord_status accord_repl_session_take(struct accord_repl_session *session, const char *line, size_t length,
                                            struct accord_error *err)
{
    size_t blank = 0;
    session->line++;
    session->complaint[0] = '\0';
    accord_text_reset(&session->shown);
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

/* ---- life ---- */

void accord_repl_session_init(struct accord_repl_session *session, unsigned width, bool color)
{
    *session = (struct accord_repl_session){.line = 0};
    accord_text_init(&session->shown, SHOWN_MAX);
    accord_text_init(&session->statement, ACCORD_REPL_STATEMENT_MAX);
    accord_page_init(&session->page, &session->shown, width, color);
}

enum accord_status accord_repl_session_open(struct accord_repl_session *session, struct accord_date as_of,
                                            const struct accord_part *part, struct accord_error *err)
{
    enum accord_status status =
        accord_console_new_part(session->packs, session->dataset, as_of, part, &session->console, err);
    return status == ACCORD_OK ? accord_console_enter(session->console, session->actor, err) : status;
}

void accord_repl_session_forget(struct accord_repl_session *session)
{
    accord_text_reset(&session->statement);
}

void accord_repl_session_clear(struct accord_repl_session *session)
{
    accord_console_free(session->console);
    accord_page_clear(&session->page);
    accord_text_clear(&session->shown);
    accord_text_clear(&session->statement);
}
