/* The formats of reports of stored runs. */
#ifndef ACCORD_DOSSIER_WRITER_H
#define ACCORD_DOSSIER_WRITER_H

#include "dossier/dossier.h"
#include "report/sink.h"

/* One document, in one language. */
struct accord_dossier_output {
    const char *path; /* of a file that is written complete or not at all; NULL: standard output */
    bool beside;      /* a folder was given: further files may stand beside it, their names begin with its stem */
    const struct accord_language *language;
    /* All that are written in this run, this one among them, so that one can lead to another. */
    const struct accord_language *const *languages;
    const char *const *paths;
    size_t language_count;
    bool *gone; /* becomes true where nobody reads the standard output any more, of which nothing need be said; NULL: it
                   is not asked */
};

struct accord_dossier_format {
    const char *name;
    const char *help;   /* one clause, lower case */
    const char *stem;   /* of its files in a folder: "index" */
    const char *suffix; /* ".html" */
    bool to_terminal;   /* may be written to standard output */
    enum accord_status (*write)(struct accord_dossier *dossier, const struct accord_dossier_output *output,
                                struct accord_error *err);
};

/* The table of formats; NULL past its end. */
const struct accord_dossier_format *accord_dossier_format_at(size_t index);

extern const struct accord_dossier_format accord_dossier_format_html;
extern const struct accord_dossier_format accord_dossier_format_committee;
extern const struct accord_dossier_format accord_dossier_format_xlsx;

#endif
