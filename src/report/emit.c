/* The JSON emitter. cJSON's printer is not used: it would need the whole document in memory and escapes less. */
#include "report/emit.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

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

/* Most of JSON is short and plain: such a piece is put together here and appended at once, which is what makes a
 * report cheap beside the rules that it tells of. */
enum { DEPTH_MAX = 16, PIECE_MAX = 160, GAP_MAX = 2 + 2 * DEPTH_MAX, PLAIN_MAX = PIECE_MAX - GAP_MAX - 4 };

struct piece {
    char bytes[PIECE_MAX];
    size_t length;
};

static void put(struct piece *piece, const char *bytes, size_t length)
{
    memcpy(piece->bytes + piece->length, bytes, length);
    piece->length += length;
}

static void put_new_line(struct piece *piece, unsigned depth)
{
    static const char line[] = "\n                                ";
    assert(depth <= DEPTH_MAX && sizeof line == 2 + 2 * DEPTH_MAX);
    put(piece, line, 1 + 2 * (size_t)depth);
}

/* What stands between the previous item, or the bracket, and the next item. */
static void put_gap(struct piece *piece, struct accord_emit *emit)
{
    if (emit->after_key) {
        emit->after_key = false;
        return;
    }
    if (!emit->empty) put(piece, ",", 1);
    if (emit->depth > 0 && emit->pretty) {
        if (!emit->flat)
            put_new_line(piece, emit->depth);
        else if (!emit->empty)
            put(piece, " ", 1);
    }
    emit->empty = false;
}

static void flush(struct accord_emit *emit, const struct piece *piece)
{
    accord_text_add(emit->text, piece->bytes, piece->length);
}

void accord_emit_open(struct accord_emit *emit, char bracket)
{
    struct piece piece;
    piece.length = 0;
    put_gap(&piece, emit);
    put(&piece, &bracket, 1);
    flush(emit, &piece);
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
    struct piece piece;
    piece.length = 0;
    if (!emit->empty && emit->pretty && !flat) put_new_line(&piece, emit->depth);
    put(&piece, &bracket, 1);
    flush(emit, &piece);
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

/* Most text needs no escape at all, and is copied in one piece. */
static size_t plain_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7F && bytes[at] != '"' && bytes[at] != '\\')
        at++;
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

static void add_escaped(struct accord_text *text, const char *bytes, size_t length)
{
    accord_text_add_char(text, '"');
    for (size_t at = 0; at < length;) {
        size_t plain = plain_length(bytes + at, length - at);
        accord_text_add(text, bytes + at, plain);
        at += plain;
        if (at < length) at += add_special(text, bytes + at, length - at);
    }
    accord_text_add_char(text, '"');
}

/* A string after its gap, with what follows it. */
static void emit_string(struct accord_emit *emit, const char *string, const char *after)
{
    struct piece piece;
    size_t length = strlen(string);
    piece.length = 0;
    put_gap(&piece, emit);
    if (length <= PLAIN_MAX && plain_length(string, length) == length) {
        put(&piece, "\"", 1);
        put(&piece, string, length);
        put(&piece, "\"", 1);
        put(&piece, after, strlen(after));
        flush(emit, &piece);
        return;
    }
    flush(emit, &piece);
    add_escaped(emit->text, string, length);
    accord_text_add_str(emit->text, after);
}

void accord_emit_key(struct accord_emit *emit, const char *name)
{
    emit_string(emit, name, emit->pretty ? ": " : ":");
    emit->after_key = true;
}

void accord_emit_text(struct accord_emit *emit, const char *string)
{
    if (string)
        emit_string(emit, string, "");
    else
        accord_emit_null(emit);
}

/* A word or number that needs no quotes, shorter than PLAIN_MAX. */
static void emit_bare(struct accord_emit *emit, const char *word)
{
    struct piece piece;
    piece.length = 0;
    put_gap(&piece, emit);
    put(&piece, word, strlen(word));
    flush(emit, &piece);
}

void accord_emit_integer(struct accord_emit *emit, int64_t number)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%" PRId64, number);
    emit_bare(emit, digits);
}

void accord_emit_count(struct accord_emit *emit, size_t count)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%zu", count);
    emit_bare(emit, digits);
}

void accord_emit_number(struct accord_emit *emit, const char *digits)
{
    assert(strlen(digits) <= PLAIN_MAX);
    emit_bare(emit, digits);
}

void accord_emit_json(struct accord_emit *emit, const char *json)
{
    emit_bare(emit, "");
    accord_text_add_str(emit->text, json);
}

void accord_emit_boolean(struct accord_emit *emit, bool value)
{
    emit_bare(emit, value ? "true" : "false");
}

void accord_emit_null(struct accord_emit *emit)
{
    emit_bare(emit, "null");
}
