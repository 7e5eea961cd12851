/* Manual pages. */
#include "manual/man_page.h"

#include "accord/report.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/places.h"

#include <ctype.h>
#include <string.h>

/* ---- roff ---- */

/* What roff would take for its own, or print as another character than it is. */
static void write_byte(struct accord_text *text, char byte)
{
    static const struct {
        char byte;
        const char *escape;
    } escapes[] = {{'\\', "\\e"},  {'-', "\\-"},   {'\'', "\\(aq"}, {'"', "\\(dq"},
                   {'`', "\\(ga"}, {'^', "\\(ha"}, {'~', "\\(ti"}};
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].byte != byte) continue;
        accord_text_add_str(text, escapes[i].escape);
        return;
    }
    accord_text_add_char(text, byte);
}

static void write_escaped(struct accord_text *text, const char *string)
{
    for (; *string; string++)
        write_byte(text, *string);
}

/* A line of prose; what stands in backquotes is bold. The line cannot be taken for a request. */
static void write_prose(struct accord_text *text, const char *string)
{
    bool quoted = false;
    if (*string == '.') accord_text_add_str(text, "\\&");
    for (; *string; string++) {
        if (*string != '`') {
            write_byte(text, *string);
            continue;
        }
        quoted = !quoted;
        accord_text_add_str(text, quoted ? "\\fB" : "\\fR");
    }
    accord_text_add_char(text, '\n');
}

/* Names in capitals in italics; other words stand for themselves, in bold; brackets and dots as they are. */
static void write_usage(struct accord_text *text, const char *usage)
{
    for (const char *at = usage; *at;) {
        const char *end = at;
        while (isalpha((unsigned char)*end))
            end++;
        if (end == at) {
            write_byte(text, *at++);
            continue;
        }
        accord_text_add_str(text, isupper((unsigned char)*at) ? "\\fI" : "\\fB");
        accord_text_add(text, at, (size_t)(end - at));
        accord_text_add_str(text, "\\fR");
        at = end;
    }
}

static void write_section(struct accord_text *text, const char *name)
{
    accord_text_addf(text, ".SH %s\n", name);
}

/* The page's title: "accord" or "accord-check". */
static void write_title(struct accord_text *text, const char *command)
{
    accord_text_add_str(text, ".\\\" Written when the program was built, from its tables of commands and options.\n");
    accord_text_add_str(text, ".TH ACCORD");
    if (command) accord_text_add_str(text, "\\-");
    for (; command && *command; command++)
        write_byte(text, (char)toupper((unsigned char)*command));
    accord_text_addf(text, " 1 \"\" \"accord %s\" \"accord manual\"\n", accord_version());
    accord_text_add_str(text, ".nh\n.ad l\n");
}

/* ---- sections ---- */

static void write_option(struct accord_text *text, const char *letter, const char *name, const char *value)
{
    accord_text_add_str(text, ".TP\n");
    if (letter) accord_text_addf(text, "\\fB\\-%.1s\\fR, ", letter);
    accord_text_add_str(text, "\\fB\\-\\-");
    write_escaped(text, name);
    accord_text_add_str(text, "\\fR");
    if (value) {
        accord_text_add_char(text, ' ');
        write_usage(text, value);
    }
    accord_text_add_char(text, '\n');
}

static void write_options(struct accord_text *text, const struct accord_command *command)
{
    enum { HELP_MAX = 4 * 1024 };
    write_section(text, "OPTIONS");
    for (const struct accord_option *option = command->options; option && option->name; option++) {
        struct accord_text help;
        accord_text_init(&help, HELP_MAX);
        accord_option_write_help(option, &help);
        write_option(text, accord_option_has_letter(command, option) ? option->name : NULL, option->name,
                     option->value);
        write_prose(text, accord_text_str(&help));
        text->failed = text->failed || help.failed;
        accord_text_clear(&help);
    }
    write_option(text, "h", "help", NULL);
    write_prose(text, "print the help of the command");
}

static void write_exit_status(struct accord_text *text)
{
    write_section(text, "EXIT STATUS");
    accord_exit_write_order(text);
    accord_text_add_str(text, ":\n");
    for (size_t code = 0; accord_exit_meaning(code); code++) {
        accord_text_addf(text, ".TP\n.B %zu\n", code);
        write_prose(text, accord_exit_meaning(code));
    }
}

static void write_environment(struct accord_text *text)
{
    write_section(text, "ENVIRONMENT");
    for (size_t i = 0; accord_places_variable(i); i++) {
        accord_text_addf(text, ".TP\n.B %s\n", accord_places_variable(i)->name);
        write_prose(text, accord_places_variable(i)->meaning);
    }
}

/* ---- settings ---- */

static const struct accord_option *find_option(const struct accord_command *command, const char *name)
{
    for (const struct accord_option *option = command->options; option && option->name; option++)
        if (strcmp(option->name, name) == 0) return option;
    return NULL;
}

