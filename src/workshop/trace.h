/* The trace: which rules serve which limb and addressee, which of them nothing serves, and what came out. */
#ifndef ACCORD_WORKSHOP_TRACE_H
#define ACCORD_WORKSHOP_TRACE_H

#include "accord/dataset.h"
#include "accord/run.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum accord_trace_state {
    ACCORD_TRACE_COVERED,     /* the limb's addressee has a rule */
    ACCORD_TRACE_UNCOVERED,   /* it has none */
    ACCORD_TRACE_CONTEXT,     /* no program can assess the limb; a rule may rest on it all the same */
    ACCORD_TRACE_UNADDRESSED, /* rules for somebody whom the limb does not address */
    ACCORD_TRACE_STATES
};

struct accord_trace_row {
    size_t provision;
    const char *subject; /* NULL: context */
    enum accord_trace_state state;
    const size_t *rules; /* by id */
    size_t rule_count;
};

struct accord_trace {
    const struct accord_packs *packs;
    struct accord_trace_row *rows; /* instruments by id, provisions in the order of their registers, then addressees */
    size_t row_count;
    size_t states[ACCORD_TRACE_STATES];     /* rows of each */
    size_t *served;                         /* what rows[].rules points into */
    size_t (*counts)[ACCORD_VERDICT_COUNT]; /* verdicts, one a rule of the packs */
    bool *wanted;                           /* one an instrument */
};

/* `instruments` says which are wanted, one an instrument of the packs, which must outlive the trace. */
enum accord_status accord_trace_new(const struct accord_packs *packs, const bool *instruments,
                                    struct accord_trace **trace, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_trace_free(struct accord_trace *trace);

/* Counts a verdict of a run over the same packs. */
void accord_trace_count(struct accord_trace *trace, const struct accord_verdict *verdict);

/* The row that the rule stands in; NULL when its instrument is not wanted. */
const struct accord_trace_row *accord_trace_row_of(const struct accord_trace *trace, size_t rule);

struct accord_trace_layout {
    const struct accord_dataset *dataset; /* that the counts come from; NULL: there are none */
    struct accord_date as_of;
    bool by_rule; /* rules with what they serve, then what nothing serves */
};

/* The table of formats: writing cannot fail but for `text`, which knows. */
struct accord_trace_format {
    const char *name;
    void (*write)(const struct accord_trace *trace, const struct accord_trace_layout *layout, struct accord_text *text);
};

enum { ACCORD_TRACE_FORMATS = 4 };
extern const struct accord_trace_format accord_trace_formats[ACCORD_TRACE_FORMATS];

#endif
