/* Cells as files of a dataset write them, so that what is read of them is the same. */
#ifndef ACCORD_INGEST_CELL_TEXT_H
#define ACCORD_INGEST_CELL_TEXT_H

#include "base/text.h"
#include "ingest/package.h"

/* Appends a cell that is not missing as a value of JSON. */
void accord_cell_write_json(const struct accord_column *column, const struct accord_cell *cell,
                            struct accord_text *text);

/* Appends a cell as a field of CSV. NULL, or why CSV of this column cannot hold it: "a missing value, and missingValues
 * names no text for it". `scratch` is overwritten; when it fails, `text` does. */
const char *accord_cell_write_csv(const struct accord_column *column, const struct accord_table_form *form,
                                  const struct accord_cell *cell, struct accord_text *scratch,
                                  struct accord_text *text);

/* Appends the cell for a message: as CSV has it, without quotes; nothing for a missing one. */
void accord_cell_write_plain(const struct accord_column *column, const struct accord_cell *cell,
                             struct accord_text *text);

#endif
