/* The days that a dataset's rows tell of, made while rows arrive. Private to src/store; store/dataset.h says what they
 * are for. */
#ifndef ACCORD_STORE_DAYS_H
#define ACCORD_STORE_DAYS_H

#include "base/cell.h"
#include "base/wire.h"
#include "ingest/schema.h"

#include <stdbool.h>
#include <stdint.h>

/* A bit a day, from ACCORD_YEAR_FIRST to ACCORD_YEAR_LAST: half a MiB, of which most is never touched. Zeroed is empty.
 */
struct accord_days {
    unsigned char *bits; /* NULL: none yet */
};

void accord_days_clear(struct accord_days *days);

/* Which columns of a table tell of days: `tells` gets one a column. */
void accord_days_columns(const struct accord_schema *schema, bool *tells);
/* Adds the first day of each date in those columns. False when memory is short. */
bool accord_days_add_row(struct accord_days *days, const bool *tells, const struct accord_cell *cells, size_t count);

bool accord_days_equal(const struct accord_days *a, const struct accord_days *b);

/* The last day that is not after `until`; false where there is none. */
bool accord_days_last(const struct accord_days *days, int32_t until, int32_t *day);

/* The days as bytes, and again. False when memory is short; what is no such bytes fails the wire. */
void accord_days_write(const struct accord_days *days, struct accord_text *text);
bool accord_days_read(struct accord_days *days, struct accord_wire *wire);

#endif
