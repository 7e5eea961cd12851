/* Rules: one file, one table, one provision, one kind of actor. */
#include "engine/loader.h"
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include "base/error.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

static bool is_rule_id(const char *text)
{
    size_t slashes = 0, length = strlen(text);
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool inside = i > 0 && i + 1 < length;
        slashes += c == '/';
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (inside && (c == '-' || c == '.' || c == '/'))))
            return false;
    }
    return slashes == 1 && length <= 120;
}

static bool is_tag(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > 60 || text[0] < 'a' || text[0] > 'z') return false;
    for (size_t i = 0; i < length; i++)
        if (!((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9') || text[i] == '-')) return false;
    return true;
}

static bool is_message_id(const char *text)
{
    return is_tag(text) && strncmp(text, "accord-", 7) != 0;
}

/* {name} with a name, and no brace left over. */
static bool is_template(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '}') return false;
        if (*text != '{') continue;
        const char *end = strchr(text, '}');
        if (end == NULL || !accord_text_is_name(text + 1, (size_t)(end - text - 1))) return false;
        text = end;
    }
    return true;
}

static int compare_messages(const void *a, const void *b)
{
    const struct accord_message *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static void take_messages(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    loading->about = "messages";
    int type = lua_getfield(L, 2, "messages");
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, "'messages' is a %s, expected a table of texts", accord_value_name(L, -1));
    int messages = lua_gettop(L);
    for (lua_pushnil(L); type == LUA_TTABLE && lua_next(L, messages); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
            luaL_error(L, "'messages' holds ids and their texts only");
        if (rule->message_count == ACCORD_MESSAGES_MAX) luaL_error(L, "more than %d messages", ACCORD_MESSAGES_MAX);
        lua_pushvalue(L, -2);
        const char *id = lua_tostring(L, -1);
        lua_pop(L, 1);
        struct accord_message *message = &rule->messages[rule->message_count++];
        message->text = accord_field_text(L, loading, messages, id, true);
        message->id = accord_arena_copy(&loading->packs->arena, id, strlen(id));
        if (message->id == NULL) accord_raise_memory(L);
        loading->about = message->id;
        if (!is_message_id(id))
            luaL_error(L, "the message id '%s' is not of lower-case letters, digits and '-' (and not accord-...)", id);
        if (!is_template(message->text)) luaL_error(L, "the message '%s' has a brace that is no {argument}", id);
    }
    qsort(rule->messages, rule->message_count, sizeof rule->messages[0], compare_messages);
    lua_pop(L, 1);
}

static void take_aliases(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    loading->about = "aliases";
    rule->oldest_id = rule->id;
    int type = lua_getfield(L, 2, "aliases");
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, "'aliases' is a %s, expected a list of former ids, oldest first", accord_value_name(L, -1));
    for (lua_Integer i = 1; type == LUA_TTABLE && lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        const char *id = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
        if (!is_rule_id(id)) luaL_error(L, "an alias is no rule id, expected \"instrument/what-is-wrong\"");
        if (rule->alias_count == ACCORD_ALIASES_MAX) luaL_error(L, "more than %d aliases", ACCORD_ALIASES_MAX);
        rule->aliases[rule->alias_count] = accord_arena_copy(&loading->packs->arena, id, strlen(id));
        if (rule->aliases[rule->alias_count++] == NULL) accord_raise_memory(L);
        lua_pop(L, 1);
    }
    if (rule->alias_count > 0) rule->oldest_id = rule->aliases[0];
    lua_settop(L, 2);
}

