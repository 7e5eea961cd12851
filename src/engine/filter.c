/* Questions to a table, three-valued. */
#include "engine/filter.h"

#include "base/text.h"
#include "store/store.h"

#include <assert.h>
#include <string.h>

enum accord_match accord_match_and(enum accord_match a, enum accord_match b)
{
    return a < b ? a : b;
}

enum accord_match accord_match_or(enum accord_match a, enum accord_match b)
{
    if (a == ACCORD_MATCH_YES || b == ACCORD_MATCH_YES) return ACCORD_MATCH_YES;
    if (a == ACCORD_MATCH_NO) return b;
    if (b == ACCORD_MATCH_NO) return a;
    return a < b ? a : b;
}

static enum accord_match match_of(enum accord_truth truth)
{
    static const enum accord_match matches[] = {
        [ACCORD_NO] = ACCORD_MATCH_NO, [ACCORD_YES] = ACCORD_MATCH_YES, [ACCORD_UNDECIDED] = ACCORD_MATCH_COARSE};
    return matches[truth];
}

static struct accord_date day(int32_t number)
{
    return (struct accord_date){number, number};
}

/* An event on the record of the as-of date. */
static enum accord_seen event_seen(const struct accord_cell *cell, int32_t as_of)
{
    if (cell->kind == ACCORD_CELL_MISSING || cell->as.date.first > as_of) return ACCORD_SEEN_ABSENT;
    return cell->as.date.last <= as_of ? ACCORD_SEEN : ACCORD_SEEN_UNDECIDED;
}

enum accord_seen accord_cell_seen(const struct accord_schema *schema, const struct accord_cell *cells, int column,
                                  int32_t as_of)
{
    const struct accord_column *described = &schema->columns[column];
    if (cells[column].kind == ACCORD_CELL_MISSING) return ACCORD_SEEN_ABSENT;
    if (described->event) return event_seen(&cells[column], as_of);
    /* A value whose date is not on record stays on record: nothing says that it is later. */
    if (described->dated_by != ACCORD_NO_COLUMN && cells[described->dated_by].kind != ACCORD_CELL_MISSING)
        return event_seen(&cells[described->dated_by], as_of);
    return ACCORD_SEEN;
}

static const struct accord_cell *cell_of(const struct accord_cell *cells, int column)
{
    static const struct accord_cell missing = {.kind = ACCORD_CELL_MISSING};
    return column == ACCORD_NO_COLUMN ? &missing : &cells[column];
}

static bool is_date(const struct accord_cell *cell)
{
    return cell->kind == ACCORD_CELL_DATE;
}

/* Has it begun: by its from date, or by a confirmation that nobody gives before the beginning. */
static enum accord_match begun_by(const struct accord_schema *schema, const struct accord_cell *cells, int32_t as_of)
{
    const struct accord_cell *from = cell_of(cells, schema->valid_from);
    const struct accord_cell *confirmed = cell_of(cells, schema->confirmed);
    enum accord_match begun;
    if (is_date(from))
        begun = match_of(accord_date_not_after(from->as.date, day(as_of)));
    else
        begun = schema->blank_from_never ? ACCORD_MATCH_NO : ACCORD_MATCH_COARSE;
    if (begun == ACCORD_MATCH_COARSE && is_date(confirmed) && confirmed->as.date.last <= as_of) return ACCORD_MATCH_YES;
    return begun;
}

enum accord_match accord_row_there(const struct accord_schema *schema, const struct accord_cell *cells, int32_t as_of)
{
    const struct accord_cell *from = cell_of(cells, schema->valid_from);
    if (is_date(from) && from->as.date.first > as_of) return ACCORD_MATCH_NO;
    enum accord_match there = ACCORD_MATCH_NO;
    bool dated = false;
    for (size_t i = 0; i < 2; i++) {
        const struct accord_cell *occurs = cell_of(cells, schema->occurs[i]);
        if (!is_date(occurs)) continue;
        dated = true;
        there = accord_match_or(there, match_of(accord_date_not_after(occurs->as.date, day(as_of))));
    }
    return dated ? there : ACCORD_MATCH_YES;
}

