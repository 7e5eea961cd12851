/* Files of a dataset: a FIFO must not hang the program, nor a device be read without end. */
#include "ingest/source_file.h"

#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a FIFO";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
    return S_ISREG(mode) ? NULL : "no regular file";
}

static enum accord_status cannot_open(int code, struct accord_error *err)
{
    if (code == ENOENT || code == ENOTDIR)
        return accord_error_set(err, ACCORD_BAD_DATA, "no file of this name, expected one");
    if (code == EACCES || code == EPERM)
        return accord_error_set(err, ACCORD_BAD_DATA, "a file without permission to read, expected a readable one");
    return accord_error_set(err, ACCORD_BAD_DATA, "a file that cannot be opened (%s), expected a readable one",
                            strerror(code));
}

static enum accord_status check_kind(const struct stat *status, struct accord_error *err)
{
    const char *kind = kind_of(status->st_mode);
    if (kind == NULL) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_DATA, "%s, expected a regular file", kind);
}

enum accord_status accord_source_open(const char *path, int *descriptor, struct accord_error *err)
{
    struct stat facts;
    *descriptor = -1;
    /* asked before, since opening a device can have effects, and after, since the name may lead elsewhere by then */
    if (stat(path, &facts) != 0) return cannot_open(errno, err);
    enum accord_status status = check_kind(&facts, err);
    if (status != ACCORD_OK) return status;
    int opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (opened < 0) return cannot_open(errno, err);
    if (fstat(opened, &facts) != 0)
        status = cannot_open(errno, err);
    else
        status = check_kind(&facts, err);
    if (status == ACCORD_OK)
        *descriptor = opened;
    else
        (void)close(opened);
    return status;
}

enum accord_status accord_memory_file_find(const struct accord_memory_files *files, const char *name,
                                           const struct accord_memory_file **file, struct accord_error *err)
{
    *file = NULL;
    for (size_t i = 0; i < files->count && *file == NULL; i++)
        if (strcmp(files->items[i].name, name) == 0) *file = &files->items[i];
    return *file != NULL ? ACCORD_OK : cannot_open(ENOENT, err);
}

enum accord_status accord_memory_file_rewind(const struct accord_memory_file *file, struct accord_error *err)
{
    if (lseek(file->descriptor, 0, SEEK_SET) == 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_DATA, "a file that cannot be read (%s), expected a readable one",
                            strerror(errno));
}

enum accord_status accord_source_read(int descriptor, struct accord_text *text, struct accord_error *err)
{
    char block[4096];
    for (;;) {
        ssize_t got = read(descriptor, block, sizeof block);
        if (got == 0) break;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return accord_error_set(err, ACCORD_BAD_DATA, "a file that cannot be read (%s), expected a readable one",
                                    strerror(errno));
        if (text->length + (size_t)got > text->max)
            return accord_error_set(err, ACCORD_BAD_DATA, "a file of more than %zu MiB, expected a smaller one",
                                    text->max / (1024 * 1024));
        accord_text_add(text, block, (size_t)got);
    }
    return text->failed ? accord_error_memory(err) : ACCORD_OK;
}

/* Whether a part of the path between slashes is "..". */
static bool climbs(const char *path)
{
    for (const char *part = path; part != NULL; part = strchr(part, '/')) {
        if (*part == '/') part++;
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0')) return true;
    }
    return false;
}

const char *accord_source_path_fault(const char *path)
{
    if (path[0] == '\0') return "an empty path";
    if (path[0] == '/') return "an absolute path";
    if (strstr(path, "://") != NULL) return "a URL";
    for (const char *byte = path; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7f) return "a path with a control character";
    return climbs(path) ? "a path that leaves the dataset" : NULL;
}

char *accord_source_join(const char *directory, const char *path)
{
    size_t first = strlen(directory), second = strlen(path);
    char *joined = accord_alloc(first + second + 2);
    if (joined == NULL) return NULL;
    memcpy(joined, directory, first);
    joined[first] = '/';
    memcpy(joined + first + 1, path, second + 1);
    return joined;
}
