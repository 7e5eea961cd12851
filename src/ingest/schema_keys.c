/* Keys of a schema and what its columns mean to the engine; references once all tables are known. */
#include "ingest/package_parts.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

int accord_column_named(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_schema *schema)
{
    const char *name = accord_site_text(reading, site);
    if (name == NULL) return ACCORD_NO_COLUMN;
    int column = accord_schema_find(schema, name, strlen(name));
    if (column != ACCORD_NO_COLUMN) return column;
    const char *names[ACCORD_COLUMNS_MAX];
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    const char *near = accord_text_nearest(name, names, schema->column_count);
    accord_site_refuse(reading, site, NULL, "%s%s", near != NULL ? near : "a column of table ",
                       near != NULL ? "" : schema->name);
    return ACCORD_NO_COLUMN;
}

/* Up to `max` columns named by a text or an array of texts. False with a problem; *count 0 when there is no value. */
static bool read_columns(struct accord_reading *reading, const struct accord_site *site,
                         const struct accord_schema *schema, size_t max, int *columns, size_t *count)
{
    *count = 0;
    if (site->value == NULL) return true;
    bool single = cJSON_IsString(site->value);
    if (!single && !accord_site_array(reading, site, "a column or an array of columns")) return false;
    const cJSON *value = single ? site->value : site->value->child;
    for (size_t i = 0; value != NULL; i++, value = single ? NULL : value->next) {
        struct accord_site element = accord_site_element(site, i, value);
        const struct accord_site *named = single ? site : &element;
        if (i == max) {
            accord_site_refuse(reading, named, "a column too many", "at most %zu", max);
            return false;
        }
        columns[i] = accord_column_named(reading, named, schema);
        if (columns[i] == ACCORD_NO_COLUMN) return false;
        *count = i + 1;
    }
    if (*count == 0) accord_site_refuse(reading, site, "an empty array", "at least one column");
    return *count > 0;
}

static bool expect_kind(struct accord_reading *reading, const struct accord_site *site,
                        const struct accord_schema *schema, int column, enum accord_cell_kind kind)
{
    if (schema->columns[column].kind == kind) return true;
    accord_site_refuse(reading, site, NULL, "%s", kind == ACCORD_CELL_DATE ? "a date column" : "a text column");
    return false;
}

/* ---- keys ---- */

static bool same_columns(const int *a, size_t a_count, const int *b, size_t b_count)
{
    return a_count == b_count && memcmp(a, b, a_count * sizeof *a) == 0;
}

static void read_primary_key(struct accord_reading *reading, const struct accord_site *schema,
                             struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "primaryKey");
    int columns[ACCORD_KEY_COLUMNS_MAX];
    size_t count = 0;
    if (!read_columns(reading, &site, &table->schema, ACCORD_KEY_COLUMNS_MAX, columns, &count) || count == 0) return;
    if (table->schema.core) {
        if (!same_columns(columns, count, table->schema.key, table->schema.key_count))
            accord_site_refuse(reading, &site, "another key", "the key of the core table, or no primaryKey");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct accord_column *column = &table->columns[columns[i]];
        if (column->personal)
            accord_site_refuse(reading, &site, "a key with a personal column", "columns that may be shown");
        column->required = true;
        table->schema.key[i] = columns[i];
    }
    table->schema.key_count = count;
}

static void read_unique_keys(struct accord_reading *reading, const struct accord_site *schema,
                             struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "uniqueKeys");
    if (!accord_site_array(reading, &site, "an array of arrays of columns")) return;
    size_t index = 0;
    for (const cJSON *value = site.value->child; value != NULL; value = value->next, index++) {
        struct accord_site key = accord_site_element(&site, index, value);
        int columns[ACCORD_KEY_COLUMNS_MAX];
        size_t count = 0;
        if (!read_columns(reading, &key, &table->schema, ACCORD_KEY_COLUMNS_MAX, columns, &count)) continue;
        if (count == 1)
            table->columns[columns[0]].unique = true;
        else
            accord_site_refuse(reading, &key, "a unique key of several columns", "one column, or a primaryKey");
    }
}