enum accord_match accord_row_valid(const struct accord_schema *schema, const struct accord_cell *cells, int32_t as_of)
{
    if (schema->valid_from == ACCORD_NO_COLUMN) return accord_row_there(schema, cells, as_of);
    enum accord_match begun = begun_by(schema, cells, as_of);
    const struct accord_cell *to = cell_of(cells, schema->valid_to);
    if (!is_date(to)) return begun;
    return accord_match_and(begun, match_of(accord_date_before(day(as_of), to->as.date)));
}

static bool list_contains(const struct accord_cell *list, const struct accord_cell *value)
{
    const char *item;
    size_t at = 0, length;
    while (accord_list_next(list, &at, &item, &length))
        if (accord_text_equal(item, length, value->as.text, value->length)) return true;
    return false;
}

/* Most texts of a column are as long as one another, and differ at their ends. */
static bool same_text(const struct accord_cell *a, const struct accord_cell *b)
{
    if (a->length != b->length) return false;
    return a->length == 0 ||
           (a->as.text[a->length - 1] == b->as.text[a->length - 1] && memcmp(a->as.text, b->as.text, a->length) == 0);
}

static enum accord_match equals_one(const struct accord_cell *cell, const struct accord_cell *value)
{
    if (cell->kind == ACCORD_CELL_TEXT && value->kind == ACCORD_CELL_TEXT)
        return same_text(cell, value) ? ACCORD_MATCH_YES : ACCORD_MATCH_NO;
    if (cell->kind == ACCORD_CELL_LIST) return list_contains(cell, value) ? ACCORD_MATCH_YES : ACCORD_MATCH_NO;
    if (cell->kind == ACCORD_CELL_DATE && value->kind == ACCORD_CELL_DATE)
        return match_of(accord_date_same(cell->as.date, value->as.date));
    return accord_cell_compare(cell, value) == 0 ? ACCORD_MATCH_YES : ACCORD_MATCH_NO;
}

static enum accord_match equals_some(const struct accord_term *term, const struct accord_cell *cell)
{
    enum accord_match match = ACCORD_MATCH_NO;
    for (size_t i = 0; i < term->value_count && match != ACCORD_MATCH_YES; i++)
        match = accord_match_or(match, equals_one(cell, &term->values[i]));
    return match;
}

static enum accord_match match_equals(const struct accord_term *term, const struct accord_schema *schema,
                                      const struct accord_cell *cells, int32_t as_of)
{
    const struct accord_column *column = &schema->columns[term->column];
    bool there = cells[term->column].kind != ACCORD_CELL_MISSING;
    if (there && !column->event && column->dated_by == ACCORD_NO_COLUMN) return equals_some(term, &cells[term->column]);
    switch (accord_cell_seen(schema, cells, term->column, as_of)) {
    case ACCORD_SEEN_ABSENT:
        /* An event that is not on record is not on the day asked for; any other blank may hide the value. */
        return !there && !column->event ? ACCORD_MATCH_MISSING : ACCORD_MATCH_NO;
    case ACCORD_SEEN_UNDECIDED:
        return ACCORD_MATCH_COARSE;
    case ACCORD_SEEN:
        break;
    }
    return equals_some(term, &cells[term->column]);
}

static enum accord_match match_present(enum accord_seen seen)
{
    static const enum accord_match matches[] = {[ACCORD_SEEN] = ACCORD_MATCH_YES,
                                                [ACCORD_SEEN_ABSENT] = ACCORD_MATCH_NO,
                                                [ACCORD_SEEN_UNDECIDED] = ACCORD_MATCH_COARSE};
    return matches[seen];
}

