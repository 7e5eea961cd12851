/* JSON files of settings. */
#include "ingest/flat_json.h"

#include "base/error.h"
#include "base/text.h"
#include "ingest/quote.h"
#include "ingest/site.h"

#include <assert.h>
#include <string.h>

/* One value, whose text is NULL where it was refused. */
static struct accord_flat_value value_of(struct accord_reading *reading, const struct accord_site *site,
                                         const char *text)
{
    struct accord_place place = accord_site_place(reading, site);
    /* the document goes when reading ends, the arena stays */
    const char *copy = text != NULL ? accord_arena_copy(reading->arena, text, strlen(text)) : NULL;
    if (text != NULL) (void)accord_reading_has(reading, copy);
    return (struct accord_flat_value){copy, place.line, place.column};
}

static struct accord_flat_value read_one(struct accord_reading *reading, const struct accord_site *site,
                                         enum accord_flat_shape shape)
{
    const char *text = NULL;
    switch (shape) {
    case ACCORD_FLAT_TEXT:
    case ACCORD_FLAT_TEXTS:
        text = accord_site_text(reading, site);
        break;
    case ACCORD_FLAT_NUMBER:
        if (cJSON_IsNumber(site->value))
            text = accord_site_written(reading, site);
        else
            accord_site_refuse(reading, site, NULL, "a number");
        break;
    case ACCORD_FLAT_FLAG:
        if (cJSON_IsBool(site->value))
            text = cJSON_IsTrue(site->value) ? "true" : "false";
        else
            accord_site_refuse(reading, site, NULL, "true or false");
        break;
    }
    return value_of(reading, site, text);
}

static size_t list_size(struct accord_reading *reading, const struct accord_site *site)
{
    if (!accord_site_array(reading, site, "a text or an array of texts")) return 0;
    size_t size = (size_t)cJSON_GetArraySize(site->value);
    if (size <= ACCORD_FLAT_LIST_MAX) return size;
    accord_site_refuse(reading, site, "a longer array", "at most %d texts", ACCORD_FLAT_LIST_MAX);
    return 0;
}

static void read_member(struct accord_reading *reading, const struct accord_site *site, enum accord_flat_shape shape,
                        struct accord_flat_member *member)
{
    bool list = shape == ACCORD_FLAT_TEXTS && !cJSON_IsString(site->value);
    size_t size = list ? list_size(reading, site) : 1;
    struct accord_flat_value *values = accord_arena_zero(reading->arena, size + 1, sizeof *values);
    struct accord_place place = accord_site_place(reading, site);
    *member = (struct accord_flat_member){.values = values, .there = true, .line = place.line, .column = place.column};
    if (!accord_reading_has(reading, values)) return;
    const cJSON *value = list ? site->value->child : site->value;
    for (size_t i = 0; i < size; i++, value = value->next) {
        struct accord_site element = accord_site_element(site, i, value);
        struct accord_flat_value one = read_one(reading, list ? &element : site, shape);
        if (one.text != NULL) values[member->count++] = one;
    }
}

/* `unknown setting "fail-no"; did you mean "fail-on"?` */
static void refuse_unknown(struct accord_reading *reading, const struct accord_site *site,
                           const struct accord_flat_key *keys, size_t count)
{
    const char *names[ACCORD_FLAT_KEYS_MAX];
    struct accord_text text;
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].name;
    accord_text_init(&text, ACCORD_ERROR_TEXT_MAX);
    accord_text_add_str(&text, "unknown setting ");
    accord_quote(&text, site->name, strlen(site->name));
    const char *nearest = accord_text_nearest(site->name, names, count);
    if (nearest != NULL) accord_text_addf(&text, "; did you mean \"%s\"?", nearest);
    for (size_t i = 0; nearest == NULL && i < count; i++)
        accord_text_addf(&text, "%s%s", i == 0 ? "; known: " : ", ", names[i]);
    struct accord_place place = accord_site_name_place(reading, site);
    if (reading->status == ACCORD_OK)
        reading->status = accord_problems_add(reading->problems, site->document->file, place.line, place.column,
                                              reading->err, "%s", accord_text_str(&text));
    accord_text_clear(&text);
}

static void read_members(struct accord_reading *reading, const struct accord_document *document,
                         const struct accord_flat_key *keys, size_t count, struct accord_flat_member *members)
{
    struct accord_site root = accord_site_root(document);
    assert(count <= ACCORD_FLAT_KEYS_MAX);
    if (document->length > ACCORD_FLAT_FILE_MAX) {
        accord_site_refuse(reading, &root, "a file of more than 1 MiB", "a smaller one");
        return;
    }
    if (!accord_site_object(reading, &root, NULL, 0, false)) return;
    for (const cJSON *value = root.value->child; value != NULL; value = value->next) {
        struct accord_site site = {document, &root, value->string, 0, value};
        size_t at = 0;
        while (at < count && strcmp(keys[at].name, value->string) != 0)
            at++;
        if (at < count)
            read_member(reading, &site, keys[at].shape, &members[at]);
        else
            refuse_unknown(reading, &site, keys, count);
    }
}

enum accord_status accord_flat_read(const char *path, const char *file, const struct accord_flat_key *keys,
                                    size_t count, struct accord_arena *arena, struct accord_problems *problems,
                                    struct accord_flat_member *members, struct accord_error *err)
{
    struct accord_reading reading = {.arena = arena, .problems = problems, .err = err};
    struct accord_document document;
    memset(members, 0, count * sizeof *members);
    if (accord_document_read(&reading, path, file, &document)) read_members(&reading, &document, keys, count, members);
    accord_document_clear(&document);
    return reading.status;
}
