/* Commits of git, their folders and files. */
#include "cli/revision.h"

#include "base/error.h"
#include "ingest/source_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ANSWER_MAX = 2 * ACCORD_PATH_MAX,
    LISTING_MAX = 256 * 1024 * 1024,
    FILE_MAX = 64 * 1024 * 1024,
    FILES_FIRST = 64
};

/* A line that git answers, without its end. */
static enum accord_status ask_line(const char *folder, const char *const *arguments, char *line, size_t size,
                                   bool *good, char said[ACCORD_GIT_SAID_MAX], struct accord_error *err)
{
    struct accord_text answer;
    accord_text_init(&answer, ANSWER_MAX);
    enum accord_status status = accord_git_ask(folder, arguments, &answer, good, said, err);
    size_t length = answer.length;
    while (length > 0 && accord_text_str(&answer)[length - 1] == '\n')
        length--;
    if (length >= size) *good = false;
    if (status == ACCORD_OK && *good) {
        memcpy(line, accord_text_str(&answer), length);
        line[length] = '\0';
    }
    accord_text_clear(&answer);
    return status;
}

static enum accord_status find_top(const char *folder, char top[ACCORD_PATH_MAX], bool *good,
                                   char said[ACCORD_GIT_SAID_MAX], struct accord_error *err)
{
    static const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    return ask_line(folder, arguments, top, ACCORD_PATH_MAX, good, said, err);
}

static enum accord_status no_such_commit(const char *folder, const char *name, struct accord_error *err)
{
    static const char *const arguments[] = {"rev-parse", "--is-shallow-repository", NULL};
    char answer[ACCORD_GIT_SAID_MAX], said[ACCORD_GIT_SAID_MAX];
    bool good = false;
    enum accord_status status = ask_line(folder, arguments, answer, sizeof answer, &good, said, err);
    if (status != ACCORD_OK) return status;
    bool shallow = good && strcmp(answer, "true") == 0;
    return accord_error_set(err, ACCORD_BAD_USAGE, "--changed-since %s: git knows no such commit here%s", name,
                            shallow ? "; this clone is shallow and has no older ones: fetch them first" : "");
}

/* What git would take for an option, for all but a commit, or for several lines. */
static bool is_odd(const char *name)
{
    bool odd = name[0] == '\0' || name[0] == '-' || name[0] == '^';
    for (const char *byte = name; *byte && !odd; byte++)
        odd = (unsigned char)*byte < 0x20 || *byte == 0x7f;
    return odd;
}

enum accord_status accord_revision_open(struct accord_revision *revision, const char *folder, const char *name,
                                        struct accord_error *err)
{
    char wanted[ACCORD_PATH_MAX], said[ACCORD_GIT_SAID_MAX];
    const char *const arguments[] = {"rev-parse", "--verify", "--quiet", "--end-of-options", wanted, NULL};
    bool good = false;
    revision->name = name;
    if (is_odd(name) || snprintf(wanted, sizeof wanted, "%s^{commit}", name) >= (int)sizeof wanted)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--changed-since %s: expected a commit of git, as HEAD~1 or main", name);
    if (access(folder, F_OK) != 0) return accord_error_set(err, ACCORD_BAD_DATA, "%s: there is no such folder", folder);
    enum accord_status status = find_top(folder, revision->top, &good, said, err);
    if (status != ACCORD_OK) return status;
    if (!good)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--changed-since %s: %s is in no repository that git reads (%s)",
                                name, folder, said);
    status = ask_line(folder, arguments, revision->commit, sizeof revision->commit, &good, said, err);
    if (status == ACCORD_OK && !good) status = no_such_commit(folder, name, err);
    if (status == ACCORD_OK) status = accord_git_objects_open(folder, &revision->objects, err);
    return status;
}

void accord_revision_close(struct accord_revision *revision)
{
    accord_git_objects_close(revision->objects);
    revision->objects = NULL;
}

enum accord_status accord_revision_has(const struct accord_revision *revision, const char *folder, bool *has,
                                       struct accord_error *err)
{
    char top[ACCORD_PATH_MAX], said[ACCORD_GIT_SAID_MAX];
    bool good = false;
    enum accord_status status = find_top(folder, top, &good, said, err);
    *has = status == ACCORD_OK && good && strcmp(top, revision->top) == 0;
    return status;
}