static enum accord_match match_absent(enum accord_seen seen)
{
    static const enum accord_match matches[] = {[ACCORD_SEEN] = ACCORD_MATCH_NO,
                                                [ACCORD_SEEN_ABSENT] = ACCORD_MATCH_YES,
                                                [ACCORD_SEEN_UNDECIDED] = ACCORD_MATCH_COARSE};
    return matches[seen];
}

/* The date lies in the window and not after the as-of date. */
static enum accord_match in_window(struct accord_date date, const struct accord_window *window, int32_t as_of)
{
    enum accord_match match = match_of(accord_date_not_after(window->from, date));
    match = accord_match_and(match, match_of(accord_date_not_after(date, day(as_of))));
    if (window->has_to) match = accord_match_and(match, match_of(accord_date_before(date, window->to)));
    return match;
}

static enum accord_match match_during(const struct accord_term *term, const struct accord_schema *schema,
                                      const struct accord_cell *cells, int32_t as_of)
{
    const struct accord_cell *cell = &cells[term->column];
    if (cell->kind == ACCORD_CELL_MISSING) {
        /* Nothing submitted is an answer; an undated act is not. */
        return schema->columns[term->column].event ? ACCORD_MATCH_NO : ACCORD_MATCH_MISSING;
    }
    return in_window(cell->as.date, &term->window, as_of);
}

/* An arrangement whose beginning is not on record: all that is sure is that it had ended before the window. */
static enum accord_match not_over(const struct accord_cell *to, const struct accord_window *window)
{
    if (!is_date(to)) return ACCORD_MATCH_COARSE;
    return accord_match_and(ACCORD_MATCH_COARSE, match_of(accord_date_before(window->from, to->as.date)));
}

/* The arrangement [from, to) shares a day with the window up to the as-of date. */
static enum accord_match overlaps(struct accord_date from, const struct accord_cell *to,
                                  const struct accord_window *window, int32_t as_of)
{
    enum accord_match match = match_of(accord_date_not_after(from, day(as_of)));
    match = accord_match_and(match, match_of(accord_date_not_after(window->from, day(as_of))));
    if (window->has_to) match = accord_match_and(match, match_of(accord_date_before(from, window->to)));
    if (is_date(to)) match = accord_match_and(match, match_of(accord_date_before(window->from, to->as.date)));
    return match;
}

static enum accord_match match_active(const struct accord_term *term, const struct accord_schema *schema,
                                      const struct accord_cell *cells, int32_t as_of)
{
    if (schema->valid_from != ACCORD_NO_COLUMN) {
        const struct accord_cell *from = cell_of(cells, schema->valid_from);
        const struct accord_cell *to = cell_of(cells, schema->valid_to);
        const struct accord_cell *confirmed = cell_of(cells, schema->confirmed);
        enum accord_match match = schema->blank_from_never ? ACCORD_MATCH_NO : not_over(to, &term->window);
        if (is_date(from)) match = overlaps(from->as.date, to, &term->window, as_of);
        if (match == ACCORD_MATCH_COARSE && is_date(confirmed))
            match = accord_match_or(match, overlaps(confirmed->as.date, to, &term->window, as_of));
        return match;
    }
    const struct accord_cell *act = cell_of(cells, schema->occurs[0]);
    const struct accord_cell *from = cell_of(cells, schema->occurs[1]);
    if (!is_date(act) && !is_date(from)) return ACCORD_MATCH_MISSING;
    enum accord_match match = is_date(act) ? in_window(act->as.date, &term->window, as_of) : ACCORD_MATCH_NO;
    if (!is_date(from)) return match;
    const struct accord_cell *to = cell_of(cells, accord_schema_find(schema, "to", 2));
    /* An arrangement that ends before it begins is a mistake on record: nobody can say when it ran. */
    if (is_date(to) && accord_date_before(to->as.date, from->as.date) == ACCORD_YES)
        return accord_match_or(match, accord_match_and(accord_row_there(schema, cells, as_of), ACCORD_MATCH_COARSE));
    return accord_match_or(match, overlaps(from->as.date, to, &term->window, as_of));
}

