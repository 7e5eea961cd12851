/* The file of a packed dataset: an SQLite database that says whose it is, with the store's tables and one of parts.
 * Private to src/store. */
#ifndef ACCORD_STORE_PACKED_FILE_H
#define ACCORD_STORE_PACKED_FILE_H

#include "accord/status.h"
#include "base/memory.h"
#include "base/text.h"
#include "ingest/schema.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <sys/stat.h>

enum {
    ACCORD_PACKED_APPLICATION = 0x61636364, /* SQLite's application id: "accd" */
    ACCORD_PACKED_FORM = 3                  /* its user version: what parts hold, and what tables look like */
};

/* What a dataset is beyond its tables; each part is a row of bytes. */
enum accord_packed_part {
    ACCORD_PACKED_DATASET = 1, /* name, digests, how many actors */
    ACCORD_PACKED_TABLES,      /* schemas and digests, in the store's order */
    ACCORD_PACKED_FILES,       /* names, by the numbers that rows have */
    ACCORD_PACKED_WARNINGS,
    ACCORD_PACKED_ACTORS,     /* ids by rank, each with a NUL */
    ACCORD_PACKED_DIGESTS,    /* by rank from 0, ACCORD_SHA256_BYTES each */
    ACCORD_PACKED_DESCRIPTOR, /* as accord_package_describe writes it, of CSV */
    ACCORD_PACKED_DAYS        /* that rows tell of, as accord_days_write writes them */
};

/* Which file it is: a new one of the same name is another. Zeroed is no file. */
struct accord_file_identity {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec changed;
};

/* Whether there is a regular file that claims to be an SQLite database or a packed dataset. Its name does not count. */
bool accord_packed_is_database(const char *path);

/* Whether it may be replaced by one: a packed dataset of any form. */
bool accord_packed_may_replace(const char *path);

/* Opens what accord_packed_is_database. ACCORD_BAD_DATA names the file, what was found, what was expected and what to
 * do: for a database of another program, one packed in another form, one cut short. The caller closes *db. */
enum accord_status accord_packed_open(const char *path, sqlite3 **db, struct accord_file_identity *identity,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
/* Opens the file again that was opened before, and no other. */
enum accord_status accord_packed_reopen(const char *path, const struct accord_file_identity *identity, sqlite3 **db,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* The part's bytes, in the arena, with a NUL after them. */
enum accord_status accord_packed_part(sqlite3 *db, const char *path, enum accord_packed_part part,
                                      struct accord_arena *arena, const char **bytes, size_t *length,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the database holds the tables that these schemas make, as accord makes them, and nothing else. */
enum accord_status accord_packed_check_tables(sqlite3 *db, const char *path, const struct accord_schema *schemas,
                                              size_t count, struct accord_error *err) ACCORD_MUST_CHECK;

/* Lets SQLite look at every page of the file. */
enum accord_status accord_packed_look_over(const char *path, struct accord_error *err) ACCORD_MUST_CHECK;

/* Makes a database, open for writing, the packed one: its mark, and the table of parts. */
enum accord_status accord_packed_mark(sqlite3 *db, const char *path, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_packed_add_part(sqlite3 *db, const char *path, enum accord_packed_part part,
                                          const struct accord_text *bytes, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
