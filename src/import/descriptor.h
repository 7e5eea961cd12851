/* The descriptor of a folder that an import writes. */
#ifndef ACCORD_IMPORT_DESCRIPTOR_H
#define ACCORD_IMPORT_DESCRIPTOR_H

#include "import/gather.h"

#include <cjson/cJSON.h>

/* The descriptor of the folder, parsed, which the caller deletes; NULL where there is none, or it is none of an
 * import. */
enum accord_status accord_import_descriptor_read(const char *folder, cJSON **descriptor,
                                                 struct accord_error *err) ACCORD_MUST_CHECK;
/* Appends the descriptor of what was gathered. `old` is that of the folder that was there, or NULL. */
enum accord_status accord_import_descriptor_write(const cJSON *old, const struct accord_gathering *gathering,
                                                  struct accord_text *text, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
