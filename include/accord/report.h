/* Reports: a stream of verdicts in, any number of formats out. */
#ifndef ACCORD_REPORT_H
#define ACCORD_REPORT_H

#include "accord/dataset.h"
#include "accord/date.h"
#include "accord/problems.h"
#include "accord/run.h"
#include "accord/status.h"
#include "accord/verdict.h"

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* The version of the library and the program, "0.1.0". */
const char *accord_version(void);

/* ---- what fails a run ---- */

/* What may fail a run of one rule's findings: those that the policy's force says, any, or none. */
enum accord_fail_choice { ACCORD_FAIL_BY_FORCE, ACCORD_FAIL_ALWAYS, ACCORD_FAIL_NEVER };

struct accord_fail_policy {
    bool verdicts[ACCORD_VERDICT_COUNT]; /* of findings */
    enum accord_force force;             /* of the provision: this one or a stronger one */
    unsigned min_coverage; /* hundredths of a percent that must be assessable over all instruments; 0: not asked */
    const enum accord_fail_choice *rules; /* one a rule of the packs, borrowed; NULL: all by force */
};

/* gap and partial, at request or above, no minimum. */
struct accord_fail_policy accord_fail_policy_default(void);

/* Decided by finding of a rule on a provision of that force. An error never fails a run this way: it has an exit code
 * of its own. */
bool accord_finding_fails(const struct accord_fail_policy *policy, size_t rule, enum accord_force force,
                          enum accord_verdict_kind finding);

/* ---- how a finding stands ---- */

/* Against the findings that were known before. The names are those of SARIF. */
#define ACCORD_BASELINE_STATES(X)                                                                                      \
    X(NONE, NULL)             /* no baseline was given */                                                              \
    X(NEW, "new")             /* not in the baseline */                                                                \
    X(UNCHANGED, "unchanged") /* in it, with the same verdict */                                                       \
    X(UPDATED, "updated")     /* in it, with another verdict */                                                        \
    X(ABSENT, "absent")       /* in it, and no longer found: fixed */

enum accord_baseline_state {
#define ACCORD_BASELINE_ENUM(id, name) ACCORD_BASELINE_##id,
    ACCORD_BASELINE_STATES(ACCORD_BASELINE_ENUM)
#undef ACCORD_BASELINE_ENUM
        ACCORD_BASELINE_COUNT
};

/* NULL for NONE. */
const char *accord_baseline_state_name(enum accord_baseline_state state);

/* Somebody's word that a finding is accepted for a time. */
struct accord_waiver {
    const char *file; /* where it is written, as given */
    unsigned line;
    const char *rule;        /* an id, or a glob */
    const char *actor;       /* an id, "all" or "region:SCHEME/REGION" */
    const char *fingerprint; /* NULL: it covers every finding of the pair */
    const char *reason;
    const char *who;
    struct accord_date from;  /* a full date, inclusive, where has_from */
    struct accord_date until; /* a full date, inclusive */
    bool has_from;
};

/* Somebody's findings and waivers of before: accord/ledger.h. */
struct accord_ledger;

/* What actors have to say of findings, from the dataset. */
struct accord_comments;

struct accord_standing {
    enum accord_baseline_state baseline;
    enum accord_verdict_kind known;     /* UNCHANGED, UPDATED: the verdict that the baseline knows, the worst of them */
    bool worse;                         /* UPDATED, to a verdict that is worse than the known one */
    const struct accord_waiver *waiver; /* in force on the as-of date; NULL: none */
    const struct accord_waiver *lapsed; /* would cover it, had its time not run out; NULL: none, or one is in force */
    bool fails;                         /* the run, after all of these */
    struct accord_date since;           /* from this day on every earlier run has it, as it is, where has_since */
    bool has_since;
    const struct accord_comment *comments; /* what its actor has to say of it, by day: `comment_count` of them */
    size_t comment_count;
};

/* Since when a finding is on record with that verdict, by its fingerprint; false: that is not known. */
typedef bool (*accord_since_function)(const void *host, const char *fingerprint, enum accord_verdict_kind verdict,
                                      struct accord_date *day);

/* ---- formats ---- */

struct accord_report_format_facts {
    const char *name;
    const char *help;    /* one clause, lower case */
    bool needs_verdicts; /* with `summary` nothing is left of it */
    bool only_findings;  /* it has no verdict that nobody needs to look at */
};

/* False past the end of the table. */
bool accord_report_format(size_t index, struct accord_report_format_facts *facts);
bool accord_report_format_find(const char *name, size_t *index);

/* Where one report goes: a file that is written beside its place and takes it only when complete, or an open
 * descriptor, which stays the caller's. A path that names a device or a FIFO is written directly. */
struct accord_report_output {
    size_t format;
    const char *path; /* NULL: `descriptor` */
    int descriptor;
    /* A file for each actor, and each region or whole, that has verdicts: its id replaces {actor} in the path, with
     * %2F and the like for what is no letter, digit, "-" or "_". Each is a report of its own, about that actor alone,
     * and takes its place when it is complete. */
    bool each_actor;
    /* Not 0: the file at the path is made where it is not there and never replaced; the report is added to it at the
     * end, and cut where the file would come to have more bytes than these. */
    size_t append_up_to;
};

/* JUnit XML that is valid against its published schemas, or with what GitLab reads besides. */
enum accord_junit_flavor { ACCORD_JUNIT_STRICT, ACCORD_JUNIT_GITLAB };

