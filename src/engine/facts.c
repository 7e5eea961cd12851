/* The rows of an actor or of the world, loaded when first asked for, and what a check reads of them. */
#include "engine/facts.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/claims.h"
#include "engine/evidence.h"
#include "engine/observe.h"

#include <string.h>

int accord_engine_table(const struct accord_engine *engine, const char *name, size_t length)
{
    for (int i = 0; i < engine->schema_count; i++)
        if (accord_text_equal(name, length, engine->schemas[i]->name, strlen(engine->schemas[i]->name))) return i;
    return -1;
}

void accord_facts_forget(struct accord_engine *engine)
{
    accord_arena_reset(&engine->arena);
    engine->actor_serial++;
}

void accord_facts_leave(struct accord_engine *engine)
{
    accord_facts_forget(engine);
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

bool accord_touch_row(struct accord_engine *engine, struct accord_row *row)
{
    struct accord_scope *scope = &engine->scope;
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
    if (accord_observed(engine)) accord_observe_read(engine, row, column);
    row->read[column / 64] |= UINT64_C(1) << (column % 64);
    return accord_mark_row(engine, row);
}

/* ---- keys ---- */

const char *accord_row_key(struct accord_engine *engine, struct accord_row *row)
{
    if (row->key == NULL)
        row->key = accord_evidence_key(row->of_world ? &engine->world.arena : &engine->arena,
                                       engine->schemas[row->table], row->cells);
    return row->key;
}

/* ---- questions ---- */

void accord_note_query(struct accord_scope *scope, struct accord_query *query)
{
    if (scope->last_query == NULL)
        scope->first_query = query;
    else
        scope->last_query->next = query;
    scope->last_query = query;
    scope->query_count++;
}

/* ---- claims ---- */

/* That of the question, then those that answer it. */
static const char *const claim_columns[ACCORD_CLAIM_COLUMNS] = {"treaty", "source", "in_force", "ended"};
enum { TREATY, FIRST_READ };

void accord_claims_bind(struct accord_engine *engine)
{
    struct accord_claims_table *claims = &engine->claims;
    claims->table = accord_engine_table(engine, "memberships", strlen("memberships"));
    for (size_t i = 0; i < ACCORD_CLAIM_COLUMNS; i++)
        claims->columns[i] =
            accord_schema_find(engine->schemas[claims->table], claim_columns[i], strlen(claim_columns[i]));
}

/* The claims of one treaty as a question, not yet asked. NULL when memory is short. */
static struct accord_query *claims_query(struct accord_engine *engine, const char *treaty, size_t rows)
{
    struct accord_query *query = accord_arena_zero(&engine->arena, 1, sizeof *query);
    struct accord_filter *filter = accord_arena_alloc(&engine->arena, sizeof *filter);
    struct accord_cell *value = accord_arena_zero(&engine->arena, 1, sizeof *value);
    char *name = accord_arena_copy(&engine->arena, treaty, strlen(treaty));
    if (query == NULL || filter == NULL || value == NULL || name == NULL) return NULL;
    *value = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(treaty)};
    value->as.text = name;
    filter->known = NULL;
    filter->count = 1;
    filter->terms[0] = (struct accord_term){.name = claim_columns[TREATY],
                                            .column = engine->claims.columns[TREATY],
                                            .kind = ACCORD_TERM_EQUALS,
                                            .values = value,
                                            .value_count = 1};
    query->table = engine->claims.table;
    query->schema = engine->schemas[query->table];
    query->filter = filter;
    query->rows = accord_arena_alloc(&engine->arena, (rows + 1) * sizeof(*query->rows));
    return query->rows == NULL ? NULL : query;
}

/* Looks at the rows: what they say together. */
static enum accord_status find_bond(struct accord_engine *engine, const char *treaty, struct accord_bond *bond,
                                    struct accord_error *err)
{
    struct accord_row_set *set;
    enum accord_status status = accord_facts_rows(engine, &engine->actor, engine->claims.table, &set, err);
    if (status != ACCORD_OK) return status;
    struct accord_query *query = claims_query(engine, treaty, set->count);
    const struct accord_cell **cells = accord_arena_alloc(&engine->arena, (set->count + 1) * sizeof(*cells));
    if (query == NULL || cells == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < set->count; i++) {
        struct accord_row *row = &set->rows[i];
        if (accord_filter_match(query->filter, query->schema, row->cells, engine->as_of) != ACCORD_MATCH_YES) continue;
        cells[query->count] = row->cells;
        query->rows[query->count++] = row;
    }
    *bond = (struct accord_bond){.treaty = query->filter->terms[0].values->as.text,
                                 .bound = accord_claims_bound(query->schema, cells, query->count, engine->as_of),
                                 .query = query};
    return ACCORD_OK;
}

const struct accord_bond *accord_bond_known(const struct accord_engine *engine, const char *treaty)
{
    for (size_t i = 0; i < engine->bond_count; i++)
        if (accord_str_equal(engine->bonds[i].treaty, treaty)) return &engine->bonds[i];
    return NULL;
}

/* The question is one of the scope, and the cells that answer it count as read. */
static bool note_claims(struct accord_engine *engine, const struct accord_query *asked)
{
    struct accord_query *query = accord_arena_alloc(&engine->arena, sizeof *query);
    if (query == NULL) return false;
    *query = *asked;
    query->next = NULL;
    accord_note_query(&engine->scope, query);
    const struct accord_answer claims = {query->rows, query->count, NULL, 0};
    accord_observe_question(engine, query, ACCORD_ASKED_FOR_CLAIMS, false, &claims);
    for (size_t i = 0; i < query->count; i++)
        for (size_t j = FIRST_READ; j < ACCORD_CLAIM_COLUMNS; j++)
            if (!accord_mark_read(engine, query->rows[i], engine->claims.columns[j])) return false;
    return true;
}

enum accord_status accord_ask_bound(struct accord_engine *engine, const char *treaty, enum accord_truth *bound,
                                    struct accord_row **differing, struct accord_error *err)
{
    struct accord_bond bond;
    const struct accord_bond *known = accord_bond_known(engine, treaty);
    if (known == NULL) {
        enum accord_status status = find_bond(engine, treaty, &bond, err);
        if (status != ACCORD_OK) return status;
        if (engine->bond_count < ACCORD_BONDS_MAX) engine->bonds[engine->bond_count++] = bond;
        known = &bond;
    }
    *bound = known->bound;
    *differing = known->query->count > 0 ? known->query->rows[0] : NULL;
    return note_claims(engine, known->query) ? ACCORD_OK : accord_error_memory(err);
}
