/* What an import has gathered: rows of core tables, each claim once, rival claims beside each other. */
#ifndef ACCORD_IMPORT_GATHER_H
#define ACCORD_IMPORT_GATHER_H

#include "import/map_csv.h"

enum {
    ACCORD_GATHER_RIVALS_MAX = 1000,            /* rows of one id, of one actor's claims about a treaty or scheme */
    ACCORD_GATHER_FILE_MAX = 1024 * 1024 * 1024 /* bytes of one table that is written */
};

/* All rows are in memory. What is gathered does not depend on the order in which rows come, save the meetings that
 * dates are looked up in.
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

enum accord_status accord_gathering_new(struct accord_names *names, struct accord_reconciliation *reconciliation,
                                        struct accord_gathering **gathering,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_gathering_free(struct accord_gathering *gathering);

/* A row that stood at `place` of `file`. Rivals go into the reconciliation. An id that ends as those of rivals do, and
 * rivals past the maximum, are ACCORD_BAD_DATA. */
enum accord_status accord_gathering_take(struct accord_gathering *gathering, const struct accord_mapped_row *row,
                                         const char *file, enum accord_taken *taken,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* A row that was written by an earlier import: nothing is reported, and the end of a rival's id is taken off. */
enum accord_status accord_gathering_restore(struct accord_gathering *gathering, const struct accord_schema *schema,
                                            const struct accord_cell *cells,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* Says that rows were made up to show something: what is written says so too. */
void accord_gathering_mark_illustrative(struct accord_gathering *gathering);
bool accord_gathering_illustrative(const struct accord_gathering *gathering);

bool accord_gathering_has_actor(const struct accord_gathering *gathering, const char *id);
/* The meeting "cop14" of cms is the one with the id cms-cop14. */
enum accord_meeting_result accord_gathering_meeting(const struct accord_gathering *gathering, const char *treaty,
                                                    const struct accord_meeting_name *name, struct accord_date *days);

/* Adds the actors that rows name and that have no row, as the names know them, gives rivals their ids and puts rows in
 * order. Afterwards no row is taken. ACCORD_BAD_DATA where an actor is none. */
enum accord_status accord_gathering_finish(struct accord_gathering *gathering,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- what was gathered, once it is finished ---- */

/* The core tables that have rows, in their fixed order; NULL past the last. */
const struct accord_schema *accord_gathering_table(const struct accord_gathering *gathering, size_t index);
size_t accord_gathering_row_count(const struct accord_gathering *gathering, const struct accord_schema *schema);
const struct accord_cell *accord_gathering_row(const struct accord_gathering *gathering,
                                               const struct accord_schema *schema, size_t row);

/* Appends the table as CSV: rows by their cells, and the columns that are required or have a value. */
void accord_gathering_write(const struct accord_gathering *gathering, const struct accord_schema *schema,
                            struct accord_text *text);

#endif
