/* Records put in order in bounded memory: runs in memory, then in a file, then merged. */
#include "store/sorter.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/temporary.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    FIRST_ENTRIES = 256,
    FIRST_RUNS = 16,
    LEAST_BUFFER = 16 * 1024,
    MOST_BUFFER = 1024 * 1024,
    WRITE_BUFFER = 256 * 1024,
    RECORD_MAX = 1024 * 1024 * 1024
};

static const char default_folder[] = "/tmp";

/* How a record stands in memory and in the file: this, the key, the bytes. */
struct head {
    uint32_t key_length;
    uint32_t length;
};

/* A sorted piece of the file on its way back. */
struct run {
    uint64_t at;  /* in the file, of what was not read yet */
    uint64_t end; /* of the run */
    char *buffer;
    size_t capacity;
    size_t from; /* of the current record, in the buffer */
    size_t filled;
};

struct accord_sorter {
    char *folder;
    size_t memory;
    struct accord_arena arena; /* of the records in memory */
    char **entries;            /* to their heads */
    size_t count;
    size_t capacity;
    size_t bytes; /* of records in memory, with their entries */
    size_t at;    /* of entries that were read */
    int file;     /* or -1 */
    uint64_t written;
    struct run *runs;
    size_t run_count;
    size_t run_capacity;
    size_t *heap; /* numbers of runs, the one with the least record first */
    size_t heap_count;
    bool sorted;
    bool begun; /* the least run's record was handed out */
};

enum accord_status accord_sorter_new(const char *folder, size_t memory, struct accord_sorter **sorter,
                                     struct accord_error *err)
{
    struct accord_sorter *made = accord_alloc_zero(1, sizeof *made);

    *sorter = NULL;
    if (made == NULL) return accord_error_memory(err);
    if (folder == NULL) folder = default_folder;
    made->file = -1;
    made->memory = memory;
    accord_arena_init(&made->arena);
    made->folder = accord_copy_text(folder, strlen(folder));
    if (made->folder == NULL) {
        accord_sorter_free(made);
        return accord_error_memory(err);
    }
    *sorter = made;
    return ACCORD_OK;
}

void accord_sorter_free(struct accord_sorter *sorter)
{
    if (sorter == NULL) return;
    for (size_t i = 0; i < sorter->run_count; i++)
        accord_free(sorter->runs[i].buffer);
    if (sorter->file >= 0) (void)close(sorter->file);
    accord_free(sorter->runs);
    accord_free(sorter->heap);
    accord_free(sorter->entries);
    accord_free(sorter->folder);
    accord_arena_clear(&sorter->arena);
    accord_free(sorter);
}

bool accord_sorter_spilled(const struct accord_sorter *sorter)
{
    return sorter->file >= 0;
}

static enum accord_status failed(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "rows cannot be kept in the temporary folder: %s",
                            strerror(errno));
}

/* ---- records ---- */

static struct accord_sorter_record record_at(const char *head)
{
    struct head size;

    memcpy(&size, head, sizeof size);
    const char *key = head + sizeof size;
    return (struct accord_sorter_record){key, size.key_length, key + size.key_length, size.length};
}

static size_t bytes_of(const struct accord_sorter_record *record)
{
    return sizeof(struct head) + record->key_length + record->length;
}

static int compare(const struct accord_sorter_record *a, const struct accord_sorter_record *b)
{
    size_t shorter = a->key_length < b->key_length ? a->key_length : b->key_length;
    int order = memcmp(a->key, b->key, shorter);

    return order != 0 ? order : (a->key_length > b->key_length) - (a->key_length < b->key_length);
}

static int compare_entries(const void *a, const void *b)
{
    struct accord_sorter_record left = record_at(*(char *const *)a), right = record_at(*(char *const *)b);

    return compare(&left, &right);
}

static void sort_entries(struct accord_sorter *sorter)
{
    if (sorter->count > 1) qsort(sorter->entries, sorter->count, sizeof *sorter->entries, compare_entries);
}

/* ---- the file ---- */

/* The folder is there only to make the file in. */
static enum accord_status open_file(struct accord_sorter *sorter, struct accord_error *err)
{
    struct accord_temporary *temporary = NULL;
    enum accord_status status = ACCORD_OK;

    if (sorter->file >= 0) return ACCORD_OK;
    status = accord_temporary_new(sorter->folder, &temporary, err);
    if (status == ACCORD_OK) status = accord_temporary_scratch(temporary, &sorter->file, err);
    accord_temporary_remove(temporary);
    return status;
}

