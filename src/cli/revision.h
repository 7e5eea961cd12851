/* What folders of a git repository held at one commit. */
#ifndef ACCORD_CLI_REVISION_H
#define ACCORD_CLI_REVISION_H

#include "base/memory.h"
#include "cli/git.h"
#include "cli/places.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_revision {
    const char *name;               /* as it was asked for */
    char commit[ACCORD_GIT_ID_MAX]; /* "": not opened */
    char top[ACCORD_PATH_MAX];      /* of the repository's working tree */
    struct accord_git_objects *objects;
};

/* A file that was in a folder, or below it. */
struct accord_revision_file {
    const char *name; /* from the folder on */
    char id[ACCORD_GIT_ID_MAX];
    size_t size;
    bool plain; /* no link and no repository of its own */
};
struct accord_revision_files {
    struct accord_revision_file *items;
    size_t count;
    size_t capacity;
    struct accord_arena arena;
};

/* The commit that `name` means in the repository of the folder. ACCORD_BAD_USAGE, with git's own words, where there is
 * none. */
enum accord_status accord_revision_open(struct accord_revision *revision, const char *folder, const char *name,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_revision_close(struct accord_revision *revision); /* zeroed is closed */

/* Whether the folder is in the same repository. */
enum accord_status accord_revision_has(const struct accord_revision *revision, const char *folder, bool *has,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* What the folder held, in the order of names; nothing where it was not there. Zeroed files are none. */
enum accord_status accord_revision_list(const struct accord_revision *revision, const char *folder,
                                        struct accord_revision_files *files,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
void accord_revision_files_clear(struct accord_revision_files *files);
const struct accord_revision_file *accord_revision_find(const struct accord_revision_files *files, const char *name);

/* Appends the bytes that the file had. */
enum accord_status accord_revision_read(struct accord_revision *revision, const struct accord_revision_file *file,
                                        struct accord_text *bytes, struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether what is at `path` now is, byte for byte, what the file was. False for what cannot be read. */
enum accord_status accord_revision_same(struct accord_revision *revision, const struct accord_revision_file *file,
                                        const char *path, bool *same, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
