/* The files of rule packs: found, sorted, read. */
#include "engine/files.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/source_scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 3, PATH_ROOM = 4096 };

struct walk {
    const char *folder;
    struct accord_arena *arena;
    struct accord_pack_files *files;
    struct accord_problems *problems;
    struct accord_error *err;
    bool tests; /* *_test.lua instead of rules */
};

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* Reads at most one byte more than a rule may have: the scan says that it is too large. */
static enum accord_status read_source(struct walk *walk, const char *full, struct accord_pack_file *file)
{
    enum accord_status status = ACCORD_OK;
    struct stat about;
    char *bytes = NULL;
    size_t length = 0;
    ssize_t got = 1;
    int descriptor = open(full, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0 || fstat(descriptor, &about) != 0) {
        status = accord_problems_add(walk->problems, full, 0, 0, walk->err, "cannot be opened: %s", strerror(errno));
        goto out;
    }
    if (!S_ISREG(about.st_mode)) {
        status = accord_problems_add(walk->problems, full, 0, 0, walk->err, "is no regular file, expected a rule");
        goto out;
    }
    size_t room = about.st_size > ACCORD_SOURCE_MAX ? ACCORD_SOURCE_MAX + 1 : (size_t)about.st_size;
    bytes = accord_arena_alloc(walk->arena, room + 1);
    if (bytes == NULL) {
        status = accord_error_memory(walk->err);
        goto out;
    }
    while (length < room && (got = read(descriptor, bytes + length, room - length)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            status = accord_problems_add(walk->problems, full, 0, 0, walk->err, "cannot be read: %s", strerror(errno));
            goto out;
        }
        length += (size_t)got;
    }
    file->source = bytes;
    file->length = length;
out:
    if (descriptor >= 0) close(descriptor);
    return status;
}

enum accord_status accord_pack_file_read(const char *path, struct accord_arena *arena, struct accord_pack_file *file,
                                         struct accord_problems *problems, struct accord_error *err)
{
    struct walk walk = {.arena = arena, .problems = problems, .err = err};
    const char *slash = strrchr(path, '/');
    *file = (struct accord_pack_file){.role = ACCORD_FILE_RULE, .path = slash == NULL ? path : slash + 1};
    if (slash != NULL) {
        file->folder = accord_arena_copy(arena, path, (size_t)(slash - path));
        if (file->folder == NULL) return accord_error_memory(err);
    }
    return read_source(&walk, path, file);
}

static enum accord_status add_file(struct walk *walk, const char *relative, const char *full, bool in_lib)
{
    struct accord_pack_files *files = walk->files;
    const char *slash = strrchr(relative, '/');
    const char *base = slash == NULL ? relative : slash + 1;
    if (files->count == files->capacity) {
        size_t capacity = files->capacity == 0 ? 64 : files->capacity * 2;
        if (capacity > ACCORD_PACK_FILES_MAX)
            return accord_problems_add(walk->problems, walk->folder, 0, 0, walk->err, "holds more than %d files",
                                       ACCORD_PACK_FILES_MAX);
        void *grown = accord_realloc(files->files, capacity, sizeof *files->files);
        if (grown == NULL) return accord_error_memory(walk->err);
        files->files = grown;
        files->capacity = capacity;
    }
    struct accord_pack_file file = {.role = ACCORD_FILE_RULE, .folder = walk->folder};
    if (in_lib)
        file.role = ACCORD_FILE_LIB;
    else if (strcmp(base, "instrument.lua") == 0)
        file.role = ACCORD_FILE_REGISTER;
    file.path = accord_arena_copy(walk->arena, relative, strlen(relative));
    file.name = accord_arena_copy(walk->arena, base, strlen(base) - strlen(".lua"));
    if (file.path == NULL || file.name == NULL) return accord_error_memory(walk->err);
    enum accord_status status = read_source(walk, full, &file);
    if (status == ACCORD_OK && file.source != NULL) files->files[files->count++] = file;
    return status;
}

static enum accord_status walk_folder(struct walk *walk, const char *relative, int depth, bool in_lib);

