/* Looking at the code of a rule. */
#include "engine/path_study.h"

#include "engine/keeps_nothing.h"
#include "engine/reads.h"

#include <string.h>

/* Where the functions of verdicts take the arguments of their message. */
static const struct accord_message_function message_functions[] = {
    {"partial", 2},        {"gap", 2},    {"review", 2},       {"unreported", 2},  {"not_due", 2},
    {"not_applicable", 2}, {"absent", 4}, {"shown_absent", 4}, {"no_occasion", 4}, {NULL, 0},
};

/* What code shows is read by the numbers of Lua's operations: asked once whether they are those that are known. */
static bool code_known(struct accord_engine *engine)
{
    struct accord_paths *paths = engine->paths;
    if (!paths->code_asked) paths->code_known = accord_code_known(engine->L);
    paths->code_asked = true;
    return paths->code_known;
}

static bool same_place(const struct accord_path_place *a, const struct accord_path_place *b)
{
    return a->source == b->source && a->first == b->first && a->last == b->last && a->line == b->line &&
           strcmp(a->column, b->column) == 0;
}

/* Names of columns last as long as the dataset, and sources as long as the packs. */
bool accord_path_hands_on(struct accord_engine *engine, const char *column)
{
    struct accord_rule_paths *rule = &engine->paths->rules[accord_engine_rule(engine)];
    lua_State *L = engine->L;
    lua_Debug about;
    if (!rule->studied || !code_known(engine) || lua_getstack(L, 1, &about) == 0) return false;
    lua_getinfo(L, "Sl", &about);
    /* Of functions that share a line with another it cannot be told which is which; between the first and the last line
     * of one there is no other with the same. */
    if (about.currentline <= about.linedefined || about.currentline >= about.lastlinedefined) return false;
    struct accord_path_place place = {about.source, about.linedefined, about.lastlinedefined, about.currentline, column,
                                      false};
    for (size_t i = 0; i < rule->place_count; i++)
        if (same_place(&rule->places[i], &place)) return rule->places[i].hands_on;
    if (rule->place_count == ACCORD_PLACES_STUDIED) return false;
    lua_getinfo(L, "f", &about);
    place.hands_on = accord_line_carries(L, message_functions, place.line, column);
    lua_pop(L, 1);
    rule->places[rule->place_count++] = place;
    return place.hands_on;
}

bool accord_path_apart(lua_State *L, int index)
{
    static const char *const functions[] = {
        "met",        "partial",      "gap",          "review",       "unreported",     "not_due",   "not_applicable",
        "absent",     "shown_absent", "no_occasion",  "findings",     "date",           "amount",    "during",
        "all",        "any",          "none",         "not_",         "trim",           "split",     "contains",
        "glob",       "is_email",     "is_url",       "format",       "join",           "tostring",  "type",
        "error",      "assert",       "lower",        "upper",        "select",         "tonumber",  "math.abs",
        "math.ceil",  "math.floor",   "math.max",     "math.min",     "math.tointeger", "math.type", "string.len",
        "string.sub", "string.lower", "string.upper", "table.concat", "table.unpack",   NULL};
    static const char *const iterators[] = {"ipairs", "pairs", NULL};
    static const char *const changers[] = {"table.insert", "table.remove", NULL};
    static const char *const values[] = {"as_of", "present", "absent_cell", "world", NULL};
    static const char *const methods[] = {"add", "each", NULL};
    static const struct accord_harmless_names names = {functions, iterators, changers, values, methods};
    return code_known(accord_engine_of(L)) && accord_function_keeps_nothing(L, index, &names);
}
