/* The formats that a text column may declare. */
#ifndef ACCORD_INGEST_FORMATS_H
#define ACCORD_INGEST_FORMATS_H

#include <stdbool.h>
#include <stddef.h>

struct accord_format {
    const char *name;
    const char *expected; /* "an e-mail address" */
    bool (*check)(const char *text, size_t length);
    const char *pattern; /* of core columns alone: the same as a regular expression. NULL: datasets may declare it */
};

/* The format of that name, or NULL. "default" is none. */
const struct accord_format *accord_format_find(const char *name);

#endif
