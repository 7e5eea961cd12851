/* What `accord waive` takes besides what a check does. */
#ifndef ACCORD_CLI_WAIVE_H
#define ACCORD_CLI_WAIVE_H

#include "accord/status.h"

enum accord_status accord_waive_take_reason(void *host, const char *value, struct accord_error *err);
enum accord_status accord_waive_take_who(void *host, const char *value, struct accord_error *err);
enum accord_status accord_waive_take_until(void *host, const char *value, struct accord_error *err);

#endif
