/* Files and lines of rows, written and read. */
#include "runs/kept_places.h"

#include "base/error.h"
#include "base/wire.h"
#include "store/dataset.h"
#include "store/run_documents.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_MAX = 512 * 1024 * 1024 };

/* ---- writing ---- */

struct writing {
    struct accord_dataset *dataset;
    struct accord_rows *rows;
    struct accord_text text;
    int64_t last[ACCORD_TABLES_MAX]; /* the line that was told last, of each table */
};

static enum accord_status write_table(struct writing *writing, int table, bool global, struct accord_error *err)
{
    const struct accord_row_list *list = accord_rows_list(writing->rows, table, global);
    const struct accord_error *why = &writing->rows->err;
    enum accord_status status = ACCORD_OK;
    if (!list) return accord_error_set(err, why->status, "%s", why->text);
    accord_wire_add_number(&writing->text, list->count);
    for (size_t i = 0; i < list->count && status == ACCORD_OK; i++) {
        uint32_t line = 0;
        int file = 0;
        status = accord_reader_places(writing->rows->reader, table, list->rows[i].id, &file, &line, NULL, err);
        if (status == ACCORD_OK && (file < 0 || (size_t)file >= accord_dataset_file_count(writing->dataset)))
            return accord_error_set(err, ACCORD_BAD_DATA, "%s: a row of a file number %d, expected one of %zu files",
                                    accord_dataset_name(writing->dataset), file,
                                    accord_dataset_file_count(writing->dataset));
        accord_wire_add_number(&writing->text, (uint64_t)file);
        accord_wire_add_signed(&writing->text, (int64_t)line - writing->last[table]);
        writing->last[table] = line;
    }
    return status;
}

static enum accord_status write_entry(struct writing *writing, const char *id, bool global, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    accord_wire_add_text(&writing->text, id);
    for (int i = 0; i < (int)accord_store_table_count(writing->rows->store) && status == ACCORD_OK; i++)
        status = write_table(writing, i, global, err);
    return status;
}

static enum accord_status write_all(struct writing *writing, const size_t *actors, size_t count,
                                    struct accord_error *err)
{
    size_t files = accord_dataset_file_count(writing->dataset);
    accord_wire_add_number(&writing->text, files);
    for (size_t i = 0; i < files; i++)
        accord_wire_add_text(&writing->text, accord_dataset_file(writing->dataset, i));
    accord_wire_add_number(&writing->text, accord_store_table_count(writing->rows->store));
    accord_wire_add_number(&writing->text, count + 1);
    enum accord_status status = write_entry(writing, "", true, err);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++) {
        size_t actor = actors ? actors[i] : i;
        accord_rows_enter(writing->rows, actor);
        status = write_entry(writing, accord_dataset_actor_id(writing->dataset, actor), false, err);
    }
    return status == ACCORD_OK && writing->text.failed ? accord_error_memory(err) : status;
}

enum accord_status accord_kept_places_stage(struct accord_run_file *file, struct accord_dataset *dataset,
                                            struct accord_rows *rows, const size_t *actors, size_t count,
                                            struct accord_error *err)
{
    struct writing writing = {.dataset = dataset, .rows = rows};
    if (count > ACCORD_PLACES_ACTORS) return ACCORD_OK;
    accord_text_init(&writing.text, PLACES_MAX);
    enum accord_status status = write_all(&writing, actors, count, err);
    const struct accord_bytes content = {accord_text_str(&writing.text), writing.text.length};
    if (status == ACCORD_OK) status = accord_run_document_stage(file, ACCORD_DOCUMENT_PLACES, content, err);
    accord_text_clear(&writing.text);
    return status;
}

/* ---- reading ---- */

struct reading {
    struct accord_wire wire;
    struct accord_arena *arena;
    int64_t last[ACCORD_TABLES_MAX];
    struct accord_kept_place *places; /* of the entry at hand */
    size_t count;
    size_t room;
};

static bool make_room(struct reading *reading, size_t more)
{
    if (more <= reading->room - reading->count) return true;
    size_t room = 2 * reading->room + more + 64;
    struct accord_kept_place *grown = accord_realloc(reading->places, room, sizeof *grown);
    if (!grown) return false;
    reading->places = grown;
    reading->room = room;
    return true;
}

