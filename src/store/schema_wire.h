/* A schema as bytes: what of it outlives ingest, which is all of it that a rule can see. */
#ifndef ACCORD_STORE_SCHEMA_WIRE_H
#define ACCORD_STORE_SCHEMA_WIRE_H

#include "base/memory.h"
#include "base/text.h"
#include "base/wire.h"
#include "ingest/schema.h"

/* Appends names, kinds, keys, meanings and declarations of completeness, in their order. What only the reading of
 * files asks for (constraints, references, how values are written) is left out. */
void accord_schema_wire_add(struct accord_text *text, const struct accord_schema *schema);

/* The reverse; texts are borrowed from the bytes, the rest is in the arena. A schema that ingest would not have made
 * sets the wire's `failed`: kinds, columns and names out of range, a core table that is not this program's. False when
 * memory is short. */
bool accord_schema_wire_take(struct accord_wire *wire, struct accord_arena *arena, struct accord_schema *schema);

#endif
