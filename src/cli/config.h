/* What stands in for options that were left out: accord.json and the environment. A flag wins over a variable of the
 * environment, which wins over accord.json, which wins over the default. Values of all three go through the option's
 * own `take`, so that they are read and refused alike; each is remembered with where it came from. */
#ifndef ACCORD_CLI_CONFIG_H
#define ACCORD_CLI_CONFIG_H

#include "base/memory.h"
#include "cli/command.h"
#include "cli/places.h"

#include <stdbool.h>
#include <stddef.h>

/* A later one wins. */
enum accord_source { ACCORD_SOURCE_DEFAULT, ACCORD_SOURCE_FILE, ACCORD_SOURCE_ENVIRONMENT, ACCORD_SOURCE_FLAG };

struct accord_origin {
    enum accord_source source;
    unsigned line, column; /* in the file */
};

/* Zeroed is ready for accord_config_parse. */
struct accord_config {
    const char *asked;          /* --config; NULL: to be looked for */
    bool none;                  /* --no-config */
    enum accord_source chosen;  /* who said which file, or none */
    char file[ACCORD_PATH_MAX]; /* as it can be opened from here: "../accord.json"; "": there is none */
    const struct accord_command *command;
    struct accord_given given;
    struct accord_origin origins[ACCORD_GIVEN_MAX];
    struct accord_arena arena; /* of values that are not on the command line */
};

/* Rows of a table of options, of a command that is parsed by accord_config_parse. */
enum accord_status accord_config_take_file(void *host, const char *value, struct accord_error *err);
enum accord_status accord_config_take_none(void *host, const char *value, struct accord_error *err);
#define ACCORD_CONFIG_OPTIONS                                                                                          \
    {.name = "config",                                                                                                 \
     .value = "FILE",                                                                                                  \
     .help = "take what is left out here from this file; when left out, from the accord.json of this folder or the "   \
             "nearest above it",                                                                                       \
     .take = accord_config_take_file,                                                                                  \
     .of_config = true},                                                                                               \
    {                                                                                                                  \
        .name = "no-config", .help = "look for no accord.json", .take = accord_config_take_none, .of_config = true     \
    }

/* As accord_options_parse, and then what was left out from the environment and the file. What is wrong in the file is
 * printed, all of it, and the status is ACCORD_BAD_USAGE. The request may borrow from the config until it is cleared.
 */
enum accord_status accord_config_parse(struct accord_config *config, const struct accord_command *command, int count,
                                       char **arguments, void *request, bool *help,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_config_clear(struct accord_config *config);

/* Where the value of an option of the command came from, or of the operand that stands for it. */
const struct accord_origin *accord_config_origin(const struct accord_config *config, const char *option);
/* What it was given, as it was given; count 0: it was left out. */
const struct accord_names *accord_config_values(const struct accord_config *config, const char *option);
/* "flag", "ACCORD_FAIL_ON", "../accord.json:3:15", "default". */
void accord_config_write_origin(const struct accord_config *config, const char *option, struct accord_text *text);

/* ---- the table (config_table.c) ---- */

/* What a value is, as a path: relative ones in the file begin where the file stands. */
enum accord_setting_path {
    ACCORD_SETTING_NO_PATH,
    ACCORD_SETTING_READ,
    ACCORD_SETTING_WRITTEN, /* from the file: only beneath its folder */
    ACCORD_SETTING_REPORT,  /* FORMAT=PATH, written */
    ACCORD_SETTING_PROFILE  /* only with a slash, or in .lua; else a name */
};

/* What accord.json holds for it. */
enum accord_setting_shape {
    ACCORD_SETTING_TEXT,
    ACCORD_SETTING_LIST,  /* of an option that may be repeated: a text or several */
    ACCORD_SETTING_COMMA, /* of an option that takes a list with commas: a text or several */
    ACCORD_SETTING_NUMBER,
    ACCORD_SETTING_FLAG
};

struct accord_setting {
    const char *name;   /* in accord.json */
    const char *option; /* that it stands for. Its variable is ACCORD_ and this, in capitals, '_' for '-' */
    enum accord_setting_shape shape;
    enum accord_setting_path path;
    bool shared; /* commands that are no check have the option for the same thing */
};

/* NULL past the end. */
const struct accord_setting *accord_setting_at(size_t index);
/* By option; NULL: that one can only be a flag. */
const struct accord_setting *accord_setting_of(const char *option);

enum { ACCORD_VARIABLE_MAX = 64 };
/* "ACCORD_FAIL_ON" of "fail-on". */
const char *accord_variable_name(const char *option, char name[ACCORD_VARIABLE_MAX]);

/* ---- the file (config_file.c) ---- */

/* The accord.json of the working folder or the nearest above it; the search ends with the folder that holds a `.git`,
 * or at the root. *file "": there is none. */
void accord_config_find(char file[ACCORD_PATH_MAX]);

/* A path as the file says it, as it can be opened from here: in the arena. NULL: no memory. */
const char *accord_config_resolve(struct accord_config *config, const char *path);

/* Whether a path that the file says may be written: NULL, or what it is instead. */
const char *accord_config_write_fault(const struct accord_config *config, const char *path);

#endif