/* False: memory is short. */
static bool read_table(struct reading *reading, size_t table, size_t files)
{
    struct accord_wire *wire = &reading->wire;
    size_t count = accord_wire_take_count(wire, 2);
    if (!make_room(reading, count)) return false;
    for (size_t i = 0; i < count && !wire->failed; i++) {
        size_t file = accord_wire_take_below(wire, files);
        int64_t further = accord_wire_take_signed(wire), last = reading->last[table];
        if (further < -last || further > (int64_t)UINT32_MAX - last) wire->failed = true;
        if (wire->failed) break;
        reading->last[table] = last + further;
        reading->places[reading->count++] = (struct accord_kept_place){(uint32_t)file, (uint32_t)(last + further)};
    }
    return true;
}

static bool read_entry(struct reading *reading, const struct accord_kept_places *places,
                       struct accord_kept_places_of *entry)
{
    size_t *ends = accord_arena_zero(reading->arena, places->table_count + 1, sizeof *ends);
    bool good = ends != NULL;
    reading->count = 0;
    entry->id = accord_wire_take_name(&reading->wire);
    for (size_t i = 0; i < places->table_count && good; i++) {
        good = read_table(reading, i, places->file_count);
        ends[i] = reading->count;
    }
    size_t size = reading->count * sizeof *reading->places;
    struct accord_kept_place *copy = good ? accord_arena_alloc(reading->arena, size + 1) : NULL;
    if (!copy) return false;
    if (size > 0) memcpy(copy, reading->places, size);
    entry->places = copy;
    entry->ends = ends;
    return true;
}

static bool read_names(struct reading *reading, struct accord_kept_places *places)
{
    size_t count = accord_wire_take_count(&reading->wire, 2);
    const char **files = accord_arena_zero(reading->arena, count + 1, sizeof *files);
    for (size_t i = 0; i < count && files; i++)
        files[i] = accord_wire_take_name(&reading->wire);
    places->files = files;
    places->file_count = count;
    return files != NULL;
}

/* Ids ascend, or what is sought is not found. */
static bool read_entries(struct reading *reading, struct accord_kept_places *places)
{
    places->table_count = accord_wire_take_below(&reading->wire, ACCORD_TABLES_MAX + 1);
    size_t count = accord_wire_take_count(&reading->wire, 1 + places->table_count);
    struct accord_kept_places_of *actors = accord_arena_zero(reading->arena, count + 1, sizeof *actors);
    if (!actors) return false;
    for (size_t i = 0; i < count && !reading->wire.failed; i++) {
        if (!read_entry(reading, places, &actors[i])) return false;
        if (reading->wire.failed || (i > 0 && strcmp(actors[i - 1].id, actors[i].id) >= 0)) reading->wire.failed = true;
    }
    places->actors = actors;
    places->actor_count = count;
    return true;
}

bool accord_kept_places_read(struct accord_kept_places *places, struct accord_bytes bytes, struct accord_arena *arena,
                             bool *no_memory)
{
    struct reading reading = {.wire = accord_wire_of(bytes.at, bytes.length), .arena = arena};
    *places = (struct accord_kept_places){.files = NULL};
    *no_memory = !read_names(&reading, places) || !read_entries(&reading, places);
    accord_free(reading.places);
    return !*no_memory && accord_wire_done(&reading.wire);
}

static int compare_id(const void *id, const void *entry)
{
    return strcmp(id, ((const struct accord_kept_places_of *)entry)->id);
}

bool accord_kept_places_find(const struct accord_kept_places *places, const char *id, int table, uint32_t ordinal,
                             const char **file, unsigned *line)
{
    if (table < 0 || (size_t)table >= places->table_count || places->actor_count == 0) return false;
    const struct accord_kept_places_of *entry =
        bsearch(id, places->actors, places->actor_count, sizeof *places->actors, compare_id);
    if (!entry) return false;
    size_t first = table == 0 ? 0 : entry->ends[table - 1];
    if (ordinal >= entry->ends[table] - first) return false;
    const struct accord_kept_place *place = &entry->places[first + ordinal];
    *file = places->files[place->file];
    *line = place->line;
    return true;
}
