/* RFC 8259 and no more, without recursion: the first fault of a text, and the values that the caller asked for. */
#include "ingest/json_scan.h"

#include "base/error.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_LENGTH_MAX = 60, FEW_NAMES = 16 }; /* cJSON reads a number of at most 63 characters */

struct accord_json_name {
    const char *text;
    size_t length;
    size_t at;
};

/* An array or object that is open. */
struct frame {
    bool object;
    size_t first_name; /* index into the names */
    size_t index;      /* of the element that is read */
    size_t at;
    struct accord_json_slot value; /* the member or element that is read */
};

struct cursor {
    struct accord_json_scan *scan;
    const char *text;
    size_t length;
    size_t at;
    size_t depth;
    size_t matched; /* leading steps of the wanted path that the open values are */
    size_t values;
    size_t values_max;
    const char *too_many;
    bool no_memory;
    struct frame frames[ACCORD_JSON_DEPTH_MAX];
};

static bool fault(struct cursor *cursor, size_t at, const char *why)
{
    cursor->scan->fault_at = at;
    cursor->scan->why = why;
    return false;
}

static bool no_memory(struct cursor *cursor)
{
    cursor->no_memory = true;
    return false;
}

static int byte_at(const struct cursor *cursor, size_t at)
{
    return at < cursor->length ? (unsigned char)cursor->text[at] : -1;
}

static bool is_digit(int byte)
{
    return byte >= '0' && byte <= '9';
}

static void skip_space(struct cursor *cursor)
{
    while (cursor->at < cursor->length && accord_json_is_space(cursor->text[cursor->at]))
        cursor->at++;
}

/* ---- strings ---- */

static bool read_hex(const struct cursor *cursor, size_t at, uint32_t *unit)
{
    *unit = 0;
    for (size_t i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        int byte = byte_at(cursor, at + i);
        const char *digit = byte <= 0 ? NULL : strchr(digits, byte >= 'A' && byte <= 'F' ? byte + 32 : byte);
        if (digit == NULL) return false;
        *unit = *unit << 4 | (uint32_t)(digit - digits);
    }
    return true;
}

static const char bad_escape[] = "an invalid escape, expected \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits";

