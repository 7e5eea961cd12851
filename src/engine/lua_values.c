/* Values that rules handle: dates, amounts, marks for filters, and arguments of messages. */
#include "engine/lua_values.h"

#include "engine/kept.h"
#include "engine/path_note.h"
#include "engine/sandbox.h"

#include <assert.h>
#include <lauxlib.h>
#include <string.h>

enum { LIST_MAX = 1000, DATE_CACHE_MAX = 50000, MARK_CACHE_MAX = 1000 };

void *accord_userdata(lua_State *L, int index, enum accord_userdata_kind kind)
{
    if (lua_type(L, index) != LUA_TUSERDATA) return NULL;
    enum accord_userdata_kind *userdata = lua_touserdata(L, index);
    return *userdata == kind ? userdata : NULL;
}

const char *accord_value_name(lua_State *L, int index)
{
    static const char *const userdata_names[] = {
        [ACCORD_USERDATA_DATE] = "date",
        [ACCORD_USERDATA_DECIMAL] = "amount",
        [ACCORD_USERDATA_ROW] = "row",
        [ACCORD_USERDATA_ROWS] = "rows",
        [ACCORD_USERDATA_ACTOR] = "actor",
        [ACCORD_USERDATA_WORLD] = "world",
        [ACCORD_USERDATA_MARK] = "filter",
        [ACCORD_USERDATA_DRAFT] = "verdict",
        [ACCORD_USERDATA_COLLECTED] = "collected",
        [ACCORD_USERDATA_OPEN] = "collected.open",
        [ACCORD_USERDATA_ITEM] = "item",
        [ACCORD_USERDATA_CARRIED] = "text",
    };
    if (lua_type(L, index) == LUA_TUSERDATA)
        return userdata_names[*(enum accord_userdata_kind *)lua_touserdata(L, index)];
    return lua_typename(L, lua_type(L, index));
}

const char *accord_value_phrase(lua_State *L, int index)
{
    static const char *const phrases[] = {"a boolean", "a number",  "a string", "a table",  "a function",
                                          "a date",    "an amount", "a row",    "an actor", "the world",
                                          "a filter",  "a verdict", "an item"};
    if (lua_isnoneornil(L, index)) return "nothing";
    const char *name = accord_value_name(L, index);
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (strcmp(strchr(phrases[i], ' ') + 1, name) == 0) return phrases[i];
    return name;
}

/* ---- dates ---- */

static void push_new_date(lua_State *L, const struct accord_dated *dated, uint16_t path_number)
{
    struct accord_date_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = (struct accord_date_userdata){.kind = ACCORD_USERDATA_DATE,
                                              .date = dated->date,
                                              .row = dated->row,
                                              .column = dated->column,
                                              .epoch = accord_engine_of(L)->epoch,
                                              .path_number = path_number};
    accord_push_kept(L, accord_engine_of(L)->kept.date_meta);
    lua_setmetatable(L, -2);
}

/* A rule that makes dates without end must not fill the state for those after it. Leaves the new cache on the stack. */
static void empty_date_cache(lua_State *L)
{
    accord_note_stop(accord_engine_of(L)); /* what Lua took for one until now may be two from now on */
    lua_newtable(L);
    lua_pushvalue(L, -1);
    accord_keep(L, &accord_engine_of(L)->kept.date_cache);
    accord_engine_of(L)->dates_kept = 0;
}

/* Coarse dates are never shared: Lua takes one object for equal to itself without asking, and 2017 need not be 2017. */
void accord_push_dated(lua_State *L, const struct accord_dated *dated, uint16_t path_number)
{
    const struct accord_date date = dated->date;
    if (date.first != date.last) {
        push_new_date(L, dated, path_number);
        return;
    }
    accord_push_kept(L, accord_engine_of(L)->kept.date_cache);
    if (lua_rawgeti(L, -1, date.first) == LUA_TNIL) {
        lua_pop(L, 1);
        if (accord_engine_of(L)->dates_kept++ >= DATE_CACHE_MAX) {
            lua_pop(L, 1);
            empty_date_cache(L);
        }
        const struct accord_dated full = {date, NULL, ACCORD_NO_COLUMN};
        push_new_date(L, &full, ACCORD_PATH_NONE);
        lua_pushvalue(L, -1);
        accord_set_kept(L, -3, date.first);
    }
    lua_replace(L, -2);
}

