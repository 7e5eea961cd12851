/* Text buffers that grow up to a stated maximum, and JSON strings. */
#include "base/text.h"

#include "base/memory.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 64, ESCAPE_MAX = 7 };

void accord_text_init(struct accord_text *text, size_t max)
{
    /* One byte is always needed for the NUL. */
    *text = (struct accord_text){.max = max < PTRDIFF_MAX ? max : PTRDIFF_MAX - 1};
}

void accord_text_clear(struct accord_text *text)
{
    accord_free(text->bytes);
    *text = (struct accord_text){.max = text->max};
}

void accord_text_reset(struct accord_text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->bytes != NULL) text->bytes[0] = '\0';
}

/* Makes room for `more` bytes and a NUL; false, with `failed` set, when that cannot be. */
static bool reserve(struct accord_text *text, size_t more)
{
    if (text->failed || more > text->max - text->length) {
        text->failed = true;
        return false;
    }
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity) return true;
    size_t capacity = text->capacity == 0 ? FIRST_CAPACITY : 2 * text->capacity;
    if (capacity > text->max + 1) capacity = text->max + 1;
    if (capacity < needed) capacity = needed;
    char *bytes = accord_realloc(text->bytes, capacity, 1);
    if (bytes == NULL) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

char *accord_text_grow(struct accord_text *text, size_t most)
{
    return reserve(text, most) ? text->bytes + text->length : NULL;
}

void accord_text_add(struct accord_text *text, const char *bytes, size_t length)
{
    char *to = length == 0 ? NULL : accord_text_room(text, length);
    if (to == NULL) return;
    memcpy(to, bytes, length);
    accord_text_end_at(text, to + length);
}

char *accord_text_extend(struct accord_text *text, size_t length)
{
    if (!reserve(text, length)) return NULL;
    char *bytes = text->bytes + text->length;
    bytes[length] = '\0';
    text->length += length;
    return bytes;
}

void accord_text_add_str(struct accord_text *text, const char *string)
{
    accord_text_add(text, string, strlen(string));
}

char *accord_digits(char *to, uint64_t number)
{
    char digits[ACCORD_DIGITS_MAX];
    size_t at = ACCORD_DIGITS_MAX;
    if (number < 10) {
        *to = (char)('0' + number);
        return to + 1;
    }
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    memcpy(to, digits + at, ACCORD_DIGITS_MAX - at);
    return to + (ACCORD_DIGITS_MAX - at);
}

void accord_text_add_int(struct accord_text *text, int64_t number)
{
    char digits[1 + ACCORD_DIGITS_MAX] = "-";
    bool negative = number < 0;
    const char *end = accord_digits(digits + negative, negative ? -(uint64_t)number : (uint64_t)number);
    accord_text_add(text, digits, (size_t)(end - digits));
}

/* Formatted where it is to stay, once; again where there was no room for it yet. */
void accord_text_addf(struct accord_text *text, const char *format, ...)
{
    size_t room = text->failed ? 0 : text->capacity - text->length;
    char *to = room > 0 ? text->bytes + text->length : NULL;
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(to, room, format, arguments);
    bool fits = length >= 0 && (size_t)length < room;
    if (length < 0) text->failed = true;
    if (to != NULL && !fits) *to = '\0';
    if (fits || (length > 0 && reserve(text, (size_t)length))) {
        if (!fits) (void)vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
    va_end(arguments);
}

const char *accord_text_str(const struct accord_text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

void accord_text_format(char *buffer, size_t size, const char *format, va_list arguments)
{
    assert(size > 0);
    int length = vsnprintf(buffer, size, format, arguments);
    if (length < 0) buffer[0] = '\0';
    if (length < 0 || (size_t)length < size) return;
    /* Step back over the bytes of a character that lost its end. */
    size_t end = size - 1;
    size_t begin = end;
    while (begin > 0 && end - begin < 3 && ((unsigned char)buffer[begin - 1] & 0xC0U) == 0x80U)
        begin--;
    if (begin > 0) begin--;
    uint32_t code_point;
    if (accord_utf8_next(buffer + begin, end - begin, &code_point) == 0) end = begin;
    buffer[end] = '\0';
}

/* The escape that JSON (or a reader that takes it for JavaScript) asks for, or "" where the character stands as it is.
 */
static const char *json_escape(uint32_t code_point, char escape[ESCAPE_MAX])
{
    static const char *const named[128] = {['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
                                           ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t"};
    if (code_point < 128 && named[code_point] != NULL) return named[code_point];
    bool control = code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F);
    bool separator = code_point == 0x2028 || code_point == 0x2029;
    if (!control && !separator) return "";
    snprintf(escape, ESCAPE_MAX, "\\u%04" PRIx32, code_point);
    return escape;
}

void accord_text_add_json(struct accord_text *text, const char *bytes, size_t length)
{
    char buffer[ESCAPE_MAX];
    size_t plain = 0; /* where the run of characters that stand as they are begins */
    size_t at = 0;
    accord_text_add_char(text, '"');
    while (at < length) {
        uint32_t code_point;
        size_t step = accord_utf8_next(bytes + at, length - at, &code_point);
        const char *escape = step == 0 ? "\\ufffd" : json_escape(code_point, buffer);
        size_t next = at + (step == 0 ? 1 : step);
        if (escape[0] != '\0') {
            accord_text_add(text, bytes + plain, at - plain);
            accord_text_add_str(text, escape);
            plain = next;
        }
        at = next;
    }
    accord_text_add(text, bytes + plain, length - plain);
    accord_text_add_char(text, '"');
}
