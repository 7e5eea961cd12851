/* A file of a test, with the bytes of a text. */
#ifndef ACCORD_TESTS_IMPORT_FILE_H
#define ACCORD_TESTS_IMPORT_FILE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_PATH_MAX = 64 };

/* Makes it and puts its path into `path`; unlinked by the caller. */
static inline void write_test_file(char path[FILE_PATH_MAX], const char *text)
{
    memcpy(path, "/tmp/accord-import-XXXXXX", sizeof "/tmp/accord-import-XXXXXX");
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    ck_assert_int_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    (void)close(descriptor);
}

#endif