/* The \u escape at the cursor: its code point, with its second half where it is a pair. */
static bool read_unicode(struct cursor *cursor, uint32_t *code_point)
{
    size_t begin = cursor->at;
    if (!read_hex(cursor, begin + 2, code_point)) return fault(cursor, begin, bad_escape);
    cursor->at += 6;
    if (*code_point == 0) return fault(cursor, begin, "the character U+0000, expected text without it");
    if (*code_point < 0xD800 || *code_point > 0xDFFF) return true;
    uint32_t low = 0;
    bool pair = *code_point < 0xDC00 && byte_at(cursor, cursor->at) == '\\' && byte_at(cursor, cursor->at + 1) == 'u' &&
                read_hex(cursor, cursor->at + 2, &low) && low >= 0xDC00 && low <= 0xDFFF;
    if (!pair) return fault(cursor, begin, "a lone surrogate, expected both halves of the pair");
    cursor->at += 6;
    *code_point = 0x10000 + ((*code_point - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

/* The escape at the cursor as a code point. */
static bool read_escape(struct cursor *cursor, uint32_t *code_point)
{
    static const char written[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    int byte = byte_at(cursor, cursor->at + 1);
    if (byte == 'u') return read_unicode(cursor, code_point);
    const char *known = byte <= 0 ? NULL : strchr(written, byte);
    if (known == NULL) return fault(cursor, cursor->at, bad_escape);
    *code_point = (unsigned char)meant[known - written];
    cursor->at += 2;
    return true;
}

/* Steps over what may stand in a string as it is and is ASCII, which is nearly everything. */
static void skip_plain(struct cursor *cursor)
{
    const char *text = cursor->text;
    size_t at = cursor->at;
    while (at < cursor->length && (unsigned char)text[at] >= 0x20 && (unsigned char)text[at] < 0x80 &&
           text[at] != '"' && text[at] != '\\')
        at++;
    cursor->at = at;
}

/* Steps over one string with its quotes; *escaped tells whether it holds escapes. */
static bool read_string(struct cursor *cursor, bool *escaped)
{
    *escaped = false;
    cursor->at++;
    for (;;) {
        skip_plain(cursor);
        int byte = byte_at(cursor, cursor->at);
        uint32_t code_point = 0;
        if (byte == '"') break;
        if (byte < 0) return fault(cursor, cursor->at, "the end of the text inside a string, expected a closing quote");
        if (byte == 0) return fault(cursor, cursor->at, "a NUL byte, expected UTF-8 text");
        if (byte < 0x20) return fault(cursor, cursor->at, "a control character in a string, expected it escaped");
        if (byte == '\\') {
            *escaped = true;
            if (!read_escape(cursor, &code_point)) return false;
            continue;
        }
        size_t length = accord_utf8_next(cursor->text + cursor->at, cursor->length - cursor->at, &code_point);
        if (length == 0) return fault(cursor, cursor->at, "a byte that is not UTF-8, expected UTF-8 text");
        cursor->at += length;
    }
    cursor->at++;
    return true;
}

static size_t write_utf8(uint32_t code_point, char *out)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
        out[i] = (char)(0x80 | (code_point & 0x3F));
    out[0] = (char)((0xF0 << (4 - length) & 0xFF) | code_point);
    return length;
}

/* The text of a string that was read, from behind its opening quote; an escape is never shorter than what it means. */
static char *unescape(struct cursor *cursor, size_t at, size_t end, size_t *length)
{
    char *text = accord_arena_alloc(&cursor->scan->unescaped, end - at + 1);
    if (text == NULL) return NULL;
    struct cursor inside = *cursor;
    *length = 0;
    for (inside.at = at; inside.at < end;) {
        uint32_t code_point = 0;
        if (byte_at(&inside, inside.at) != '\\') {
            text[(*length)++] = inside.text[inside.at++];
            continue;
        }
        bool valid = read_escape(&inside, &code_point);
        assert(valid);
        (void)valid;
        *length += write_utf8(code_point, text + *length);
    }
    text[*length] = '\0';
    return text;
}

/* ---- numbers and words ---- */

static bool read_digits(struct cursor *cursor, const char *why)
{
    if (!is_digit(byte_at(cursor, cursor->at))) return fault(cursor, cursor->at, why);
    while (is_digit(byte_at(cursor, cursor->at)))
        cursor->at++;
    return true;
}

/* More than 2^53 either way, in digits without leading zeros. */
static bool beyond_exact(const char *digits, size_t length)
{
    static const char limit[] = "9007199254740992";
    size_t limit_length = sizeof limit - 1;
    return length > limit_length || (length == limit_length && memcmp(digits, limit, length) > 0);
}

static bool read_number(struct cursor *cursor)
{
    size_t begin = cursor->at;
    if (byte_at(cursor, cursor->at) == '-') cursor->at++;
    size_t digits = cursor->at;
    if (!read_digits(cursor, "a minus sign without a digit, expected a number")) return false;
    if (byte_at(cursor, digits) == '0' && cursor->at > digits + 1)
        return fault(cursor, begin, "a leading zero, expected a number without it or text in quotes");
    size_t digits_end = cursor->at;
    if (byte_at(cursor, cursor->at) == '.') {
        cursor->at++;
        if (!read_digits(cursor, "no digit after the decimal point, expected one")) return false;
    }
    int exponent = byte_at(cursor, cursor->at);
    if (exponent == 'e' || exponent == 'E') {
        cursor->at++;
        int sign = byte_at(cursor, cursor->at);
        if (sign == '+' || sign == '-') cursor->at++;
        if (!read_digits(cursor, "no digit in the exponent, expected one")) return false;
    }
    if (cursor->at - begin > NUMBER_LENGTH_MAX)
        return fault(cursor, begin, "a number of more than 60 characters, expected a shorter one");
    if (cursor->at == digits_end && beyond_exact(cursor->text + digits, digits_end - digits))
        return fault(cursor, begin, "an integer beyond 2^53 (9007199254740992), expected a smaller one");
    return true;
}

static bool read_word(struct cursor *cursor)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t begin = cursor->at;
    while ((byte_at(cursor, cursor->at) | 0x20) >= 'a' && (byte_at(cursor, cursor->at) | 0x20) <= 'z')
        cursor->at++;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (accord_text_equal(words[i], strlen(words[i]), cursor->text + begin, cursor->at - begin)) return true;
    return fault(cursor, begin, "an unknown word, expected true, false, null or text in quotes");
}

/* ---- what stands where a value or name is expected, and is none ---- */

static const struct {
    char byte;
    const char *why;
} strangers[] = {
    {'\'', "a single quote, expected text in double quotes"},
    {'/', "a comment, expected JSON, which has none"},
    {'#', "a comment, expected JSON, which has none"},
    {'+', "a plus sign, expected a number without it"},
    {'.', "a number without a digit before its point, expected one"},
    {',', "a comma without a value before it, expected a value"},
    {'\0', "a NUL byte, expected UTF-8 text"},
};

static const char mark_why[] = "a byte-order mark, expected JSON without one";

static bool is_mark(const struct cursor *cursor)
{
    static const char mark[] = "\xEF\xBB\xBF";
    return cursor->length - cursor->at >= sizeof mark - 1 &&
           memcmp(cursor->text + cursor->at, mark, sizeof mark - 1) == 0;
}

static bool stranger(struct cursor *cursor, const char *otherwise)
{
    if (is_mark(cursor)) return fault(cursor, cursor->at, mark_why);
    int byte = byte_at(cursor, cursor->at);
    for (size_t i = 0; i < sizeof strangers / sizeof strangers[0]; i++)
        if (byte == strangers[i].byte) return fault(cursor, cursor->at, strangers[i].why);
    if (byte >= 0x80 && accord_utf8_check(cursor->text + cursor->at, cursor->length - cursor->at) == 0)
        return fault(cursor, cursor->at, "a byte that is not UTF-8, expected UTF-8 text");
    return fault(cursor, cursor->at, otherwise);
}

/* ---- values and their containers ---- */

static bool step_matches(const struct cursor *cursor, const struct accord_json_slot *value, size_t index)
{
    const struct accord_json_step *step = &cursor->scan->steps[cursor->depth - 1];
    if (step->name == NULL) return value->name == NULL && step->index == index;
    return value->name != NULL && accord_text_equal(step->name, strlen(step->name), value->name, value->name_length);
}

/* Notes that a value begins at the cursor: counts it, and keeps the path to the wanted one. */
static bool begin_value(struct cursor *cursor)
{
    if (++cursor->values > cursor->values_max) return fault(cursor, cursor->at, cursor->too_many);
    struct accord_json_slot none = {0};
    struct frame *frame = cursor->depth > 0 ? &cursor->frames[cursor->depth - 1] : NULL;
    struct accord_json_slot *value = frame != NULL ? &frame->value : &none;
    value->at = cursor->at;
    if (cursor->scan->steps == NULL || cursor->scan->found) return true;
    if (frame != NULL && (cursor->matched != cursor->depth - 1 || cursor->depth > cursor->scan->step_count ||
                          !step_matches(cursor, value, frame->index)))
        return true;
    cursor->matched = cursor->depth;
    if (cursor->depth != cursor->scan->step_count) return true;
    cursor->scan->found = true;
    cursor->scan->wanted = *value;
    return true;
}

static bool add_slot(struct cursor *cursor, const struct accord_json_slot *slot)
{
    struct accord_json_scan *scan = cursor->scan;
    if (scan->slot_count == scan->slot_capacity) {
        size_t capacity = scan->slot_capacity == 0 ? 32 : scan->slot_capacity * 2;
        struct accord_json_slot *slots = accord_realloc(scan->slots, capacity, sizeof *slots);
        if (slots == NULL) return no_memory(cursor);
        scan->slots = slots;
        scan->slot_capacity = capacity;
    }
    scan->slots[scan->slot_count++] = *slot;
    return true;
}

/* Notes that the value that began at `at` ends before the cursor. */
static bool end_value(struct cursor *cursor, size_t at)
{
    struct accord_json_scan *scan = cursor->scan;
    if (scan->found && scan->wanted.at == at) scan->wanted.length = cursor->at - at;
    if (cursor->depth == 0) return true;
    if (cursor->matched == cursor->depth) cursor->matched--;
    struct frame *frame = &cursor->frames[cursor->depth - 1];
    frame->value.length = cursor->at - at;
    return cursor->depth == 1 && frame->object ? add_slot(cursor, &frame->value) : true;
}

static int compare_names(const void *a, const void *b)
{
    const struct accord_json_name *first = a, *second = b;
    size_t common = first->length < second->length ? first->length : second->length;
    int order = memcmp(first->text, second->text, common);
    if (order != 0) return order;
    if (first->length != second->length) return first->length < second->length ? -1 : 1;
    return first->at < second->at ? -1 : first->at > second->at;
}

static bool same_name(const struct accord_json_name *a, const struct accord_json_name *b)
{
    return accord_text_equal(a->text, a->length, b->text, b->length);
}

/* The first name of the object that closes that it had already, or SIZE_MAX. Sorts the names where they are many. */
static size_t find_duplicate(struct accord_json_name *names, size_t count)
{
    size_t duplicate = SIZE_MAX;
    bool few = count <= FEW_NAMES;
    if (!few) qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++)
        for (size_t j = few ? 0 : i - 1; j < i; j++)
            if (names[i].at < duplicate && same_name(&names[i], &names[j])) duplicate = names[i].at;
    return duplicate;
}

static bool close_container(struct cursor *cursor)
{
    struct frame *frame = &cursor->frames[cursor->depth - 1];
    struct accord_json_scan *scan = cursor->scan;
    size_t count = scan->name_count - frame->first_name;
    size_t duplicate = count > 1 ? find_duplicate(scan->names + frame->first_name, count) : SIZE_MAX;
    if (duplicate != SIZE_MAX) return fault(cursor, duplicate, "a duplicate member name, expected each name once");
    scan->name_count = frame->first_name;
    cursor->at++;
    cursor->depth--;
    return end_value(cursor, frame->at);
}

static bool open_container(struct cursor *cursor)
{
    if (cursor->depth == ACCORD_JSON_DEPTH_MAX)
        return fault(cursor, cursor->at, "nesting of more than 64 levels, expected at most 64");
    struct frame *frame = &cursor->frames[cursor->depth++];
    *frame = (struct frame){
        .object = cursor->text[cursor->at] == '{', .first_name = cursor->scan->name_count, .at = cursor->at};
    cursor->at++;
    return true;
}

static bool add_name(struct cursor *cursor, const struct accord_json_name *name)
{
    struct accord_json_scan *scan = cursor->scan;
    if (scan->name_count == scan->name_capacity) {
        size_t capacity = scan->name_capacity == 0 ? 64 : scan->name_capacity * 2;
        struct accord_json_name *names = accord_realloc(scan->names, capacity, sizeof *names);
        if (names == NULL) return no_memory(cursor);
        scan->names = names;
        scan->name_capacity = capacity;
    }
    scan->names[scan->name_count++] = *name;
    return true;
}

/* `"name" :` at the cursor. */
static bool read_name(struct cursor *cursor)
{
    struct frame *frame = &cursor->frames[cursor->depth - 1];
    if (byte_at(cursor, cursor->at) < 0)
        return fault(cursor, cursor->at, "the end of the text inside an object, expected a member name");
    if (cursor->text[cursor->at] != '"')
        return stranger(cursor, "something that is no member name, expected a name in double quotes");
    struct accord_json_name name = {NULL, 0, cursor->at};
    bool escaped = false;
    if (!read_string(cursor, &escaped)) return false;
    name.text = cursor->text + name.at + 1;
    name.length = cursor->at - name.at - 2;
    if (escaped) name.text = unescape(cursor, name.at + 1, cursor->at - 1, &name.length);
    if (name.text == NULL || !add_name(cursor, &name)) return no_memory(cursor);
    frame->value = (struct accord_json_slot){.name = name.text, .name_length = name.length, .name_at = name.at};
    skip_space(cursor);
    if (byte_at(cursor, cursor->at) != ':')
        return fault(cursor, cursor->at, "a member name without a colon, expected a colon and a value");
    cursor->at++;
    skip_space(cursor);
    return true;
}

static bool read_scalar(struct cursor *cursor)
{
    int byte = byte_at(cursor, cursor->at);
    bool escaped = false;
    if (byte == '"') return read_string(cursor, &escaped);
    if (byte == '-' || is_digit(byte)) return read_number(cursor);
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') return read_word(cursor);
    if (byte < 0) return fault(cursor, cursor->at, "the end of the text, expected a value");
    return stranger(cursor, "something that is no value, expected a JSON value");
}

static char closing(const struct cursor *cursor)
{
    return cursor->frames[cursor->depth - 1].object ? '}' : ']';
}

/* After a value inside a container: its closing brackets, or the comma and what leads to the next value. *more is false
 * when the outermost value is whole. */
static bool read_between(struct cursor *cursor, bool *more)
{
    *more = false;
    while (cursor->depth > 0) {
        struct frame *frame = &cursor->frames[cursor->depth - 1];
        skip_space(cursor);
        int byte = byte_at(cursor, cursor->at);
        if (byte == closing(cursor)) {
            if (!close_container(cursor)) return false;
            continue;
        }
        if (byte < 0)
            return fault(cursor, cursor->at,
                         "the end of the text inside an array or object, expected its closing bracket");
        if (byte != ',')
            return fault(cursor, cursor->at, "no comma after a value, expected a comma or a closing bracket");
        size_t comma = cursor->at++;
        skip_space(cursor);
        if (byte_at(cursor, cursor->at) == closing(cursor))
            return fault(cursor, comma, "a trailing comma, expected another value or none");
        frame->index++;
        *more = true;
        return frame->object ? read_name(cursor) : true;
    }
    return true;
}

/* The value at the cursor; *more tells that another one follows inside the same outermost value. */
static bool read_value(struct cursor *cursor, bool *more)
{
    *more = true;
    if (!begin_value(cursor)) return false;
    size_t at = cursor->at;
    int byte = byte_at(cursor, at);
    if (byte != '{' && byte != '[') return read_scalar(cursor) && end_value(cursor, at) && read_between(cursor, more);
    if (!open_container(cursor)) return false;
    skip_space(cursor);
    if (byte_at(cursor, cursor->at) == closing(cursor)) return close_container(cursor) && read_between(cursor, more);
    return byte == '{' ? read_name(cursor) : true;
}

static bool read_text(struct cursor *cursor)
{
    if (is_mark(cursor)) return fault(cursor, cursor->at, mark_why);
    skip_space(cursor);
    if (cursor->at == cursor->length) return fault(cursor, cursor->at, "an empty text, expected a JSON value");
    for (bool more = true; more;)
        if (!read_value(cursor, &more)) return false;
    skip_space(cursor);
    if (cursor->at == cursor->length) return true;
    return fault(cursor, cursor->at, "text after the value, expected nothing more");
}

enum accord_status accord_json_scan(struct accord_json_scan *scan, const char *text, size_t length,
                                    struct accord_error *err)
{
    accord_arena_reset(&scan->unescaped);
    scan->name_count = scan->slot_count = 0;
    scan->found = false;
    struct cursor cursor = {.scan = scan,
                            .text = text,
                            .length = length,
                            .values_max = ACCORD_JSON_MEMBERS_MAX,
                            .too_many = "more than 100000 values in one element, expected fewer"};
    if (scan->values_max > 0) {
        cursor.values_max = scan->values_max;
        cursor.too_many = scan->too_many;
    }
    if (read_text(&cursor)) return ACCORD_OK;
    if (cursor.no_memory) return accord_error_memory(err);
    return accord_error_set(err, ACCORD_BAD_DATA, "%s", scan->why);
}

void accord_json_scan_clear(struct accord_json_scan *scan)
{
    accord_arena_clear(&scan->unescaped);
    accord_free(scan->names);
    accord_free(scan->slots);
    *scan = (struct accord_json_scan){0};
}

/* Bytes that do not continue a character, eight at a time: a continuing one begins with the bits 10. */
static size_t count_characters(const char *text, size_t count)
{
    static const uint64_t ones = 0x0101010101010101;
    size_t continuing = 0;
    size_t at = 0;
    for (; count - at >= sizeof ones; at += sizeof ones) {
        uint64_t word;
        memcpy(&word, text + at, sizeof word);
        continuing += (size_t)(((word >> 7 & ~word >> 6 & ones) * ones) >> 56);
    }
    for (; at < count; at++)
        continuing += ((unsigned char)text[at] & 0xC0) == 0x80 ? 1 : 0;
    return count - continuing;
}

struct accord_place accord_json_place_after(struct accord_place place, const char *text, size_t count)
{
    const char *end = text + count;
    const char *feed;
    while (text < end && (feed = memchr(text, '\n', (size_t)(end - text))) != NULL) {
        place.line++;
        place.column = 1;
        text = feed + 1;
    }
    place.column += (uint32_t)count_characters(text, (size_t)(end - text));
    return place;
}
