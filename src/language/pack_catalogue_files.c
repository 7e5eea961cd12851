/* Finding the catalogues of rule packs: files called by a language beside registers and rules. */
#include "accord/run.h"
#include "base/error.h"
#include "language/language.h"
#include "language/pack_catalogue_parts.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* fr.json */
static bool is_catalogue_name(const char *name)
{
    size_t letters = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    return letters >= 2 && letters <= ACCORD_CATALOGUE_CODE_MAX && strcmp(name + letters, ".json") == 0;
}

static enum accord_status add_file(struct accord_pack_catalogue *catalogue, const char *folder, const char *name,
                                   struct accord_error *err)
{
    struct accord_catalogue_file file = {.folder = folder};
    struct accord_text path;
    if (catalogue->file_count == ACCORD_CATALOGUE_FILES_MAX)
        return accord_error_set(err, ACCORD_BAD_RULES, "%s: more than %d catalogues", folder,
                                ACCORD_CATALOGUE_FILES_MAX);
    accord_text_init(&path, ACCORD_CATALOGUE_KEY_MAX);
    accord_text_addf(&path, "%s/%s", folder, name);
    file.path = path.failed ? NULL : accord_arena_copy(&catalogue->arena, accord_text_str(&path), path.length);
    file.language = accord_arena_copy(&catalogue->arena, name, strlen(name) - strlen(".json"));
    accord_text_clear(&path);
    if (file.path == NULL || file.language == NULL) return accord_error_memory(err);
    catalogue->files[catalogue->file_count++] = file;
    return ACCORD_OK;
}

static enum accord_status find_in(struct accord_pack_catalogue *catalogue, const char *folder,
                                  struct accord_problems *problems, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    DIR *open_folder = opendir(folder);
    if (open_folder == NULL)
        return accord_problems_add(problems, folder, 0, 0, err, "cannot be opened: %s", strerror(errno));
    for (const struct dirent *entry; status == ACCORD_OK && (entry = readdir(open_folder)) != NULL;)
        if (is_catalogue_name(entry->d_name)) status = add_file(catalogue, folder, entry->d_name, err);
    (void)closedir(open_folder);
    return status;
}

/* The folder that the file lies in, among the folders so far, each once. */
static bool add_folder(struct accord_map *folders, const char *path)
{
    const char *slash = strrchr(path, '/');
    bool added;
    return accord_map_put(folders, slash == NULL ? "." : path, slash == NULL ? 1 : (size_t)(slash - path), 0, &added);
}

/* The folders of all registers and rules. */
static bool add_folders(struct accord_map *folders, const struct accord_packs *packs)
{
    bool good = true;
    for (size_t i = 0; good && i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts instrument;
        accord_packs_instrument(packs, i, &instrument);
        good = add_folder(folders, instrument.path);
    }
    for (size_t i = 0; good && i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        good = add_folder(folders, rule.path);
    }
    return good;
}

static int compare_files(const void *a, const void *b)
{
    const struct accord_catalogue_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static enum accord_status find_all(struct accord_pack_catalogue *catalogue, const struct accord_packs *packs,
                                   struct accord_problems *problems, struct accord_error *err)
{
    struct accord_map folders;
    accord_map_init(&folders);
    catalogue->files = accord_arena_zero(&catalogue->arena, ACCORD_CATALOGUE_FILES_MAX, sizeof *catalogue->files);
    bool good = catalogue->files != NULL && add_folders(&folders, packs);
    enum accord_status status = good ? ACCORD_OK : accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < folders.count; i++) {
        const struct accord_map_entry *entry = &folders.entries[i];
        const char *folder = accord_arena_copy(&catalogue->arena, entry->key, entry->length);
        status = folder == NULL ? accord_error_memory(err) : find_in(catalogue, folder, problems, err);
    }
    if (status == ACCORD_OK && catalogue->file_count > 1)
        qsort(catalogue->files, catalogue->file_count, sizeof *catalogue->files, compare_files);
    accord_map_clear(&folders);
    return status;
}

static enum accord_status read_one(struct accord_pack_catalogue *catalogue, size_t file,
                                   struct accord_problems *problems, struct accord_error *err)
{
    if (accord_str_equal(catalogue->files[file].language, ACCORD_ENGLISH->code))
        return accord_problems_add(problems, catalogue->files[file].path, 0, 0, err,
                                   "a catalogue of English, which is in the rules themselves, expected another "
                                   "language");
    return accord_catalogue_read_file(catalogue, file, problems, err);
}

enum accord_status accord_pack_catalogue_read(const struct accord_packs *packs, struct accord_problems *problems,
                                              struct accord_pack_catalogue **made, struct accord_error *err)
{
    struct accord_pack_catalogue *catalogue = accord_pack_catalogue_new(err);
    *made = NULL;
    if (catalogue == NULL) return ACCORD_NO_MEMORY;
    enum accord_status status = find_all(catalogue, packs, problems, err);
    for (size_t i = 0; status == ACCORD_OK && i < catalogue->file_count; i++)
        status = read_one(catalogue, i, problems, err);
    if (status == ACCORD_OK)
        *made = catalogue;
    else
        accord_pack_catalogue_free(catalogue);
    return status;
}