static int take_function(lua_State *L, struct accord_loading *loading, const char *name, bool required)
{
    loading->about = name;
    int type = lua_getfield(L, 2, name);
    if (type == LUA_TNIL && !required) {
        lua_pop(L, 1);
        return LUA_NOREF;
    }
    if (type == LUA_TNIL) loading->about = NULL;
    if (type != LUA_TFUNCTION || lua_iscfunction(L, -1))
        luaL_error(L, "'%s' is a %s, expected a function", name, accord_value_name(L, -1));
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

/* The functions' constants become read-only, and what they hold is noted, so that a rule that keeps state is found out.
 */
static void take_state(lua_State *L, struct accord_rule *rule)
{
    accord_freeze(L, 2);
    lua_newtable(L);
    int list = lua_gettop(L);
    static const int none = LUA_NOREF;
    const int functions[] = {rule->check, rule->applies, rule->collect, rule->conclude};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (functions[i] == none) continue;
        lua_rawgeti(L, LUA_REGISTRYINDEX, functions[i]);
        accord_freeze(L, -1);
        rule->upvalue_count = accord_upvalues_collect(L, -1, list);
        lua_pop(L, 1);
    }
    rule->upvalues = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int take_params(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    loading->about = "params";
    int type = lua_getfield(L, 2, "params");
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
    } else if (type != LUA_TTABLE) {
        luaL_error(L, "'params' is a %s, expected a table", accord_value_name(L, -1));
    }
    accord_take_params(L, loading, lua_gettop(L), rule);
    accord_freeze(L, -1);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static void take_tags(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    loading->about = "tags";
    int type = lua_getfield(L, 2, "tags");
    if (type != LUA_TNIL && type != LUA_TTABLE)
        luaL_error(L, "'tags' is a %s, expected a list of texts", accord_value_name(L, -1));
    for (lua_Integer i = 1; type == LUA_TTABLE && lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
        const char *tag = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
        if (!is_tag(tag)) luaL_error(L, "a tag is not of lower-case letters, digits and '-'");
        if (rule->tag_count == ACCORD_TAGS_MAX) luaL_error(L, "more than %d tags", ACCORD_TAGS_MAX);
        rule->tags[rule->tag_count] = accord_arena_copy(&loading->packs->arena, tag, strlen(tag));
        if (rule->tags[rule->tag_count++] == NULL) accord_raise_memory(L);
        lua_pop(L, 1);
    }
    lua_settop(L, 2);
}

static void take_identity(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    rule->id = accord_field_text(L, loading, 2, "id", true);
    loading->about = rule->id;
    if (!is_rule_id(rule->id)) luaL_error(L, "the id '%s' is not of the form \"instrument/what-is-wrong\"", rule->id);
    rule->provision_id = accord_field_text(L, loading, 2, "provision", true);
    rule->title = accord_field_text(L, loading, 2, "title", true);
    rule->requires = accord_field_text(L, loading, 2, "requires", false);
    const char *subject = accord_field_text(L, loading, 2, "subject", true);
    loading->about = subject;
    rule->subject = accord_field_subject(L, "subject", subject);
}

static bool is_scheme(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || (c > text && strchr("-._", *c) != NULL)))
            return false;
    return *text != '\0';
}

static void take_over(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    static const char regions[] = "region:";
    const char *over = accord_field_text(L, loading, 2, "over", false);
    if (over != NULL && rule->collect == LUA_NOREF)
        luaL_error(L, "'over' is for rules with 'collect' and 'conclude', this one has 'check'");
    if (rule->collect == LUA_NOREF) return;
    rule->over = over == NULL ? "all" : over;
    if (accord_str_equal(rule->over, "all")) return;
    rule->scheme = strncmp(rule->over, regions, sizeof regions - 1) == 0 ? rule->over + sizeof regions - 1 : "";
    if (!is_scheme(rule->scheme))
        luaL_error(L, "'over' is '%s', expected \"all\" or \"region:\" and a scheme of the table regions", rule->over);
}

/* Either `check`, or `collect` and `conclude`. */
static void take_functions(lua_State *L, struct accord_loading *loading, struct accord_rule *rule)
{
    rule->collect = take_function(L, loading, "collect", false);
    rule->conclude = take_function(L, loading, "conclude", rule->collect != LUA_NOREF);
    if (rule->conclude != LUA_NOREF && rule->collect == LUA_NOREF)
        luaL_error(L, "the rule has 'conclude' and no 'collect', expected both");
    rule->check = take_function(L, loading, "check", rule->collect == LUA_NOREF);
    if (rule->check != LUA_NOREF && rule->collect != LUA_NOREF)
        luaL_error(L, "the rule has 'check' and 'collect', expected 'check', or 'collect' and 'conclude'");
    take_over(L, loading, rule);
    loading->about = "requires";
    if (rule->over != NULL && rule->requires != NULL)
        luaL_error(L,
                   "'requires' is for rules with 'check': an aggregate has no verdict for the actor that it rests on");
    rule->applies = take_function(L, loading, "applies", false);
}

int accord_load_rule(lua_State *L)
{
    struct accord_loading *loading = lua_touserdata(L, 1);
    struct accord_packs *packs = loading->packs;
    if (!lua_istable(L, 2))
        return luaL_error(L, "the file returns %s, expected the rule's table", accord_value_phrase(L, 2));
    if (packs->rule_count == ACCORD_RULES_MAX) return luaL_error(L, "more than %d rules", ACCORD_RULES_MAX);
    struct accord_rule *rule = &packs->rules[packs->rule_count];
    *rule = (struct accord_rule){
        .file = loading->file, .path = loading->path, .requires_index = SIZE_MAX, .applies = LUA_NOREF};
    accord_field_names(L, loading, 2, ACCORD_API_RULE, "the rule");
    take_identity(L, loading, rule);
    rule->comment = accord_take_comment(L, loading);
    take_messages(L, loading, rule);
    take_aliases(L, loading, rule);
    take_tags(L, loading, rule);
    accord_field_reading(L, loading, 2, &rule->reading);
    take_functions(L, loading, rule);
    rule->params = rule->run_params = take_params(L, loading, rule);
    take_state(L, rule);
    packs->rule_count++;
    return 0;
}

/* ---- resolving ---- */

static int compare_rules(const void *a, const void *b)
{
    const struct accord_rule *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order != 0 ? order : strcmp(x->path, y->path);
}

