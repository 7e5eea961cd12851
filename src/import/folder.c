/* The folder that an import writes: made beside its place, then put there in one step. */
#define _GNU_SOURCE /* renameat2 */
#include "import/folder.h"

#include "base/error.h"
#include "base/unfinished.h"
#include "import/descriptor.h"
#include "ingest/source_file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 1000, NAME_BYTES = 64, FILE_NAME_BYTES = 128, DESCRIPTOR_MAX = 64 * 1024 * 1024 };

static const char descriptor_name[] = "datapackage.json";

struct accord_import_folder {
    char *path;   /* its place, links followed; NULL: it has none */
    char *beside; /* what stands before the names of new ones: the folder of its place, with a slash, or "" */
    char *fresh;  /* the new one; NULL: it is in its place */
    struct accord_unfinished *unfinished; /* the same, for signals */
    cJSON *old;                           /* the descriptor that was there */
};

static enum accord_status fail(const char *path, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", path, strerror(errno));
}

/* ---- what is there ---- */

/* datapackage.json, or NAME.csv of a core table. */
static bool is_own_file(const char *name)
{
    char table[FILE_NAME_BYTES];
    size_t length = strlen(name);
    if (strcmp(name, descriptor_name) == 0) return true;
    if (length < 5 || length >= sizeof table || strcmp(name + length - 4, ".csv") != 0) return false;
    memcpy(table, name, length - 4);
    table[length - 4] = '\0';
    return accord_core_schema(table) != NULL;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Tells each file of the folder; false of `function` ends it. */
static enum accord_status look_into(const char *path, bool (*function)(void *host, int folder, const char *name),
                                    void *host, struct accord_error *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL) return fail(path, err);
    bool goes_on = true;
    for (const struct dirent *entry = readdir(folder); entry != NULL && goes_on; entry = readdir(folder))
        if (!is_dots(entry->d_name)) goes_on = function(host, dirfd(folder), entry->d_name);
    (void)closedir(folder);
    return ACCORD_OK;
}

struct looked {
    bool empty;
    char foreign[NAME_MAX + 1];
};

static bool look_at(void *host, int folder, const char *name)
{
    struct looked *looked = host;
    (void)folder;
    looked->empty = false;
    /* of several the first in their order, which is not that of the folder */
    bool first = looked->foreign[0] == '\0' || strcmp(name, looked->foreign) < 0;
    if (!is_own_file(name) && first) (void)snprintf(looked->foreign, sizeof looked->foreign, "%s", name);
    return true;
}

static enum accord_status check_folder(struct accord_import_folder *folder, const char *path, struct accord_error *err)
{
    struct looked looked = {.empty = true};
    enum accord_status status = look_into(path, look_at, &looked, err);
    if (status != ACCORD_OK || looked.empty) return status;
    status = accord_import_descriptor_read(path, &folder->old, err);
    if (status != ACCORD_OK) return status;
    if (folder->old == NULL)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "%s: a folder that no import wrote, expected a new name, an empty folder or one of an "
                                "earlier import",
                                path);
    if (looked.foreign[0] == '\0') return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: holds %s, which no import wrote, expected nothing else in a folder that is replaced",
                            path, looked.foreign);
}

/* Where the path leads, links followed; what is not there, by the folder it is to be in. To be released. */
static char *place_of(const char *path, bool there)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    if (!there) return accord_copy_text(path, length);
    char *resolved = realpath(path, NULL); /* of malloc itself */
    char *copy = resolved == NULL ? NULL : accord_copy_text(resolved, strlen(resolved));
    free(resolved);
    return copy;
}

static enum accord_status new_folder(const char *path, bool there, struct accord_import_folder **folder,
                                     struct accord_error *err)
{
    *folder = accord_alloc_zero(1, sizeof **folder);
    if (*folder == NULL) return accord_error_memory(err);
    (*folder)->path = place_of(path, there);
    if ((*folder)->path == NULL) return accord_error_memory(err);
    const char *slash = strrchr((*folder)->path, '/');
    (*folder)->beside = accord_copy_text((*folder)->path, slash == NULL ? 0 : (size_t)(slash - (*folder)->path) + 1);
    return (*folder)->beside == NULL ? accord_error_memory(err) : ACCORD_OK;
}

/* ---- the new one, made at once: what cannot be written is told before anything is read ---- */

