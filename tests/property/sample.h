/* The sample dataset in memory, so that a test can take from it, shuffle it, write it in other shapes and run it. */
#ifndef ACCORD_TESTS_SAMPLE_H
#define ACCORD_TESTS_SAMPLE_H

#include "accord/run.h"
#include "ingest/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SAMPLE_TABLES = 16,
    SAMPLE_ROWS_MAX = 8192,
    SAMPLE_CELLS_MAX = 32,
    SAMPLE_PATH_MAX = 512,
    SAMPLE_AS_OF_ROOM = 16
};

/* Copies share their texts. */
struct sample_table {
    char name[64];
    const struct accord_schema *schema;
    const char *columns[SAMPLE_CELLS_MAX];
    size_t column_count;
    const char **rows[SAMPLE_ROWS_MAX]; /* cells, "" is blank */
    size_t row_count;
};

/* The tables that are CSV files in the fixture; the others are copied as they are. */
struct sample {
    struct sample_table tables[SAMPLE_TABLES];
    size_t table_count;
};

/* Mixed: of the others one after the other, a table each. */
enum sample_shape { SAMPLE_CSV, SAMPLE_CSV_CRLF, SAMPLE_CSV_TWO_FILES, SAMPLE_JSON, SAMPLE_JSON_LINES, SAMPLE_MIXED };

/* Reads fixtures/sample, and keeps every `stride`th actor with its rows (1: all). */
void sample_read(struct sample *sample, size_t stride);
struct sample_table *sample_table(struct sample *sample, const char *name);
int sample_column(const struct sample_table *table, const char *name); /* -1: none */
/* A copy of row `index` that may be written to takes its place. */
const char **sample_own_row(struct sample_table *table, size_t index);
void sample_remove_row(struct sample_table *table, size_t index);
void sample_shuffle(struct sample *sample, uint32_t *seed);

/* Writes a dataset into the folder (which must exist). `declared`: with its accord:complete. */
void sample_write(const struct sample *sample, const char *folder, enum sample_shape shape, bool declared);

/* ---- runs ---- */

struct sample_verdict {
    bool there;
    enum accord_verdict_kind verdict;
    enum accord_gate gate;
};

/* What every rule says of every actor; freed with free. */
struct sample_outcome {
    size_t actors;
    size_t rules;
    struct sample_verdict verdicts[]; /* actor * rules + rule */
};

struct accord_packs *sample_packs(void); /* the project's rules; one run at a time */
struct sample_outcome *sample_run(struct accord_packs *packs, const char *folder, const char *as_of);
/* A line a verdict of a run that carries `carry`: what it is, and its texts where `shown` would carry them. Freed with
 * accord_free. */
char *sample_verdicts(struct accord_packs *packs, const char *folder, const char *as_of, enum accord_carry carry,
                      enum accord_carry shown);
/* The JSON report on a dataset, packed or not, freed with free; the other is without files, lines and columns. */
char *sample_report_with_places(struct accord_packs *packs, const char *folder, const char *as_of);
char *sample_report(struct accord_packs *packs, const char *folder, const char *as_of);

/* The dataset in the folder, or packed; closed by the caller. */
struct accord_dataset *sample_open(const char *folder);
/* Packs the dataset in the folder. */
void sample_pack(const char *folder, const char *path);

/* A new folder under /tmp, and its removal with all files in it. */
void sample_folder(char *folder);
void sample_folder_remove(const char *folder);

uint32_t sample_random(uint32_t *seed, uint32_t below);

#endif
