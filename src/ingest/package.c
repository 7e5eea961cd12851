/* Data Packages: opening a descriptor, and what can be asked of one that was opened. */
#include "ingest/package_parts.h"

#include "base/error.h"
#include "ingest/source_file.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define KNOWN(name)                                                                                                    \
    {                                                                                                                  \
        name, ACCORD_MEMBER_KNOWN, NULL                                                                                \
    }

static const char descriptor_name[] = "datapackage.json";

static const struct accord_member package_members[] = {
    KNOWN("name"),
    KNOWN("id"),
    KNOWN("title"),
    KNOWN("description"),
    KNOWN("homepage"),
    KNOWN("version"),
    KNOWN("created"),
    KNOWN("keywords"),
    KNOWN("contributors"),
    KNOWN("image"),
    KNOWN("sources"),
    KNOWN("licenses"),
    KNOWN("profile"),
    KNOWN("$schema"),
    KNOWN("resources"),
    KNOWN("missingValues"),
    KNOWN("accord:illustrative"),
    KNOWN("accord:import"), /* an import wrote it, and may write it again */
    KNOWN("accord:layout"),
};

/* ---- files that the descriptor names ---- */

struct accord_document *accord_package_document(struct accord_package *package, struct accord_reading *reading,
                                                const struct accord_site *site)
{
    const char *path = site->value->valuestring;
    const char *fault = accord_source_path_fault(path);
    if (fault != NULL) {
        accord_site_refuse(reading, site, fault, "a path inside the dataset, relative to the descriptor");
        return NULL;
    }
    struct accord_kept_document *kept = accord_arena_zero(reading->arena, 1, sizeof *kept);
    char *full = accord_source_join(package->directory, path);
    bool read = accord_reading_has(reading, kept) && accord_reading_has(reading, full) &&
                accord_document_read(reading, full, path, &kept->document);
    accord_free(full);
    if (!read) return NULL;
    kept->next = package->documents;
    package->documents = kept;
    return &kept->document;
}

bool accord_package_object(struct accord_package *package, struct accord_reading *reading, struct accord_site *site,
                           struct accord_document **document)
{
    *document = NULL;
    if (!cJSON_IsString(site->value)) {
        if (cJSON_IsObject(site->value)) return true;
        accord_site_refuse(reading, site, NULL, "an object, or the path of a JSON file");
        return false;
    }
    *document = accord_package_document(package, reading, site);
    if (*document == NULL) return false;
    *site = accord_site_root(*document);
    return true;
}

/* ---- opening ---- */

/* Splits the path that the user gave: the folder, and the descriptor's name in it. */
static enum accord_status find_descriptor(struct accord_package *package, const char *path, const char **file,
                                          char **full, struct accord_error *err)
{
    struct stat facts;
    bool folder = package->memory == NULL && stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
    const char *slash = strrchr(path, '/');
    if (folder)
        package->directory = accord_copy_text(path, strlen(path));
    else if (slash == NULL)
        package->directory = accord_copy_text(".", 1);
    else
        package->directory = accord_copy_text(path, slash == path ? 1 : (size_t)(slash - path));
    const char *name = folder ? descriptor_name : slash != NULL ? slash + 1 : path;
    *full = folder ? accord_source_join(path, descriptor_name) : accord_copy_text(path, strlen(path));
    *file = accord_arena_copy(&package->arena, name, strlen(name));
    bool good = package->directory != NULL && *full != NULL && *file != NULL;
    return good ? ACCORD_OK : accord_error_memory(err);
}

static void read_resources(struct accord_package *package, struct accord_reading *reading,
                           const struct accord_site *root)
{
    struct accord_site resources = accord_site_member(root, "resources");
    if (resources.value == NULL) accord_site_refuse(reading, &resources, NULL, "an array of resources");
    if (!accord_site_array(reading, &resources, "an array of resources")) return;
    size_t count = (size_t)cJSON_GetArraySize(resources.value);
    if (count == 0) accord_site_refuse(reading, &resources, "an empty array", "at least one resource");
    if (count > ACCORD_TABLES_MAX) {
        accord_site_refuse(reading, &resources, "resources too many", "at most %d", ACCORD_TABLES_MAX);
        return;
    }
    package->tables = accord_arena_zero(reading->arena, count + 1, sizeof *package->tables);
    if (!accord_reading_has(reading, package->tables)) return;
    const cJSON *value = resources.value->child;
    for (size_t i = 0; i < count; i++, value = value->next) {
        struct accord_site resource = accord_site_element(&resources, i, value);
        accord_resource_read(package, reading, &resource, &package->tables[i]);
        package->table_count = i + 1;
    }
    accord_references_check(package, reading);
}

