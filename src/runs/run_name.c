/* Names of stored runs, taken apart. */
#include "runs/run_name.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/run_labels.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

enum { DIGITS_MAX = 15 };

static bool is_there(const char *path)
{
    struct stat there;
    return stat(path, &there) == 0;
}

static int64_t number_of(const char *digits)
{
    int64_t number = 0;
    for (; *digits; digits++)
        number = 10 * number + (*digits - '0');
    return number;
}

enum accord_status accord_run_name_split(const char *name, struct accord_run_name *parts, struct accord_error *err)
{
    const char *mark = is_there(name) ? NULL : strrchr(name, '#');
    const char *said = mark ? mark + 1 : "";
    size_t digits = strspn(said, "0123456789");
    bool numbered = digits > 0 && digits <= DIGITS_MAX && said[digits] == '\0';
    bool labelled = !numbered && said[0] != '\0' && !accord_run_label_fault(said, true);
    *parts = (struct accord_run_name){.id = numbered ? number_of(said) : 0};
    parts->path = accord_copy_text(name, numbered || labelled ? (size_t)(mark - name) : strlen(name));
    if (parts->path && labelled && is_there(parts->path)) {
        parts->label = said;
    } else if (parts->path && labelled) {
        accord_free(parts->path);
        parts->path = accord_copy_text(name, strlen(name));
    }
    return parts->path ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_run_name_find(const struct accord_run_name *parts, struct accord_run_file *file, int64_t *id,
                                        struct accord_error *err)
{
    *id = parts->id;
    return parts->label ? accord_run_label_find(file, parts->label, id, err) : ACCORD_OK;
}
