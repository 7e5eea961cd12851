/* Where a command's result goes: --format FORMAT[=FILE], a file complete or not at all. */
#ifndef ACCORD_CLI_OUTPUT_H
#define ACCORD_CLI_OUTPUT_H

#include "accord/status.h"
#include "base/text.h"

struct accord_output {
    size_t format;    /* index into the names */
    const char *path; /* NULL: standard output */
};

/* The value of --format, whose names are the command's formats. */
enum accord_status accord_take_output(const char *value, const char *const *names, size_t count,
                                      struct accord_output *output, struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes the whole text. *gone: nobody reads the standard output any more, of which nothing need be said. */
enum accord_status accord_output_write(const char *path, const struct accord_text *text, bool *gone,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
