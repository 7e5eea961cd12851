/* Which test files a path means, and the rules that they are about. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "workshop/case_find.h"

#include "base/error.h"
#include "engine/files.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool holds(const char *folder, const char *name)
{
    char path[ACCORD_CASE_PATH_MAX];
    struct stat about;
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && (size_t)length < sizeof path && stat(path, &about) == 0;
}

/* ---- files ---- */

static enum accord_status find_in_folder(const char *path, struct accord_arena *arena, struct accord_problems *problems,
                                         struct accord_case_paths *paths, struct accord_error *err)
{
    struct accord_pack_files files = {NULL, 0, 0};
    size_t length = strlen(path);
    const char *slash = length > 0 && path[length - 1] == '/' ? "" : "/";
    enum accord_status status = accord_pack_tests_find(path, arena, &files, problems, err);
    if (status == ACCORD_OK) paths->items = accord_arena_alloc(arena, (files.count + 1) * sizeof *paths->items);
    if (status == ACCORD_OK && paths->items == NULL) status = accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < files.count; i++) {
        size_t room = length + strlen(files.files[i].path) + 2;
        char *full = accord_arena_alloc(arena, room);
        if (full != NULL) (void)snprintf(full, room, "%s%s%s", path, slash, files.files[i].path);
        if (full == NULL) status = accord_error_memory(err);
        paths->items[paths->count++] = full;
    }
    accord_pack_files_clear(&files);
    return status;
}

enum accord_status accord_case_find(const char *path, struct accord_arena *arena, struct accord_problems *problems,
                                    struct accord_case_paths *paths, struct accord_error *err)
{
    static const char end[] = "_test.lua";
    struct stat about;
    size_t length = strlen(path);
    *paths = (struct accord_case_paths){NULL, 0};
    if (stat(path, &about) != 0)
        return accord_problems_add(problems, path, 0, 0, err, "cannot be opened: %s", strerror(errno));
    if (S_ISDIR(about.st_mode)) return find_in_folder(path, arena, problems, paths, err);
    if (length < sizeof end || strcmp(path + length - (sizeof end - 1), end) != 0)
        return accord_problems_add(problems, path, 0, 0, err,
                                   "is no test file: expected a folder or a file whose name ends in %s", end);
    paths->items = accord_arena_alloc(arena, sizeof *paths->items);
    if (paths->items == NULL) return accord_error_memory(err);
    paths->items[0] = accord_arena_copy(arena, path, length);
    paths->count = 1;
    return paths->items[0] == NULL ? accord_error_memory(err) : ACCORD_OK;
}

/* ---- rules ---- */

bool accord_case_lies_in(const char *path, const char *folder)
{
    char real_path[PATH_MAX], real_folder[PATH_MAX];
    if (realpath(path, real_path) == NULL || realpath(folder, real_folder) == NULL) return false;
    size_t length = strlen(real_folder);
    return strncmp(real_path, real_folder, length) == 0 && (real_path[length] == '/' || real_path[length] == '\0');
}

/* The folder that the path names something in, by its text; false where the text does not say. */
static bool step_up(char path[ACCORD_CASE_PATH_MAX])
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        path[--length] = '\0';
    char *slash = strrchr(path, '/');
    const char *last = slash == NULL ? path : slash + 1;
    if (strcmp(last, ".") == 0 || strcmp(last, "..") == 0 || strcmp(path, "/") == 0) return false;
    if (slash == NULL)
        (void)snprintf(path, ACCORD_CASE_PATH_MAX, ".");
    else
        slash[slash == path] = '\0';
    return true;
}

void accord_case_root(const char *path, const char *shipped, char root[ACCORD_CASE_PATH_MAX])
{
    char above[ACCORD_CASE_PATH_MAX];
    bool folder = is_folder(path);
    (void)snprintf(root, ACCORD_CASE_PATH_MAX, "%s", path);
    if (shipped != NULL && accord_case_lies_in(path, shipped)) {
        while (!accord_case_lies_in(shipped, root))
            if (!step_up(root)) (void)snprintf(root, ACCORD_CASE_PATH_MAX, "%s", shipped);
        return;
    }
    if (!folder) (void)step_up(root);
    memcpy(above, root, sizeof above);
    if (!step_up(above)) (void)snprintf(above, sizeof above, "%.*s/..", ACCORD_CASE_PATH_MAX - 4, root);
    if ((!folder || holds(root, "instrument.lua")) && holds(above, "lib")) memcpy(root, above, sizeof above);
}
