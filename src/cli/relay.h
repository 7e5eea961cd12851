/* Text that a contained process made: it may be shown as it is, or was written by a rule that took the process over. */
#ifndef ACCORD_CLI_RELAY_H
#define ACCORD_CLI_RELAY_H

#include <stdbool.h>
#include <stddef.h>

/* Whether it is UTF-8 without any control character but line ends and, where colours were asked for, their codes. */
bool accord_relay_is_fit(const char *bytes, size_t length, bool color);

#endif
