/* What was known before and what was accepted: a baseline and waivers, in use during one run. */
#ifndef ACCORD_LEDGER_H
#define ACCORD_LEDGER_H

#include "accord/dataset.h"
#include "accord/date.h"
#include "accord/problems.h"
#include "accord/report.h"
#include "accord/run.h"
#include "accord/status.h"
#include "accord/verdict.h"

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* Given to a report as accord_report_subject.ledger, it decides how each finding stands; asked when the report is
 * finished, it says what came of it all. It serves one report. */
struct accord_ledger;

/* Borrowed until accord_ledger_close. */
struct accord_ledger_options {
    const struct accord_packs *packs;
    const struct accord_dataset *dataset;
    struct accord_date as_of;  /* a full date */
    const bool *rules;         /* one a rule: asked in this run; NULL: all */
    const bool *actors;        /* one an actor: asked about; NULL: all */
    const bool *not_concluded; /* as accord_report_subject has it; NULL: none */
    const char *baseline;      /* path; NULL: none */
    const char *waivers;       /* path, of CSV unless it ends in ".json"; NULL: none */
    bool keeps_findings;       /* for a baseline that is to be written */
};

/* Reads both files. Everything that is wrong with them, and a baseline of another dataset, is added to `problems`, with
 * line and column, and the status is ACCORD_BAD_DATA. */