void accord_push_date(lua_State *L, struct accord_date date)
{
    const struct accord_dated dated = {date, NULL, ACCORD_NO_COLUMN};
    if (date.first == date.last) accord_note_const_day(accord_engine_of(L), date.first);
    accord_push_dated(L, &dated, ACCORD_PATH_NONE);
}

/* The as-of date of a run that has not begun is nothing to compute with. */
static void refuse_early(lua_State *L, const struct accord_date_userdata *date)
{
    if (date->is_as_of && accord_engine_of(L)->phase == ACCORD_PHASE_LOADING)
        luaL_error(L, "as_of is known in applies, check, collect and conclude only");
}

/* What is made of the date here may be another for another actor: no path says what. */
static void follow_no_further(lua_State *L, const struct accord_date_userdata *date)
{
    struct accord_engine *engine = accord_engine_of(L);
    if (accord_noting(engine) && accord_note_varies(engine, date)) accord_note_stop(engine);
}

struct accord_date accord_check_date(lua_State *L, int index)
{
    const struct accord_date_userdata *userdata = accord_userdata(L, index, ACCORD_USERDATA_DATE);
    if (userdata != NULL) {
        refuse_early(L, userdata);
        follow_no_further(L, userdata);
        return userdata->date;
    }
    struct accord_date date = {0, 0};
    const char *why = NULL;
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a date expected, got %s", accord_value_name(L, index)));
    const char *text = lua_tolstring(L, index, &length);
    if (!accord_date_parse(text, length, &date, &why))
        luaL_argerror(L, index, lua_pushfstring(L, "'%s' is no date: %s", text, why));
    return date;
}

static int date_new(lua_State *L)
{
    accord_push_date(L, accord_check_date(L, 1));
    return 1;
}

/* The two dates of a comparison. */
static const struct accord_date_userdata *compared(lua_State *L, int index)
{
    const struct accord_date_userdata *date = accord_userdata(L, index, ACCORD_USERDATA_DATE);
    if (date == NULL) luaL_error(L, "a date is compared with a %s, expected a date", accord_value_name(L, index));
    refuse_early(L, date);
    return date;
}

void accord_add_coarse(lua_State *L, const struct accord_date_userdata *a, const struct accord_date_userdata *b)
{
    uint32_t epoch = accord_engine_of(L)->epoch;
    const struct accord_date_userdata *whose = a->row != NULL && a->epoch == epoch ? a : b;
    char first[ACCORD_DATE_TEXT_MAX], second[ACCORD_DATE_TEXT_MAX];
    const char *text = lua_pushfstring(L, "%s cannot be placed before or after %s", accord_date_format(a->date, first),
                                       accord_date_format(b->date, second));
    text = accord_check_copy(L, text, strlen(text));
    lua_pop(L, 1);
    bool from_row = whose->row != NULL && whose->epoch == epoch;
    accord_add_reason(accord_engine_of(L), ACCORD_VERDICT_REVIEW, from_row ? whose->row : NULL,
                      from_row ? whose->column : ACCORD_NO_COLUMN, text);
}

static int compare_dates(lua_State *L, enum accord_step_kind kind,
                         enum accord_truth (*compare)(struct accord_date, struct accord_date))
{
    const struct accord_date_userdata *a = compared(L, 1), *b = compared(L, 2);
    enum accord_truth truth = compare(a->date, b->date);
    accord_note_compared(accord_engine_of(L), kind, a, b, truth);
    if (truth == ACCORD_UNDECIDED) {
        accord_add_coarse(L, a, b);
        return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    }
    lua_pushboolean(L, truth == ACCORD_YES);
    return 1;
}