static bool same_reference(const struct accord_foreign_key *a, const struct accord_foreign_key *b)
{
    if (strcmp(a->table, b->table) != 0 || !same_columns(a->columns, a->count, b->columns, b->count)) return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->targets[i], b->targets[i]) != 0) return false;
    return true;
}

/* Adds a reference unless the table has it already. */
static bool add_reference(struct accord_table *table, const struct accord_foreign_key *key, int declared)
{
    struct accord_schema *schema = &table->schema;
    for (size_t i = 0; i < schema->foreign_count; i++)
        if (same_reference(&schema->foreign[i], key)) return true;
    if (schema->foreign_count == ACCORD_FOREIGN_KEYS_MAX) return false;
    table->foreign_declared[schema->foreign_count] = declared;
    schema->foreign[schema->foreign_count++] = *key;
    return true;
}

static bool read_reference(struct accord_reading *reading, const struct accord_site *site,
                           const struct accord_table *table, struct accord_foreign_key *key)
{
    static const struct accord_member members[] = {{"fields", ACCORD_MEMBER_KNOWN, NULL},
                                                   {"resource", ACCORD_MEMBER_KNOWN, NULL}};
    struct accord_site resource = accord_site_member(site, "resource");
    struct accord_site fields = accord_site_member(site, "fields");
    if (!accord_site_object(reading, site, members, COUNT(members), false)) return false;
    const char *name = accord_site_text(reading, &resource);
    key->table = name == NULL || name[0] == '\0' ? table->schema.name : name;
    size_t count = 0;
    const char *const *targets = accord_site_texts(reading, &fields, true, &count);
    if (fields.value == NULL || (targets != NULL && count != key->count))
        accord_site_refuse(reading, &fields, "another number of columns", "%zu, as the key has", key->count);
    if (targets == NULL || count != key->count) return false;
    for (size_t i = 0; i < count; i++)
        key->targets[i] = targets[i];
    return true;
}

static void read_foreign_key(struct accord_reading *reading, const struct accord_site *site, int index,
                             struct accord_table *table)
{
    static const struct accord_member members[] = {{"fields", ACCORD_MEMBER_KNOWN, NULL},
                                                   {"reference", ACCORD_MEMBER_KNOWN, NULL}};
    struct accord_foreign_key key = {.count = 0};
    struct accord_site fields = accord_site_member(site, "fields");
    struct accord_site reference = accord_site_member(site, "reference");
    if (!accord_site_object(reading, site, members, COUNT(members), false)) return;
    if (fields.value == NULL) accord_site_refuse(reading, &fields, NULL, "a column or an array of columns");
    if (!read_columns(reading, &fields, &table->schema, ACCORD_KEY_COLUMNS_MAX, key.columns, &key.count)) return;
    if (key.count == 0 || !read_reference(reading, &reference, table, &key)) return;
    if (!add_reference(table, &key, index))
        accord_site_refuse(reading, site, "a foreign key too many", "at most %d", ACCORD_FOREIGN_KEYS_MAX);
}

static void read_foreign_keys(struct accord_reading *reading, const struct accord_site *schema,
                              struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "foreignKeys");
    if (!accord_site_array(reading, &site, "an array of foreign keys")) return;
    int index = 0;
    for (const cJSON *value = site.value->child; value != NULL; value = value->next, index++) {
        struct accord_site key = accord_site_element(&site, (size_t)index, value);
        read_foreign_key(reading, &key, index, table);
    }
}

/* ---- what the columns mean ---- */

static void refuse_other_meaning(struct accord_reading *reading, const struct accord_site *site)
{
    accord_site_refuse(reading, site, "another meaning than the core table has", "that one, or nothing");
}

