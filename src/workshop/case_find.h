/* Which test files a path means, and the rules that they are about. */
#ifndef ACCORD_WORKSHOP_CASE_FIND_H
#define ACCORD_WORKSHOP_CASE_FIND_H

#include "accord/problems.h"
#include "accord/run.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_CASE_PATH_MAX = 4096 };

/* Test files of one path, with the path before their names, sorted; in an arena. */
struct accord_case_paths {
    const char **items;
    size_t count;
};

/* `path` is a *_test.lua file, or a folder that is searched for them as the loader searches for rules. Anything else is
 * a problem. */
enum accord_status accord_case_find(const char *path, struct accord_arena *arena, struct accord_problems *problems,
                                    struct accord_case_paths *paths, struct accord_error *err) ACCORD_MUST_CHECK;

/* The folder whose rules the tests of `path` are about: `shipped`, or what leads there along `path`, for what lies in
 * it; for anything else the folder
 * itself, or the one above an instrument's where that has a `lib`. */
void accord_case_root(const char *path, const char *shipped, char root[ACCORD_CASE_PATH_MAX]);

/* Whether `path` is `folder` or lies in it, whatever links lead there. */
bool accord_case_lies_in(const char *path, const char *folder);

#endif
