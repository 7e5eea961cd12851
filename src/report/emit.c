/* The JSON emitter. cJSON's printer is not used: it would need the whole document in memory and escapes less. */
#include "report/emit.h"

bool accord_text_is_control(uint32_t c)
{
    static const struct {
        uint32_t first;
        uint32_t last;
    } controls[] = {
        {0x0000, 0x001F}, {0x007F, 0x009F}, /* C0, DEL, C1 */
        {0x061C, 0x061C}, {0x200E, 0x200F}, /* marks of direction */
        {0x2028, 0x202E},                   /* line and paragraph separator; embeddings and overrides */
        {0x2066, 0x2069},                   /* isolates */
    };
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++)
        if (c >= controls[i].first && c <= controls[i].last) return true;
    return false;
}

void accord_emit_init(struct accord_emit *emit, struct accord_text *text, bool pretty)
{
    *emit = (struct accord_emit){.text = text, .pretty = pretty, .empty = true};
}

void accord_emit_open(struct accord_emit *emit, char bracket)
{
    char *to = accord_emit_begin(emit, 1);
    if (to) {
        *to++ = bracket;
        accord_text_end_at(emit->text, to);
    }
    emit->depth++;
    emit->empty = true;
}

void accord_emit_open_flat(struct accord_emit *emit, char bracket)
{
    accord_emit_open(emit, bracket);
    if (!emit->flat) emit->flat = emit->depth;
}

void accord_emit_close(struct accord_emit *emit, char bracket)
{
    assert(emit->depth > 0 && !emit->after_key);
    bool flat = emit->flat != 0;
    if (emit->flat == emit->depth) emit->flat = 0;
    emit->depth--;
    char *to = accord_text_room(emit->text, ACCORD_EMIT_GAP_MAX);
    if (to) {
        if (!emit->empty && emit->pretty && !flat) to = accord_emit_put_line(to, emit->depth);
        *to++ = bracket;
        accord_text_end_at(emit->text, to);
    }
    emit->empty = false;
}

/* The escapes of two characters; NULL for what has none. */
static const char *short_escape(uint32_t c)
{
    static const struct {
        char character;
        const char *escape;
    } escapes[] = {
        {'"', "\\\""}, {'\\', "\\\\"}, {'\b', "\\b"}, {'\f', "\\f"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"},
    };
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
        if (c == (uint32_t)escapes[i].character) return escapes[i].escape;
    return NULL;
}

static inline bool is_plain(char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

/* Whether something among eight bytes is not plain, which the highest bit of one of them says then: each sum and
 * difference sets it for what it looks for, and where a byte carries into the next it has set its own. */
static inline uint64_t special_among(uint64_t bytes)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t limits = (bytes - ones * 0x20) | (bytes + ones); /* controls, DEL */
    uint64_t named = ((bytes ^ ones * '"') - ones) | ((bytes ^ ones * '\\') - ones);
    return (bytes | limits | named) & high;
}

/* Four to sixteen bytes: both halves are looked at together, and may overlap. */
static inline bool copy_few(char *to, const char *bytes, size_t length)
{
    if (length < sizeof(uint64_t)) {
        uint32_t first, last;
        memcpy(&first, bytes, sizeof first);
        memcpy(&last, bytes + length - sizeof last, sizeof last);
        if (special_among((uint64_t)first << 32 | last) != 0) return false;
        memcpy(to, &first, sizeof first);
        memcpy(to + length - sizeof last, &last, sizeof last);
    } else {
        uint64_t first, last;
        memcpy(&first, bytes, sizeof first);
        memcpy(&last, bytes + length - sizeof last, sizeof last);
        if ((special_among(first) | special_among(last)) != 0) return false;
        memcpy(to, &first, sizeof first);
        memcpy(to + length - sizeof last, &last, sizeof last);
    }
    return true;
}

/* Most text needs no escape at all: how much of it is copied before the first character that does. The last step goes
 * over bytes that were copied before, so that hardly any is looked at alone. */
static inline size_t copy_plain(char *to, const char *bytes, size_t length)
{
    uint64_t eight;
    size_t at = 0;
    if (length >= sizeof eight / 2 && length <= 2 * sizeof eight && copy_few(to, bytes, length)) return length;
    while (length >= sizeof eight && at < length) {
        size_t from = at <= length - sizeof eight ? at : length - sizeof eight;
        memcpy(&eight, bytes + from, sizeof eight);
        if (special_among(eight) != 0) break;
        memcpy(to + from, &eight, sizeof eight);
        at = from + sizeof eight;
    }
    for (; at < length && is_plain(bytes[at]); at++)
        to[at] = bytes[at];
    return at;
}

/* One character that is not plain; its length in bytes. */
static size_t add_special(struct accord_text *text, const char *bytes, size_t length)
{
    uint32_t c = 0;
    size_t size = accord_utf8_next(bytes, length, &c);
    if (size == 0) {
        accord_text_add_str(text, "\xEF\xBF\xBD");
        return 1;
    }
    const char *escape = short_escape(c);
    if (escape)
        accord_text_add_str(text, escape);
    else if (accord_text_is_control(c))
        accord_text_addf(text, "\\u%04x", (unsigned)c);
    else
        accord_text_add(text, bytes, size);
    return size;
}

/* The rest of a string, from its first character that is not plain, to its end quote. */
static void add_escaped(struct accord_text *text, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        at += add_special(text, bytes + at, length - at);
        char *to = accord_text_room(text, length - at);
        if (!to) return;
        size_t plain = copy_plain(to, bytes + at, length - at);
        accord_text_end_at(text, to + plain);
        at += plain;
    }
    accord_text_add_char(text, '"');
}

