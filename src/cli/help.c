/* Help and version. */
#include "accord/report.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "report/page.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH = 80, HELP_COLUMN = 28, HELP_MAX = 64 * 1024, OPTION_HELP_MAX = 4 * 1024 };

const char accord_program_about[] = "Says whether each addressee of a treaty decision is in accord with it, on a given "
                                    "date, as far as the record shows.";

static void write_row(struct accord_page *page, const char *left, const char *right)
{
    accord_page_spaces(page, 2);
    if (2 + accord_text_width(left, strlen(left)) < HELP_COLUMN) {
        (void)accord_page_cell(page, ACCORD_STYLE_PLAIN, left, HELP_COLUMN - 2);
    } else {
        (void)accord_page_cell(page, ACCORD_STYLE_PLAIN, left, 0);
        accord_text_add_char(page->text, '\n');
        accord_page_spaces(page, HELP_COLUMN);
    }
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, HELP_COLUMN, HELP_COLUMN, right);
}

void accord_option_write_help(const struct accord_option *option, struct accord_text *text)
{
    static const char place[] = "{words}";
    const char *found = strstr(option->help, place);
    accord_text_add(text, option->help, found ? (size_t)(found - option->help) : strlen(option->help));
    if (!found) return;
    assert(option->words);
    accord_words_write(option->words, text);
    accord_text_add_str(text, found + strlen(place));
}

static void write_option(struct accord_page *page, const struct accord_command *command,
                         const struct accord_option *option)
{
    char left[HELP_WIDTH];
    struct accord_text help;
    char letter[] = {'-', option->name[0], ',', ' ', '\0'};
    (void)snprintf(left, sizeof left, "%s--%s%s%s", accord_option_has_letter(command, option) ? letter : "",
                   option->name, option->value ? " " : "", option->value ? option->value : "");
    accord_text_init(&help, OPTION_HELP_MAX);
    accord_option_write_help(option, &help);
    write_row(page, left, accord_text_str(&help));
    page->text->failed = page->text->failed || help.failed;
    accord_text_clear(&help);
}

static void write_exit_codes(struct accord_page *page)
{
    accord_text_add_str(page->text, "\nExit codes (");
    accord_exit_write_order(page->text);
    accord_text_add_str(page->text, "):\n");
    for (size_t code = 0; accord_exit_meaning(code); code++) {
        accord_text_addf(page->text, "  %zu  ", code);
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, 5, 5, accord_exit_meaning(code));
    }
}

void accord_command_write_help(const struct accord_command *command, struct accord_text *text)
{
    struct accord_page page;
    accord_page_init(&page, text, HELP_WIDTH, false);
    accord_text_addf(text, "Usage: accord %s%s%s%s\n\n", command->name, command->options ? " [OPTION...]" : "",
                     command->operand ? " " : "", command->operand ? command->operand : "");
    accord_page_wrap(&page, ACCORD_STYLE_PLAIN, 0, 0, command->about);
    accord_text_add_str(text, "\nOptions:\n");
    for (const struct accord_option *option = command->options; option && option->name; option++)
        write_option(&page, command, option);
    write_row(&page, "--help", "this text");
    write_exit_codes(&page);
    accord_page_clear(&page);
}

int accord_command_print_help(const struct accord_command *command)
{
    struct accord_text text;
    accord_text_init(&text, HELP_MAX);
    accord_command_write_help(command, &text);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

void accord_program_write_help(struct accord_text *text)
{
    struct accord_page page;
    accord_page_init(&page, text, HELP_WIDTH, false);
    accord_text_add_str(text, "Usage: accord COMMAND [ARGUMENT...]\n       accord --version\n\n");
    accord_page_wrap(&page, ACCORD_STYLE_PLAIN, 0, 0, accord_program_about);
    accord_text_add_str(text, "\nCommands:\n");
    for (size_t i = 0; accord_command_at(i); i++)
        write_row(&page, accord_command_at(i)->name, accord_command_at(i)->help);
    accord_text_add_str(text, "\nOptions:\n");
    write_row(&page, "--version", "the version of the program");
    write_row(&page, "--help", "this text; after a command, the help of that command");
    write_exit_codes(&page);
    accord_page_clear(&page);
}

/* ---- the command ---- */

struct help_request {
    const char *command;
};

static enum accord_status take_command(void *host, const char *value, struct accord_error *err)
{
    struct help_request *request = host;
    if (request->command) return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\"", value);
    request->command = value;
    return ACCORD_OK;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct help_request request = {0};
    const struct accord_command *asked = NULL;
    struct accord_error err = {0};
    struct accord_text text;
    bool help = false;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (status == ACCORD_OK && request.command) status = accord_command_find(request.command, &asked, &err);
    if (status != ACCORD_OK) return accord_exit_code(accord_complain_of(&err, command->name));
    accord_text_init(&text, HELP_MAX);
    if (help) asked = command;
    if (asked)
        accord_command_write_help(asked, &text);
    else
        accord_program_write_help(&text);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

const struct accord_command accord_command_help = {
    .name = "help",
    .operand = "[COMMAND]",
    .help = "says what the program, or a command, does",
    .about = "Prints the help of the program, or of a command.",
    .take_operand = take_command,
    .words = accord_command_word,
    .run = run,
};