static enum accord_status write_bytes(struct accord_sorter *sorter, const char *bytes, size_t length,
                                      struct accord_error *err)
{
    while (length > 0) {
        ssize_t wrote = pwrite(sorter->file, bytes, length, (off_t)sorter->written);

        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return failed(err);
        sorter->written += (uint64_t)wrote;
        bytes += wrote;
        length -= (size_t)wrote;
    }
    return ACCORD_OK;
}

/* Writes the records in memory in their order, through a buffer. */
static enum accord_status write_entries(struct accord_sorter *sorter, struct accord_error *err)
{
    char *buffer = accord_alloc(WRITE_BUFFER);
    size_t filled = 0;
    enum accord_status status = buffer == NULL ? accord_error_memory(err) : ACCORD_OK;

    for (size_t i = 0; status == ACCORD_OK && i < sorter->count; i++) {
        struct accord_sorter_record record = record_at(sorter->entries[i]);
        size_t length = bytes_of(&record);

        if (filled + length > WRITE_BUFFER) {
            status = write_bytes(sorter, buffer, filled, err);
            filled = 0;
        }
        if (status == ACCORD_OK && length > WRITE_BUFFER) {
            status = write_bytes(sorter, sorter->entries[i], length, err);
        } else if (status == ACCORD_OK) {
            memcpy(buffer + filled, sorter->entries[i], length);
            filled += length;
        }
    }
    if (status == ACCORD_OK) status = write_bytes(sorter, buffer, filled, err);
    accord_free(buffer);
    return status;
}

static enum accord_status add_run(struct accord_sorter *sorter, struct accord_error *err)
{
    if (sorter->run_count == sorter->run_capacity) {
        size_t capacity = sorter->run_capacity == 0 ? FIRST_RUNS : 2 * sorter->run_capacity;
        struct run *grown = accord_realloc(sorter->runs, capacity, sizeof *grown);

        if (grown == NULL) return accord_error_memory(err);
        sorter->runs = grown;
        sorter->run_capacity = capacity;
    }
    sorter->runs[sorter->run_count++] = (struct run){.at = sorter->written};
    return ACCORD_OK;
}

/* The records in memory become a run of the file. */
static enum accord_status spill(struct accord_sorter *sorter, struct accord_error *err)
{
    enum accord_status status = open_file(sorter, err);

    if (status == ACCORD_OK) status = add_run(sorter, err);
    if (status != ACCORD_OK) return status;
    sort_entries(sorter);
    status = write_entries(sorter, err);
    sorter->runs[sorter->run_count - 1].end = sorter->written;
    accord_arena_reset(&sorter->arena);
    sorter->count = 0;
    sorter->bytes = 0;
    return status;
}

/* ---- adding ---- */

static bool has_room(struct accord_sorter *sorter)
{
    if (sorter->count < sorter->capacity) return true;
    size_t capacity = sorter->capacity == 0 ? FIRST_ENTRIES : 2 * sorter->capacity;
    char **grown = accord_realloc(sorter->entries, capacity, sizeof *grown);

    if (grown == NULL) return false;
    sorter->entries = grown;
    sorter->capacity = capacity;
    return true;
}

enum accord_status accord_sorter_add(struct accord_sorter *sorter, const struct accord_sorter_record *record,
                                     struct accord_error *err)
{
    size_t length = bytes_of(record);
    struct head size = {(uint32_t)record->key_length, (uint32_t)record->length};
    enum accord_status status = ACCORD_OK;

    assert(!sorter->sorted && record->key_length < RECORD_MAX && record->length < RECORD_MAX);
    if (sorter->count > 0 && sorter->bytes + length > sorter->memory) status = spill(sorter, err);
    if (status != ACCORD_OK) return status;
    char *head = has_room(sorter) ? accord_arena_alloc(&sorter->arena, length) : NULL;
    if (head == NULL) return accord_error_memory(err);
    memcpy(head, &size, sizeof size);
    memcpy(head + sizeof size, record->key, record->key_length);
    if (record->length > 0) memcpy(head + sizeof size + record->key_length, record->bytes, record->length);
    sorter->entries[sorter->count++] = head;
    sorter->bytes += length + sizeof *sorter->entries;
    return ACCORD_OK;
}

/* ---- merging ---- */

static struct accord_sorter_record current(const struct run *run)
{
    return record_at(run->buffer + run->from);
}

/* Reads on until `wanted` bytes from the current record on are in the buffer, as many more as it holds. */
static enum accord_status fill(const struct accord_sorter *sorter, struct run *run, size_t wanted,
                               struct accord_error *err)
{
    if (wanted > run->capacity) {
        char *grown = accord_realloc(run->buffer, wanted, 1);

        if (grown == NULL) return accord_error_memory(err);
        run->buffer = grown;
        run->capacity = wanted;
    }
    memmove(run->buffer, run->buffer + run->from, run->filled - run->from);
    run->filled -= run->from;
    run->from = 0;
    while (run->filled < run->capacity && run->at < run->end) {
        size_t room = run->capacity - run->filled;
        size_t left = run->end - run->at < room ? (size_t)(run->end - run->at) : room;
        ssize_t got = pread(sorter->file, run->buffer + run->filled, left, (off_t)run->at);

        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO; /* what was written is not there */
        if (got <= 0) return failed(err);
        run->filled += (size_t)got;
        run->at += (uint64_t)got;
    }
    assert(run->filled >= wanted);
    return ACCORD_OK;
}

