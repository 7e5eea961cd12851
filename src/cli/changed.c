/* Actors whose rows changed: digests of the dataset of then, read from git, beside those of now. */
#include "cli/changed.h"

#include "accord/observe.h"
#include "accord/problems.h"
#include "base/error.h"
#include "ingest/source_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMED_MAX = 64 * 1024 * 1024 };
static const size_t bytes_max = (size_t)1024 * 1024 * 1024; /* of one file */

static void ask_about_all(struct accord_changed *changed, const char *format, ...) ACCORD_PRINTF(2, 3);
static void ask_about_all(struct accord_changed *changed, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    changed->all = true;
    accord_text_format(changed->why, sizeof changed->why, format, arguments);
    va_end(arguments);
}

/* ---- which commit ---- */

static void split_path(const char *path, char folder[ACCORD_PATH_MAX], char name[ACCORD_PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    size_t before = slash ? (size_t)(slash - path) : 0;
    (void)snprintf(folder, ACCORD_PATH_MAX, "%.*s", slash ? (int)before : 1, slash ? path : ".");
    if (slash == path) (void)snprintf(folder, ACCORD_PATH_MAX, "/");
    (void)snprintf(name, ACCORD_PATH_MAX, "%s", slash ? slash + 1 : path);
}

enum accord_status accord_changed_open(struct accord_changed *changed, const char *dataset, const char *commit,
                                       struct accord_error *err)
{
    struct stat facts;
    if (strlen(dataset) >= ACCORD_PATH_MAX)
        return accord_error_set(err, ACCORD_BAD_USAGE, "the path of the dataset is longer than %d bytes",
                                ACCORD_PATH_MAX);
    if (accord_dataset_is_packed(dataset))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--changed-since %s: %s is packed, expected the folder that it was packed from", commit,
                                dataset);
    (void)snprintf(changed->folder, sizeof changed->folder, "%s", dataset);
    (void)snprintf(changed->descriptor, sizeof changed->descriptor, "datapackage.json");
    if (stat(dataset, &facts) == 0 && !S_ISDIR(facts.st_mode))
        split_path(dataset, changed->folder, changed->descriptor);
    return accord_revision_open(&changed->revision, changed->folder, commit, err);
}

void accord_changed_close(struct accord_changed *changed)
{
    accord_revision_close(&changed->revision);
    accord_free(changed->actors);
    accord_free(changed->removed.items);
    accord_arena_clear(&changed->arena);
    *changed = (struct accord_changed){.actors = NULL};
}

/* ---- the dataset of then ---- */

/* Its files, open, without a name: whoever kills this leaves none behind. */
struct then {
    struct accord_revision_files listed;
    struct accord_memory_file *files;
    size_t count;
};

static enum accord_status open_nameless(int *descriptor, struct accord_error *err)
{
    char path[ACCORD_PATH_MAX];
    const char *folder = accord_places_temporary() ? accord_places_temporary() : "/tmp";
    if (snprintf(path, sizeof path, "%s/accord-XXXXXX", folder) >= (int)sizeof path)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: a path that is too long", folder);
    *descriptor = mkstemp(path);
    if (*descriptor < 0)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: no file can be made there: %s", folder, strerror(errno));
    (void)unlink(path);
    (void)fcntl(*descriptor, F_SETFD, FD_CLOEXEC);
    return ACCORD_OK;
}

static enum accord_status write_all_bytes(int descriptor, const struct accord_text *text, struct accord_error *err)
{
    size_t written = 0;
    while (written < text->length) {
        ssize_t more = write(descriptor, text->bytes + written, text->length - written);
        if (more <= 0 && errno != EINTR)
            return accord_error_set(err, ACCORD_NOT_WRITTEN, "a temporary file cannot be written: %s", strerror(errno));
        written += more > 0 ? (size_t)more : 0;
    }
    return ACCORD_OK;
}

