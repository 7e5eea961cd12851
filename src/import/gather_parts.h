/* What gathering rows is split into: their bytes, the groups of rows that may be rivals, and how they are compared. */
#ifndef ACCORD_IMPORT_GATHER_PARTS_H
#define ACCORD_IMPORT_GATHER_PARTS_H

#include "base/map.h"
#include "base/wire.h"
#include "import/gather.h"
#include "store/sorter.h"

/* Columns of memberships and regions that rivals are compared by. */
enum {
    ACCORD_CLAIM_SOURCE = 2,
    ACCORD_CLAIM_SIGNED = 3,
    ACCORD_CLAIM_DEPOSITED = 4,
    ACCORD_CLAIM_IN_FORCE = 6,
    ACCORD_CLAIM_ENDED = 7,
    ACCORD_REGION_NAME = 2,
    ACCORD_REGION_FROM = 3,
    ACCORD_REGION_TO = 4
};

/* How rows of a table are told apart. */
enum accord_gather_by {
    ACCORD_GATHER_ACTORS, /* one row an id */
    ACCORD_GATHER_IDS,    /* rivals get ids of their own */
    ACCORD_GATHER_CLAIMS  /* the key is the claim */
};

struct accord_gathered_row {
    struct accord_cell *cells;
    struct accord_gathered_row *next; /* of its group */
};

/* Rows of one id, or one actor's claims about one treaty or scheme: the one that came last is the first. */
struct accord_gathered_group {
    struct accord_gathered_row *first;
    size_t count;
};

struct accord_gathered_table {
    const struct accord_schema *schema;
    enum accord_gather_by by;
    size_t group_columns; /* the first ones, texts */
    size_t order_columns; /* the first ones, by which no two rows are the same in the end */
    size_t row_count;     /* of those that are left when it is settled */
    bool has_value[ACCORD_COLUMNS_MAX];
};

/* A row that was taken, as it is kept. */
struct accord_gathered_taking {
    bool restored;
    bool alone;      /* its row of the source made no other */
    uint64_t record; /* the number of that row */
    size_t file;     /* of accord_gathering.files */
    uint32_t line;
};

/* A conflict that waits until all are known. */
struct accord_gathered_conflict {
    uint64_t number; /* of the row that was taken */
    size_t file;
    uint32_t line;
    char *text;
};

struct accord_gathering {
    struct accord_names *names;
    struct accord_reconciliation *reconciliation;
    struct accord_arena arena; /* of the rows of one group */
    struct accord_text text;
    struct accord_text key;
    struct accord_text bytes;
    struct accord_gathered_table *tables; /* all core tables, in their order */
    size_t table_count;
    struct accord_map files; /* of the sources */
    uint64_t taken;          /* rows, restored ones too */
    uint64_t settled_rows;   /* of those */
    uint64_t written_rows;
    struct accord_import_watch watch;
    struct accord_map actors;         /* that have a row */
    struct accord_sorter *rows;       /* taken: by table and group, then as they came */
    struct accord_sorter *outcomes;   /* of rows that are not alone, by the row of the source */
    struct accord_sorter *settled;    /* by table, in the order in which they are written */
    struct accord_sorter_record next; /* of those that are settled, not written yet */
    bool has_next;
    struct accord_gathered_conflict conflicts[ACCORD_PROBLEMS_KEPT]; /* the first ones, in the order of their rows */
    size_t conflict_count;
    size_t more_conflicts;
    struct accord_error unknown_actor; /* the first actor that is none, if its status says so */
    struct accord_map titles;          /* of the sources that were written */
    bool illustrative;
};

/* ---- bytes of rows ---- */

void accord_gathered_add_cells(struct accord_text *bytes, const struct accord_cell *cells, size_t count);
/* Texts are borrowed from the bytes. */
void accord_gathered_take_cells(struct accord_wire *wire, struct accord_cell *cells, size_t count);

/* Appends the number so that greater ones come later. */
void accord_gathered_add_ordered(struct accord_text *key, uint64_t number);
uint64_t accord_gathered_ordered(const char *key);

/* Appends the cell so that cells are in the order of accord_cell_compare. No decimal orders a table. */
void accord_gathered_add_cell_key(struct accord_text *key, const struct accord_cell *cell);

/* ---- groups ---- */

/* The row that has the key of the cells, where a key holds one only, or says the same; NULL: there is none. */
struct accord_gathered_row *accord_gathered_same(const struct accord_gathered_table *table,
                                                 const struct accord_gathered_group *group,
                                                 const struct accord_cell *cells);

/* Whether the cells say otherwise than a row of the group; then the text says in which way. */
bool accord_gathered_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                           const struct accord_cell *cells, struct accord_text *text);

/* Puts the cells into their group: as a row of their own, or into the one that says the same. The text says what is in
 * conflict, if anything is. */
enum accord_status accord_gathered_join(struct accord_gathering *gathering, const struct accord_gathered_table *table,
                                        struct accord_gathered_group *group, const struct accord_cell *cells,
                                        struct accord_text *conflict, enum accord_taken *taken,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* The rows of a group that is whole: gives rivals ids of their own, adds the actors that the rows name, and keeps them
 * in the order in which they are written. */
enum accord_status accord_gathered_settle_group(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                                const struct accord_gathered_group *group,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

/* What the program itself knows of an actor, in a column of the table of actors; NULL: nothing. */
const char *accord_gathered_known(const struct accord_gathering *gathering, const struct accord_cell *id,
                                  const char *column);

/* ---- values ---- */

/* Appends the value as a table writes it, quoted and cut; of a personal column that there is one. */
void accord_gathered_show(const struct accord_column *column, const struct accord_cell *cell, struct accord_text *text);

#endif
