/* The rules of the benchmark in plain C: one Party's rows, read into what the rules need of them, and the rules. */
#ifndef ACCORD_BENCH_BASELINE_H
#define ACCORD_BENCH_BASELINE_H

#include "accord/date.h"
#include "accord/verdict.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROWS_MAX = 32, INSTITUTION_MAX = 32 };

/* How a row answers a question: the least of its terms counts. */
enum match { MATCH_NO, MATCH_COARSE, MATCH_MISSING, MATCH_YES };

/* A date on record or not. */
struct day {
    bool known;
    struct accord_date date;
};

/* An event as of the date: on record, not, or undecided. */
enum seen { SEEN_ABSENT, SEEN_UNDECIDED, SEEN_YES };

/* Words as numbers, in the order of their tables, from CODE_FIRST. */
enum { CODE_BLANK, CODE_OTHER, CODE_FIRST };
enum { TREATY_CBD = CODE_FIRST, TREATY_CMS };
enum { ROLE_CBD = CODE_FIRST, ROLE_CMS };
enum { DUE_HARD = CODE_FIRST };
enum { PERIOD_COP14 = CODE_FIRST };
enum { STATE_DRAFT = CODE_FIRST, STATE_RETURNED };
enum { ACT_DART = CODE_FIRST };
enum { ACT_DONE = CODE_FIRST, ACT_ONGOING, ACT_PLANNED, ACT_REFUSED };
enum { PLAN_NBSAP = CODE_FIRST, PLAN_RESOURCES };

/* Items of lists as bits, in the order of their tables; bit 0: one that is in no table. */
enum { ABOUT_COLLABORATION = 2 };
enum { WITH_CBD = 2, WITH_CITES = 4, WITH_RAMSAR = 8 };
enum { GROUPS_ALL = 2 + 4 + 8, GROUPS = 3 };
enum { MANDATES_REPEALED = 2 + 4 + 8 + 16 + 32 };
enum { FLAG_TOOL_NONE = 16, FLAG_TOOL = 32 }; /* bits 1 to 3: absent:GROUP */
enum { PLAN_FLAG_RESOURCES = 2 };

struct list {
    bool known;
    unsigned items;
};

struct claim {
    unsigned treaty;
    enum match valid;
};

struct holder {
    unsigned role;
    enum match valid;
    bool email;
    struct day confirmed;
    char institution[INSTITUTION_MAX]; /* empty: not on record */
};

struct report {
    unsigned treaty;
    unsigned due_kind;
    unsigned period;
    unsigned state;
    struct day due;
    struct day submitted;
    enum seen seen; /* submitted */
    struct list about;
};

struct act {
    int provision; /* number in the instrument; 0: not on record, -1: another */
    unsigned kind;
    unsigned status;
    enum match there;  /* by the as-of date */
    enum match active; /* since the effect */
    struct day date, from, to;
    struct list counterparts, groups, mandate, flags;
    bool evidence, address;
};

struct plan {
    unsigned kind;
    enum match there;
    enum seen seen; /* adopted */
    struct day adopted, expires;
    struct list flags;
};

/* Everything about one Party. */
struct party {
    struct claim claims[ROWS_MAX];
    struct holder holders[ROWS_MAX];
    struct report reports[ROWS_MAX];
    struct act acts[ROWS_MAX];
    struct plan plans[ROWS_MAX];
    size_t claim_count, holder_count, report_count, act_count, plan_count;
};

/* The days that the rules look at. */
struct days {
    struct accord_date as_of;
    struct accord_date effect;
    struct accord_date two_years_ago;
    struct accord_date one_year_ago;
};

static inline enum match match_and(enum match a, enum match b)
{
    return a < b ? a : b;
}

static inline enum match match_or(enum match a, enum match b)
{
    if (a == MATCH_YES || b == MATCH_YES) return MATCH_YES;
    if (a == MATCH_NO) return b;
    if (b == MATCH_NO) return a;
    return a < b ? a : b;
}

static inline enum match before(struct accord_date a, struct accord_date b)
{
    if (a.last < b.first) return MATCH_YES;
    return a.first >= b.last ? MATCH_NO : MATCH_COARSE;
}

static inline enum match not_after(struct accord_date a, struct accord_date b)
{
    if (a.last <= b.first) return MATCH_YES;
    return a.first > b.last ? MATCH_NO : MATCH_COARSE;
}

/* ---- reading ---- */

struct tables;

/* Opens the store's file and stands on the rows of actor `first`; those from `end` on are not read. NULL with a message
 * on standard error when that fails. */
struct tables *tables_open(const char *path, const struct days *days, size_t first, size_t end);
void tables_close(struct tables *tables);
/* The next Party in order, with all its rows; false after the last one. */
bool tables_next(struct tables *tables, struct party *party);

/* ---- rules ---- */

struct outcome {
    enum accord_verdict_kind verdict;
    size_t findings;
};

struct bench_rule;
const char *rules_id(size_t rule);
/* Adds the verdict of every rule for the Party to `rules`. */
void rules_judge(const struct party *party, const struct days *days, struct bench_rule *rules);

#endif
