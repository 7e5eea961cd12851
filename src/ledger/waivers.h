/* The file of waivers, as CSV or JSON:
 *
 *     rule,actor,fingerprint,reason,who,from,until
 *     cms-11.10/no-cms-focal-point,KEN,,succession under way,the Secretariat,2026-11-28,2027-02-26
 *
 *     [{"rule": "cms-11.10/groups", "actor": "KEN", "reason": "...", "who": "...", "until": "2027-02-26"}]
 *
 * Columns stand in any order; fingerprint and from may be left out, as columns too. */
#ifndef ACCORD_LEDGER_WAIVERS_H
#define ACCORD_LEDGER_WAIVERS_H

#include "ledger/ledger.h"
#include "ledger/record.h"

/* The fields of a waiver, in the order in which they are written. */
enum {
    ACCORD_WAIVER_RULE,
    ACCORD_WAIVER_ACTOR,
    ACCORD_WAIVER_FINGERPRINT,
    ACCORD_WAIVER_REASON,
    ACCORD_WAIVER_WHO,
    ACCORD_WAIVER_FROM,
    ACCORD_WAIVER_UNTIL,
    ACCORD_WAIVER_FIELDS
};
extern const struct accord_record_fields accord_waiver_fields;

/* Whether the file is JSON, as its name says. */
bool accord_waivers_are_json(const char *path);

/* Reads the file that the options name into the ledger. What is wrong is added to `problems`: ACCORD_BAD_DATA. */
enum accord_status accord_waivers_read(struct accord_ledger *ledger, struct accord_problems *problems,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
