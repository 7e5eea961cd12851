/* Any bytes through the JSON door: as one text, as an array in a file, as JSON Lines, as an object in a file. What the
 * strict scanner takes, cJSON must take too. */
#include "input_file.h"

#include "ingest/json_door.h"

enum shape { ARRAY, LINES, OBJECT };

static enum accord_status open_file(int descriptor, enum shape shape, struct accord_json_reader **reader)
{
    if (shape == OBJECT) return accord_json_open_object(descriptor, "a", reader, NULL);
    return accord_json_open(descriptor, shape == LINES, reader, NULL);
}

static void read_file(const uint8_t *bytes, size_t length, enum shape shape)
{
    FILE *file = input_file(bytes, length);
    struct accord_json_reader *reader = NULL;
    struct accord_json_element element;
    struct accord_json_fault fault;
    enum accord_json_result result;
    if (open_file(fileno(file), shape, &reader) != ACCORD_OK) abort();
    while ((result = accord_json_next(reader, &element, &fault, NULL)) != ACCORD_JSON_END) {
        if (result == ACCORD_JSON_UNREADABLE) abort();
        if (result == ACCORD_JSON_ELEMENT && element.place.column == 0) abort();
    }
    accord_json_close(reader);
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    cJSON *value = NULL;
    struct accord_json_fault fault = {{0, 0}, NULL};
    const struct accord_place begin = {1, 1};
    enum accord_status status = accord_json_parse((const char *)bytes, length, begin, &value, &fault, NULL);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if (status == ACCORD_BAD_DATA && (fault.why == NULL || fault.place.line == 0)) abort();
    cJSON_Delete(value);
    for (int shape = ARRAY; shape <= OBJECT; shape++)
        read_file(bytes, length, (enum shape)shape);
    return 0;
}