enum accord_status accord_ledger_open(const struct accord_ledger_options *options, struct accord_problems *problems,
                                      struct accord_ledger **ledger, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_ledger_close(struct accord_ledger *ledger);

/* NULL where none was given. */
const char *accord_ledger_baseline_path(const struct accord_ledger *ledger);
const char *accord_ledger_waivers_path(const struct accord_ledger *ledger);

/* ---- what came of it: empty until the run has ended, which is before a format's `finish` but for a report of one
 * actor, which has nothing to say of others ---- */

bool accord_ledger_ended(const struct accord_ledger *ledger);

/* A finding is what needs a look and is no error: gap, review, unreported, partial. */
struct accord_ledger_counts {
    size_t states[ACCORD_BASELINE_COUNT]; /* findings by state; ABSENT: fixed; NONE: all of them, without a baseline */
    size_t worse;                         /* of those UPDATED */
    size_t known_unasked; /* findings of the baseline about pairs that this run did not evaluate, or in error */
    size_t known_open;    /* those that are no longer found and not known to be fixed: see accord_fixed_finding */
    size_t excused;       /* findings that the baseline, and no waiver, keeps from failing */
    size_t waived;        /* findings under a waiver in force */
    size_t lapsed;        /* findings under a waiver that has lapsed */
    size_t stale_waivers; /* waivers that have lapsed, or cover nothing */
};
void accord_ledger_count(const struct accord_ledger *ledger, struct accord_ledger_counts *counts);

/* A finding of the baseline that is no longer found, though its rule decided on its actor: it was asked itself, came to
 * gap, review, unreported, partial or met, and left nothing open that the baseline does not know. Of a baseline of a
 * later day than the run's nothing is known to be fixed. */
struct accord_fixed_finding {
    const char *fingerprint;
    const char *rule_id; /* as the baseline calls it: an alias where the rule was renamed */
    size_t rule;         /* index into the packs */
    const char *actor_id;
    size_t actor; /* index into the dataset; SIZE_MAX: an aggregate */
    enum accord_verdict_kind known;
    const char *message_id;       /* NULL: the verdict itself */
    enum accord_verdict_kind now; /* of the pair: no longer found is not the same as met */
};

/* By actor, then rule as the baseline calls it, then message id and fingerprint, bytewise. False past the last. */
bool accord_ledger_fixed(const struct accord_ledger *ledger, size_t index, struct accord_fixed_finding *fixed);

/* Rules that the baseline names and the packs have not, bytewise, with how many findings. False past the last. */
bool accord_ledger_unknown_rule(const struct accord_ledger *ledger, size_t index, const char **id, size_t *findings);

/* The waivers in force that cover findings of this run, in the order of the file. False past the last. */
bool accord_ledger_waiver(const struct accord_ledger *ledger, size_t index, const struct accord_waiver **waiver,
                          size_t *findings);

/* What somebody should know of a waiver: name, meaning. Each waiver has at most one note, the first that holds. */
#define ACCORD_WAIVER_NOTES(X)                                                                                         \
    X(LAPSED, "lapsed", "its last day is over, and no later waiver takes its place")                                   \
    X(AHEAD, "not_begun", "its first day is still to come")                                                            \
    X(UNUSED, "unused", "all that it could cover was evaluated, and it covers no finding")                             \
    X(SOON, "lapses_soon", "its last day is at most 30 days after the as-of date")

enum accord_waiver_note_kind {
#define ACCORD_WAIVER_NOTE_ENUM(id, ...) ACCORD_WAIVER_NOTE_##id,
    ACCORD_WAIVER_NOTES(ACCORD_WAIVER_NOTE_ENUM)
#undef ACCORD_WAIVER_NOTE_ENUM
        ACCORD_WAIVER_NOTE_COUNT
};
enum { ACCORD_WAIVER_SOON_DAYS = 30 };

const char *accord_waiver_note_name(enum accord_waiver_note_kind kind);

struct accord_waiver_note {
    enum accord_waiver_note_kind kind;
    const struct accord_waiver *waiver;
    size_t findings; /* of this run that it covers, or would */
    const char *why; /* UNUSED: one clause, "no rule has this id; did you mean \"a/b\"?"; NULL otherwise */
};

/* In the order of the file. False past the last. */
bool accord_ledger_note(const struct accord_ledger *ledger, size_t index, struct accord_waiver_note *note);

/* ---- findings of this run, of a ledger that keeps them, once the run has ended ---- */

/* One that no waiver covers, or covered. */
struct accord_known_finding {
    const char *actor_id;
    const char *rule_id;
    const char *message_id; /* NULL: the verdict itself */
    const char *fingerprint;
    enum accord_verdict_kind verdict;
};
/* In the order of the run. False past the last. */
bool accord_ledger_found(const struct accord_ledger *ledger, size_t index, struct accord_known_finding *finding);

/* *same: a waiver of the ledger for the same rule, actor and fingerprint whose time overlaps; NULL: there is none. */
enum accord_status accord_ledger_find_same(struct accord_ledger *ledger, const struct accord_waiver *waiver,
                                           const struct accord_waiver **same,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* Adds a waiver to the file, CSV or JSON as its name says, which is made where it is not there: complete or not at all.
 * Every other byte of it stays. ACCORD_BAD_USAGE where a column is missing for what the waiver says. */
enum accord_status accord_waiver_write(const char *path, const struct accord_waiver *waiver,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- writing a baseline, of a ledger that keeps findings, once the run has ended ---- */

enum accord_baseline_change {
    ACCORD_BASELINE_WRITE,  /* what was found; the ledger has no baseline */
    ACCORD_BASELINE_UPDATE, /* what was found takes the place of what was known */
    ACCORD_BASELINE_PRUNE   /* what is fixed is taken out, and nothing else changes */
};

/* Findings, each counted once. */
struct accord_baseline_outcome {
    size_t findings; /* that stand in the file now */
    size_t added;
    size_t removed;
    size_t changed; /* to another verdict */
    size_t kept;    /* though nothing was found out about them: of pairs that were not evaluated, or in error, and of
                       rules that are not loaded; by PRUNE also those that are not known to be fixed */
};

/* Writes the file anew, complete or not at all. What is waived, and what was until its waiver lapsed, is never in it.
 * ACCORD_BAD_USAGE where the ledger's baseline is of a later day than the run. */
enum accord_status accord_baseline_write(struct accord_ledger *ledger, enum accord_baseline_change change,
                                         const char *path, struct accord_baseline_outcome *outcome,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
