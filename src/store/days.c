/* A set of days as bits. */
#include "store/days.h"

#include "base/memory.h"

#include <string.h>

enum { DAYS = ACCORD_DAY_LAST - ACCORD_DAY_FIRST + 1, BYTES = (DAYS + 7) / 8 };

void accord_days_clear(struct accord_days *days)
{
    accord_free(days->bits);
    days->bits = NULL;
}

static void mark(bool *tells, int column)
{
    if (column != ACCORD_NO_COLUMN) tells[column] = true;
}

void accord_days_columns(const struct accord_schema *schema, bool *tells)
{
    for (size_t i = 0; i < schema->column_count; i++)
        tells[i] = schema->columns[i].event;
    mark(tells, schema->valid_from);
    mark(tells, schema->valid_to);
    mark(tells, schema->confirmed);
    mark(tells, schema->occurs[0]);
    mark(tells, schema->occurs[1]);
}

static bool add(struct accord_days *days, int32_t day)
{
    if (days->bits == NULL) days->bits = accord_alloc_zero(BYTES, 1);
    if (days->bits == NULL) return false;
    if (day < ACCORD_DAY_FIRST || day > ACCORD_DAY_LAST) return true;
    uint32_t at = (uint32_t)(day - ACCORD_DAY_FIRST);
    days->bits[at / 8] = (unsigned char)(days->bits[at / 8] | 1U << at % 8);
    return true;
}

bool accord_days_add_row(struct accord_days *days, const bool *tells, const struct accord_cell *cells, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        if (tells[i] && cells[i].kind == ACCORD_CELL_DATE) good = add(days, cells[i].as.date.first);
    return good;
}

bool accord_days_equal(const struct accord_days *a, const struct accord_days *b)
{
    if (a->bits == NULL || b->bits == NULL) return a->bits == b->bits;
    return memcmp(a->bits, b->bits, BYTES) == 0;
}

static bool has(const struct accord_days *days, uint32_t at)
{
    return (days->bits[at / 8] >> at % 8 & 1) != 0;
}

bool accord_days_last(const struct accord_days *days, int32_t until, int32_t *day)
{
    if (days->bits == NULL || until < ACCORD_DAY_FIRST) return false;
    uint32_t end = (uint32_t)((until > ACCORD_DAY_LAST ? ACCORD_DAY_LAST : until) - ACCORD_DAY_FIRST) + 1;
    while (end > 0 && !has(days, end - 1))
        end -= days->bits[(end - 1) / 8] == 0 ? (end - 1) % 8 + 1 : 1;
    if (end > 0) *day = ACCORD_DAY_FIRST + (int32_t)(end - 1);
    return end > 0;
}

/* Ascending, each as how far it is from the day after the one before. */
void accord_days_write(const struct accord_days *days, struct accord_text *text)
{
    uint32_t next = 0;
    for (uint32_t at = 0; days->bits != NULL && at < DAYS; at++) {
        if (at % 8 == 0 && days->bits[at / 8] == 0) {
            at += 7;
            continue;
        }
        if (!has(days, at)) continue;
        accord_wire_add_number(text, at - next);
        next = at + 1;
    }
}

bool accord_days_read(struct accord_days *days, struct accord_wire *wire)
{
    uint32_t next = 0;
    bool good = true;
    while (good && !wire->failed && wire->at < wire->end) {
        next += (uint32_t)accord_wire_take_below(wire, DAYS - next);
        if (!wire->failed) good = add(days, ACCORD_DAY_FIRST + (int32_t)next++);
    }
    return good;
}
