/* Any bytes through the CSV scanner: the first byte picks the dialect. */
#include "input_file.h"

#include "ingest/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const struct accord_csv_dialect dialects[] = {
        {',', '"', true, true}, {';', '\'', false, true}, {'\t', 0, false, false}};
    if (length == 0) return 0;
    FILE *file = input_file(bytes + 1, length - 1);
    struct accord_csv *csv = NULL;
    if (accord_csv_open(fileno(file), &dialects[bytes[0] % 3], &csv, NULL) != ACCORD_OK) abort();
    struct accord_csv_record record;
    struct accord_place where;
    const char *why = NULL;
    volatile size_t seen = 0;
    enum accord_csv_result result;
    while ((result = accord_csv_next(csv, &record, &where, &why, NULL)) != ACCORD_CSV_END) {
        for (size_t i = 0; result == ACCORD_CSV_RECORD && i < record.count; i++) {
            const struct accord_csv_field *field = &record.fields[i];
            if (field->place.line == 0 || field->place.column == 0) abort();
            if (accord_utf8_check(field->text, field->length) != field->length) abort();
            seen = seen + field->length;
        }
        if (result != ACCORD_CSV_RECORD && (why == NULL || where.line == 0 || where.column == 0)) abort();
    }
    accord_csv_close(csv);
    fclose(file);
    return 0;
}
