/* Verdicts as rules make them: constructors and findings(). */
#include "engine/lua_verdicts.h"

#include "engine/evidence.h"
#include "engine/kept.h"
#include "engine/lua_ask.h"
#include "engine/lua_collected.h"
#include "engine/lua_rows.h"
#include "engine/observe.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 32, RECORDS_MAX = 100000 };

/* ---- drafts ---- */

struct accord_draft *accord_draft_at(lua_State *L, int index)
{
    const struct accord_draft_userdata *userdata = accord_userdata(L, index, ACCORD_USERDATA_DRAFT);
    if (userdata == NULL) return NULL;
    if (userdata->epoch != accord_engine_of(L)->epoch) luaL_error(L, "a verdict of another check cannot be used");
    return userdata->draft;
}

struct accord_draft *accord_new_draft(lua_State *L, enum accord_verdict_kind verdict)
{
    struct accord_draft *draft = accord_check_alloc(L, sizeof *draft);
    memset(draft, 0, sizeof *draft);
    draft->verdict = verdict;
    return draft;
}

struct accord_draft *accord_push_draft(lua_State *L, enum accord_verdict_kind verdict)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (engine->phase != ACCORD_PHASE_CHECKING)
        luaL_error(L, "a verdict can be given in applies, check and conclude only");
    struct accord_draft *draft = accord_new_draft(L, verdict);
    struct accord_draft_userdata *userdata = accord_pool_push(L, &engine->drafts);
    *userdata = (struct accord_draft_userdata){ACCORD_USERDATA_DRAFT, engine->epoch, draft};
    return draft;
}

static const struct accord_message *find_message(lua_State *L, const char *id)
{
    const struct accord_rule *rule = accord_engine_of(L)->rule;
    const char *names[ACCORD_MESSAGES_MAX];
    for (size_t i = 0; i < rule->message_count; i++) {
        if (accord_str_equal(rule->messages[i].id, id)) return &rule->messages[i];
        names[i] = rule->messages[i].id;
    }
    const char *nearest = accord_text_nearest(id, names, rule->message_count);
    if (nearest != NULL) luaL_error(L, "the rule declares no message '%s': did you mean '%s'?", id, nearest);
    luaL_error(L, "the rule declares no message '%s'", id);
    return NULL;
}

static int compare_arguments(const void *a, const void *b)
{
    const struct accord_argument *x = a, *y = b;
    return strcmp(x->name, y->name);
}

/* The args table at `index` (or nothing), sorted by name. */
static void take_arguments(lua_State *L, int index, struct accord_draft *draft)
{
    if (lua_isnoneornil(L, index)) return;
    luaL_checktype(L, index, LUA_TTABLE);
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    struct accord_argument *arguments = accord_check_alloc(L, ARGUMENTS_MAX * sizeof *arguments);
    size_t count = 0;
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a message's arguments have names, got a %s", accord_value_name(L, -2));
        if (count == ARGUMENTS_MAX) luaL_error(L, "more than %d arguments of a message", ARGUMENTS_MAX);
        size_t length;
        const char *name = lua_tolstring(L, -2, &length);
        arguments[count].name = accord_check_copy(L, name, length);
        if (!accord_take_value(L, -1, &arguments[count].value))
            luaL_error(
                L, "the argument '%s' is a %s, expected a text, whole number, boolean, date, amount or list of texts",
                name, accord_value_name(L, -1));
        accord_note_argument(L, arguments[count].name);
        count++;
    }
    qsort(arguments, count, sizeof *arguments, compare_arguments);
    draft->arguments = arguments;
    draft->argument_count = count;
    lua_settop(L, contents - 1);
}

static bool argument_given(const struct accord_draft *draft, const char *name, size_t length)
{
    for (size_t i = 0; i < draft->argument_count; i++)
        if (accord_text_equal(draft->arguments[i].name, strlen(draft->arguments[i].name), name, length)) return true;
    return false;
}

static bool argument_used(const char *text, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++)
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}') return true;
    return false;
}

