/* Reading a mapping file: members by table, every problem with its place. */
#include "import/mapping.h"

#include "base/error.h"
#include "import/mapping_parts.h"
#include "ingest/json_value.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
        name, ACCORD_MEMBER_KNOWN, NULL                                                                                \
    }

enum { VERSION = 1 };

struct accord_mapping {
    struct accord_arena arena;
    struct accord_document document;
    struct accord_csv_dialect dialect;
    struct accord_mapped_source *sources;
    size_t source_count;
    struct accord_mapped_column *claimed[ACCORD_MAPPED_TABLES_MAX]; /* columns that say the source of memberships */
    size_t claimed_count;
    struct accord_mapped_table *tables;
    size_t table_count;
    const char *const *missing;
    size_t missing_count;
    const char *const *unused;
    size_t unused_count;
    const char *const *former;
    size_t former_count;
};

static const struct accord_member mapping_members[] = {
    KNOWN("accord:mapping"), KNOWN("sources"), KNOWN("delimiter"), KNOWN("missing"),
    KNOWN("unused"),         KNOWN("former"),  KNOWN("tables"),
};

static const struct accord_member source_members[] = {KNOWN("id"), KNOWN("title"), KNOWN("licence"),
                                                      KNOWN("retrieved")};

static const struct accord_member table_members[] = {KNOWN("table"), KNOWN("when"), KNOWN("unless"), KNOWN("columns")};

void accord_mapping_refuse_name(struct accord_reading *reading, const struct accord_site *site, const char *name,
                                const char *const *names, size_t count, const char *otherwise)
{
    const char *near = accord_text_nearest(name, names, count);
    accord_site_refuse(reading, site, NULL, "%s", near != NULL ? near : otherwise);
}

/* ---- sources ---- */

/* The text of a member that must be there and not empty. */
static const char *needed_text(struct accord_reading *reading, const struct accord_site *parent, const char *name)
{
    struct accord_site site = accord_site_member(parent, name);
    const char *text = accord_site_text(reading, &site);
    bool blank = site.value == NULL || (text != NULL && text[0] == '\0');
    if (blank) accord_site_refuse(reading, &site, NULL, "a text");
    return blank ? NULL : text;
}

static const char *optional_date(struct accord_reading *reading, const struct accord_site *parent, const char *name)
{
    struct accord_site site = accord_site_member(parent, name);
    struct accord_date date;
    const char *why = NULL, *text = accord_site_text(reading, &site);
    if (text == NULL || accord_date_parse(text, strlen(text), &date, &why)) return text;
    accord_site_refuse(reading, &site, NULL, "a date as YYYY, YYYY-MM or YYYY-MM-DD");
    return NULL;
}

static void read_source(struct accord_mapping *mapping, struct accord_reading *reading, const struct accord_site *site)
{
    struct accord_mapped_source *source = &mapping->sources[mapping->source_count];
    if (!accord_site_object(reading, site, source_members, COUNT(source_members), true)) return;
    struct accord_site licence = accord_site_member(site, "licence"), id = accord_site_member(site, "id");
    source->id = needed_text(reading, site, "id");
    source->title = needed_text(reading, site, "title");
    source->licence = accord_site_text(reading, &licence);
    source->retrieved = optional_date(reading, site, "retrieved");
    if (source->id == NULL) return;
    for (size_t i = 0; i < mapping->source_count; i++)
        if (strcmp(mapping->sources[i].id, source->id) == 0)
            accord_site_refuse(reading, &id, "a source again", "each source once");
    mapping->source_count++;
}

/* The elements of an array that must hold one at least and `max` at most; *count 0 with a problem. */
static void expect_elements(struct accord_reading *reading, const struct accord_site *array, const char *what,
                            size_t max, size_t *count)
{
    *count = 0;
    if (array->value == NULL) accord_site_refuse(reading, array, NULL, "an array of %s", what);
    if (!accord_site_array(reading, array, "an array")) return;
    *count = accord_json_size(array->value);
    if (*count > 0 && *count <= max) return;
    accord_site_refuse(reading, array, *count == 0 ? "an empty array" : "too many", "1 to %zu %s", max, what);
    *count = 0;
}

