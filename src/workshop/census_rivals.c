/* Rows about one thing that cannot all be right: sources that disagree, reports due on two days, two regions of one
 * scheme at a time. A coarse date and a finer one within it agree. */
#include "workshop/census_parts.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { ABOUT_MAX = 3, COMPARED_MAX = 4, TEXT_MAX_BYTES = 64 * 1024 };

struct rivalry {
    const char *table;
    const char *about[ABOUT_MAX]; /* columns that say what a row is about, beside its actor */
    const char *by;               /* the column of its source, or NULL */
    struct {
        const char *name;
        bool blank_says; /* no value is a claim too */
    } compared[COMPARED_MAX];
    const char *from, *to; /* rows at the same time are rivals: columns; or NULL */
};

/* Of memberships, no entry into force claims no bond, and no end claims that it holds, as the engine has it. */
static const struct rivalry rivalries[] = {
    {"memberships",
     {"treaty"},
     "source",
     {{"signed", false}, {"deposited", false}, {"in_force", true}, {"ended", true}},
     "in_force",
     "ended"},
    {"regions", {"scheme"}, NULL, {{"region", false}}, "from", "to"},
    {"reports", {"treaty", "instrument", "period"}, NULL, {{"due", false}}, NULL, NULL},
};

struct member {
    const struct accord_cell *about[ABOUT_MAX];
    const struct accord_stored_row *row; /* in the order of keys */
};

/* The rows about one thing, and the columns of their table. */
struct group {
    struct accord_census *census;
    const struct rivalry *rivalry;
    const struct accord_schema *schema;
    int number; /* of the table */
    const char *actor;
    int about[ABOUT_MAX], by, compared[COMPARED_MAX], from, to; /* or ACCORD_NO_COLUMN */
    const struct member *members;
    size_t count; /* of those that are compared */
    size_t rows;  /* of all */
};

static const struct accord_cell *cell_of(const struct group *group, size_t row, int column)
{
    static const struct accord_cell missing = {.kind = ACCORD_CELL_MISSING};
    return column == ACCORD_NO_COLUMN ? &missing : &group->members[row].row->cells[column];
}

/* ---- which are rivals ---- */

static bool differ_in(const struct group *group, size_t a, size_t b, size_t compared)
{
    const struct accord_cell *one = cell_of(group, a, group->compared[compared]);
    const struct accord_cell *other = cell_of(group, b, group->compared[compared]);
    bool blank = one->kind == ACCORD_CELL_MISSING, other_blank = other->kind == ACCORD_CELL_MISSING;
    if (blank || other_blank) return blank != other_blank && group->rivalry->compared[compared].blank_says;
    if (one->kind == ACCORD_CELL_DATE && other->kind == ACCORD_CELL_DATE)
        return accord_date_same(one->as.date, other->as.date) == ACCORD_NO;
    return accord_cell_compare(one, other) != 0;
}

static bool differ(const struct group *group, size_t a, size_t b)
{
    for (size_t i = 0; i < COMPARED_MAX; i++)
        if (differ_in(group, a, b, i)) return true;
    return false;
}

/* The days on which a row surely holds: from inclusive, to exclusive; none: from > to. */
static void sure_days(const struct group *group, size_t row, int32_t *from, int32_t *to)
{
    const struct accord_cell *first = cell_of(group, row, group->from), *last = cell_of(group, row, group->to);
    *from = first->kind == ACCORD_CELL_DATE ? first->as.date.last : INT32_MAX;
    *to = last->kind == ACCORD_CELL_DATE ? last->as.date.first : INT32_MAX;
}

static bool overlap(const struct group *group, size_t a, size_t b)
{
    int32_t from, to, other_from, other_to;
    sure_days(group, a, &from, &to);
    sure_days(group, b, &other_from, &other_to);
    return (from > other_from ? from : other_from) < (to < other_to ? to : other_to);
}

static bool same_source(const struct group *group, size_t a, size_t b)
{
    return accord_cell_compare(cell_of(group, a, group->by), cell_of(group, b, group->by)) == 0;
}