static int date_lt(lua_State *L)
{
    return compare_dates(L, ACCORD_STEP_BEFORE, accord_date_before);
}

static int date_le(lua_State *L)
{
    return compare_dates(L, ACCORD_STEP_NOT_AFTER, accord_date_not_after);
}

static int date_eq(lua_State *L)
{
    return compare_dates(L, ACCORD_STEP_SAME, accord_date_same);
}

static int date_tostring(lua_State *L)
{
    char text[ACCORD_DATE_TEXT_MAX];
    const struct accord_date_userdata *date = compared(L, 1);
    follow_no_further(L, date);
    lua_pushstring(L, accord_date_format(date->date, text));
    return 1;
}

void accord_move_date(lua_State *L, const struct accord_date_userdata *date, int64_t count, bool months,
                      struct accord_dated *moved)
{
    bool (*move)(struct accord_date, int, struct accord_date *) =
        months ? accord_date_add_months : accord_date_add_days;
    *moved = (struct accord_dated){date->date, date->row, date->column};
    if (count < -4000000 || count > 4000000 || !move(date->date, (int)count, &moved->date))
        luaL_error(L, "the date moved by %I leaves the years 1 to 9998", (LUAI_UACINT)count);
}

/* What is moved from a day that the rule has from elsewhere than the record is one of those itself. */
static bool moved_from_elsewhere(const struct accord_engine *engine, const struct accord_date_userdata *date)
{
    if (date->is_as_of) return true;
    if (date->date.first == date->date.last) return accord_day_set_has(&engine->const_days, date->date.first);
    return date->row == NULL;
}

static int moved_date(lua_State *L, bool months)
{
    struct accord_engine *engine = accord_engine_of(L);
    const struct accord_date_userdata *date = compared(L, 1);
    lua_Integer count = luaL_checkinteger(L, 2);
    struct accord_dated moved;
    accord_move_date(L, date, count, months, &moved);
    if (moved_from_elsewhere(engine, date)) {
        accord_push_date(L, moved.date);
        return 1;
    }
    enum accord_step_kind kind = months ? ACCORD_STEP_ADD_MONTHS : ACCORD_STEP_ADD_DAYS;
    accord_push_dated(L, &moved, accord_note_moved(engine, kind, date, count, &moved));
    return 1;
}

static int date_add_months(lua_State *L)
{
    return moved_date(L, true);
}

static int date_add_days(lua_State *L)
{
    return moved_date(L, false);
}

const struct accord_host_function accord_lua_date_methods[] = {
    {"add_months", date_add_months, "months: integer -> accord.Date",
     "the date so many months later, or earlier where negative"},
    {"add_days", date_add_days, "days: integer -> accord.Date",
     "the date so many days later, or earlier where negative"},
    {NULL, NULL, NULL, NULL},
};

bool accord_year_of(lua_State *L, const struct accord_date_userdata *date, int *year)
{
    int last, month, day;
    accord_date_of_day(date->date.first, year, &month, &day);
    accord_date_of_day(date->date.last, &last, &month, &day);
    if (*year != last) accord_add_coarse(L, date, date);
    return *year == last;
}

static int date_index(lua_State *L)
{
    const struct accord_date_userdata *date = compared(L, 1);
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
    if (accord_push_method(L, accord_lua_date_methods, name)) return 1;
    if (!accord_str_equal(name, "year"))
        return luaL_error(L, "a date has no '%s': there are year, add_months, add_days", name);
    int year;
    bool known = accord_year_of(L, date, &year);
    accord_note_year(accord_engine_of(L), date, year, !known);
    if (!known) return accord_raise(L, ACCORD_UNWIND_UNDECIDED);
    lua_pushinteger(L, year);
    return 1;
}

void accord_set_as_of(lua_State *L, struct accord_date as_of)
{
    struct accord_date_userdata *userdata;
    accord_push_kept(L, accord_engine_of(L)->kept.as_of);
    userdata = lua_touserdata(L, -1);
    userdata->date = as_of;
    accord_note_const_day(accord_engine_of(L), as_of.first);
    lua_pop(L, 1);
}

