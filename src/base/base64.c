/* Base64: three bytes are four characters. */
#include "base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void accord_base64_add(struct accord_text *text, const unsigned char *bytes, size_t length)
{
    for (size_t at = 0; at < length; at += 3) {
        size_t left = length - at;
        uint32_t bits = (uint32_t)bytes[at] << 16;
        if (left > 1) bits |= (uint32_t)bytes[at + 1] << 8;
        if (left > 2) bits |= bytes[at + 2];
        const char four[] = {digits[bits >> 18 & 63], digits[bits >> 12 & 63], left > 1 ? digits[bits >> 6 & 63] : '=',
                             left > 2 ? digits[bits & 63] : '='};
        accord_text_add(text, four, sizeof four);
    }
}
