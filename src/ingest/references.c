/* What resources say about each other and about where they are complete, once every table is known. */
#include "ingest/package_parts.h"

#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct accord_table *find_table(struct accord_package *package, const char *name)
{
    for (size_t i = 0; i < package->table_count; i++)
        if (package->tables[i].schema.name != NULL && strcmp(package->tables[i].schema.name, name) == 0)
            return &package->tables[i];
    return NULL;
}

/* The nearest table's name, or a clause that says what is wanted. */
static const char *nearest_table(const struct accord_package *package, const char *name)
{
    const char *names[ACCORD_TABLES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < package->table_count; i++)
        if (package->tables[i].schema.name != NULL) names[count++] = package->tables[i].schema.name;
    const char *near = accord_text_nearest(name, names, count);
    return near != NULL ? near : "the name of a resource";
}

/* A text or list of texts refers to a text; all else to its own kind. */
static bool kinds_agree(enum accord_cell_kind kind, enum accord_cell_kind target)
{
    return kind == target ? kind != ACCORD_CELL_LIST : kind == ACCORD_CELL_LIST && target == ACCORD_CELL_TEXT;
}

/* The columns of a reference that stands at `site`. */
static void check_targets(struct accord_reading *reading, const struct accord_site *site,
                          const struct accord_table *table, const struct accord_foreign_key *key,
                          const struct accord_table *target)
{
    if (target->columns == NULL) return; /* its own schema could not be read, which is a problem already */
    for (size_t i = 0; i < key->count; i++) {
        int column = accord_schema_find(&target->schema, key->targets[i], strlen(key->targets[i]));
        if (column == ACCORD_NO_COLUMN)
            accord_site_refuse(reading, site, "a column that is not there", "a column of table %s",
                               target->schema.name);
        else if (!kinds_agree(table->columns[key->columns[i]].kind, target->columns[column].kind))
            accord_site_refuse(reading, site, "a reference to another type", "the type of column %s of table %s",
                               key->targets[i], target->schema.name);
    }
}

static void check_declared(struct accord_package *package, struct accord_reading *reading,
                           const struct accord_site *schema, struct accord_table *table, size_t index)
{
    struct accord_foreign_key *key = &table->schema.foreign[index];
    size_t declared = (size_t)table->foreign_declared[index];
    struct accord_site keys = accord_site_member(schema, "foreignKeys");
    const cJSON *value = cJSON_GetArrayItem(keys.value, table->foreign_declared[index]);
    struct accord_site site = accord_site_element(&keys, declared, value);
    struct accord_site reference = accord_site_member(&site, "reference");
    struct accord_site resource = accord_site_member(&reference, "resource");
    struct accord_site fields = accord_site_member(&reference, "fields");
    struct accord_table *target = find_table(package, key->table);
    if (target == NULL && strcmp(key->table, "self") == 0) {
        key->table = table->schema.name;
        target = table;
    }
    if (target == NULL)
        accord_site_refuse(reading, &resource, NULL, "%s", nearest_table(package, key->table));
    else
        check_targets(reading, &fields, table, key, target);
}

static void check_table(struct accord_package *package, struct accord_reading *reading,
                        const struct accord_site *resource, struct accord_table *table)
{
    struct accord_site schema = accord_site_member(resource, "schema");
    if (table->schema_document != NULL) schema = accord_site_root(table->schema_document);
    for (size_t i = 0; i < table->schema.foreign_count; i++) {
        const struct accord_foreign_key *key = &table->schema.foreign[i];
        if (table->foreign_declared[i] >= 0)
            check_declared(package, reading, &schema, table, i);
        else if (find_table(package, key->table) == NULL)
            accord_site_refuse(reading, resource, "a table that refers to another",
                               "a resource named %s, since column %s of %s refers to it", key->table,
                               table->columns[key->columns[0]].name, table->schema.name);
    }
}

