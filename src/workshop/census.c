/* Taking a census: one pass over every table, then what is said of it all. */
#include "workshop/census_parts.h"

#include "base/error.h"
#include "base/memory.h"
#include "engine/filter.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 4096, FIRST_CAPACITY = 64 };

static const struct accord_census_period no_days = {INT32_MAX, INT32_MIN};

/* Which codes are counted, and the table that lists them. */
static const struct {
    const char *column;
    const char *listed_in;
} code_sets[ACCORD_CENSUS_CODE_SETS] = {{"treaty", "treaties"}, {"role", NULL}, {"source", "sources"}};

/* One table at work. */
struct counting {
    struct accord_census *census;
    struct accord_reader *reader;
    struct accord_census_table *table;
    int number;                         /* of the table in the store */
    int codes[ACCORD_CENSUS_CODE_SETS]; /* the column of each set, or ACCORD_NO_COLUMN */
    struct accord_census_codes *lists;  /* the set whose codes this table lists, or NULL */
    int kind;                           /* of `actors`: the column, or ACCORD_NO_COLUMN */
    int scheme, region;                 /* of `regions` */
};

/* ---- one row ---- */

static void widen(struct accord_census_period *period, const struct accord_date *date)
{
    if (date->first < period->first) period->first = date->first;
    if (date->last > period->last) period->last = date->last;
}

static void note_columns(struct counting *counting, const struct accord_cell *cells)
{
    struct accord_census_table *table = counting->table;
    for (size_t i = 0; i < table->schema->column_count; i++) {
        struct accord_census_column *column = &table->columns[i];
        if (cells[i].kind == ACCORD_CELL_MISSING) column->missing++;
        if (cells[i].kind != ACCORD_CELL_DATE || table->schema->columns[i].personal) continue;
        widen(&column->period, &cells[i].as.date);
        widen(&table->period, &cells[i].as.date);
    }
}

static enum accord_status count_code(struct accord_census_codes *codes, const struct accord_cell *cell, bool lists,
                                     struct accord_error *err)
{
    if (cell->kind != ACCORD_CELL_TEXT) return ACCORD_OK;
    struct accord_census_code *code = accord_census_code(codes, cell->as.text, cell->length);
    if (code == NULL) return accord_error_memory(err);
    if (lists)
        code->listed = codes->has_list = true;
    else
        code->rows++;
    return ACCORD_OK;
}

static enum accord_status note_codes(struct counting *counting, const struct accord_cell *cells,
                                     struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS && status == ACCORD_OK; i++)
        if (counting->codes[i] != ACCORD_NO_COLUMN)
            status = count_code(&counting->census->codes[i], &cells[counting->codes[i]], false, err);
    if (status == ACCORD_OK && counting->lists) status = count_code(counting->lists, &cells[0], true, err);
    if (status == ACCORD_OK && counting->kind != ACCORD_NO_COLUMN)
        status = count_code(&counting->census->kinds, &cells[counting->kind], false, err);
    return status;
}

/* "SCHEME/REGION", new where it was not there; NULL where there is no room. */
static struct accord_census_region *find_region(struct accord_census *census, const struct accord_cell *scheme,
                                                const struct accord_cell *region, struct accord_error *err)
{
    struct accord_text name;
    int64_t at = (int64_t)census->region_count;
    bool added = true;
    accord_text_init(&name, NAME_MAX_BYTES);
    accord_text_add(&name, scheme->as.text, scheme->length);
    accord_text_add_char(&name, '/');
    accord_text_add(&name, region->as.text, region->length);
    bool known = !name.failed && accord_map_get(&census->region_names, name.bytes, name.length, &at);
    bool good = !name.failed && (known || accord_map_put(&census->region_names, name.bytes, name.length, at, &added));
    accord_text_clear(&name);
    if (good && census->region_count == census->region_capacity) {
        size_t capacity = 2 * census->region_capacity + FIRST_CAPACITY;
        struct accord_census_region *regions = accord_realloc(census->regions, capacity, sizeof *regions);
        good = regions != NULL;
        if (good) census->regions = regions;
        if (good) census->region_capacity = capacity;
    }
    if (!good) {
        (void)accord_error_memory(err);
        return NULL;
    }
    if (!known)
        census->regions[census->region_count++] =
            (struct accord_census_region){.name = census->region_names.entries[at].key};
    return &census->regions[at];
}

