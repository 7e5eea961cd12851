/* The C locale for as long as the library works in a thread, whatever the host has set. */
#ifndef ACCORD_BASE_LOCALE_H
#define ACCORD_BASE_LOCALE_H

#include "accord/status.h"

#include <locale.h>

struct accord_locale {
    locale_t own;
    locale_t host;
};

/* Enter at the library's door, leave on every way out. */
enum accord_status accord_locale_enter(struct accord_locale *locale, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_locale_leave(struct accord_locale *locale);

#endif
