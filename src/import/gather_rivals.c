/* Whether two rows say the same, and whether they say otherwise: what is a claim beside another, and what a conflict.
 */
#include "import/gather_parts.h"
#include "ingest/cell_text.h"
#include "ingest/quote.h"

#include <limits.h>
#include <string.h>

enum { TEXT_MAX = 16 * 1024 * 1024 };

/* ---- writing a value ---- */

void accord_gathered_show(const struct accord_column *column, const struct accord_cell *cell, struct accord_text *text)
{
    struct accord_text value;
    bool is_text = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
    if (cell->kind == ACCORD_CELL_MISSING)
        accord_text_add_str(text, "none");
    else if (column->personal)
        accord_text_add_str(text, "a value that is not shown");
    else if (!is_text)
        accord_cell_write_plain(column, cell, text);
    if (cell->kind == ACCORD_CELL_MISSING || column->personal || !is_text) return;
    accord_text_init(&value, TEXT_MAX);
    accord_cell_write_plain(column, cell, &value);
    accord_quote(text, accord_text_str(&value), value.length);
    text->failed = text->failed || value.failed;
    accord_text_clear(&value);
}

/* "in_force 1999-05-01, not 1999-05-02" */
static void show_difference(const struct accord_column *column, const struct accord_cell *a,
                            const struct accord_cell *b, struct accord_text *text)
{
    accord_text_addf(text, "%s ", column->name);
    accord_gathered_show(column, a, text);
    accord_text_add_str(text, ", not ");
    accord_gathered_show(column, b, text);
}

/* ---- the same ---- */

static bool equal(const struct accord_cell *a, const struct accord_cell *b)
{
    return accord_cell_compare(a, b) == 0;
}

static bool has_key(const struct accord_schema *schema, const struct accord_cell *a, const struct accord_cell *b)
{
    for (size_t i = 0; i < schema->key_count; i++)
        if (!equal(&a[schema->key[i]], &b[schema->key[i]])) return false;
    return true;
}

static bool has_person(const struct accord_schema *schema, const struct accord_cell *cells)
{
    for (size_t i = 0; i < schema->column_count; i++)
        if (schema->columns[i].personal && cells[i].kind != ACCORD_CELL_MISSING) return true;
    return false;
}

/* Whether all cells but the id are the same, and the personal ones where both rows have some. */
static bool says_the_same(const struct accord_schema *schema, const struct accord_cell *a, const struct accord_cell *b)
{
    bool persons = has_person(schema, a) && has_person(schema, b);
    for (size_t i = 1; i < schema->column_count; i++)
        if ((persons || !schema->columns[i].personal) && !equal(&a[i], &b[i])) return false;
    return true;
}

struct accord_gathered_row *accord_gathered_same(const struct accord_gathered_table *table,
                                                 const struct accord_gathered_group *group,
                                                 const struct accord_cell *cells)
{
    for (struct accord_gathered_row *row = group->first; row != NULL; row = row->next) {
        bool same = table->by == ACCORD_GATHER_ACTORS ||
                    (table->by == ACCORD_GATHER_CLAIMS ? has_key(table->schema, row->cells, cells)
                                                       : says_the_same(table->schema, row->cells, cells));
        if (same) return row;
    }
    return NULL;
}

/* ---- memberships ---- */

static const int claim_dates[] = {ACCORD_CLAIM_SIGNED, ACCORD_CLAIM_DEPOSITED, ACCORD_CLAIM_IN_FORCE,
                                  ACCORD_CLAIM_ENDED};
enum { CLAIM_DATES = sizeof claim_dates / sizeof claim_dates[0] };

/* Whether the date in that column cannot be the same in both. */
static bool date_differs(const struct accord_cell *a, const struct accord_cell *b, int column)
{
    const struct accord_cell *left = &a[column], *right = &b[column];
    return left->kind == ACCORD_CELL_DATE && right->kind == ACCORD_CELL_DATE &&
           accord_date_same(left->as.date, right->as.date) == ACCORD_NO;
}

/* Whether they cannot be one claim. */
static bool dates_differ(const struct accord_cell *a, const struct accord_cell *b)
{
    bool differ = false;
    for (size_t i = 0; i < CLAIM_DATES; i++)
        differ = differ || date_differs(a, b, claim_dates[i]);
    return differ;
}

