/* What people call stored runs: a name each, and tags such as "COP14". */
#ifndef ACCORD_STORE_RUN_LABELS_H
#define ACCORD_STORE_RUN_LABELS_H

#include "store/run_file.h"

enum { ACCORD_RUN_LABEL_MAX = 64 }; /* bytes */

struct accord_run_label {
    const char *text;
    int64_t run;
    bool is_name;
};

typedef enum accord_status (*accord_run_label_function)(void *host, const struct accord_run_label *label,
                                                        struct accord_error *err);

/* NULL: it may be a name (`is_name`) or a tag; else what is wrong with it. A tag is of letters, digits, ".", "_" and
 * "-" and begins with a letter. A name is a line of UTF-8 that is not blank at its ends, is no number, and has no "#"
 * and no "=". */
const char *accord_run_label_fault(const char *text, bool is_name);

/* Those of a run after another, each run's name first, then its tags bytewise. */
enum accord_status accord_run_labels(struct accord_run_file *file, accord_run_label_function function, void *host,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* The run of that name or tag. ACCORD_BAD_USAGE, with the nearest that there is, where none has it. */
enum accord_status accord_run_label_find(struct accord_run_file *file, const char *text, int64_t *run,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- of a file that is open to be changed, between accord_run_file_begin and _end ---- */

/* Whoever would change the store too waits meanwhile. */
enum accord_status accord_run_file_begin(struct accord_run_file *file, struct accord_error *err) ACCORD_MUST_CHECK;
/* Keeps what was changed, or leaves the store as it was. */
enum accord_status accord_run_file_end(struct accord_run_file *file, bool keep,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Gives it to the run, in the place of the name that the run may have. ACCORD_BAD_USAGE where another has it. */
enum accord_status accord_run_label_give(struct accord_run_file *file, const struct accord_run_label *label,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
/* Takes a tag or a name away. ACCORD_BAD_USAGE where there is none. */
enum accord_status accord_run_label_take(struct accord_run_file *file, const char *text,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#endif