/* A name beside the place that nothing has: ".accord-PID-N.tmp". */
static char *name_beside(const struct accord_import_folder *folder, unsigned number)
{
    size_t length = strlen(folder->beside);
    char *path = accord_alloc(length + NAME_BYTES);
    if (path == NULL) return NULL;
    memcpy(path, folder->beside, length);
    (void)snprintf(path + length, NAME_BYTES, ".accord-%ld-%u.tmp", (long)getpid(), number);
    return path;
}

/* `path` is what it is to be, for messages. */
static enum accord_status make_fresh(struct accord_import_folder *folder, const char *path, struct accord_error *err)
{
    for (unsigned number = 0; number < TRIES; number++) {
        char *fresh = name_beside(folder, number);
        if (fresh == NULL) return accord_error_memory(err);
        if (mkdir(fresh, 0777) == 0) {
            folder->fresh = fresh;
            folder->unfinished = accord_unfinished_note(fresh);
            return ACCORD_OK;
        }
        enum accord_status status = errno == EEXIST ? ACCORD_OK : fail(path, err);
        accord_free(fresh);
        if (status != ACCORD_OK) return status;
    }
    errno = EEXIST;
    return fail(path, err);
}

enum accord_status accord_import_folder_open(const char *path, struct accord_import_folder **folder,
                                             struct accord_error *err)
{
    struct stat about;
    bool there = stat(path, &about) == 0;
    *folder = NULL;
    if (there && !S_ISDIR(about.st_mode))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file, expected a folder or a new name", path);
    if (!there && errno != ENOENT) return fail(path, err);
    enum accord_status status = new_folder(path, there, folder, err);
    if (status == ACCORD_OK && there) status = check_folder(*folder, path, err);
    if (status == ACCORD_OK) status = make_fresh(*folder, path, err);
    if (status != ACCORD_OK) {
        accord_import_folder_close(*folder);
        *folder = NULL;
    }
    return status;
}

enum accord_status accord_import_folder_beside(const char *path, struct accord_import_folder **folder,
                                               struct accord_error *err)
{
    enum accord_status status = new_folder(path, false, folder, err);
    if (status == ACCORD_OK) {
        accord_free((*folder)->path);
        (*folder)->path = NULL;
        status = make_fresh(*folder, path, err);
    }
    if (status == ACCORD_OK) return ACCORD_OK;
    accord_import_folder_close(*folder);
    *folder = NULL;
    return status;
}

bool accord_import_folder_was_there(const struct accord_import_folder *folder)
{
    return folder->old != NULL;
}

/* ---- removing ---- */

static bool remove_own(void *host, int folder, const char *name)
{
    (void)host;
    if (is_own_file(name)) (void)unlinkat(folder, name, 0);
    return true;
}

static void remove_folder(const char *path)
{
    struct accord_error ignored = {0};
    if (look_into(path, remove_own, NULL, &ignored) == ACCORD_OK) (void)rmdir(path);
}

void accord_import_folder_close(struct accord_import_folder *folder)
{
    if (folder == NULL) return;
    if (folder->fresh != NULL) remove_folder(folder->fresh);
    accord_unfinished_forget(folder->unfinished);
    cJSON_Delete(folder->old);
    accord_free(folder->fresh);
    accord_free(folder->beside);
    accord_free(folder->path);
    accord_free(folder);
}

/* ---- writing ---- */

/* False with errno. */
static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* A file of the new folder while it is written. */
struct output {
    char *path;
    int descriptor;
};

