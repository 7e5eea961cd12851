/* The order of rows, which shows neither files nor arrival. */
#include "store/order.h"

#include <string.h>

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
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