static void read_sources(struct accord_mapping *mapping, struct accord_reading *reading, const struct accord_site *root)
{
    struct accord_site sources = accord_site_member(root, "sources");
    size_t count = 0, index = 0;
    expect_elements(reading, &sources, "sources", ACCORD_MAPPED_TABLES_MAX, &count);
    mapping->sources = accord_arena_zero(reading->arena, count + 1, sizeof *mapping->sources);
    if (count == 0 || !accord_reading_has(reading, mapping->sources)) return;
    for (const struct cJSON *value = accord_json_first(sources.value); value != NULL; index++) {
        struct accord_site source = accord_site_element(&sources, index, value);
        read_source(mapping, reading, &source);
        value = accord_json_following(value);
    }
}

/* ---- tables ---- */

/* What one of "when" and "unless" says, added behind the `*count` tests that there are. */
static void read_tests(struct accord_reading *reading, const struct accord_site *table, const char *member,
                       struct accord_mapped_test *tests, size_t *count)
{
    struct accord_site site = accord_site_member(table, member);
    if (site.value == NULL) return;
    if (!accord_json_is_object(site.value)) {
        accord_site_refuse(reading, &site, NULL, "an object of columns and texts");
        return;
    }
    for (const struct cJSON *value = accord_json_first(site.value); value != NULL;
         value = accord_json_following(value)) {
        struct accord_site column = accord_site_member(&site, accord_json_name(value));
        struct accord_mapped_test *test = &tests[(*count)++];
        test->column = accord_json_name(value);
        test->unless = strcmp(member, "unless") == 0;
        test->texts = accord_site_texts(reading, &column, true, &test->text_count);
        if (test->texts != NULL && test->text_count == 0)
            accord_site_refuse(reading, &column, "an array without a text", "one text or more: no cell is among none");
    }
}

/* A source that rows of memberships name must be one of those declared. */
static void check_source(struct accord_mapping *mapping, struct accord_reading *reading,
                         const struct accord_site *columns, struct accord_mapped_column *column)
{
    mapping->claimed[mapping->claimed_count++] = column;
    struct accord_site spec = accord_site_member(columns, "source"), value = accord_site_member(&spec, "value");
    if (column->from || column->piece_count != 1 || column->pieces[0].column) return;
    for (size_t i = 0; i < mapping->source_count; i++)
        if (strcmp(mapping->sources[i].id, column->pieces[0].text) == 0) return;
    accord_site_refuse(reading, &value, NULL, "the id of one of the sources");
}

static void check_required(struct accord_reading *reading, const struct accord_site *columns,
                           const struct accord_mapped_table *table)
{
    for (size_t i = 0; i < table->schema->column_count; i++) {
        const char *name = table->schema->columns[i].name;
        struct accord_site site = accord_site_member(columns, name);
        if (table->schema->columns[i].required && site.value == NULL)
            accord_site_refuse(reading, &site, NULL, "this column of table %s, which is required", table->schema->name);
    }
}

static void read_columns(struct accord_mapping *mapping, struct accord_reading *reading, const struct accord_site *site,
                         struct accord_mapped_table *table)
{
    struct accord_site columns = accord_site_member(site, "columns");
    if (!accord_json_is_object(columns.value)) {
        accord_site_refuse(reading, &columns, NULL, "an object of the table's columns");
        return;
    }
    size_t count = accord_json_size(columns.value);
    struct accord_mapped_column *made = accord_arena_zero(reading->arena, count + 1, sizeof *made);
    if (!accord_reading_has(reading, made)) return;
    for (const struct cJSON *value = accord_json_first(columns.value); value != NULL;
         value = accord_json_following(value)) {
        struct accord_site column = accord_site_member(&columns, accord_json_name(value));
        struct accord_mapped_column *next = &made[table->column_count];
        if (!accord_mapping_read_column(reading, &column, table->schema, next)) continue;
        table->column_count++;
        if (strcmp(table->schema->name, "memberships") == 0 && strcmp(column.name, "source") == 0)
            check_source(mapping, reading, &columns, next);
    }
    table->columns = made;
    check_required(reading, &columns, table);
}

