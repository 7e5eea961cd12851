/* What an import has gathered: rows of core tables, each claim once, rival claims beside each other. */
#ifndef ACCORD_IMPORT_GATHER_H
#define ACCORD_IMPORT_GATHER_H

#include "base/text.h"
#include "import/map_csv.h"
#include "import/watch.h"

enum { ACCORD_GATHER_RIVALS_MAX = 1000 /* rows of one id, of one actor's claims about a treaty or scheme */ };

/* Rows are taken as they come, put beside those of their id or claim once all are there, and then written in their
 * order. They stand in memory as far as a few dozen MiB go, and else in temporary files that have no names: memory does
 * not grow with the rows, but for some hundred bytes for each actor that has a row, and for each source's title. What
 * is gathered does not depend on the order in which rows come.
 *
 * - Tables whose key is an id: a row whose id is there and which says otherwise is kept beside the other. Of such rows
 *   the first in order of their content has the id, the others the id with "~2", "~3", ... behind it.
 * - Memberships and regions, whose key is what they claim: another claim is another row. It is a rival when it says
 *   otherwise: of a source that has claims about the actor and treaty, none of which may be the same as far as dates
 * are known; two spells of one source that surely overlap; two regions of a scheme at the same time.
 * - What a key cannot hold twice (actors; what memberships and regions say beyond their key): a value goes before none,
 *   what the program knows of an actor before all else, then the later in order. The other one is reported.
 *
 * A row without personal values is the same as one with them. */
struct accord_gathering;

/* `temporary` is the folder of the temporary files (copied; NULL: /tmp), `memory` what rows may take, in bytes. */
enum accord_status accord_gathering_new(struct accord_names *names, struct accord_reconciliation *reconciliation,
                                        const char *temporary, size_t memory, struct accord_gathering **gathering,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_gathering_free(struct accord_gathering *gathering);

/* Tells of settling and writing. */
void accord_gathering_watch(struct accord_gathering *gathering, const struct accord_import_watch *watch);

/* A row that stood at `place` of `file`, of the row of the reconciliation that is open, which counts it as
 * ACCORD_TAKEN_LATER. An id that ends as those of rivals do is ACCORD_BAD_DATA. */
enum accord_status accord_gathering_take(struct accord_gathering *gathering, const struct accord_mapped_row *row,
                                         const char *file, struct accord_error *err) ACCORD_MUST_CHECK;

/* A row that was written by an earlier import: nothing is reported, and the end of a rival's id is taken off. */
enum accord_status accord_gathering_restore(struct accord_gathering *gathering, const struct accord_schema *schema,
                                            const struct accord_cell *cells,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* Says that rows were made up to show something: what is written says so too. */
void accord_gathering_mark_illustrative(struct accord_gathering *gathering);
bool accord_gathering_illustrative(const struct accord_gathering *gathering);

bool accord_gathering_has_actor(const struct accord_gathering *gathering, const char *id);

/* Puts the rows beside each other: from now on none is taken. Tells the reconciliation what became of each, and rivals
 * in the order in which they came; those past the maximum are ACCORD_BAD_DATA. */
enum accord_status accord_gathering_settle(struct accord_gathering *gathering,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- what was gathered, once it is settled ---- */

/* Ends it: actors that rows name and that have no row get one, as the names know them. ACCORD_BAD_DATA where an actor
 * is none. */
enum accord_status accord_gathering_finish(struct accord_gathering *gathering,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* The core tables that have rows, in the order in which they are written; NULL past the last. */
const struct accord_schema *accord_gathering_table(const struct accord_gathering *gathering, size_t index);
size_t accord_gathering_row_count(const struct accord_gathering *gathering, const struct accord_schema *schema);

/* Takes bytes that are to be written. */
typedef enum accord_status (*accord_gathered_bytes_function)(void *host, const char *bytes, size_t length,
                                                             struct accord_error *err);

/* Writes the table as CSV: rows by their cells, and the columns that are required or have a value. Each table once, in
 * their order, when all is finished. */
enum accord_status accord_gathering_write(struct accord_gathering *gathering, const struct accord_schema *schema,
                                          accord_gathered_bytes_function function, void *host,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* The titles in the table of sources that was written, each once; NULL past the last. */
const char *accord_gathering_title(const struct accord_gathering *gathering, size_t index);

#endif
