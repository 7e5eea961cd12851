/* Which verdicts a rule can return, as far as its text tells. */
#include "workshop/verdict_reach.h"

#include "base/error.h"
#include "base/text.h"
#include "workshop/lua_parse.h"

#include <string.h>

enum { FUNCTIONS_MAX = 1024 /* that one rule reaches */ };

struct accord_verdict_reach {
    const struct accord_packs *packs;
    struct accord_arena *arena;
    struct accord_lua_chunk **chunks; /* one a file; NULL: not parsed yet */
    size_t count;
};

/* One rule's functions being followed. */
struct following {
    struct accord_verdict_reach *reach;
    bool *can;
    bool qualified;
    const struct accord_lua_node *seen[FUNCTIONS_MAX];
    size_t seen_count;
    enum accord_status status;
    struct accord_error *err;
};

enum accord_status accord_verdict_reach_new(const struct accord_packs *packs, struct accord_arena *arena,
                                            struct accord_verdict_reach **reach, struct accord_error *err)
{
    struct accord_verdict_reach *made = accord_arena_zero(arena, 1, sizeof *made);
    *reach = made;
    if (made == NULL) return accord_error_memory(err);
    made->packs = packs;
    made->arena = arena;
    made->count = accord_packs_file_count(packs);
    made->chunks = accord_arena_zero(arena, made->count + 1, sizeof *made->chunks);
    return made->chunks == NULL ? accord_error_memory(err) : ACCORD_OK;
}

/* The main function of a file, or NULL with the status set. */
static struct accord_lua_node *main_of(struct following *following, size_t file)
{
    struct accord_verdict_reach *reach = following->reach;
    struct accord_lua_fault fault;
    struct accord_file_facts facts;
    if (reach->chunks[file] == NULL && following->status == ACCORD_OK) {
        accord_packs_file(reach->packs, file, &facts);
        following->status =
            accord_lua_parse(facts.source, facts.length, reach->arena, &reach->chunks[file], &fault, following->err);
    }
    return reach->chunks[file] == NULL ? NULL : reach->chunks[file]->main;
}

/* ---- what constructors give ---- */

static void mark(struct following *following, const char *name)
{
    static const struct {
        const char *name;
        enum accord_verdict_kind first, second;
    } constructors[] = {
        {"met", ACCORD_VERDICT_MET, ACCORD_VERDICT_MET},
        {"partial", ACCORD_VERDICT_PARTIAL, ACCORD_VERDICT_PARTIAL},
        {"gap", ACCORD_VERDICT_GAP, ACCORD_VERDICT_GAP},
        {"review", ACCORD_VERDICT_REVIEW, ACCORD_VERDICT_REVIEW},
        {"unreported", ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_UNREPORTED},
        {"not_due", ACCORD_VERDICT_NOT_DUE, ACCORD_VERDICT_NOT_DUE},
        {"not_applicable", ACCORD_VERDICT_NOT_APPLICABLE, ACCORD_VERDICT_NOT_APPLICABLE},
        {"absent", ACCORD_VERDICT_GAP, ACCORD_VERDICT_UNREPORTED},
        {"shown_absent", ACCORD_VERDICT_GAP, ACCORD_VERDICT_NOT_APPLICABLE},
        {"no_occasion", ACCORD_VERDICT_NOT_APPLICABLE, ACCORD_VERDICT_UNREPORTED},
    };
    for (size_t i = 0; i < sizeof constructors / sizeof constructors[0]; i++) {
        if (!accord_str_equal(constructors[i].name, name)) continue;
        bool lowered = following->qualified && constructors[i].first == ACCORD_VERDICT_GAP;
        following->can[lowered ? ACCORD_VERDICT_UNREPORTED : constructors[i].first] = true;
        lowered = following->qualified && constructors[i].second == ACCORD_VERDICT_GAP;
        following->can[lowered ? ACCORD_VERDICT_UNREPORTED : constructors[i].second] = true;
    }
}

/* ---- following names ---- */

static void follow(struct following *following, const struct accord_lua_node *node);

static void follow_function(struct following *following, const struct accord_lua_node *function)
{
    for (size_t i = 0; i < following->seen_count; i++)
        if (following->seen[i] == function) return;
    if (following->seen_count == FUNCTIONS_MAX) return;
    following->seen[following->seen_count++] = function;
    follow(following, function->right);
}

