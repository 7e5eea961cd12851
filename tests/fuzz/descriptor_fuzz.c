/* Any bytes as a package descriptor: it opens, or there is a problem that says why not. */
#include "input_file.h"

#include "ingest/package.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[] = "/tmp/accord-fuzz-XXXXXX";
    int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, bytes, length) != (ssize_t)length || close(descriptor) != 0) abort();
    struct accord_error err = {0};
    struct accord_problems *problems = NULL;
    struct accord_package *package = NULL;
    if (accord_problems_new(&problems, &err) != ACCORD_OK) abort();
    enum accord_status status = accord_package_open(path, problems, &package, &err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if ((status == ACCORD_OK) != (accord_problems_count(problems) == 0)) abort();
    accord_package_close(package);
    accord_problems_free(problems);
    (void)unlink(path);
    return 0;
}
