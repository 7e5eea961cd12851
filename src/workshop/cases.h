/* Test files of rules: what a *_test.lua file says, checked before anything runs. */
#ifndef ACCORD_WORKSHOP_CASES_H
#define ACCORD_WORKSHOP_CASES_H

#include "accord/problems.h"
#include "accord/run.h"
#include "engine/files.h"
#include "engine/plain.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_CASES_MAX = 10000 /* of a file */ };

/* What a case says of the verdict; NULL and false where it says nothing. */
struct accord_case_expect {
    bool none; /* the rule makes no verdict for the actor */
    enum accord_verdict_kind verdict;
    bool has_gate;
    enum accord_gate gate;
    const char *message;
    const struct accord_plain *args;
    const struct accord_plain *findings;   /* an integer */
    const struct accord_plain *by_verdict; /* integers by names of verdicts */
    const struct accord_plain *rests_on;   /* lists of texts */
    const struct accord_plain *not_on;
    const struct accord_plain *named;
    bool has_cause;
    bool carries_cause;
    enum accord_verdict_kind cause;
};

/* Everything is borrowed from the file's arena. */
struct accord_case {
    const char *says;
    unsigned line;
    const char *todo; /* why it fails for now, or NULL */
    struct accord_date as_of;
    const char *actor;
    const struct accord_plain *params; /* tables, or NULL */
    const struct accord_plain *given;
    const struct accord_plain *complete;
    const struct accord_plain *without; /* a list of texts, or NULL */
    struct accord_case_expect expect;
};

struct accord_case_file {
    struct accord_plain_file text;
    size_t rule;                      /* index into the packs */
    const struct accord_plain *given; /* what every case has; or NULL */
    const struct accord_plain *complete;
    const struct accord_plain *schemas; /* of tables that are no core tables, or have more columns than those */
    struct accord_case *cases;
    size_t case_count;
};

/* Takes the file at `path`, whose text was read. Whatever is wrong with it is added to `problems` as file:line, with
 * the case and what is near, and the status is ACCORD_BAD_RULES. The file lives in the arena and borrows `path`. */
enum accord_status accord_case_file_read(struct accord_packs *packs, const char *path,
                                         const struct accord_pack_file *text, struct accord_arena *arena,
                                         struct accord_problems *problems, struct accord_case_file *file,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether it is about what an aggregate rule concludes: the actor is "all" or "region:SCHEME/REGION". */
bool accord_case_is_aggregate(const struct accord_case *one);

/* Whether the rows and declarations that the file gives of this table are dropped by the case. */
bool accord_case_is_without(const struct accord_case *one, const char *table);

#endif