static enum accord_status keep_file(struct then *then, const char *name, const struct accord_text *text,
                                    struct accord_error *err)
{
    struct accord_memory_file *file = &then->files[then->count];
    *file = (struct accord_memory_file){.name = name, .descriptor = -1};
    enum accord_status status = open_nameless(&file->descriptor, err);
    if (status != ACCORD_OK) return status;
    then->count++;
    return write_all_bytes(file->descriptor, text, err);
}

/* Every file whose name stands in the descriptor. */
static enum accord_status read_named(struct accord_changed *changed, struct then *then, const char *descriptor,
                                     struct accord_text *text, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < then->listed.count && status == ACCORD_OK; i++) {
        const struct accord_revision_file *file = &then->listed.items[i];
        if (strcmp(file->name, changed->descriptor) == 0 || !strstr(descriptor, file->name)) continue;
        if (!file->plain || file->size > bytes_max) {
            ask_about_all(changed, "%s was %s then", file->name, file->plain ? "too large" : "no plain file");
            return ACCORD_OK;
        }
        accord_text_reset(text);
        status = accord_revision_read(&changed->revision, file, text, err);
        if (status == ACCORD_OK) status = keep_file(then, file->name, text, err);
    }
    return status;
}

static enum accord_status read_files(struct accord_changed *changed, struct then *then, struct accord_error *err)
{
    const struct accord_revision_file *file = accord_revision_find(&then->listed, changed->descriptor);
    struct accord_text descriptor, text;
    if (!file || !file->plain || file->size > NAMED_MAX) {
        ask_about_all(changed, "the dataset was not there then: no %s", changed->descriptor);
        return ACCORD_OK;
    }
    then->files = accord_alloc_zero(then->listed.count, sizeof *then->files);
    if (!then->files) return accord_error_memory(err);
    accord_text_init(&descriptor, NAMED_MAX);
    accord_text_init(&text, bytes_max);
    enum accord_status status = accord_revision_read(&changed->revision, file, &descriptor, err);
    const bool by_actor = strstr(accord_text_str(&descriptor), "\"accord:layout\"") != NULL;
    if (status == ACCORD_OK && by_actor) ask_about_all(changed, "the dataset was a document per actor then");
    if (status == ACCORD_OK) status = keep_file(then, file->name, &descriptor, err);
    if (status == ACCORD_OK && !by_actor) status = read_named(changed, then, accord_text_str(&descriptor), &text, err);
    accord_text_clear(&descriptor);
    accord_text_clear(&text);
    return status;
}

static void clear_then(struct then *then)
{
    for (size_t i = 0; i < then->count; i++)
        (void)close(then->files[i].descriptor);
    accord_free(then->files);
    accord_revision_files_clear(&then->listed);
}

static enum accord_status open_then(struct accord_changed *changed, const struct then *then,
                                    struct accord_dataset **dataset, struct accord_error *err)
{
    const struct accord_memory_files files = {then->files, then->count};
    struct accord_problems *errors = NULL, *warnings = NULL;
    const struct accord_dataset_options options = {.temporary = accord_places_temporary()};
    struct accord_error why;
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK &&
        accord_dataset_open_at_hand(&files, &options, errors, warnings, dataset, &why) != ACCORD_OK) {
        const struct accord_problem *first = accord_problems_kept(errors) > 0 ? accord_problems_at(errors, 0) : NULL;
        if (first)
            ask_about_all(changed, "the dataset of then does not read: %s:%u: %s", first->file, first->line,
                          first->text);
        else
            ask_about_all(changed, "the dataset of then does not read: %s", why.text);
    }
    accord_problems_free(errors);
    accord_problems_free(warnings);
    return status;
}

/* ---- rules, and other files by which verdicts are set ---- */

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