static void read_package(struct accord_package *package, struct accord_reading *reading)
{
    struct accord_site root = accord_site_root(&package->descriptor);
    if (!accord_site_object(reading, &root, package_members, COUNT(package_members), false)) return;
    struct accord_site name = accord_site_member(&root, "name");
    struct accord_site title = accord_site_member(&root, "title");
    struct accord_site illustrative = accord_site_member(&root, "accord:illustrative");
    struct accord_site missing = accord_site_member(&root, "missingValues");
    struct accord_site layout = accord_site_member(&root, "accord:layout");
    const char *text = accord_site_text(reading, &name);
    package->name = text != NULL ? text : "";
    package->title = cJSON_IsString(title.value) ? title.value->valuestring : NULL;
    package->illustrative = accord_site_flag(reading, &illustrative, false);
    package->missing = accord_site_missing_values(reading, &missing, &package->missing_count);
    accord_documents_find(package, reading, &layout);
    read_resources(package, reading, &root);
}

static enum accord_status open_package(struct accord_package *package, const char *path,
                                       struct accord_problems *problems, struct accord_error *err)
{
    const char *file = NULL;
    char *full = NULL;
    size_t before = accord_problems_count(problems);
    struct accord_reading reading = {&package->arena, problems, err, ACCORD_OK, package->memory};
    enum accord_status status = find_descriptor(package, path, &file, &full, err);
    if (status != ACCORD_OK) goto out;
    if (package->memory == NULL && access(path, F_OK) != 0) {
        reading.status =
            accord_problems_add(problems, path, 0, 0, err, "no folder or file of this name, expected a data package");
        goto read;
    }

    package->files = accord_alloc(sizeof *package->files);
    if (!accord_reading_has(&reading, package->files)) goto read;
    package->files[0] = file;
    package->file_count = package->file_capacity = 1;
    package->name = "";
    if (accord_document_read(&reading, full, file, &package->descriptor)) read_package(package, &reading);
read:
    status = reading.status;
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the data package cannot be read as it is described", path);
out:
    accord_free(full);
    return status;
}

static enum accord_status open_new(const char *path, const struct accord_memory_files *memory,
                                   struct accord_problems *problems, struct accord_package **package,
                                   struct accord_error *err)
{
    *package = NULL;
    struct accord_package *opened = accord_alloc_zero(1, sizeof *opened);
    if (opened == NULL) return accord_error_memory(err);
    accord_arena_init(&opened->arena);
    opened->memory = memory;
    enum accord_status status = open_package(opened, path, problems, err);
    if (status == ACCORD_OK)
        *package = opened;
    else
        accord_package_close(opened);
    return status;
}

enum accord_status accord_package_open(const char *path, struct accord_problems *problems,
                                       struct accord_package **package, struct accord_error *err)
{
    return open_new(path, NULL, problems, package, err);
}

enum accord_status accord_package_open_memory(const struct accord_memory_files *files, struct accord_problems *problems,
                                              struct accord_package **package, struct accord_error *err)
{
    return open_new(files->items[0].name, files, problems, package, err);
}

void accord_package_close(struct accord_package *package)
{
    if (package == NULL) return;
    for (struct accord_kept_pattern *kept = package->patterns; kept != NULL; kept = kept->next)
        accord_pattern_free(kept->pattern);
    for (struct accord_kept_document *kept = package->documents; kept != NULL; kept = kept->next)
        accord_document_clear(&kept->document);
    accord_document_clear(&package->descriptor);
    accord_free(package->files);
    accord_free(package->directory);
    accord_arena_clear(&package->arena);
    accord_free(package);
}

/* ---- questions ---- */

const char *accord_package_name(const struct accord_package *package)
{
    return package->name;
}

const char *accord_package_title(const struct accord_package *package)
{
    return package->title;
}

bool accord_package_illustrative(const struct accord_package *package)
{
    return package->illustrative;
}

size_t accord_package_table_count(const struct accord_package *package)
{
    return package->table_count;
}

const struct accord_schema *accord_package_table(const struct accord_package *package, size_t index)
{
    assert(index < package->table_count);
    return &package->tables[index].schema;
}

size_t accord_package_file_count(const struct accord_package *package)
{
    return package->file_count;
}

const char *accord_package_file(const struct accord_package *package, int file)
{
    assert(file >= 0 && (size_t)file < package->file_count);
    return package->files[file];
}

char *accord_package_full_path(const struct accord_package *package, int file)
{
    return accord_source_join(package->directory, accord_package_file(package, file));
}

void accord_package_table_head(const struct accord_package *package, size_t table, int *file, uint32_t *line)
{
    assert(table < package->table_count);
    *file = package->tables[table].first_file;
    *line = 1;
}
