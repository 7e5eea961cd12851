/* How an error object is filled. */
#ifndef ACCORD_BASE_ERROR_H
#define ACCORD_BASE_ERROR_H

#include "accord/status.h"

/* Sets *err to `status` and the formatted text, and returns `status`, so that `return accord_error_set(...)` reads
 * well. `err` may be NULL when the caller does not care. Text that does not fit is cut at a UTF-8 character boundary.
 */
enum accord_status accord_error_set(struct accord_error *err, enum accord_status status, const char *format, ...)
    ACCORD_PRINTF(3, 4);

/* ACCORD_NO_MEMORY with a message that needs no allocation. */
enum accord_status accord_error_memory(struct accord_error *err);

#endif
