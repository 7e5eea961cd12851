/* Rows and filters written as short texts. */
#include "unit/engine/written.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct accord_date written_date(const char *text)
{
    struct accord_date date = {0, 0};
    const char *why = NULL;
    ck_assert_msg(accord_date_parse(text, strlen(text), &date, &why), "'%s': %s", text, why);
    return date;
}

int32_t written_day(const char *text)
{
    struct accord_date date = written_date(text);
    ck_assert_int_eq(date.first, date.last);
    return date.first;
}

static struct accord_cell cell_of(const struct accord_column *column, char *text, bool item)
{
    enum accord_cell_kind kind = item && column->kind == ACCORD_CELL_LIST ? ACCORD_CELL_TEXT : column->kind;
    struct accord_cell cell = {.kind = (uint8_t)kind, .length = (uint32_t)strlen(text)};
    struct accord_decimal number;
    const char *why = NULL;
    switch (kind) {
    case ACCORD_CELL_DATE:
        cell.as.date = written_date(text);
        break;
    case ACCORD_CELL_INTEGER:
        cell.as.integer = atoll(text);
        break;
    case ACCORD_CELL_BOOLEAN:
        cell.as.integer = strcmp(text, "true") == 0;
        break;
    case ACCORD_CELL_DECIMAL:
        ck_assert(accord_decimal_parse(text, strlen(text), &number, &why));
        cell.as.integer = number.coefficient;
        cell.scale = number.scale;
        break;
    case ACCORD_CELL_LIST:
        for (char *at = text; (at = strchr(at, ';')) != NULL;)
            *at = ACCORD_LIST_SEPARATOR;
        cell.as.text = text;
        break;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_MISSING:
        cell.as.text = text;
        break;
    }
    return cell;
}

/* The next "name=value" of *at, cut in two; NULL at the end. */
static char *next_pair(char **at, char **value)
{
    char *name = *at + strspn(*at, " ");
    if (*name == '\0') return NULL;
    char *equals = strchr(name, '=');
    ck_assert_msg(equals != NULL, "'%s' has no =", name);
    *equals = '\0';
    *value = equals + 1;
    *at = *value + strcspn(*value, " ");
    if (**at != '\0') *(*at)++ = '\0';
    return name;
}

static int column_of(const struct accord_schema *schema, const char *name)
{
    int column = accord_schema_find(schema, name, strlen(name));
    ck_assert_msg(column != ACCORD_NO_COLUMN, "%s has no column '%s'", schema->name, name);
    return column;
}

static char *take_text(struct written *written, const char *text)
{
    memset(written, 0, sizeof *written);
    ck_assert_int_lt(snprintf(written->text, sizeof written->text, "%s", text), WRITTEN_ROOM);
    return written->text;
}

const struct accord_cell *written_row(struct written *written, const struct accord_schema *schema, const char *row)
{
    char *at = take_text(written, row), *value;
    for (char *name; (name = next_pair(&at, &value)) != NULL;) {
        int column = column_of(schema, name);
        written->cells[column] = cell_of(&schema->columns[column], value, false);
    }
    return written->cells;
}

static void take_window(char *value, struct accord_window *window)
{
    char *from = value + strlen("during("), *dots = strstr(from, ".."), *end = strchr(from, ')');
    ck_assert(dots != NULL && end != NULL);
    *dots = *end = '\0';
    window->from = written_date(from);
    window->has_to = dots[2] != '\0';
    if (window->has_to) window->to = written_date(dots + 2);
}

static int compare_values(const void *a, const void *b)
{
    return accord_cell_compare(a, b);
}

static void take_values(struct written *written, const struct accord_column *column, char *value,
                        struct accord_term *term)
{
    struct accord_cell *values = &written->values[written->value_count];
    term->kind = ACCORD_TERM_EQUALS;
    term->values = values;
    for (char *next = value; next != NULL; value = next) {
        next = strchr(value, '|');
        if (next != NULL) *next++ = '\0';
        ck_assert_uint_lt(written->value_count, 64);
        values[term->value_count++] = cell_of(column, value, true);
        written->value_count++;
    }
    qsort(values, term->value_count, sizeof *values, compare_values);
}

static int compare_terms(const void *a, const void *b)
{
    const struct accord_term *x = a, *y = b;
    return strcmp(x->name, y->name);
}

const struct accord_filter *written_filter(struct written *written, const struct accord_schema *schema,
                                           const char *filter)
{
    char *at = take_text(written, filter), *value;
    for (char *name; (name = next_pair(&at, &value)) != NULL;) {
        struct accord_term *term = &written->filter.terms[written->filter.count++];
        bool active = strcmp(name, "active") == 0;
        term->name = name;
        term->column = active ? ACCORD_NO_COLUMN : column_of(schema, name);
        if (strcmp(value, "present") == 0) {
            term->kind = ACCORD_TERM_PRESENT;
        } else if (strcmp(value, "absent") == 0) {
            term->kind = ACCORD_TERM_ABSENT;
        } else if (strncmp(value, "during(", 7) == 0) {
            term->kind = active ? ACCORD_TERM_ACTIVE : ACCORD_TERM_DURING;
            take_window(value, &term->window);
        } else {
            take_values(written, &schema->columns[term->column], value, term);
        }
    }
    qsort(written->filter.terms, written->filter.count, sizeof written->filter.terms[0], compare_terms);
    return &written->filter;
}
