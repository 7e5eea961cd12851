/* Any bytes as a payload: what kind they are is told, every record is accounted for, and without --keep-persons no cell
 * of a personal column is filled. */
#include "input_file.h"

#include "import/sources.h"

static struct accord_error err;

struct taking {
    size_t rows;
    bool keep_persons;
};

static enum accord_status check_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                    struct accord_error *error)
{
    struct taking *taking = host;
    (void)error;
    if (row->line == 0) abort();
    for (size_t i = 0; i < row->schema->column_count; i++) {
        const struct accord_column *column = &row->schema->columns[i];
        bool missing = row->cells[i].kind == ACCORD_CELL_MISSING;
        if ((column->required && missing) || (column->personal && !missing && !taking->keep_persons)) abort();
    }
    *taken = (enum accord_taken)(++taking->rows % 3);
    return ACCORD_OK;
}

static void read_source(const struct accord_import_source *source, int descriptor, bool keep_persons)
{
    static struct accord_names *names; /* the same for all inputs: its tables take a while to be read */
    struct accord_problems *problems = NULL;
    struct accord_reconciliation *reconciliation = NULL;
    struct taking taking = {0, keep_persons};
    if (names == NULL && accord_names_new(&names, &err) != ACCORD_OK) abort();
    if (accord_reconciliation_new(&reconciliation, &err) != ACCORD_OK) abort();
    if (accord_problems_new(&problems, &err) != ACCORD_OK) abort();
    const struct accord_import_host host = {.names = names,
                                            .reconciliation = reconciliation,
                                            .row = check_row,
                                            .host = &taking,
                                            .source = source->name,
                                            .keep_persons = keep_persons};
    enum accord_status status = source->reads(&host, descriptor, "f", problems, &err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) abort();
    if ((status == ACCORD_OK) != (accord_problems_count(problems) == 0)) abort();
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    if (totals.read != totals.mapped + totals.merged + totals.refused) abort();
    if ((totals.refused == 0) != (accord_problems_count(accord_reconciliation_refusals(reconciliation)) == 0)) abort();
    accord_problems_free(problems);
    accord_reconciliation_free(reconciliation);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const struct accord_import_source *source = NULL;
    FILE *file = input_file(bytes, length);
    enum accord_status status = accord_import_source_find(fileno(file), "f", false, &source, &err);
    if (status == ACCORD_OK)
        read_source(source, fileno(file), length % 2 == 1);
    else if (status != ACCORD_BAD_DATA && status != ACCORD_BAD_USAGE)
        abort();
    fclose(file);
    return 0;
}