static enum accord_status compare_loaded(struct accord_changed *changed, const struct accord_revision_files *listed,
                                         const struct accord_file_facts *loaded, struct accord_error *err)
{
    const struct accord_revision_file *file = accord_revision_find(listed, loaded->path);
    struct accord_text text;
    if (!file || !file->plain || file->size != loaded->length) {
        ask_about_all(changed, "the rules changed: %s/%s", loaded->folder, loaded->path);
        return ACCORD_OK;
    }
    accord_text_init(&text, NAMED_MAX);
    enum accord_status status = accord_revision_read(&changed->revision, file, &text, err);
    if (status == ACCORD_OK && !accord_text_equal(text.bytes, text.length, loaded->source, loaded->length))
        ask_about_all(changed, "the rules changed: %s/%s", loaded->folder, loaded->path);
    accord_text_clear(&text);
    return status;
}

static bool is_loaded(const struct accord_packs *packs, const char *folder, const char *name)
{
    for (size_t i = 0; i < accord_packs_file_count(packs); i++) {
        struct accord_file_facts loaded;
        accord_packs_file(packs, i, &loaded);
        if (strcmp(loaded.folder, folder) == 0 && strcmp(loaded.path, name) == 0) return true;
    }
    return false;
}

/* A file that was there then and is not loaded now was a rule, unless it is there still. */
static enum accord_status compare_old(struct accord_changed *changed, const struct accord_packs *packs,
                                      const char *folder, const struct accord_revision_file *file,
                                      struct accord_error *err)
{
    char path[2 * ACCORD_PATH_MAX];
    bool same = false;
    if (!ends_in(file->name, ".lua") || ends_in(file->name, "_test.lua") || is_loaded(packs, folder, file->name))
        return ACCORD_OK;
    (void)snprintf(path, sizeof path, "%s/%s", folder, file->name);
    enum accord_status status = accord_revision_same(&changed->revision, file, path, &same, err);
    if (status == ACCORD_OK && !same) ask_about_all(changed, "the rules changed: %s", path);
    return status;
}

static enum accord_status compare_folder(struct accord_changed *changed, const struct accord_packs *packs,
                                         const char *folder, struct accord_error *err)
{
    struct accord_revision_files listed = {.items = NULL};
    bool has = false;
    enum accord_status status = accord_revision_has(&changed->revision, folder, &has, err);
    if (status == ACCORD_OK && !has) {
        changed->rules_elsewhere = true;
        return ACCORD_OK;
    }
    if (status == ACCORD_OK) status = accord_revision_list(&changed->revision, folder, &listed, err);
    for (size_t i = 0; i < accord_packs_file_count(packs) && status == ACCORD_OK && !changed->all; i++) {
        struct accord_file_facts loaded;
        accord_packs_file(packs, i, &loaded);
        if (strcmp(loaded.folder, folder) == 0) status = compare_loaded(changed, &listed, &loaded, err);
    }
    for (size_t i = 0; i < listed.count && status == ACCORD_OK && !changed->all; i++)
        status = compare_old(changed, packs, folder, &listed.items[i], err);
    accord_revision_files_clear(&listed);
    return status;
}

/* Files of one folder stand together. */
static enum accord_status compare_rules(struct accord_changed *changed, const struct accord_packs *packs,
                                        struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    const char *before = "";
    for (size_t i = 0; i < accord_packs_file_count(packs) && status == ACCORD_OK && !changed->all; i++) {
        struct accord_file_facts loaded;
        accord_packs_file(packs, i, &loaded);
        if (strcmp(loaded.folder, before) != 0) status = compare_folder(changed, packs, loaded.folder, err);
        before = loaded.folder;
    }
    return status;
}

static enum accord_status compare_setting(struct accord_changed *changed, const char *path, struct accord_error *err)
{
    char folder[ACCORD_PATH_MAX], name[ACCORD_PATH_MAX];
    struct accord_revision_files listed = {.items = NULL};
    bool has = false, same = false;
    split_path(path, folder, name);
    enum accord_status status = accord_revision_has(&changed->revision, folder, &has, err);
    if (status != ACCORD_OK || !has) return status;
    status = accord_revision_list(&changed->revision, folder, &listed, err);
    const struct accord_revision_file *file = accord_revision_find(&listed, name);
    if (status == ACCORD_OK && file) status = accord_revision_same(&changed->revision, file, path, &same, err);
    if (status == ACCORD_OK && !same) ask_about_all(changed, "%s changed", path);
    accord_revision_files_clear(&listed);
    return status;
}