/* ---- amounts ---- */

void accord_push_decimal(lua_State *L, struct accord_decimal number)
{
    struct accord_decimal_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = (struct accord_decimal_userdata){ACCORD_USERDATA_DECIMAL, number};
    accord_push_kept(L, accord_engine_of(L)->kept.decimal_meta);
    lua_setmetatable(L, -2);
}

/* An amount, a whole number, or a text of digits. */
static struct accord_decimal check_decimal(lua_State *L, int index)
{
    const struct accord_decimal_userdata *userdata = accord_userdata(L, index, ACCORD_USERDATA_DECIMAL);
    if (userdata != NULL) return userdata->number;
    struct accord_decimal number = {0, 0};
    const char *why = "not a whole number, a text of digits or an amount";
    size_t length;
    if (lua_isinteger(L, index)) {
        lua_Integer integer = lua_tointeger(L, index);
        const lua_Integer most = 999999999999999999;
        if (integer >= -most && integer <= most) return accord_decimal_of(integer);
        why = "more than 18 digits";
    } else if (lua_type(L, index) == LUA_TSTRING) {
        const char *text = lua_tolstring(L, index, &length);
        if (accord_decimal_parse(text, length, &number, &why)) return number;
    }
    luaL_error(L, "%s cannot be used as an amount: %s", accord_value_name(L, index), why);
    return number;
}

static int decimal_new(lua_State *L)
{
    accord_push_decimal(L, check_decimal(L, 1));
    return 1;
}

static int decimal_lt(lua_State *L)
{
    lua_pushboolean(L, accord_decimal_compare(check_decimal(L, 1), check_decimal(L, 2)) < 0);
    return 1;
}

static int decimal_le(lua_State *L)
{
    lua_pushboolean(L, accord_decimal_compare(check_decimal(L, 1), check_decimal(L, 2)) <= 0);
    return 1;
}

static int decimal_eq(lua_State *L)
{
    lua_pushboolean(L, accord_decimal_compare(check_decimal(L, 1), check_decimal(L, 2)) == 0);
    return 1;
}

static int decimal_arithmetic(lua_State *L,
                              bool (*operation)(struct accord_decimal, struct accord_decimal, struct accord_decimal *))
{
    struct accord_decimal result;
    if (!operation(check_decimal(L, 1), check_decimal(L, 2), &result))
        return luaL_error(L, "the amount has more than 18 digits");
    accord_push_decimal(L, result);
    return 1;
}

static int decimal_add(lua_State *L)
{
    return decimal_arithmetic(L, accord_decimal_add);
}

static int decimal_subtract(lua_State *L)
{
    return decimal_arithmetic(L, accord_decimal_subtract);
}

static int decimal_tostring(lua_State *L)
{
    char text[ACCORD_DECIMAL_TEXT_MAX];
    lua_pushstring(L, accord_decimal_format(check_decimal(L, 1), text));
    return 1;
}

/* ---- texts to hand on ---- */

/* No two are one, and there is nothing that Lua could do with one: it needs no metatable. */
void accord_push_carried(lua_State *L, const struct accord_cell *text, uint16_t path_number)
{
    struct accord_carried_userdata *userdata = lua_newuserdatauv(L, sizeof *userdata, 0);
    *userdata = (struct accord_carried_userdata){ACCORD_USERDATA_CARRIED, path_number, text};
}

/* ---- marks for filters ---- */

static struct accord_mark_userdata *push_mark(lua_State *L, enum accord_term_kind term)
{
    struct accord_mark_userdata *mark = lua_newuserdatauv(L, sizeof *mark, 0);
    memset(mark, 0, sizeof *mark);
    mark->kind = ACCORD_USERDATA_MARK;
    mark->term = term;
    accord_push_kept(L, accord_engine_of(L)->kept.mark_meta);
    lua_setmetatable(L, -2);
    return mark;
}

