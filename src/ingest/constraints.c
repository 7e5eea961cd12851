/* Constraints of a field: one function each, from a table of names. */
#include "ingest/package_parts.h"

#include "base/error.h"
#include "ingest/formats.h"
#include "ingest/values.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What a constraint is read with. */
struct constraint_reading {
    struct accord_package *package;
    struct accord_reading *reading;
    const struct accord_site *site;
    struct accord_column *column;
};

static void read_required(struct constraint_reading *of)
{
    of->column->required = accord_site_flag(of->reading, of->site, false) || of->column->required;
}

static void read_unique(struct constraint_reading *of)
{
    of->column->unique = accord_site_flag(of->reading, of->site, false) || of->column->unique;
}

/* A limit or allowed value as a cell of the column's kind; false with a problem. */
static bool read_cell(struct constraint_reading *of, const struct accord_site *site, struct accord_cell *cell)
{
    const char *written = accord_site_written(of->reading, site);
    if (written == NULL) return false;
    struct accord_text why;
    accord_text_init(&why, 4096);
    bool good = accord_value_of_limit(of->column, written, strlen(written), cell, &why);
    accord_text_clear(&why);
    if (!good) accord_site_refuse(of->reading, site, NULL, "a value that column %s may have", of->column->name);
    return good;
}

static void read_limit(struct constraint_reading *of, struct accord_cell *limit)
{
    enum accord_cell_kind kind = of->column->kind;
    if (kind == ACCORD_CELL_INTEGER || kind == ACCORD_CELL_DECIMAL || kind == ACCORD_CELL_DATE)
        (void)read_cell(of, of->site, limit);
    else
        accord_site_refuse(of->reading, of->site, "a limit of a column without order",
                           "limits for numbers, years and dates only");
}

static void read_minimum(struct constraint_reading *of)
{
    read_limit(of, &of->column->minimum);
}

static void read_maximum(struct constraint_reading *of)
{
    read_limit(of, &of->column->maximum);
}

static bool read_length(struct constraint_reading *of, uint32_t *length)
{
    bool measured = of->column->kind == ACCORD_CELL_TEXT || of->column->kind == ACCORD_CELL_LIST;
    if (measured) return accord_site_count(of->reading, of->site, length);
    accord_site_refuse(of->reading, of->site, "a length of a column that is no text and no list",
                       "lengths for texts and lists only");
    return false;
}

static void read_length_minimum(struct constraint_reading *of)
{
    (void)read_length(of, &of->column->length_minimum);
}

static void read_length_maximum(struct constraint_reading *of)
{
    if (read_length(of, &of->column->length_maximum) && of->column->length_maximum == 0)
        accord_site_refuse(of->reading, of->site, NULL, "a greatest length of 1 or more");
}

/* The canonical text of a number, so that 2.50 and 2.5 are the same allowed value. */
static const char *canonical(struct constraint_reading *of, const struct accord_cell *cell)
{
    char text[ACCORD_DECIMAL_TEXT_MAX];
    struct accord_decimal number = {cell->as.integer, cell->kind == ACCORD_CELL_DECIMAL ? cell->scale : 0};
    const char *copy = accord_decimal_format(number, text);
    copy = accord_arena_copy(of->reading->arena, copy, strlen(copy));
    return accord_reading_has(of->reading, copy) ? copy : NULL;
}

static const char *read_allowed_value(struct constraint_reading *of, const struct accord_site *site)
{
    struct accord_cell cell;
    if (!read_cell(of, site, &cell)) return NULL;
    if (cell.kind == ACCORD_CELL_INTEGER || cell.kind == ACCORD_CELL_DECIMAL) return canonical(of, &cell);
    return accord_site_written(of->reading, site);
}

static bool agrees_with_built_in(struct constraint_reading *of, const struct accord_site *site, const char *value)
{
    const struct accord_column *column = of->column;
    if (column->allowed == NULL || accord_value_among(column->allowed, column->allowed_count, value, strlen(value)))
        return true;
    accord_site_refuse(of->reading, site, NULL, "one of the values that the core column %s has", column->name);
    return false;
}

