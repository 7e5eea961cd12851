/* A mapping's plan for one file: the file's columns in place of their names. */
#include "base/error.h"
#include "import/map_parts.h"

struct planning {
    struct accord_map_run *run;
    struct accord_arena *arena;
    accord_map_column_function column;
    void *host;
};

static enum accord_status plan_tests(const struct planning *planning, struct accord_planned_table *planned)
{
    const struct accord_mapped_table *table = planned->table;
    size_t *indexes = accord_arena_zero(planning->arena, table->test_count + 1, sizeof *indexes);
    enum accord_status status = indexes == NULL ? accord_error_memory(planning->run->err) : ACCORD_OK;
    planned->tests = indexes;
    for (size_t i = 0; status == ACCORD_OK && i < table->test_count; i++)
        status = planning->column(planning->host, table->tests[i].column, &indexes[i]);
    return status;
}

static enum accord_status plan_pieces(const struct planning *planning, const struct accord_mapped_column *column,
                                      const size_t **planned)
{
    size_t *indexes = accord_arena_zero(planning->arena, column->piece_count + 1, sizeof *indexes);
    enum accord_status status = indexes == NULL ? accord_error_memory(planning->run->err) : ACCORD_OK;
    *planned = indexes;
    for (size_t i = 0; status == ACCORD_OK && i < column->piece_count; i++)
        if (column->pieces[i].column) status = planning->column(planning->host, column->pieces[i].text, &indexes[i]);
    return status;
}

static enum accord_status plan_table(const struct planning *planning, struct accord_planned_table *planned)
{
    const struct accord_mapped_table *table = planned->table;
    const size_t **columns = accord_arena_zero(planning->arena, table->column_count + 1, sizeof *columns);
    enum accord_status status =
        columns == NULL ? accord_error_memory(planning->run->err) : plan_tests(planning, planned);
    for (size_t i = 0; status == ACCORD_OK && i < table->column_count; i++)
        status = plan_pieces(planning, &table->columns[i], &columns[i]);
    planned->columns = columns;
    return status;
}

enum accord_status accord_map_plan(struct accord_map_run *run, struct accord_arena *arena,
                                   accord_map_column_function column, void *host)
{
    const struct planning planning = {run, arena, column, host};
    size_t count = 0;
    const struct accord_mapped_table *tables = accord_mapping_tables(run->import->mapping, &count);
    struct accord_planned_table *planned = accord_arena_zero(arena, count + 1, sizeof *planned);
    enum accord_status status = planned == NULL ? accord_error_memory(run->err) : ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        planned[i].table = &tables[i];
        status = plan_table(&planning, &planned[i]);
    }
    run->tables = planned;
    run->table_count = count;
    return status;
}