/* Every {argument} of the text is given, and every one given is in the text. */
static void check_arguments(lua_State *L, const struct accord_draft *draft)
{
    const char *text = draft->message->text;
    for (const char *at = text; (at = strchr(at, '{')) != NULL; at++) {
        const char *end = strchr(at, '}');
        if (end == NULL) break;
        if (!argument_given(draft, at + 1, (size_t)(end - at - 1))) {
            lua_pushlstring(L, at + 1, (size_t)(end - at - 1));
            luaL_error(L, "the message '%s' needs the argument '%s'", draft->message->id, lua_tostring(L, -1));
        }
    }
    for (size_t i = 0; i < draft->argument_count; i++)
        if (!argument_used(text, draft->arguments[i].name))
            luaL_error(L, "the message '%s' has no {%s}", draft->message->id, draft->arguments[i].name);
}

static size_t value_length(const struct accord_value *value)
{
    size_t length = value->text == NULL ? ACCORD_DECIMAL_TEXT_MAX : strlen(value->text);
    for (size_t i = 0; i < value->count; i++)
        length += strlen(value->items[i]) + 2;
    return length;
}

/* What the message comes to at most, each argument as often as it stands in the text. */
void accord_draft_check_length(lua_State *L, const struct accord_draft *draft)
{
    size_t most = accord_engine_of(L)->limits.message, length = strlen(draft->message->text);
    for (const char *at = draft->message->text; (at = strchr(at, '{')) != NULL; at++)
        for (size_t i = 0; i < draft->argument_count; i++) {
            const char *name = draft->arguments[i].name;
            if (strncmp(at + 1, name, strlen(name)) == 0 && at[1 + strlen(name)] == '}')
                length += value_length(&draft->arguments[i].value);
        }
    if (length > most)
        luaL_error(L, "the message '%s' comes to some %d bytes, expected at most %d", draft->message->id, (int)length,
                   (int)most);
}

void accord_draft_add_record(lua_State *L, struct accord_draft *draft, struct accord_row *row)
{
    if (draft->record_count == RECORDS_MAX) luaL_error(L, "a verdict names more than %d records", RECORDS_MAX);
    draft->records[draft->record_count++] = row;
    if (!accord_mark_row(accord_engine_of(L), row)) accord_raise_memory(L);
}

/* A list of rows, or in a conclusion of items and rows. */
static void take_record_list(lua_State *L, int index, struct accord_draft *draft, struct accord_item ***items,
                             size_t *item_count)
{
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    size_t count = (size_t)lua_rawlen(L, contents);
    draft->records = accord_check_alloc(L, (count + 1) * sizeof(*draft->records));
    *items = accord_check_alloc(L, (count + 1) * sizeof(**items));
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, contents, (lua_Integer)i);
        struct accord_row *row = accord_row_at(L, -1);
        struct accord_item *item = row == NULL ? accord_item_at(L, -1) : NULL;
        if (row == NULL && item == NULL)
            luaL_error(L, "item %d of the records is a %s, expected a row", (int)i, accord_value_name(L, -1));
        if (row != NULL)
            accord_draft_add_record(L, draft, row);
        else
            (*items)[(*item_count)++] = item;
        lua_pop(L, 1);
    }
    lua_settop(L, contents - 1);
}

static void name_items(lua_State *L, struct accord_draft *draft, struct accord_item **items, size_t count)
{
    struct accord_engine *engine = accord_engine_of(L);
    size_t work = count + engine->scope.query_count;
    if (count > RECORDS_MAX) luaL_error(L, "a verdict names more than %d records", RECORDS_MAX);
    for (size_t i = 0; i < count; i++)
        work += items[i]->reference_count + items[i]->question_count;
    accord_charge(L, work);
    if (accord_draft_name(engine, draft, items, count, engine->err) != ACCORD_OK) accord_raise(L, ACCORD_UNWIND_HOST);
}

void accord_draft_name_item(lua_State *L, struct accord_draft *draft, struct accord_item *item)
{
    struct accord_item **items = accord_check_alloc(L, sizeof(*items));
    items[0] = item;
    name_items(L, draft, items, 1);
}

/* A row, rows, or a Lua list of rows; in a conclusion also an item, what was collected, or a list with items. */
static void take_records(lua_State *L, int index, struct accord_draft *draft)
{
    if (lua_isnoneornil(L, index)) return;
    size_t item_count = 0;
    struct accord_row *row = accord_row_at(L, index);
    const struct accord_rows_userdata *rows = accord_rows_at(L, index);
    struct accord_item *item = accord_item_at(L, index), **items = accord_items_at(L, index, &item_count);
    if (lua_type(L, index) == LUA_TTABLE) {
        take_record_list(L, index, draft, &items, &item_count);
    } else if (item != NULL) {
        accord_draft_name_item(L, draft, item);
    } else if (items == NULL && row == NULL && rows == NULL) {
        luaL_argerror(L, index, lua_pushfstring(L, "a row or rows expected, got %s", accord_value_name(L, index)));
    } else {
        draft->records = accord_check_alloc(L, (1 + (rows != NULL ? rows->count : 0)) * sizeof(*draft->records));
        if (row != NULL) accord_draft_add_record(L, draft, row);
        for (size_t i = 0; rows != NULL && i < rows->count; i++)
            accord_draft_add_record(L, draft, rows->rows[i]);
    }
    if (item_count > 0) name_items(L, draft, items, item_count);
}

