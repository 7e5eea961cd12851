/* Questions to a table: which rows match surely, which possibly, and was the table complete for the question. No Lua.
 */
#ifndef ACCORD_ENGINE_FILTER_H
#define ACCORD_ENGINE_FILTER_H

#include "accord/observe.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* How a row answers a question, in the order in which answers are joined: NO wins over all else, then COARSE (a coarse
 * date or a blank from date leaves it open), then MISSING (only a missing cell does), then YES. */
enum accord_match { ACCORD_MATCH_NO, ACCORD_MATCH_COARSE, ACCORD_MATCH_MISSING, ACCORD_MATCH_YES };

enum accord_match accord_match_and(enum accord_match a, enum accord_match b);
enum accord_match accord_match_or(enum accord_match a, enum accord_match b);
static inline bool accord_match_possible(enum accord_match match)
{
    return match == ACCORD_MATCH_COARSE || match == ACCORD_MATCH_MISSING;
}

enum accord_term_kind {
    ACCORD_TERM_EQUALS,  /* one of `values`; a list column contains one of them */
    ACCORD_TERM_PRESENT, /* on record by the as-of date */
    ACCORD_TERM_ABSENT,  /* surely not on record by the as-of date */
    ACCORD_TERM_DURING,  /* a date in the window */
    ACCORD_TERM_ACTIVE   /* the row's act or arrangement falls into the window; `column` is ACCORD_NO_COLUMN */
};

enum { ACCORD_TERMS_MAX = 16, ACCORD_TERM_VALUES_MAX = 256 };

/* From inclusive, to exclusive. */
struct accord_window {
    struct accord_date from;
    struct accord_date to;
    bool has_to;
};

struct accord_term {
    const char *name; /* of the column, or "active" */
    int column;
    enum accord_term_kind kind;
    const struct accord_cell *values; /* sorted */
    size_t value_count;
    struct accord_window window;
};

struct accord_known_filter;

/* Terms are sorted by name and all must hold. */
struct accord_filter {
    struct accord_known_filter *known; /* that it is part of, or NULL */
    struct accord_term terms[ACCORD_TERMS_MAX];
    size_t count;
};

/* Copies no more than the terms that there are. */
void accord_filter_copy(struct accord_filter *copy, const struct accord_filter *filter);

/* A cell as it is seen on the as-of date: an event after it is absent, one that may lie on either side is undecided. */
enum accord_seen { ACCORD_SEEN, ACCORD_SEEN_ABSENT, ACCORD_SEEN_UNDECIDED };
enum accord_seen accord_cell_seen(const struct accord_schema *schema, const struct accord_cell *cells, int column,
                                  int32_t as_of);

/* Is the row there by the as-of date: what begins or occurs surely after it is NO. YES or COARSE otherwise. */
enum accord_match accord_row_there(const struct accord_schema *schema, const struct accord_cell *cells, int32_t as_of);

/* Is the row valid on the as-of date; YES for a table without validity that is there. */
enum accord_match accord_row_valid(const struct accord_schema *schema, const struct accord_cell *cells, int32_t as_of);

/* Appends the question to a table as a text that no other question has. */
void accord_filter_text(const struct accord_filter *filter, int table, struct accord_text *text);

/* Do the row's cells satisfy every term. Says nothing of validity. */
enum accord_match accord_filter_match(const struct accord_filter *filter, const struct accord_schema *schema,
                                      const struct accord_cell *cells, int32_t as_of);

/* A term that a row with some other text in its column surely does not satisfy; NULL where there is none. Most rows are
 * told by it, at less cost. */
const struct accord_term *accord_filter_pivot(const struct accord_filter *filter, const struct accord_schema *schema);

/* Whether the row surely does not satisfy the pivot. */
static inline bool accord_filter_rejects(const struct accord_term *pivot, const struct accord_cell *cells)
{
    const struct accord_cell *cell = &cells[pivot->column], *value = pivot->values;
    size_t length = value->length;
    if (cell->kind != ACCORD_CELL_TEXT) return false;
    if (cell->length != length || length == 0) return cell->length != length;
    /* Most texts of a column are as long as one another, and differ at their ends. */
    return cell->as.text[length - 1] != value->as.text[length - 1] ||
           memcmp(cell->as.text, value->as.text, length) != 0;
}

/* The days that the question is about: those of its windows up to the as-of date, or the as-of date alone. False when
 * the windows lie wholly after the as-of date. */
bool accord_filter_days(const struct accord_filter *filter, int32_t as_of, int32_t *first, int32_t *last);

/* Do the table's completeness declarations cover the filter and all its days, for rows of this actor (NULL: of
 * everybody). False, too, when the alternatives of the columns that declarations name multiply beyond 65536. */
bool accord_filter_complete(const struct accord_filter *filter, const struct accord_schema *schema, const char *actor,
                            int32_t as_of);

/* Rows of acts, asked for without a window: that is about ever, and no declaration covers it. */
bool accord_filter_about_ever(const struct accord_filter *filter, const struct accord_schema *schema);

/* How far one declaration of the table's reaches the question. */
enum accord_reach accord_filter_reach(const struct accord_filter *filter, const struct accord_schema *schema,
                                      const struct accord_complete *declared, const char *actor, int32_t as_of);

#endif
