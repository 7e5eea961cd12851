/* Explaining a rule: what it is, and for one actor what it asked, read and decided, line by line. */
#ifndef ACCORD_WORKSHOP_EXPLAIN_H
#define ACCORD_WORKSHOP_EXPLAIN_H

#include "accord/dataset.h"
#include "accord/observe.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_comments;
struct accord_explain_format;
struct accord_part;

struct accord_explain_request {
    struct accord_packs *packs;
    size_t rule;
    struct accord_dataset *dataset; /* NULL: the rule alone */
    const char
        *actor; /* its id; for an aggregate rule "all", "region:SCHEME/REGION", or an actor that it collects of */
    struct accord_date as_of;
    struct accord_comments *comments; /* of actors on findings; NULL: none */
    bool all;                         /* nothing is left out of loops */
    bool color;
    unsigned width; /* 0: 80 */
    const struct accord_explain_format *format;
    const struct accord_part *part; /* of a run in a process of its own; NULL: none */
};

enum { ACCORD_EXPLAIN_FORMATS = 2 };
extern const struct accord_explain_format *const accord_explain_formats[ACCORD_EXPLAIN_FORMATS];
const char *accord_explain_format_name(const struct accord_explain_format *format);

/* What came of it. */
struct accord_explained {
    bool seen;   /* the rule is about that actor */
    bool judged; /* and gave a verdict: it does not where an aggregate rule only collects */
    enum accord_verdict_kind verdict;
};

/* Appends to the text, which knows whether that failed. */
enum accord_status accord_explain_rule(const struct accord_explain_request *request, struct accord_text *text,
                                       struct accord_explained *explained, struct accord_error *err) ACCORD_MUST_CHECK;

/* The register's entry and the rules on it; of the request `packs` and how to write count. */
enum accord_status accord_explain_provision(const struct accord_explain_request *request, size_t provision,
                                            struct accord_text *text, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
