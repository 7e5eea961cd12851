/* UTF-8: one character at a time, and where it stops being valid. */
#include "base/text.h"

#include <string.h>

/* What a lead byte promises, and the least code point that may need so many bytes. */
static const struct {
    unsigned char mask;
    unsigned char lead;
    uint32_t least;
} shapes[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

size_t accord_utf8_next(const char *bytes, size_t length, uint32_t *code_point)
{
    if (length == 0) return 0;
    unsigned char lead = (unsigned char)bytes[0];
    size_t more = 0;
    while (more < 4 && (lead & shapes[more].mask) != shapes[more].lead)
        more++;
    if (more >= 4 || length < more + 1) return 0;
    uint32_t code = lead & (unsigned char)~shapes[more].mask;
    for (size_t i = 1; i <= more; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0U) != 0x80U) return 0;
        code = code << 6 | (next & 0x3FU);
    }
    if (code < shapes[more].least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0;
    *code_point = code;
    return more + 1;
}

/* Most text is ASCII, and is looked at eight bytes at a time. */
static bool are_ascii(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return (eight & UINT64_C(0x8080808080808080)) == 0;
}

size_t accord_utf8_check(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint32_t code_point;
        if (length - at >= sizeof(uint64_t) && are_ascii(bytes + at)) {
            at += sizeof(uint64_t);
            continue;
        }
        size_t step = (unsigned char)bytes[at] < 0x80 ? 1 : accord_utf8_next(bytes + at, length - at, &code_point);
        if (step == 0) break;
        at += step;
    }
    return at;
}

size_t accord_text_printable(const char *bytes, size_t length)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t eight;
    size_t at = 0;
    for (; length - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        /* The highest bit of a byte: it is no ASCII, is below a space, or is the delete character. */
        uint64_t below = (eight - ones * 0x20) & ~eight, delete = eight ^ ones * 0x7F;
        if (((eight | below | ((delete - ones) & ~delete)) & high) != 0) break;
    }
    while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7F)
        at++;
    return at;
}