/* Brings the record that begins at run->from into the buffer, whole; *found is false past the last. */
static enum accord_status load(const struct accord_sorter *sorter, struct run *run, bool *found,
                               struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    *found = run->filled > run->from || run->at < run->end;
    if (!*found) return ACCORD_OK;
    if (run->filled - run->from < sizeof(struct head)) status = fill(sorter, run, sizeof(struct head), err);
    if (status != ACCORD_OK) return status;
    struct accord_sorter_record record = current(run);
    size_t length = bytes_of(&record);
    return run->filled - run->from < length ? fill(sorter, run, length, err) : ACCORD_OK;
}

static bool goes_before(const struct accord_sorter *sorter, size_t a, size_t b)
{
    struct accord_sorter_record left = current(&sorter->runs[a]), right = current(&sorter->runs[b]);

    return compare(&left, &right) < 0;
}

/* Lets the run at the place of the heap sink to where it belongs. */
static void sink(struct accord_sorter *sorter, size_t at)
{
    for (;;) {
        size_t least = at;

        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < sorter->heap_count; child++)
            if (goes_before(sorter, sorter->heap[child], sorter->heap[least])) least = child;
        if (least == at) return;
        size_t moved = sorter->heap[at];
        sorter->heap[at] = sorter->heap[least];
        sorter->heap[least] = moved;
        at = least;
    }
}

static enum accord_status begin_merge(struct accord_sorter *sorter, struct accord_error *err)
{
    size_t share = sorter->memory / 4 / sorter->run_count;
    size_t buffer = share < LEAST_BUFFER ? LEAST_BUFFER : share > MOST_BUFFER ? MOST_BUFFER : share;
    enum accord_status status = ACCORD_OK;

    sorter->heap = accord_alloc(sorter->run_count * sizeof *sorter->heap);
    if (sorter->heap == NULL) return accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < sorter->run_count; i++) {
        bool found = false;

        sorter->runs[i].buffer = accord_alloc(buffer);
        if (sorter->runs[i].buffer == NULL) return accord_error_memory(err);
        sorter->runs[i].capacity = buffer;
        status = load(sorter, &sorter->runs[i], &found, err);
        sorter->heap[sorter->heap_count++] = i;
        assert(status != ACCORD_OK || found); /* no run is empty */
    }
    for (size_t i = sorter->heap_count / 2; status == ACCORD_OK && i > 0; i--)
        sink(sorter, i - 1);
    return status;
}

enum accord_status accord_sorter_sort(struct accord_sorter *sorter, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    assert(!sorter->sorted);
    sorter->sorted = true;
    if (sorter->file < 0) {
        sort_entries(sorter);
        return ACCORD_OK;
    }
    if (sorter->count > 0) status = spill(sorter, err);
    accord_arena_clear(&sorter->arena);
    accord_free(sorter->entries);
    sorter->entries = NULL;
    return status == ACCORD_OK ? begin_merge(sorter, err) : status;
}

/* The run whose record was handed out goes on to its next one. */
static enum accord_status step(struct accord_sorter *sorter, struct accord_error *err)
{
    struct run *run = &sorter->runs[sorter->heap[0]];
    struct accord_sorter_record record = current(run);
    bool found = false;

    run->from += bytes_of(&record);
    enum accord_status status = load(sorter, run, &found, err);
    if (status != ACCORD_OK) return status;
    if (!found) {
        accord_free(run->buffer);
        run->buffer = NULL;
        sorter->heap[0] = sorter->heap[--sorter->heap_count];
    }
    sink(sorter, 0);
    return ACCORD_OK;
}

enum accord_status accord_sorter_next(struct accord_sorter *sorter, struct accord_sorter_record *record, bool *found,
                                      struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;

    assert(sorter->sorted);
    if (sorter->file < 0) {
        *found = sorter->at < sorter->count;
        if (*found) *record = record_at(sorter->entries[sorter->at++]);
        return ACCORD_OK;
    }
    if (sorter->begun && sorter->heap_count > 0) status = step(sorter, err);
    sorter->begun = true;
    *found = status == ACCORD_OK && sorter->heap_count > 0;
    if (*found) *record = current(&sorter->runs[sorter->heap[0]]);
    return status;
}
