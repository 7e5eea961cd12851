/* Asking cJSON's values. */
#include "ingest/json_value.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

const struct cJSON *accord_json_get(const struct cJSON *object, const char *name)
{
    return accord_json_is_object(object) ? cJSON_GetObjectItemCaseSensitive(object, name) : NULL;
}

bool accord_json_is_object(const struct cJSON *value)
{
    return cJSON_IsObject(value) != 0;
}

bool accord_json_is_array(const struct cJSON *value)
{
    return cJSON_IsArray(value) != 0;
}

bool accord_json_is_null(const struct cJSON *value)
{
    return cJSON_IsNull(value) != 0;
}

const char *accord_json_text(const struct cJSON *value)
{
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

bool accord_json_count(const struct cJSON *value, size_t *count)
{
    static const double most = 9007199254740992.0;
    if (!cJSON_IsNumber(value)) return false;
    const double number = value->valuedouble;
    if (!(number >= 0.0 && number <= most) || floor(number) < number) return false;
    *count = (size_t)number;
    return true;
}

bool accord_json_true(const struct cJSON *value)
{
    return cJSON_IsTrue(value) != 0;
}

const struct cJSON *accord_json_first(const struct cJSON *container)
{
    return accord_json_is_object(container) || accord_json_is_array(container) ? container->child : NULL;
}

const struct cJSON *accord_json_following(const struct cJSON *value)
{
    return value->next;
}

const char *accord_json_name(const struct cJSON *value)
{
    return value->string;
}

size_t accord_json_size(const struct cJSON *container)
{
    size_t count = 0;
    for (const cJSON *value = accord_json_first(container); value != NULL; value = value->next)
        count++;
    return count;
}

void accord_json_free(struct cJSON *value)
{
    cJSON_Delete(value);
}

/* The member whose name follows `after` (NULL: the first). */
static const cJSON *next_by_name(const cJSON *object, const char *after)
{
    const cJSON *next = NULL;
    for (const cJSON *member = object->child; member != NULL; member = member->next) {
        if (after != NULL && strcmp(member->string, after) <= 0) continue;
        if (next == NULL || strcmp(member->string, next->string) < 0) next = member;
    }
    return next;
}

static void write_scalar(const cJSON *value, struct accord_text *text)
{
    if (cJSON_IsString(value))
        accord_text_add_json(text, value->valuestring, strlen(value->valuestring));
    else if (cJSON_IsNumber(value))
        accord_text_addf(text, "%.17g", value->valuedouble);
    else
        accord_text_add_str(text, cJSON_IsTrue(value) ? "true" : cJSON_IsFalse(value) ? "false" : "null");
}

/* The door lets nothing pass that is nested deeper than ACCORD_JSON_DEPTH_MAX. */
void accord_json_write(const struct cJSON *value, struct accord_text *text)
{
    const bool object = accord_json_is_object(value);
    if (!object && !accord_json_is_array(value)) {
        write_scalar(value, text);
        return;
    }
    accord_text_add_char(text, object ? '{' : '[');
    const cJSON *item = object ? next_by_name(value, NULL) : value->child;
    for (bool first = true; item != NULL; first = false) {
        if (!first) accord_text_add_char(text, ',');
        if (object) {
            accord_text_add_json(text, item->string, strlen(item->string));
            accord_text_add_char(text, ':');
        }
        accord_json_write(item, text);
        item = object ? next_by_name(value, item->string) : item->next;
    }
    accord_text_add_char(text, object ? '}' : ']');
}