/* The numbers of the rows in the list at `index`, in the check's arena. */
static struct accord_path_list list_numbers(lua_State *L, int index)
{
    struct accord_engine *engine = accord_engine_of(L);
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    size_t count = (size_t)lua_rawlen(L, contents);
    struct accord_path_list list = {accord_check_alloc(L, (count + 1) * sizeof *list.values), count};
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, contents, (lua_Integer)i + 1);
        list.values[i] = accord_path_row_number(engine, accord_row_at(L, -1));
        lua_pop(L, 1);
    }
    lua_settop(L, contents - 1);
    return list;
}

/* Writes down a verdict that was given, with the records at `index`. */
static void note_draft(lua_State *L, struct accord_draft *draft, struct accord_path_said *said, int index)
{
    struct accord_engine *engine = accord_engine_of(L);
    uint16_t number = ACCORD_PATH_NONE;
    if (!accord_noting(engine)) return;
    const struct accord_rows_userdata *rows = accord_rows_at(L, index);
    const struct accord_row *row = accord_row_at(L, index);
    said->message = draft->message;
    said->records = row != NULL             ? ACCORD_RECORDS_ROW
                    : rows != NULL          ? ACCORD_RECORDS_ROWS
                    : lua_istable(L, index) ? ACCORD_RECORDS_LIST
                                            : ACCORD_RECORDS_NONE;
    if (row != NULL) number = accord_path_row_number(engine, row);
    if (rows != NULL) number = rows->path_number;
    said->named = (struct accord_path_list){&number, row != NULL || rows != NULL};
    if (said->records == ACCORD_RECORDS_LIST) said->named = list_numbers(L, index);
    accord_note_draft(engine, draft, said);
}

static void take_message(lua_State *L, struct accord_draft *draft, int id, int arguments)
{
    if (lua_type(L, id) != LUA_TSTRING)
        luaL_argerror(L, id, lua_pushfstring(L, "a message id expected, got %s", accord_value_name(L, id)));
    draft->message = find_message(L, lua_tostring(L, id));
    take_arguments(L, arguments, draft);
    check_arguments(L, draft);
    accord_draft_check_length(L, draft);
}

/* A qualified provision asks for nothing that its absence could breach. */
static enum accord_verdict_kind lowered(const struct accord_engine *engine, enum accord_verdict_kind verdict)
{
    bool qualified = engine->packs->provisions[engine->rule->provision].qualified;
    return qualified && verdict == ACCORD_VERDICT_GAP ? ACCORD_VERDICT_UNREPORTED : verdict;
}

static int construct(lua_State *L, enum accord_verdict_kind verdict)
{
    lua_settop(L, 3);
    struct accord_draft *draft = accord_push_draft(L, verdict);
    draft->verdict = lowered(accord_engine_of(L), verdict);
    take_message(L, draft, 1, 2);
    take_records(L, 3, draft);
    struct accord_path_said said = {.verdict = draft->verdict};
    note_draft(L, draft, &said, 3);
    accord_observe_draft(accord_engine_of(L), accord_verdict_meaning(verdict)->name, draft);
    return 1;
}

static int construct_partial(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_PARTIAL);
}

static int construct_gap(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_GAP);
}

static int construct_review(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_REVIEW);
}

static int construct_unreported(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_UNREPORTED);
}

static int construct_not_due(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_NOT_DUE);
}

static int construct_not_applicable(lua_State *L)
{
    return construct(L, ACCORD_VERDICT_NOT_APPLICABLE);
}

void accord_draft_check_met(lua_State *L, const struct accord_draft *draft)
{
    if (draft->record_count + draft->item_count == 0)
        luaL_error(L, "met() needs the records that show it: nothing never means met");
}

