/* The build id is this program's own. */
#include "base/build_id.h"

#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__linux__)

static size_t count_in_file(const char *path, const unsigned char *bytes, size_t length)
{
    enum { ROOM = 64 * 1024 * 1024 };
    unsigned char *content = malloc(ROOM);
    FILE *file = fopen(path, "rb");
    size_t count = 0;
    ck_assert(content != NULL && file != NULL);
    size_t size = fread(content, 1, ROOM, file);
    ck_assert_uint_lt(size, ROOM);
    fclose(file);
    for (size_t at = 0; at + length <= size; at++)
        count += memcmp(content + at, bytes, length) == 0;
    free(content);
    return count;
}

START_TEST(the_id_stands_in_the_file_that_runs_and_in_no_other)
{
    unsigned char id[ACCORD_BUILD_ID_MAX], again[ACCORD_BUILD_ID_MAX];
    size_t length = accord_build_id(id);
    ck_assert_uint_ge(length, 8);
    ck_assert_uint_eq(accord_build_id(again), length);
    ck_assert_mem_eq(id, again, length);
    ck_assert_uint_eq(count_in_file("/proc/self/exe", id, length), 1);
    ck_assert_uint_eq(count_in_file("/bin/sh", id, length), 0);
}
END_TEST

#endif

int main(void)
{
    Suite *suite = suite_create("build_id");
    TCase *tests = tcase_create("build_id");
#if defined(__linux__)
    tcase_add_test(tests, the_id_stands_in_the_file_that_runs_and_in_no_other);
#endif
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
