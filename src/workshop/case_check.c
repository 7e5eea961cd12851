/* Fields, names and rows of test files. */
#include "workshop/case_check.h"

#include "base/error.h"
#include "ingest/schema.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = ACCORD_COLUMNS_MAX + 64 };

void accord_case_complain(struct accord_case_reading *reading, const char *about, const char *format, ...)
{
    char text[ACCORD_ERROR_TEXT_MAX], whose[ACCORD_ERROR_TEXT_MAX] = "";
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(text, sizeof text, format, arguments);
    va_end(arguments);
    if (reading->says != NULL)
        (void)snprintf(whose, sizeof whose, "case \"%.200s\": ", reading->says);
    else if (reading->number > 0)
        (void)snprintf(whose, sizeof whose, "case %zu: ", reading->number);
    unsigned line = accord_plain_file_line(&reading->file->text, reading->says, about);
    enum accord_status status =
        accord_problems_add(reading->problems, reading->file->text.path, line, 0, reading->err, "%s%s", whose, text);
    if (reading->status == ACCORD_OK) reading->status = status;
}

void accord_case_unknown(struct accord_case_reading *reading, const char *name, const char *what,
                         const char *const *known, size_t count)
{
    const char *nearest = accord_text_nearest(name, known, count);
    if (nearest != NULL)
        accord_case_complain(reading, name, "the %s '%s' is unknown: did you mean '%s'?", what, name, nearest);
    else
        accord_case_complain(reading, name, "the %s '%s' is unknown", what, name);
}

static const char *one_of(enum accord_plain_kind kind)
{
    static const char *const names[] = {
        [ACCORD_PLAIN_NIL] = "nothing",        [ACCORD_PLAIN_BOOLEAN] = "true or false",
        [ACCORD_PLAIN_INTEGER] = "an integer", [ACCORD_PLAIN_TEXT] = "a text",
        [ACCORD_PLAIN_LIST] = "a list",        [ACCORD_PLAIN_TABLE] = "a table of names"};
    return names[kind];
}

const struct accord_plain *accord_case_field(struct accord_case_reading *reading, const struct accord_plain *table,
                                             const char *name, enum accord_plain_kind kind, bool required)
{
    const struct accord_plain *value = accord_plain_get(table, name);
    if (value == NULL) {
        if (required) accord_case_complain(reading, NULL, "'%s' is missing, expected %s", name, one_of(kind));
        return NULL;
    }
    if (accord_plain_is(value, kind)) return value;
    accord_case_complain(reading, name, "'%s' is %s, expected %s", name, one_of(value->kind), one_of(kind));
    return NULL;
}

const struct accord_plain *accord_case_texts(struct accord_case_reading *reading, const struct accord_plain *table,
                                             const char *name)
{
    const struct accord_plain *list = accord_case_field(reading, table, name, ACCORD_PLAIN_LIST, false);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        if (list->items[i].kind == ACCORD_PLAIN_TEXT) continue;
        accord_case_complain(reading, name, "'%s' holds %s, expected texts", name, one_of(list->items[i].kind));
        return NULL;
    }
    return list;
}

void accord_case_keys(struct accord_case_reading *reading, const struct accord_plain *table, enum accord_api_set keys,
                      const char *what)
{
    enum { KEYS_MAX = 32 };
    const char *names[KEYS_MAX];
    struct accord_api_entry entry;
    size_t count = 0;
    char key[128];
    for (; count < KEYS_MAX && accord_api_at(keys, count, &entry); count++)
        names[count] = entry.name;
    (void)snprintf(key, sizeof key, "key of %s", what);
    if (table->kind == ACCORD_PLAIN_LIST && table->count > 0)
        accord_case_complain(reading, NULL, "%s is a list, expected a table of names", what);
    for (size_t i = 0; table->kind == ACCORD_PLAIN_TABLE && i < table->count; i++) {
        bool known = false;
        for (size_t j = 0; j < count && !known; j++)
            known = strcmp(table->names[i], names[j]) == 0;
        if (!known) accord_case_unknown(reading, table->names[i], key, names, count);
    }
}

/* ---- tables and columns ---- */

static const struct accord_plain *fields_of(const struct accord_case_reading *reading, const char *table)
{
    const struct accord_plain *schema = accord_plain_get(reading->file->schemas, table);
    return schema == NULL ? NULL : accord_plain_get(schema, "fields");
}

static bool check_table(struct accord_case_reading *reading, const char *table)
{
    const char *names[NAMES_MAX];
    size_t core_count, count = 0;
    const struct accord_schema *const *core = accord_core_schemas(&core_count);
    const struct accord_plain *schemas = reading->file->schemas;
    if (accord_core_schema(table) != NULL || accord_plain_get(schemas, table) != NULL) return true;
    for (size_t i = 0; i < core_count; i++)
        names[count++] = core[i]->name;
    for (size_t i = 0; schemas != NULL && i < schemas->count && count < NAMES_MAX; i++)
        names[count++] = schemas->names[i];
    accord_case_unknown(reading, table, "table", names, count);
    return false;
}