/* A window from a full date on, as most are: made once. */
static int push_open_window(lua_State *L, struct accord_date from)
{
    struct accord_engine *engine = accord_engine_of(L);
    accord_push_kept(L, engine->kept.mark_cache);
    if (lua_rawgeti(L, -1, from.first) != LUA_TNIL) return 1;
    struct accord_mark_userdata *mark = push_mark(L, ACCORD_TERM_DURING);
    mark->window = (struct accord_window){.from = from};
    if (engine->marks_kept == MARK_CACHE_MAX) return 1;
    lua_pushvalue(L, -1);
    accord_set_kept(L, -4, from.first);
    engine->marks_kept++;
    return 1;
}

static int during(lua_State *L)
{
    struct accord_window window = {.from = accord_check_date(L, 1), .has_to = !lua_isnoneornil(L, 2)};
    if (!window.has_to && window.from.first == window.from.last) return push_open_window(L, window.from);
    if (window.has_to) window.to = accord_check_date(L, 2);
    if (window.has_to && accord_date_not_after(window.to, window.from) == ACCORD_YES)
        return luaL_error(L, "during() needs a window that ends after it begins");
    push_mark(L, ACCORD_TERM_DURING)->window = window;
    return 1;
}

static int mark_tostring(lua_State *L)
{
    lua_pushliteral(L, "filter");
    return 1;
}

/* ---- setting up ---- */

static int refuse_field(lua_State *L)
{
    return luaL_error(L, "a %s cannot be changed", accord_value_name(L, 1));
}

static void make_metatable(lua_State *L, int *place, const luaL_Reg *functions)
{
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_pushcfunction(L, refuse_field);
    lua_setfield(L, -2, "__newindex");
    accord_keep(L, place);
}

void accord_lua_values_open(lua_State *L, int environment)
{
    static const luaL_Reg dates[] = {{"__lt", date_lt},       {"__le", date_le},
                                     {"__eq", date_eq},       {"__tostring", date_tostring},
                                     {"__index", date_index}, {NULL, NULL}};
    static const luaL_Reg decimals[] = {{"__lt", decimal_lt},
                                        {"__le", decimal_le},
                                        {"__eq", decimal_eq},
                                        {"__add", decimal_add},
                                        {"__sub", decimal_subtract},
                                        {"__tostring", decimal_tostring},
                                        {NULL, NULL}};
    static const luaL_Reg marks[] = {{"__tostring", mark_tostring}, {NULL, NULL}};
    struct accord_kept *kept = &accord_engine_of(L)->kept;
    make_metatable(L, &kept->date_meta, dates);
    make_metatable(L, &kept->decimal_meta, decimals);
    make_metatable(L, &kept->mark_meta, marks);
    empty_date_cache(L);
    lua_pop(L, 1);
    lua_newtable(L);
    accord_keep(L, &kept->mark_cache);
    push_mark(L, ACCORD_TERM_PRESENT);
    lua_setfield(L, environment, "present");
    push_mark(L, ACCORD_TERM_ABSENT);
    lua_setfield(L, environment, "absent_cell");
    const struct accord_dated unknown = {{0, 0}, NULL, ACCORD_NO_COLUMN};
    push_new_date(L, &unknown, ACCORD_PATH_NONE);
    ((struct accord_date_userdata *)lua_touserdata(L, -1))->is_as_of = true;
    lua_pushvalue(L, -1);
    lua_setfield(L, environment, "as_of");
    accord_keep(L, &kept->as_of);
}

const struct accord_host_function accord_lua_value_functions[] = {
    {"date", date_new, "text: accord.AnyDate -> accord.Date", "a date from YYYY, YYYY-MM or YYYY-MM-DD"},
    {"amount", decimal_new, "number: accord.Amount|integer|string -> accord.Amount",
     "an exact amount from digits or a whole number"},
    {"during", during, "from: accord.AnyDate, to?: accord.AnyDate -> accord.Mark",
     "in a filter: a date in the window, from inclusive, to exclusive; without an end up to the as-of date"},
    {NULL, NULL, NULL, NULL},
};

