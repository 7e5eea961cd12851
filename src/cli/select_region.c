/* Actors by region, as of a day. */
#include "cli/select_region.h"

#include "base/error.h"
#include "base/map.h"
#include "base/memory.h"
#include "engine/filter.h"
#include "store/dataset.h"

#include <string.h>

enum { NAME_MAX_BYTES = 4096 };

/* The regions on record, and those that are asked for. */
struct regions {
    const struct accord_schema *schema;
    int scheme, region; /* columns */
    int32_t day;
    struct accord_map names; /* "SCHEME/REGION" in order of finding: its number */
    bool *chosen;            /* one a name */
    bool *in;                /* one an actor: in a chosen one, surely or possibly */
};

static const char *name_at(const struct regions *regions, size_t number)
{
    return regions->names.entries[number].key;
}

/* The region without its scheme. */
static const char *alone(const char *name)
{
    return strchr(name, '/') + 1;
}

/* The number of the row's region; SIZE_MAX for a row that names none that could be asked for. */
static enum accord_status number_of(struct regions *regions, const struct accord_cell *cells, size_t *number,
                                    struct accord_error *err)
{
    const struct accord_cell *scheme = &cells[regions->scheme], *region = &cells[regions->region];
    char name[NAME_MAX_BYTES];
    int64_t known = (int64_t)regions->names.count;
    bool added;
    *number = SIZE_MAX;
    if (scheme->kind != ACCORD_CELL_TEXT || region->kind != ACCORD_CELL_TEXT) return ACCORD_OK;
    size_t length = (size_t)scheme->length + 1 + region->length;
    if (length >= sizeof name) return ACCORD_OK;
    memcpy(name, scheme->as.text, scheme->length);
    name[scheme->length] = '/';
    memcpy(name + scheme->length + 1, region->as.text, region->length);
    if (!accord_map_get(&regions->names, name, length, &known) &&
        !accord_map_put(&regions->names, name, length, known, &added))
        return accord_error_memory(err);
    *number = (size_t)known;
    return ACCORD_OK;
}

static enum accord_status note_region(void *host, uint32_t rank, const struct accord_stored_row *row,
                                      struct accord_error *err)
{
    size_t number;
    (void)rank;
    return number_of(host, row->cells, &number, err);
}

/* A row that may be valid is no reason to leave an actor out. */
static enum accord_status note_member(void *host, uint32_t rank, const struct accord_stored_row *row,
                                      struct accord_error *err)
{
    struct regions *regions = host;
    size_t number;
    enum accord_status status = number_of(regions, row->cells, &number, err);
    if (status != ACCORD_OK || number == SIZE_MAX || rank == 0 || !regions->chosen[number]) return status;
    enum accord_match match = accord_match_and(accord_row_there(regions->schema, row->cells, regions->day),
                                               accord_row_valid(regions->schema, row->cells, regions->day));
    if (match != ACCORD_MATCH_NO) regions->in[rank - 1] = true;
    return ACCORD_OK;
}

/* Whoever leaves the scheme out may mean a region, whoever does not, all of the name. */
static enum accord_status unknown(const struct regions *regions, const char *asked, struct accord_error *err)
{
    size_t count = regions->names.count;
    const char **names = accord_alloc_zero(2 * count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        names[i] = name_at(regions, i);
        names[count + i] = alone(names[i]);
    }
    bool slip = accord_text_nearest(asked, names, 2 * count) != NULL;
    enum accord_status status = accord_unknown_name(err, "region", asked, names, slip ? 2 * count : count);
    accord_free(names);
    return status;
}

static enum accord_status choose(struct regions *regions, const char *asked, struct accord_error *err)
{
    size_t found = SIZE_MAX;
    int64_t known = 0;
    if (accord_map_get(&regions->names, asked, strlen(asked), &known)) {
        regions->chosen[known] = true;
        return ACCORD_OK;
    }
    for (size_t i = 0; i < regions->names.count; i++) {
        if (strcmp(alone(name_at(regions, i)), asked) != 0) continue;
        if (found != SIZE_MAX)
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "--region %s: several schemes have it, expected one of them: %s or %s", asked,
                                    name_at(regions, found), name_at(regions, i));
        found = i;
    }
    if (found == SIZE_MAX) return unknown(regions, asked, err);
    regions->chosen[found] = true;
    return ACCORD_OK;
}

static enum accord_status find_members(struct regions *regions, const struct accord_names *asked, int table,
                                       struct accord_dataset *dataset, struct accord_error *err)
{
    struct accord_reader *reader = NULL;
    enum accord_status status = accord_reader_open(accord_dataset_store(dataset), &reader, err);
    if (status == ACCORD_OK) status = accord_reader_scan(reader, table, note_region, regions, err);
    if (status == ACCORD_OK) {
        regions->chosen = accord_alloc_zero(regions->names.count + 1, sizeof *regions->chosen);
        regions->in = accord_alloc_zero(accord_dataset_actor_count(dataset) + 1, sizeof *regions->in);
        if (!regions->chosen || !regions->in) status = accord_error_memory(err);
    }
    for (size_t i = 0; i < asked->count && status == ACCORD_OK; i++)
        status = choose(regions, asked->items[i], err);
    if (status == ACCORD_OK) status = accord_reader_scan(reader, table, note_member, regions, err);
    accord_reader_close(reader);
    return status;
}

enum accord_status accord_select_regions(const struct accord_names *asked, struct accord_date day,
                                         struct accord_dataset *dataset, bool *actors, struct accord_error *err)
{
    static const char name[] = "regions";
    const struct accord_store *store = accord_dataset_store_of(dataset);
    struct regions regions = {.day = day.first};
    if (asked->count == 0) return ACCORD_OK;
    int table = accord_store_table(store, name, sizeof name - 1);
    if (table < 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--region %s: the dataset has no table \"%s\"", asked->items[0],
                                name);
    regions.schema = accord_store_schema(store, table);
    regions.scheme = accord_schema_find(regions.schema, "scheme", strlen("scheme"));
    regions.region = accord_schema_find(regions.schema, "region", strlen("region"));
    accord_map_init(&regions.names);
    enum accord_status status = find_members(&regions, asked, table, dataset, err);
    for (size_t i = 0; i < accord_dataset_actor_count(dataset) && status == ACCORD_OK; i++)
        actors[i] = actors[i] && regions.in[i];
    accord_map_clear(&regions.names);
    accord_free(regions.chosen);
    accord_free(regions.in);
    return status;
}
