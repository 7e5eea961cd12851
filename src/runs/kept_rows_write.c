/* Rows as bytes. */
#include "base/error.h"
#include "runs/block.h"
#include "runs/kept_rows.h"
#include "runs/kept_rows_code.h"

#include <string.h>

/* Changes whenever the same digest would mean other bytes. */
static const char VERSION[] = "accord kept rows 1";

/* ---- the tables ---- */

static void hash_shape(const struct accord_store *store, unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;
    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, VERSION, strlen(VERSION));
    for (size_t i = 0; i < accord_store_table_count(store); i++) {
        const struct accord_schema *schema = accord_store_schema(store, (int)i);
        const unsigned char counts[] = {(unsigned char)schema->column_count, (unsigned char)schema->key_count};
        accord_sha256_add_field(&hash, schema->name, strlen(schema->name));
        accord_sha256_add(&hash, counts, sizeof counts);
        for (size_t j = 0; j < schema->column_count; j++) {
            const struct accord_column *column = &schema->columns[j];
            const unsigned char facts[] = {(unsigned char)column->kind, column->personal};
            accord_sha256_add_field(&hash, column->name, strlen(column->name));
            accord_sha256_add(&hash, facts, sizeof facts);
        }
        for (size_t j = 0; j < schema->key_count; j++) {
            const unsigned char key = (unsigned char)schema->key[j];
            accord_sha256_add(&hash, &key, 1);
        }
    }
    accord_sha256_end(&hash, digest);
}

static void write_shape(struct accord_kept_writer *writer)
{
    const struct accord_store *store = writer->store;
    accord_wire_add_number(&writer->bytes, accord_store_table_count(store));
    for (size_t i = 0; i < accord_store_table_count(store); i++) {
        const struct accord_schema *schema = accord_store_schema(store, (int)i);
        accord_wire_add_number(&writer->bytes, schema->column_count);
        accord_wire_add_number(&writer->bytes, schema->key_count);
        for (size_t j = 0; j < schema->column_count; j++)
            accord_text_add_char(&writer->bytes, (char)schema->columns[j].kind);
        for (size_t j = 0; j < schema->key_count; j++)
            accord_wire_add_number(&writer->bytes, (uint64_t)schema->key[j]);
    }
}

enum accord_status accord_kept_writer_init(struct accord_kept_writer *writer, const struct accord_store *store,
                                           struct accord_error *err)
{
    *writer = (struct accord_kept_writer){.store = store};
    accord_text_init(&writer->bytes, ACCORD_BLOCK_MAX);
    accord_arena_init(&writer->texts);
    for (size_t i = 0; i < accord_store_table_count(store); i++)
        writer->column_count += accord_store_schema(store, (int)i)->column_count;
    writer->recent = accord_alloc_zero(writer->column_count + 1, sizeof *writer->recent);
    hash_shape(store, writer->shape);
    return writer->recent ? ACCORD_OK : accord_error_memory(err);
}

void accord_kept_writer_clear(struct accord_kept_writer *writer)
{
    accord_text_clear(&writer->bytes);
    accord_arena_clear(&writer->texts);
    accord_free(writer->recent);
    *writer = (struct accord_kept_writer){.store = NULL};
}

void accord_kept_digest(const struct accord_kept_writer *writer, const unsigned char *keys, size_t actors,
                        unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;
    accord_sha256_init(&hash);
    accord_sha256_add(&hash, writer->shape, sizeof writer->shape);
    accord_sha256_add(&hash, keys, actors * ACCORD_KEY_BYTES);
    accord_sha256_end(&hash, digest);
}

/* ---- rows ---- */

enum {
    NUMBER_MAX = 10,               /* bytes of wire's */
    CELL_MAX = 1 + 3 * NUMBER_MAX, /* and its text */
    LIKE_MIN = 4                   /* bytes that are shared, to be worth it */
};

/* Cells are written where they stay: they are most of what a store of runs is given. */
static char *put_number(char *to, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        *to++ = (char)(unsigned char)(number | 0x80);
    *to++ = (char)number;
    return to;
}

static char *put_signed(char *to, int64_t number)
{
    return put_number(to, (uint64_t)number << 1 ^ (uint64_t)(number < 0 ? -1 : 0));
}

static char *put_bytes(char *to, const char *bytes, size_t length)
{
    to = put_number(to, length);
    memcpy(to, bytes, length);
    return to + length;
}

/* What the text shares with another at its beginning and, besides that, at its end. */
static size_t shared_first(const char *text, const char *other, size_t most)
{
    size_t count = 0;
    while (count < most && text[count] == other[count])
        count++;
    return count;
}

static size_t shared_last(const char *text_end, const char *other_end, size_t most)
{
    size_t count = 0;
    while (count < most && text_end[-1 - (ptrdiff_t)count] == other_end[-1 - (ptrdiff_t)count])
        count++;
    return count;
}