static enum accord_match match_term(const struct accord_term *term, const struct accord_schema *schema,
                                    const struct accord_cell *cells, int32_t as_of)
{
    switch (term->kind) {
    case ACCORD_TERM_EQUALS:
        return match_equals(term, schema, cells, as_of);
    case ACCORD_TERM_PRESENT:
        return match_present(accord_cell_seen(schema, cells, term->column, as_of));
    case ACCORD_TERM_ABSENT:
        return match_absent(accord_cell_seen(schema, cells, term->column, as_of));
    case ACCORD_TERM_DURING:
        return match_during(term, schema, cells, as_of);
    case ACCORD_TERM_ACTIVE:
        return match_active(term, schema, cells, as_of);
    }
    return ACCORD_MATCH_NO;
}

enum accord_match accord_filter_match(const struct accord_filter *filter, const struct accord_schema *schema,
                                      const struct accord_cell *cells, int32_t as_of)
{
    enum accord_match match = ACCORD_MATCH_YES;
    /* The order of terms changes no answer: those that are cheap, and say no most often, come first. */
    for (size_t i = 0; i < filter->count && match != ACCORD_MATCH_NO; i++)
        if (filter->terms[i].kind == ACCORD_TERM_EQUALS)
            match = accord_match_and(match, match_equals(&filter->terms[i], schema, cells, as_of));
    for (size_t i = 0; i < filter->count && match != ACCORD_MATCH_NO; i++)
        if (filter->terms[i].kind != ACCORD_TERM_EQUALS)
            match = accord_match_and(match, match_term(&filter->terms[i], schema, cells, as_of));
    return match;
}

const struct accord_term *accord_filter_pivot(const struct accord_filter *filter, const struct accord_schema *schema)
{
    for (size_t i = 0; i < filter->count; i++) {
        const struct accord_term *term = &filter->terms[i];
        if (term->kind != ACCORD_TERM_EQUALS || term->value_count != 1) continue;
        const struct accord_column *column = &schema->columns[term->column];
        bool plain = column->kind == ACCORD_CELL_TEXT && !column->event && column->dated_by == ACCORD_NO_COLUMN;
        if (plain && term->values->kind == ACCORD_CELL_TEXT) return term;
    }
    return NULL;
}

static bool has_window(const struct accord_term *term)
{
    return term->kind == ACCORD_TERM_DURING || term->kind == ACCORD_TERM_ACTIVE;
}

static bool windowed(const struct accord_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++)
        if (has_window(&filter->terms[i])) return true;
    return false;
}

bool accord_filter_days(const struct accord_filter *filter, int32_t as_of, int32_t *first, int32_t *last)
{
    bool windowed = false;
    *first = as_of;
    *last = as_of;
    int32_t earliest = INT32_MAX, latest = INT32_MIN;
    for (size_t i = 0; i < filter->count; i++) {
        const struct accord_window *window = &filter->terms[i].window;
        if (!has_window(&filter->terms[i])) continue;
        windowed = true;
        int32_t end = window->has_to && window->to.last - 1 < as_of ? window->to.last - 1 : as_of;
        if (window->from.first < earliest) earliest = window->from.first;
        if (end > latest) latest = end;
    }
    if (!windowed) return true;
    if (earliest > latest) return false;
    *first = earliest;
    *last = latest;
    return true;
}

/* ---- completeness ---- */

/* More combinations of alternatives than this are not gone through: the question counts as not covered. */
enum { COMBINATIONS_MAX = 65536 };

/* One value for every column that the filter pins down, as an odometer over its lists of alternatives. */
struct pinned {
    const struct accord_filter *filter;
    bool turns[ACCORD_TERMS_MAX]; /* a term: some declaration tells its alternatives apart */
    size_t at[ACCORD_TERMS_MAX];
    const char *actor;
    int actor_column;
    const char *global_value;
};

