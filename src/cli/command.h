/* Commands and their options as tables: one table gives parsing, --help and "did you mean". */
#ifndef ACCORD_CLI_COMMAND_H
#define ACCORD_CLI_COMMAND_H

#include "accord/status.h"
#include "base/text.h"
#include "cli/words.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_option {
    const char *name;  /* without the dashes */
    const char *value; /* what it takes, "DIR", in capitals what it is, else the word itself; NULL: nothing */
    const char *help;  /* "{words}" in it stands for the list of the words */
    bool repeatable;
    enum accord_status (*take)(void *request, const char *value, struct accord_error *err); /* value NULL: none */
    accord_words words; /* the closed list that the value is taken from, as far as it is; NULL: it is not */
    bool of_config;     /* take is told to the struct accord_config of the command, not to its request */
};

/* A line that works as it stands, where `data` is a dataset, and what it does. */
struct accord_example {
    const char *line;
    const char *what;
};

enum {
    ACCORD_OPTIONS_MAX = 64,
    ACCORD_GIVEN_OPERAND = ACCORD_OPTIONS_MAX, /* where operands are kept */
    ACCORD_GIVEN_MAX
};

struct accord_command {
    const char *name;
    const char *operand;                 /* "[DATASET]"; NULL: none */
    const char *help;                    /* one line */
    const char *about;                   /* a paragraph */
    const struct accord_option *options; /* at most ACCORD_OPTIONS_MAX, then one without a name; NULL: none */
    const char *operand_for; /* an option that need not be given where an operand is: "dataset"; NULL: none */
    bool checks;             /* takes every setting of accord.json that is an option of it, not only shared ones */
    const char *letters;     /* of options that their first letter names too: "o" is -o for --output; NULL: none */
    enum accord_status (*take_operand)(void *request, const char *value, struct accord_error *err);
    accord_words words;                    /* the closed list that the first operand is taken from; NULL: it is not */
    const struct accord_example *examples; /* then one without a line; NULL: none */
    /* The program's exit code. The arguments are those after the command's name. */
    int (*run)(const struct accord_command *command, int count, char **arguments);
};

/* Values of a repeatable option or operand, as they were given; borrowed from whoever gave them. Zeroed is none;
 * accord_free(names->items) releases the list. */
struct accord_names {
    const char **items;
    size_t count;
    size_t capacity;
};

/* An empty value is a usage error. */
enum accord_status accord_names_add(struct accord_names *names, const char *option, const char *value,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* As it is, NULL and empty too. */
enum accord_status accord_names_push(struct accord_names *names, const char *value,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the name is one of them; true where none was given. */
bool accord_names_have(const struct accord_names *names, const char *name);

extern const struct accord_command accord_command_baseline;
extern const struct accord_command accord_command_check;
extern const struct accord_command accord_command_data;
extern const struct accord_command accord_command_diff;
extern const struct accord_command accord_command_explain;
extern const struct accord_command accord_command_export;
extern const struct accord_command accord_command_help;
extern const struct accord_command accord_command_import;
extern const struct accord_command accord_command_init;
extern const struct accord_command accord_command_lint;
extern const struct accord_command accord_command_merge;
extern const struct accord_command accord_command_new_instrument;
extern const struct accord_command accord_command_new_rule;
extern const struct accord_command accord_command_repl;
extern const struct accord_command accord_command_report;
extern const struct accord_command accord_command_rules;
extern const struct accord_command accord_command_runs;
extern const struct accord_command accord_command_schema;
extern const struct accord_command accord_command_test;
extern const struct accord_command accord_command_trace;
extern const struct accord_command accord_command_waive;

/* The table of commands, and of their names; NULL past its end. */
const struct accord_command *accord_command_at(size_t index);
const char *accord_command_word(size_t index);
/* An unknown name is a usage error that names the nearest. */
enum accord_status accord_command_find(const char *name, const struct accord_command **command,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether -x names the option, x being the first letter of its name. */
bool accord_option_has_letter(const struct accord_command *command, const struct accord_option *option);

/* Gives every argument to its option or to take_operand. *help: --help was among them, and nothing else counts. */
enum accord_status accord_options_parse(const struct accord_command *command, int count, char **arguments,
                                        void *request, bool *help, struct accord_error *err) ACCORD_MUST_CHECK;

/* What the option does, its words in their place. */
void accord_option_write_help(const struct accord_option *option, struct accord_text *text);

/* What was given, by option; "true" for an option without a value. Zeroed is nothing. */
struct accord_given {
    struct accord_names values[ACCORD_GIVEN_MAX];
};
void accord_given_clear(struct accord_given *given);

/* Whom options are told to. */
struct accord_hosts {
    void *request;
    void *config; /* struct accord_config; NULL: the command has none of ACCORD_CONFIG_OPTIONS */
};

/* The same, and what was given is kept. */
enum accord_status accord_options_take(const struct accord_command *command, int count, char **arguments,
                                       const struct accord_hosts *hosts, struct accord_given *given, bool *help,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* The help of a command, and of the program. accord_command_print_help gives the program's exit code. */
void accord_command_write_help(const struct accord_command *command, struct accord_text *text);
int accord_command_print_help(const struct accord_command *command);
void accord_program_write_help(struct accord_text *text);
extern const char accord_program_about[]; /* a sentence */

/* ACCORD_BAD_USAGE: `unknown actor "KEM"; did you mean "KEN"?`, or the known ones where they are few. */
enum accord_status accord_unknown_name(struct accord_error *err, const char *what, const char *name,
                                       const char *const *known, size_t count);

/* ---- standard output and error ---- */

/* Writes to standard output; the exit code: 0, or 7 with a message (none when the reader has gone). */
int accord_print(const struct accord_text *text);

/* `accord: TEXT` on standard error, escaped as data must be. */
void accord_complain(const char *text);

/* Complains, with where to find help when the status is a usage error. Returns the exit code's bit. */
unsigned accord_complain_of(const struct accord_error *err, const char *command);

#endif
