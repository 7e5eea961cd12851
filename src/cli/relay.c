/* Text that a contained process made. */
#include "cli/relay.h"

#include "base/text.h"
#include "report/emit.h"

#include <stdint.h>
#include <string.h>

static const char CODE_START[] = "\x1b[";

/* The bytes of a code for colours ("\x1b[1;33m") that `bytes` begins with; 0: none. */
static size_t color_code(const char *bytes, size_t length)
{
    size_t at = sizeof CODE_START - 1;
    if (length <= at || memcmp(bytes, CODE_START, at) != 0) return 0;
    while (at < length && (bytes[at] == ';' || (bytes[at] >= '0' && bytes[at] <= '9')))
        at++;
    return at < length && bytes[at] == 'm' ? at + 1 : 0;
}

bool accord_relay_is_fit(const char *bytes, size_t length, bool color)
{
    for (size_t at = 0; at < length;) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(bytes + at, length - at, &c);
        if (size == 0) return false;
        if (c != '\n' && accord_text_is_control(c)) {
            size = color ? color_code(bytes + at, length - at) : 0;
            if (size == 0) return false;
        }
        at += size;
    }
    return true;
}