/* ---- files ---- */

static enum accord_status add_file(struct accord_revision_files *files, const struct accord_revision_file *file,
                                   struct accord_error *err)
{
    if (files->count == files->capacity) {
        size_t capacity = 2 * files->capacity + FILES_FIRST;
        struct accord_revision_file *items = accord_realloc(files->items, capacity, sizeof *items);
        if (!items) return accord_error_memory(err);
        files->items = items;
        files->capacity = capacity;
    }
    files->items[files->count] = *file;
    files->items[files->count].name = accord_arena_copy(&files->arena, file->name, strlen(file->name));
    return files->items[files->count++].name ? ACCORD_OK : accord_error_memory(err);
}

/* "MODE TYPE ID SIZE" before a tab and the name; the size is "-" for what is no blob. */
static bool read_entry(const char *entry, struct accord_revision_file *file)
{
    char mode[8], type[8], size[24];
    const char *tab = strchr(entry, '\t');
    if (!tab || sscanf(entry, "%7s %7s %64s %23s", mode, type, file->id, size) != 4) return false;
    file->name = tab + 1;
    file->plain = strcmp(type, "blob") == 0 && strncmp(mode, "100", 3) == 0;
    file->size = file->plain ? (size_t)strtoull(size, NULL, 10) : 0;
    return true;
}

enum accord_status accord_revision_list(const struct accord_revision *revision, const char *folder,
                                        struct accord_revision_files *files, struct accord_error *err)
{
    const char *const arguments[] = {"ls-tree", "-r", "-z", "--long", revision->commit, NULL};
    char said[ACCORD_GIT_SAID_MAX];
    struct accord_text listing;
    bool good = false;
    accord_text_init(&listing, LISTING_MAX);
    enum accord_status status = accord_git_ask(folder, arguments, &listing, &good, said, err);
    if (status == ACCORD_OK && !good)
        status =
            accord_error_set(err, ACCORD_BAD_USAGE, "git does not list %s as of %s: %s", folder, revision->name, said);
    const char *at = accord_text_str(&listing), *end = at + listing.length;
    for (; status == ACCORD_OK && at < end; at += strlen(at) + 1) {
        struct accord_revision_file file = {.name = NULL};
        if (read_entry(at, &file))
            status = add_file(files, &file, err);
        else
            status = accord_error_set(err, ACCORD_BAD_USAGE, "git lists %s as of %s in a way of its own", folder,
                                      revision->name);
    }
    accord_text_clear(&listing);
    return status;
}

void accord_revision_files_clear(struct accord_revision_files *files)
{
    accord_free(files->items);
    accord_arena_clear(&files->arena);
    *files = (struct accord_revision_files){.items = NULL};
}

const struct accord_revision_file *accord_revision_find(const struct accord_revision_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].name, name) == 0) return &files->items[i];
    return NULL;
}

enum accord_status accord_revision_read(struct accord_revision *revision, const struct accord_revision_file *file,
                                        struct accord_text *bytes, struct accord_error *err)
{
    return accord_git_objects_read(revision->objects, file->id, bytes, err);
}

enum accord_status accord_revision_same(struct accord_revision *revision, const struct accord_revision_file *file,
                                        const char *path, bool *same, struct accord_error *err)
{
    struct accord_text then, now;
    struct accord_error unread;
    int descriptor = -1;
    *same = false;
    if (!file->plain || file->size > FILE_MAX) return ACCORD_OK;
    accord_text_init(&then, FILE_MAX);
    accord_text_init(&now, FILE_MAX);
    enum accord_status status = accord_revision_read(revision, file, &then, err);
    bool read = status == ACCORD_OK && accord_source_open(path, &descriptor, &unread) == ACCORD_OK &&
                accord_source_read(descriptor, &now, &unread) == ACCORD_OK;
    if (descriptor >= 0) (void)close(descriptor);
    *same = read && accord_text_equal(then.bytes, then.length, now.bytes, now.length);
    accord_text_clear(&then);
    accord_text_clear(&now);
    return status;
}
