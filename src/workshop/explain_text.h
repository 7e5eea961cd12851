/* What the parts of an explanation as text share. */
#ifndef ACCORD_WORKSHOP_EXPLAIN_TEXT_H
#define ACCORD_WORKSHOP_EXPLAIN_TEXT_H

#include "workshop/explain_parts.h"

/* The text at a column, wrapped two columns further in. */
void accord_explain_write_at(struct accord_explanation *explanation, enum accord_style style, size_t at,
                             const char *text);

/* Room for one piece of text, empty. */
struct accord_text *accord_explain_scratch(struct accord_explanation *explanation);

/* What a rule is; a register's entry, with the rules on it. */
void accord_explain_text_rule(struct accord_explanation *explanation);
void accord_explain_text_provision(struct accord_explanation *explanation, size_t index);

#endif
