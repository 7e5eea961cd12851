/* Evaluating rules over a dataset: packs in, a stream of verdicts out. */
#ifndef ACCORD_RUN_H
#define ACCORD_RUN_H

#include "accord/dataset.h"
#include "accord/date.h"
#include "accord/plain.h"
#include "accord/status.h"
#include "accord/verdict.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- packs: registers and rules, loaded ---- */

struct accord_packs;

struct accord_limits {
    uint64_t instructions; /* Lua instructions of one (rule, actor) pair */
    size_t memory;         /* bytes of a Lua state */
    size_t message;        /* bytes of one message or text argument */
};

/* 10 million instructions, 64 MiB, 4 KiB. */
struct accord_limits accord_limits_default(void);

/* Loads every register and rule under the folders, in the order given. Every problem is added to `problems` as
 * file:line: text; if there was any the status is ACCORD_BAD_RULES and *packs is NULL. */
enum accord_status accord_packs_open(const char *const *folders, size_t count, const struct accord_limits *limits,
                                     struct accord_problems *problems, struct accord_packs **packs,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_packs_close(struct accord_packs *packs);

/* Who read the text so, on which day ("2026-11-22"), and the state of the review; all NULL where nothing is said. */
struct accord_reading {
    const char *by;
    const char *on;
    const char *state;
};

struct accord_message {
    const char *id;
    const char *text; /* with {arguments} */
};

struct accord_param {
    const char *name;
    const char *text; /* the default as JSON on one line, names sorted; dates and amounts are strings */
};

/* Every text is borrowed from the packs, a list from the facts' packs too; NULL where the file says nothing. */
struct accord_instrument_facts {
    const char *id;
    const char *name;
    const char *under;
    const char *version;
    const char *title;
    const char *citation;
    const char *url;
    const char *path;          /* of its register, with the folder as given */
    const char *comment;       /* at the top of the register, without dashes, its lines kept */
    struct accord_date effect; /* the first day; a full date */
    struct accord_date until;  /* the first day after; a full date, where has_until */
    bool has_until;
    struct accord_reading reading;
    size_t first_provision; /* its provisions follow one another */
    size_t provision_count;
};

enum { ACCORD_ADDRESSEES_MAX = 8 };

struct accord_provision_facts {
    const char *id; /* "cms-11.10:26.a" */
    size_t instrument;
    const char *verb;
    enum accord_force force;
    const char *summary;
    const char *context; /* why no program can assess it, or NULL */
    bool qualified;
    const char *const *addressees; /* names of subjects, in the register's order */
    size_t addressee_count;
    const char *citation;      /* of its own: the instrument's comes before it */
    struct accord_date effect; /* its own or the instrument's, as until and reading */
    struct accord_date until;
    bool has_until;
    struct accord_reading reading;
};

struct accord_rule_facts {
    const char *id;
    const char *title;
    const char *subject;
    const char *file; /* as found under its folder: "cms-11.10/no-cms-focal-point.lua" */
    size_t provision;
    const char *path;    /* with the folder as given */
    const char *comment; /* at the top of the file, without dashes, its lines kept */
    size_t requires;     /* a rule, or SIZE_MAX */
    const char *over;    /* of an aggregate rule: "all" or "region:SCHEME"; NULL: a verdict for each actor */
    struct accord_reading reading;
    const struct accord_message *messages; /* by id bytewise */
    size_t message_count;
    const struct accord_param *params; /* by name bytewise */
    size_t param_count;
    const char *const *aliases; /* former ids, the oldest first */
    size_t alias_count;
    const char *const *tags; /* as the rule lists them */
    size_t tag_count;
};

/* Instruments by id, provisions in the order of their registers, rules by id bytewise. Valid while the packs are open.
 */
size_t accord_packs_instrument_count(const struct accord_packs *packs);
size_t accord_packs_provision_count(const struct accord_packs *packs);
size_t accord_packs_rule_count(const struct accord_packs *packs);
void accord_packs_instrument(const struct accord_packs *packs, size_t index, struct accord_instrument_facts *facts);
void accord_packs_provision(const struct accord_packs *packs, size_t index, struct accord_provision_facts *facts);
void accord_packs_rule(const struct accord_packs *packs, size_t index, struct accord_rule_facts *facts);
const char *accord_packs_sha256(const struct accord_packs *packs); /* over the paths and texts of all files */

/* Of each rule, one a rule of the packs, a digest of what its verdicts rest on besides its params: its file, its
 * register and every lib, with their places under the folders that were given, wherever those are. */
enum { ACCORD_RULE_DIGEST = 32 };
enum accord_status accord_packs_rule_digests(const struct accord_packs *packs,
                                             unsigned char (*digests)[ACCORD_RULE_DIGEST],
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* The subjects that rules have and registers address ("party"), in a fixed order; NULL past the last. */
const char *accord_subject_name(size_t index);

/* ---- verdicts ---- */

enum accord_gate {
    ACCORD_GATE_EFFECT,
    ACCORD_GATE_ADDRESSEE,
    ACCORD_GATE_REQUIRES,
    ACCORD_GATE_APPLIES,
    ACCORD_GATE_CHECK,
    ACCORD_GATE_COLLECT, /* of an aggregate rule, for one actor */
    ACCORD_GATE_CONCLUDE /* of an aggregate rule, for a region or the whole */
};
const char *accord_gate_name(enum accord_gate gate);

/* A value given with a message or a filter. Text is NUL-terminated. */
enum accord_value_kind {
    ACCORD_VALUE_TEXT,
    ACCORD_VALUE_INTEGER,
    ACCORD_VALUE_BOOLEAN,
    ACCORD_VALUE_DATE,
    ACCORD_VALUE_DECIMAL,
    ACCORD_VALUE_LIST,
    ACCORD_VALUE_PRESENT, /* filter: something is on record */
    ACCORD_VALUE_DURING   /* filter: a date in a window, from inclusive, to exclusive */
};

struct accord_value {
    enum accord_value_kind kind;
    const char *text;         /* text; a decimal's digits; NULL otherwise */
    int64_t integer;          /* integer, boolean; of PRESENT: 0 asks for what is not on record; of DURING: 0 is open */
    struct accord_date date;  /* date; of a window its first day */
    struct accord_date to;    /* of a window, exclusive */
    const char *const *items; /* list of texts */
    size_t count;
};

struct accord_argument {
    const char *name;
    struct accord_value value;
};

/* One row that a verdict rests on. `cells` are the columns that the rule read, in the schema's order. */
struct accord_evidence_row {
    const char *key;
    int64_t row;               /* for accord_dataset_places */
    uint32_t ordinal;          /* among the rows of its table that the actor sees, in the order of their keys */
    bool global;               /* among those that every actor sees instead */
    const int *columns;        /* that were read */
    const char *const *values; /* their values as text; NULL for a missing one; one a column */
    size_t column_count;
};

/* A question to a table and the rows of its answer that matter; none = the declared absence of rows. */
struct accord_evidence {
    const char *table;
    int table_number;
    const struct accord_argument *filter; /* sorted by name */
    size_t filter_count;
    const struct accord_evidence_row *rows;
    size_t row_count;
};

struct accord_finding {
    enum accord_verdict_kind verdict;
    const char *message_id;
    const char *message;
    const struct accord_argument *arguments; /* sorted by name */
    size_t argument_count;
    const char *fingerprint;  /* 32 hexadecimal digits */
    const char *const *about; /* what the finding names: the key of a row, period or meeting; none for a bare absence */
    size_t about_count;
    const struct accord_evidence *evidence;
    size_t evidence_count;
};

/* Which verdicts of actors carry texts and evidence. Whatever is asked for, a verdict carries its rule, actor, kind,
 * gate, cause and the kinds of its findings, an error all there is, and a verdict of an aggregate everything. What is
 * not carried is NULL or empty. */
enum accord_carry {
    ACCORD_CARRY_ALL,
    ACCORD_CARRY_FINDINGS, /* those that somebody should look at */
    ACCORD_CARRY_KINDS     /* none: enough to count them */
};

/* Whether a verdict of that kind for an actor carries everything. */
bool accord_carries(enum accord_carry carry, enum accord_verdict_kind verdict);

/* One outcome of one rule for one actor, or of an aggregate rule for a region or the whole. Everything is borrowed and
 * valid during the call only. */
struct accord_verdict {
    size_t rule;          /* index into the packs */
    size_t provision;     /* index into the packs */
    size_t actor;         /* index into the dataset; SIZE_MAX: an aggregate */
    const char *actor_id; /* "KEN"; of an aggregate "all" or "region:SCHEME/REGION" */
    enum accord_verdict_kind verdict;
    enum accord_gate gate; /* that decided; CHECK or CONCLUDE when the rule did */
    const char *why;       /* one sentence; for an error the failure with rule file and line; NULL: not carried */
    const char *trace;     /* an error's Lua traceback, or NULL */
    const char *source;    /* an error's line of the rule, without indentation, or NULL */
    bool has_cause;        /* the required rule was unreported, review or error: what this verdict rests on is open */
    size_t cause_rule;
    enum accord_verdict_kind cause;
    const struct accord_finding
        *findings; /* what somebody should look at; none where met without remark, gated, or an error */
    size_t finding_count;
    const struct accord_evidence *evidence; /* what the check asked and read besides its findings */
    size_t evidence_count;
};

/* Returns ACCORD_OK to go on; anything else ends the run and is returned. */
typedef enum accord_status (*accord_verdict_function)(void *host, const struct accord_verdict *verdict,
                                                      struct accord_error *err);

/* ---- runs ---- */

/* Params of one rule for one run: a table whose keys replace those of the rule, each of the type that it has there. */
struct accord_params {
    size_t rule;
    const struct accord_plain *values;
};

struct accord_observer; /* accord/observe.h */

struct accord_run_options {
    struct accord_date as_of; /* a full date */
    const bool *rules; /* one a rule: whether its verdicts are wanted; NULL: all. A rule that a wanted one requires is
                          evaluated all the same */
    const struct accord_params *params; /* later ones replace earlier ones; needed until accord_run_new returns */
    size_t params_count;
    size_t first_actor; /* a range of the dataset's actors: [first, first + count). Aggregate rules are concluded, after
                           the last actor, only where it is all of them; else they have no verdict */
    size_t actor_count; /* SIZE_MAX: to the end */
    bool ticked; /* the caller calls accord_run_tick every 2 ms or so: no instruction is counted until a pair stands
                    still, where the limit is 5 million instructions or more */
    bool afresh; /* every pair is run in Lua, even where an actor whose record gave the same answers came before:
                    verdicts are the same, and cost more */
    enum accord_carry carry;                /* ACCORD_CARRY_ALL where there is an observer */
    const struct accord_observer *observer; /* NULL: none, and no cost; outlives the run */
};

struct accord_run;

/* Binds packs to a dataset: the tables and columns that rules name are resolved. Both must outlive the run, and packs
 * serve one run at a time (ACCORD_BAD_USAGE otherwise, and for params that a rule does not have). One thread at a time.
 */
enum accord_status accord_run_new(struct accord_packs *packs, struct accord_dataset *dataset,
                                  const struct accord_run_options *options, struct accord_run **run,
                                  struct accord_error *err) ACCORD_MUST_CHECK;
void accord_run_free(struct accord_run *run);

/* Evaluates every wanted rule for every actor of the range, in order of actor, then rule; then the verdicts of
 * aggregates, by id, then rule. May be called once. */
enum accord_status accord_run_evaluate(struct accord_run *run, accord_verdict_function function, void *host,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Async-signal-safe: notices a pair that has not moved on since the last tick and has it evaluated again under the
 * instruction count. */
void accord_run_tick(struct accord_run *run);

/* Actors evaluated so far, for a progress line; may be read at any time. */
size_t accord_run_actors_done(const struct accord_run *run);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
