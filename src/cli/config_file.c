/* Where accord.json is, and what its paths mean from here. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const char file_name[] = "accord.json";

static bool is_there(const char *prefix, const char *name)
{
    char path[ACCORD_PATH_MAX];
    struct stat facts;
    return snprintf(path, sizeof path, "%s%s", prefix, name) < (int)sizeof path && lstat(path, &facts) == 0;
}

/* Whether the folder `prefix` leads to is its own parent. */
static bool is_root(const char *prefix)
{
    char path[ACCORD_PATH_MAX];
    struct stat here, above;
    if (snprintf(path, sizeof path, "%s..", prefix) >= (int)sizeof path) return true;
    if (stat(prefix[0] ? prefix : ".", &here) != 0 || stat(path, &above) != 0) return true;
    return here.st_dev == above.st_dev && here.st_ino == above.st_ino;
}

/* Upwards by "../", so that paths in messages are short and can be opened from here. A link that leads nowhere is
 * there: it is told of, not passed over. */
void accord_config_find(char file[ACCORD_PATH_MAX])
{
    char prefix[ACCORD_PATH_MAX] = "";
    size_t length = 0;
    file[0] = '\0';
    for (;;) {
        if (length + sizeof file_name > ACCORD_PATH_MAX - sizeof "../") return;
        if (is_there(prefix, file_name)) {
            memcpy(file, prefix, length);
            memcpy(file + length, file_name, sizeof file_name);
            return;
        }
        if (is_there(prefix, ".git") || is_root(prefix)) return;
        memcpy(prefix + length, "../", sizeof "../");
        length += 3;
    }
}

/* The length of what stands before the name in the file's path, with its slash. */
static size_t folder_length(const struct accord_config *config)
{
    const char *slash = strrchr(config->file, '/');
    return slash ? (size_t)(slash - config->file) + 1 : 0;
}

const char *accord_config_resolve(struct accord_config *config, const char *path)
{
    size_t folder = folder_length(config), length = strlen(path);
    if (path[0] == '/' || folder == 0) return accord_arena_copy(&config->arena, path, length);
    if (strcmp(path, ".") == 0) { /* the folder itself, without a slash where it is not the root */
        return accord_arena_copy(&config->arena, config->file, folder > 1 ? folder - 1 : folder);
    }
    char *joined = accord_arena_alloc(&config->arena, folder + length + 1);
    if (!joined) return NULL;
    memcpy(joined, config->file, folder);
    memcpy(joined + folder, path, length + 1);
    return joined;
}

/* ---- what may be written ---- */

/* Whether a part of the path between slashes is `name`, in capitals too, as some file systems see no difference. */
static bool goes_through(const char *path, const char *name)
{
    size_t length = strlen(name);
    for (const char *part = path; part; part = strchr(part, '/')) {
        if (*part == '/') part++;
        if (strncasecmp(part, name, length) == 0 && (part[length] == '/' || part[length] == '\0')) return true;
    }
    return false;
}

/* Whether links lead out of the folder: `path` and `folder` as they can be opened from here. What is not there leads
 * nowhere; writing will say so. */
static bool leads_out(const char *path, const char *folder)
{
    char parent[ACCORD_PATH_MAX], real_folder[PATH_MAX], real_parent[PATH_MAX];
    const char *slash = strrchr(path, '/');
    (void)snprintf(parent, sizeof parent, "%.*s", slash ? (int)(slash - path) + 1 : 2, slash ? path : "./");
    if (!realpath(folder, real_folder) || !realpath(parent, real_parent)) return false;
    size_t length = strlen(real_folder);
    if (strcmp(real_folder, "/") == 0) return false;
    return strncmp(real_parent, real_folder, length) != 0 ||
           (real_parent[length] != '/' && real_parent[length] != '\0');
}

const char *accord_config_write_fault(const struct accord_config *config, const char *path)
{
    char folder[ACCORD_PATH_MAX], whole[2 * ACCORD_PATH_MAX];
    struct stat facts;
    size_t length = folder_length(config);
    if (path[0] == '/') return "an absolute path";
    if (goes_through(path, "..")) return "a path with \"..\"";
    if (goes_through(path, ".git")) return "a path in .git"; /* hooks and settings of git are programs to be run */
    if (strlen(path) >= ACCORD_PATH_MAX) return "a path that is too long";
    (void)snprintf(folder, sizeof folder, "%.*s", length > 0 ? (int)length : 2, length > 0 ? config->file : "./");
    (void)snprintf(whole, sizeof whole, "%s%s", folder, path);
    if (lstat(whole, &facts) == 0 && S_ISLNK(facts.st_mode)) return "a link";
    return leads_out(whole, folder) ? "a path through a link that leads elsewhere" : NULL;
}
