/* What rules asked of the record and were answered, as a tree for each rule. A rule keeps no state and sees nothing but
 * answers: where an actor's record gives the answers that another's gave, the same verdict follows, and Lua need not
 * run. A path is written down while Lua runs (engine/path_note.h) and walked without it (engine/path_walk.h). No Lua.
 */
#ifndef ACCORD_ENGINE_PATHS_H
#define ACCORD_ENGINE_PATHS_H

#include "engine/engine.h"

/* ---- values ---- */

/* What a path hands on from step to step: numbered in the order in which it comes up, the same for all that walk it. */
enum accord_path_kind { ACCORD_PATH_ROWS, ACCORD_PATH_ROW, ACCORD_PATH_DATE, ACCORD_PATH_TEXT, ACCORD_PATH_DRAFT };

struct accord_path_rows {
    struct accord_query *query;
    struct accord_row **rows;
    size_t count;
};

struct accord_path_value {
    enum accord_path_kind kind;
    union {
        struct accord_path_rows rows;
        struct accord_row *row;
        struct accord_dated date;
        const struct accord_cell *text;
        struct accord_draft *draft;
    } as;
};

enum {
    ACCORD_PATH_VALUES_MAX = 512,
    ACCORD_PATH_NONE = UINT16_MAX, /* a number that no value has */
    ACCORD_PATH_DEPTH_MAX = 8      /* of each() in each() */
};

struct accord_path_values {
    struct accord_path_value *of;
    size_t count;
    uint64_t serial; /* rows that have a number in this path bear it */
};

/* ---- steps and replies ---- */

/* Each step has Lua's host do what it did when the path was written down. */
enum accord_step_kind {
    ACCORD_STEP_ASK,        /* rows of table `number` that match `filter`: a value */
    ACCORD_STEP_SHOWS,      /* actor:shows of the same */
    ACCORD_STEP_LACKS,      /* actor:lacks of the same */
    ACCORD_STEP_BOUND,      /* by the treaty `text` */
    ACCORD_STEP_COUNT,      /* of rows `a` */
    ACCORD_STEP_ROW_AT,     /* of rows `a`, the one at `number` */
    ACCORD_STEP_ACTOR_ROW,  /* the actor's own */
    ACCORD_STEP_PICK,       /* of rows `a`, the latest (`b`, or else the earliest) by column `number` */
    ACCORD_STEP_DISTINCT,   /* of rows `a`, the values of column `number` */
    ACCORD_STEP_ROWS_OF,    /* those of rows `a` that are the rows `list` */
    ACCORD_STEP_READ,       /* of row `a`, column `number`; `b` ACCORD_HANDED_ON: its text is only that */
    ACCORD_STEP_HAS,        /* the same: whether it is there */
    ACCORD_STEP_GET,        /* the same, which may be absent */
    ACCORD_STEP_BEFORE,     /* date `a` (of no number: `first`) before `b` (`second`) */
    ACCORD_STEP_NOT_AFTER,  /* the same, or on that day */
    ACCORD_STEP_SAME,       /* the same day */
    ACCORD_STEP_ADD_MONTHS, /* date `a`, so many months on */
    ACCORD_STEP_ADD_DAYS,   /* the same with days */
    ACCORD_STEP_YEAR,       /* of date `a` */
    ACCORD_STEP_DRAFT,      /* a verdict `said`: a value */
    ACCORD_STEP_ABSENCE,    /* the same of an absence */
    ACCORD_STEP_FINDINGS,   /* findings(): a value */
    ACCORD_STEP_ADD,        /* verdict `b` to findings `a` */
    ACCORD_STEP_FOUND,      /* how many findings `a` has */
    ACCORD_STEP_OPEN,       /* each() begins with row `a`, or with none */
    ACCORD_STEP_CLOSE,      /* and ends with verdict `a`, or with a new one for the reasons from `number` on */
    ACCORD_STEP_FORGET,     /* reasons from `number` on are no longer held */
    ACCORD_STEP_EACH,       /* findings `a` get a verdict for each of rows `b`, by the steps of `items` */
    ACCORD_STEP_SURE,       /* those of rows `a` of which the steps of `items` say true */
    ACCORD_STEP_TEST,       /* whether they say `number` of one of rows `a`, and how many reasons that left */
    ACCORD_STEP_ITEM,       /* the first of `items`: a row */
    ACCORD_STEP_ITEM_END, /* the last: verdict `a`, or one for all reasons of its own; or what a test says, in `number`
                           */
    ACCORD_STEP_PASSED,   /* applies said true: check begins */
    ACCORD_STEP_END       /* the verdict is `a`, or one for all reasons; `number` is the gate that gave it */
};

