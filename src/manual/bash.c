/* Tables for completion in bash: of commands, options, what each takes, and operands. */
#include "manual/completed.h"

/* `"${words[@]}"` and the rest: what _accord_offer_value reads. */
static void write_completed(struct accord_text *text, const struct accord_completed *completed)
{
    static const char *const paths[] = {
        [ACCORD_COMPLETES_NOTHING] = "", [ACCORD_COMPLETES_FOLDER] = "folder", [ACCORD_COMPLETES_FILE] = "file"};
    if (completed->several) accord_text_add_str(text, " kind=several");
    if (completed->behind_word) accord_text_add_str(text, " kind=behind");
    if (completed->path != ACCORD_COMPLETES_NOTHING) accord_text_addf(text, " path='%s'", paths[completed->path]);
    if (!completed->words) return;
    accord_text_add_str(text, " words=(");
    for (size_t i = 0; completed->words(i); i++)
        accord_text_addf(text, "%s%s", i > 0 ? " " : "", completed->words(i));
    accord_text_add_str(text, ")");
}

static void write_commands(struct accord_text *text)
{
    accord_text_add_str(text, "_accord_commands() {\n    words=(");
    for (size_t i = 0; accord_command_at(i); i++)
        accord_text_addf(text, "%s%s", i > 0 ? " " : "", accord_command_at(i)->name);
    accord_text_add_str(text, ")\n}\n");
}

static void write_names(struct accord_text *text, const struct accord_command *command, bool repeatable)
{
    for (const struct accord_option *option = command->options; option && option->name; option++) {
        if (repeatable && !option->repeatable) continue;
        accord_text_addf(text, "--%s ", option->name);
        if (accord_option_has_letter(command, option)) accord_text_addf(text, "-%.1s ", option->name);
    }
}

static void write_options(struct accord_text *text)
{
    accord_text_add_str(text, "\n_accord_options() {\n    case $1 in\n");
    for (size_t i = 0; accord_command_at(i); i++) {
        accord_text_addf(text, "    %s)\n        options=(", accord_command_at(i)->name);
        write_names(text, accord_command_at(i), false);
        accord_text_add_str(text, "--help)\n        repeatable=( ");
        write_names(text, accord_command_at(i), true);
        accord_text_add_str(text, ")\n        ;;\n");
    }
    accord_text_add_str(text, "    esac\n}\n");
}

/* False for an option that takes nothing. */
static void write_values(struct accord_text *text)
{
    accord_text_add_str(text, "\n_accord_value() {\n    case \"$1 $2\" in\n");
    for (size_t i = 0; accord_command_at(i); i++) {
        const struct accord_command *command = accord_command_at(i);
        for (const struct accord_option *option = command->options; option && option->name; option++) {
            if (!option->value) continue;
            struct accord_completed completed = accord_completed_value(option);
            accord_text_addf(text, "    '%s --%s'", command->name, option->name);
            if (accord_option_has_letter(command, option))
                accord_text_addf(text, " | '%s -%.1s'", command->name, option->name);
            accord_text_add_str(text, ")");
            write_completed(text, &completed);
            accord_text_add_str(text, " ;;\n");
        }
    }
    accord_text_add_str(text, "    *) return 1 ;;\n    esac\n}\n");
}

static void write_operands(struct accord_text *text)
{
    accord_text_add_str(text, "\n_accord_operand() {\n    case \"$1 $2\" in\n");
    for (size_t i = 0; accord_command_at(i); i++) {
        struct accord_completed completed;
        for (size_t at = 0; accord_completed_operand(accord_command_at(i), at, &completed); at++) {
            if (completed.path == ACCORD_COMPLETES_NOTHING && !completed.words) continue;
            if (completed.repeats)
                accord_text_addf(text, "    '%s '*)", accord_command_at(i)->name);
            else
                accord_text_addf(text, "    '%s %zu')", accord_command_at(i)->name, at);
            write_completed(text, &completed);
            accord_text_add_str(text, " ;;\n");
        }
    }
    accord_text_add_str(text, "    esac\n}\n");
}

void accord_completion_write_bash(struct accord_text *text)
{
    write_commands(text);
    write_options(text);
    write_values(text);
    write_operands(text);
}
