/* Percent-encoding of paths. */
#include "report/uri.h"

#include <string.h>

static void add_encoded(struct accord_text *text, const char *bytes, const char *kept)
{
    for (; *bytes; bytes++) {
        char c = *bytes;
        bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain || strchr(kept, c))
            accord_text_add_char(text, c);
        else
            accord_text_addf(text, "%%%02X", (unsigned)(unsigned char)c);
    }
}

void accord_uri_path(struct accord_text *text, const char *path)
{
    add_encoded(text, path, "-._~/");
}

void accord_uri_segment(struct accord_text *text, const char *segment)
{
    add_encoded(text, segment, "-._~");
}

bool accord_uri_is_below(const char *path)
{
    if (path[0] == '/') return false;
    while (*path) {
        size_t length = strcspn(path, "/");
        if (length == 2 && path[0] == '.' && path[1] == '.') return false;
        path += length + strspn(path + length, "/");
    }
    return true;
}
