/* A descriptor for the same tables in other files: what was declared is kept as it was written, and only what says
 * where the rows are, and how they are written, is new. */
#include "ingest/package_parts.h"

#include "base/error.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What a resource says of its old files. */
static const char *const of_files[] = {"path",  "format", "mediatype", "encoding", "dialect",
                                       "bytes", "hash",   "schema",    NULL};
static const char *const of_package[] = {"resources", "accord:layout", NULL};

static const char *const extensions[] = {
    [ACCORD_LAYOUT_CSV] = "csv", [ACCORD_LAYOUT_JSON_ARRAY] = "json", [ACCORD_LAYOUT_JSON_LINES] = "jsonl"};

const char *accord_layout_extension(enum accord_layout layout)
{
    assert((size_t)layout < COUNT(extensions));
    return extensions[layout];
}

struct describing {
    const struct accord_package *package;
    enum accord_layout layout;
    struct accord_text *text;
    struct accord_error *err;
};

static bool is_among(const char *const *names, const char *name)
{
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0) return true;
    return false;
}

/* A value of the descriptor as it is written there. */
static enum accord_status add_value(const struct describing *describing, const struct accord_json_step *steps,
                                    size_t count)
{
    const struct accord_document *descriptor = &describing->package->descriptor;
    struct accord_json_spot spot;
    bool found = false;
    enum accord_status status = accord_json_locate(descriptor->text, descriptor->length, (struct accord_place){1, 1},
                                                   steps, count, &found, &spot, describing->err);
    if (status != ACCORD_OK) return status;
    assert(found);
    accord_text_add(describing->text, spot.raw, spot.raw_length);
    return ACCORD_OK;
}

static void add_name(const struct describing *describing, const char *indent, const char *name)
{
    accord_text_add_str(describing->text, indent);
    accord_text_add_json(describing->text, name, strlen(name));
    accord_text_add_str(describing->text, ": ");
}

/* A schema in a file of its own comes into the descriptor. */
static enum accord_status add_schema(const struct describing *describing, size_t table)
{
    static const char blank[] = " \t\r\n";
    const struct accord_document *document = describing->package->tables[table].schema_document;
    const struct accord_json_step steps[] = {{"resources", 0}, {NULL, table}, {"schema", 0}};
    if (document == NULL) return add_value(describing, steps, COUNT(steps));
    size_t begin = strspn(document->text, blank), end = document->length;
    while (end > begin && strchr(blank, document->text[end - 1]) != NULL)
        end--;
    accord_text_add(describing->text, document->text + begin, end - begin);
    return ACCORD_OK;
}

static enum accord_status add_resource(const struct describing *describing, size_t table, const cJSON *resource)
{
    static const char indent[] = ",\n      ";
    const char *name = describing->package->tables[table].schema.name;
    enum accord_status status = ACCORD_OK;
    accord_text_add_str(describing->text, table > 0 ? ",\n    {" : "\n    {");
    add_name(describing, "\n      ", "name");
    accord_text_add_json(describing->text, name, strlen(name));
    if (describing->layout != ACCORD_LAYOUT_ACTORS) {
        add_name(describing, indent, "path");
        accord_text_addf(describing->text, "\"%s.%s\"", name, accord_layout_extension(describing->layout));
    }
    for (const cJSON *member = resource->child; status == ACCORD_OK && member != NULL; member = member->next) {
        const struct accord_json_step steps[] = {{"resources", 0}, {NULL, table}, {member->string, 0}};
        if (strcmp(member->string, "name") == 0 || is_among(of_files, member->string)) continue;
        add_name(describing, indent, member->string);
        status = add_value(describing, steps, COUNT(steps));
    }
    if (status == ACCORD_OK && cJSON_GetObjectItemCaseSensitive(resource, "schema") != NULL) {
        add_name(describing, indent, "schema");
        status = add_schema(describing, table);
    }
    accord_text_add_str(describing->text, "\n    }");
    return status;
}

static enum accord_status add_resources(const struct describing *describing)
{
    const cJSON *resources = cJSON_GetObjectItemCaseSensitive(describing->package->descriptor.root, "resources");
    enum accord_status status = ACCORD_OK;
    size_t table = 0;
    add_name(describing, "\n  ", "resources");
    accord_text_add_char(describing->text, '[');
    for (const cJSON *value = resources->child; status == ACCORD_OK && value != NULL; value = value->next, table++)
        status = add_resource(describing, table, value);
    accord_text_add_str(describing->text, "\n  ]\n}\n");
    return status;
}

enum accord_status accord_package_describe(const struct accord_package *package, enum accord_layout layout,
                                           struct accord_text *text, struct accord_error *err)
{
    const struct describing describing = {package, layout, text, err};
    enum accord_status status = ACCORD_OK;
    accord_text_add_char(text, '{');
    for (const cJSON *member = package->descriptor.root->child; status == ACCORD_OK && member != NULL;
         member = member->next) {
        const struct accord_json_step step = {member->string, 0};
        if (is_among(of_package, member->string)) continue;
        add_name(&describing, "\n  ", member->string);
        status = add_value(&describing, &step, 1);
        accord_text_add_char(text, ',');
    }
    if (layout == ACCORD_LAYOUT_ACTORS) accord_text_add_str(text, "\n  \"accord:layout\": \"actors\",");
    if (status == ACCORD_OK) status = add_resources(&describing);
    return status == ACCORD_OK && text->failed ? accord_error_memory(err) : status;
}

struct accord_table_form accord_package_table_form(const struct accord_package *package, size_t table)
{
    assert(table < package->table_count);
    const struct accord_table *of = &package->tables[table];
    return (struct accord_table_form){of->declared, of->declared_count, of->match != ACCORD_FIELDS_SUPERSET,
                                      of->missing, of->missing_count};
}
