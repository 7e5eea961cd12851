/* UUIDs of version 5 (RFC 4122): the same name gives the same UUID, wherever and whenever it is made. */
#ifndef ACCORD_BASE_UUID_H
#define ACCORD_BASE_UUID_H

#include <stddef.h>

enum { ACCORD_UUID_BYTES = 16, ACCORD_UUID_TEXT = 37 };

struct accord_uuid {
    unsigned char bytes[ACCORD_UUID_BYTES];
};

/* The space of everything that accord names: version 5 of "urn:accord:names:1" in the RFC's space of URLs. */
extern const struct accord_uuid accord_uuid_space;

/* `parts` joined by line feeds is the name. No part but the last holds one, so that no two lists have a name in common.
 */
struct accord_uuid accord_uuid_of(const struct accord_uuid *space, const char *const *parts, size_t count);

/* 36 characters, lower case, and a NUL. Returns `text`. */
const char *accord_uuid_format(const struct accord_uuid *uuid, char text[ACCORD_UUID_TEXT]);

#endif
