/* What gathering rows is split into: the groups of rows that may be rivals, and how they are compared. */
#ifndef ACCORD_IMPORT_GATHER_PARTS_H
#define ACCORD_IMPORT_GATHER_PARTS_H

#include "base/map.h"
#include "import/gather.h"

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

/* Rows of one id, or one actor's claims about one treaty or scheme. */
struct accord_gathered_group {
    struct accord_gathered_row *first;
    size_t count;
};

struct accord_gathered_table {
    const struct accord_schema *schema;
    enum accord_gather_by by;
    size_t group_columns;    /* the first ones, texts */
    struct accord_map names; /* of groups, to their indexes */
    struct accord_gathered_group *groups;
    size_t group_count;
    size_t group_capacity;
    size_t row_count;
    struct accord_gathered_row **rows; /* in order, when finished */
};

struct accord_gathering {
    struct accord_names *names;
    struct accord_reconciliation *reconciliation;
    struct accord_arena arena; /* of rows */
    struct accord_text text;
    struct accord_gathered_table *tables; /* all core tables, in their order */
    size_t table_count;
    bool illustrative;
};

/* The group with that name, or NULL. */
struct accord_gathered_group *accord_gathered_group(const struct accord_gathered_table *table, const char *name,
                                                    size_t length);

/* The row that has the key of the cells, where a key holds one only, or says the same; NULL: there is none. */
struct accord_gathered_row *accord_gathered_same(const struct accord_gathered_table *table,
                                                 const struct accord_gathered_group *group,
                                                 const struct accord_cell *cells);

/* Whether the cells say otherwise than a row of the group; then the text says in which way. */
bool accord_gathered_rival(const struct accord_gathered_table *table, const struct accord_gathered_group *group,
                           const struct accord_cell *cells, struct accord_text *text);

/* Gives rivals ids of their own and puts the table's rows in order. */
enum accord_status accord_gathered_order(struct accord_gathering *gathering, struct accord_gathered_table *table,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends the value as a table writes it, quoted and cut; of a personal column that there is one. */
void accord_gathered_show(const struct accord_column *column, const struct accord_cell *cell, struct accord_text *text);

/* Appends the value as a table writes it. */
void accord_gathered_write_cell(const struct accord_column *column, const struct accord_cell *cell,
                                struct accord_text *text);

#endif