static const struct accord_schema *schema_of(struct accord_reading *reading, const struct accord_site *table)
{
    struct accord_site site = accord_site_member(table, "table");
    const char *names[ACCORD_TABLES_MAX], *name = accord_site_text(reading, &site);
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    if (site.value == NULL) accord_site_refuse(reading, &site, NULL, "the name of a core table");
    if (name == NULL) return NULL;
    const struct accord_schema *schema = accord_core_schema(name);
    for (size_t i = 0; i < count; i++)
        names[i] = schemas[i]->name;
    if (schema == NULL) accord_mapping_refuse_name(reading, &site, name, names, count, "the name of a core table");
    return schema;
}

static void read_table(struct accord_mapping *mapping, struct accord_reading *reading, const struct accord_site *site)
{
    struct accord_mapped_table *table = &mapping->tables[mapping->table_count++];
    if (!accord_site_object(reading, site, table_members, COUNT(table_members), true)) return;
    table->schema = schema_of(reading, site);
    struct accord_site when = accord_site_member(site, "when"), unless = accord_site_member(site, "unless");
    size_t count = accord_json_size(when.value) + accord_json_size(unless.value);
    struct accord_mapped_test *tests = accord_arena_zero(reading->arena, count + 1, sizeof *tests);
    if (!accord_reading_has(reading, tests)) return;
    table->tests = tests;
    read_tests(reading, site, "when", tests, &table->test_count);
    read_tests(reading, site, "unless", tests, &table->test_count);
    if (table->schema != NULL) read_columns(mapping, reading, site, table);
}

static void read_tables(struct accord_mapping *mapping, struct accord_reading *reading, const struct accord_site *root)
{
    struct accord_site tables = accord_site_member(root, "tables");
    size_t count = 0, index = 0;
    expect_elements(reading, &tables, "tables", ACCORD_MAPPED_TABLES_MAX, &count);
    mapping->tables = accord_arena_zero(reading->arena, count + 1, sizeof *mapping->tables);
    if (count == 0 || !accord_reading_has(reading, mapping->tables)) return;
    for (const struct cJSON *value = accord_json_first(tables.value); value != NULL; index++) {
        struct accord_site table = accord_site_element(&tables, index, value);
        read_table(mapping, reading, &table);
        value = accord_json_following(value);
    }
}

/* ---- the whole ---- */

static void read_version(struct accord_reading *reading, const struct accord_site *root)
{
    struct accord_site site = accord_site_member(root, "accord:mapping");
    uint32_t version = 0;
    if (site.value == NULL)
        accord_site_refuse(reading, &site, NULL, "the version of the mapping format, %d", VERSION);
    else if (accord_site_count(reading, &site, &version) && version != VERSION)
        accord_site_refuse(reading, &site, NULL, "%d, the version that this program reads", VERSION);
}

static void read_delimiter(struct accord_mapping *mapping, struct accord_reading *reading,
                           const struct accord_site *root)
{
    struct accord_site site = accord_site_member(root, "delimiter");
    const char *text = accord_site_text(reading, &site);
    mapping->dialect = (struct accord_csv_dialect){',', '"', true, true};
    if (text == NULL) return;
    if (strlen(text) == 1 && strchr(",;\t|", text[0]) != NULL)
        mapping->dialect.delimiter = text[0];
    else
        accord_site_refuse(reading, &site, NULL, "a comma, a semicolon, a tab or a bar");
}

