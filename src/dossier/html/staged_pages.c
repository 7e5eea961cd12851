/* Pages on their way. */
#include "dossier/html/staged_pages.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/unfinished.h"
#include "dossier/html/links.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 64 * 1024, PERMISSIONS = 0777 };

static const char name[] = ".accord-pages-XXXXXX";

enum accord_status accord_html_stage(struct accord_html_staged *staged, const char *index, struct accord_error *err)
{
    const char *slash = strrchr(index, '/');
    size_t length = slash ? (size_t)(slash - index) + 1 : 0;
    char *folder = accord_alloc(length + sizeof name);
    if (!folder) return accord_error_memory(err);
    memcpy(folder, index, length);
    memcpy(folder + length, name, sizeof name);
    if (!mkdtemp(folder)) {
        accord_free(folder);
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", index, strerror(errno));
    }
    staged->folder = folder;
    staged->unfinished = accord_unfinished_note(folder);
    return ACCORD_OK;
}

static void add_path(const struct accord_html_staged *staged, size_t page, struct accord_text *path)
{
    char end[ACCORD_PAGE_END_ROOM];
    accord_text_addf(path, "%s/page%s", staged->folder, accord_html_page_end(page, end));
}

void accord_html_stage_page(struct accord_html_staged *staged, size_t page, struct accord_text *path)
{
    assert(page == staged->pages + 1);
    staged->pages = page;
    add_path(staged, page, path);
}

/* A file that is replaced keeps its mode; one that could not be written is not replaced. */
static enum accord_status put(const char *from, const char *to, struct accord_error *err)
{
    struct stat old;
    bool keeps = stat(to, &old) == 0 && S_ISREG(old.st_mode);
    bool ready = !keeps || (access(to, W_OK) == 0 && chmod(from, old.st_mode & PERMISSIONS) == 0);
    if (ready && rename(from, to) == 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", to, strerror(errno));
}

enum accord_status accord_html_stage_end(struct accord_html_staged *staged, const char *index, struct accord_error *err)
{
    struct accord_text from, to;
    enum accord_status status = ACCORD_OK;
    accord_text_init(&from, PATH_MAX_BYTES);
    accord_text_init(&to, PATH_MAX_BYTES);
    for (size_t page = 1; page <= staged->pages && status == ACCORD_OK; page++) {
        accord_text_reset(&from);
        accord_text_reset(&to);
        add_path(staged, page, &from);
        accord_html_add_page_path(&to, index, page);
        status = from.failed || to.failed ? accord_error_memory(err)
                                          : put(accord_text_str(&from), accord_text_str(&to), err);
    }
    accord_text_clear(&from);
    accord_text_clear(&to);
    return status;
}

void accord_html_stage_clear(struct accord_html_staged *staged)
{
    struct accord_text path;
    if (!staged->folder) return;
    accord_text_init(&path, PATH_MAX_BYTES);
    for (size_t page = 1; page <= staged->pages; page++) {
        accord_text_reset(&path);
        add_path(staged, page, &path);
        if (!path.failed) (void)unlink(accord_text_str(&path)); /* most are in their places */
    }
    accord_text_clear(&path);
    (void)rmdir(staged->folder);
    accord_unfinished_forget(staged->unfinished);
    accord_free(staged->folder);
    *staged = (struct accord_html_staged){.pages = 0};
}