enum { AFTER_MAX = 2 };

/* A string, with what follows it. */
static void emit_string(struct accord_emit *emit, const char *string, const char *after, size_t after_length)
{
    size_t length = strlen(string);
    char *to = accord_emit_begin(emit, length + 2 + AFTER_MAX);
    if (!to) return;
    *to++ = '"';
    size_t plain = copy_plain(to, string, length);
    to += plain;
    if (plain < length) {
        accord_text_end_at(emit->text, to);
        add_escaped(emit->text, string + plain, length - plain);
        accord_text_add(emit->text, after, after_length);
        return;
    }
    *to++ = '"';
    for (size_t i = 0; i < after_length; i++)
        *to++ = after[i];
    accord_text_end_at(emit->text, to);
}

void accord_emit_key(struct accord_emit *emit, const char *name)
{
    emit_string(emit, name, ": ", emit->pretty ? 2 : 1);
    emit->after_key = true;
}

void accord_emit_text(struct accord_emit *emit, const char *string)
{
    if (string)
        emit_string(emit, string, "", 0);
    else
        accord_emit_null(emit);
}

/* What needs no quotes. */
static void emit_bare(struct accord_emit *emit, const char *word, size_t length)
{
    char *to = accord_emit_begin(emit, length);
    if (!to) return;
    memcpy(to, word, length);
    accord_text_end_at(emit->text, to + length);
}

void accord_emit_plain(struct accord_emit *emit, const char *string)
{
    size_t length = strlen(string);
    char *to = accord_emit_begin(emit, length + 2);
    if (!to) return;
    *to++ = '"';
    memcpy(to, string, length);
    to += length;
    *to++ = '"';
    accord_text_end_at(emit->text, to);
}

void accord_emit_integer(struct accord_emit *emit, int64_t number)
{
    char digits[1 + ACCORD_DIGITS_MAX] = "-";
    bool negative = number < 0;
    const char *end = accord_digits(digits + negative, negative ? -(uint64_t)number : (uint64_t)number);
    emit_bare(emit, digits, (size_t)(end - digits));
}

void accord_emit_count(struct accord_emit *emit, size_t count)
{
    char digits[ACCORD_DIGITS_MAX];
    emit_bare(emit, digits, (size_t)(accord_digits(digits, count) - digits));
}

void accord_emit_number(struct accord_emit *emit, const char *digits)
{
    emit_bare(emit, digits, strlen(digits));
}

void accord_emit_json(struct accord_emit *emit, const char *json)
{
    emit_bare(emit, json, strlen(json));
}

void accord_emit_boolean(struct accord_emit *emit, bool value)
{
    const char *word = value ? "true" : "false";
    emit_bare(emit, word, strlen(word));
}

void accord_emit_null(struct accord_emit *emit)
{
    emit_bare(emit, "null", strlen("null"));
}

void accord_emit_member(struct accord_emit *emit, const char *name, const char *string)
{
    accord_emit_key(emit, name);
    accord_emit_text(emit, string);
}

void accord_emit_count_member(struct accord_emit *emit, const char *name, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_count(emit, count);
}
