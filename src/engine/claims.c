/* What the sources' claims say about being bound by a treaty on a day. */
#include "engine/claims.h"

#include "engine/filter.h"

#include <stdbool.h>

struct columns {
    int source, in_force, ended;
};

static enum accord_truth joined(enum accord_truth a, enum accord_truth b)
{
    return a == b ? a : ACCORD_UNDECIDED;
}

static enum accord_truth truth_of(enum accord_match match)
{
    static const enum accord_truth truths[] = {[ACCORD_MATCH_NO] = ACCORD_NO,
                                               [ACCORD_MATCH_COARSE] = ACCORD_UNDECIDED,
                                               [ACCORD_MATCH_MISSING] = ACCORD_UNDECIDED,
                                               [ACCORD_MATCH_YES] = ACCORD_YES};
    return truths[match];
}

/* Both rows surely hold on some same day. */
static bool overlap(const struct columns *columns, const struct accord_cell *a, const struct accord_cell *b)
{
    const struct accord_cell *a_from = &a[columns->in_force], *b_from = &b[columns->in_force];
    const struct accord_cell *a_to = &a[columns->ended], *b_to = &b[columns->ended];
    if (a_from->kind != ACCORD_CELL_DATE || b_from->kind != ACCORD_CELL_DATE) return false;
    bool a_first = a_to->kind != ACCORD_CELL_DATE || b_from->as.date.last < a_to->as.date.first;
    bool b_first = b_to->kind != ACCORD_CELL_DATE || a_from->as.date.last < b_to->as.date.first;
    return a_first && b_first;
}

static bool same_source(const struct columns *columns, const struct accord_cell *a, const struct accord_cell *b)
{
    return accord_cell_compare(&a[columns->source], &b[columns->source]) == 0;
}

/* What a row and its rivals (rows of its source that overlap it) say together. */
static enum accord_truth spell_says(const struct accord_schema *schema, const struct columns *columns,
                                    const struct accord_cell *const *rows, size_t count, size_t at, int32_t as_of)
{
    enum accord_truth says = truth_of(accord_row_valid(schema, rows[at], as_of));
    for (size_t i = 0; i < count; i++)
        if (i != at && same_source(columns, rows[i], rows[at]) && overlap(columns, rows[i], rows[at]))
            says = joined(says, truth_of(accord_row_valid(schema, rows[i], as_of)));
    return says;
}

/* A source says bound if one of its spells does, unbound if all do, and is undecided otherwise. */
static enum accord_truth source_says(const struct accord_schema *schema, const struct columns *columns,
                                     const struct accord_cell *const *rows, size_t count, size_t first, int32_t as_of)
{
    enum accord_truth says = ACCORD_NO;
    for (size_t i = first; i < count; i++) {
        if (!same_source(columns, rows[i], rows[first])) continue;
        enum accord_truth spell = spell_says(schema, columns, rows, count, i, as_of);
        if (spell == ACCORD_YES) return ACCORD_YES;
        if (spell == ACCORD_UNDECIDED) says = ACCORD_UNDECIDED;
    }
    return says;
}

static bool source_seen_before(const struct columns *columns, const struct accord_cell *const *rows, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same_source(columns, rows[i], rows[at])) return true;
    return false;
}

enum accord_truth accord_claims_bound(const struct accord_schema *memberships, const struct accord_cell *const *rows,
                                      size_t count, int32_t as_of)
{
    struct columns columns = {accord_schema_find(memberships, "source", 6),
                              accord_schema_find(memberships, "in_force", 8),
                              accord_schema_find(memberships, "ended", 5)};
    if (count == 0) return ACCORD_NO;
    enum accord_truth bound = source_says(memberships, &columns, rows, count, 0, as_of);
    for (size_t i = 1; i < count; i++)
        if (!source_seen_before(&columns, rows, i))
            bound = joined(bound, source_says(memberships, &columns, rows, count, i, as_of));
    return bound;
}