static enum accord_status open_output(const struct accord_import_folder *folder, const char *name,
                                      struct output *output, struct accord_error *err)
{
    *output = (struct output){.path = accord_source_join(folder->fresh, name), .descriptor = -1};
    if (output->path == NULL) return accord_error_memory(err);
    output->descriptor = open(output->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return output->descriptor >= 0 ? ACCORD_OK : fail(output->path, err);
}

static enum accord_status write_output(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    const struct output *output = host;
    return write_all(output->descriptor, bytes, length) ? ACCORD_OK : fail(output->path, err);
}

/* `status` is what became of the writing. */
static enum accord_status close_output(struct output *output, enum accord_status status, struct accord_error *err)
{
    if (status == ACCORD_OK && fsync(output->descriptor) != 0) status = fail(output->path, err);
    if (output->descriptor >= 0 && close(output->descriptor) != 0 && status == ACCORD_OK)
        status = fail(output->path, err);
    accord_free(output->path);
    return status;
}

static enum accord_status write_file(const struct accord_import_folder *folder, const char *name,
                                     const struct accord_text *text, struct accord_error *err)
{
    struct output output;
    if (text->failed) return accord_error_memory(err);
    enum accord_status status = open_output(folder, name, &output, err);
    if (status == ACCORD_OK) status = write_output(&output, accord_text_str(text), text->length, err);
    return close_output(&output, status, err);
}

/* So that what was written, or renamed, in the folder survives a crash. */
static enum accord_status sync_folder(const char *path, struct accord_error *err)
{
    int descriptor = open(path[0] == '\0' ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return fail(path, err);
    bool synced = fsync(descriptor) == 0 || errno == EINVAL; /* not every file system can */
    enum accord_status status = synced ? ACCORD_OK : fail(path, err);
    (void)close(descriptor);
    return status;
}

static enum accord_status write_tables(const struct accord_import_folder *folder, struct accord_gathering *gathering,
                                       struct accord_error *err)
{
    const struct accord_schema *schema = NULL;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && (schema = accord_gathering_table(gathering, i)) != NULL; i++) {
        char name[FILE_NAME_BYTES];
        struct output output;
        (void)snprintf(name, sizeof name, "%s.csv", schema->name);
        status = open_output(folder, name, &output, err);
        if (status == ACCORD_OK) status = accord_gathering_write(gathering, schema, write_output, &output, err);
        status = close_output(&output, status, err);
    }
    return status;
}

enum accord_status accord_import_folder_write(struct accord_import_folder *folder, struct accord_gathering *gathering,
                                              struct accord_error *err)
{
    struct accord_text text;
    assert(folder->fresh != NULL);
    accord_text_init(&text, DESCRIPTOR_MAX);
    enum accord_status status = write_tables(folder, gathering, err);
    if (status == ACCORD_OK) status = accord_import_descriptor_write(folder->old, gathering, &text, err);
    if (status == ACCORD_OK) status = write_file(folder, descriptor_name, &text, err);
    if (status == ACCORD_OK) status = sync_folder(folder->fresh, err);
    accord_text_clear(&text);
    return status;
}

const char *accord_import_folder_new(const struct accord_import_folder *folder)
{
    return folder->fresh;
}

/* ---- putting it in its place ---- */

/* Exchanges the two folders; false with errno. */
static bool exchange(const char *a, const char *b)
{
#ifdef RENAME_EXCHANGE
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
#else
    (void)a;
    (void)b;
    errno = ENOSYS;
    return false;
#endif
}

/* In two steps, where the system knows no exchange: for a moment neither is there. */
static enum accord_status move_aside(struct accord_import_folder *folder, struct accord_error *err)
{
    unsigned number = 0;
    char *aside = NULL;
    struct stat about;
    do {
        accord_free(aside);
        aside = name_beside(folder, number++);
    } while (aside != NULL && number < TRIES && lstat(aside, &about) == 0);
    if (aside == NULL) return accord_error_memory(err);
    enum accord_status status = rename(folder->path, aside) == 0 ? ACCORD_OK : fail(folder->path, err);
    if (status == ACCORD_OK && rename(folder->fresh, folder->path) != 0) {
        status = fail(folder->path, err);
        (void)rename(aside, folder->path);
    }
    if (status == ACCORD_OK) remove_folder(aside);
    accord_free(aside);
    return status;
}

enum accord_status accord_import_folder_commit(struct accord_import_folder *folder, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    assert(folder->fresh != NULL && folder->path != NULL);
    if (folder->old == NULL) { /* onto nothing, or an empty folder */
        if (rename(folder->fresh, folder->path) != 0) return fail(folder->path, err);
    } else if (exchange(folder->fresh, folder->path)) {
        remove_folder(folder->fresh); /* the old one by now */
    } else if (errno == ENOSYS || errno == EINVAL) {
        status = move_aside(folder, err);
    } else {
        status = fail(folder->path, err);
    }
    if (status != ACCORD_OK) return status;
    accord_free(folder->fresh);
    folder->fresh = NULL;
    return sync_folder(folder->beside, err);
}