/* Whether some row by the source of `other` says what `row` says. */
static bool is_confirmed(const struct group *group, size_t row, size_t other)
{
    for (size_t i = 0; i < group->count; i++)
        if (same_source(group, i, other) && !differ(group, row, i)) return true;
    return false;
}

/* Spells of one source, one after the other, are no rivals; of another source each must have its like. */
static bool are_rivals(const struct group *group, size_t a, size_t b)
{
    if (!differ(group, a, b)) return false;
    if (group->by != ACCORD_NO_COLUMN && !same_source(group, a, b))
        return !is_confirmed(group, a, b) || !is_confirmed(group, b, a);
    return group->rivalry->from == NULL || overlap(group, a, b);
}

/* ---- what is kept of them ---- */

/* A copy of the cell's text that lives with the census. NULL: no memory. */
static const char *keep_text(struct accord_census *census, const struct accord_cell *cell)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX_BYTES);
    accord_cell_text(cell, &text);
    if (text.failed) accord_text_reset(&text); /* longer than anybody reads: shown as none */
    const char *kept = accord_arena_copy(&census->arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    return kept;
}

/* "cbd", "cms/nr/2014": what there is of it. */
static const char *keep_about(const struct group *group)
{
    struct accord_text text;
    accord_text_init(&text, TEXT_MAX_BYTES);
    for (size_t i = 0; i < ABOUT_MAX; i++) {
        const struct accord_cell *cell = group->members[0].about[i];
        if (cell->kind == ACCORD_CELL_MISSING) continue;
        if (text.length > 0) accord_text_add_char(&text, '/');
        accord_cell_text(cell, &text);
    }
    if (text.failed) accord_text_reset(&text);
    const char *kept = accord_arena_copy(&group->census->arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    return kept;
}

static enum accord_status keep_claim(const struct group *group, size_t row, size_t compared,
                                     struct accord_census_claim *claim, struct accord_error *err)
{
    struct accord_census *census = group->census;
    claim->value = keep_text(census, cell_of(group, row, group->compared[compared]));
    if (group->by != ACCORD_NO_COLUMN) claim->by = keep_text(census, cell_of(group, row, group->by));
    if (claim->value == NULL || (group->by != ACCORD_NO_COLUMN && claim->by == NULL)) return accord_error_memory(err);
    return accord_dataset_places(census->dataset, group->number, group->members[row].row->id, NULL, 0, &claim->file,
                                 &claim->line, NULL, NULL, err);
}

static enum accord_status keep_conflict(const struct group *group, size_t compared, struct accord_error *err)
{
    struct accord_census *census = group->census;
    struct accord_census_claim *claims = accord_arena_zero(&census->arena, group->count, sizeof *claims);
    const char *about = keep_about(group);
    enum accord_status status = ACCORD_OK;
    if (claims == NULL || about == NULL) return accord_error_memory(err);
    if ((census->conflict_kept & (census->conflict_kept - 1)) == 0) { /* full: it doubles */
        size_t capacity = census->conflict_kept > 0 ? 2 * census->conflict_kept : 1;
        struct accord_census_conflict *conflicts = accord_realloc(census->conflicts, capacity, sizeof *conflicts);
        if (conflicts == NULL) return accord_error_memory(err);
        census->conflicts = conflicts;
    }
    for (size_t i = 0; i < group->count && status == ACCORD_OK; i++)
        status = keep_claim(group, i, compared, &claims[i], err);
    census->conflicts[census->conflict_kept++] = (struct accord_census_conflict){
        group->rivalry->table, group->actor, about, group->schema->columns[group->compared[compared]].name, claims,
        group->count,          group->rows};
    return status;
}

/* One conflict a column in which rivals differ. */
static enum accord_status look_at_group(const struct group *group, struct accord_error *err)
{
    bool differing[COMPARED_MAX] = {false};
    enum accord_status status = ACCORD_OK;
    for (size_t a = 0; a < group->count; a++)
        for (size_t b = a + 1; b < group->count; b++) {
            if (!are_rivals(group, a, b)) continue;
            for (size_t i = 0; i < COMPARED_MAX; i++)
                differing[i] = differing[i] || differ_in(group, a, b, i);
        }
    for (size_t i = 0; i < COMPARED_MAX && status == ACCORD_OK; i++) {
        if (!differing[i]) continue;
        group->census->conflict_count++;
        if (group->census->conflict_kept < ACCORD_CENSUS_CONFLICTS_MAX) status = keep_conflict(group, i, err);
    }
    return status;
}

/* ---- groups ---- */

static int compare_about(const struct member *a, const struct member *b)
{
    for (size_t i = 0; i < ABOUT_MAX; i++) {
        int order = accord_cell_compare(a->about[i], b->about[i]);
        if (order != 0) return order;
    }
    return 0;
}

static int compare_members(const void *a, const void *b)
{
    const struct member *one = a, *other = b;
    int order = compare_about(one, other);
    if (order != 0) return order;
    return one->row < other->row ? -1 : one->row > other->row; /* as they came: by key */
}

static int column_of(const struct accord_schema *schema, const char *name)
{
    return name != NULL ? accord_schema_find(schema, name, strlen(name)) : ACCORD_NO_COLUMN;
}

static void find_columns(struct group *group)
{
    const struct rivalry *rivalry = group->rivalry;
    group->by = column_of(group->schema, rivalry->by);
    group->from = column_of(group->schema, rivalry->from);
    group->to = column_of(group->schema, rivalry->to);
    for (size_t i = 0; i < ABOUT_MAX; i++)
        group->about[i] = column_of(group->schema, rivalry->about[i]);
    for (size_t i = 0; i < COMPARED_MAX; i++)
        group->compared[i] = column_of(group->schema, rivalry->compared[i].name);
}

static enum accord_status look_at_actor(struct group *group, struct accord_reader *reader, uint32_t rank,
                                        struct accord_arena *arena, struct accord_error *err)
{
    static const struct accord_cell missing = {.kind = ACCORD_CELL_MISSING};
    struct accord_stored_row *rows = NULL;
    size_t count = 0;
    enum accord_status status = accord_reader_rows(reader, group->number, rank, arena, &rows, &count, err);
    if (status != ACCORD_OK || count < 2) return status;
    struct member *members = accord_arena_zero(arena, count, sizeof *members);
    if (members == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        members[i].row = &rows[i];
        for (size_t at = 0; at < ABOUT_MAX; at++)
            members[i].about[at] = group->about[at] == ACCORD_NO_COLUMN ? &missing : &rows[i].cells[group->about[at]];
    }
    qsort(members, count, sizeof *members, compare_members);
    for (size_t from = 0, to = 0; from < count && status == ACCORD_OK; from = to) {
        while (to < count && compare_about(&members[from], &members[to]) == 0)
            to++;
        group->members = &members[from];
        group->rows = to - from;
        group->count = to - from < ACCORD_CENSUS_RIVALS_MAX ? to - from : ACCORD_CENSUS_RIVALS_MAX;
        status = look_at_group(group, err);
    }
    return status;
}

static enum accord_status look_at_table(struct group *group, struct accord_reader *reader, struct accord_error *err)
{
    struct accord_arena arena;
    size_t actors = accord_dataset_actor_count(group->census->dataset);
    enum accord_status status = ACCORD_OK;
    accord_arena_init(&arena);
    for (size_t i = 0; i < actors && status == ACCORD_OK; i++) {
        group->actor = accord_dataset_actor_id(group->census->dataset, i);
        status = look_at_actor(group, reader, (uint32_t)i + 1, &arena, err);
        accord_arena_reset(&arena);
    }
    accord_arena_clear(&arena);
    return status;
}

enum accord_status accord_census_find_rivals(struct accord_census *census, struct accord_reader *reader,
                                             struct accord_error *err)
{
    const struct accord_store *store = accord_dataset_store_of(census->dataset);
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < sizeof rivalries / sizeof rivalries[0] && status == ACCORD_OK; i++) {
        struct group group = {.census = census, .rivalry = &rivalries[i]};
        group.number = accord_store_table(store, rivalries[i].table, strlen(rivalries[i].table));
        if (group.number < 0) continue;
        group.schema = accord_store_schema(store, group.number);
        find_columns(&group);
        status = look_at_table(&group, reader, err);
    }
    return status;
}
