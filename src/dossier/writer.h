/* What a format of reports of stored runs is to the writing of them. Private to src/dossier. */
#ifndef ACCORD_DOSSIER_WRITER_H
#define ACCORD_DOSSIER_WRITER_H

#include "dossier/dossier.h"
#include "report/sink.h"

struct accord_dossier_output {
    const char *path;                       /* NULL: standard output; else a file, or a folder that is there or ends in
                                               "/", where the format can be one */
    const struct accord_language *language; /* of this output */
    const struct accord_language *const *languages; /* all that are written in this run, this one among them, so that
                                                       one can lead to another */
    const char *const *paths;                       /* theirs */
    size_t language_count;
};

struct accord_dossier_format {
    const char *name;
    const char *help;   /* one clause, lower case */
    const char *suffix; /* of its files: ".html" */
    bool to_terminal;   /* may be written to standard output */
    enum accord_status (*write)(struct accord_dossier *dossier, const struct accord_dossier_output *output,
                                struct accord_error *err);
};

extern const struct accord_dossier_format accord_dossier_format_html;
extern const struct accord_dossier_format accord_dossier_format_committee;
extern const struct accord_dossier_format accord_dossier_format_xlsx;

#endif
