/* Evaluating lines of Lua against an actor, with what a rule has: for trying things out. */
#ifndef ACCORD_CONSOLE_H
#define ACCORD_CONSOLE_H

#include "accord/run.h"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

struct accord_console;

/* Serves as a run: packs serve one at a time, and must outlive it with the dataset. Packs without a provision cannot
 * be used (ACCORD_BAD_USAGE). The first actor of the dataset is entered; a dataset without actors is BAD_USAGE. */
enum accord_status accord_console_new(struct accord_packs *packs, struct accord_dataset *dataset,
                                      struct accord_date as_of, struct accord_console **console,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
void accord_console_free(struct accord_console *console);

/* The actor that `actor` and `party` stand for. Rows that a name still holds from before cannot be used any more. */
enum accord_status accord_console_enter(struct accord_console *console, size_t actor,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
/* The rule that `params` and `provision` are of, and whose messages verdicts may give; SIZE_MAX: none. */
enum accord_status accord_console_take_rule(struct accord_console *console, size_t rule,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
/* The verdict of a rule, with what it requires, for the actor; *verdict is NULL where the rule is not about actors of
 * that kind, or is about many. Valid until the next call. Rows as for accord_console_enter. */
enum accord_status accord_console_check(struct accord_console *console, size_t rule,
                                        const struct accord_verdict **verdict,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

enum accord_console_kind { ACCORD_CONSOLE_TEXT, ACCORD_CONSOLE_ROWS, ACCORD_CONSOLE_VERDICT };

enum { ACCORD_CONSOLE_ROWS_MAX = 200 };

struct accord_console_value {
    enum accord_console_kind kind;
    const char *text;  /* TEXT */
    const char *table; /* ROWS: of which table; personal columns are not given */
    const char *const *columns;
    size_t column_count;
    const char *const *cells; /* row by row; NULL: not on record by the day */
    size_t row_count;         /* given: at most ACCORD_CONSOLE_ROWS_MAX */
    size_t row_total;
    const struct accord_verdict *verdict; /* VERDICT */
};

typedef void (*accord_console_function)(void *host, const struct accord_console_value *value);

enum accord_console_result {
    ACCORD_CONSOLE_DONE,
    ACCORD_CONSOLE_UNDECIDED,  /* the third value: `text` says what leaves it open */
    ACCORD_CONSOLE_FAILED,     /* `text` says why: an error, or a limit */
    ACCORD_CONSOLE_INCOMPLETE, /* more of the statement must follow; nothing ran */
};

struct accord_console_outcome {
    enum accord_console_result result;
    const char *text; /* until the next call */
};

/* An expression, whose values are given to the function, or statements. A name that is assigned stays, and so does one
 * of a `local` with which the source begins; other locals end with it. The limits are those of a pair. */
enum accord_status accord_console_evaluate(struct accord_console *console, const char *source, size_t length,
                                           accord_console_function function, void *host,
                                           struct accord_console_outcome *outcome,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- what there is to ask for ---- */

struct accord_console_table {
    const char *name;
    bool of_world; /* asked of the world, not of the actor */
    size_t column_count;
};

struct accord_console_column {
    const char *name;
    const char *kind; /* "text", "date", ... */
    bool personal;    /* only has() may ask for it */
    bool event;       /* reads as not on record when it lies after the day */
};

size_t accord_console_table_count(const struct accord_console *console);
void accord_console_table(const struct accord_console *console, size_t index, struct accord_console_table *table);
void accord_console_column(const struct accord_console *console, size_t table, size_t index,
                           struct accord_console_column *column);
/* Functions and methods that a rule can call ("absent", "history"); NULL past the last. */
const char *accord_console_name(size_t index);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
