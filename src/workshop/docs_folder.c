/* The folder that documentation is written to: its own pages are replaced, nobody else's. */
#include "workshop/docs.h"

#include "base/error.h"
#include "base/map.h"
#include "report/sink.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, DEPTH_MAX = 2 };

/* One folder at work. */
struct folder {
    const char *path;
    struct accord_map pages; /* that are written now, by path */
};

typedef enum accord_status (*file_function)(struct folder *folder, const char *path, struct accord_error *err);

static bool join(char *path, const char *folder, const char *name)
{
    size_t length = strlen(folder), tail = strlen(name);
    if (length + tail + 2 > PATH_BYTES) return false;
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + 1, name, tail + 1);
    return true;
}

static enum accord_status too_long(const struct folder *folder, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: holds a path that is too long", folder->path);
}

static enum accord_status cannot(const char *path, const char *what, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be %s: %s", path, what, strerror(errno));
}

/* Every file below `relative`, as a path relative to the folder. */
static enum accord_status each_file(struct folder *folder, const char *relative, int depth, file_function function,
                                    struct accord_error *err)
{
    char path[PATH_BYTES], full[PATH_BYTES];
    struct stat about;
    enum accord_status status = ACCORD_OK;
    if (!join(full, folder->path, relative)) return too_long(folder, err);
    DIR *entries = opendir(full);
    if (!entries) return errno == ENOENT ? ACCORD_OK : cannot(full, "read", err);
    for (const struct dirent *entry; status == ACCORD_OK && (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        bool fits = *relative ? join(path, relative, entry->d_name) : strlen(entry->d_name) < sizeof path;
        if (!fits) {
            status = too_long(folder, err);
            break;
        }
        if (!*relative) memcpy(path, entry->d_name, strlen(entry->d_name) + 1);
        if (!join(full, folder->path, path)) {
            status = too_long(folder, err);
        } else if (lstat(full, &about) != 0) {
            status = cannot(full, "read", err);
        } else if (S_ISDIR(about.st_mode) && depth < DEPTH_MAX) {
            status = each_file(folder, path, depth + 1, function, err);
        } else {
            status = function(folder, path, err);
        }
    }
    closedir(entries);
    return status;
}

static bool begins_with_mark(const char *path)
{
    char bytes[256];
    size_t wanted = strlen(accord_docs_mark);
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return false;
    ssize_t got = read(descriptor, bytes, wanted < sizeof bytes ? wanted : sizeof bytes);
    close(descriptor);
    return got == (ssize_t)wanted && memcmp(bytes, accord_docs_mark, wanted) == 0;
}

static enum accord_status refuse_foreign(struct folder *folder, const char *path, struct accord_error *err)
{
    char full[PATH_BYTES];
    if (!join(full, folder->path, path)) return too_long(folder, err);
    if (begins_with_mark(full)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: not a page that accord wrote, expected an empty folder or one of such pages", full);
}

static enum accord_status remove_stale(struct folder *folder, const char *path, struct accord_error *err)
{
    char full[PATH_BYTES];
    int64_t number;
    if (accord_map_get(&folder->pages, path, strlen(path), &number)) return ACCORD_OK;
    if (!join(full, folder->path, path)) return too_long(folder, err);
    return unlink(full) == 0 ? ACCORD_OK : cannot(full, "removed", err);
}

static enum accord_status make_folder(const char *path, struct accord_error *err)
{
    return mkdir(path, 0777) == 0 || errno == EEXIST ? ACCORD_OK : cannot(path, "made", err);
}

/* Also makes the folder that the page stands in. */
static enum accord_status write_page(void *host, const char *path, const struct accord_text *page,
                                     struct accord_error *err)
{
    struct folder *folder = host;
    struct accord_sink sink;
    char full[PATH_BYTES];
    bool added;
    if (!join(full, folder->path, path)) return too_long(folder, err);
    if (!accord_map_put(&folder->pages, path, strlen(path), 0, &added)) return accord_error_memory(err);
    char *slash = strrchr(full, '/');
    *slash = '\0';
    enum accord_status status = make_folder(full, err);
    *slash = '/';
    if (status != ACCORD_OK) return status;
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, full);
    accord_text_add(&sink.text, accord_text_str(page), page->length);
    status = accord_sink_finish(&sink, err);
    accord_sink_clear(&sink);
    return status;
}

enum accord_status accord_docs_write(const struct accord_packs *packs, const char *folder, struct accord_error *err)
{
    struct folder target = {.path = folder};
    accord_map_init(&target.pages);
    enum accord_status status = make_folder(folder, err);
    if (status == ACCORD_OK) status = each_file(&target, "", 0, refuse_foreign, err);
    if (status == ACCORD_OK) status = accord_docs_pages(packs, write_page, &target, err);
    if (status == ACCORD_OK) status = each_file(&target, "", 0, remove_stale, err);
    accord_map_clear(&target.pages);
    return status;
}