static char *put_new_text(char *to, const struct accord_kept_recent *recent, const char *text, size_t length)
{
    size_t last = accord_kept_last(recent), other_length = recent->count > 0 ? recent->texts[last].length : 0;
    const char *other = recent->count > 0 ? recent->texts[last].text : "";
    size_t most = length < other_length ? length : other_length;
    size_t first = shared_first(text, other, most);
    size_t end = shared_last(text + length, other + other_length, most - first);
    if (first + end < LIKE_MIN) {
        *to++ = KEPT_TEXT;
        return put_bytes(to, text, length);
    }
    *to++ = KEPT_LIKE;
    to = put_number(put_number(to, first), end);
    return put_bytes(to, text + first, length - first - end);
}

static char *put_text(struct accord_kept_writer *writer, char *to, struct accord_kept_recent *recent,
                      const struct accord_cell *cell)
{
    for (size_t i = 0; i < recent->count; i++)
        if (recent->texts[i].length == cell->length &&
            memcmp(recent->texts[i].text, cell->as.text, cell->length) == 0) {
            *to++ = (char)(KEPT_RECENT + i);
            return to;
        }
    const char *copy = accord_arena_copy(&writer->texts, cell->as.text, cell->length);
    if (!copy) return NULL;
    to = put_new_text(to, recent, copy, cell->length);
    accord_kept_remember(recent, copy, cell->length);
    return to;
}

static char *put_date(char *to, struct accord_date date)
{
    bool day = date.first == date.last;
    *to++ = day ? KEPT_DAY : KEPT_DATE;
    to = put_signed(to, date.first);
    return day ? to : put_number(to, (uint64_t)((int64_t)date.last - date.first));
}

/* NULL: memory is short. */
static char *put_cell(struct accord_kept_writer *writer, char *to, struct accord_kept_recent *recent,
                      const struct accord_cell *cell)
{
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        *to++ = KEPT_MISSING;
        break;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        return put_text(writer, to, recent, cell);
    case ACCORD_CELL_INTEGER:
        *to++ = KEPT_INTEGER;
        return put_signed(to, cell->as.integer);
    case ACCORD_CELL_BOOLEAN:
        *to++ = cell->as.integer != 0 ? KEPT_TRUE : KEPT_FALSE;
        break;
    case ACCORD_CELL_DECIMAL:
        *to++ = KEPT_DECIMAL;
        return put_number(put_signed(to, cell->as.integer), cell->scale);
    case ACCORD_CELL_DATE:
        return put_date(to, cell->as.date);
    }
    return to;
}

static void write_row(struct accord_kept_writer *writer, const struct accord_schema *schema,
                      struct accord_kept_recent *recent, const struct accord_cell *cells)
{
    size_t most = schema->column_count * CELL_MAX;
    for (size_t i = 0; i < schema->column_count; i++)
        if (cells[i].kind == ACCORD_CELL_TEXT || cells[i].kind == ACCORD_CELL_LIST) most += cells[i].length;
    char *to = accord_text_room(&writer->bytes, most);
    for (size_t i = 0; i < schema->column_count && to; i++) {
        bool hidden = schema->columns[i].personal && cells[i].kind != ACCORD_CELL_MISSING;
        if (hidden)
            *to++ = KEPT_PERSONAL;
        else
            to = put_cell(writer, to, &recent[i], &cells[i]);
    }
    if (to)
        accord_text_end_at(&writer->bytes, to);
    else
        writer->bytes.failed = true;
}

void accord_kept_begin(struct accord_kept_writer *writer)
{
    accord_text_reset(&writer->bytes);
    accord_arena_reset(&writer->texts);
    memset(writer->recent, 0, writer->column_count * sizeof *writer->recent);
    write_shape(writer);
}

bool accord_kept_add_actor(struct accord_kept_writer *writer, struct accord_rows *rows)
{
    struct accord_kept_recent *recent = writer->recent;
    for (int i = 0; i < (int)accord_store_table_count(writer->store); i++) {
        const struct accord_schema *schema = accord_store_schema(writer->store, i);
        const struct accord_row_list *list = accord_rows_list(rows, i, false);
        if (!list) return false;
        accord_wire_add_number(&writer->bytes, list->count);
        for (size_t row = 0; row < list->count && !writer->bytes.failed; row++)
            write_row(writer, schema, recent, list->rows[row].cells);
        recent += schema->column_count;
    }
    return !writer->bytes.failed;
}

enum accord_status accord_kept_finish(const struct accord_kept_writer *writer, struct accord_bytes *bytes,
                                      struct accord_error *err)
{
    *bytes = (struct accord_bytes){accord_text_str(&writer->bytes), writer->bytes.length};
    return writer->bytes.failed ? accord_error_memory(err) : ACCORD_OK;
}
