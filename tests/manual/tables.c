/* Prints the tables of commands as JSON, for tests that compare pages and completions with them. */
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/places.h"
#include "manual/completed.h"
#include "report/emit.h"

#include <stdio.h>
#include <string.h>

enum { TABLES_MAX = 4 * 1024 * 1024, HELP_MAX = 4 * 1024 };

static void emit_member(struct accord_emit *emit, const char *name, const char *text)
{
    accord_emit_key(emit, name);
    accord_emit_text(emit, text);
}

static void emit_completed(struct accord_emit *emit, const struct accord_completed *completed)
{
    static const char *const paths[] = {
        [ACCORD_COMPLETES_NOTHING] = NULL, [ACCORD_COMPLETES_FOLDER] = "folder", [ACCORD_COMPLETES_FILE] = "file"};
    accord_emit_key(emit, "known"); /* a value may be named by its one word, as in --only findings */
    accord_emit_boolean(emit, accord_value_name_find(completed->name) != NULL ||
                                  (completed->words && strcmp(completed->words(0), completed->name) == 0));
    emit_member(emit, "path", paths[completed->path]);
    accord_emit_key(emit, "several");
    accord_emit_boolean(emit, completed->several);
    accord_emit_key(emit, "behind_word");
    accord_emit_boolean(emit, completed->behind_word);
    accord_emit_key(emit, "words");
    accord_emit_open(emit, '[');
    for (size_t i = 0; completed->words && completed->words(i); i++)
        accord_emit_text(emit, completed->words(i));
    accord_emit_close(emit, ']');
}

static void emit_option(struct accord_emit *emit, const struct accord_command *command,
                        const struct accord_option *option)
{
    struct accord_text help;
    char letter[] = {option->name[0], '\0'};
    accord_text_init(&help, HELP_MAX);
    accord_option_write_help(option, &help);
    accord_emit_open(emit, '{');
    emit_member(emit, "name", option->name);
    emit_member(emit, "letter", accord_option_has_letter(command, option) ? letter : NULL);
    emit_member(emit, "value", option->value);
    emit_member(emit, "help", accord_text_str(&help));
    accord_emit_key(emit, "repeatable");
    accord_emit_boolean(emit, option->repeatable);
    if (option->value) {
        struct accord_completed completed = accord_completed_value(option);
        emit_completed(emit, &completed);
    }
    accord_emit_close(emit, '}');
    accord_text_clear(&help);
}

static void emit_operands(struct accord_emit *emit, const struct accord_command *command)
{
    struct accord_completed completed;
    accord_emit_key(emit, "operands");
    accord_emit_open(emit, '[');
    for (size_t i = 0; accord_completed_operand(command, i, &completed); i++) {
        accord_emit_open(emit, '{');
        emit_member(emit, "name", completed.name);
        accord_emit_key(emit, "repeats");
        accord_emit_boolean(emit, completed.repeats);
        emit_completed(emit, &completed);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_examples(struct accord_emit *emit, const struct accord_example *examples)
{
    accord_emit_key(emit, "examples");
    accord_emit_open(emit, '[');
    for (; examples && examples->line; examples++) {
        accord_emit_open(emit, '{');
        emit_member(emit, "line", examples->line);
        emit_member(emit, "what", examples->what);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_command(struct accord_emit *emit, const struct accord_command *command)
{
    accord_emit_open(emit, '{');
    emit_member(emit, "name", command->name);
    emit_member(emit, "operand", command->operand);
    emit_member(emit, "operand_for", command->operand_for);
    accord_emit_key(emit, "checks");
    accord_emit_boolean(emit, command->checks);
    emit_member(emit, "help", command->help);
    emit_member(emit, "about", command->about);
    accord_emit_key(emit, "options");
    accord_emit_open(emit, '[');
    for (const struct accord_option *option = command->options; option && option->name; option++)
        emit_option(emit, command, option);
    accord_emit_close(emit, ']');
    emit_operands(emit, command);
    emit_examples(emit, command->examples);
    accord_emit_close(emit, '}');
}

static void emit_settings(struct accord_emit *emit)
{
    const struct accord_setting *setting;
    char variable[ACCORD_VARIABLE_MAX];
    accord_emit_key(emit, "settings");
    accord_emit_open(emit, '[');
    for (size_t i = 0; (setting = accord_setting_at(i)) != NULL; i++) {
        accord_emit_open(emit, '{');
        emit_member(emit, "name", setting->name);
        emit_member(emit, "option", setting->option);
        emit_member(emit, "variable", accord_variable_name(setting->option, variable));
        accord_emit_key(emit, "shared");
        accord_emit_boolean(emit, setting->shared);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

int main(void)
{
    struct accord_text text;
    struct accord_emit emit;
    accord_text_init(&text, TABLES_MAX);
    accord_emit_init(&emit, &text, true);
    accord_emit_open(&emit, '{');
    accord_emit_key(&emit, "commands");
    accord_emit_open(&emit, '[');
    for (size_t i = 0; accord_command_at(i); i++)
        emit_command(&emit, accord_command_at(i));
    accord_emit_close(&emit, ']');
    emit_settings(&emit);
    accord_emit_key(&emit, "exit_codes");
    accord_emit_open(&emit, '[');
    for (size_t i = 0; accord_exit_meaning(i); i++)
        accord_emit_text(&emit, accord_exit_meaning(i));
    accord_emit_close(&emit, ']');
    accord_emit_key(&emit, "variables");
    accord_emit_open(&emit, '{');
    for (size_t i = 0; accord_places_variable(i); i++)
        emit_member(&emit, accord_places_variable(i)->name, accord_places_variable(i)->meaning);
    accord_emit_close(&emit, '}');
    accord_emit_close(&emit, '}');
    int written = text.failed ? EOF : puts(accord_text_str(&text));
    accord_text_clear(&text);
    return written == EOF ? 1 : 0;
}