static int construct_met(lua_State *L)
{
    lua_settop(L, 1);
    struct accord_draft *draft = accord_push_draft(L, ACCORD_VERDICT_MET);
    take_records(L, 1, draft);
    accord_draft_check_met(L, draft);
    struct accord_path_said said = {.verdict = ACCORD_VERDICT_MET};
    note_draft(L, draft, &said, 1);
    accord_observe_draft(accord_engine_of(L), "met", draft);
    return 1;
}

/* ---- absence ---- */

static void refuse_when_there(lua_State *L, const struct accord_query *query, const char *function)
{
    struct accord_row *row = query->rows[0];
    const char *key = accord_row_key(accord_engine_of(L), row);
    luaL_error(L, "%s() says that nothing in %s matches its filter, but the row '%s' does", function,
               query->schema->name, key == NULL ? "?" : key);
}

/* What an absence says: where the table is declared complete for the question, and where it is not. */
struct accord_absence {
    const char *function;
    enum accord_verdict_kind complete;
    enum accord_verdict_kind otherwise;
};

/* Nobody can say while a row possibly matches. */
static enum accord_verdict_kind absence_verdict(const struct accord_engine *engine,
                                                const struct accord_absence *absence, const struct accord_query *query,
                                                const char *actor, enum accord_match best)
{
    if (best == ACCORD_MATCH_COARSE) return ACCORD_VERDICT_REVIEW;
    if (best == ACCORD_MATCH_MISSING) return ACCORD_VERDICT_UNREPORTED;
    bool complete = accord_filter_complete(query->filter, query->schema, actor, engine->as_of);
    return complete ? absence->complete : absence->otherwise;
}

void accord_draft_find_absence(lua_State *L, struct accord_draft *draft, const struct accord_absence *absence,
                               int table, const struct accord_filter *filter)
{
    struct accord_engine *engine = accord_engine_of(L);
    bool global = engine->schemas[table]->actor == ACCORD_NO_COLUMN;
    enum accord_match best;
    draft->absence = accord_ask_absence(L, table, filter, &best);
    if (best == ACCORD_MATCH_YES) refuse_when_there(L, draft->absence, absence->function);
    if (accord_match_possible(best)) draft->open = best;
    for (size_t i = 0; i < draft->absence->count; i++)
        if (!accord_mark_row(engine, draft->absence->rows[i])) accord_raise_memory(L);
    draft->verdict =
        lowered(engine, absence_verdict(engine, absence, draft->absence, global ? NULL : engine->actor_id, best));
}

/* (id, table, filter, args, records) */
static int construct_absence(lua_State *L, const struct accord_absence *absence)
{
    struct accord_engine *engine = accord_engine_of(L);
    lua_settop(L, 5);
    if (engine->conclusion != NULL)
        return luaL_error(L, "%s() asks for an actor's rows, and conclude has no actor: ask in collect, with lacks()",
                          absence->function);
    struct accord_draft *draft = accord_push_draft(L, absence->complete);
    int table = accord_check_table(L, 2);
    const struct accord_filter *filter = accord_take_filter(L, 3, table);
    accord_draft_find_absence(L, draft, absence, table, filter);
    take_message(L, draft, 1, 4);
    take_records(L, 5, draft);
    struct accord_path_said said = {.verdict = absence->complete, .absence = absence, .table = table, .filter = filter};
    note_draft(L, draft, &said, 5);
    accord_observe_draft(engine, absence->function, draft);
    return 1;
}

static const struct accord_absence absent = {"absent", ACCORD_VERDICT_GAP, ACCORD_VERDICT_UNREPORTED};
static const struct accord_absence shown_absent = {"shown_absent", ACCORD_VERDICT_GAP, ACCORD_VERDICT_NOT_APPLICABLE};
static const struct accord_absence no_occasion = {"no_occasion", ACCORD_VERDICT_NOT_APPLICABLE,
                                                  ACCORD_VERDICT_UNREPORTED};

static int construct_absent(lua_State *L)
{
    return construct_absence(L, &absent);
}

/* For what others rest on: a gap where the record is complete, and nothing to say where it is not. */
static int construct_shown_absent(lua_State *L)
{
    return construct_absence(L, &shown_absent);
}

static int construct_no_occasion(lua_State *L)
{
    return construct_absence(L, &no_occasion);
}