/* The name of the lib that a local holds: local acts = lib "acts". */
static const char *lib_of(const struct accord_lua_node *node)
{
    const struct accord_lua_node *value =
        node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL ? node->symbol->value : NULL;
    if (value == NULL || value->kind != ACCORD_LUA_CALL_NODE ||
        !accord_lua_is_text(value->left, ACCORD_LUA_NAME_NODE, "lib"))
        return NULL;
    return value->right != NULL && value->right->kind == ACCORD_LUA_STRING_NODE ? value->right->text : NULL;
}

/* What `function lib.name()`, `lib.name = ...` or `return { name = ... }` gives the name, at the top of a file. */
static struct accord_lua_node *find_field(const struct accord_lua_node *main, const char *name)
{
    for (const struct accord_lua_node *at = main->right; at != NULL; at = at->next) {
        const struct accord_lua_node *target = at->left;
        if (at->kind == ACCORD_LUA_ASSIGN_NODE && target->kind == ACCORD_LUA_INDEX_NODE &&
            accord_str_equal(accord_lua_key(target), name))
            return at->right;
        if (at->kind == ACCORD_LUA_RETURN_NODE && at->right != NULL && at->right->kind == ACCORD_LUA_TABLE_NODE)
            return accord_lua_field(at->right, name);
    }
    return NULL;
}

static void follow_lib(struct following *following, const char *lib, const char *name)
{
    struct accord_file_facts facts;
    char path[256];
    size_t length = strlen(lib);
    if (name == NULL || length > sizeof path - sizeof "/.lua") return;
    for (size_t i = 0; i < following->reach->count; i++) {
        accord_packs_file(following->reach->packs, i, &facts);
        const char *base = strrchr(facts.path, '/');
        base = base == NULL ? facts.path : base + 1;
        bool in_lib = strncmp(facts.path, "lib/", 4) == 0 || strstr(facts.path, "/lib/") != NULL;
        if (!in_lib || strncmp(base, lib, length) != 0 || strcmp(base + length, ".lua") != 0) continue;
        const struct accord_lua_node *main = main_of(following, i);
        struct accord_lua_node *value = main == NULL ? NULL : find_field(main, name);
        if (value != NULL) follow(following, value);
        return;
    }
}

static void follow_one(struct following *following, const struct accord_lua_node *node)
{
    if (node->kind == ACCORD_LUA_FUNCTION_NODE) {
        follow_function(following, node);
        return;
    }
    if (node->kind == ACCORD_LUA_METHOD_NODE) mark(following, node->text);
    if (node->kind == ACCORD_LUA_NAME_NODE && node->symbol == NULL) mark(following, node->text);
    if (node->kind == ACCORD_LUA_NAME_NODE && node->symbol != NULL && node->symbol->value != NULL &&
        node->symbol->value->kind == ACCORD_LUA_FUNCTION_NODE)
        follow_function(following, node->symbol->value);
    if (node->kind == ACCORD_LUA_INDEX_NODE) {
        const char *lib = lib_of(node->left);
        if (lib != NULL) follow_lib(following, lib, accord_lua_key(node));
    }
    follow(following, node->left);
    follow(following, node->middle);
    follow(following, node->right);
}

/* The node and those along `next`; trees are no higher than ACCORD_LUA_HEIGHT_MAX. */
static void follow(struct following *following, const struct accord_lua_node *node)
{
    for (; node != NULL && following->status == ACCORD_OK; node = node->next)
        follow_one(following, node);
}

enum accord_status accord_verdict_reach_of(struct accord_verdict_reach *reach, size_t rule,
                                           bool can[ACCORD_VERDICT_COUNT], struct accord_error *err)
{
    static const char *const entries[] = {"applies", "check", "collect", "conclude"};
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    struct following following = {.reach = reach, .can = can, .status = ACCORD_OK, .err = err};
    accord_packs_rule(reach->packs, rule, &facts);
    accord_packs_provision(reach->packs, facts.provision, &provision);
    following.qualified = provision.qualified;
    memset(can, 0, ACCORD_VERDICT_COUNT * sizeof *can);
    const struct accord_lua_node *main = main_of(&following, accord_packs_rule_file(reach->packs, rule));
    for (size_t i = 0; main != NULL && i < sizeof entries / sizeof entries[0]; i++) {
        const struct accord_lua_node *value = find_field(main, entries[i]);
        if (value == NULL) continue;
        follow_one(&following, value);
    }
    return following.status;
}
