/* Names of months. */
#ifndef ACCORD_IMPORT_MONTHS_H
#define ACCORD_IMPORT_MONTHS_H

#include <stddef.h>

/* 1 to 12 for a name or a usual abbreviation in English, French or Spanish, without its dot; 0 for anything else. Case
 * and accents do not matter. */
int accord_month_of_name(const char *name, size_t length);

#endif