static void read_mapping(struct accord_mapping *mapping, struct accord_reading *reading)
{
    struct accord_site root = accord_site_root(&mapping->document);
    if (!accord_site_object(reading, &root, mapping_members, COUNT(mapping_members), true)) return;
    struct accord_site missing = accord_site_member(&root, "missing"), unused = accord_site_member(&root, "unused"),
                       former = accord_site_member(&root, "former");
    read_version(reading, &root);
    read_sources(mapping, reading, &root);
    read_delimiter(mapping, reading, &root);
    mapping->missing = accord_site_texts(reading, &missing, false, &mapping->missing_count);
    mapping->unused = accord_site_texts(reading, &unused, false, &mapping->unused_count);
    mapping->former = accord_site_texts(reading, &former, false, &mapping->former_count);
    read_tables(mapping, reading, &root);
}

enum accord_status accord_mapping_open(const char *path, const char *file, struct accord_problems *problems,
                                       struct accord_mapping **mapping, struct accord_error *err)
{
    *mapping = NULL;
    struct accord_mapping *made = accord_alloc_zero(1, sizeof *made);
    if (made == NULL) return accord_error_memory(err);
    size_t before = accord_problems_count(problems);
    struct accord_reading reading = {&made->arena, problems, err, ACCORD_OK, NULL};
    accord_arena_init(&made->arena);
    if (accord_document_read(&reading, path, file, &made->document)) read_mapping(made, &reading);
    enum accord_status status = reading.status;
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the mapping cannot be read as it is written", file);
    if (status == ACCORD_OK)
        *mapping = made;
    else
        accord_mapping_close(made);
    return status;
}

enum accord_status accord_mapping_name_source(struct accord_mapping *mapping, const char *id, struct accord_error *err)
{
    struct accord_mapped_piece *piece = accord_arena_zero(&mapping->arena, 1, sizeof *piece);
    const char *copy = accord_arena_copy(&mapping->arena, id, strlen(id));
    if (piece == NULL || copy == NULL) return accord_error_memory(err);
    if (mapping->source_count != 1)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--source %s: the mapping lists %zu sources, expected one, which is called so", id,
                                mapping->source_count);
    *piece = (struct accord_mapped_piece){.text = copy};
    for (size_t i = 0; i < mapping->claimed_count; i++) {
        struct accord_mapped_column *column = mapping->claimed[i];
        if (column->from || column->piece_count != 1 || column->pieces[0].column)
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "--source %s: the mapping takes the source of memberships from the file, expected "
                                    "a mapping that says it",
                                    id);
        column->pieces = piece;
    }
    mapping->sources[0].id = copy;
    return ACCORD_OK;
}

void accord_mapping_close(struct accord_mapping *mapping)
{
    if (mapping == NULL) return;
    accord_document_clear(&mapping->document);
    accord_arena_clear(&mapping->arena);
    accord_free(mapping);
}

/* ---- questions ---- */

const struct accord_mapped_table *accord_mapping_tables(const struct accord_mapping *mapping, size_t *count)
{
    *count = mapping->table_count;
    return mapping->tables;
}

const struct accord_mapped_source *accord_mapping_sources(const struct accord_mapping *mapping, size_t *count)
{
    *count = mapping->source_count;
    return mapping->sources;
}

const char *const *accord_mapping_missing(const struct accord_mapping *mapping, size_t *count)
{
    *count = mapping->missing_count;
    return mapping->missing;
}

const char *const *accord_mapping_unused(const struct accord_mapping *mapping, size_t *count)
{
    *count = mapping->unused_count;
    return mapping->unused;
}

const char *const *accord_mapping_former(const struct accord_mapping *mapping, size_t *count)
{
    *count = mapping->former_count;
    return mapping->former;
}

bool accord_mapping_wants_former(const struct accord_mapping *mapping, const char *actor)
{
    for (size_t i = 0; i < mapping->former_count; i++)
        if (strcmp(mapping->former[i], actor) == 0) return true;
    return false;
}

struct accord_csv_dialect accord_mapping_dialect(const struct accord_mapping *mapping)
{
    return mapping->dialect;
}