enum { ACCORD_HANDED_ON = 1 };

/* Of a step that goes by dates: those that are always the same. */
struct accord_path_dates {
    struct accord_date first;
    struct accord_date second;
};

/* An argument of a message: always the same, or the date or text of a value of the path. */
struct accord_path_argument {
    struct accord_argument argument;
    uint16_t value; /* or ACCORD_PATH_NONE */
};

enum accord_path_records { ACCORD_RECORDS_NONE, ACCORD_RECORDS_ROW, ACCORD_RECORDS_ROWS, ACCORD_RECORDS_LIST };

struct accord_path_list {
    uint16_t *values;
    size_t count;
};

struct accord_absence;

/* What a verdict says. */
struct accord_path_said {
    enum accord_verdict_kind verdict;
    const struct accord_absence *absence; /* or NULL */
    int table;                            /* of the absence */
    const struct accord_filter *filter;
    const struct accord_message *message; /* or NULL */
    struct accord_path_argument *arguments;
    size_t argument_count;
    enum accord_path_records records;
    struct accord_path_list named; /* row, rows, or each row of a list */
};

struct accord_path_ask {
    bool of_world;
    int asked; /* an enum accord_asked */
    const struct accord_filter *filter;
};

struct accord_branch;

struct accord_step {
    enum accord_step_kind kind;
    uint16_t a, b;
    int64_t number;
    union {
        struct accord_path_ask ask;
        const char *text;
        struct accord_path_list list;
        struct accord_path_dates dates;
        const struct accord_path_said *said;
        uint64_t spent; /* for one row */
    } with;
    struct accord_step *items;      /* of the steps that go through rows one by one */
    struct accord_branch *branches; /* the one that was taken last comes first */
    unsigned branch_count;
};

/* What a step came to, as far as Lua can tell. */
enum accord_reply_kind {
    ACCORD_REPLY_NONE,  /* nothing, or a value that is always new */
    ACCORD_REPLY_NEW,   /* a row, date or carried text that has no number yet */
    ACCORD_REPLY_KNOWN, /* the one that has this number */
    ACCORD_REPLY_DAY,   /* a date that the rule may hold from elsewhere too: Lua would take them for one */
    ACCORD_REPLY_ABSENT,
    ACCORD_REPLY_UNDECIDED,
    ACCORD_REPLY_NUMBER,
    ACCORD_REPLY_TEXT
};

struct accord_reply {
    enum accord_reply_kind kind;
    int64_t number;
    const char *text;
    size_t length;
};

struct accord_branch {
    struct accord_reply reply;
    struct accord_step *next; /* NULL: nobody has gone on from here */
    struct accord_branch *other;
};

/* ---- trees ---- */

/* What a test says over rows. */
static inline int64_t accord_path_tested(enum accord_truth truth, size_t reasons)
{
    enum { TRUTHS = 4 };
    return (int64_t)truth + TRUTHS * (int64_t)reasons;
}

/* As accord_step_branch, where the first branch is not that of the reply. */
struct accord_branch *accord_step_other_branch(struct accord_step *step, const struct accord_reply *reply);

/* The branch of a reply, moved to the front; NULL: there is none. */
static inline struct accord_branch *accord_step_branch(struct accord_step *step, const struct accord_reply *reply)
{
    struct accord_branch *first = step->branches;
    bool same = first != NULL && first->reply.kind == reply->kind && first->reply.number == reply->number &&
                (first->reply.length | reply->length) == 0;
    return same ? first : accord_step_other_branch(step, reply);
}

enum { ACCORD_BRANCHES_MAX = 64 }; /* of one step: what is told apart further is left to Lua */

/* What is known of one rule. */
/* A line that reads a column. */
struct accord_path_place {
    const char *source;
    int first, last; /* the lines of its function */
    int line;
    const char *column;
    bool hands_on; /* to a message, and nothing else */
};

