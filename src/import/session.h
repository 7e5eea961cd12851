/* One import: sources in, a folder of tables out, and the reconciliation of what happened between. */
#ifndef ACCORD_IMPORT_SESSION_H
#define ACCORD_IMPORT_SESSION_H

#include "accord/date.h"
#include "accord/problems.h"
#include "import/reconcile.h"
#include "import/watch.h"

#include <stdbool.h>

struct accord_import_options {
    const char *mapping;   /* path of a mapping file, or NULL */
    const char *aliases;   /* path of a file of aliases, or NULL */
    const char *source;    /* the id that rows of files name as their source; NULL: as the mapping or the kind says */
    const char *retrieved; /* a date, for sources of which the mapping gives none; NULL: none */
    const char *temporary; /* folder of temporary files; NULL: /tmp */
    struct accord_import_watch watch;
    bool keep_persons;
};

struct accord_import_folder;
struct accord_import_session;

/* What is wrong with the mapping and the aliases is in `problems`, and the status is ACCORD_BAD_DATA. The options'
 * texts must outlive the session. */
enum accord_status accord_import_session_new(const struct accord_import_options *options,
                                             struct accord_problems *problems, struct accord_import_session **session,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
void accord_import_session_free(struct accord_import_session *session);

/* The rows of an earlier import, which are no part of the reconciliation. */
enum accord_status accord_import_session_restore(struct accord_import_session *session, const char *folder,
                                                 struct accord_problems *problems,
                                                 struct accord_error *err) ACCORD_MUST_CHECK;

/* Reads one source, a file or the folder of a data package, whose rows go into the reconciliation: refused ones are
 * there, and the status is ACCORD_OK. A data package that has more than core tables and their columns says is
 * ACCORD_BAD_DATA, since that would be lost. */
enum accord_status accord_import_session_read(struct accord_import_session *session, const char *path,
                                              struct accord_problems *problems,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the source may have meetings that dates in others name: those are read first. */
bool accord_import_has_meetings(const char *path);

/* Whether what is at the path is read whole, as a dataset, and not row by row: all but a file of rows. That is a
 * folder, the descriptor of a data package, a packed dataset, and what is not there. */
bool accord_import_is_dataset(const char *path);

/* Whether a source was read with the mapping. */
bool accord_import_session_mapped(const struct accord_import_session *session);

/* Whether a source was read that does not say itself when it was fetched. */
bool accord_import_session_dated(const struct accord_import_session *session);

/* Ends the reading, once: what became of each row is in the reconciliation. */
enum accord_status accord_import_session_settle(struct accord_import_session *session,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

const struct accord_reconciliation *accord_import_session_reconciliation(const struct accord_import_session *session);

/* Writes everything that is settled, once. ACCORD_BAD_DATA when there is nothing to write. */
enum accord_status accord_import_session_write(struct accord_import_session *session,
                                               struct accord_import_folder *folder,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

#endif
