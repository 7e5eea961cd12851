/* The reconciliation of an import: what became of every row of the source. */
#ifndef ACCORD_IMPORT_RECONCILE_H
#define ACCORD_IMPORT_RECONCILE_H

#include "accord/problems.h"
#include "base/cell.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What became of one row that a source row made in a table. */
enum accord_taken {
    ACCORD_TAKEN_NEW,  /* it was not there */
    ACCORD_TAKEN_SAME, /* it was there, and says the same */
    ACCORD_TAKEN_RIVAL, /* another one of its key was there and says otherwise: both are kept */
    ACCORD_TAKEN_LATER  /* one of these, which is told when all rows are there */
};

/* Rows of the source. A row is taken whole or not at all, so that each is exactly one of three: read = mapped + merged
 * + refused. It is mapped when anything it says is new, merged when all it says was there, refused when anything in it
 * cannot be taken; conflicting rows are among the mapped ones. */
struct accord_reconciliation_totals {
    size_t read;
    size_t mapped;
    size_t merged;
    size_t refused;
    size_t conflicting;
};

struct accord_table_totals {
    const char *table;
    size_t rows[ACCORD_TAKEN_LATER]; /* by enum accord_taken, of rows that were not refused */
};

struct accord_reconciliation;

enum accord_status accord_reconciliation_new(struct accord_reconciliation **reconciliation,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
void accord_reconciliation_free(struct accord_reconciliation *reconciliation);

/* A row of the source is read: between begin and end something is taken of it, or it is refused, or both (then it is
 * refused, and what was taken is not counted). What is taken of one row is told at once, or all of it later. */
void accord_reconciliation_begin(struct accord_reconciliation *reconciliation);
/* The number of the row that was begun, from 0. */
uint64_t accord_reconciliation_number(const struct accord_reconciliation *reconciliation);
enum accord_status accord_reconciliation_take(struct accord_reconciliation *reconciliation, const char *table,
                                              enum accord_taken taken, struct accord_error *err) ACCORD_MUST_CHECK;
/* `text` is "what was found, expected what"; in JSON with the pointer to the value. A row may be refused for several
 * reasons, each of which is kept; it counts once. */
enum accord_status accord_reconciliation_refuse(struct accord_reconciliation *reconciliation, const char *file,
                                                struct accord_place place, const char *text,
                                                struct accord_error *err) ACCORD_MUST_CHECK;
void accord_reconciliation_end(struct accord_reconciliation *reconciliation);

/* Tells later what became of one row that was made in a table, and of the row of the source that made it: rival where
 * anything that it made is, new where anything is, else the same. Not while a row is open. */
void accord_reconciliation_settle(struct accord_reconciliation *reconciliation, const char *table,
                                  enum accord_taken taken);
void accord_reconciliation_settle_row(struct accord_reconciliation *reconciliation, enum accord_taken taken);

/* Whether the row that was begun is refused. */
bool accord_reconciliation_refuses(const struct accord_reconciliation *reconciliation);

/* What is worth a look and refuses nothing: two claims that differ, a treaty's date rule that does not hold. */
enum accord_status accord_reconciliation_conflict(struct accord_reconciliation *reconciliation, const char *file,
                                                  struct accord_place place, const char *text,
                                                  struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_reconciliation_warn(struct accord_reconciliation *reconciliation, const char *file,
                                              struct accord_place place, const char *text,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* Counts conflicts that are not told one by one, past those that are kept. */
void accord_reconciliation_more_conflicts(struct accord_reconciliation *reconciliation, size_t count);

/* ---- what was counted; no row may be open, and all must be told ---- */

struct accord_reconciliation_totals accord_reconciliation_totals(const struct accord_reconciliation *reconciliation);

/* Tables of which rows were taken, by name. */
size_t accord_reconciliation_table_count(const struct accord_reconciliation *reconciliation);
struct accord_table_totals accord_reconciliation_table(const struct accord_reconciliation *reconciliation,
                                                       size_t index);

const struct accord_problems *accord_reconciliation_refusals(const struct accord_reconciliation *reconciliation);
const struct accord_problems *accord_reconciliation_conflicts(const struct accord_reconciliation *reconciliation);
const struct accord_problems *accord_reconciliation_warnings(const struct accord_reconciliation *reconciliation);

/* Appends it as one JSON object on one line:
 *
 *   {"read": 3, "mapped": 1, "merged": 1, "conflicting": 0, "refused": 1,
 *    "tables": [{"table": "memberships", "new": 3, "same": 3, "rival": 0}],
 *    "refusals": {"count": 1, "kept": [{"file": "a.csv", "line": 4, "column": 2, "text": "..."}]},
 *    "conflicts": {...}, "warnings": {...}}
 *
 * Line or column 0 are left out. */
void accord_reconciliation_write_json(const struct accord_reconciliation *reconciliation, struct accord_text *text);

#endif