struct accord_report_options {
    bool only_findings; /* leave out the verdicts that nobody needs to look at; some formats never show them */
    bool summary;       /* no verdicts at all; jsonl is then empty */
    bool csv_mark;      /* csv: a byte-order mark comes first */
    bool by_provision;  /* text: grouped by provision instead of by actor */
    bool color;         /* text: only of outputs without a path */
    unsigned width;     /* text: columns, 60 to 200; 0: 80 */
    enum accord_junit_flavor junit_flavor;
    unsigned tap_version;  /* 13 or 14; 0: 13 */
    bool job_summary;      /* github: another report is a summary of the job, and may be spoken of */
    bool sarif_github;     /* sarif: open failures only, the worst first, within the limits of GitHub code scanning */
    const char *temporary; /* folder for what some formats must put aside; NULL: /tmp. The environment is not read */
};

/* What a run was asked about, where it is not everything. */
struct accord_report_choice {
    const char *option; /* without the dashes: "region" */
    const char *value;
    bool of_rules; /* it chooses among rules; else among actors */
};
struct accord_report_selection {
    const struct accord_report_choice *choices;
    size_t choice_count;
    size_t actors, all_actors; /* asked about, of all in the dataset */
    size_t rules, all_rules;
    const char *const *notes; /* sentences: what was left out, what may be missed so, and what was not left out */
    size_t note_count;
};

/* A file that the run reads or keeps besides the dataset. */
struct accord_report_input {
    const char *path;
    const char *what; /* "the waivers" */
};

/* What the verdicts are about. Borrowed until accord_report_free. */
struct accord_report_subject {
    struct accord_dataset *dataset;
    const struct accord_packs *packs;
    struct accord_date as_of;
    const struct accord_problems *warnings; /* of the dataset */
    const char *profile;                    /* the id of a profile, with the SHA-256 of its text; NULL: none */
    const char *profile_sha256;
    const struct accord_params *params; /* that the run sets, and the same as JSON on one line */
    const char *const *params_text;
    size_t params_count;
    struct accord_fail_policy fail;
    const bool *not_concluded; /* one a rule: an aggregate rule that the run could not conclude; NULL: none */
    /* What is put before a file of the dataset where a format names it from the working folder, as CI services expect:
     * "data/", or "" where the dataset is the working folder or not in it. NULL: "" */
    const char *prefix;
    accord_since_function since; /* what earlier runs know; NULL: nothing */
    const void *since_host;
    struct accord_ledger *ledger; /* what was known and what was accepted before the run; NULL: nothing */
    const struct accord_report_selection *selection; /* NULL: nothing was left out */
    const struct accord_report_input *inputs;        /* whose place no report may take */
    size_t input_count;
    struct accord_comments *comments; /* of actors on findings: the report reads them; what is set here counts not */
};

/* ---- one report ---- */

struct accord_report;

/* Prepares the outputs and reads what the dataset has of comments; no output is opened yet, so that a signal handler
 * can be told of the report first. */
enum accord_status accord_report_new(const struct accord_report_subject *subject,
                                     const struct accord_report_options *options,
                                     const struct accord_report_output *outputs, size_t count,
                                     struct accord_report **report, struct accord_error *err) ACCORD_MUST_CHECK;

/* What verdicts must carry for this report. */
enum accord_carry accord_report_carry(const struct accord_report *report);

/* Opens every output and writes what comes first. ACCORD_BAD_USAGE, here and in accord_report_verdict, where a report
 * would take the place of a file that the run reads, or of another report, however it is called. An output that cannot
 * be written does not stop the others: the status is ACCORD_NOT_WRITTEN here and in accord_report_verdict only when
 * none is left, in accord_report_finish when any failed; the message is that of the first. */
enum accord_status accord_report_start(struct accord_report *report, struct accord_error *err) ACCORD_MUST_CHECK;

/* An accord_verdict_function: `host` is the report. Verdicts come by actor, then rule. */
enum accord_status accord_report_verdict(void *host, const struct accord_verdict *verdict,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes summaries and puts the files in their places. */
enum accord_status accord_report_finish(struct accord_report *report, struct accord_error *err) ACCORD_MUST_CHECK;

/* Releases; files that were not finished are removed, their places untouched. */
void accord_report_free(struct accord_report *report);

/* Async-signal-safe: removes the temporary files beside the outputs. */
void accord_report_remove_temporary(const struct accord_report *report);

/* Whether the first output that failed did so because its reader has gone (`| head`): no reason to complain. */
bool accord_report_reader_gone(const struct accord_report *report);

/* What was counted so far, over everything evaluated, whatever the options leave out. */
struct accord_report_totals {
    size_t verdicts; /* of one rule and actor */
    size_t counts[ACCORD_VERDICT_COUNT];
    size_t aggregate_verdicts; /* of aggregate rules, which are in no score */
    size_t aggregates[ACCORD_VERDICT_COUNT];
    size_t in_effect;  /* of all of these, those whose provision had effect on the as-of date */
    size_t failing;    /* findings that fail the run */
    size_t assessable; /* pairs of provision and actor, after roll-up */
    size_t of;
    bool covered; /* the minimum that was asked for is reached */
};
void accord_report_totals(const struct accord_report *report, struct accord_report_totals *totals);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
