/* A report that is read: its head, and its verdicts. Private to src/diff. */
#ifndef ACCORD_DIFF_REPORT_RUN_H
#define ACCORD_DIFF_REPORT_RUN_H

#include "diff/evidence.h"
#include "diff/run_private.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"

/* The members by which the beginning of a report is known. */
enum head { HEAD_ACCORD, HEAD_AS_OF, HEAD_DATASET, HEAD_RULES, HEAD_PROFILE, HEAD_SELECTION, HEAD_COUNT };

struct accord_diff_report_run {
    int descriptor;
    struct accord_json_reader *json;
    struct accord_json_element element; /* at hand */
    struct accord_place place;          /* of it */
    bool pending;                       /* it is a verdict that was not taken yet */
    bool seen[HEAD_COUNT];
    bool in_verdicts;
    bool ended;
    size_t read;  /* verdicts */
    size_t count; /* of them, as the summary says */
    bool counted;

    struct accord_arena arena; /* of the actor at hand */
    struct accord_diff_actor actor;
    struct accord_diff_verdict *verdicts; /* room for ACCORD_DIFF_VERDICTS_MAX */
    struct accord_diff_evidence evidence;
    struct accord_text last; /* the id of the actor before */
    bool last_aggregate;
    bool has_last;
};

/* ---- report_head.c ---- */

/* Takes a member of the report, the element at hand; those that say nothing to a comparison are passed over. */
enum accord_status accord_diff_take_member(struct accord_diff_run *run, const struct accord_json_element *element,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
/* Whether all that a comparison needs has come before the verdicts. */
enum accord_status accord_diff_check_head(const struct accord_diff_run *run,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* ACCORD_BAD_DATA: "FILE:LINE:COLUMN: why", of a place, or of the element at hand. */
enum accord_status accord_diff_refuse_at(const struct accord_diff_run *run, struct accord_place place, const char *why,
                                         struct accord_error *err);
enum accord_status accord_diff_refuse(const struct accord_diff_run *run, const char *why, struct accord_error *err);
/* The same of `what` that is without a member, or has it otherwise than accord writes it. */
enum accord_status accord_diff_lacks(const struct accord_diff_run *run, const char *what, const char *member,
                                     struct accord_error *err);

#endif
