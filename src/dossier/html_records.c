/* Records: sorted, numbered, and shown with whatever cells any rule read of them. */
#include "dossier/html_records.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 128 }; /* read of one table; no schema has more */

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* By place; records without one by key. */
static int compare_records(const struct accord_html_record *a, const struct accord_html_record *b)
{
    int order = strcmp(a->table, b->table);
    if (order == 0) order = compare_texts(a->row->file, b->row->file);
    if (order == 0) order = (a->row->line > b->row->line) - (a->row->line < b->row->line);
    return order != 0 ? order : compare_texts(a->row->key, b->row->key);
}

static int compare_found(const void *left, const void *right)
{
    const struct accord_html_record *a = left, *b = right;
    int order = compare_records(a, b);
    return order != 0 ? order : (a->order > b->order) - (a->order < b->order);
}

static size_t rows_of(const struct accord_dossier_evidence *evidence, size_t count)
{
    size_t rows = 0;
    for (size_t i = 0; i < count; i++)
        rows += evidence[i].row_count;
    return rows;
}

static void take(struct accord_html_records *records, const struct accord_dossier_evidence *evidence, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < evidence[i].row_count; j++) {
            records->items[records->count] = (struct accord_html_record){
                .table = evidence[i].table, .row = &evidence[i].rows[j], .order = records->count};
            records->count++;
        }
    }
}

bool accord_html_records_init(struct accord_html_records *records, const struct accord_dossier_account *account)
{
    size_t total = 0;
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        total += rows_of(verdict->evidence, verdict->evidence_count);
        for (size_t j = 0; j < verdict->finding_count; j++)
            total += rows_of(verdict->findings[j].evidence, verdict->findings[j].evidence_count);
    }
    *records = (struct accord_html_records){.items = accord_alloc_zero(total + 1, sizeof *records->items)};
    if (!records->items) return false;
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        take(records, verdict->evidence, verdict->evidence_count);
        for (size_t j = 0; j < verdict->finding_count; j++)
            take(records, verdict->findings[j].evidence, verdict->findings[j].evidence_count);
    }
    qsort(records->items, records->count, sizeof *records->items, compare_found);
    for (size_t i = 0, number = 0; i < records->count; i++) {
        if (i == 0 || compare_records(&records->items[i - 1], &records->items[i]) != 0) number++;
        records->items[i].number = number;
    }
    return true;
}

void accord_html_records_clear(struct accord_html_records *records)
{
    accord_free(records->items);
    *records = (struct accord_html_records){0};
}

static size_t number_of(const struct accord_html_records *records, const char *table,
                        const struct accord_dossier_row *row)
{
    const struct accord_html_record wanted = {.table = table, .row = row};
    size_t low = 0, high = records->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_records(&records->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return records->items[low].number;
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

bool accord_html_record_numbers(struct accord_html *html, const struct accord_html_records *records,
                                const struct accord_dossier_evidence *evidence, size_t count)
{
    size_t total = rows_of(evidence, count), used = 0;
    if (total == 0) return false;
    size_t *numbers = accord_alloc_zero(total, sizeof *numbers);
    if (!numbers) {
        html->text->failed = true;
        return false;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < evidence[i].row_count; j++)
            numbers[used++] = number_of(records, evidence[i].table, &evidence[i].rows[j]);
    add_numbers(html, numbers, used);
    accord_free(numbers);
    return true;
}

/* ---- tables ---- */

/* Columns that any of some records has, in the order in which they are first met. */

struct columns {
    const char *names[COLUMNS_MAX];
    size_t count;
};

static void note_columns(struct columns *columns, const struct accord_dossier_row *row)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        size_t at = 0;
        while (at < columns->count && strcmp(columns->names[at], row->cells[i].column) != 0)
            at++;
        if (at == columns->count && at < COLUMNS_MAX) columns->names[columns->count++] = row->cells[i].column;
    }
}

static const struct accord_dossier_cell *find_cell(const struct accord_html_record *items, size_t count,
                                                   const char *column)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < items[i].row->cell_count; j++)
            if (strcmp(items[i].row->cells[j].column, column) == 0) return &items[i].row->cells[j];
    return NULL;
}

/* The same record, as often as it was read. */
static void add_record(struct accord_html *html, const struct accord_html_record *items, size_t count,
                       const struct columns *columns)
{
    accord_html_raw(html, "<tr><th>");
    accord_html_digits(html, items[0].number);
    accord_html_raw(html, "<td>");
    if (items[0].row->file)
        accord_html_digits(html, items[0].row->line);
    else
        accord_html_data(html, items[0].row->key);
    for (size_t i = 0; i < columns->count; i++) {
        const struct accord_dossier_cell *cell = find_cell(items, count, columns->names[i]);
        accord_html_raw(html, "<td>");
        if (cell && cell->value)
            accord_html_data(html, cell->value);
        else if (cell)
            accord_html_raw(html, "–");
    }
}

static size_t same_record(const struct accord_html_record *items, size_t count)
{
    size_t same = 1;
    while (same < count && items[same].number == items[0].number)
        same++;
    return same;
}

static void add_table(struct accord_html *html, const struct accord_html_record *items, size_t count)
{
    struct columns columns = {.count = 0};
    const char *file = items[0].row->file;
    for (size_t i = 0; i < count; i++)
        note_columns(&columns, items[i].row);
    accord_html_raw(html, "<table class=record><caption>");
    accord_html_data(html, items[0].table);
    if (file && file[0]) {
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
    for (size_t i = 0; i < count;) {
        size_t same = same_record(items + i, count - i);
        add_record(html, items + i, same, &columns);
        i += same;
    }
    accord_html_raw(html, "</table>");
}

void accord_html_record_tables(struct accord_html *html, const struct accord_html_records *records)
{
    for (size_t i = 0; i < records->count;) {
        const struct accord_html_record *first = &records->items[i];
        size_t end = i + 1;
        while (end < records->count && strcmp(first->table, records->items[end].table) == 0 &&
               compare_texts(first->row->file, records->items[end].row->file) == 0)
            end++;
        add_table(html, first, end - i);
        i = end;
    }
}
