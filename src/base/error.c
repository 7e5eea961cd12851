/* Status codes, what they mean, and how the error object is filled. */
#include "base/error.h"

#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

static const struct {
    int exit_code;
    const char *meaning;
} statuses[] = {
#define STATUS_ROW(name, exit_code, meaning) [ACCORD_##name] = {exit_code, meaning},
    ACCORD_STATUSES(STATUS_ROW)
#undef STATUS_ROW
};

const char *accord_status_meaning(enum accord_status status)
{
    assert((size_t)status < sizeof statuses / sizeof statuses[0]);
    return statuses[status].meaning;
}

int accord_status_exit_code(enum accord_status status)
{
    assert((size_t)status < sizeof statuses / sizeof statuses[0]);
    return statuses[status].exit_code;
}

enum accord_status accord_error_set(struct accord_error *err, enum accord_status status, const char *format, ...)
{
    if (err == NULL) return status;
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    err->status = status;
    return status;
}

enum accord_status accord_error_memory(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NO_MEMORY, "out of memory");
}