/* ---- actors ---- */

static enum accord_status compare_actor(struct accord_changed *changed, struct accord_dataset *dataset, size_t actor,
                                        struct accord_dataset *then, struct accord_error *err)
{
    unsigned char now[ACCORD_DATASET_DIGEST], before[ACCORD_DATASET_DIGEST];
    size_t old;
    enum accord_status status = ACCORD_OK;
    bool same = accord_dataset_find_actor(then, accord_dataset_actor_id(dataset, actor), &old);
    if (same) {
        status = accord_dataset_actor_digest(dataset, actor, now, err);
        if (status == ACCORD_OK) status = accord_dataset_actor_digest(then, old, before, err);
        same = status == ACCORD_OK && memcmp(now, before, sizeof now) == 0;
    }
    changed->actors[actor] = !same;
    changed->count += !same;
    return status;
}

static enum accord_status note_removed(struct accord_changed *changed, const struct accord_dataset *dataset,
                                       const struct accord_dataset *then, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_dataset_actor_count(then) && status == ACCORD_OK; i++) {
        const char *id = accord_dataset_actor_id(then, i);
        size_t index;
        if (accord_dataset_find_actor(dataset, id, &index)) continue;
        const char *copy = accord_arena_copy(&changed->arena, id, strlen(id));
        status = copy ? accord_names_push(&changed->removed, copy, err) : accord_error_memory(err);
    }
    return status;
}

static enum accord_status compare_datasets(struct accord_changed *changed, struct accord_dataset *dataset,
                                           struct accord_dataset *then, struct accord_error *err)
{
    unsigned char now[ACCORD_DATASET_DIGEST], before[ACCORD_DATASET_DIGEST];
    enum accord_status status = note_removed(changed, dataset, then, err);
    accord_dataset_world_digest(dataset, now);
    accord_dataset_world_digest(then, before);
    if (status == ACCORD_OK && memcmp(now, before, sizeof now) != 0)
        ask_about_all(changed,
                      "what every actor sees changed: rows of no one actor, columns, or what is declared complete");
    for (size_t i = 0; i < accord_dataset_actor_count(dataset) && status == ACCORD_OK; i++)
        status = compare_actor(changed, dataset, i, then, err);
    return status;
}

static enum accord_status compare_data(struct accord_changed *changed, struct accord_dataset *dataset,
                                       struct accord_error *err)
{
    struct then then = {.files = NULL};
    struct accord_dataset *old = NULL;
    enum accord_status status = accord_revision_list(&changed->revision, changed->folder, &then.listed, err);
    if (status == ACCORD_OK) status = read_files(changed, &then, err);
    if (status == ACCORD_OK && !changed->all) status = open_then(changed, &then, &old, err);
    if (status == ACCORD_OK && !changed->all) status = compare_datasets(changed, dataset, old, err);
    accord_dataset_close(old);
    clear_then(&then);
    return status;
}

enum accord_status accord_changed_find(struct accord_changed *changed, struct accord_dataset *dataset,
                                       const struct accord_packs *packs, const struct accord_names *files,
                                       struct accord_error *err)
{
    changed->actors = accord_alloc_zero(accord_dataset_actor_count(dataset) + 1, sizeof *changed->actors);
    if (!changed->actors) return accord_error_memory(err);
    enum accord_status status = compare_rules(changed, packs, err);
    for (size_t i = 0; i < files->count && status == ACCORD_OK && !changed->all; i++)
        status = compare_setting(changed, files->items[i], err);
    if (status == ACCORD_OK && !changed->all) status = compare_data(changed, dataset, err);
    return status;
}
