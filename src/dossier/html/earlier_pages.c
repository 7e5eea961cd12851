/* Pages that an earlier, larger report left in the folder: they would tell of another run as if they were part of this
 * one. A page says that it is one, and which; what does not say so is somebody else's and stays. */
#include "dossier/html/earlier_pages.h"
#include "dossier/html/links.h"

#include "base/error.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = 4096, FOLDER_MAX_BYTES = 64 * 1024, DIGITS_MAX = 9 };

static const char begin[] = "<!doctype html>\n<html lang=";

const char *accord_html_page_mark(size_t page, char mark[ACCORD_PAGE_MARK_ROOM])
{
    (void)snprintf(mark, ACCORD_PAGE_MARK_ROOM, "<meta name=accord-page content=%zu>\n", page);
    return mark;
}

/* The number of the page that a name is of; 0: it is no page's. */
static size_t page_of(const char *stem, size_t length, const char *name)
{
    char end[ACCORD_PAGE_END_ROOM];
    size_t page = 0;
    if (strncmp(name, stem, length) != 0 || name[length] != '-') return 0;
    const char *digits = name + length + 1;
    size_t count = strspn(digits, "0123456789");
    if (count > DIGITS_MAX) return 0;
    for (size_t i = 0; i < count; i++)
        page = 10 * page + (size_t)(digits[i] - '0');
    return strcmp(accord_html_page_end(page, end), name + length) == 0 ? page : 0;
}

/* Whether the file begins as that page of some report. */
static bool is_marked(int folder, const char *name, size_t page)
{
    char head[HEAD_BYTES + 1], mark[ACCORD_PAGE_MARK_ROOM];
    struct stat found;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t got = fstat(file, &found) == 0 && S_ISREG(found.st_mode) ? read(file, head, HEAD_BYTES) : -1;
    (void)close(file);
    if (got < 0) return false;
    head[got] = '\0';
    return strncmp(head, begin, sizeof begin - 1) == 0 && strstr(head, accord_html_page_mark(page, mark));
}

static enum accord_status remove_pages(DIR *folder, const char *path, const char *stem, size_t length, size_t pages,
                                       struct accord_error *err)
{
    int descriptor = dirfd(folder);
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (!entry) break;
        size_t page = page_of(stem, length, entry->d_name);
        if (page <= pages || !is_marked(descriptor, entry->d_name, page)) continue;
        if (unlinkat(descriptor, entry->d_name, 0) != 0 && errno != ENOENT)
            return accord_error_set(err, ACCORD_NOT_WRITTEN,
                                    "%s%s: a page of an earlier report, cannot remove it: %s; all of this report is "
                                    "written, expected no pages of another beside it",
                                    path, entry->d_name, strerror(errno));
    }
    if (errno == 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot look for pages of an earlier report: %s", path,
                            strerror(errno));
}

enum accord_status accord_html_remove_earlier_pages(const char *path, size_t pages, struct accord_error *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct accord_text folder;
    enum accord_status status = ACCORD_OK;
    accord_text_init(&folder, FOLDER_MAX_BYTES);
    accord_text_add(&folder, path, (size_t)(name - path));
    if (folder.failed) {
        status = accord_error_memory(err);
        goto out;
    }
    DIR *opened = opendir(folder.length > 0 ? accord_text_str(&folder) : ".");
    if (!opened) {
        status = accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot look for pages of an earlier report: %s",
                                  folder.length > 0 ? accord_text_str(&folder) : ".", strerror(errno));
        goto out;
    }
    status = remove_pages(opened, accord_text_str(&folder), name, accord_html_stem(name), pages, err);
    (void)closedir(opened);
out:
    accord_text_clear(&folder);
    return status;
}
