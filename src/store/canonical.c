/* Cells in one canonical form: for digests of rows, keys and whole datasets. */
#include "store/canonical.h"

#include "base/word.h"

#include <string.h>

/* Returns what lies behind the number. */
static char *put_big_endian(char *to, uint64_t number, unsigned bytes)
{
    for (unsigned i = bytes; i-- > 0; number >>= 8)
        to[i] = (char)(unsigned char)(number & 0xffU);
    return to + bytes;
}

static void add_big_endian(struct accord_text *text, uint64_t number, unsigned bytes)
{
    char *to = accord_text_extend(text, bytes);

    if (to != NULL) (void)put_big_endian(to, number, bytes);
}

/* Bytes behind the kind. */
static size_t canonical_length(const struct accord_cell *cell)
{
    static const unsigned char fixed[] = {
        [ACCORD_CELL_TEXT] = 4,    [ACCORD_CELL_LIST] = 4,    [ACCORD_CELL_DECIMAL] = 9,
        [ACCORD_CELL_INTEGER] = 8, [ACCORD_CELL_BOOLEAN] = 8, [ACCORD_CELL_DATE] = 8};
    bool text = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;

    return fixed[cell->kind] + (text ? (size_t)cell->length : 0);
}

void accord_canonical_cell(const struct accord_cell *cell, struct accord_text *text)
{
    char *to = accord_text_extend(text, 1 + canonical_length(cell));

    if (to == NULL) return;
    *to++ = (char)cell->kind;
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        break;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        to = put_big_endian(to, cell->length, 4);
        if (cell->length > 0) memcpy(to, cell->as.text, cell->length);
        break;
    case ACCORD_CELL_DECIMAL:
        *to++ = (char)cell->scale;
        (void)put_big_endian(to, (uint64_t)cell->as.integer, 8);
        break;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        (void)put_big_endian(to, (uint64_t)cell->as.integer, 8);
        break;
    case ACCORD_CELL_DATE:
        to = put_big_endian(to, (uint32_t)cell->as.date.first, 4);
        (void)put_big_endian(to, (uint32_t)cell->as.date.last, 4);
        break;
    }
}

static void hash_bytes(const void *bytes, size_t length, unsigned char digest[ACCORD_SHA256_BYTES])
{
    struct accord_sha256 hash;

    accord_sha256_init(&hash);
    accord_sha256_add(&hash, bytes, length);
    accord_sha256_end(&hash, digest);
}

void accord_bag_add(struct accord_bag *bag, const void *bytes, size_t length)
{
    unsigned char digest[ACCORD_SHA256_BYTES];

    hash_bytes(bytes, length, digest);
    accord_bag_add_digest(bag, digest);
}

void accord_bag_add_digest(struct accord_bag *bag, const unsigned char digest[ACCORD_SHA256_BYTES])
{
    uint64_t carry = 0;

    for (size_t i = ACCORD_SHA256_BYTES; i > 0; i -= ACCORD_WORD_BYTES) {
        unsigned char *word = &bag->sum[i - ACCORD_WORD_BYTES];
        uint64_t added = accord_word_of(&digest[i - ACCORD_WORD_BYTES]);
        uint64_t sum = accord_word_of(word) + added;

        accord_word_put(sum + carry, word);
        carry = (uint64_t)(sum < added) | (uint64_t)(sum + carry < sum);
    }
    bag->count++;
}

void accord_canonical_columns(const struct accord_schema *schema, int *by_name)
{
    for (size_t i = 0; i < schema->column_count; i++) {
        size_t at = i;

        while (at > 0 && strcmp(schema->columns[by_name[at - 1]].name, schema->columns[i].name) > 0) {
            by_name[at] = by_name[at - 1];
            at--;
        }
        by_name[at] = (int)i;
    }
}

/* With its NUL, which no name contains. */
static void add_name(struct accord_text *text, const char *name)
{
    accord_text_add(text, name, strlen(name) + 1);
}

bool accord_canonical_row(const struct accord_schema *schema, const int *by_name, const struct accord_cell *cells,
                          struct accord_text *scratch, unsigned char digest[ACCORD_SHA256_BYTES])
{
    accord_text_reset(scratch);
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct accord_cell *cell = &cells[by_name[i]];

        if (cell->kind == ACCORD_CELL_MISSING) continue;
        add_name(scratch, schema->columns[by_name[i]].name);
        accord_canonical_cell(cell, scratch);
    }
    if (scratch->failed) return false;
    hash_bytes(accord_text_str(scratch), scratch->length, digest);
    return true;
}

static bool add_where(struct accord_bag *bag, const struct accord_schema *schema,
                      const struct accord_complete *complete, struct accord_text *scratch)
{
    for (size_t i = 0; i < complete->where_count; i++)
        for (size_t j = 0; j < complete->where_value_counts[i]; j++) {
            accord_text_reset(scratch);
            add_name(scratch, schema->columns[complete->where_columns[i]].name);
            add_name(scratch, complete->where_values[i][j]);
            if (scratch->failed) return false;
            accord_bag_add(bag, accord_text_str(scratch), scratch->length);
        }
    return true;
}

bool accord_bag_add_complete(struct accord_bag *bag, const struct accord_schema *schema, struct accord_text *scratch)
{
    for (size_t i = 0; i < schema->complete_count; i++) {
        const struct accord_complete *complete = &schema->complete[i];
        struct accord_bag where = {.count = 0};

        if (!add_where(&where, schema, complete, scratch)) return false;
        accord_text_reset(scratch);
        add_big_endian(scratch, (uint32_t)complete->since, 4);
        add_big_endian(scratch, (uint32_t)complete->until, 4);
        add_big_endian(scratch, where.count, 8);
        accord_text_add(scratch, (const char *)where.sum, sizeof(where.sum));
        if (scratch->failed) return false;
        accord_bag_add(bag, accord_text_str(scratch), scratch->length);
    }
    return true;
}

void accord_bag_hash(const struct accord_bag *bag, struct accord_sha256 *hash)
{
    unsigned char count[8];

    for (unsigned i = 0; i < sizeof(count); i++)
        count[i] = (unsigned char)((bag->count >> (8 * (7 - i))) & 0xffU);
    accord_sha256_add(hash, count, sizeof(count));
    accord_sha256_add(hash, bag->sum, sizeof(bag->sum));
}
