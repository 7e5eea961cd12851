/* Records: numbered as they are met, and shown with whatever cells any rule read of them. */
#include "dossier/html/records.h"

#include "dossier/html/html.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 128 /* read of one table; no schema has more */ };

struct cell {
    const char *column;
    const char *value; /* NULL: missing */
    struct cell *next;
};

struct accord_html_record {
    const char *table;
    const char *file; /* NULL: the store does not tell */
    unsigned line;
    const char *key;
    struct cell *cells;
    size_t number; /* from 1 */
};

void accord_html_records_init(struct accord_html_records *records)
{
    *records = (struct accord_html_records){.items = NULL};
    accord_arena_init(&records->arena);
    accord_map_init(&records->numbers);
}

void accord_html_records_clear(struct accord_html_records *records)
{
    accord_arena_clear(&records->arena);
    accord_map_clear(&records->numbers);
    accord_free(records->items);
    *records = (struct accord_html_records){.items = NULL};
}

/* ---- keeping ---- */

static const char *copy(struct accord_html_records *records, const char *text, bool *failed)
{
    if (!text) return NULL;
    const char *kept = accord_arena_copy(&records->arena, text, strlen(text));
    *failed = *failed || !kept;
    return kept;
}

/* The number of a record that is met for the first time is one more than those before; 0: memory is short. */
static size_t number_of(struct accord_html *html, const char *table, const struct accord_dossier_row *row)
{
    struct accord_text *key = &html->scratch;
    accord_text_addf(key, "%s\x1f%s\x1f%u\x1f%s", table, row->file ? row->file : "", row->line,
                     row->key ? row->key : "");
    struct accord_map *numbers = &html->records.numbers;
    int64_t number = (int64_t)numbers->count + 1;
    bool added = false;
    bool kept = !key->failed && accord_map_put(numbers, accord_text_str(key), key->length, number, &added);
    if (kept && !added) kept = accord_map_get(numbers, accord_text_str(key), key->length, &number);
    accord_text_reset(key);
    return kept ? (size_t)number : 0;
}

static bool make_room(struct accord_html_records *records)
{
    if (records->count < records->room) return true;
    size_t room = records->room > 0 ? 2 * records->room : 256;
    struct accord_html_record *items = accord_realloc(records->items, room, sizeof *items);
    if (!items) return false;
    records->items = items;
    records->room = room;
    return true;
}

static bool keep_cell(struct accord_html_records *records, struct accord_html_record *record,
                      const struct accord_dossier_cell *cell)
{
    struct cell **place = &record->cells;
    while (*place && strcmp((*place)->column, cell->column) != 0)
        place = &(*place)->next;
    if (*place) return true;
    struct cell *kept = accord_arena_zero(&records->arena, 1, sizeof *kept);
    if (!kept) return false;
    bool failed = false;
    kept->column = copy(records, cell->column, &failed);
    kept->value = copy(records, cell->value, &failed);
    if (!failed) *place = kept;
    return !failed;
}

/* Its number; 0: memory is short. */
static size_t keep(struct accord_html *html, const char *table, const struct accord_dossier_row *row)
{
    struct accord_html_records *records = &html->records;
    size_t number = number_of(html, table, row);
    if (number == 0 || !make_room(records)) return 0;
    if (number > records->count) {
        bool failed = false;
        records->items[records->count++] = (struct accord_html_record){.table = copy(records, table, &failed),
                                                                       .file = copy(records, row->file, &failed),
                                                                       .line = row->line,
                                                                       .key = copy(records, row->key, &failed),
                                                                       .number = number};
        if (failed) return 0;
    }
    for (size_t i = 0; i < row->cell_count; i++)
        if (!keep_cell(records, &records->items[number - 1], &row->cells[i])) return 0;
    return number;
}

static size_t rows_of(const struct accord_dossier_evidence *evidence, size_t count)
{
    size_t rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += evidence[i].row_count;
    return rows;
}

/* A store may tell neither where a record stands nor its key: then there is nothing to refer to. */
static bool is_told(const struct accord_dossier_row *row)
{
    return row->file || (row->key && row->key[0]);
}

