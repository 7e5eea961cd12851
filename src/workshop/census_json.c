/* A census as JSON: its members keep their names. */
#include "workshop/census_parts.h"

#include "accord/report.h"
#include "report/emit.h"

#include <string.h>

static void emit_days(struct accord_emit *emit, const struct accord_census_period *period)
{
    char text[ACCORD_DATE_TEXT_MAX];
    bool some = accord_census_has_days(period);
    accord_emit_member(emit, "first", some ? accord_census_day(period->first, text) : NULL);
    accord_emit_member(emit, "last", some ? accord_census_day(period->last, text) : NULL);
}

static void emit_column(struct accord_emit *emit, const struct accord_column *column,
                        const struct accord_census_column *counted)
{
    static const char *const types[] = {
        [ACCORD_CELL_TEXT] = "text",       [ACCORD_CELL_INTEGER] = "integer", [ACCORD_CELL_DECIMAL] = "number",
        [ACCORD_CELL_BOOLEAN] = "boolean", [ACCORD_CELL_DATE] = "date",       [ACCORD_CELL_LIST] = "list",
    };
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", column->name);
    accord_emit_member(emit, "type", types[column->kind]);
    accord_emit_key(emit, "personal");
    accord_emit_boolean(emit, column->personal);
    accord_emit_count_member(emit, "missing", counted->missing);
    if (column->kind == ACCORD_CELL_DATE && !column->personal) emit_days(emit, &counted->period);
    accord_emit_close(emit, '}');
}

static void emit_where(struct accord_emit *emit, const struct accord_schema *schema,
                       const struct accord_complete *complete)
{
    accord_emit_key(emit, "where");
    accord_emit_open_flat(emit, '{');
    for (size_t i = 0; i < complete->where_count; i++) {
        accord_emit_key(emit, schema->columns[complete->where_columns[i]].name);
        accord_emit_open(emit, '[');
        for (size_t at = 0; at < complete->where_value_counts[i]; at++)
            accord_emit_text(emit, complete->where_values[i][at]);
        accord_emit_close(emit, ']');
    }
    accord_emit_close(emit, '}');
}

static void emit_complete(struct accord_emit *emit, const struct accord_schema *schema)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "complete");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < schema->complete_count; i++) {
        const struct accord_complete *complete = &schema->complete[i];
        bool ends = complete->until != INT32_MAX;
        accord_emit_open(emit, '{');
        emit_where(emit, schema, complete);
        accord_emit_member(emit, "since", accord_census_day(complete->since, text));
        accord_emit_member(emit, "until", ends ? accord_census_day(complete->until, text) : NULL);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_tables(struct accord_emit *emit, const struct accord_census *census)
{
    accord_emit_key(emit, "tables");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < census->table_count; i++) {
        const struct accord_census_table *table = &census->tables[i];
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "name", table->schema->name);
        accord_emit_key(emit, "core");
        accord_emit_boolean(emit, table->schema->core);
        accord_emit_count_member(emit, "rows", table->rows);
        emit_days(emit, &table->period);
        accord_emit_key(emit, "columns");
        accord_emit_open(emit, '[');
        for (size_t at = 0; at < table->schema->column_count; at++)
            emit_column(emit, &table->schema->columns[at], &table->columns[at]);
        accord_emit_close(emit, ']');
        emit_complete(emit, table->schema);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_files(struct accord_emit *emit, const struct accord_census *census)
{
    accord_emit_key(emit, "files");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < census->file_count; i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "file", census->files[i].name);
        accord_emit_count_member(emit, "rows", census->files[i].rows);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_actors(struct accord_emit *emit, const struct accord_census *census)
{
    accord_emit_key(emit, "actors");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "count", accord_dataset_actor_count(census->dataset));
    accord_emit_key(emit, "by_kind");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < census->kinds.count; i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "kind", census->kinds.items[i].name);
        accord_emit_count_member(emit, "actors", census->kinds.items[i].rows);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_key(emit, "by_region");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < census->region_count; i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "region", census->regions[i].name);
        accord_emit_count_member(emit, "actors", census->regions[i].surely);
        accord_emit_count_member(emit, "perhaps", census->regions[i].perhaps);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static void emit_codes(struct accord_emit *emit, const struct accord_census_codes *codes)
{
    accord_emit_key(emit, codes->column);
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < codes->count; i++) {
        const struct accord_census_code *code = &codes->items[i];
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "code", code->name);
        accord_emit_count_member(emit, "rows", code->rows);
        if (codes->has_list) {
            accord_emit_key(emit, "listed");
            accord_emit_boolean(emit, code->listed);
        }
        accord_emit_member(emit, "near", code->near);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static void emit_conflict(struct accord_emit *emit, const struct accord_census_conflict *conflict)
{
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "table", conflict->table);
    accord_emit_member(emit, "actor", conflict->actor);
    accord_emit_member(emit, "about", conflict->about);
    accord_emit_member(emit, "column", conflict->column);
    accord_emit_count_member(emit, "rows", conflict->rows);
    accord_emit_key(emit, "claims");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < conflict->claim_count; i++) {
        const struct accord_census_claim *claim = &conflict->claims[i];
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "value", claim->value[0] != '\0' ? claim->value : NULL);
        accord_emit_member(emit, "source", claim->by);
        accord_emit_member(emit, "file", claim->file);
        accord_emit_count_member(emit, "line", claim->line);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static void emit_conflicts(struct accord_emit *emit, const struct accord_census *census)
{
    accord_emit_key(emit, "conflicts");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "count", census->conflict_count);
    accord_emit_key(emit, "list");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < census->conflict_kept; i++)
        emit_conflict(emit, &census->conflicts[i]);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static void emit_warnings(struct accord_emit *emit, const struct accord_problems *warnings)
{
    accord_emit_key(emit, "warnings");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "count", accord_problems_count(warnings));
    accord_emit_key(emit, "list");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < accord_problems_kept(warnings); i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "file", warning->file);
        accord_emit_count_member(emit, "line", warning->line);
        accord_emit_count_member(emit, "column", warning->column);
        accord_emit_member(emit, "text", warning->text);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static void emit_head(struct accord_emit *emit, const struct accord_census *census)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_key(emit, "accord");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "version", accord_version());
    accord_emit_count_member(emit, "census", ACCORD_CENSUS_SCHEMA);
    accord_emit_close(emit, '}');
    accord_emit_member(emit, "as_of", accord_date_format(census->as_of, text));
    accord_emit_key(emit, "dataset");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", accord_dataset_name(census->dataset));
    accord_emit_key(emit, "illustrative");
    accord_emit_boolean(emit, accord_dataset_illustrative(census->dataset));
    accord_emit_member(emit, "sha256", accord_dataset_sha256(census->dataset));
    accord_emit_close(emit, '}');
    accord_emit_count_member(emit, "rows", census->rows);
}

void accord_census_write_json(const struct accord_census *census, const struct accord_census_layout *layout,
                              struct accord_text *text)
{
    struct accord_emit emit;
    (void)layout;
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    emit_head(&emit, census);
    emit_tables(&emit, census);
    emit_files(&emit, census);
    emit_actors(&emit, census);
    accord_emit_key(&emit, "codes");
    accord_emit_open(&emit, '{');
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++)
        emit_codes(&emit, &census->codes[i]);
    accord_emit_close(&emit, '}');
    emit_conflicts(&emit, census);
    emit_warnings(&emit, census->warnings);
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}
