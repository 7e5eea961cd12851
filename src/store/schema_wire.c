/* A schema as bytes: what of it outlives ingest. */
#include "store/schema_wire.h"

#include "base/wire.h"

static void add_columns(struct accord_text *text, const int *columns, size_t count)
{
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < count; i++)
        accord_wire_add_signed(text, columns[i]);
}

static void add_column(struct accord_text *text, const struct accord_column *column)
{
    accord_wire_add_text(text, column->name);
    accord_wire_add_number(text, (uint64_t)column->kind);
    accord_wire_add_number(text, column->event);
    accord_wire_add_number(text, column->personal);
    accord_wire_add_signed(text, column->dated_by);
}

static void add_complete(struct accord_text *text, const struct accord_complete *complete)
{
    accord_wire_add_signed(text, complete->since);
    accord_wire_add_signed(text, complete->until);
    accord_wire_add_number(text, complete->where_count);
    for (size_t i = 0; i < complete->where_count; i++) {
        accord_wire_add_signed(text, complete->where_columns[i]);
        accord_wire_add_number(text, complete->where_value_counts[i]);
        for (size_t j = 0; j < complete->where_value_counts[i]; j++)
            accord_wire_add_text(text, complete->where_values[i][j]);
    }
}

void accord_schema_wire_add(struct accord_text *text, const struct accord_schema *schema)
{
    accord_wire_add_text(text, schema->name);
    accord_wire_add_number(text, schema->core);
    accord_wire_add_number(text, schema->column_count);
    for (size_t i = 0; i < schema->column_count; i++)
        add_column(text, &schema->columns[i]);
    add_columns(text, schema->key, schema->key_count);
    accord_wire_add_number(text, schema->key_blanks);
    accord_wire_add_signed(text, schema->actor);
    accord_wire_add_text(text, schema->global_value);
    accord_wire_add_signed(text, schema->valid_from);
    accord_wire_add_signed(text, schema->valid_to);
    accord_wire_add_number(text, schema->blank_from_never);
    accord_wire_add_signed(text, schema->confirmed);
    add_columns(text, schema->occurs, sizeof(schema->occurs) / sizeof(*schema->occurs));
    add_columns(text, schema->owed, schema->owed_count);
    accord_wire_add_number(text, schema->complete_count);
    for (size_t i = 0; i < schema->complete_count; i++)
        add_complete(text, &schema->complete[i]);
}
