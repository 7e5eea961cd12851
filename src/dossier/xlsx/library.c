/* Opening libxlsxwriter. */
#include "dossier/xlsx/library.h"

#include "base/error.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

static bool find(void *opened, const char *name, void *function, size_t size)
{
    void *found = dlsym(opened, name);
    memcpy(function, &found, size); /* POSIX: a pointer to a function is like any other */
    return found != NULL;
}

enum accord_status accord_xlsx_library_open(struct accord_xlsx_library *library, struct accord_error *err)
{
    *library = (struct accord_xlsx_library){.opened = dlopen(ACCORD_XLSXWRITER, RTLD_NOW | RTLD_LOCAL)};
    if (!library->opened)
        return accord_error_set(
            err, ACCORD_NOT_WRITTEN,
            "a workbook needs libxlsxwriter, which cannot be opened here (%s): install it, or choose "
            "another format",
            ACCORD_XLSXWRITER);
#define ACCORD_XLSX_FIND(name)                                                                                         \
    if (!find(library->opened, #name, &library->name, sizeof library->name)) {                                         \
        accord_xlsx_library_close(library);                                                                            \
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s has no %s: it is not the libxlsxwriter of the build",     \
                                ACCORD_XLSXWRITER, #name);                                                             \
    }
    ACCORD_XLSX_FUNCTIONS(ACCORD_XLSX_FIND)
#undef ACCORD_XLSX_FIND
    return ACCORD_OK;
}

void accord_xlsx_library_close(struct accord_xlsx_library *library)
{
    if (library->opened) (void)dlclose(library->opened);
    library->opened = NULL;
}
