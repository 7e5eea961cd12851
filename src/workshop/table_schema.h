/* The schema of a core table, written for other programs. */
#ifndef ACCORD_WORKSHOP_TABLE_SCHEMA_H
#define ACCORD_WORKSHOP_TABLE_SCHEMA_H

#include "base/text.h"
#include "ingest/schema.h"

#include <stddef.h>

/* The name of a form, by number; NULL past the last: "table-schema" (of Frictionless: as the `schema` of a resource it
 * is the built-in one again), "json-schema" (draft 2020-12, of a row in a JSON resource) and "sql" (CREATE TABLE). */
const char *accord_table_schema_form(size_t form);

/* Appends the schema. What a form cannot say is left out, never said otherwise: keys with members that may be missing
 * and references with exceptions are no keys to others. */
void accord_table_schema_write(const struct accord_schema *schema, size_t form, struct accord_text *text);

/* The core tables by name, by number; NULL past the last. */
const char *accord_table_schema_name(size_t table);

/* Appends a line for each core table: its name, and what a row is. */
void accord_table_schema_list(struct accord_text *text);

#endif
