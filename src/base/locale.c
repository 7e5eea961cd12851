/* The C locale for as long as the library works in a thread. */
#include "base/locale.h"

#include "base/error.h"

enum accord_status accord_locale_enter(struct accord_locale *locale, struct accord_error *err)
{
    locale->own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (locale->own == (locale_t)0) return accord_error_memory(err);
    locale->host = uselocale(locale->own);
    return ACCORD_OK;
}

void accord_locale_leave(struct accord_locale *locale)
{
    uselocale(locale->host);
    freelocale(locale->own);
}
