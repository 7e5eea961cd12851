/* The order of values, lists item by item, and copies. */
#include "base/cell.h"

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

bool accord_list_next(const struct accord_cell *list, size_t *at, const char **item, size_t *length)
{
    if (*at > list->length) return false;
    *item = list->as.text + *at;
    const char *stop = memchr(*item, ACCORD_LIST_SEPARATOR, list->length - *at);
    *length = stop == NULL ? list->length - *at : (size_t)(stop - *item);
    *at += *length + 1;
    return true;
}

static bool has_text(const struct accord_cell *cell)
{
    return cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
}

size_t accord_cells_size(const struct accord_cell *cells, size_t count)
{
    size_t size = count * sizeof(*cells);

    for (size_t i = 0; i < count; i++)
        size += has_text(&cells[i]) ? (size_t)cells[i].length + 1 : 0;
    return size;
}

struct accord_cell *accord_cells_copy(const struct accord_cell *cells, size_t count, void *memory)
{
    struct accord_cell *copies = memory;
    char *texts = (char *)(copies + count);

    memcpy(copies, cells, count * sizeof(*cells));
    for (size_t i = 0; i < count; i++) {
        if (!has_text(&cells[i])) continue;
        if (cells[i].length > 0) memcpy(texts, cells[i].as.text, cells[i].length);
        texts[cells[i].length] = '\0';
        copies[i].as.text = texts;
        texts += cells[i].length + 1;
    }
    return copies;
}
