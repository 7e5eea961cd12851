/* What reading a mapping is split into. */
#ifndef ACCORD_IMPORT_MAPPING_PARTS_H
#define ACCORD_IMPORT_MAPPING_PARTS_H

#include "import/mapping.h"
#include "ingest/site.h"

/* Reads the spec of one column of a table: its name is the site's. False with a problem. */
bool accord_mapping_read_column(struct accord_reading *reading, const struct accord_site *site,
                                const struct accord_schema *schema, struct accord_mapped_column *column);

/* "found" at the site, expected the nearest of the names, or `otherwise`. */
void accord_mapping_refuse_name(struct accord_reading *reading, const struct accord_site *site, const char *name,
                                const char *const *names, size_t count, const char *otherwise);

#endif