/* An actor counts once a region, surely where one of its rows is sure. Ranks ascend. */
static enum accord_status note_region(struct counting *counting, uint32_t rank, const struct accord_cell *cells,
                                      struct accord_error *err)
{
    const struct accord_schema *schema = counting->table->schema;
    const struct accord_cell *scheme = &cells[counting->scheme], *name = &cells[counting->region];
    int32_t day = counting->census->as_of.first;
    if (rank == 0 || scheme->kind != ACCORD_CELL_TEXT || name->kind != ACCORD_CELL_TEXT) return ACCORD_OK;
    if ((size_t)scheme->length + name->length + 2 > NAME_MAX_BYTES) return ACCORD_OK; /* nothing that is a region */
    struct accord_census_region *region = find_region(counting->census, scheme, name, err);
    if (region == NULL) return err->status;
    enum accord_match match =
        accord_match_and(accord_row_there(schema, cells, day), accord_row_valid(schema, cells, day));
    bool sure = match == ACCORD_MATCH_YES, again = region->rank == rank;
    if (match == ACCORD_MATCH_NO || (again && (region->sure || !sure))) return ACCORD_OK;
    if (again) region->perhaps--;
    region->surely += sure;
    region->perhaps += !sure;
    region->rank = rank;
    region->sure = sure;
    return ACCORD_OK;
}

static enum accord_status count_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                    struct accord_error *err)
{
    struct counting *counting = host;
    int file = -1;
    uint32_t line = 0;
    counting->table->rows++;
    note_columns(counting, row->cells);
    enum accord_status status = note_codes(counting, row->cells, err);
    if (status == ACCORD_OK && counting->region != ACCORD_NO_COLUMN)
        status = note_region(counting, rank, row->cells, err);
    if (status == ACCORD_OK)
        status = accord_reader_places(counting->reader, counting->number, row->id, &file, &line, NULL, err);
    if (status == ACCORD_OK && file >= 0 && (size_t)file < counting->census->file_count)
        counting->census->files[file].rows++;
    return status;
}

/* ---- one table ---- */

static int column_of(const struct accord_schema *schema, const char *name)
{
    int column = accord_schema_find(schema, name, strlen(name));
    return column != ACCORD_NO_COLUMN && schema->columns[column].personal ? ACCORD_NO_COLUMN : column;
}

static void begin_table(struct counting *counting, const struct accord_schema *schema)
{
    struct accord_census *census = counting->census;
    bool regions = strcmp(schema->name, "regions") == 0, actors = strcmp(schema->name, "actors") == 0;
    counting->kind = actors ? column_of(schema, "kind") : ACCORD_NO_COLUMN;
    counting->scheme = regions ? column_of(schema, "scheme") : ACCORD_NO_COLUMN;
    counting->region = regions ? column_of(schema, "region") : ACCORD_NO_COLUMN;
    counting->lists = NULL;
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++) {
        bool lists = code_sets[i].listed_in != NULL && strcmp(code_sets[i].listed_in, schema->name) == 0;
        counting->codes[i] = column_of(schema, code_sets[i].column);
        if (lists) counting->lists = &census->codes[i];
    }
}

static enum accord_status count_table(struct counting *counting, struct accord_census_table *table,
                                      struct accord_error *err)
{
    size_t columns = table->schema->column_count;
    counting->table = table;
    begin_table(counting, table->schema);
    table->period = no_days;
    table->columns = accord_arena_zero(&counting->census->arena, columns, sizeof *table->columns);
    if (table->columns == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < columns; i++)
        table->columns[i].period = no_days;
    enum accord_status status = accord_reader_scan(counting->reader, counting->number, count_row, counting, err);
    counting->census->rows += table->rows;
    return status;
}

/* ---- the whole ---- */