/* Whether accord.json and the environment are asked for it: it stands for an option, or for the operand. */
static bool takes_setting(const struct accord_command *command, const struct accord_setting *setting)
{
    bool operand = command->operand_for && strcmp(command->operand_for, setting->option) == 0;
    return (operand || find_option(command, setting->option)) && (setting->shared || command->checks);
}

/* Their names, or those of their variables, with commas between. */
static void write_settings(struct accord_text *text, const struct accord_command *command, bool variables)
{
    const struct accord_setting *setting;
    bool first = true;
    for (size_t i = 0; (setting = accord_setting_at(i)) != NULL; i++) {
        char variable[ACCORD_VARIABLE_MAX];
        if (!takes_setting(command, setting)) continue;
        accord_text_add_str(text, first ? "\\fB" : ", \\fB");
        write_escaped(text, variables ? accord_variable_name(setting->option, variable) : setting->name);
        accord_text_add_str(text, "\\fR");
        first = false;
    }
    accord_text_add_char(text, '\n');
}

static void write_setting_variables(struct accord_text *text, const struct accord_command *command)
{
    if (!find_option(command, "config")) return;
    accord_text_add_str(text, ".PP\n");
    write_prose(text, "Where an option is left out, the variable of its name stands in for it, with commas between "
                      "several values:");
    write_settings(text, command, true);
}

static void write_files(struct accord_text *text, const struct accord_command *command)
{
    bool settings = find_option(command, "config"), rules = find_option(command, "rules");
    if (!settings && !rules) return;
    write_section(text, "FILES");
    if (settings) {
        accord_text_add_str(text, ".TP\n.B accord.json\n");
        write_prose(text, "in the working folder or the nearest above it, stands in for what neither an option nor a "
                          "variable says:");
        write_settings(text, command, false);
    }
    if (!rules) return;
    accord_text_add_str(text, ".TP\n\\fIPREFIX\\fR/share/accord/rules\n");
    write_prose(text, "the rules that come with the program");
}

static void write_examples(struct accord_text *text, const struct accord_example *examples)
{
    if (!examples) return;
    write_section(text, "EXAMPLES");
    for (; examples->line; examples++) {
        accord_text_add_str(text, ".TP\n\\fB");
        write_escaped(text, examples->line);
        accord_text_add_str(text, "\\fR\n");
        write_prose(text, examples->what);
    }
}

/* ---- pages ---- */

void accord_man_write_command(const struct accord_command *command, struct accord_text *text)
{
    write_title(text, command->name);
    write_section(text, "NAME");
    accord_text_add_str(text, "accord\\-");
    write_escaped(text, command->name);
    accord_text_add_str(text, " \\- ");
    write_prose(text, command->help);
    write_section(text, "SYNOPSIS");
    accord_text_add_str(text, "\\fBaccord ");
    write_escaped(text, command->name);
    accord_text_add_str(text, "\\fR ");
    write_usage(text, "[OPTION...] ");
    write_usage(text, command->operand ? command->operand : "");
    accord_text_add_char(text, '\n');
    write_section(text, "DESCRIPTION");
    write_prose(text, command->about);
    write_options(text, command);
    write_exit_status(text);
    write_environment(text);
    write_setting_variables(text, command);
    write_files(text, command);
    write_examples(text, command->examples);
    write_section(text, "SEE ALSO");
    accord_text_add_str(text, ".BR accord (1)\n");
}

static void write_commands(struct accord_text *text)
{
    write_section(text, "COMMANDS");
    for (size_t i = 0; accord_command_at(i); i++) {
        accord_text_add_str(text, ".TP\n\\fBaccord\\-");
        write_escaped(text, accord_command_at(i)->name);
        accord_text_add_str(text, "\\fR(1)\n");
        write_prose(text, accord_command_at(i)->help);
    }
}

void accord_man_write_program(struct accord_text *text)
{
    write_title(text, NULL);
    write_section(text, "NAME");
    accord_text_add_str(text, "accord \\- ");
    write_prose(text, "compliance checker for multilateral environmental agreements");
    write_section(text, "SYNOPSIS");
    write_usage(text, "accord COMMAND [ARGUMENT...]");
    accord_text_add_str(text, "\n.br\n\\fBaccord \\-\\-version\\fR\n");
    write_section(text, "DESCRIPTION");
    write_prose(text, accord_program_about);
    write_commands(text);
    write_section(text, "OPTIONS");
    write_option(text, NULL, "version", NULL);
    write_prose(text, "the version of the program");
    write_option(text, "h", "help", NULL);
    write_prose(text, "the help of the program; after a command, that of the command");
    write_exit_status(text);
    write_environment(text);
    write_section(text, "SEE ALSO");
    for (size_t i = 0; accord_command_at(i); i++) {
        accord_text_add_str(text, ".BR accord\\-");
        write_escaped(text, accord_command_at(i)->name);
        accord_text_add_str(text, accord_command_at(i + 1) ? " (1),\n" : " (1)\n");
    }
}
