/* The door: the strict scanner first, cJSON behind it. Files element by element: json_reader.c, json_object.c. */
#include "ingest/json_door.h"

#include "base/error.h"
#include "ingest/json_scan.h"

enum accord_status accord_json_scan_and_parse(struct accord_json_scan *scan, const char *text, size_t length,
                                              struct accord_place place, cJSON **value, struct accord_json_fault *fault,
                                              struct accord_error *err)
{
    *value = NULL;
    enum accord_status status = accord_json_scan(scan, text, length, err);
    if (status == ACCORD_BAD_DATA)
        *fault = (struct accord_json_fault){accord_json_place_after(place, text, scan->fault_at), scan->why};
    if (status != ACCORD_OK) return status;
    *value = cJSON_ParseWithLength(text, length);
    return *value != NULL ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_json_parse(const char *text, size_t length, struct accord_place place, cJSON **value,
                                     struct accord_json_fault *fault, struct accord_error *err)
{
    struct accord_json_scan scan = {0};
    enum accord_status status = accord_json_scan_and_parse(&scan, text, length, place, value, fault, err);
    accord_json_scan_clear(&scan);
    return status;
}

enum accord_status accord_json_parse_large(const char *text, size_t length, struct accord_place place, cJSON **value,
                                           struct accord_json_fault *fault, struct accord_error *err)
{
    struct accord_json_scan scan = {.values_max = ACCORD_JSON_LARGE_MEMBERS_MAX};
    enum accord_status status = accord_json_scan_and_parse(&scan, text, length, place, value, fault, err);
    accord_json_scan_clear(&scan);
    return status;
}

enum accord_status accord_json_locate(const char *text, size_t length, struct accord_place place,
                                      const struct accord_json_step *steps, size_t step_count, bool *found,
                                      struct accord_json_spot *spot, struct accord_error *err)
{
    static const struct accord_json_step nowhere = {NULL, 0};
    struct accord_json_scan scan = {.steps = step_count > 0 ? steps : &nowhere, .step_count = step_count};
    enum accord_status status = accord_json_scan(&scan, text, length, err);
    *found = status == ACCORD_OK && scan.found;
    if (*found) {
        const struct accord_json_slot *wanted = &scan.wanted;
        size_t name_at = wanted->name != NULL ? wanted->name_at : wanted->at;
        *spot =
            (struct accord_json_spot){accord_json_place_after(place, text, wanted->at),
                                      accord_json_place_after(place, text, name_at), text + wanted->at, wanted->length};
    }
    accord_json_scan_clear(&scan);
    return status;
}
