/* Tables for completion in zsh: of commands with what they do, and the arguments of each as _arguments takes them. */
#include "manual/completed.h"

#include <string.h>

/* Inside single quotes, and with a backslash before any of `special`. */
static void write_escaped(struct accord_text *text, const char *string, const char *special)
{
    for (; *string; string++) {
        if (strchr(special, *string)) accord_text_add_char(text, '\\');
        if (*string == '\'')
            accord_text_add_str(text, "'\\''");
        else
            accord_text_add_char(text, *string);
    }
}

static void write_words(struct accord_text *text, const struct accord_completed *completed)
{
    for (size_t i = 0; completed->words(i); i++)
        accord_text_addf(text, "%s%s", i > 0 ? " " : "", completed->words(i));
}

/* ":NAME:" with what completes it. An action that begins with a blank gets no arguments but its own. */
static void write_completed(struct accord_text *text, const struct accord_completed *completed)
{
    static const char *const paths[] = {
        [ACCORD_COMPLETES_NOTHING] = " ", [ACCORD_COMPLETES_FOLDER] = "_files -/", [ACCORD_COMPLETES_FILE] = "_files"};
    accord_text_addf(text, ":%s:", completed->name);
    if (!completed->words) {
        accord_text_add_str(text, paths[completed->path]);
        return;
    }
    if (completed->several)
        accord_text_addf(text, " _values -s , %s ", completed->name);
    else if (completed->behind_word)
        accord_text_add_str(text, " _accord_behind ");
    else
        accord_text_add_str(text, completed->path != ACCORD_COMPLETES_NOTHING ? " _accord_word_or_path " : "(");
    write_words(text, completed);
    if (!completed->several && completed->path == ACCORD_COMPLETES_NOTHING) accord_text_add_str(text, ")");
}

static void write_option(struct accord_text *text, const struct accord_command *command,
                         const struct accord_option *option)
{
    enum { BRIEF_MAX = 4 * 1024 };
    struct accord_text brief;
    const char *equals = option->value ? "=" : "";
    accord_text_add_str(text, " \\\n            ");
    if (accord_option_has_letter(command, option)) {
        accord_text_addf(text, "'%s'{-%.1s%s,--%s%s}'[", option->repeatable ? "*" : "", option->name,
                         option->value ? "+" : "", option->name, equals);
    } else {
        accord_text_addf(text, "'%s--%s%s[", option->repeatable ? "*" : "", option->name, equals);
    }
    accord_text_init(&brief, BRIEF_MAX);
    accord_option_write_brief(option, &brief);
    write_escaped(text, accord_text_str(&brief), "[]\\");
    accord_text_add_str(text, "]");
    text->failed = text->failed || brief.failed;
    accord_text_clear(&brief);
    if (option->value) {
        struct accord_completed completed = accord_completed_value(option);
        write_completed(text, &completed);
    }
    accord_text_add_str(text, "'");
}

static void write_command(struct accord_text *text, const struct accord_command *command)
{
    struct accord_completed completed;
    accord_text_addf(text, "    %s)\n        _arguments -S", command->name);
    for (const struct accord_option *option = command->options; option && option->name; option++)
        write_option(text, command, option);
    accord_text_add_str(text, " \\\n            '(- *)'{-h,--help}'[the help of the command]'");
    for (size_t at = 0; accord_completed_operand(command, at, &completed); at++) {
        accord_text_addf(text, " \\\n            '%s", completed.repeats ? "*" : "");
        write_completed(text, &completed);
        accord_text_add_str(text, "'");
    }
    accord_text_add_str(text, "\n        ;;\n");
}

void accord_completion_write_zsh(struct accord_text *text)
{
    accord_text_add_str(text, "_accord_commands() {\n    local -a commands=(\n");
    for (size_t i = 0; accord_command_at(i); i++) {
        accord_text_addf(text, "        '%s:", accord_command_at(i)->name);
        write_escaped(text, accord_command_at(i)->help, "\\");
        accord_text_add_str(text, "'\n");
    }
    accord_text_add_str(text, "    )\n    _describe -t commands command commands\n}\n\n"
                              "_accord_arguments() {\n    case $1 in\n");
    for (size_t i = 0; accord_command_at(i); i++)
        write_command(text, accord_command_at(i));
    accord_text_add_str(text, "    esac\n}\n");
}