static int compare_numbers(const void *left, const void *right)
{
    const size_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void add_numbers(struct accord_html *html, size_t *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    for (size_t i = 0, last = 0; i < count; i++) {
        if (numbers[i] == last) continue;
        if (last > 0) accord_html_raw(html, ", ");
        accord_html_digits(html, numbers[i]);
        last = numbers[i];
    }
}

bool accord_html_record_numbers(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count)
{
    size_t total = rows_of(evidence, count), used = 0;
    if (total == 0) return false;
    size_t *numbers = accord_alloc_zero(total, sizeof *numbers);
    html->text->failed = html->text->failed || !numbers;
    for (size_t i = 0; numbers && i < count; i++) {
        for (size_t j = 0; j < evidence[i].row_count; j++) {
            if (!is_told(&evidence[i].rows[j])) continue;
            numbers[used] = keep(html, evidence[i].table, &evidence[i].rows[j]);
            html->text->failed = html->text->failed || numbers[used] == 0;
            used++;
        }
    }
    if (numbers) add_numbers(html, numbers, used);
    accord_free(numbers);
    return used > 0;
}

/* ---- showing ---- */

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare_sources(const struct accord_html_record *a, const struct accord_html_record *b)
{
    int order = strcmp(a->table, b->table);
    return order != 0 ? order : compare_texts(a->file, b->file);
}

static int compare_shown(const void *left, const void *right)
{
    const struct accord_html_record *a = left, *b = right;
    int order = compare_sources(a, b);
    return order != 0 ? order : (a->number > b->number) - (a->number < b->number);
}

/* Columns that any of some records has, in the order in which they are first met. */
struct columns {
    const char *names[COLUMNS_MAX];
    size_t count;
};

static void note_columns(struct columns *columns, const struct accord_html_record *record)
{
    for (const struct cell *cell = record->cells; cell; cell = cell->next) {
        size_t at = 0;
        while (at < columns->count && strcmp(columns->names[at], cell->column) != 0)
            at++;
        if (at == columns->count && at < COLUMNS_MAX) columns->names[columns->count++] = cell->column;
    }
}

static void add_cell(struct accord_html *html, const struct accord_html_record *record, const char *column)
{
    const struct cell *cell = record->cells;
    while (cell && strcmp(cell->column, column) != 0)
        cell = cell->next;
    accord_html_raw(html, "<td>");
    if (cell && cell->value)
        accord_html_data(html, cell->value);
    else if (cell)
        accord_html_raw(html, "–");
}

static void add_record(struct accord_html *html, const struct accord_html_record *record, const struct columns *columns)
{
    accord_html_raw(html, "<tr><th>");
    accord_html_digits(html, record->number);
    accord_html_raw(html, "<td>");
    if (record->file)
        accord_html_digits(html, record->line);
    else if (record->key)
        accord_html_data(html, record->key);
    for (size_t i = 0; i < columns->count; i++)
        add_cell(html, record, columns->names[i]);
}

static void add_table(struct accord_html *html, const struct accord_html_record *items, size_t count)
{
    struct columns columns = {.count = 0};
    const char *file = items[0].file;
    for (size_t i = 0; i < count; i++)
        note_columns(&columns, &items[i]);
    accord_html_raw(html, "\n<div class=wide role=region tabindex=0 aria-label=\"");
    accord_html_data(html, file ? file : items[0].table);
    accord_html_raw(html, "\"><table class=record><caption>");
    accord_html_data(html, items[0].table);
    if (file) {
        accord_html_raw(html, " <code>");
        accord_html_data(html, file);
        accord_html_raw(html, "</code>");
    }
    accord_html_element(html, "</caption><thead><tr><th>", ACCORD_PHRASE_HTML_COLUMN_RECORD);
    accord_html_element(html, "<th>", file ? ACCORD_PHRASE_HTML_COLUMN_LINE : ACCORD_PHRASE_HTML_COLUMN_KEY);
    for (size_t i = 0; i < columns.count; i++) {
        accord_html_raw(html, "<th>");
        accord_html_data(html, columns.names[i]);
    }
    accord_html_raw(html, "<tbody>");
    for (size_t i = 0; i < count; i++) {
        add_record(html, &items[i], &columns);
        accord_html_drain(html);
    }
    accord_html_raw(html, "</table></div>");
}

void accord_html_record_list(struct accord_html *html)
{
    struct accord_html_records *records = &html->records;
    if (records->count == 0) return;
    qsort(records->items, records->count, sizeof *records->items, compare_shown);
    accord_html_element(html, "\n<section id=records class=records><h3>", ACCORD_PHRASE_HTML_RECORDS_READ);
    accord_html_element(html, "</h3><p class=lead>", ACCORD_PHRASE_HTML_RECORDS_LEAD);
    accord_html_raw(html, "</p>");
    for (size_t i = 0; i < records->count;) {
        size_t end = i + 1;
        while (end < records->count && compare_sources(&records->items[i], &records->items[end]) == 0)
            end++;
        add_table(html, &records->items[i], end - i);
        i = end;
    }
    accord_html_raw(html, "</section>");
}
