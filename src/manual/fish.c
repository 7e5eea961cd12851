/* Tables for completion in fish: one line a command, an option, an operand. */
#include "manual/completed.h"

/* In single quotes. */
static void write_quoted(struct accord_text *text, const char *string)
{
    accord_text_add_char(text, '\'');
    for (; *string; string++) {
        if (*string == '\'' || *string == '\\') accord_text_add_char(text, '\\');
        accord_text_add_char(text, *string);
    }
    accord_text_add_char(text, '\'');
}

static void write_words(struct accord_text *text, const struct accord_completed *completed)
{
    const char *function = completed->several ? "__accord_several" : completed->behind_word ? "__accord_behind" : NULL;
    accord_text_addf(text, " -a '%s%s", function ? "(" : "", function ? function : "");
    for (size_t i = 0; completed->words(i); i++)
        accord_text_addf(text, "%s%s", i > 0 || function ? " " : "", completed->words(i));
    accord_text_addf(text, "%s'", function ? ")" : "");
}

static void write_completed(struct accord_text *text, const struct accord_completed *completed)
{
    if (completed->words) write_words(text, completed);
    if (completed->behind_word) return;
    if (completed->path == ACCORD_COMPLETES_FOLDER) accord_text_add_str(text, " -a '(__fish_complete_directories)'");
    if (completed->path == ACCORD_COMPLETES_FILE) accord_text_add_str(text, " -F");
}

static void write_option(struct accord_text *text, const struct accord_command *command,
                         const struct accord_option *option)
{
    enum { BRIEF_MAX = 4 * 1024 };
    struct accord_text brief;
    accord_text_addf(text, "complete -c accord -n '__accord_is %s' -l %s", command->name, option->name);
    if (accord_option_has_letter(command, option)) accord_text_addf(text, " -s %.1s", option->name);
    if (option->value) {
        struct accord_completed completed = accord_completed_value(option);
        accord_text_add_str(text, completed.path == ACCORD_COMPLETES_FILE && !completed.behind_word ? " -r" : " -x");
        write_completed(text, &completed);
    }
    accord_text_init(&brief, BRIEF_MAX);
    accord_option_write_brief(option, &brief);
    accord_text_add_str(text, " -d ");
    write_quoted(text, accord_text_str(&brief));
    accord_text_add_char(text, '\n');
    text->failed = text->failed || brief.failed;
    accord_text_clear(&brief);
}

/* Where a word comes before other operands it stands behind the command at once, and nothing else does. */
static const char *where_is(const struct accord_command *command, size_t index)
{
    struct accord_completed second;
    if (!command->words || !accord_completed_operand(command, 1, &second)) return "__accord_is";
    return index == 0 ? "__accord_is_all" : "__accord_goes_on";
}

static void write_operand(struct accord_text *text, const struct accord_command *command, size_t index,
                          const struct accord_completed *completed)
{
    if (completed->path == ACCORD_COMPLETES_NOTHING && !completed->words) return;
    accord_text_addf(text, "complete -c accord -n '%s %s'", where_is(command, index), command->name);
    write_completed(text, completed);
    accord_text_add_char(text, '\n');
}

static void write_command(struct accord_text *text, const struct accord_command *command)
{
    struct accord_completed completed;
    accord_text_addf(text, "\ncomplete -c accord -n __accord_begins -a %s -d ", command->name);
    write_quoted(text, command->help);
    accord_text_add_char(text, '\n');
    for (const struct accord_option *option = command->options; option && option->name; option++)
        write_option(text, command, option);
    for (size_t at = 0; accord_completed_operand(command, at, &completed); at++)
        write_operand(text, command, at, &completed);
}

void accord_completion_write_fish(struct accord_text *text)
{
    accord_text_add_str(text, "complete -c accord -n __accord_begins -l version -d 'the version of the program'\n"
                              "complete -c accord -l help -s h -d 'the help of the program or of a command'\n");
    for (size_t i = 0; accord_command_at(i); i++)
        write_command(text, accord_command_at(i));
}
