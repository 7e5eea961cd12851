/* What a shell completes the values of options and the operands of commands with, read from the tables of commands. */
#ifndef ACCORD_MANUAL_COMPLETED_H
#define ACCORD_MANUAL_COMPLETED_H

#include "cli/command.h"

#include <stdbool.h>

enum accord_completes { ACCORD_COMPLETES_NOTHING, ACCORD_COMPLETES_FOLDER, ACCORD_COMPLETES_FILE };

/* A name that help gives to a value or an operand, and what can be said of it: DIR is a folder. */
struct accord_value_name {
    const char *name;
    enum accord_completes path; /* FILE stands for folders too, which lead to files */
};

/* The table of names; a name without a row completes to nothing but its words. NULL: it has none. */
const struct accord_value_name *accord_value_name_find(const char *name);

enum { ACCORD_VALUE_NAME_MAX = 64 };

struct accord_completed {
    char name[ACCORD_VALUE_NAME_MAX]; /* "FORMAT" of "FORMAT[=PATH]" */
    accord_words words;               /* NULL: none */
    bool several;                     /* words, with commas between */
    bool behind_word;                 /* the path stands behind a word and "=" */
    bool repeats;                     /* an operand: as many as there are */
    enum accord_completes path;       /* in place of a word, where there are words */
};

/* Of an option that takes a value. */
struct accord_completed accord_completed_value(const struct accord_option *option);
/* Of the operand at the index, "RULE" and "ACTOR" of "RULE [ACTOR]"; false past the last. */
bool accord_completed_operand(const struct accord_command *command, size_t index, struct accord_completed *completed);

/* What an option does, in one clause: its help up to the first semicolon. */
void accord_option_write_brief(const struct accord_option *option, struct accord_text *text);

/* ---- the writers ---- */

/* One file that an installation holds, by its place under the folder of shared files: a script of this folder, with
 * tables in the place of its line "# {tables}". */
struct accord_completion_file {
    const char *script;
    const char *path;
    void (*write)(struct accord_text *text);
};

/* A row for each shell; NULL past the last. */
const struct accord_completion_file *accord_completion_file_at(size_t index);

/* The tables. */
void accord_completion_write_bash(struct accord_text *text);
void accord_completion_write_fish(struct accord_text *text);
void accord_completion_write_zsh(struct accord_text *text);

#endif
