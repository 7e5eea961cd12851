/* Any bytes as a mapping file and, behind the first NUL, a CSV or JSON file for it: the mapping is read or there is a
 * problem, and every record is accounted for. */
#include "input_file.h"

#include "import/map_csv.h"

#include <string.h>

static struct accord_error err;

static enum accord_status count_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                    struct accord_error *error)
{
    size_t *rows = host;
    (void)error;
    if (row->line == 0) abort();
    for (size_t i = 0; i < row->schema->column_count; i++)
        if (row->schema->columns[i].required && row->cells[i].kind == ACCORD_CELL_MISSING) abort();
    *taken = (enum accord_taken)(++*rows % 3);
    return ACCORD_OK;
}

static void import(const struct accord_mapping *mapping, const uint8_t *bytes, size_t length,
                   struct accord_problems *problems)
{
    static struct accord_names *names; /* the same for all inputs: its tables take a while to be read */
    struct accord_reconciliation *reconciliation = NULL;
    struct accord_text text;
    size_t rows = 0;
    if (names == NULL && accord_names_new(&names, &err) != ACCORD_OK) abort();
    if (accord_reconciliation_new(&reconciliation, &err) != ACCORD_OK) abort();
    FILE *file = input_file(bytes, length);
    const struct accord_csv_import how = {.mapping = mapping,
                                          .names = names,
                                          .reconciliation = reconciliation,
                                          .row = count_row,
                                          .host = &rows,
                                          .keep_persons = length % 2 == 1};
    bool json = length > 0 && (bytes[0] == '{' || bytes[0] == '[');
    enum accord_status status = json ? accord_map_json(&how, fileno(file), bytes[0] == '[', "f.json", problems, &err)
                                     : accord_map_csv(&how, fileno(file), "f.csv", problems, &err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if ((status == ACCORD_OK) != (accord_problems_count(problems) == 0)) abort();
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    if (totals.read != totals.mapped + totals.merged + totals.refused) abort();
    if ((totals.refused == 0) != (accord_problems_count(accord_reconciliation_refusals(reconciliation)) == 0)) abort();
    accord_text_init(&text, (size_t)64 * 1024 * 1024);
    accord_reconciliation_write_json(reconciliation, &text);
    if (text.failed) abort();
    accord_text_clear(&text);
    accord_reconciliation_free(reconciliation);
    fclose(file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[] = "/tmp/accord-fuzz-XXXXXX";
    const uint8_t *nul = length == 0 ? NULL : memchr(bytes, 0, length);
    size_t head = nul == NULL ? length : (size_t)(nul - bytes);
    struct accord_problems *problems = NULL;
    struct accord_mapping *mapping = NULL;
    int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, bytes, head) != (ssize_t)head || close(descriptor) != 0) abort();
    if (accord_problems_new(&problems, &err) != ACCORD_OK) abort();
    enum accord_status status = accord_mapping_open(path, "m.json", problems, &mapping, &err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if ((status == ACCORD_OK) != (accord_problems_count(problems) == 0)) abort();
    if (mapping != NULL && nul != NULL) import(mapping, nul + 1, length - head - 1, problems);
    accord_mapping_close(mapping);
    accord_problems_free(problems);
    (void)unlink(path);
    return 0;
}
