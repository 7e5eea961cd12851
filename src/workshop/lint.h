/* Rules looked at without running them: what is surely or probably wrong in them, and where. */
#ifndef ACCORD_WORKSHOP_LINT_H
#define ACCORD_WORKSHOP_LINT_H

#include "accord/problems.h"
#include "accord/run.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_lint_check {
    const char *id;
    bool error; /* else a warning */
    const char *meaning;
};

/* The table of checks; NULL past its end. */
const struct accord_lint_check *accord_lint_check_at(size_t index);
enum { ACCORD_LINT_CHECKS_MAX = 64 };

struct accord_lint_options {
    const char *const *folders; /* of the rules, as for accord_packs_open */
    size_t folder_count;
    const char *const *only; /* files and folders in those folders that complaints are wanted about; 0: all */
    size_t only_count;
    bool off[ACCORD_LINT_CHECKS_MAX]; /* checks that are left out */
    const char *dataset; /* whose descriptor says which tables and columns there are beside the core's; or NULL */
    /* Loads the rules of the folders, or tells what another process found when it did; NULL: accord_packs_open. Bad
     * rules without a problem end the lint. */
    enum accord_status (*load)(void *host, const char *const *folders, size_t count, struct accord_problems *problems,
                               struct accord_packs **packs, struct accord_error *err);
    void *host;
};

struct accord_lint_complaint {
    size_t check;
    const char *file; /* with the folder as given */
    unsigned line;    /* from 1; 0: the whole file */
    unsigned column;  /* in characters; 0: the whole line */
    const char *text;
    const char *source; /* the line, or NULL */
    size_t source_length;
};

struct accord_lint;

/* Looks at every file. Bad rules are complaints too. ACCORD_BAD_DATA: the dataset's descriptor is wrong, as `problems`
 * say. The options must outlive the lint. */
enum accord_status accord_lint_run(const struct accord_lint_options *options, struct accord_problems *problems,
                                   struct accord_lint **lint, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_lint_free(struct accord_lint *lint);

/* Complaints by file, line, column and check; equal ones once. */
size_t accord_lint_count(const struct accord_lint *lint);
const struct accord_lint_complaint *accord_lint_at(const struct accord_lint *lint, size_t index);

size_t accord_lint_files(const struct accord_lint *lint); /* that were looked at */
bool accord_lint_loads(const struct accord_lint *lint);   /* the loader takes the rules */
/* Tables that rules ask for and that no schema says anything of, sorted; NULL past the last. */
const char *accord_lint_unknown_table(const struct accord_lint *lint, size_t index);

/* As text: one complaint, `file:line:column: severity: text [id]`, with its source and a caret; as JSON: all of them.
 */
void accord_lint_write_text(const struct accord_lint *lint, struct accord_text *text);
void accord_lint_write_json(const struct accord_lint *lint, struct accord_text *text);

#endif
