/* A check with a store of runs: --store, --no-cache, --shard. */
#ifndef ACCORD_CLI_STORED_H
#define ACCORD_CLI_STORED_H

#include "accord/profile.h"
#include "accord/report.h"
#include "cli/check_request.h"
#include "cli/crew.h"
#include "cli/selection.h"
#include "runs/here.h"
#include "runs/merge.h"
#include "runs/session.h"

/* What a check hands over. */
struct accord_stored_check {
    const struct accord_check_request *request;
    struct accord_packs *packs;
    const struct accord_pack_catalogue *catalogue; /* NULL: none */
    struct accord_dataset *dataset;
    const struct accord_problems *warnings;
    const struct accord_selection *selection;
    const struct accord_profile_facts *profile;
    const size_t *actors;                   /* ascending; NULL: all */
    struct accord_run_file *file;           /* or NULL */
    const struct accord_merged_run *merged; /* or NULL */
    size_t merged_count;
    accord_verdict_function function; /* told every verdict */
    void *host;
};

/* A session with what it needs while it lasts. */
struct accord_stored {
    struct accord_stored_check check;
    struct accord_here here;
    struct accord_evaluator evaluator;
    struct accord_listener listener;
    struct accord_report *report;
    struct accord_session *session;
};

/* The store of the request, opened or made. ACCORD_BAD_USAGE also for one that is a report of the request. */
enum accord_status accord_stored_open_file(const struct accord_check_request *request, struct accord_run_file **file,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* The runs of `accord merge`, and the stores that they are in. Zeroed is none. */
struct accord_stored_merge {
    struct accord_run_file **files;
    size_t file_count;
    struct accord_merge_list list;
};

/* Opens the stores that the request names, and finds their runs; the request's day is theirs from now on. `file` is the
 * store that is appended to, which may be among them, or NULL. */
enum accord_status accord_stored_merge_open(struct accord_stored_merge *merge, struct accord_check_request *request,
                                            struct accord_run_file *file, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_stored_merge_close(struct accord_stored_merge *merge);

/* Compares with earlier runs; evaluates nothing yet. `stored` stays where it is until it is closed. */
enum accord_status accord_stored_open(struct accord_stored *stored, const struct accord_stored_check *check,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
/* Evaluates what is new and tells all of it; the report is the one whose numbers may be told without verdicts. */
enum accord_status accord_stored_run(struct accord_stored *stored, struct accord_report *report,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_stored_close(struct accord_stored *stored); /* zeroed is closed */

/* Takes from the selection all actors but those of the request's shard. */
void accord_stored_select_shard(const struct accord_check_request *request, size_t actors,
                                struct accord_selection *selection);

#endif
