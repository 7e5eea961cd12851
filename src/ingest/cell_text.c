/* Cells as files of a dataset write them. */
#include "ingest/cell_text.h"

#include <assert.h>
#include <string.h>

enum { FIRST_YEAR_OF_FOUR_DIGITS = 1000 };

static void add_decimal(const struct accord_cell *cell, struct accord_text *text)
{
    char written[ACCORD_DECIMAL_TEXT_MAX];
    accord_text_add_str(text, accord_decimal_format((struct accord_decimal){cell->as.integer, cell->scale}, written));
}

static void add_date(const struct accord_cell *cell, struct accord_text *text)
{
    char written[ACCORD_DATE_TEXT_MAX];
    accord_text_add_str(text, accord_date_format(cell->as.date, written));
}

static void add_integer(const struct accord_column *column, const struct accord_cell *cell, struct accord_text *text)
{
    if (column->year)
        accord_text_addf(text, "%04d", (int)cell->as.integer);
    else
        accord_text_add_int(text, cell->as.integer);
}

/* ---- JSON ---- */

static void add_array(const struct accord_cell *list, struct accord_text *text)
{
    const char *item = NULL;
    size_t length = 0, at = 0;
    accord_text_add_char(text, '[');
    for (bool first = true; accord_list_next(list, &at, &item, &length); first = false) {
        if (!first) accord_text_add_str(text, ", ");
        accord_text_add_json(text, item, length);
    }
    accord_text_add_char(text, ']');
}

void accord_cell_write_json(const struct accord_column *column, const struct accord_cell *cell,
                            struct accord_text *text)
{
    /* a number does not begin with 0, and a year has four digits */
    bool early = column->year && cell->as.integer < FIRST_YEAR_OF_FOUR_DIGITS;
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        assert(false);
        break;
    case ACCORD_CELL_TEXT:
        accord_text_add_json(text, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_INTEGER:
        if (early) accord_text_add_char(text, '"');
        add_integer(column, cell, text);
        if (early) accord_text_add_char(text, '"');
        break;
    case ACCORD_CELL_DECIMAL:
        add_decimal(cell, text);
        break;
    case ACCORD_CELL_BOOLEAN:
        accord_text_add_str(text, cell->as.integer != 0 ? "true" : "false");
        break;
    case ACCORD_CELL_DATE:
        accord_text_add_char(text, '"');
        add_date(cell, text);
        accord_text_add_char(text, '"');
        break;
    case ACCORD_CELL_LIST:
        add_array(cell, text);
        break;
    }
}

/* ---- CSV ---- */

static const char *add_items(const struct accord_column *column, const struct accord_cell *list,
                             struct accord_text *text)
{
    const char *item = NULL;
    size_t length = 0, at = 0;
    const char *why = NULL;
    for (bool first = true; accord_list_next(list, &at, &item, &length); first = false) {
        if (memchr(item, column->list_delimiter, length) != NULL)
            why = "an item of a list with the character that separates items";
        if (!first) accord_text_add_char(text, column->list_delimiter);
        accord_text_add(text, item, length);
    }
    return why;
}

static const char *add_boolean(const struct accord_column *column, const struct accord_cell *cell,
                               struct accord_text *text)
{
    bool yes = cell->as.integer != 0;
    const char *const *words = yes ? column->true_values : column->false_values;
    size_t count = yes ? column->true_count : column->false_count;
    if (words != NULL && count == 0) return "a value for which trueValues or falseValues name no text";
    accord_text_add_str(text, words != NULL ? words[0] : yes ? "true" : "false");
    return NULL;
}

static const char *add_plain(const struct accord_column *column, const struct accord_cell *cell,
                             struct accord_text *text)
{
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        assert(false);
        break;
    case ACCORD_CELL_TEXT:
        accord_text_add(text, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_INTEGER:
        add_integer(column, cell, text);
        break;
    case ACCORD_CELL_DECIMAL:
        add_decimal(cell, text);
        break;
    case ACCORD_CELL_BOOLEAN:
        return add_boolean(column, cell, text);
    case ACCORD_CELL_DATE:
        add_date(cell, text);
        break;
    case ACCORD_CELL_LIST:
        if (!column->list_json) return add_items(column, cell, text);
        add_array(cell, text);
        break;
    }
    return NULL;
}

void accord_cell_write_plain(const struct accord_column *column, const struct accord_cell *cell,
                             struct accord_text *text)
{
    if (cell->kind != ACCORD_CELL_MISSING) (void)add_plain(column, cell, text);
}

static bool is_among(const char *const *words, size_t count, const char *bytes, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (accord_text_equal(words[i], strlen(words[i]), bytes, length)) return true;
    return false;
}

/* Blank where that will do. */
static const char *add_missing(const char *const *words, size_t count, struct accord_text *text)
{
    if (count == 0) return "a missing value, for which missingValues name no text";
    if (!is_among(words, count, "", 0)) accord_text_add_str(text, words[0]);
    return NULL;
}

/* Quoted where it must be. */
static void add_field(const struct accord_text *field, struct accord_text *text)
{
    const char *bytes = accord_text_str(field);
    if (strcspn(bytes, "\",\r\n") == field->length) {
        accord_text_add(text, bytes, field->length);
        return;
    }
    accord_text_add_char(text, '"');
    for (size_t i = 0; i < field->length; i++) {
        if (bytes[i] == '"') accord_text_add_char(text, '"');
        accord_text_add_char(text, bytes[i]);
    }
    accord_text_add_char(text, '"');
}

const char *accord_cell_write_csv(const struct accord_column *column, const struct accord_table_form *form,
                                  const struct accord_cell *cell, struct accord_text *scratch, struct accord_text *text)
{
    bool own = column->missing != NULL;
    const char *const *words = own ? column->missing : form->missing;
    size_t count = own ? column->missing_count : form->missing_count;
    const char *why = NULL;
    accord_text_reset(scratch);
    if (cell->kind == ACCORD_CELL_MISSING)
        why = add_missing(words, count, scratch);
    else
        why = add_plain(column, cell, scratch);
    if (scratch->failed) { /* what stands in it says nothing */
        text->failed = true;
        return NULL;
    }
    if (why == NULL && cell->kind != ACCORD_CELL_MISSING &&
        is_among(words, count, accord_text_str(scratch), scratch->length))
        why = "a value that in CSV is one of missingValues";
    add_field(scratch, text);
    return why;
}
