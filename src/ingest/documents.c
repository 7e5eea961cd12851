/* Datasets of one JSON document per actor: actors/ID.json, and shared.json for what is not one actor's. */
#include "ingest/package_parts.h"

#include "base/text.h"
#include "ingest/source_file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME_TEXT_MAX = 4096, FIRST_NAMES = 256 };

#define FOLDER "actors"
static const char shared_name[] = "shared.json";
static const char ending[] = ".json";

/* ---- names ---- */

/* A dot at the beginning hides a file, and the others are not names everywhere. */
static bool is_escaped(unsigned char byte, bool first)
{
    return byte < 0x20 || byte == 0x7f || byte == '/' || byte == '%' || byte == '\\' || byte == ':' ||
           (first && byte == '.');
}

void accord_document_name(const char *id, size_t length, struct accord_text *text)
{
    accord_text_add_str(text, FOLDER "/");
    for (size_t i = 0; i < length; i++)
        if (is_escaped((unsigned char)id[i], i == 0))
            accord_text_addf(text, "%%%02X", (unsigned)(unsigned char)id[i]);
        else
            accord_text_add_char(text, id[i]);
    accord_text_add_str(text, ending);
}

void accord_document_shared_name(struct accord_text *text)
{
    accord_text_add_str(text, shared_name);
}

bool accord_document_owner(const struct accord_schema *schema, const struct accord_cell *cells, const char **id,
                           size_t *length)
{
    const char *item = NULL;
    size_t item_length = 0, at = 0;
    if (schema->actor == ACCORD_NO_COLUMN || cells[schema->actor].kind == ACCORD_CELL_MISSING) return false;
    const struct accord_cell *actor = &cells[schema->actor];
    *id = actor->as.text;
    *length = actor->length;
    if (actor->kind == ACCORD_CELL_TEXT)
        return schema->global_value == NULL ||
               !accord_text_equal(*id, *length, schema->global_value, strlen(schema->global_value));
    (void)accord_list_next(actor, &at, id, length);
    while (accord_list_next(actor, &at, &item, &item_length))
        if (!accord_text_equal(item, item_length, *id, *length)) return false;
    return true;
}

/* ---- which there are ---- */

struct names {
    char **items;
    size_t count;
    size_t capacity;
};

static bool add_name(struct accord_reading *reading, struct names *names, const char *name)
{
    if (names->count == names->capacity) {
        size_t capacity = names->capacity == 0 ? FIRST_NAMES : 2 * names->capacity;
        char **items = accord_realloc(names->items, capacity, sizeof *items);
        if (!accord_reading_has(reading, items)) return false;
        names->items = items;
        names->capacity = capacity;
    }
    char *path = accord_source_join(FOLDER, name);
    char *kept = path != NULL ? accord_arena_copy(reading->arena, path, strlen(path)) : NULL;
    accord_free(path);
    if (!accord_reading_has(reading, kept)) return false;
    names->items[names->count++] = kept;
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void refuse_file(struct accord_reading *reading, const char *name, const char *text)
{
    if (reading->status != ACCORD_OK) return;
    reading->status = accord_problems_add(reading->problems, name, 0, 0, reading->err, "%s", text);
}

static void list_folder(const struct accord_package *package, struct accord_reading *reading, struct names *names)
{
    char *path = accord_source_join(package->directory, FOLDER);
    if (!accord_reading_has(reading, path)) return;
    DIR *folder = opendir(path);
    accord_free(path);
    if (folder == NULL) {
        refuse_file(reading, FOLDER,
                    errno == ENOENT ? "no folder of this name, expected one with a document per actor"
                                    : "no folder that can be read, expected one with documents");
        return;
    }
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (entry->d_name[0] != '.' && !add_name(reading, names, entry->d_name)) break;
    (void)closedir(folder);
    if (names->count > 0) qsort(names->items, names->count, sizeof *names->items, compare_names);
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* The id that gives the name, in the arena; NULL when none does. */
static const char *id_of(struct accord_reading *reading, const char *path)
{
    size_t length = strlen(path) - strlen(FOLDER "/"), at = 0;
    char *id = accord_arena_copy(reading->arena, path + strlen(FOLDER "/"), length);
    if (!accord_reading_has(reading, id)) return NULL;
    bool ends = length > strlen(ending) && strcmp(id + length - strlen(ending), ending) == 0;
    if (!ends || accord_utf8_check(id, length) != length) return NULL;
    for (size_t i = 0; i < length - strlen(ending); i++) {
        bool escape = id[i] == '%';
        int high = escape ? hex_digit(id[i + 1]) : 0, low = escape && high >= 0 ? hex_digit(id[i + 2]) : 0;
        if (high < 0 || low < 0) return NULL;
        id[at++] = escape ? (char)(high * 16 + low) : id[i];
        i += escape ? 2 : 0;
    }
    id[at] = '\0';
    return id;
}

/* One id has one name. */
static bool is_name_of(struct accord_reading *reading, const char *path, const char *id)
{
    struct accord_text name;
    accord_text_init(&name, NAME_TEXT_MAX);
    accord_document_name(id, strlen(id), &name);
    bool same = !name.failed && strcmp(accord_text_str(&name), path) == 0;
    if (name.failed) (void)accord_reading_has(reading, NULL);
    accord_text_clear(&name);
    return same;
}

static void add_document(struct accord_package *package, struct accord_reading *reading, const char *path,
                         const char *owner)
{
    if (reading->status != ACCORD_OK || !accord_package_add_file(package, reading, path)) return;
    package->documents_of[package->document_count++] = (struct accord_actor_document){owner, false};
}

static void add_documents(struct accord_package *package, struct accord_reading *reading, const struct names *names)
{
    char *shared = accord_source_join(package->directory, shared_name);
    package->first_document = (int)package->file_count;
    package->documents_of = accord_arena_zero(reading->arena, names->count + 1, sizeof *package->documents_of);
    if (accord_reading_has(reading, shared) && accord_reading_has(reading, package->documents_of) &&
        access(shared, F_OK) == 0)
        add_document(package, reading, shared_name, NULL);
    accord_free(shared);
    for (size_t i = 0; i < names->count && reading->status == ACCORD_OK; i++) {
        const char *id = id_of(reading, names->items[i]);
        if (id != NULL && is_name_of(reading, names->items[i], id))
            add_document(package, reading, names->items[i], id);
        else
            refuse_file(reading, names->items[i],
                        "no document of an actor, expected ID.json, the id's / : \\ and % "
                        "as %2F %3A %5C %25");
    }
}

void accord_documents_find(struct accord_package *package, struct accord_reading *reading,
                           const struct accord_site *layout)
{
    static const char word[] = FOLDER;
    struct names names = {NULL, 0, 0};
    const char *text = accord_site_text(reading, layout);
    if (text == NULL) return;
    if (strcmp(text, word) != 0 || package->memory != NULL) {
        accord_site_refuse(reading, layout, NULL,
                           package->memory == NULL ? "actors, for a document per actor, or no such member"
                                                   : "no such member, since there is no folder");
        return;
    }
    package->by_actor = true;
    list_folder(package, reading, &names);
    if (reading->status == ACCORD_OK) add_documents(package, reading, &names);
    accord_free(names.items);
}