static void read_enum(struct constraint_reading *of)
{
    if (of->column->kind == ACCORD_CELL_BOOLEAN || of->column->kind == ACCORD_CELL_LIST) {
        accord_site_refuse(of->reading, of->site, "enum of a boolean or list",
                           "enum for texts, numbers and dates only");
        return;
    }
    if (!accord_site_array(of->reading, of->site, "an array of values")) return;
    size_t count = (size_t)cJSON_GetArraySize(of->site->value);
    if (count == 0) accord_site_refuse(of->reading, of->site, "an empty array", "at least one value");
    const char **allowed = accord_arena_zero(of->reading->arena, count + 1, sizeof *allowed);
    if (!accord_reading_has(of->reading, allowed)) return;
    const cJSON *value = of->site->value->child;
    for (size_t i = 0; i < count; i++, value = value->next) {
        struct accord_site element = accord_site_element(of->site, i, value);
        allowed[i] = read_allowed_value(of, &element);
        if (allowed[i] == NULL || !agrees_with_built_in(of, &element, allowed[i])) return;
    }
    of->column->allowed = allowed;
    of->column->allowed_count = count;
}

static void keep_pattern(struct constraint_reading *of, struct accord_pattern *pattern)
{
    struct accord_kept_pattern *kept = accord_arena_alloc(of->reading->arena, sizeof *kept);
    if (!accord_reading_has(of->reading, kept)) {
        accord_pattern_free(pattern);
        return;
    }
    *kept = (struct accord_kept_pattern){pattern, of->package->patterns};
    of->package->patterns = kept;
    of->column->pattern = pattern;
}

static void read_pattern(struct constraint_reading *of)
{
    if (of->column->kind != ACCORD_CELL_TEXT) {
        accord_site_refuse(of->reading, of->site, "a pattern of a column that is no text", "patterns for texts only");
        return;
    }
    struct accord_error err;
    struct accord_pattern *pattern = NULL;
    of->column->pattern_text = accord_site_text(of->reading, of->site);
    if (of->column->pattern_text == NULL) return;
    enum accord_status status = accord_pattern_new(of->column->pattern_text, &pattern, &err);
    if (status == ACCORD_OK)
        keep_pattern(of, pattern);
    else if (status == ACCORD_BAD_DATA)
        accord_site_refuse(of->reading, of->site, NULL, "a regular expression (%s)", err.text);
    else
        (void)accord_reading_has(of->reading, NULL);
}

typedef void (*constraint_function)(struct constraint_reading *of);

static const struct {
    struct accord_member member;
    constraint_function read;
} constraints[] = {
    {{"required", ACCORD_MEMBER_KNOWN, NULL}, read_required},
    {{"unique", ACCORD_MEMBER_KNOWN, NULL}, read_unique},
    {{"enum", ACCORD_MEMBER_KNOWN, NULL}, read_enum},
    {{"pattern", ACCORD_MEMBER_KNOWN, NULL}, read_pattern},
    {{"minimum", ACCORD_MEMBER_KNOWN, NULL}, read_minimum},
    {{"maximum", ACCORD_MEMBER_KNOWN, NULL}, read_maximum},
    {{"minLength", ACCORD_MEMBER_KNOWN, NULL}, read_length_minimum},
    {{"maxLength", ACCORD_MEMBER_KNOWN, NULL}, read_length_maximum},
    {{"exclusiveMinimum", ACCORD_MEMBER_REFUSED, "minimum"}, NULL},
    {{"exclusiveMaximum", ACCORD_MEMBER_REFUSED, "maximum"}, NULL},
    {{"jsonSchema", ACCORD_MEMBER_REFUSED, "the other constraints"}, NULL},
};

void accord_constraints_read(struct accord_package *package, struct accord_reading *reading,
                             const struct accord_site *site, struct accord_column *column)
{
    struct accord_member members[COUNT(constraints)];
    for (size_t i = 0; i < COUNT(constraints); i++)
        members[i] = constraints[i].member;
    if (site->value == NULL || !accord_site_object(reading, site, members, COUNT(members), true)) return;
    for (size_t i = 0; i < COUNT(constraints); i++) {
        struct accord_site member = accord_site_member(site, constraints[i].member.name);
        struct constraint_reading of = {package, reading, &member, column};
        if (member.value != NULL && constraints[i].read != NULL) constraints[i].read(&of);
    }
}
