/* What the formats of a trace share. */
#ifndef ACCORD_WORKSHOP_TRACE_PARTS_H
#define ACCORD_WORKSHOP_TRACE_PARTS_H

#include "workshop/trace.h"

extern const char *const accord_trace_no_rule;
extern const char *const accord_trace_unaddressed;

/* "covered" and the like. */
const char *accord_trace_state_name(enum accord_trace_state state);
/* Why no program can assess the limb. */
const char *accord_trace_reason(const struct accord_provision_facts *provision);
/* "gap 1, met 3", from the worst on; "no verdict". */
void accord_trace_add_counts(const struct accord_trace *trace, size_t rule, struct accord_text *text);

struct accord_trace_totals {
    size_t assessable; /* limbs and addressees */
    size_t covered;
    size_t assessable_limbs;
    size_t context_limbs;
    size_t rules;
};
struct accord_trace_totals accord_trace_totals(const struct accord_trace *trace);
/* One sentence. */
void accord_trace_add_totals(const struct accord_trace *trace, struct accord_text *text);

void accord_trace_write_text(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                             struct accord_text *text);
void accord_trace_write_csv(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                            struct accord_text *text);
void accord_trace_write_json(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                             struct accord_text *text);
void accord_trace_write_markdown(const struct accord_trace *trace, const struct accord_trace_layout *layout,
                                 struct accord_text *text);

#endif
