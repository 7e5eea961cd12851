/* Cells and keys as text for people, findings and fingerprints. */
#include "store/store.h"

#include <string.h>

static void add_list(struct accord_text *text, const char *items, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (items[i] == ACCORD_LIST_SEPARATOR)
            accord_text_add(text, "; ", 2);
        else
            accord_text_add_char(text, items[i]);
}

void accord_cell_text(const struct accord_cell *cell, struct accord_text *text)
{
    char date[ACCORD_DATE_TEXT_MAX];
    char digits[ACCORD_DECIMAL_TEXT_MAX];
    struct accord_decimal number = {.coefficient = cell->as.integer, .scale = cell->scale};

    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        break;
    case ACCORD_CELL_TEXT:
        accord_text_add(text, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_LIST:
        add_list(text, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_INTEGER:
        accord_text_add_int(text, cell->as.integer);
        break;
    case ACCORD_CELL_BOOLEAN:
        accord_text_add_str(text, cell->as.integer != 0 ? "true" : "false");
        break;
    case ACCORD_CELL_DECIMAL:
        accord_text_add_str(text, accord_decimal_format(number, digits));
        break;
    case ACCORD_CELL_DATE:
        accord_text_add_str(text, accord_date_format(cell->as.date, date));
        break;
    }
}

/* So that ("a/b", "c") and ("a", "b/c") are different keys. */
static void add_escaped(struct accord_text *text, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '/' || bytes[i] == '%')
            accord_text_add_str(text, bytes[i] == '/' ? "%2F" : "%25");
        else
            accord_text_add_char(text, bytes[i]);
}

static void add_part(const struct accord_cell *cell, struct accord_text *text)
{
    if (cell->kind == ACCORD_CELL_TEXT)
        add_escaped(text, cell->as.text, cell->length);
    else if (cell->kind == ACCORD_CELL_LIST)
        for (uint32_t start = 0, i = 0; i <= cell->length; i++) {
            if (i < cell->length && cell->as.text[i] != ACCORD_LIST_SEPARATOR) continue;
            add_escaped(text, cell->as.text + start, i - start);
            accord_text_add_str(text, i < cell->length ? "; " : "");
            start = i + 1;
        }
    else
        accord_cell_text(cell, text);
}

void accord_schema_key(const struct accord_schema *schema, const struct accord_cell *cells, struct accord_text *text)
{
    size_t count = schema->key_count > 0 ? schema->key_count : schema->column_count;

    for (size_t i = 0; i < count; i++) {
        size_t column = schema->key_count > 0 ? (size_t)schema->key[i] : i;

        if (i > 0) accord_text_add_char(text, '/');
        if (!schema->columns[column].personal) add_part(&cells[column], text);
    }
}
