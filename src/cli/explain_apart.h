/* Explaining a rule in a contained process. */
#ifndef ACCORD_CLI_EXPLAIN_APART_H
#define ACCORD_CLI_EXPLAIN_APART_H

#include "cli/bounds.h"
#include "workshop/explain.h"

/* As accord_explain_rule with a dataset. The packs of the request are those that were read: they are loaded in the
 * process. ACCORD_RULE_FAILED where the process came to grief. */
enum accord_status accord_explain_apart(const struct accord_explain_request *request,
                                        const struct accord_bounds *bounds, struct accord_text *text,
                                        struct accord_explained *explained, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
