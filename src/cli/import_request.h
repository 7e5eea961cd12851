/* What `accord import` was asked, and the import of rows. */
#ifndef ACCORD_CLI_IMPORT_REQUEST_H
#define ACCORD_CLI_IMPORT_REQUEST_H

#include "cli/command.h"
#include "cli/output.h"
#include "import/session.h"

struct accord_import_request {
    struct accord_names sources; /* paths */
    const char *output;
    struct accord_import_options options;
    struct accord_output report;
    size_t allowed; /* refused rows */
    bool allows;    /* --allow-refused was given */
    bool reports;   /* --format was given */
    bool packs;     /* the output is one file */
};

/* Formats of the reconciliation. */
const char *accord_import_format_word(size_t index);

/* Reads the sources row by row and writes what they come to. *gone as accord_output_write has it. */
enum accord_status accord_import_rows(const struct accord_import_request *request, bool *gone,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

#endif
