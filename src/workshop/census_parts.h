/* What the parts of a census share. Private to src/workshop. */
#ifndef ACCORD_WORKSHOP_CENSUS_PARTS_H
#define ACCORD_WORKSHOP_CENSUS_PARTS_H

#include "store/dataset.h"
#include "workshop/census.h"

/* ---- census_codes.c ---- */

/* The code, which is new where it was not there. NULL: no memory. */
struct accord_census_code *accord_census_code(struct accord_census_codes *codes, const char *name, size_t length);
/* Leaves out what no row has, sorts, and finds which may be slips for which. Frees nothing. */
void accord_census_codes_settle(struct accord_census_codes *codes);
void accord_census_codes_clear(struct accord_census_codes *codes);
/* Whether one is the other with a character more, less or another (no digit: those count), or two of them swapped; or
 * is the same but for case and what stands between the words. Codes of less than four characters are too near to say.
 */
bool accord_census_is_slip(const char *a, const char *b);

/* ---- census_rivals.c ---- */

/* Finds rows about one thing that cannot all be right. */
enum accord_status accord_census_find_rivals(struct accord_census *census, struct accord_reader *reader,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- census_text.c, census_json.c ---- */

void accord_census_write_text(const struct accord_census *census, const struct accord_census_layout *layout,
                              struct accord_text *text);
void accord_census_write_json(const struct accord_census *census, const struct accord_census_layout *layout,
                              struct accord_text *text);

/* Whether there is a day in it. */
static inline bool accord_census_has_days(const struct accord_census_period *period)
{
    return period->first <= period->last;
}

/* The first or last day as text. */
static inline const char *accord_census_day(int32_t day, char text[ACCORD_DATE_TEXT_MAX])
{
    return accord_date_format((struct accord_date){day, day}, text);
}

#endif
