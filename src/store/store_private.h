/* What the parts of the store share. Private to src/store. */
#ifndef ACCORD_STORE_PRIVATE_H
#define ACCORD_STORE_PRIVATE_H

#include "base/map.h"
#include "store/batch.h"
#include "store/key_set.h"
#include "store/packed_file.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/temporary.h"

enum { ACCORD_KEY_BYTES_MAX = 64 * 1024 * 1024 }; /* of one row's key in canonical form */

/* A key of a table while its rows come. As long as each is greater than the one before, which they mostly are since
 * files are sorted, they are all different, and no other is kept; from the first on that is not, all are. */
struct accord_table_key {
    struct accord_text last; /* written so that it can be compared; empty before the first */
    bool in_order;
    struct accord_key_set set;
};

struct accord_store_table {
    const struct accord_schema *schema;
    bool linked;                           /* the actor column is a list: rows are seen by several */
    bool refused;                          /* rows of it were not taken: what is missing may have been among them */
    bool names_actors[ACCORD_COLUMNS_MAX]; /* columns whose texts are ids of actors */
    uint32_t rows;
    uint32_t links;
    /* while filling */
    struct accord_batch batch;
    sqlite3_stmt *insert_seen;
    sqlite3_stmt *select;
    sqlite3_stmt *places;
    struct accord_table_key *keys; /* the primary one, where there is one, then one a unique column */
    size_t key_count;
};

struct accord_store {
    struct accord_temporary *temporary;   /* or NULL: a packed dataset's file, which stays; or in memory */
    sqlite3 *keeper;                      /* of a store in memory; or NULL */
    struct accord_file_identity identity; /* of a packed dataset's file */
    char path[ACCORD_TEMPORARY_FILE_MAX];
    struct accord_store_table tables[ACCORD_TABLES_MAX];
    size_t table_count;
    bool ranked;
    bool finished;

    char *ids; /* one after the other in bytewise order, each with a NUL */
    const char **id_of;
    size_t actor_count;

    /* while filling */
    sqlite3 *db;
    struct accord_map actors; /* id to number of arrival, then to rank */
    int actors_table;         /* or -1 */
    uint32_t in_order;        /* so many of the first actors came in the order of their ids, and are ranked so */
    uint32_t *last_linked;    /* by rank, the last row of a list that was linked to it, as a number of its own */
    uint32_t list_rows;       /* such rows so far */
    size_t nearest_budget;    /* ids that may still be compared to find the one that was meant */
    struct accord_text scratch;
    /* From one table's keys to the next one's: growing and freeing it for each leaves the heap in pieces, which workers
     * inherit. */
    struct accord_key_set spare;
    struct accord_problems *problems;
    accord_store_file_function file_name;
    const void *file_host;
    accord_store_seen_function seen; /* or NULL */
    void *seen_host;
};

/* An empty store with neither file nor folder; NULL when memory is short. */
struct accord_store *accord_store_make(void);

/* The file is not the store's own. */
static inline bool accord_store_is_packed(const struct accord_store *store)
{
    return store->temporary == NULL && store->keeper == NULL;
}

/* Rowids: the actor's rank above, the number of arrival in the table below. */
static inline int64_t accord_row_id(uint32_t rank, uint32_t arrival)
{
    return (int64_t)((uint64_t)rank << 32 | arrival);
}

/* A row on its way into a table. */
struct accord_new_row {
    int64_t id;
    const struct accord_cell *cells;
    const struct accord_place *places; /* or NULL */
    int file;
    uint32_t line;
};

/* Where a cell stands, or its row's line where it stands nowhere. */
static inline struct accord_place accord_cell_place(const struct accord_place *places, int column, uint32_t line)
{
    if (places == NULL || places[column].line == 0) return (struct accord_place){.line = line, .column = 0};
    return places[column];
}

/* ---- complain.c ---- */

/* What a text is called in a message: cut where it is long, on one line. `shown` has ACCORD_SHOWN_MAX bytes. */
enum { ACCORD_SHOWN_MAX = 128 };
const char *accord_store_shown(const char *text, size_t length, char *shown);

/* Adds a problem; without a list for them it is the error itself, ACCORD_BAD_DATA. */
enum accord_status accord_store_complain(struct accord_store *store, int file, struct accord_place place,
                                         struct accord_error *err, const char *format, ...)
    ACCORD_PRINTF(5, 6) ACCORD_MUST_CHECK;

/* `text` is not the id of an actor. */
enum accord_status accord_store_complain_actor(struct accord_store *store, int file, struct accord_place place,
                                               const char *text, size_t length,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

const char *accord_store_file_name(const struct accord_store *store, int file);

/* ---- keys.c ---- */

/* The row's keys, each of which must be new. The row was added to its table already. */
enum accord_status accord_keys_add(struct accord_store *store, struct accord_store_table *table,
                                   const struct accord_new_row *row, struct accord_error *err) ACCORD_MUST_CHECK;
/* The table has all its rows: looks at the keys that had no room in memory, and releases what was needed for it. */
enum accord_status accord_keys_end(struct accord_store *store, struct accord_store_table *table,
                                   struct accord_error *err) ACCORD_MUST_CHECK;
void accord_keys_clear(struct accord_store *store, struct accord_store_table *table);
/* The digest of some cells of a row; false when memory is short. */
bool accord_keys_make(struct accord_store *store, const struct accord_cell *cells, const int *columns, size_t count,
                      int64_t row, struct accord_key_entry *key);
/* The same of a cell that belongs to no column, an item of a list. */
bool accord_keys_make_of(struct accord_store *store, const struct accord_cell *cell, int64_t row,
                         struct accord_key_entry *key);
/* The first of the columns that has no value in the row, or ACCORD_NO_COLUMN. */
int accord_keys_first_blank(const struct accord_cell *cells, const int *columns, size_t count);
/* Calls `function` for every row of a table in the order of ids. */
typedef enum accord_status (*accord_row_of_function)(void *host, int64_t id, const struct accord_cell *cells,
                                                     struct accord_error *err);
enum accord_status accord_keys_each_row(struct accord_store *store, struct accord_store_table *table,
                                        accord_row_of_function function, void *host,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
/* A row's cells, from its table, valid until the table's `select` is used again. */
enum accord_status accord_keys_fetch(const struct accord_store *store, const struct accord_store_table *table,
                                     int64_t id, struct accord_cell *cells, struct accord_error *err) ACCORD_MUST_CHECK;
/* File, line and (where `places` is not NULL) the cells' places of a row by a prepared ACCORD_SQL_PLACES. */
enum accord_status accord_store_row_places(sqlite3_stmt *statement, const char *path,
                                           const struct accord_schema *schema, int64_t id, int *file, uint32_t *line,
                                           struct accord_place *places, struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- dangling.c ---- */

/* Checks every reference of the table to rows of tables, but those to actors' ids. */
enum accord_status accord_dangling_check(struct accord_store *store, struct accord_store_table *table,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
/* The reference is one to an actor's id, which ranks answer. */
bool accord_refers_to_actor(const struct accord_foreign_key *foreign);

#endif
