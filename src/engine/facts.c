/* The rows of an actor or of the world, loaded when first asked for, and what a check reads of them. */
#include "engine/facts.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/claims.h"
#include "engine/observe.h"

#include <string.h>

int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length)
{
    for (int i = 0; i < engine->schema_count; i++)
        if (accord_text_equal(name, length, engine->schemas[i]->name, strlen(engine->schemas[i]->name))) return i;
    return -1;
}

void accord_facts_leave(struct accord_engine *engine)
{
    accord_arena_reset(&engine->arena);
    accord_arena_reset(&engine->actor.arena);
    engine->bond_count = 0;
    memset(engine->actor.sets, 0, sizeof engine->actor.sets);
}

enum accord_status accord_facts_rows(struct accord_engine *engine, struct accord_facts *facts, int table,
                                     struct accord_row_set **set, struct accord_error *err)
{
    *set = &facts->sets[table];
    if ((*set)->loaded) return ACCORD_OK;
    struct accord_stored_row *stored = NULL;
    size_t count = 0;
    if (table < engine->stored_count) {
        enum accord_status status =
            accord_reader_rows(engine->reader, table, facts->rank, &facts->arena, &stored, &count, err);
        if (status != ACCORD_OK) return status;
    }
    struct accord_row *rows = accord_arena_zero(&facts->arena, count + 1, sizeof *rows);
    if (rows == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        rows[i].id = stored[i].id;
        rows[i].cells = stored[i].cells;
        rows[i].table = table;
        rows[i].ordinal = (uint32_t)i;
        rows[i].of_world = facts == &engine->world;
    }
    **set = (struct accord_row_set){true, facts == &engine->world, rows, count};
    return ACCORD_OK;
}

/* ---- automatic evidence ---- */

bool accord_mark_row(struct accord_engine *engine, struct accord_row *row)
{
    struct accord_scope *scope = &engine->scope;
    if (row->touched) return true;
    if (scope->touched_count == scope->touched_capacity) {
        size_t capacity = scope->touched_capacity == 0 ? 32 : scope->touched_capacity * 2;
        struct accord_row **grown = accord_arena_alloc(&engine->arena, capacity * sizeof(*grown));
        if (grown == NULL) return false;
        if (scope->touched_count > 0) memcpy(grown, scope->touched, scope->touched_count * sizeof *grown);
        scope->touched = grown;
        scope->touched_capacity = capacity;
    }
    scope->touched[scope->touched_count++] = row;
    row->touched = true;
    return true;
}

bool accord_mark_read(struct accord_engine *engine, struct accord_row *row, int column)
{
    accord_observe_read(engine, row, column);
    row->read[column / 64] |= UINT64_C(1) << (column % 64);
    return accord_mark_row(engine, row);
}

/* ---- keys ---- */

const char *accord_row_key(struct accord_engine *engine, struct accord_row *row)
{
    if (row->key != NULL) return row->key;
    struct accord_text text;
    accord_text_init(&text, ACCORD_KEY_TEXT_MAX);
    accord_schema_key(engine->schemas[row->table], row->cells, &text);
    row->key =
        accord_arena_copy(row->of_world ? &engine->world.arena : &engine->arena, accord_text_str(&text), text.length);
    if (text.failed) row->key = NULL;
    accord_text_clear(&text);
    return row->key;
}

/* ---- claims ---- */

/* Reads what the claims say; their cells count as read. */
static bool read_claims(struct accord_engine *engine, const struct accord_query *query, enum accord_truth *bound)
{
    const int columns[] = {accord_schema_find(query->schema, "source", 6),
                           accord_schema_find(query->schema, "in_force", 8),
                           accord_schema_find(query->schema, "ended", 5)};
    const struct accord_cell **cells = accord_arena_alloc(&engine->arena, (query->count + 1) * sizeof(*cells));
    if (cells == NULL) return false;
    for (size_t i = 0; i < query->count; i++) {
        cells[i] = query->rows[i]->cells;
        for (size_t j = 0; j < sizeof columns / sizeof columns[0]; j++)
            if (!accord_mark_read(engine, query->rows[i], columns[j])) return false;
    }
    *bound = accord_claims_bound(query->schema, cells, query->count, engine->as_of);
    return true;
}

void accord_note_query(struct accord_scope *scope, struct accord_query *query)
{
    if (scope->last_query == NULL)
        scope->first_query = query;
    else
        scope->last_query->next = query;
    scope->last_query = query;
    scope->query_count++;
}

enum accord_status accord_ask_bound(struct accord_engine *engine, const char *treaty, enum accord_truth *bound,
                                    struct accord_row **differing, struct accord_error *err)
{
    int table = accord_engine_table(engine, "memberships", 11);
    struct accord_row_set *set;
    enum accord_status status = accord_facts_rows(engine, &engine->actor, table, &set, err);
    if (status != ACCORD_OK) return status;
    struct accord_query *query = accord_arena_zero(&engine->arena, 1, sizeof *query);
    struct accord_cell *value = accord_arena_zero(&engine->arena, 1, sizeof *value);
    struct accord_row **rows = accord_arena_alloc(&engine->arena, (set->count + 1) * sizeof(*rows));
    char *name = accord_arena_copy(&engine->arena, treaty, strlen(treaty));
    if (query == NULL || value == NULL || rows == NULL || name == NULL) return accord_error_memory(err);
    *value = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(treaty)};
    value->as.text = name;
    query->schema = engine->schemas[table];
    query->table = table;
    query->rows = rows;
    query->filter.count = 1;
    query->filter.terms[0] = (struct accord_term){.name = "treaty",
                                                  .column = accord_schema_find(query->schema, "treaty", 6),
                                                  .kind = ACCORD_TERM_EQUALS,
                                                  .values = value,
                                                  .value_count = 1};
    for (size_t i = 0; i < set->count; i++)
        if (accord_filter_match(&query->filter, query->schema, set->rows[i].cells, engine->as_of) == ACCORD_MATCH_YES)
            rows[query->count++] = &set->rows[i];
    accord_note_query(&engine->scope, query);
    *differing = query->count > 0 ? rows[0] : NULL;
    const struct accord_answer claims = {rows, query->count, NULL, 0};
    accord_observe_question(engine, query, ACCORD_ASKED_FOR_CLAIMS, false, &claims);
    return read_claims(engine, query, bound) ? ACCORD_OK : accord_error_memory(err);
}
