/* findings(): verdicts that are gathered, and what each of them rests on. */
#include "engine/evidence.h"
#include "engine/lua_collected.h"
#include "engine/lua_rows.h"
#include "engine/lua_verdicts.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

enum { FINDINGS_MAX = 10000 };

int accord_lua_findings(lua_State *L)
{
    lua_settop(L, 0);
    struct accord_draft *draft = accord_push_draft(L, ACCORD_VERDICT_NOT_APPLICABLE);
    draft->gathers = true;
    accord_note_findings(accord_engine_of(L), draft);
    return 1;
}

static struct accord_draft *check_gathering(lua_State *L)
{
    struct accord_draft *draft = accord_draft_at(L, 1);
    if (draft == NULL || !draft->gathers) luaL_error(L, "add and each are for what findings() returns");
    return draft;
}

void accord_draft_add_child(lua_State *L, struct accord_draft *parent, struct accord_draft *child)
{
    if (parent->child_count == FINDINGS_MAX) luaL_error(L, "more than %d findings in one verdict", FINDINGS_MAX);
    if (child->gathers || child->added) luaL_error(L, "a finding is added once, and findings() not to findings()");
    child->added = true;
    parent->verdict = parent->child_count == 0 ? child->verdict : accord_verdict_worse(parent->verdict, child->verdict);
    if (parent->last_child == NULL)
        parent->first_child = child;
    else
        parent->last_child->next = child;
    parent->last_child = child;
    parent->child_count++;
}

static int findings_add(lua_State *L)
{
    struct accord_draft *parent = check_gathering(L);
    struct accord_draft *child = accord_draft_at(L, 2);
    if (child == NULL)
        return luaL_argerror(L, 2, lua_pushfstring(L, "a verdict expected, got %s", accord_value_name(L, 2)));
    accord_draft_add_child(L, parent, child);
    accord_note_add(accord_engine_of(L), parent, child);
    return 0;
}

/* What is read from here on is an item's own. Returns what the check read before. */
static struct accord_scope open_scope(struct accord_engine *engine, uint64_t (**read)[ACCORD_READ_WORDS])
{
    struct accord_scope outer = engine->scope;
    *read = accord_arena_alloc(&engine->arena, (outer.touched_count + 1) * sizeof(**read));
    for (size_t i = 0; *read != NULL && i < outer.touched_count; i++) {
        memcpy((*read)[i], outer.touched[i]->read, sizeof(*read)[i]);
        memset(outer.touched[i]->read, 0, sizeof outer.touched[i]->read);
        outer.touched[i]->touched = false;
    }
    memset(&engine->scope, 0, sizeof engine->scope);
    return outer;
}

/* The item's scope is kept with its reads; the outer one goes on. */
static struct accord_scope *close_scope(struct accord_engine *engine, const struct accord_scope *outer,
                                        uint64_t (*read)[ACCORD_READ_WORDS])
{
    struct accord_scope *inner = accord_arena_alloc(&engine->arena, sizeof *inner);
    if (inner != NULL && !accord_scope_keep(engine, inner)) inner = NULL;
    engine->scope = *outer;
    for (size_t i = 0; i < outer->touched_count; i++) {
        memcpy(outer->touched[i]->read, read[i], sizeof read[i]);
        outer->touched[i]->touched = true;
    }
    return inner;
}

/* Where nobody is shown what was read, the check's own scope does; what questions cost goes by the item's alone. */
void accord_aside_open(lua_State *L, struct accord_row *row, struct accord_aside *aside)
{
    struct accord_engine *engine = accord_engine_of(L);
    *aside = (struct accord_aside){.scoped = engine->carry != ACCORD_CARRY_KINDS, .row = row};
    aside->outer = aside->scoped ? open_scope(engine, &aside->read) : engine->scope;
    engine->scope.query_count = 0;
    if ((aside->scoped && aside->read == NULL) || (row != NULL && !accord_mark_row(engine, row)))
        accord_raise_memory(L);
}

void accord_aside_close(lua_State *L, struct accord_aside *aside, struct accord_draft *draft)
{
    struct accord_engine *engine = accord_engine_of(L);
    draft->item = aside->row;
    if (!aside->scoped) {
        engine->scope.query_count = aside->outer.query_count;
        return;
    }
    draft->scope = close_scope(engine, &aside->outer, aside->read);
    if (draft->scope == NULL) accord_raise_memory(L);
}

