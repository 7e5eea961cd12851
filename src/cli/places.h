/* What the program, and nothing below it, reads of its surroundings: clock, environment, terminal, its own place. */
#ifndef ACCORD_CLI_PLACES_H
#define ACCORD_CLI_PLACES_H

#include "accord/date.h"
#include "accord/problems.h"
#include "accord/status.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_PATH_MAX = 4096 };

/* What of the environment the program heeds: each variable, and what it does; NULL past the last. */
struct accord_variable {
    const char *name;
    const char *meaning;
};
const struct accord_variable *accord_places_variable(size_t index);

/* Today in UTC. */
struct accord_date accord_places_today(void);
/* GITHUB_STEP_SUMMARY, or NULL. */
const char *accord_places_job_summary(void);
/* TMPDIR, or NULL. */
const char *accord_places_temporary(void);
/* A variable of the environment; NULL: it is not set, or empty. */
const char *accord_places_environment(const char *name);
/* Any of them, "NAME=value"; NULL past the last. */
const char *accord_places_environment_at(size_t index);
/* Whether NO_COLOR leaves colours be. */
bool accord_places_color(void);
/* Columns of the terminal, at most 100; 0: unknown. */
unsigned accord_places_width(void);

/* The folder of the rules that come with the program: of the source tree where it runs from its build tree, beside the
 * program where it was installed, else where it was to be installed. */
enum accord_status accord_places_rules(char folder[ACCORD_PATH_MAX], struct accord_error *err) ACCORD_MUST_CHECK;

/* What --rules says for them, beside folders of somebody's own. */
#define ACCORD_INSTALLED_RULES "@installed"

/* The folders that rules are loaded from: those that were named, the installed one where it was or where none was.
 * Borrows the names. */
struct accord_rules_folders {
    const char **items;
    size_t count;
    char installed[ACCORD_PATH_MAX];
};
enum accord_status accord_rules_folders_find(struct accord_rules_folders *folders, const char *const *names,
                                             size_t count, struct accord_error *err) ACCORD_MUST_CHECK;
/* Puts the installed folder in their place, where it was named. Returns whether it was. */
bool accord_rules_folders_name(const char **names, size_t count, const char *installed);
void accord_rules_folders_clear(struct accord_rules_folders *folders); /* zeroed is clear */

/* Whether both name one file: the same path, or, where they are there, the same file behind them. */
bool accord_places_same_file(const char *a, const char *b);
/* Whether a path names the store, or a file that SQLite may have beside it: to write there would damage the store. */
bool accord_places_is_of_store(const char *path, const char *store);

/* What goes before the files of the dataset in `folder` so that they are named from the working folder: "data/", "" for
 * the working folder itself. False where there is no room. */
bool accord_places_prefix(const char *folder, char prefix[ACCORD_PATH_MAX]);

/* "file:line:column: text", escaped as data must be. */
void accord_place_write(struct accord_text *line, const struct accord_problem *problem);

#endif
