/* Reading a data package row by row, as rows of core tables and nothing else. */
#include "import/package_rows.h"

#include "base/error.h"
#include "ingest/package.h"

#include <string.h>

struct reading {
    struct accord_package *package;
    accord_package_row_function function;
    void *host;
    const struct accord_schema *core;
};

/* What of the table would be lost. */
static enum accord_status check_table(struct accord_package *package, size_t index, struct accord_problems *problems,
                                      struct accord_error *err)
{
    const struct accord_schema *table = accord_package_table(package, index);
    const struct accord_schema *core = accord_core_schema(table->name);
    const char *descriptor = accord_package_file(package, 0);
    if (core == NULL)
        return accord_problems_add(problems, descriptor, 0, 0, err,
                                   "the table %s, expected core tables alone: an import would lose it", table->name);
    for (size_t i = core->column_count; i < table->column_count; i++) {
        enum accord_status status =
            accord_problems_add(problems, descriptor, 0, 0, err,
                                "the column %s of %s, expected columns of the core table: an import would "
                                "lose it",
                                table->columns[i].name, table->name);
        if (status != ACCORD_OK) return status;
    }
    return ACCORD_OK;
}

static enum accord_status take_row(void *host, const struct accord_schema *schema, const struct accord_row_read *read,
                                   struct accord_error *err)
{
    const struct reading *reading = host;
    const struct accord_mapped_row row = {reading->core, read->cells, read->places, read->line, true};
    (void)schema; /* the core table's columns come first in it, and check_table lets no other pass */
    return reading->function(reading->host, &row, accord_package_file(reading->package, read->file), err);
}

/* All tables of actors, or all but them. */
static enum accord_status read_tables(struct reading *reading, bool actors, struct accord_problems *problems,
                                      struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(reading->package); i++) {
        const char *name = accord_package_table(reading->package, i)->name;
        if ((strcmp(name, "actors") == 0) != actors) continue;
        reading->core = accord_core_schema(name);
        status = accord_package_read(reading->package, i, problems, take_row, reading, err);
    }
    return status;
}

enum accord_status accord_package_rows(const char *folder, struct accord_problems *problems,
                                       accord_package_row_function function, void *host,
                                       struct accord_package_traits *traits, struct accord_error *err)
{
    struct reading reading = {.function = function, .host = host};
    size_t before = accord_problems_count(problems);
    enum accord_status status = accord_package_open(folder, problems, &reading.package, err);
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(reading.package); i++)
        status = check_table(reading.package, i, problems, err);
    bool good = status == ACCORD_OK && accord_problems_count(problems) == before;
    if (good) status = read_tables(&reading, true, problems, err);
    if (good && status == ACCORD_OK) status = read_tables(&reading, false, problems, err);
    *traits = (struct accord_package_traits){.illustrative = good && accord_package_illustrative(reading.package)};
    for (size_t i = 0; good && i < accord_package_table_count(reading.package); i++)
        traits->complete = traits->complete || accord_package_table(reading.package, i)->complete_count > 0;
    if (status == ACCORD_OK && accord_problems_count(problems) > before)
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: the data package cannot be imported", folder);
    accord_package_close(reading.package);
    return status;
}