/* Calls f(item), the item being on top of the stack, in a scope of its own; its verdict, or a finding for what is
 * undecided. */
static struct accord_draft *item_draft(lua_State *L, int function, struct accord_note_items *items)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t reasons = engine->reason_count;
    struct accord_row *row = accord_row_at(L, -1);
    struct accord_item *item = accord_item_at(L, -1);
    struct accord_aside aside;
    accord_aside_open(L, row, &aside);
    if (!items->apart) accord_note_open(engine, row);
    lua_pushvalue(L, function);
    lua_insert(L, -2);
    struct accord_draft *draft;
    bool decided = accord_sandbox_call(engine, 1, 1) == LUA_OK;
    if (decided) {
        draft = accord_draft_at(L, -1);
        if (draft == NULL)
            luaL_error(L, "the function of each() must return a verdict for every item, got %s",
                       accord_value_name(L, -1));
    } else {
        if (engine->unwind != ACCORD_UNWIND_UNDECIDED) lua_error(L);
        engine->unwind = ACCORD_UNWIND_NONE;
        draft = accord_draft_of_reasons(engine, reasons);
        if (draft == NULL) accord_raise_memory(L);
        if (item != NULL) accord_draft_name_item(L, draft, item);
    }
    lua_pop(L, 1);
    if (items->apart)
        accord_note_item_end(engine, items, decided ? draft : NULL, 0);
    else
        accord_note_close(engine, draft, !decided, reasons);
    accord_aside_close(L, &aside, draft);
    return draft;
}

/* out:each(rows_or_list, f) */
static int findings_each(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_draft *parent = check_gathering(L);
    size_t collected;
    const struct accord_rows_userdata *rows = accord_rows_at(L, 2);
    bool listed = rows != NULL || accord_items_at(L, 2, &collected) != NULL;
    if (!listed && lua_type(L, 2) != LUA_TTABLE)
        return luaL_argerror(L, 2, lua_pushfstring(L, "rows or a list expected, got %s", accord_value_name(L, 2)));
    luaL_checktype(L, 3, LUA_TFUNCTION);
    struct accord_note_items items;
    accord_note_items(L, ACCORD_STEP_EACH, rows, 3, parent, 0, &items);
    lua_Integer count = rows != NULL ? (lua_Integer)rows->count : luaL_len(L, 2);
    for (lua_Integer i = 1; i <= count; i++) {
        accord_note_item(engine, &items, (size_t)i - 1);
        if (rows != NULL)
            accord_push_row(L, rows->rows[i - 1]);
        else
            lua_geti(L, 2, i);
        struct accord_draft *child = item_draft(L, 3, &items);
        accord_draft_add_child(L, parent, child);
        if (!items.apart) accord_note_add(engine, parent, child);
    }
    accord_note_items_end(engine, &items);
    return 0;
}

const struct accord_host_function accord_lua_findings_methods[] = {
    {"add", findings_add, "verdict: accord.Verdict ->", "takes the verdict in"},
    {"each", findings_each, "items: accord.Rows|any[], judge: fun(item: any): accord.Verdict ->",
     "takes in the verdict of each item; one that is undecided becomes a finding of its own"},
    {NULL, NULL, NULL, NULL},
};

/* ---- what is undecided ---- */

struct accord_draft *accord_draft_of_reasons(struct accord_engine *engine, size_t first)
{
    size_t count = engine->reason_count - first;
    struct accord_draft *draft = accord_arena_zero(&engine->arena, 1, sizeof *draft);
    struct accord_reason *reasons = accord_arena_alloc(&engine->arena, (count + 1) * sizeof *reasons);
    if (draft == NULL || reasons == NULL) return NULL;
    draft->verdict = ACCORD_VERDICT_UNREPORTED;
    for (size_t i = 0; i < count; i++) {
        reasons[i] = engine->reasons[first + i];
        if (reasons[i].verdict == ACCORD_VERDICT_REVIEW) draft->verdict = ACCORD_VERDICT_REVIEW;
    }
    engine->reason_count = first;
    draft->reasons = reasons;
    draft->reason_count = count;
    return draft;
}