static void read_actor(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "accord:actor");
    int column = site.value != NULL ? accord_column_named(reading, &site, &table->schema) : table->schema.actor;
    if (table->schema.core) {
        if (column != table->schema.actor) refuse_other_meaning(reading, &site);
        return;
    }
    if (site.value == NULL) column = accord_schema_find(&table->schema, "actor", 5);
    if (column == ACCORD_NO_COLUMN) return;
    const struct accord_column *actor = &table->columns[column];
    if (actor->kind != ACCORD_CELL_TEXT && actor->kind != ACCORD_CELL_LIST) {
        accord_site_refuse(reading, site.value != NULL ? &site : schema, "an actor column that is no text",
                           "a text or a list of texts");
        return;
    }
    table->schema.actor = column;
    struct accord_foreign_key key = {.columns = {column}, .count = 1, .table = "actors", .targets = {"id"}};
    if (!add_reference(table, &key, -1))
        accord_site_refuse(reading, schema, "a foreign key too many", "at most %d", ACCORD_FOREIGN_KEYS_MAX);
}

static void read_valid(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    static const struct accord_member members[] = {{"from", ACCORD_MEMBER_KNOWN, NULL},
                                                   {"to", ACCORD_MEMBER_KNOWN, NULL}};
    struct accord_site site = accord_site_member(schema, "accord:valid");
    if (site.value == NULL || !accord_site_object(reading, &site, members, COUNT(members), true)) return;
    struct accord_site from = accord_site_member(&site, "from");
    struct accord_site to = accord_site_member(&site, "to");
    if (from.value == NULL) accord_site_refuse(reading, &from, NULL, "a date column");
    if (to.value == NULL) accord_site_refuse(reading, &to, NULL, "a date column");
    int first = accord_column_named(reading, &from, &table->schema);
    int last = accord_column_named(reading, &to, &table->schema);
    if (first == ACCORD_NO_COLUMN || last == ACCORD_NO_COLUMN) return;
    if (!expect_kind(reading, &from, &table->schema, first, ACCORD_CELL_DATE) ||
        !expect_kind(reading, &to, &table->schema, last, ACCORD_CELL_DATE))
        return;
    bool same = first == table->schema.valid_from && last == table->schema.valid_to;
    if (table->schema.core && !same) refuse_other_meaning(reading, &site);
    table->schema.valid_from = first;
    table->schema.valid_to = last;
}

static void read_occurs(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "accord:occurs");
    int columns[2] = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN};
    size_t count = 0;
    if (!read_columns(reading, &site, &table->schema, COUNT(columns), columns, &count) || count == 0) return;
    for (size_t i = 0; i < count; i++)
        if (!expect_kind(reading, &site, &table->schema, columns[i], ACCORD_CELL_DATE)) return;
    if (table->schema.core && !same_columns(columns, 2, table->schema.occurs, 2)) refuse_other_meaning(reading, &site);
    memcpy(table->schema.occurs, columns, sizeof columns);
}

static void read_owed(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    struct accord_site site = accord_site_member(schema, "accord:owed");
    int columns[ACCORD_KEY_COLUMNS_MAX];
    size_t count = 0;
    if (!read_columns(reading, &site, &table->schema, COUNT(columns), columns, &count) || count == 0) return;
    if (table->schema.core && !same_columns(columns, count, table->schema.owed, table->schema.owed_count))
        refuse_other_meaning(reading, &site);
    memcpy(table->schema.owed, columns, count * sizeof *columns);
    table->schema.owed_count = count;
}

void accord_keys_read(struct accord_reading *reading, const struct accord_site *schema, struct accord_table *table)
{
    read_primary_key(reading, schema, table);
    read_unique_keys(reading, schema, table);
    read_foreign_keys(reading, schema, table);
    read_actor(reading, schema, table);
    read_valid(reading, schema, table);
    read_occurs(reading, schema, table);
    read_owed(reading, schema, table);
}
