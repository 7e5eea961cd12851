/* The cells of a row out of its record, by the file format that SQLite documents. */
#include "store/record.h"

#include "base/text.h"
#include "store/pages.h"

#include <limits.h>
#include <string.h>

/* What a record says of each value before the values: up to 9 how a number is written, and from 12 on, by twos, how
 * long bytes are, or from 13 on a text is. */
enum { NOTHING = 0, TWO_BYTES = 2, REAL = 7, ONE = 9, NUMBERS = 10, EMPTY_BYTES = 12, EMPTY_TEXT = 13 };
static const uint8_t number_bytes[NUMBERS] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

/* The lowest and the highest bit of each of eight bytes: together they find one that is 0 or no ASCII. */
static const uint64_t LOW_BITS = UINT64_C(0x0101010101010101);
static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

/* A record that is taken apart. */
struct reading {
    const unsigned char *type; /* of the next value */
    const unsigned char *types_end;
    const unsigned char *value;
    const unsigned char *end;
    char *texts; /* where the next text goes */
    bool doubted;
};

void accord_record_form_make(struct accord_record_form *form, const struct accord_schema *schema, bool doubted)
{
    form->doubted = doubted;
    form->count = schema->column_count;
    for (size_t i = 0; i < schema->column_count; i++) {
        form->kinds[i] = (uint8_t)schema->columns[i].kind;
        form->required[i] = schema->columns[i].required;
    }
}

/* The rowid, which comes first, is nothing in the record. */
static inline bool begin(struct reading *reading, const unsigned char *record, size_t length)
{
    uint64_t header;

    reading->type = accord_page_number(record, &header);
    reading->end = record + length;
    if (header > length || header <= (size_t)(reading->type - record)) return false;
    reading->types_end = reading->value = record + header;
    return *reading->type++ == NOTHING;
}

static inline bool take_type(struct reading *reading, uint64_t *type)
{
    reading->type = accord_page_number(reading->type, type);
    return reading->type <= reading->types_end;
}

/* A length is what the record says, until it is compared. */
static inline bool take_bytes(struct reading *reading, uint64_t length, const unsigned char **value)
{
    if (length > (uint64_t)(reading->end - reading->value)) return false;
    *value = reading->value;
    reading->value += length;
    return true;
}

/* The next value's type, and its bytes behind *value. */
static inline bool take(struct reading *reading, uint64_t *type, const unsigned char **value, size_t *length)
{
    uint64_t bytes;

    if (!take_type(reading, type)) return false;
    bytes = *type < NUMBERS ? number_bytes[*type] : (*type - EMPTY_BYTES) / 2;
    *length = (size_t)bytes;
    return take_bytes(reading, bytes, value);
}

static inline bool take_number_of(struct reading *reading, uint64_t type, int64_t *number)
{
    const unsigned char *value;
    uint64_t bits;

    if (type == NOTHING || type >= NUMBERS || type == REAL) return false;
    if (!take_bytes(reading, number_bytes[type], &value)) return false;
    if (type == TWO_BYTES) { /* as days mostly are */
        *number = (int16_t)(uint16_t)(value[0] << 8 | value[1]);
        return true;
    }
    bits = number_bytes[type] > 0 && (value[0] & 0x80) != 0 ? UINT64_MAX : 0;
    for (size_t i = 0; i < number_bytes[type]; i++)
        bits = bits << 8 | value[i];
    *number = type == ONE ? 1 : (int64_t)bits;
    return true;
}

static bool take_number(struct reading *reading, int64_t *number)
{
    uint64_t type;

    return take_type(reading, &type) && take_number_of(reading, type, number);
}

/* Bits where a byte is NUL or no ASCII, among others. */
static inline uint64_t odd_bits(uint64_t word)
{
    return word | (word - LOW_BITS);
}

/* Copies, and looks whether every byte is ASCII and none is NUL: by WORDS bytes, most texts being no longer, up to so
 * many of them behind the text. */
enum { WORDS = 2 * sizeof(uint64_t) };
static inline bool copy_ascii(char *to, const unsigned char *from, size_t length)
{
    static const unsigned char within[2 * WORDS] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                                    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    uint64_t words[2], mask[2], odd = 0;

    for (; length > WORDS; length -= WORDS) {
        memcpy(words, from, WORDS);
        memcpy(to, words, WORDS);
        odd |= odd_bits(words[0]) | odd_bits(words[1]);
        from += WORDS;
        to += WORDS;
    }
    memcpy(words, from, WORDS);
    memcpy(to, words, WORDS);
    memcpy(mask, within + WORDS - length, WORDS);
    odd |= odd_bits((words[0] & mask[0]) | (LOW_BITS & ~mask[0]));
    odd |= odd_bits((words[1] & mask[1]) | (LOW_BITS & ~mask[1]));
    return (odd & HIGH_BITS) == 0;
}

/* Whether it is what ingest takes for a text: UTF-8 without NUL. */
static bool is_text(const char *text, size_t length)
{
    return memchr(text, '\0', length) == NULL && accord_utf8_check(text, length) == length;
}

