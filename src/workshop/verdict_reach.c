/* Which verdicts a rule can return, as far as its text tells. */
#include "workshop/verdict_reach.h"

#include "base/error.h"
#include "workshop/lua_reach.h"

#include <string.h>

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

static void take(void *host, const struct accord_lua_reached *reached)
{
    struct following *following = host;
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        bool lowered = following->qualified && i == ACCORD_VERDICT_GAP;
        if (reached->verdict->verdicts[i]) following->can[lowered ? ACCORD_VERDICT_UNREPORTED : i] = true;
    }
}

static bool is_lib(const char *path, const char *name)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    size_t length = strlen(name);
    bool in_lib = strncmp(path, "lib/", 4) == 0 || strstr(path, "/lib/") != NULL;
    return in_lib && strncmp(base, name, length) == 0 && strcmp(base + length, ".lua") == 0;
}

static struct accord_lua_node *find(void *host, const struct accord_lua_node *lib_call, const char *name)
{
    struct following *following = host;
    struct accord_file_facts facts;
    if (lib_call->right == NULL || lib_call->right->kind != ACCORD_LUA_STRING_NODE) return NULL;
    for (size_t i = 0; i < following->reach->count; i++) {
        accord_packs_file(following->reach->packs, i, &facts);
        if (!is_lib(facts.path, lib_call->right->text)) continue;
        const struct accord_lua_node *main = main_of(following, i);
        struct accord_lua_node *value = main == NULL ? NULL : accord_lua_top_field(main, name);
        if (value != NULL && value->kind == ACCORD_LUA_NAME_NODE && value->symbol != NULL) value = value->symbol->value;
        return value != NULL && value->kind == ACCORD_LUA_FUNCTION_NODE ? value : NULL;
    }
    return NULL;
}

enum accord_status accord_verdict_reach_of(struct accord_verdict_reach *reach, size_t rule,
                                           bool can[ACCORD_VERDICT_COUNT], struct accord_error *err)
{
    static const char *const entries[] = {"applies", "check", "collect", "conclude"};
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    struct following following = {.reach = reach, .can = can, .status = ACCORD_OK, .err = err};
    const struct accord_lua_reach from = {find, take, &following};
    accord_packs_rule(reach->packs, rule, &facts);
    accord_packs_provision(reach->packs, facts.provision, &provision);
    following.qualified = provision.qualified;
    memset(can, 0, ACCORD_VERDICT_COUNT * sizeof *can);
    const struct accord_lua_node *main = main_of(&following, accord_packs_rule_file(reach->packs, rule));
    for (size_t i = 0; main != NULL && i < sizeof entries / sizeof entries[0]; i++) {
        const struct accord_lua_node *value = accord_lua_top_field(main, entries[i]);
        if (value != NULL && !accord_lua_reach_from(&from, value, reach->arena)) return accord_error_memory(err);
    }
    return following.status;
}