static enum accord_status visit(struct walk *walk, const char *relative, const char *name, int depth, bool in_lib)
{
    char path[PATH_ROOM] = "", full[PATH_ROOM] = "";
    struct stat about;
    struct accord_text text;
    accord_text_init(&text, PATH_ROOM - 1);
    if (*relative != '\0') accord_text_addf(&text, "%s/", relative);
    accord_text_add_str(&text, name);
    if (!text.failed) memcpy(path, accord_text_str(&text), text.length + 1);
    accord_text_reset(&text);
    accord_text_addf(&text, "%s/%s", walk->folder, path);
    if (!text.failed) memcpy(full, accord_text_str(&text), text.length + 1);
    bool failed = text.failed;
    accord_text_clear(&text);
    if (failed)
        return accord_problems_add(walk->problems, walk->folder, 0, 0, walk->err, "holds a path that is too long");
    if (stat(full, &about) != 0)
        return accord_problems_add(walk->problems, full, 0, 0, walk->err, "cannot be opened: %s", strerror(errno));
    if (S_ISDIR(about.st_mode)) {
        if (strcmp(name, "profiles") == 0 || depth == DEPTH_MAX) return ACCORD_OK;
        return walk_folder(walk, path, depth + 1, in_lib || strcmp(name, "lib") == 0);
    }
    if (!ends_with(name, ".lua") || ends_with(name, "_test.lua") != walk->tests) return ACCORD_OK;
    return add_file(walk, path, full, in_lib);
}

static int compare_names(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The names in a folder, sorted, in the arena. */
static enum accord_status list_folder(struct walk *walk, const char *full, const char ***names, size_t *count)
{
    size_t capacity = 0;
    *names = NULL;
    *count = 0;
    DIR *folder = opendir(full);
    if (folder == NULL)
        return accord_problems_add(walk->problems, full, 0, 0, walk->err, "cannot be opened as a folder of rules: %s",
                                   strerror(errno));
    enum accord_status status = ACCORD_OK;
    for (const struct dirent *entry; status == ACCORD_OK && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.') continue;
        if (*count == capacity) {
            capacity = capacity == 0 ? 64 : capacity * 2;
            const char **grown = accord_arena_alloc(walk->arena, capacity * sizeof *grown);
            if (grown != NULL && *count > 0) memcpy(grown, *names, *count * sizeof *grown);
            *names = grown;
        }
        char *name = *names == NULL ? NULL : accord_arena_copy(walk->arena, entry->d_name, strlen(entry->d_name));
        if (name == NULL)
            status = accord_error_memory(walk->err);
        else
            (*names)[(*count)++] = name;
    }
    closedir(folder);
    if (*count > 1) qsort(*names, *count, sizeof **names, compare_names);
    return status;
}

static enum accord_status walk_folder(struct walk *walk, const char *relative, int depth, bool in_lib)
{
    const char **names = NULL;
    size_t count = 0;
    struct accord_text full;
    accord_text_init(&full, PATH_ROOM - 1);
    accord_text_add_str(&full, walk->folder);
    if (*relative != '\0') accord_text_addf(&full, "/%s", relative);
    enum accord_status status =
        full.failed ? accord_error_memory(walk->err) : list_folder(walk, accord_text_str(&full), &names, &count);
    accord_text_clear(&full);
    for (size_t i = 0; status == ACCORD_OK && names != NULL && i < count; i++)
        status = visit(walk, relative, names[i], depth, in_lib);
    return status;
}

enum accord_status accord_pack_files_find(const char *folder, struct accord_arena *arena,
                                          struct accord_pack_files *files, struct accord_problems *problems,
                                          struct accord_error *err)
{
    struct walk walk = {folder, arena, files, problems, err, false};
    size_t before = files->count, found = accord_problems_count(problems);
    enum accord_status status = walk_folder(&walk, "", 0, false);
    if (status == ACCORD_OK && files->count == before && accord_problems_count(problems) == found)
        status = accord_problems_add(problems, folder, 0, 0, err, "holds no *.lua file, expected registers and rules");
    return status;
}

enum accord_status accord_pack_tests_find(const char *folder, struct accord_arena *arena,
                                          struct accord_pack_files *files, struct accord_problems *problems,
                                          struct accord_error *err)
{
    struct walk walk = {folder, arena, files, problems, err, true};
    return walk_folder(&walk, "", 0, false);
}

void accord_pack_files_clear(struct accord_pack_files *files)
{
    accord_free(files->files);
    *files = (struct accord_pack_files){NULL, 0, 0};
}