/* All of them that differ. */
static void show_dates(const struct accord_schema *schema, const struct accord_cell *cells,
                       const struct accord_cell *other, struct accord_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < CLAIM_DATES; i++) {
        int column = claim_dates[i];
        if (!date_differs(cells, other, column)) continue;
        if (count++ > 0) accord_text_add_str(text, ", ");
        show_difference(&schema->columns[column], &cells[column], &other[column], text);
    }
}

/* Whether the spells from `from` to before `to` share a day, whatever is not known of their dates; a missing date is no
 * limit. */
static bool surely_overlap(const struct accord_cell *a, const struct accord_cell *b, int from, int to)
{
    int32_t a_from = a[from].kind == ACCORD_CELL_DATE ? a[from].as.date.last : INT32_MIN;
    int32_t b_from = b[from].kind == ACCORD_CELL_DATE ? b[from].as.date.last : INT32_MIN;
    int32_t a_to = a[to].kind == ACCORD_CELL_DATE ? a[to].as.date.first : INT32_MAX;
    int32_t b_to = b[to].kind == ACCORD_CELL_DATE ? b[to].as.date.first : INT32_MAX;
    return a_from < b_to && b_from < a_to;
}

/* Whether no claim of the row's source may be the same as the cells. */
static bool source_disagrees(const struct accord_gathered_group *group, const struct accord_cell *source,
                             const struct accord_cell *cells)
{
    for (const struct accord_gathered_row *row = group->first; row != NULL; row = row->next)
        if (equal(&row->cells[ACCORD_CLAIM_SOURCE], source) && !dates_differ(row->cells, cells)) return false;
    return true;
}

static bool membership_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                             const struct accord_cell *cells, struct accord_text *text)
{
    for (const struct accord_gathered_row *row = group->first; row != NULL; row = row->next) {
        if (!dates_differ(row->cells, cells)) continue;
        bool own = equal(&row->cells[ACCORD_CLAIM_SOURCE], &cells[ACCORD_CLAIM_SOURCE]);
        bool rival = own ? surely_overlap(row->cells, cells, ACCORD_CLAIM_IN_FORCE, ACCORD_CLAIM_ENDED)
                         : source_disagrees(group, &row->cells[ACCORD_CLAIM_SOURCE], cells);
        if (!rival) continue;
        show_dates(table->schema, cells, row->cells, text);
        accord_text_add_str(text, " as ");
        accord_gathered_show(&table->schema->columns[ACCORD_CLAIM_SOURCE], &row->cells[ACCORD_CLAIM_SOURCE], text);
        accord_text_add_str(text, own ? " says elsewhere" : " says");
        return true;
    }
    return false;
}

/* ---- the others ---- */

static bool region_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                         const struct accord_cell *cells, struct accord_text *text)
{
    for (const struct accord_gathered_row *row = group->first; row != NULL; row = row->next) {
        if (equal(&row->cells[ACCORD_REGION_NAME], &cells[ACCORD_REGION_NAME]) ||
            !surely_overlap(row->cells, cells, ACCORD_REGION_FROM, ACCORD_REGION_TO))
            continue;
        show_difference(&table->schema->columns[ACCORD_REGION_NAME], &cells[ACCORD_REGION_NAME],
                        &row->cells[ACCORD_REGION_NAME], text);
        accord_text_add_str(text, " as another row says of the same time");
        return true;
    }
    return false;
}

static bool id_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                     const struct accord_cell *cells, struct accord_text *text)
{
    const struct accord_gathered_row *row = group->first;
    for (size_t i = 1; row != NULL && i < table->schema->column_count; i++) {
        if (equal(&row->cells[i], &cells[i])) continue;
        show_difference(&table->schema->columns[i], &cells[i], &row->cells[i], text);
        accord_text_add_str(text, " as another row of this id says");
        return true;
    }
    return false;
}

bool accord_gathered_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                           const struct accord_cell *cells, struct accord_text *text)
{
    if (table->by != ACCORD_GATHER_CLAIMS) return id_rival(table, group, cells, text);
    return strcmp(table->schema->name, "memberships") == 0 ? membership_rival(table, group, cells, text)
                                                           : region_rival(table, group, cells, text);
}