static void check_column(struct accord_case_reading *reading, const char *table, const char *column)
{
    const char *names[NAMES_MAX];
    char what[128];
    size_t count = 0;
    const struct accord_schema *core = accord_core_schema(table);
    const struct accord_plain *fields = fields_of(reading, table);
    for (size_t i = 0; core != NULL && i < core->column_count; i++)
        names[count++] = core->columns[i].name;
    for (size_t i = 0; fields != NULL && i < fields->count && count < NAMES_MAX; i++) {
        const char *name = accord_plain_get_text(&fields->items[i], "name");
        if (name != NULL) names[count++] = name;
    }
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], column) == 0) return;
    (void)snprintf(what, sizeof what, "column of %s", table);
    accord_case_unknown(reading, column, what, names, count);
}

const struct accord_plain *accord_case_schemas(struct accord_case_reading *reading, const struct accord_plain *table)
{
    const struct accord_plain *schemas = accord_case_field(reading, table, "schemas", ACCORD_PLAIN_TABLE, false);
    for (size_t i = 0; schemas != NULL && i < schemas->count; i++)
        if (accord_case_field(reading, schemas, schemas->names[i], ACCORD_PLAIN_TABLE, true) != NULL)
            (void)accord_case_field(reading, &schemas->items[i], "fields", ACCORD_PLAIN_LIST, true);
    return schemas;
}

static void check_row(struct accord_case_reading *reading, const char *table, const struct accord_plain *row)
{
    if (!accord_plain_is(row, ACCORD_PLAIN_TABLE)) {
        accord_case_complain(reading, table, "a row of %s is %s, expected a table of columns", table,
                             one_of(row->kind));
        return;
    }
    for (size_t i = 0; i < row->count; i++) {
        check_column(reading, table, row->names[i]);
        if (row->items[i].kind == ACCORD_PLAIN_TABLE)
            accord_case_complain(reading, row->names[i],
                                 "%s.%s is a table of names, expected a value or a list of texts", table,
                                 row->names[i]);
    }
}

const struct accord_plain *accord_case_given(struct accord_case_reading *reading, const struct accord_plain *table)
{
    const struct accord_plain *given = accord_case_field(reading, table, "given", ACCORD_PLAIN_TABLE, false);
    for (size_t i = 0; given != NULL && i < given->count; i++) {
        const char *name = given->names[i];
        if (!check_table(reading, name)) continue;
        const struct accord_plain *rows = accord_case_field(reading, given, name, ACCORD_PLAIN_LIST, true);
        for (size_t j = 0; rows != NULL && j < rows->count; j++)
            check_row(reading, name, &rows->items[j]);
    }
    return given;
}

static void check_declaration(struct accord_case_reading *reading, const char *table,
                              const struct accord_plain *declaration)
{
    if (declaration->kind != ACCORD_PLAIN_TABLE) {
        accord_case_complain(reading, table, "a declaration of %s is no table { where, since, until }", table);
        return;
    }
    accord_case_keys(reading, declaration, ACCORD_API_DECLARATION, "a declaration");
    const struct accord_plain *where = accord_case_field(reading, declaration, "where", ACCORD_PLAIN_TABLE, false);
    for (size_t i = 0; where != NULL && i < where->count; i++)
        check_column(reading, table, where->names[i]);
}

const struct accord_plain *accord_case_complete(struct accord_case_reading *reading, const struct accord_plain *table)
{
    const struct accord_plain *complete = accord_case_field(reading, table, "complete", ACCORD_PLAIN_TABLE, false);
    for (size_t i = 0; complete != NULL && i < complete->count; i++) {
        const char *name = complete->names[i];
        if (!check_table(reading, name)) continue;
        const struct accord_plain *list = accord_case_field(reading, complete, name, ACCORD_PLAIN_LIST, true);
        for (size_t j = 0; list != NULL && j < list->count; j++)
            check_declaration(reading, name, &list->items[j]);
    }
    return complete;
}

const struct accord_plain *accord_case_without(struct accord_case_reading *reading, const struct accord_plain *table)
{
    const struct accord_plain *without = accord_case_texts(reading, table, "without");
    for (size_t i = 0; without != NULL && i < without->count; i++) {
        const char *name = without->items[i].text;
        if (check_table(reading, name) && accord_plain_get(reading->file->given, name) == NULL &&
            accord_plain_get(reading->file->complete, name) == NULL)
            accord_case_complain(reading, name, "'without' names %s, of which the file gives nothing", name);
    }
    return without;
}

/* ---- the actor ---- */

static size_t add_ids(const struct accord_plain *given, const char **names, size_t count)
{
    const struct accord_plain *rows = accord_plain_get(given, "actors");
    for (size_t i = 0; rows != NULL && i < rows->count && count < NAMES_MAX; i++) {
        const char *id = accord_plain_get_text(&rows->items[i], "id");
        if (id != NULL) names[count++] = id;
    }
    return count;
}

void accord_case_check_actor(struct accord_case_reading *reading, const struct accord_case *one)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    if (!accord_case_is_without(one, "actors")) count = add_ids(reading->file->given, names, count);
    count = add_ids(one->given, names, count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], one->actor) == 0) return;
    if (count < NAMES_MAX) accord_case_unknown(reading, one->actor, "actor", names, count);
}
