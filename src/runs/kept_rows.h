/* What was on record of some actors, as one piece of bytes kept with their block (store/run_rows.h): every row that
 * each sees and not everybody, table by table in the order of ordinals, so that evidence, which names rows by those,
 * can be shown where the dataset is not at hand. Of a personal value only that it is there.
 *
 * Tables and columns go by their numbers; the run's document "dataset" names them (runs/documents.h), and has the rows
 * that everybody sees. */
#ifndef ACCORD_RUNS_KEPT_ROWS_H
#define ACCORD_RUNS_KEPT_ROWS_H

#include "accord/run.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/wire.h"
#include "runs/rows.h"
#include "store/run_file.h"

enum { ACCORD_KEPT_RECENT = 8 /* texts of a column that are told again by a number */ };

/* The texts that a column had last, and the place that is written over next. */
struct accord_kept_recent {
    struct {
        const char *text;
        size_t length;
    } texts[ACCORD_KEPT_RECENT];
    size_t count;
    size_t next;
};

/* ---- writing ---- */

struct accord_kept_writer {
    const struct accord_store *store;
    struct accord_text bytes;
    struct accord_arena texts;         /* that are recent */
    struct accord_kept_recent *recent; /* one a column of all tables, in their order */
    size_t column_count;
    unsigned char shape[ACCORD_SHA256_BYTES]; /* of the tables */
};

/* The store outlives the writer. */
enum accord_status accord_kept_writer_init(struct accord_kept_writer *writer, const struct accord_store *store,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
void accord_kept_writer_clear(struct accord_kept_writer *writer); /* zeroed is cleared */

/* By what the bytes of so many actors that follow one another are known, from their keys (runs/block.h). */
void accord_kept_digest(const struct accord_kept_writer *writer, const unsigned char *keys, size_t actors,
                        unsigned char digest[ACCORD_SHA256_BYTES]);

/* Begins anew; then the actors, in the order of their block, each entered into `rows`. False: rows->err says why, or
 * memory was short. */
void accord_kept_begin(struct accord_kept_writer *writer);
bool accord_kept_add_actor(struct accord_kept_writer *writer, struct accord_rows *rows);
/* Borrowed from the writer. */
enum accord_status accord_kept_finish(const struct accord_kept_writer *writer, struct accord_bytes *bytes,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- reading ---- */

struct accord_kept_row {
    const char *key;
    const char *const *values; /* one a column of the table; NULL: missing; a personal one: "(on record)" */
};

struct accord_kept_table {
    const struct accord_kept_row *rows; /* by ordinal */
    size_t count;
};

/* The bytes may be anything: what cannot be read is false. They stay as long as what is read of them. */
struct accord_kept_reader {
    struct accord_wire wire;
    struct accord_arena *arena;    /* texts that are recent live in it */
    struct accord_schema *schemas; /* kinds of columns and what keys are made of, and no more */
    struct accord_kept_recent *recent;
    size_t table_count;
    struct accord_kept_table tables[ACCORD_TABLES_MAX]; /* of the actor at hand */
    bool no_memory;                                     /* why reading failed, where it is not the bytes */
};

/* Of a block; the arena lives as long as the reader. */
bool accord_kept_open(struct accord_kept_reader *reader, struct accord_bytes bytes, struct accord_arena *arena);
/* The rows of the next actor of the block, in the arena. */
bool accord_kept_next(struct accord_kept_reader *reader, struct accord_arena *arena);
/* Fills in the key and the values of a row of evidence of the actor at hand, by its ordinal and columns: what
 * accord_block_read leaves out without the dataset. False, too, where there is no such row, and for one that everybody
 * sees. */
bool accord_kept_fill(const struct accord_kept_reader *reader, int table, struct accord_arena *arena,
                      struct accord_evidence_row *row);

#endif