static int compare_tables(const void *a, const void *b)
{
    const struct accord_census_table *one = a, *other = b;
    return strcmp(one->schema->name, other->schema->name);
}

static int compare_regions(const void *a, const void *b)
{
    const struct accord_census_region *one = a, *other = b;
    return strcmp(one->name, other->name);
}

static enum accord_status begin(struct accord_census *census, struct accord_error *err)
{
    const struct accord_store *store = accord_dataset_store_of(census->dataset);
    census->table_count = accord_store_table_count(store);
    census->file_count = accord_dataset_file_count(census->dataset);
    census->tables = accord_arena_zero(&census->arena, census->table_count + 1, sizeof *census->tables);
    census->files = accord_arena_zero(&census->arena, census->file_count + 1, sizeof *census->files);
    if (census->tables == NULL || census->files == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < census->table_count; i++)
        census->tables[i].schema = accord_store_schema(store, (int)i);
    for (size_t i = 0; i < census->file_count; i++)
        census->files[i].name = accord_dataset_file(census->dataset, i);
    census->kinds.column = "kind";
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++) {
        census->codes[i].column = code_sets[i].column;
        census->codes[i].listed_in = code_sets[i].listed_in;
    }
    return ACCORD_OK;
}

static void settle(struct accord_census *census)
{
    accord_census_codes_settle(&census->kinds);
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++)
        accord_census_codes_settle(&census->codes[i]);
    if (census->table_count > 0) qsort(census->tables, census->table_count, sizeof *census->tables, compare_tables);
    if (census->region_count > 0)
        qsort(census->regions, census->region_count, sizeof *census->regions, compare_regions);
}

enum accord_status accord_census_take(struct accord_dataset *dataset, const struct accord_problems *warnings,
                                      struct accord_date as_of, struct accord_census **census, struct accord_error *err)
{
    struct accord_census *taken = accord_alloc_zero(1, sizeof *taken);
    struct counting counting = {.census = taken};
    *census = taken;
    if (taken == NULL) return accord_error_memory(err);
    taken->dataset = dataset;
    taken->warnings = warnings;
    taken->as_of = as_of;
    enum accord_status status = begin(taken, err);
    if (status == ACCORD_OK) status = accord_reader_open(accord_dataset_store(dataset), &counting.reader, err);
    for (size_t i = 0; i < taken->table_count && status == ACCORD_OK; i++) {
        counting.number = (int)i;
        status = count_table(&counting, &taken->tables[i], err);
    }
    if (status == ACCORD_OK) status = accord_census_find_rivals(taken, counting.reader, err);
    if (status == ACCORD_OK) settle(taken);
    accord_reader_close(counting.reader);
    return status;
}

void accord_census_free(struct accord_census *census)
{
    if (census == NULL) return;
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++)
        accord_census_codes_clear(&census->codes[i]);
    accord_census_codes_clear(&census->kinds);
    accord_map_clear(&census->region_names);
    accord_free(census->regions);
    accord_free(census->conflicts);
    accord_arena_clear(&census->arena);
    accord_free(census);
}

static enum accord_status count_only(void *host, uint32_t rank, const struct accord_stored_row *row,
                                     struct accord_error *err)
{
    size_t *rows = host;
    (void)rank;
    (void)row;
    (void)err;
    ++*rows;
    return ACCORD_OK;
}

enum accord_status accord_census_count(struct accord_dataset *dataset, size_t *rows, size_t *tables,
                                       struct accord_error *err)
{
    struct accord_reader *reader = NULL;
    *rows = 0;
    *tables = accord_store_table_count(accord_dataset_store_of(dataset));
    enum accord_status status = accord_reader_open(accord_dataset_store(dataset), &reader, err);
    for (size_t i = 0; i < *tables && status == ACCORD_OK; i++)
        status = accord_reader_scan(reader, (int)i, count_only, rows, err);
    accord_reader_close(reader);
    return status;
}

const struct accord_census_format accord_census_formats[ACCORD_CENSUS_FORMATS] = {
    {"text", accord_census_write_text},
    {"json", accord_census_write_json},
};
