/* The descriptor of a folder that an import writes: what somebody added to it stays. */
#include "import/descriptor.h"
#include "base/error.h"
#include "ingest/json_door.h"
#include "ingest/source_file.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MARK "accord:import"
#define ILLUSTRATIVE "accord:illustrative"

enum { DESCRIPTOR_MAX = 16 * 1024 * 1024, FILE_NAME_MAX = 128, FORM = 1 };

/* ---- reading ---- */

static enum accord_status read_text(const char *path, struct accord_text *text, struct accord_error *err)
{
    int descriptor = -1;
    enum accord_status status = accord_source_open(path, &descriptor, err);
    if (status != ACCORD_OK) return status;
    status = accord_source_read(descriptor, text, err);
    (void)close(descriptor);
    return status;
}

enum accord_status accord_import_descriptor_read(const char *folder, cJSON **descriptor, struct accord_error *err)
{
    struct accord_json_fault fault;
    struct accord_text text;
    *descriptor = NULL;
    char *path = accord_source_join(folder, "datapackage.json");
    if (path == NULL) return accord_error_memory(err);
    enum accord_status status = ACCORD_OK;
    accord_text_init(&text, DESCRIPTOR_MAX);
    if (access(path, F_OK) == 0) {
        status = read_text(path, &text, err);
        if (status == ACCORD_OK)
            status = accord_json_parse(accord_text_str(&text), text.length, (struct accord_place){1, 1}, descriptor,
                                       &fault, err);
        if (status == ACCORD_BAD_DATA) { /* whatever it is, no import wrote it */
            *descriptor = NULL;
            status = ACCORD_OK;
        }
    }
    const cJSON *mark = cJSON_GetObjectItemCaseSensitive(*descriptor, MARK);
    if (*descriptor != NULL && (!cJSON_IsNumber(mark) || mark->valueint != FORM)) {
        cJSON_Delete(*descriptor);
        *descriptor = NULL;
    }
    accord_text_clear(&text);
    accord_free(path);
    return status;
}

/* ---- writing ---- */

/* The resource of the table in the descriptor that was there, or NULL. */
static const cJSON *old_resource(const cJSON *old, const char *name)
{
    const cJSON *resource = NULL;
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(old, "resources"))
    {
        const char *own = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(resource, "name"));
        if (own != NULL && strcmp(own, name) == 0) return resource;
    }
    return NULL;
}

static cJSON *new_resource(const char *name)
{
    char path[FILE_NAME_MAX];
    cJSON *resource = cJSON_CreateObject();
    (void)snprintf(path, sizeof path, "%s.csv", name);
    bool made = cJSON_AddStringToObject(resource, "name", name) != NULL &&
                cJSON_AddStringToObject(resource, "path", path) != NULL;
    if (made) return resource;
    cJSON_Delete(resource);
    return NULL;
}

/* Adds what is `made`, NULL when memory was short, to the array. */
static bool add_item(cJSON *array, cJSON *made)
{
    if (made != NULL && cJSON_AddItemToArray(array, made)) return true;
    cJSON_Delete(made);
    return false;
}

static bool add_resources(cJSON *array, const cJSON *old, const struct accord_gathering *gathering)
{
    const struct accord_schema *schema = NULL;
    for (size_t i = 0; (schema = accord_gathering_table(gathering, i)) != NULL; i++) {
        const cJSON *resource = old_resource(old, schema->name);
        if (!add_item(array, resource != NULL ? cJSON_Duplicate(resource, true) : new_resource(schema->name)))
            return false;
    }
    return true;
}

static bool has_title(const cJSON *array, const char *title)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, array)
    {
        const char *own = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "title"));
        if (own != NULL && strcmp(own, title) == 0) return true;
    }
    return false;
}

/* The sources that the table of sources lists, each title once, then those that somebody added. */
static bool add_sources(cJSON *array, const cJSON *old, const struct accord_gathering *gathering)
{
    const char *title = NULL;
    for (size_t i = 0; (title = accord_gathering_title(gathering, i)) != NULL; i++) {
        cJSON *source = cJSON_CreateObject();
        bool made = cJSON_AddStringToObject(source, "title", title) != NULL;
        if (!add_item(array, source) || !made) return false;
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(old, "sources"))
    {
        title = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "title"));
        if (title != NULL && has_title(array, title)) continue;
        if (!add_item(array, cJSON_Duplicate(item, true))) return false;
    }
    return true;
}

/* Puts the array in its place in the descriptor; an empty one is left out. */
static bool put_array(cJSON *descriptor, const char *name, cJSON *array)
{
    cJSON_DeleteItemFromObjectCaseSensitive(descriptor, name);
    if (cJSON_GetArraySize(array) > 0 && cJSON_AddItemToObject(descriptor, name, array)) return true;
    bool empty = array != NULL && cJSON_GetArraySize(array) == 0;
    cJSON_Delete(array);
    return empty;
}

static bool describe(cJSON *descriptor, const cJSON *old, const struct accord_gathering *gathering)
{
    cJSON *sources = cJSON_CreateArray(), *resources = cJSON_CreateArray();
    bool good = sources != NULL && resources != NULL && add_sources(sources, old, gathering) &&
                add_resources(resources, old, gathering);
    if (!good) {
        cJSON_Delete(sources);
        cJSON_Delete(resources);
        return false;
    }
    bool put = put_array(descriptor, "sources", sources);
    if (accord_gathering_illustrative(gathering)) {
        cJSON_DeleteItemFromObjectCaseSensitive(descriptor, ILLUSTRATIVE);
        put = put && cJSON_AddTrueToObject(descriptor, ILLUSTRATIVE) != NULL;
    }
    return put_array(descriptor, "resources", resources) && put;
}

static cJSON *new_descriptor(void)
{
    cJSON *descriptor = cJSON_CreateObject();
    bool made = cJSON_AddStringToObject(descriptor, "name", "import") != NULL &&
                cJSON_AddNumberToObject(descriptor, MARK, FORM) != NULL;
    if (made) return descriptor;
    cJSON_Delete(descriptor);
    return NULL;
}

enum accord_status accord_import_descriptor_write(const cJSON *old, const struct accord_gathering *gathering,
                                                  struct accord_text *text, struct accord_error *err)
{
    cJSON *descriptor = old != NULL ? cJSON_Duplicate(old, true) : new_descriptor();
    char *printed = NULL;
    if (descriptor != NULL && describe(descriptor, old, gathering)) printed = cJSON_Print(descriptor);
    if (printed != NULL) accord_text_addf(text, "%s\n", printed);
    bool good = printed != NULL && !text->failed;
    cJSON_free(printed);
    cJSON_Delete(descriptor);
    return good ? ACCORD_OK : accord_error_memory(err);
}