static bool next_combination(struct pinned *pinned)
{
    for (size_t i = 0; i < pinned->filter->count; i++) {
        const struct accord_term *term = &pinned->filter->terms[i];
        if (!pinned->turns[i]) continue;
        if (++pinned->at[i] < term->value_count) return true;
        pinned->at[i] = 0;
    }
    return false;
}

static bool declared_by_column(const struct accord_schema *schema, int column)
{
    for (size_t i = 0; i < schema->complete_count; i++)
        for (size_t j = 0; j < schema->complete[i].where_count; j++)
            if (schema->complete[i].where_columns[j] == column) return true;
    return false;
}

/* False when the alternatives multiply beyond measure. */
static bool start_combinations(struct pinned *pinned, const struct accord_schema *schema)
{
    size_t combinations = 1;
    for (size_t i = 0; i < pinned->filter->count; i++) {
        const struct accord_term *term = &pinned->filter->terms[i];
        pinned->turns[i] = term->kind == ACCORD_TERM_EQUALS && declared_by_column(schema, term->column);
        if (pinned->turns[i]) combinations *= term->value_count;
        if (combinations > COMBINATIONS_MAX) return false;
    }
    return true;
}

static bool among(const char *text, size_t length, const char *const *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (accord_text_equal(text, length, values[i], strlen(values[i]))) return true;
    return false;
}

/* Does the filter hold the column to one of the declaration's values. */
static bool column_pinned(const struct pinned *pinned, int column, const char *const *values, size_t count)
{
    /* What is addressed to everybody counts as the actor's too: both must be among those declared. */
    bool everybody =
        pinned->global_value == NULL || among(pinned->global_value, strlen(pinned->global_value), values, count);
    if (column == pinned->actor_column && pinned->actor != NULL && everybody &&
        among(pinned->actor, strlen(pinned->actor), values, count))
        return true;
    for (size_t i = 0; i < pinned->filter->count; i++) {
        const struct accord_term *term = &pinned->filter->terms[i];
        if (term->column != column || term->kind != ACCORD_TERM_EQUALS) continue;
        const struct accord_cell *value = &term->values[pinned->at[i]];
        if (value->kind == ACCORD_CELL_TEXT) return among(value->as.text, value->length, values, count);
        char digits[ACCORD_DECIMAL_TEXT_MAX];
        if (value->kind != ACCORD_CELL_INTEGER) return false;
        accord_decimal_format(accord_decimal_of(value->as.integer), digits);
        return among(digits, strlen(digits), values, count);
    }
    return false;
}

static bool declaration_applies(const struct accord_complete *declared, const struct pinned *pinned)
{
    for (size_t i = 0; i < declared->where_count; i++)
        if (!column_pinned(pinned, declared->where_columns[i], declared->where_values[i],
                           declared->where_value_counts[i]))
            return false;
    return true;
}

/* The declarations that apply cover [first, last] together, without a day between them. */
static bool days_covered(const struct accord_schema *schema, const struct pinned *pinned, int32_t first, int32_t last)
{
    int32_t reached = first; /* the next day to be covered */
    for (;;) {
        int32_t best = reached;
        for (size_t i = 0; i < schema->complete_count; i++) {
            const struct accord_complete *declared = &schema->complete[i];
            if (declared->since > reached || declared->until < reached) continue;
            if (!declaration_applies(declared, pinned)) continue;
            if (declared->until >= last) return true;
            if (declared->until + 1 > best) best = declared->until + 1;
        }
        if (best == reached) return false;
        reached = best;
    }
}

/* Rows of acts, which took place at some time: without a window a question about them is about ever, and no declaration
 * covers that. What an event began (a plan adopted) stands from then on: a question about it is about a day. */
