/* The dataset in SQLite: typed tables in a private temporary file, read back in actor order. */
#ifndef ACCORD_STORE_STORE_H
#define ACCORD_STORE_STORE_H

#include "accord/problems.h"
#include "base/cell.h"
#include "base/memory.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct accord_store;

/* What the store tells of a stored row. `id` is its rowid: stable in this store, ascending by actor, then by order of
 * arrival. */
struct accord_stored_row {
    int64_t id;
    const struct accord_cell *cells; /* one a column of the schema */
};

/* A new store in a private temporary file under `folder` (NULL: /tmp). The file and its folder are removed by
 * accord_store_close; accord_store_remove_all (async-signal-safe) removes those of every open store of this process.
 * At most 64 stores at a time. */
enum accord_status accord_store_new(const char *folder, struct accord_store **store,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
/* The same in memory, for a process that can open nothing. At most some 700,000 keys a table. */
enum accord_status accord_store_new_in_memory(struct accord_store **store, struct accord_error *err) ACCORD_MUST_CHECK;
/* What SQLite asks the system for once, is asked for now: before a process gives up opening anything. */
enum accord_status accord_store_prepare_memory(struct accord_error *err) ACCORD_MUST_CHECK;
void accord_store_close(struct accord_store *store);
void accord_store_remove_all(void);
const char *accord_store_path(const struct accord_store *store);

/* Where the store adds what is wrong with keys and references, and what it calls the files there (the name is copied).
 * Without this the first such problem is an error, ACCORD_BAD_DATA. */
typedef const char *(*accord_store_file_function)(const void *host, int file);
void accord_store_set_problems(struct accord_store *store, struct accord_problems *problems,
                               accord_store_file_function file, const void *host);

/* Whom the store tells which actor sees the row that is being added (0: the global ones), once for each; of the rows of
 * `actors`, by number of arrival, once all of them are ranked. */
typedef void (*accord_store_seen_function)(void *host, uint32_t rank, uint32_t arrival);
void accord_store_set_seen(struct accord_store *store, accord_store_seen_function function, void *host);

/* Filling: the table `actors` and its rows, accord_store_rank, the other tables and their rows, each followed by
 * accord_store_end_table (which may be left out), accord_store_finish. The schema must outlive the store. Table numbers
 * count from 0 in the order of adding.
 *
 * Rows linked by a text column have the rank of its actor. Rows whose actor column is blank or says the schema's
 * global value have rank 0, as have those of a table without one. Rows linked by a list have rank 0 too, and a link for
 * each actor in it (or one for rank 0 where it is blank).
 *
 * Keys that come twice are added to the problems as their rows arrive (those past some 700,000 keys of a table when it
 * ends), references to an actor's id that is none too, other references by accord_store_finish, table by table. Each
 * group is in order of arrival. */
enum accord_status accord_store_add_table(struct accord_store *store, const struct accord_schema *schema, int *table,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_store_add_row(struct accord_store *store, int table, const struct accord_cell *cells,
                                        const struct accord_place *places, int file, uint32_t line,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_store_end_table(struct accord_store *store, int table,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
/* Rows of the table were not good enough to be added: what refers to it may be right after all, and says so. */
void accord_store_note_refused(struct accord_store *store, int table);
enum accord_status accord_store_rank(struct accord_store *store, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_store_finish(struct accord_store *store, struct accord_error *err) ACCORD_MUST_CHECK;

size_t accord_store_table_count(const struct accord_store *store);
const struct accord_schema *accord_store_schema(const struct accord_store *store, int table);
int accord_store_table(const struct accord_store *store, const char *name, size_t length); /* or -1 */

/* Actors: rank 1 to count in bytewise order of their ids. */
size_t accord_store_actor_count(const struct accord_store *store);
const char *accord_store_actor_id(const struct accord_store *store, uint32_t rank);
uint32_t accord_store_actor_rank(const struct accord_store *store, const char *id, size_t length); /* 0: none */

/* A reader: a read connection with one streaming cursor a table, on a store that is finished. Several may be open; each
 * belongs to one thread, and none survives a fork. It takes no locks, and after accord_reader_open needs no system call
 * but pread64 and those of malloc. */
struct accord_reader;
enum accord_status accord_reader_open(struct accord_store *store, struct accord_reader **reader,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
void accord_reader_close(struct accord_reader *reader);

/* All rows of `table` that the actor sees, copied into `arena`, texts NUL-terminated there, sorted by the key's cells:
 * missing first, texts bytewise, numbers by value, dates by first and last day; by all cells where there is no key (so
 * that the order of arrival does not show). Rank 0: the global rows. Cheapest when ranks ascend. *rows has *count
 * entries, at most ACCORD_ROWS_MAX. */
enum { ACCORD_ROWS_MAX = 16 * 1024 * 1024 };
enum accord_status accord_reader_rows(struct accord_reader *reader, int table, uint32_t rank,
                                      struct accord_arena *arena, struct accord_stored_row **rows, size_t *count,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Every row of a table once, in the order of rowids, for questions across actors. The cells are valid during the call.
 * `rank` is 0 in tables whose rows are seen by several. The function returns something other than ACCORD_OK to stop. */
typedef enum accord_status (*accord_stored_row_function)(void *host, uint32_t rank, const struct accord_stored_row *row,
                                                         struct accord_error *err);
/* The rows that accord_reader_rows gives, one after the other as they stand in the store, without keeping any. */
enum accord_status accord_reader_each(struct accord_reader *reader, int table, uint32_t rank,
                                      accord_stored_row_function function, void *host,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_reader_scan(struct accord_reader *reader, int table, accord_stored_row_function function,
                                      void *host, struct accord_error *err) ACCORD_MUST_CHECK;

/* Where a row and its cells stand. `places` (may be NULL) gets one entry a column. */
enum accord_status accord_reader_places(struct accord_reader *reader, int table, int64_t id, int *file, uint32_t *line,
                                        struct accord_place *places, struct accord_error *err) ACCORD_MUST_CHECK;

/* The row's key as text: the key columns' texts (all columns' where there is no key) joined by "/" ("/" and "%" inside
 * them percent-encoded), dates in ISO form, personal columns blank. Appended to `text`. */
void accord_schema_key(const struct accord_schema *schema, const struct accord_cell *cells, struct accord_text *text);
/* One cell as text: dates ISO, decimals exact, booleans true and false, lists joined by "; ", missing as "". */
void accord_cell_text(const struct accord_cell *cell, struct accord_text *text);

#endif
