/* Watching a run: what every rule asked, read and decided, line by line; and the files of packs with the lines that can
 * run. */
#ifndef ACCORD_OBSERVE_H
#define ACCORD_OBSERVE_H

#include "accord/run.h"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- the files of packs ---- */

struct accord_file_facts {
    const char *path;   /* as found under its folder: "cms-11.10/no-cms-focal-point.lua", "lib/periods.lua" */
    const char *folder; /* as given */
    const char *source; /* NUL-terminated; may hold other NULs */
    size_t length;
};

/* Registers, rules and libs, folder by folder, in each by path. Valid while the packs are open. */
size_t accord_packs_file_count(const struct accord_packs *packs);
void accord_packs_file(const struct accord_packs *packs, size_t index, struct accord_file_facts *facts);
/* The file that a rule stands in. */
size_t accord_packs_rule_file(const struct accord_packs *packs, size_t rule);

/* The lines of a file that can run when a rule is evaluated: those with an instruction of a function that control can
 * reach, ascending, each once. What runs while the file is loaded (its tables, constants and the functions' making)
 * is not among them. Borrowed from the packs; NULL on failure. Not while a rule is running. */
enum accord_status accord_packs_lines(struct accord_packs *packs, size_t file, const unsigned **lines, size_t *count,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- what is observed ---- */

enum { ACCORD_NO_FILE = -1 };

enum accord_event_kind {
    ACCORD_EVENT_PAIR,      /* a rule and an actor: what follows is about them, until the next */
    ACCORD_EVENT_GATE,      /* a gate was passed, or decided; the last one of a pair is its verdict */
    ACCORD_EVENT_LINE,      /* a line of a rule or lib begins to run */
    ACCORD_EVENT_QUESTION,  /* a table was asked */
    ACCORD_EVENT_READ,      /* a cell was read, or asked for */
    ACCORD_EVENT_OUTCOME,   /* a helper of three values, or one that picks rows, returned or was left open */
    ACCORD_EVENT_UNDECIDED, /* the third value: the record leaves something open */
    ACCORD_EVENT_VERDICT    /* a constructor of verdicts was called */
};

struct accord_gate_event {
    enum accord_gate gate;
    bool passed;
    enum accord_verdict_kind verdict; /* where it did not pass */
    const char *why;                  /* one sentence */
};

enum accord_asked_for {
    ACCORD_ASKED_FOR_VALID,    /* actor:TABLE: surely valid on the as-of date */
    ACCORD_ASKED_FOR_HISTORY,  /* ended or not */
    ACCORD_ASKED_FOR_POSSIBLE, /* possibly, and not surely */
    ACCORD_ASKED_FOR_ABSENCE,  /* shows, absent and the like */
    ACCORD_ASKED_FOR_CLAIMS,   /* who says what about being bound */
    ACCORD_ASKED_FOR_COUNT     /* of other actors' rows: no rows are given, only how many */
};

/* How far a declaration of completeness reaches what was asked. */
enum accord_reach {
    ACCORD_REACH_COVERS,     /* rows asked for, on all the days */
    ACCORD_REACH_OTHER_ROWS, /* it declares rows other than those asked for */
    ACCORD_REACH_OTHER_DAYS  /* not all the days asked about */
};

struct accord_declaration {
    const struct accord_argument *where; /* lists of texts */
    size_t where_count;
    int32_t since;
    int32_t until; /* INT32_MAX: maintained */
    enum accord_reach reach;
};

struct accord_observed_row {
    const char *key;
    int64_t row; /* for accord_dataset_places */
};

struct accord_question_event {
    const char *table;
    int table_number; /* for accord_dataset_places; -1: a core table that the dataset lacks */
    enum accord_asked_for asked;
    bool of_world;
    const struct accord_argument *filter; /* sorted by name */
    size_t filter_count;
    const struct accord_observed_row *surely; /* rows that match; NULL of a count */
    size_t surely_count;
    const struct accord_observed_row *possibly; /* rows of which nobody can say */
    size_t possibly_count;
    /* where none surely matches: was the table declared complete for the question */
    bool complete;
    bool ever;                                     /* acts without a window: no declaration can cover that */
    struct accord_date days;                       /* that the question is about, first and last */
    const struct accord_declaration *declarations; /* all of the table's */
    size_t declaration_count;
};

struct accord_read_event {
    const char *table;
    int table_number;
    const char *key;
    int64_t row;
    const char *column;
    int column_number;
    bool personal;     /* its value is not shown */
    const char *value; /* NULL: not on record, or personal */
    bool later;        /* it happened after the as-of date: the rule is told that it is not on record */
};

enum accord_outcome_form { ACCORD_OUTCOME_TRUTH, ACCORD_OUTCOME_COUNT, ACCORD_OUTCOME_ROW };

struct accord_outcome_event {
    const char *helper; /* "any", "bound", "sure", ... */
    enum accord_outcome_form form;
    enum accord_truth truth;
    size_t count;    /* of rows or values */
    const char *key; /* of the row that was picked; NULL: none */
};

struct accord_undecided_event {
    enum accord_verdict_kind verdict; /* review, or unreported where only a cell is missing */
    const char *table;                /* of the row that leaves it open; NULL: none */
    const char *key;
    const char *column; /* or NULL */
    const char *why;
};

struct accord_verdict_event {
    const char *constructor; /* "met", "absent", ... */
    enum accord_verdict_kind verdict;
    const char *message_id; /* NULL for met */
};

/* Everything is borrowed and valid during the call only. */
struct accord_event {
    enum accord_event_kind kind;
    size_t rule;
    size_t actor; /* SIZE_MAX while an aggregate is concluded */
    const char *actor_id;
    int file; /* of the line that runs, or ACCORD_NO_FILE: a gate of the engine's */
    unsigned line;
    union {
        struct accord_gate_event gate;
        struct accord_question_event question;
        struct accord_read_event read;
        struct accord_outcome_event outcome;
        struct accord_undecided_event undecided;
        struct accord_verdict_event verdict;
    } as;
};

/* Told of every event, in order. Each pair is evaluated once, under the instruction count, and its verdict is the same
 * as without an observer. False ends the run with ACCORD_NO_MEMORY. It must not use the run or its packs. */
struct accord_observer {
    bool (*observe)(void *host, const struct accord_event *event);
    void *host;
};

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