/* A question without rows, so that the evidence shows that it was asked. */
static struct accord_query *empty_query(lua_State *L, int table, const struct accord_filter *filter)
{
    struct accord_query *query = accord_check_alloc(L, sizeof *query);
    *query = (struct accord_query){.schema = accord_engine_of(L)->schemas[table], .table = table, .filter = filter};
    return query;
}

int accord_world_no_occasion(lua_State *L)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (accord_userdata(L, 1, ACCORD_USERDATA_WORLD) == NULL)
        return luaL_error(L, "call it with a colon: world:no_occasion(...)");
    accord_note_stop(engine); /* it depends on the rows of all actors */
    lua_remove(L, 1);
    lua_settop(L, 4);
    struct accord_draft *draft = accord_push_draft(L, ACCORD_VERDICT_NOT_APPLICABLE);
    int table = accord_check_table(L, 2);
    const struct accord_filter *filter = accord_take_filter(L, 3, table);
    size_t surely, possibly;
    accord_count_elsewhere(L, table, filter, &surely, &possibly);
    if (surely > 0)
        return luaL_error(L, "world:no_occasion() says that nothing matches its filter, but %d rows do", (int)surely);
    draft->absence = empty_query(L, table, filter);
    draft->verdict = absence_verdict(engine, &no_occasion, draft->absence, NULL,
                                     possibly > 0 ? ACCORD_MATCH_COARSE : ACCORD_MATCH_NO);
    take_message(L, draft, 1, 4);
    accord_observe_draft(engine, "no_occasion", draft);
    return 1;
}

/* ---- setting up ---- */

static int draft_length(lua_State *L)
{
    const struct accord_draft *draft = accord_draft_at(L, 1);
    if (draft != NULL) accord_note_found(accord_engine_of(L), draft);
    lua_pushinteger(L, draft == NULL ? 0 : (lua_Integer)draft->child_count);
    return 1;
}

/* Behind the table of methods. */
static int refuse_method(lua_State *L)
{
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    return luaL_error(L, "a verdict has no '%s'; findings() has add, each and #", name);
}

static int draft_tostring(lua_State *L)
{
    lua_pushliteral(L, "verdict");
    return 1;
}

static int refuse_change(lua_State *L)
{
    return luaL_error(L, "a verdict is read-only");
}

void accord_lua_verdicts_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"__len", draft_length}, {"__newindex", refuse_change}, {"__tostring", draft_tostring}, {NULL, NULL}};
    struct accord_engine *engine = accord_engine_of(L);
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    accord_set_methods(L, accord_lua_findings_methods, refuse_method);
    accord_keep(L, &engine->kept.draft_meta);
    accord_pool_open(L, &engine->drafts, sizeof(struct accord_draft_userdata), engine->kept.draft_meta);
}

const struct accord_host_function accord_lua_verdict_functions[] = {
    {"met", construct_met, "records: accord.Records -> accord.Verdict",
     "the record shows it done; the records that show it are needed"},
    {"partial", construct_partial, "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "some of it is on record"},
    {"gap", construct_gap, "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "the record shows it not done; for what is merely not there use absent()"},
    {"review", construct_review, "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "a person must judge"},
    {"unreported", construct_unreported,
     "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "nothing is on record either way"},
    {"not_due", construct_not_due, "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "the time lies ahead"},
    {"not_applicable", construct_not_applicable,
     "id: string, args?: accord.Arguments, records?: accord.Records -> accord.Verdict",
     "nothing is asked of this actor then"},
    {"absent", construct_absent,
     "id: string, table: accord.TableName, filter?: accord.Filter, args?: accord.Arguments, records?: accord.Records "
     "-> accord.Verdict",
     "nothing matches the filter: a gap where the table is declared complete for the question, unreported where it is "
     "not, review where a row possibly matches"},
    {"shown_absent", construct_shown_absent,
     "id: string, table: accord.TableName, filter?: accord.Filter, args?: accord.Arguments, records?: accord.Records "
     "-> accord.Verdict",
     "as absent(), but not_applicable where the table is not declared complete: for rules that others require"},
    {"no_occasion", construct_no_occasion,
     "id: string, table: accord.TableName, filter?: accord.Filter, args?: accord.Arguments, records?: accord.Records "
     "-> accord.Verdict",
     "no request or meeting that would ask for it: not_applicable where the table is declared complete, unreported "
     "where it is not"},
    {"findings", accord_lua_findings, "-> accord.Findings", "gathers verdicts: the worst of them counts"},
    {NULL, NULL, NULL, NULL},
};
