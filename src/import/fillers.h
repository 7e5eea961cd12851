/* Days that fill in for ones that are not known: one deposit on many Parties whose entries into force lie far apart. */
#ifndef ACCORD_IMPORT_FILLERS_H
#define ACCORD_IMPORT_FILLERS_H

#include "base/cell.h"
#include "import/reconcile.h"

/* Deposits on one day take effect on one day, or on two where they were the treaty's first: a day on which a source has
 * this many Parties deposit, and from which they are in force on this many different days, is worth a look. */
enum { ACCORD_FILLER_PARTIES = 5, ACCORD_FILLER_DAYS = 4 };

/* Past these nothing is looked at: there are no more States, and memory is that of the claims. */
enum { ACCORD_FILLER_PARTIES_MAX = 256 /* of one day */, ACCORD_FILLER_CLAIMS_MAX = 500 * 1000 };

struct accord_fillers;

enum accord_status accord_fillers_new(struct accord_fillers **fillers, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_fillers_free(struct accord_fillers *fillers);

/* A row of memberships, whose deposit stands at `place` of `file` (which must outlive the fillers). */
enum accord_status accord_fillers_add(struct accord_fillers *fillers, const struct accord_cell *cells, const char *file,
                                      struct accord_place place, struct accord_error *err) ACCORD_MUST_CHECK;

/* Warns of each such day, at the first of its claims, with Parties and their days. */
enum accord_status accord_fillers_report(const struct accord_fillers *fillers,
                                         struct accord_reconciliation *reconciliation,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#endif
