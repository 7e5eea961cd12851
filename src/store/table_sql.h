/* A table as SQL, for other databases: nothing of accord's own is in it. */
#ifndef ACCORD_STORE_TABLE_SQL_H
#define ACCORD_STORE_TABLE_SQL_H

#include "base/text.h"
#include "ingest/schema.h"

/* Appends a CREATE TABLE statement: columns with their types, NOT NULL where a value is required, a CHECK for each
 * list of words, length and year, the key (UNIQUE where its members may be missing) and references of one value
 * without exceptions. Names are quoted, so that "from" is one. Dates stay texts, for they may be as coarse as a year,
 * and lists are texts with a delimiter. */
void accord_table_sql_write(const struct accord_schema *schema, struct accord_text *text);

#endif
