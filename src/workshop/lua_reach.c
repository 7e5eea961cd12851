/* Which verdicts a rule's function can make: every function that it calls, hands over or names. */
#include "workshop/lua_reach.h"

#include <string.h>

#define TO(kind) [ACCORD_VERDICT_##kind] = true

static const struct accord_lua_verdict verdicts[] = {
    {"met", 0, {TO(MET)}},
    {"partial", 2, {TO(PARTIAL)}},
    {"gap", 2, {TO(GAP)}},
    {"review", 2, {TO(REVIEW)}},
    {"unreported", 2, {TO(UNREPORTED)}},
    {"not_due", 2, {TO(NOT_DUE)}},
    {"not_applicable", 2, {TO(NOT_APPLICABLE)}},
    {"absent", 4, {TO(GAP), TO(UNREPORTED)}},
    {"shown_absent", 4, {TO(GAP), TO(NOT_APPLICABLE)}},
    {"no_occasion", 4, {TO(NOT_APPLICABLE), TO(UNREPORTED)}},
};

const struct accord_lua_verdict *accord_lua_verdict_of(const struct accord_lua_node *node)
{
    bool called = node->kind == ACCORD_LUA_CALL_NODE && node->left->kind == ACCORD_LUA_NAME_NODE;
    bool of_world = node->kind == ACCORD_LUA_METHOD_NODE && strcmp(node->text, "no_occasion") == 0;
    const struct accord_lua_node *named = node->left;
    if (!called && !of_world) return NULL;
    if (of_world && !accord_lua_is_text(named, ACCORD_LUA_NAME_NODE, "world")) return NULL;
    if (named->symbol != NULL) return NULL;
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        if (strcmp(verdicts[i].name, of_world ? node->text : named->text) == 0) return &verdicts[i];
    return NULL;
}

/* Functions that are to be looked at or were: a queue, so that a long way from one to the next costs no stack. */
struct reached_function {
    const struct accord_lua_node *function;
    const struct accord_lua_node *through;
    struct reached_function *next;
};

struct walk {
    const struct accord_lua_reach *reach;
    struct accord_arena *arena;
    struct reached_function *first;
    struct reached_function *last;
    const struct accord_lua_node *through; /* of the function at hand */
    bool out_of_memory;
};

static void add_function(struct walk *walk, const struct accord_lua_node *function,
                         const struct accord_lua_node *through)
{
    for (const struct reached_function *each = walk->first; each != NULL; each = each->next)
        if (each->function == function) return;
    struct reached_function *added = accord_arena_alloc(walk->arena, sizeof *added);
    if (added == NULL) {
        walk->out_of_memory = true;
        return;
    }
    *added = (struct reached_function){function, through, NULL};
    if (walk->first == NULL)
        walk->first = added;
    else
        walk->last->next = added;
    walk->last = added;
}

/* The call lib "name" that a local holds, or NULL. */
static const struct accord_lua_node *lib_call(const struct accord_lua_node *name)
{
    if (name->kind != ACCORD_LUA_NAME_NODE || name->symbol == NULL || name->symbol->assigned > 0) return NULL;
    const struct accord_lua_node *value = name->symbol->value;
    bool loads = value != NULL && value->kind == ACCORD_LUA_CALL_NODE && value->left->symbol == NULL &&
                 accord_lua_is_text(value->left, ACCORD_LUA_NAME_NODE, "lib");
    return loads ? value : NULL;
}

static void walk_use(struct walk *walk, const struct accord_lua_node *node)
{
    if (node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL && node->symbol->value != NULL &&
        node->symbol->value->kind == ACCORD_LUA_FUNCTION_NODE)
        add_function(walk, node->symbol->value, walk->through);
    if (node->kind != ACCORD_LUA_INDEX_NODE || accord_lua_key(node) == NULL) return;
    const struct accord_lua_node *call = lib_call(node->left);
    const struct accord_lua_node *function =
        call == NULL ? NULL : walk->reach->find(walk->reach->host, call, accord_lua_key(node));
    if (function != NULL) add_function(walk, function, walk->through == NULL ? node : walk->through);
}

/* A lib's own table: `function acts.any() ... acts.refused() end`. */
static void walk_own(struct walk *walk, const struct accord_lua_node *node)
{
    const struct accord_lua_node *root = node->left;
    if (node->kind != ACCORD_LUA_INDEX_NODE || accord_lua_key(node) == NULL) return;
    if (root->kind != ACCORD_LUA_NAME_NODE || root->symbol == NULL || root->symbol->function->outer != NULL) return;
    const struct accord_lua_node *value = accord_lua_top_field(root->symbol->function, accord_lua_key(node));
    if (value != NULL && value->kind == ACCORD_LUA_FUNCTION_NODE) add_function(walk, value, walk->through);
}

static void walk_list(struct walk *walk, const struct accord_lua_node *list)
{
    for (; list != NULL && !walk->out_of_memory; list = list->next) {
        const struct accord_lua_verdict *verdict = accord_lua_verdict_of(list);
        if (verdict != NULL) {
            struct accord_lua_reached reached = {list, verdict, verdict->arguments > 0 ? list->right : NULL,
                                                 walk->through};
            walk->reach->take(walk->reach->host, &reached);
        }
        walk_use(walk, list);
        walk_own(walk, list);
        walk_list(walk, list->left);
        walk_list(walk, list->middle);
        walk_list(walk, list->right);
    }
}

struct accord_lua_node *accord_lua_top_field(const struct accord_lua_node *main, const char *name)
{
    for (const struct accord_lua_node *each = main->right; each != NULL; each = each->next) {
        const struct accord_lua_node *target = each->left;
        if (each->kind == ACCORD_LUA_ASSIGN_NODE && target->kind == ACCORD_LUA_INDEX_NODE &&
            accord_lua_is_text(target->right, ACCORD_LUA_STRING_NODE, name))
            return each->right;
        if (each->kind == ACCORD_LUA_RETURN_NODE && each->right != NULL) return accord_lua_field(each->right, name);
    }
    return NULL;
}

bool accord_lua_reach_from(const struct accord_lua_reach *reach, const struct accord_lua_node *value,
                           struct accord_arena *arena)
{
    struct walk walk = {.reach = reach, .arena = arena};
    if (value->kind == ACCORD_LUA_FUNCTION_NODE)
        add_function(&walk, value, NULL);
    else
        walk_use(&walk, value);
    for (const struct reached_function *each = walk.first; each != NULL && !walk.out_of_memory; each = each->next) {
        walk.through = each->through;
        walk_list(&walk, each->function->right);
    }
    return !walk.out_of_memory;
}