/* ---- arguments ---- */

const char *accord_check_text(lua_State *L, const char *text, size_t length, const char *what)
{
    size_t most = accord_engine_of(L)->limits.message;
    if (length > most) luaL_error(L, "%s has %d bytes, expected at most %d", what, (int)length, (int)most);
    if (accord_utf8_check(text, length) != length || memchr(text, '\0', length) != NULL)
        luaL_error(L, "%s is not UTF-8 text", what);
    return accord_check_copy(L, text, length);
}

const char *accord_take_text(lua_State *L, int index, const char *what, size_t *length)
{
    const char *text = lua_tolstring(L, index, length);
    return accord_check_text(L, text, *length, what);
}

/* Lists of texts (or of what reads as one). */
static bool take_list(lua_State *L, int index, struct accord_value *value)
{
    accord_push_contents(L, index);
    int contents = lua_gettop(L);
    size_t count = (size_t)lua_rawlen(L, contents);
    if (count > LIST_MAX) luaL_error(L, "a list of more than %d items cannot be an argument", LIST_MAX);
    const char **items = accord_check_alloc(L, (count + 1) * sizeof *items);
    for (size_t i = 0; i < count; i++) {
        size_t length;
        lua_rawgeti(L, contents, (lua_Integer)i + 1);
        if (accord_userdata(L, -1, ACCORD_USERDATA_DATE) != NULL) luaL_tolstring(L, -1, NULL);
        if (lua_type(L, -1) != LUA_TSTRING) return false;
        items[i] = accord_take_text(L, -1, "an item of an argument", &length);
        lua_settop(L, contents);
    }
    lua_settop(L, contents - 1);
    *value = (struct accord_value){.kind = ACCORD_VALUE_LIST, .items = items, .count = count};
    return true;
}

static bool take_carried(lua_State *L, int index, struct accord_value *value)
{
    const struct accord_carried_userdata *carried = accord_userdata(L, index, ACCORD_USERDATA_CARRIED);
    if (carried == NULL) return false;
    const char *text = accord_check_text(L, carried->text->as.text, carried->text->length, "an argument");
    *value = (struct accord_value){.kind = ACCORD_VALUE_TEXT, .text = text};
    return true;
}

static bool take_userdata(lua_State *L, int index, struct accord_value *value)
{
    const struct accord_date_userdata *date = accord_userdata(L, index, ACCORD_USERDATA_DATE);
    if (date != NULL) {
        *value = (struct accord_value){.kind = ACCORD_VALUE_DATE, .date = date->date};
        return true;
    }
    const struct accord_decimal_userdata *decimal = accord_userdata(L, index, ACCORD_USERDATA_DECIMAL);
    if (decimal == NULL) return take_carried(L, index, value);
    char text[ACCORD_DECIMAL_TEXT_MAX];
    accord_decimal_format(decimal->number, text);
    *value = (struct accord_value){.kind = ACCORD_VALUE_DECIMAL, .text = accord_check_copy(L, text, strlen(text))};
    return true;
}

bool accord_take_value(lua_State *L, int index, struct accord_value *value)
{
    size_t length;
    index = lua_absindex(L, index);
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        *value = (struct accord_value){.kind = ACCORD_VALUE_TEXT,
                                       .text = accord_take_text(L, index, "an argument", &length)};
        return true;
    case LUA_TNUMBER:
        if (!lua_isinteger(L, index)) return false;
        *value = (struct accord_value){.kind = ACCORD_VALUE_INTEGER, .integer = lua_tointeger(L, index)};
        return true;
    case LUA_TBOOLEAN:
        *value = (struct accord_value){.kind = ACCORD_VALUE_BOOLEAN, .integer = lua_toboolean(L, index)};
        return true;
    case LUA_TTABLE:
        return take_list(L, index, value);
    case LUA_TUSERDATA:
        return take_userdata(L, index, value);
    default:
        return false;
    }
}