static inline bool put_text(struct reading *reading, const unsigned char *value, size_t length,
                            struct accord_cell *cell)
{
    char *text = reading->texts;
    bool good = copy_ascii(text, value, length) || !reading->doubted || is_text(text, length);

    text[length] = '\0';
    cell->as.text = text;
    cell->length = (uint32_t)length;
    reading->texts += length + 1;
    return good;
}

static bool put_decimal(const unsigned char *value, size_t length, struct accord_cell *cell)
{
    struct accord_decimal number;
    const char *why;

    if (!accord_decimal_parse((const char *)value, length, &number, &why)) return false;
    cell->scale = number.scale;
    cell->as.integer = number.coefficient;
    return true;
}

static inline bool put_date(struct reading *reading, int64_t first, struct accord_cell *cell)
{
    int64_t last;
    uint64_t type;

    if (!take_type(reading, &type) || !take_number_of(reading, type, &last)) return false;
    if (first < ACCORD_DAY_FIRST || last > ACCORD_DAY_LAST || first > last) return false;
    cell->as.date.first = (int32_t)first;
    cell->as.date.last = (int32_t)last;
    return true;
}

static inline bool put_number(struct reading *reading, uint64_t type, struct accord_cell *cell)
{
    int64_t number;

    if (!take_number_of(reading, type, &number)) return false;
    if (cell->kind == ACCORD_CELL_DATE) return put_date(reading, number, cell);
    cell->as.integer = number;
    if (cell->kind == ACCORD_CELL_BOOLEAN) return number == 0 || number == 1;
    return number >= -ACCORD_RECORD_INTEGER_MAX && number <= ACCORD_RECORD_INTEGER_MAX;
}

/* Both ends of a date are missing, or none is. */
static inline bool put_nothing(struct reading *reading, enum accord_cell_kind kind, bool required)
{
    const unsigned char *value;
    uint64_t type;
    size_t length;

    if (required && reading->doubted) return false;
    if (kind != ACCORD_CELL_DATE) return true;
    return take(reading, &type, &value, &length) && (type == NOTHING || !reading->doubted);
}

static inline bool put_cell(struct reading *reading, enum accord_cell_kind kind, bool required,
                            struct accord_cell *cell)
{
    enum { WRITTEN = 1 << ACCORD_CELL_TEXT | 1 << ACCORD_CELL_LIST | 1 << ACCORD_CELL_DECIMAL };
    const unsigned char *value;
    uint64_t type, bytes;
    size_t length;

    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    if (!take_type(reading, &type)) return false;
    if (type == NOTHING) return put_nothing(reading, kind, required);
    cell->kind = (uint8_t)kind;
    if ((WRITTEN >> kind & 1) == 0) return put_number(reading, type, cell);
    if (type < EMPTY_TEXT || type % 2 == 0) return false;
    bytes = (type - EMPTY_TEXT) / 2;
    if (!take_bytes(reading, bytes, &value)) return false;
    length = (size_t)bytes;
    return kind == ACCORD_CELL_DECIMAL ? put_decimal(value, length, cell) : put_text(reading, value, length, cell);
}

struct accord_cell *accord_record_cells(const struct accord_record_form *form, const unsigned char *record,
                                        size_t length, void *memory)
{
    struct accord_cell *cells = memory;
    struct reading reading = {.texts = (char *)(cells + form->count), .doubted = form->doubted};

    if (!begin(&reading, record, length)) return NULL;
    for (size_t i = 0; i < form->count; i++)
        if (!put_cell(&reading, (enum accord_cell_kind)form->kinds[i], form->required[i], &cells[i])) return NULL;
    return cells;
}

/* Past the columns of the cells. */
static bool skip_cells(struct reading *reading, const struct accord_record_form *form)
{
    const unsigned char *value;
    uint64_t type;
    size_t length;

    for (size_t i = 0; i < form->count; i++) {
        if (!take(reading, &type, &value, &length)) return false;
        if (form->kinds[i] == ACCORD_CELL_DATE && !take(reading, &type, &value, &length)) return false;
    }
    return true;
}

bool accord_record_origin(const struct accord_record_form *form, const unsigned char *record, size_t length,
                          struct accord_record_origin *origin)
{
    struct reading reading = {.texts = NULL};
    int64_t file, line;
    uint64_t type;

    if (!begin(&reading, record, length) || !skip_cells(&reading, form)) return false;
    if (!take_number(&reading, &file) || file < INT_MIN || file > INT_MAX) return false;
    if (!take_number(&reading, &line) || line < 0 || line > UINT32_MAX) return false;
    *origin = (struct accord_record_origin){.file = (int)file, .line = (uint32_t)line};
    if (!take(&reading, &type, &origin->places, &origin->length)) return false;
    return type == NOTHING || (type >= EMPTY_BYTES && type % 2 == 0);
}

bool accord_record_second(const unsigned char *record, size_t length, int64_t *number)
{
    struct reading reading = {.texts = NULL};

    return begin(&reading, record, length) && take_number(&reading, number);
}
