/* The order of rows, which shows neither files nor arrival. */
#include "store/order.h"

#include <string.h>

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_texts(const struct accord_cell *a, const struct accord_cell *b)
{
    uint32_t shorter = a->length < b->length ? a->length : b->length;
    int order = shorter == 0 ? 0 : memcmp(a->as.text, b->as.text, shorter);

    return order != 0 ? order : compare_numbers(a->length, b->length);
}

static int compare_decimals(const struct accord_cell *a, const struct accord_cell *b)
{
    struct accord_decimal left = {.coefficient = a->as.integer, .scale = a->scale};
    struct accord_decimal right = {.coefficient = b->as.integer, .scale = b->scale};

    return accord_decimal_compare(left, right);
}

int accord_cell_compare(const struct accord_cell *a, const struct accord_cell *b)
{
    if (a->kind != b->kind) return compare_numbers(a->kind, b->kind);
    switch ((enum accord_cell_kind)a->kind) {
    case ACCORD_CELL_MISSING:
        return 0;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        return compare_texts(a, b);
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        return compare_numbers(a->as.integer, b->as.integer);
    case ACCORD_CELL_DECIMAL:
        return compare_decimals(a, b);
    case ACCORD_CELL_DATE:
        if (a->as.date.first != b->as.date.first) return compare_numbers(a->as.date.first, b->as.date.first);
        return compare_numbers(a->as.date.last, b->as.date.last);
    }
    return 0;
}

uint32_t accord_row_arrival(int64_t id)
{
    return (uint32_t)((uint64_t)id & UINT32_MAX);
}

int accord_row_compare(const struct accord_schema *schema, const struct accord_stored_row *a,
                       const struct accord_stored_row *b)
{
    size_t count = schema->key_count > 0 ? schema->key_count : schema->column_count;

    for (size_t i = 0; i < count; i++) {
        size_t column = schema->key_count > 0 ? (size_t)schema->key[i] : i;
        int order = accord_cell_compare(&a->cells[column], &b->cells[column]);

        if (order != 0) return order;
    }
    return compare_numbers(accord_row_arrival(a->id), accord_row_arrival(b->id));
}

static void merge(const struct accord_schema *schema, const struct accord_stored_row *from, size_t middle, size_t end,
                  struct accord_stored_row *to)
{
    size_t left = 0;
    size_t right = middle;

    for (size_t i = 0; i < end; i++)
        if (left < middle && (right >= end || accord_row_compare(schema, &from[left], &from[right]) <= 0))
            to[i] = from[left++];
        else
            to[i] = from[right++];
}

static bool is_sorted(const struct accord_schema *schema, const struct accord_stored_row *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (accord_row_compare(schema, &rows[i - 1], &rows[i]) > 0) return false;
    return true;
}

/* Merging runs of 1, 2, 4, ...: qsort has no room for the schema without a global. */
void accord_rows_sort(const struct accord_schema *schema, struct accord_stored_row *rows,
                      struct accord_stored_row *spare, size_t count)
{
    if (is_sorted(schema, rows, count)) return;
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t start = 0; start < count; start += 2 * run) {
            size_t rest = count - start;

            merge(schema, rows + start, rest < run ? rest : run, rest < 2 * run ? rest : 2 * run, spare + start);
        }
        memcpy(rows, spare, count * sizeof(*rows));
    }
}
