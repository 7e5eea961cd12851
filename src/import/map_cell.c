/* Cells: several values in one, texts made of several cells, and the cell of a table that comes of them. */
#include "base/error.h"
#include "import/map_parts.h"
#include "ingest/quote.h"
#include "ingest/values.h"

#include <string.h>

static const struct accord_map_value no_value = {NULL, 0};
static const char *const blank[] = {""};

/* ---- several values in a cell ---- */

/* Where the separator stands next, or the end. */
static const char *part_end(const char *at, const char *end, const char *split)
{
    size_t length = strlen(split);
    for (; (size_t)(end - at) >= length; at++)
        if (memcmp(at, split, length) == 0) return at;
    return end;
}

static struct accord_map_value without_blanks(const char *from, const char *to)
{
    while (from < to && *from == ' ')
        from++;
    while (to > from && to[-1] == ' ')
        to--;
    return (struct accord_map_value){from, (size_t)(to - from)};
}

const char *accord_map_split(const struct accord_map_run *run, const struct accord_mapped_column *column, size_t index)
{
    static const char of_list[] = {ACCORD_LIST_SEPARATOR, '\0'};
    return run->lists != NULL && run->lists[index] ? of_list : column->split;
}

enum accord_status accord_map_cut(struct accord_map_run *run, struct accord_map_value value, const char *split,
                                  struct accord_map_values *values)
{
    const char *at = value.text, *end = value.text + value.length;
    values->count = 1;
    for (at = part_end(at, end, split); at < end; values->count++)
        at = part_end(at + strlen(split), end, split);
    values->items = NULL;
    if (values->count > ACCORD_MAPPED_SPLIT_MAX) return ACCORD_OK;
    values->items = accord_arena_zero(&run->arena, values->count, sizeof *values->items);
    if (values->items == NULL) return accord_error_memory(run->err);
    at = value.text;
    for (size_t i = 0; i < values->count; i++) {
        const char *until = part_end(at, end, split);
        values->items[i] = without_blanks(at, until);
        at = until + strlen(split);
    }
    return ACCORD_OK;
}

void accord_map_explain_many(struct accord_map_run *run, size_t count)
{
    accord_text_addf(&run->why, "%zu values in one cell, expected at most %d", count, ACCORD_MAPPED_SPLIT_MAX);
}

/* ---- joining ---- */

/* Ends a text that was joined: in the arena, or refused where it was longer than a record may be. */
static bool end_joined(struct accord_map_run *run, struct accord_text *joined, bool fits,
                       struct accord_map_value *value, enum accord_status *status)
{
    if (fits) value->text = accord_arena_copy(&run->arena, accord_text_str(joined), joined->length);
    if (fits && (joined->failed || value->text == NULL)) *status = accord_error_memory(run->err);
    if (!fits)
        accord_text_addf(&run->why, "a value of more than %d MiB, expected a shorter one",
                         ACCORD_CSV_RECORD_MAX / (1024 * 1024));
    value->length = joined->length;
    accord_text_clear(joined);
    return fits && *status == ACCORD_OK;
}

static bool fits_behind(const struct accord_text *joined, size_t length)
{
    return length < joined->max && joined->length < joined->max - length;
}

/* The items joined as the table's own files join them. */
static bool join_items(struct accord_map_run *run, const struct accord_mapped_column *column,
                       const struct accord_column *target, const struct accord_map_values *items,
                       struct accord_map_value *value, enum accord_status *status)
{
    struct accord_text joined;
    bool good = true, fits = true;
    accord_text_init(&joined, ACCORD_CSV_RECORD_MAX);
    for (size_t i = 0; good && fits && i < items->count; i++) {
        struct accord_map_value item = items->items[i];
        good = accord_map_value(run, column, target->personal, &item, status);
        if (!good || item.length == 0) continue;
        good = memchr(item.text, target->list_delimiter, item.length) == NULL;
        if (!good) accord_quote(&run->why, item.text, item.length);
        if (!good) accord_text_addf(&run->why, ", expected an item without %c", target->list_delimiter);
        fits = fits_behind(&joined, item.length);
        if (joined.length > 0 && fits) accord_text_add_char(&joined, target->list_delimiter);
        if (fits) accord_text_add(&joined, item.text, item.length);
    }
    if (good) return end_joined(run, &joined, fits, value, status);
    accord_text_clear(&joined);
    return false;
}

static bool map_list(struct accord_map_run *run, const struct accord_mapped_column *column,
                     const struct accord_column *target, const char *split, struct accord_map_value *value,
                     enum accord_status *status)
{
    struct accord_map_values items;
    if (accord_map_is_missing(run, column, *value)) {
        *value = no_value;
        return true;
    }
    *status = accord_map_cut(run, *value, split, &items);
    if (*status != ACCORD_OK) return false;
    if (items.items == NULL) {
        accord_map_explain_many(run, items.count);
        return false;
    }
    return join_items(run, column, target, &items, value, status);
}

/* The text of a "value": none where one of the cells in it has none. */
static bool join_pieces(struct accord_map_run *run, const struct accord_csv_record *record,
                        const struct accord_mapped_column *column, const size_t *indexes,
                        struct accord_map_value *value, enum accord_status *status)
{
    struct accord_text joined;
    bool fits = true;
    accord_text_init(&joined, ACCORD_CSV_RECORD_MAX);
    *value = no_value;
    for (size_t i = 0; fits && i < column->piece_count; i++) {
        const struct accord_csv_field *field = &record->fields[indexes[i]];
        const char *text = column->pieces[i].text;
        struct accord_map_value piece = {text, strlen(text)};
        if (column->pieces[i].column) piece = (struct accord_map_value){field->text, field->length};
        if (accord_map_is_missing(run, column, piece)) {
            accord_text_clear(&joined);
            return true;
        }
        fits = fits_behind(&joined, piece.length);
        if (fits) accord_text_add(&joined, piece.text, piece.length);
    }
    return end_joined(run, &joined, fits, value, status);
}

/* ---- one cell ---- */

bool accord_map_cell(struct accord_map_run *run, const struct accord_csv_record *record,
                     const struct accord_mapped_column *column, const size_t *indexes,
                     const struct accord_column *target, struct accord_map_value value, struct accord_cell *cell,
                     enum accord_status *status)
{
    bool good = column->from || join_pieces(run, record, column, indexes, &value, status);
    const char *split = column->from ? accord_map_split(run, column, indexes[0]) : column->split;
    if (good && split != NULL && target->kind == ACCORD_CELL_LIST)
        good = map_list(run, column, target, split, &value, status);
    else if (good)
        good = accord_map_value(run, column, target->personal, &value, status);
    struct accord_csv_field field = {.text = value.text != NULL ? value.text : "", .length = value.length};
    return good && accord_value_of_text(target, &field, blank, 1, &run->arena, cell, &run->why);
}