void accord_references_check(struct accord_package *package, struct accord_reading *reading)
{
    struct accord_site root = accord_site_root(&package->descriptor);
    struct accord_site resources = accord_site_member(&root, "resources");
    const cJSON *value = resources.value->child;
    for (size_t i = 0; i < package->table_count; i++, value = value->next) {
        struct accord_site resource = accord_site_element(&resources, i, value);
        if (package->tables[i].schema.name != NULL) check_table(package, reading, &resource, &package->tables[i]);
    }
}

/* ---- accord:complete ---- */

static void read_where_column(struct accord_reading *reading, const struct accord_site *site,
                              const struct accord_schema *schema, struct accord_complete *complete)
{
    int column = accord_schema_find(schema, site->name, strlen(site->name));
    const char *names[ACCORD_COLUMNS_MAX];
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    if (column == ACCORD_NO_COLUMN) {
        const char *near = accord_text_nearest(site->name, names, schema->column_count);
        accord_site_refuse(reading, site, "an unknown column", "%s", near != NULL ? near : "a column of the table");
        return;
    }
    if (schema->columns[column].personal) {
        accord_site_refuse(reading, site, "a personal column", "a column that may be shown");
        return;
    }
    if (complete->where_count == ACCORD_KEY_COLUMNS_MAX) {
        accord_site_refuse(reading, site, "a column too many", "at most %d", ACCORD_KEY_COLUMNS_MAX);
        return;
    }
    size_t count = 0;
    const char *const *values = accord_site_texts(reading, site, false, &count);
    if (values != NULL && count == 0) accord_site_refuse(reading, site, "an empty array", "at least one value");
    complete->where_columns[complete->where_count] = column;
    complete->where_values[complete->where_count] = values;
    complete->where_value_counts[complete->where_count++] = count;
}

/* A date of any precision; false with a problem. */
static bool read_date(struct accord_reading *reading, const struct accord_site *site, struct accord_date *date)
{
    const char *why = NULL;
    const char *text = accord_site_text(reading, site);
    if (text == NULL) return false;
    if (accord_date_parse(text, strlen(text), date, &why)) return true;
    accord_site_refuse(reading, site, NULL, "a date as YYYY, YYYY-MM or YYYY-MM-DD (%s)", why);
    return false;
}

static void read_complete(struct accord_reading *reading, const struct accord_site *site,
                          const struct accord_schema *schema, struct accord_complete *complete)
{
    static const struct accord_member members[] = {{"where", ACCORD_MEMBER_KNOWN, NULL},
                                                   {"since", ACCORD_MEMBER_KNOWN, NULL},
                                                   {"until", ACCORD_MEMBER_KNOWN, NULL}};
    struct accord_site where = accord_site_member(site, "where");
    struct accord_site since = accord_site_member(site, "since");
    struct accord_site until = accord_site_member(site, "until");
    struct accord_date first = {0, 0}, last = {0, INT32_MAX};
    if (!accord_site_object(reading, site, members, COUNT(members), true)) return;
    if (since.value == NULL) accord_site_refuse(reading, &since, NULL, "the date since when it is complete");
    bool dated = read_date(reading, &since, &first) && (until.value == NULL || read_date(reading, &until, &last));
    if (dated && last.last < first.first) accord_site_refuse(reading, &until, NULL, "a date that is not before since");
    complete->since = first.first;
    complete->until = last.last;
    if (where.value == NULL || !accord_site_object(reading, &where, NULL, 0, false)) return;
    for (const cJSON *value = where.value->child; value != NULL; value = value->next) {
        struct accord_site column = {where.document, &where, value->string, 0, value};
        read_where_column(reading, &column, schema, complete);
    }
}

void accord_complete_read(struct accord_reading *reading, const struct accord_site *site, struct accord_schema *schema)
{
    if (!accord_site_array(reading, site, "an array of declarations")) return;
    size_t count = (size_t)cJSON_GetArraySize(site->value);
    schema->complete = accord_arena_zero(reading->arena, count + 1, sizeof *schema->complete);
    if (!accord_reading_has(reading, schema->complete)) return;
    schema->complete_count = count;
    const cJSON *value = site->value->child;
    for (size_t i = 0; i < count; i++, value = value->next) {
        struct accord_site element = accord_site_element(site, i, value);
        read_complete(reading, &element, schema, &schema->complete[i]);
    }
}
