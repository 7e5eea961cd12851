/* One check at work, for the files that share it: check.c, check_selection.c, check_evaluate.c, check_end.c. */
#ifndef ACCORD_CLI_CHECK_PRIVATE_H
#define ACCORD_CLI_CHECK_PRIVATE_H

#include "accord/dataset.h"
#include "accord/ledger.h"
#include "accord/problems.h"
#include "accord/report.h"
#include "accord/run.h"
#include "cli/changed.h"
#include "cli/check_request.h"
#include "cli/crew.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "cli/selection.h"
#include "cli/stored.h"
#include "runs/since.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_check {
    struct accord_check_request request;
    struct accord_packs *packs;
    struct accord_pack_catalogue *catalogue; /* of the packs, where the run is to be stored */
    struct accord_profile *profile;          /* NULL: none */
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_problems *errors; /* in the dataset; NULL: it was not read yet */
    enum accord_status read;        /* what reading it came to, and why */
    struct accord_error read_error;
    struct accord_early *early; /* workers that began while the rules loaded; NULL: none */
    struct accord_selection selection;
    struct accord_report_selection described; /* what the report says of it; choice_count 0: nothing was left out */
    struct accord_names notes;                /* of it, in the arena */
    struct accord_changed changed;            /* zeroed: --changed-since was not given */
    struct accord_arena arena;
    struct accord_profile_facts profile_facts; /* zero without a profile */
    struct accord_since *since;                /* NULL: nothing is known of earlier days */
    char prefix[ACCORD_PATH_MAX];              /* of the dataset's files, seen from the working folder */
    struct accord_ledger *ledger;              /* NULL: neither a baseline nor waivers */
    const char *name;                          /* of the command, where it is neither check nor merge */
    bool keeps_findings;                       /* the ledger does, for a baseline that is to be written */
    struct accord_report *report;
    struct accord_progress progress;
    size_t done;    /* actors of earlier ranges */
    size_t first;   /* actor of the range at hand */
    size_t *actors; /* those that were chosen, where not all were; or NULL */
    size_t failures;
    struct accord_error failure; /* the first of them */
    bool merges;                 /* `accord merge` */
    struct accord_run_file *store;
    struct accord_stored_merge merge;
    struct accord_stored stored;
    struct accord_error not_stored; /* why the run was not appended; its status OK: it was, or was not to be */
};

/* As it was given; the working folder otherwise. */
const char *accord_check_dataset_path(const struct accord_check *check);

/* ---- check_selection.c ---- */

/* Where --changed-since was given: takes from the selection all actors whose rows did not change, and notes what may be
 * missed so; or why all are asked about. */
enum accord_status accord_check_narrow(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
/* Whether it took any. */
bool accord_check_narrowed(const struct accord_check *check);
/* Whether nothing was evaluated for no other reason than that. */
bool accord_check_unchanged(const struct accord_check *check, const struct accord_report_totals *totals);

/* Fills in what the report says of the selection. */
enum accord_status accord_check_describe(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
/* Why nothing was evaluated, in a clause. */
void accord_check_write_why_nothing(const struct accord_check *check, const struct accord_report_totals *totals,
                                    struct accord_text *text);

/* ---- check.c: for commands that begin with a check ---- */

/* What was asked for, up to the end of its reports. */
enum accord_status accord_check_run(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_check_clear(struct accord_check *check);

/* ---- check_evaluate.c ---- */

/* Opens the outputs that were asked for; text on standard output where none was, unless the run is quiet. */
enum accord_status accord_check_start_report(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
/* What a crew is told to evaluate all actors, as far as it is known by now. */
struct accord_crew_orders accord_check_orders(const struct accord_check *check);
/* Tells the report every verdict. */
enum accord_status accord_check_evaluate(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
/* An accord_verdict_function for verdicts that come from elsewhere; `host` is the check. */
enum accord_status accord_check_take_from_apart(void *host, const struct accord_verdict *verdict,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- check_ledger.c ---- */

/* What does not go together. */
enum accord_status accord_check_settle_ledger(const struct accord_check_request *request,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
/* Reads what was asked for, once it is known what is asked of whom. What is wrong is printed. */
enum accord_status accord_check_open_ledger(struct accord_check *check, struct accord_error *err) ACCORD_MUST_CHECK;
/* Says on standard error what makes waivers stale, where that was asked for. Returns the exit code's bit, or 0. */
unsigned accord_check_stale_waivers(const struct accord_check *check);

/* ---- check_end.c ---- */

/* Says on standard error how the check ended. Returns the program's exit code. */
int accord_check_end(const struct accord_check *check, enum accord_status status, const struct accord_error *err);

#endif
