/* What a report shows line by line: each finding of a verdict, or the verdict itself where it has none. */
#ifndef ACCORD_REPORT_RESULT_H
#define ACCORD_REPORT_RESULT_H

#include "accord/report.h"
#include "base/sha256.h"

#include <stddef.h>

enum { ACCORD_FINGERPRINT_DIGITS = 32 };

/* Borrowed from the verdict, and valid as long. */
struct accord_result {
    const struct accord_verdict *verdict;
    const struct accord_finding *finding; /* NULL: the verdict itself: met, gated, or an error */
    enum accord_verdict_kind kind;        /* of the finding, else of the verdict */
    const char *message;                  /* of the finding, else why; NULL: not carried */
    const char *message_id;               /* NULL: the verdict itself */
    const char *fingerprint;              /* of a finding; NULL: see accord_result_fingerprint */
    const struct accord_evidence *evidence;
    size_t evidence_count;
    struct accord_standing standing;
};

/* At least 1. */
size_t accord_result_count(const struct accord_verdict *verdict);

/* Result number `index`, with nothing known of how it stands. */
struct accord_result accord_result_of(const struct accord_verdict *verdict, size_t index);

/* Decides how it stands: the one place that does. Once for each result of a verdict that the subject's ledger, where
 * there is one, has looked at. */
void accord_result_judge(struct accord_result *result, const struct accord_report_subject *subject);

/* What the actor has to say of the result, where somebody should look at it and it is the record's, not an error of the
 * rule. Once for each result of a verdict that `comments`, which may be NULL, have looked at. */
void accord_result_take_comments(struct accord_result *result, struct accord_comments *comments,
                                 const struct accord_packs *packs);

/* What names the result from run to run: the finding's own; for a verdict without findings a hash of the rule's oldest
 * id, the actor, and the gate that decided. Written to `text` where it has to be made. */
const char *accord_result_fingerprint(const struct accord_result *result, const struct accord_packs *packs,
                                      char text[ACCORD_SHA256_HEX]);

/* Which one it is, from 1, of those among results[0..index] that have the fingerprint of results[index]: a rule may
 * find the same twice, and an id must be one's own. `results` are those of one verdict. */
size_t accord_result_ordinal(const struct accord_result *results, size_t index);

/* The same of a verdict without findings, where its rule is known by name alone. */
void accord_verdict_fingerprint(const char *oldest, const char *actor, enum accord_gate gate,
                                char text[ACCORD_SHA256_HEX]);

/* As a rule was first called: what fingerprints are made of. */
const char *accord_rule_oldest_id(const struct accord_rule_facts *rule);

#endif