enum { ACCORD_PLACES_STUDIED = 16 };

struct accord_rule_paths {
    struct accord_step *first;
    size_t walked; /* walks that came to an end */
    size_t missed; /* those that did not */
    bool studied;  /* the lines that read texts are looked at */
    struct accord_path_place places[ACCORD_PLACES_STUDIED];
    size_t place_count;
    size_t asked; /* pairs so far, and up to the last one that was not left to Lua */
    size_t asked_last;
    int credit; /* what walking was worth less what writing down cost; below 0 the rule is left to Lua for some time */
    bool left;  /* to Lua for good */
};

enum { ACCORD_PATHS_ASKED_BEFORE = 8 }; /* pairs of a rule, before its paths are written down */
enum { ACCORD_PATH_FILTERS_MAX = 1024 };
enum { ACCORD_PATHS_BYTES_MAX = 4 * 1024 * 1024 }; /* of all rules: what is not known by then is left to Lua */

struct accord_paths {
    struct accord_arena arena;
    struct accord_rule_paths *rules; /* NULL: nothing is remembered */
    struct accord_path_values values;
    struct accord_map questions; /* as texts, into the next */
    const struct accord_filter *filters[ACCORD_PATH_FILTERS_MAX];
    size_t filter_count;
    bool code_asked;
    bool code_known; /* what Lua's compiled code shows can be read */
};

/* Makes room for as many rules, with nothing known of them. False when memory is short. */
bool accord_paths_open(struct accord_paths *paths, size_t rule_count);
void accord_paths_close(struct accord_paths *paths);

/* Whether a walk may be tried, and told of how it ended. When many have failed the rule's code is worth a look: its
 * tree is begun anew, with what that shows. */
bool accord_paths_worth(struct accord_paths *paths, size_t rule);
void accord_paths_walked(struct accord_paths *paths, size_t rule, bool to_the_end);

/* Whether anything more can be kept. */
bool accord_paths_room(const struct accord_paths *paths);
/* Leaves the rule to Lua from now on. */
void accord_paths_leave(struct accord_paths *paths, size_t rule);

/* A step with one branch for the reply, copied with its text into the arena. NULL when there is no more room. */
struct accord_step *accord_step_new(struct accord_paths *paths, const struct accord_step *step);
struct accord_branch *accord_branch_new(struct accord_paths *paths, struct accord_step *step,
                                        const struct accord_reply *reply);
void *accord_paths_alloc(struct accord_paths *paths, size_t size);

/* ---- values of the path at hand ---- */

/* Forgets all values. */
void accord_path_begin(struct accord_engine *engine);
/* Forgets those from the number on. */
void accord_path_cut(struct accord_path_values *values, size_t count);
/* Gives the value the next number; ACCORD_PATH_NONE when there are too many. */
uint16_t accord_path_add(struct accord_path_values *values, const struct accord_path_value *value);

uint16_t accord_path_add_rows(struct accord_path_values *values, struct accord_query *query, struct accord_row **rows,
                              size_t count);
uint16_t accord_path_add_draft(struct accord_path_values *values, struct accord_draft *draft);

static inline struct accord_reply accord_reply_of(enum accord_reply_kind kind, int64_t number)
{
    return (struct accord_reply){.kind = kind, .number = number};
}

/* How Lua can tell the row or the date, which gets a number where it has none. */
struct accord_reply accord_path_row_reply(struct accord_engine *engine, struct accord_row *row);
struct accord_reply accord_path_date_reply(struct accord_engine *engine, struct accord_dated date);
/* A text that Lua can only hand on. */
struct accord_reply accord_path_text_reply(struct accord_engine *engine, const struct accord_cell *text);
/* The number of a row, or ACCORD_PATH_NONE. */
uint16_t accord_path_row_number(const struct accord_engine *engine, const struct accord_row *row);
/* The number of a full date, or ACCORD_PATH_NONE. */
uint16_t accord_path_day_number(const struct accord_engine *engine, struct accord_date date);
/* What Lua sees of a cell that is there. False for an amount, which no path follows. */
bool accord_path_cell_reply(struct accord_engine *engine, struct accord_row *row, int column,
                            struct accord_reply *reply);

#endif
