/* Names of stored runs, taken apart. */
#include "runs/run_name.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS_MAX = 15 };

enum accord_status accord_run_name_split(const char *name, char **path, int64_t *id, struct accord_error *err)
{
    const char *mark = strrchr(name, '#');
    size_t digits = mark ? strspn(mark + 1, "0123456789") : 0;
    struct stat there;
    bool named = digits > 0 && digits <= DIGITS_MAX && mark[1 + digits] == '\0' && stat(name, &there) != 0;
    *id = 0;
    for (size_t i = 0; named && i < digits; i++)
        *id = 10 * *id + (mark[1 + i] - '0');
    *path = accord_copy_text(name, named ? (size_t)(mark - name) : strlen(name));
    return *path ? ACCORD_OK : accord_error_memory(err);
}
