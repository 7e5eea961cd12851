/* A new folder that is there complete or not at all: made beside its place, and renamed. */
#include "export/folder.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/unfinished.h"
#include "export/synchronize.h"
#include "ingest/source_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    NAMES_TRIED = 1000,
    NAME_ROOM = 32,
    FILE_BYTES_MAX = 1024 * 1024 * 1024, /* of what is not written yet; a row has at most some 64 MiB */
    MODE_OF_FOLDERS = 0777,
    MODE_OF_FILES = 0666
};

static const char of_actors[] = "actors";

static enum accord_status cannot_write(const char *path, int reason, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", path, strerror(reason));
}

static bool is_empty(const char *path)
{
    DIR *folder = opendir(path);
    bool empty = folder != NULL;
    if (folder == NULL) return false;
    for (const struct dirent *entry = readdir(folder); entry != NULL && empty; entry = readdir(folder))
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    (void)closedir(folder);
    return empty;
}

static enum accord_status look_at_place(const char *path, struct accord_error *err)
{
    struct stat facts;
    if (lstat(path, &facts) != 0) return errno == ENOENT ? ACCORD_OK : cannot_write(path, errno, err);
    if (S_ISDIR(facts.st_mode) && is_empty(path)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: there is %s already, expected a new path, or an empty folder",
                            path, S_ISDIR(facts.st_mode) ? "a folder with something in it" : "something");
}

/* What stands before the last name of a path, its slashes at the end apart. */
static size_t length_of_parent(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

static size_t length_without_slashes(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return length;
}

/* PARENT/.NAME.new-N, which is hidden and tells whose it is. */
static enum accord_status make_beside(struct accord_export_folder *folder, struct accord_error *err)
{
    size_t length = length_without_slashes(folder->path);
    size_t parent = length_of_parent(folder->path, length);
    size_t room = length + NAME_ROOM;
    folder->made = accord_alloc(room);
    if (folder->made == NULL) return accord_error_memory(err);
    for (int number = 0; number < NAMES_TRIED; number++) {
        (void)snprintf(folder->made, room, "%.*s.%.*s.new-%d", (int)parent, folder->path, (int)(length - parent),
                       folder->path + parent, number);
        if (mkdir(folder->made, MODE_OF_FOLDERS) == 0) {
            folder->unfinished = accord_unfinished_note(folder->made);
            return ACCORD_OK;
        }
        if (errno != EEXIST) break;
    }
    int reason = errno;
    accord_free(folder->made);
    folder->made = NULL;
    return cannot_write(folder->path, reason, err);
}

enum accord_status accord_export_folder_begin(struct accord_export_folder *folder, const char *path,
                                              struct accord_error *err)
{
    folder->path = path;
    enum accord_status status = look_at_place(path, err);
    return status == ACCORD_OK ? make_beside(folder, err) : status;
}

enum accord_status accord_export_folder_of_actors(struct accord_export_folder *folder, struct accord_error *err)
{
    char *path = accord_source_join(folder->made, of_actors);
    if (path == NULL) return accord_error_memory(err);
    int reason = mkdir(path, MODE_OF_FOLDERS) == 0 ? 0 : errno;
    accord_free(path);
    folder->many = true;
    return reason == 0 ? ACCORD_OK : cannot_write(folder->path, reason, err);
}

/* ---- files ---- */

enum accord_status accord_export_file_begin(const struct accord_export_folder *folder, const char *name,
                                            struct accord_export_file *file, struct accord_error *err)
{
    char *path = accord_source_join(folder->made, name);
    *file = (struct accord_export_file){.descriptor = -1, .path = folder->path};
    accord_text_init(&file->text, FILE_BYTES_MAX);
    if (path == NULL) return accord_error_memory(err);
    file->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE_OF_FILES);
    int reason = errno;
    accord_free(path);
    return file->descriptor >= 0 ? ACCORD_OK : cannot_write(folder->path, reason, err);
}

enum accord_status accord_export_file_end(const struct accord_export_folder *folder, struct accord_export_file *file,
                                          struct accord_error *err)
{
    enum accord_status status = accord_export_flush(file, true, err);
    if (status == ACCORD_OK && !folder->many && fsync(file->descriptor) != 0)
        status = cannot_write(file->path, errno, err);
    return status;
}

void accord_export_file_clear(struct accord_export_file *file)
{
    if (file->path == NULL) return;
    if (file->descriptor >= 0) (void)close(file->descriptor);
    accord_text_clear(&file->text);
    file->path = NULL;
}

/* ---- the end ---- */

/* Not every file system has folders that can be synchronized: what it has to say of that is no failure. */
static void synchronize(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    (void)fsync(descriptor);
    (void)close(descriptor);
}

static char *copy_of_parent(const struct accord_export_folder *folder)
{
    size_t length = length_of_parent(folder->path, length_without_slashes(folder->path));
    return length == 0 ? accord_copy_text(".", 1) : accord_copy_text(folder->path, length);
}

static enum accord_status move_to_place(struct accord_export_folder *folder, struct accord_error *err)
{
    if (rename(folder->made, folder->path) == 0) {
        accord_unfinished_forget(folder->unfinished);
        accord_free(folder->made);
        folder->made = NULL;
        return ACCORD_OK;
    }
    int reason = errno;
    enum accord_status status = look_at_place(folder->path, err); /* which came meanwhile */
    return status == ACCORD_OK ? cannot_write(folder->path, reason, err) : status;
}

enum accord_status accord_export_folder_end(struct accord_export_folder *folder, struct accord_error *err)
{
    int unwritten = folder->many ? accord_export_synchronize(folder->made) : 0;
    if (unwritten != 0) return cannot_write(folder->path, unwritten, err);
    char *parent = copy_of_parent(folder); /* once it is in its place nothing may fail */
    if (parent == NULL) return accord_error_memory(err);
    synchronize(folder->made);
    enum accord_status status = move_to_place(folder, err);
    if (status == ACCORD_OK) synchronize(parent);
    accord_free(parent);
    return status;
}

/* Also when memory is short. The name is within the folder `at`, or a path. */
static void remove_folder(int at, const char *name)
{
    int descriptor = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *opened = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (opened == NULL && descriptor >= 0) (void)close(descriptor);
    if (opened == NULL) return;
    for (const struct dirent *entry = readdir(opened); entry != NULL; entry = readdir(opened)) {
        if (strcmp(entry->d_name, of_actors) == 0) remove_folder(descriptor, of_actors);
        (void)unlinkat(descriptor, entry->d_name, 0);
    }
    (void)closedir(opened);
    (void)unlinkat(at, name, AT_REMOVEDIR);
}

void accord_export_folder_clear(struct accord_export_folder *folder)
{
    if (folder->made == NULL) return;
    remove_folder(AT_FDCWD, folder->made);
    accord_unfinished_forget(folder->unfinished);
    accord_free(folder->made);
    folder->made = NULL;
}
