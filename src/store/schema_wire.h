/* A schema as bytes: what of it outlives ingest, which is all of it that a rule can see. */
#ifndef ACCORD_STORE_SCHEMA_WIRE_H
#define ACCORD_STORE_SCHEMA_WIRE_H

#include "base/text.h"
#include "ingest/schema.h"

/* Appends names, kinds, keys, meanings and declarations of completeness, in their order. What only the reading of
 * files asks for (constraints, references, how values are written) is left out. */
void accord_schema_wire_add(struct accord_text *text, const struct accord_schema *schema);

#endif