static bool is_about_acts(const struct accord_schema *schema)
{
    return schema->occurs[0] != ACCORD_NO_COLUMN && !schema->columns[schema->occurs[0]].event;
}

bool accord_filter_about_ever(const struct accord_filter *filter, const struct accord_schema *schema)
{
    return is_about_acts(schema) && !windowed(filter);
}

static struct pinned pin(const struct accord_filter *filter, const struct accord_schema *schema, const char *actor)
{
    return (struct pinned){.filter = filter,
                           .actor = schema->actor == ACCORD_NO_COLUMN ? NULL : actor,
                           .actor_column = schema->actor,
                           .global_value = schema->global_value};
}

enum accord_reach accord_filter_reach(const struct accord_filter *filter, const struct accord_schema *schema,
                                      const struct accord_complete *declared, const char *actor, int32_t as_of)
{
    int32_t first, last;
    struct pinned pinned = pin(filter, schema, actor);
    bool applies = false;
    if (start_combinations(&pinned, schema)) do
            applies = declaration_applies(declared, &pinned);
        while (!applies && next_combination(&pinned));
    if (!applies) return ACCORD_REACH_OTHER_ROWS;
    bool about_days = accord_filter_days(filter, as_of, &first, &last);
    return about_days && declared->since <= first && declared->until >= last ? ACCORD_REACH_COVERS
                                                                             : ACCORD_REACH_OTHER_DAYS;
}

bool accord_filter_complete(const struct accord_filter *filter, const struct accord_schema *schema, const char *actor,
                            int32_t as_of)
{
    int32_t first, last;
    if (schema->complete_count == 0 || !accord_filter_days(filter, as_of, &first, &last)) return false;
    if (accord_filter_about_ever(filter, schema)) return false;
    struct pinned pinned = pin(filter, schema, actor);
    if (!start_combinations(&pinned, schema)) return false;
    do {
        if (!days_covered(schema, &pinned, first, last)) return false;
    } while (next_combination(&pinned));
    return true;
}

/* ---- identity ---- */

/* Where it ends. */
static char *put_line(char *to, int64_t number)
{
    if (number < 0) *to++ = '-';
    to = accord_digits(to, number < 0 ? -(uint64_t)number : (uint64_t)number);
    *to++ = '\n';
    return to;
}

static char *put_date(char *to, struct accord_date date)
{
    to = put_line(to, date.first);
    to[-1] = '/';
    return put_line(to, date.last);
}

void accord_filter_copy(struct accord_filter *copy, const struct accord_filter *filter)
{
    copy->known = NULL;
    copy->count = filter->count;
    memcpy(copy->terms, filter->terms, filter->count * sizeof filter->terms[0]);
}

void accord_filter_text(const struct accord_filter *filter, int table, struct accord_text *text)
{
    enum { LINE = ACCORD_DIGITS_MAX + 2, TERM_LINES = 7 };
    accord_text_add_int(text, table);
    for (size_t i = 0; i < filter->count; i++) {
        const struct accord_term *term = &filter->terms[i];
        accord_text_add_char(text, '\n');
        accord_text_add_str(text, term->name);
        char *to = accord_text_room(text, 1 + TERM_LINES * LINE);
        if (to == NULL) return;
        *to++ = '\n';
        to = put_line(to, (int64_t)term->kind);
        to = put_line(to, (int64_t)term->value_count);
        to = put_line(to, term->window.has_to);
        to = put_date(to, term->window.from);
        accord_text_end_at(text, put_date(to, term->window.to));
        for (size_t j = 0; j < term->value_count; j++) {
            size_t before = text->length;
            accord_cell_text(&term->values[j], text);
            size_t length = text->length - before;
            if ((to = accord_text_room(text, 1 + LINE)) == NULL) return;
            *to++ = '\n';
            accord_text_end_at(text, put_line(to, (int64_t)length));
        }
    }
}
