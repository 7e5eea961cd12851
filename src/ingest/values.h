/* Text and JSON values to typed cells, with every constraint that one cell can break. */
#ifndef ACCORD_INGEST_VALUES_H
#define ACCORD_INGEST_VALUES_H

#include "base/memory.h"
#include "base/text.h"
#include "ingest/csv.h"
#include "ingest/json_door.h"
#include "ingest/schema.h"

/* Types a CSV field. `missing` are the table's missingValues (the empty text by default). List items and unescaped text
 * live in `arena` or in the field. False when it does not fit, with "what was found, expected what" in `why`;
 * where memory was short, with why->failed. A value of a personal column is never quoted. */
bool accord_value_of_text(const struct accord_column *column, const struct accord_csv_field *field,
                          const char *const *missing, size_t missing_count, struct accord_arena *arena,
                          struct accord_cell *cell, struct accord_text *why);

/* A text, number, day or year as a limit or an allowed value of the column writes it; no constraint is applied. */
bool accord_value_of_limit(const struct accord_column *column, const char *text, size_t length,
                           struct accord_cell *cell, struct accord_text *why);

/* Whether one of the `count` texts is this one. */
bool accord_value_among(const char *const *texts, size_t count, const char *text, size_t length);

/* Types a JSON member; null is missing; a list is an array of strings; a decimal is read from the digits as written. */
bool accord_value_of_json(const struct accord_column *column, const struct accord_json_member *member,
                          const char *const *missing, size_t missing_count, struct accord_arena *arena,
                          struct accord_cell *cell, struct accord_text *why);

#endif