static size_t find_rule(const struct accord_packs *packs, const char *id)
{
    for (size_t i = 0; i < packs->rule_count; i++)
        if (accord_str_equal(packs->rules[i].id, id)) return i;
    return SIZE_MAX;
}

static const char *nearest_of(struct accord_packs *packs, const char *wanted, bool rules)
{
    size_t count = rules ? packs->rule_count : packs->provision_count;
    const char **names = accord_arena_alloc(&packs->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; names != NULL && i < count; i++)
        names[i] = rules ? packs->rules[i].id : packs->provisions[i].id;
    return names == NULL ? NULL : accord_text_nearest(wanted, names, count);
}

static enum accord_status complain(struct accord_problems *problems, const struct accord_rule *rule,
                                   struct accord_error *err, const char *what, const char *name, const char *nearest)
{
    return accord_problems_add(problems, rule->path, 1, 0, err, "%s '%s' %s%s%s", what, name,
                               nearest == NULL ? "is unknown" : "is unknown: did you mean '",
                               nearest == NULL ? "" : nearest, nearest == NULL ? "" : "'?");
}

static enum accord_status resolve_rule(struct accord_packs *packs, struct accord_rule *rule,
                                       struct accord_problems *problems, struct accord_error *err)
{
    rule->provision = SIZE_MAX;
    for (size_t i = 0; i < packs->provision_count; i++)
        if (accord_str_equal(packs->provisions[i].id, rule->provision_id)) rule->provision = i;
    if (rule->provision == SIZE_MAX && packs->instrument_count == 0)
        return accord_problems_add(
            problems, rule->path, 1, 0, err,
            "the provision '%s' is unknown: no register is loaded, expected the folder that holds its "
            "register beside this one",
            rule->provision_id);
    if (rule->provision == SIZE_MAX)
        return complain(problems, rule, err, "the provision", rule->provision_id,
                        nearest_of(packs, rule->provision_id, false));
    if (rule->requires == NULL) return ACCORD_OK;
    rule->requires_index = find_rule(packs, rule->requires);
    if (rule->requires_index == SIZE_MAX)
        return complain(problems, rule, err, "the required rule", rule->requires,
                        nearest_of(packs, rule->requires, true));
    const struct accord_rule *required = &packs->rules[rule->requires_index];
    if (required->over != NULL)
        return accord_problems_add(problems, rule->path, 1, 0, err,
                                   "the required rule '%s' is an aggregate: it has no verdict for an actor",
                                   rule->requires);
    if (required->subject == rule->subject) return ACCORD_OK;
    return accord_problems_add(problems, rule->path, 1, 0, err,
                               "the required rule '%s' is for the subject '%s', expected '%s'", rule->requires,
                               required->subject->name, rule->subject->name);
}

/* Walks along what is required; a walk longer than the rules goes round in a circle. */
static bool in_circle(const struct accord_packs *packs, size_t index)
{
    size_t steps = 0;
    for (size_t at = index; at != SIZE_MAX && steps <= packs->rule_count; at = packs->rules[at].requires_index)
        steps++;
    return steps > packs->rule_count;
}

static enum accord_status check_circles(struct accord_packs *packs, struct accord_problems *problems,
                                        struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < packs->rule_count; i++)
        if (in_circle(packs, i))
            status = accord_problems_add(problems, packs->rules[i].path, 1, 0, err,
                                         "what '%s' requires requires it again in the end", packs->rules[i].id);
    return status;
}

/* Rules in the order of their ids, but what is required before what requires it. */
static void put_in_order(struct accord_packs *packs)
{
    size_t placed = 0;
    for (size_t depth = 0; placed < packs->rule_count; depth++)
        for (size_t i = 0; i < packs->rule_count; i++) {
            size_t steps = 0;
            for (size_t at = packs->rules[i].requires_index; at != SIZE_MAX; at = packs->rules[at].requires_index)
                steps++;
            if (steps == depth) packs->order[placed++] = i;
        }
}

enum accord_status accord_packs_resolve(struct accord_packs *packs, struct accord_problems *problems,
                                        struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    qsort(packs->rules, packs->rule_count, sizeof packs->rules[0], compare_rules);
    for (size_t i = 1; status == ACCORD_OK && i < packs->rule_count; i++)
        if (accord_str_equal(packs->rules[i].id, packs->rules[i - 1].id))
            status = accord_problems_add(problems, packs->rules[i].path, 1, 0, err,
                                         "the rule '%s' stands twice: here and in %s", packs->rules[i].id,
                                         packs->rules[i - 1].path);
    for (size_t i = 0; status == ACCORD_OK && i < packs->rule_count; i++)
        status = resolve_rule(packs, &packs->rules[i], problems, err);
    if (status == ACCORD_OK) status = check_circles(packs, problems, err);
    if (status != ACCORD_OK || accord_problems_count(problems) > 0) return status;
    packs->order = accord_arena_alloc(&packs->arena, (packs->rule_count + 1) * sizeof *packs->order);
    if (packs->order == NULL) return accord_error_memory(err);
    put_in_order(packs);
    return ACCORD_OK;
}
