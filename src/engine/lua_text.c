/* Texts and lists for rules: helpers whose cost is bounded by their input, the same everywhere and every time. */
#include "engine/lua_values.h"
#include "engine/sandbox.h"

#include <lauxlib.h>
#include <string.h>

static const char *check_text(lua_State *L, int index, size_t *length)
{
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, index, lua_pushfstring(L, "a text expected, got %s", accord_value_name(L, index)));
    const char *text = lua_tolstring(L, index, length);
    accord_charge(L, *length / 16);
    return text;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int text_trim(lua_State *L)
{
    size_t length;
    const char *text = check_text(L, 1, &length);
    while (length > 0 && is_space(text[length - 1]))
        length--;
    while (length > 0 && is_space(*text))
        text++, length--;
    lua_pushlstring(L, text, length);
    return 1;
}

static const char *find(const char *text, size_t length, const char *wanted, size_t wanted_length)
{
    if (wanted_length == 0) return text;
    for (; length >= wanted_length; text++, length--) {
        const char *at = memchr(text, *wanted, length - wanted_length + 1);
        if (at == NULL) return NULL;
        length -= (size_t)(at - text);
        text = at;
        if (memcmp(text, wanted, wanted_length) == 0) return text;
    }
    return NULL;
}

/* What find() may cost at worst: every position compared to the end. */
static void charge_find(lua_State *L, size_t length, size_t wanted_length)
{
    accord_charge(L, wanted_length < 64 ? 0 : (uint64_t)(length + 1) * wanted_length / 64);
}

static int text_split(lua_State *L)
{
    size_t length, separator_length;
    const char *text = check_text(L, 1, &length);
    const char *separator = check_text(L, 2, &separator_length);
    if (separator_length == 0) return luaL_argerror(L, 2, "a separator that is not empty expected");
    charge_find(L, length, separator_length);
    lua_newtable(L);
    for (lua_Integer i = 1;; i++) {
        const char *at = find(text, length, separator, separator_length);
        lua_pushlstring(L, text, at == NULL ? length : (size_t)(at - text));
        lua_rawseti(L, -2, i);
        if (at == NULL) return 1;
        length -= (size_t)(at - text) + separator_length;
        text = at + separator_length;
    }
}

/* contains(text, part), contains(list, item) */
static int text_contains(lua_State *L)
{
    size_t length, wanted_length;
    if (lua_type(L, 1) != LUA_TTABLE) {
        const char *text = check_text(L, 1, &length);
        const char *wanted = check_text(L, 2, &wanted_length);
        charge_find(L, length, wanted_length);
        lua_pushboolean(L, find(text, length, wanted, wanted_length) != NULL);
        return 1;
    }
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    accord_push_contents(L, 1);
    size_t count = (size_t)lua_rawlen(L, -1);
    accord_charge(L, count);
    bool found = false;
    for (size_t i = 1; i <= count && !found; i++) {
        lua_rawgeti(L, 3, (lua_Integer)i);
        found = lua_compare(L, 2, -1, LUA_OPEQ);
        lua_pop(L, 1);
    }
    lua_pushboolean(L, found);
    return 1;
}

static int text_glob(lua_State *L)
{
    size_t length, pattern_length;
    const char *text = check_text(L, 1, &length);
    const char *pattern = check_text(L, 2, &pattern_length);
    accord_charge(L, (length + 1) * (pattern_length + 1) / 8);
    lua_pushboolean(L, accord_glob_match(pattern, text));
    return 1;
}

static bool is_address_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && strchr(".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

/* One @, something on both sides, a dot in the domain: what can be said without asking a server. */
static int text_is_email(lua_State *L)
{
    size_t length, at = 0, local = 0;
    const char *text = check_text(L, 1, &length);
    while (local < length && is_address_char(text[local]))
        local++;
    bool good = local > 0 && local < length && text[local] == '@' && length <= 254;
    const char *domain = text + local + 1;
    for (at = 0; good && local + 1 + at < length; at++)
        good = is_address_char(domain[at]) && domain[at] != '\'';
    good = good && at > 2 && domain[0] != '.' && domain[at - 1] != '.' && memchr(domain, '.', at) != NULL;
    lua_pushboolean(L, good);
    return 1;
}

static int text_is_url(lua_State *L)
{
    size_t length;
    const char *text = check_text(L, 1, &length);
    size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
    bool good = scheme > 0 && length > scheme && length <= 2048 && strchr("/?#", text[scheme]) == NULL;
    for (size_t i = 0; good && i < length; i++)
        good = (unsigned char)text[i] > ' ' && text[i] != '"' && text[i] != '<' && text[i] != '>';
    lua_pushboolean(L, good);
    return 1;
}

/* ---- values as text: never an address ---- */

static void push_text_of(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TUSERDATA:
    case LUA_TSTRING:
    case LUA_TNUMBER:
    case LUA_TBOOLEAN:
    case LUA_TNIL:
        luaL_tolstring(L, index, NULL);
        break;
    default:
        lua_pushstring(L, accord_value_name(L, index));
        break;
    }
}

static int text_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    push_text_of(L, 1);
    return 1;
}

static int text_type(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushstring(L, accord_value_name(L, 1));
    return 1;
}

/* format("%s of %d", ...): %s any value, %d a whole number, %% itself. */
static int text_format(lua_State *L)
{
    size_t length;
    const char *text = check_text(L, 1, &length);
    int argument = 1;
    luaL_Buffer buffer;
    lua_Integer number;
    int last = lua_gettop(L);
    luaL_buffinit(L, &buffer);
    for (const char *end = text + length; text < end; text++) {
        if (*text != '%') {
            luaL_addchar(&buffer, *text);
            continue;
        }
        text++;
        if (text < end && *text == '%') {
            luaL_addchar(&buffer, '%');
            continue;
        }
        if (text == end || (*text != 's' && *text != 'd')) return luaL_error(L, "format() knows %%s, %%d and %%%%");
        if (++argument > last) return luaL_error(L, "format() needs an argument %d", argument);
        if (*text == 'd') {
            int whole;
            number = lua_tointegerx(L, argument, &whole);
            if (!whole)
                return luaL_argerror(
                    L, argument, lua_pushfstring(L, "a whole number expected, got %s", accord_value_name(L, argument)));
            lua_pushinteger(L, number);
            lua_tolstring(L, -1, NULL);
        } else {
            push_text_of(L, argument);
        }
        luaL_addvalue(&buffer);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int text_join(lua_State *L)
{
    size_t length;
    luaL_checktype(L, 1, LUA_TTABLE);
    const char *separator = check_text(L, 2, &length);
    lua_Integer count = luaL_len(L, 1);
    luaL_Buffer buffer;
    accord_charge(L, (uint64_t)count);
    luaL_buffinit(L, &buffer);
    for (lua_Integer i = 1; i <= count; i++) {
        if (i > 1) luaL_addlstring(&buffer, separator, length);
        lua_geti(L, 1, i);
        push_text_of(L, lua_gettop(L));
        lua_remove(L, -2);
        luaL_addvalue(&buffer);
    }
    luaL_pushresult(&buffer);
    return 1;
}

/* ---- errors ---- */

static int raise_error(lua_State *L)
{
    if (lua_type(L, 1) != LUA_TSTRING) return luaL_error(L, "error() takes a text, got %s", accord_value_name(L, 1));
    luaL_where(L, 1);
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
    return lua_error(L);
}

static int raise_unless(lua_State *L)
{
    luaL_checkany(L, 1);
    if (lua_toboolean(L, 1)) return lua_gettop(L);
    if (lua_type(L, 2) == LUA_TSTRING) return luaL_error(L, "%s", lua_tostring(L, 2));
    return luaL_error(L, "assertion failed");
}

/* ---- lists and tables in a fixed order ---- */

/* Stable merge sort of the list in `contents` by `before` (a function, or 0 for <). */
static bool comes_before(lua_State *L, int function, int list, lua_Integer a, lua_Integer b)
{
    bool before;
    if (function == 0) {
        lua_rawgeti(L, list, a);
        lua_rawgeti(L, list, b);
        before = lua_compare(L, -2, -1, LUA_OPLT);
        lua_pop(L, 2);
        return before;
    }
    lua_pushvalue(L, function);
    lua_rawgeti(L, list, a);
    lua_rawgeti(L, list, b);
    lua_call(L, 2, 1);
    before = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return before;
}

/* Merges [low, middle) and [middle, high) of `from` into `to`. */
static void merge(lua_State *L, int function, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high)
{
    lua_Integer a = low, b = middle;
    for (lua_Integer i = low; i < high; i++) {
        bool right = a == middle || (b < high && comes_before(L, function, from, b, a));
        lua_rawgeti(L, from, right ? b++ : a++);
        lua_rawseti(L, to, i);
    }
}

static void sort_list(lua_State *L, int list, lua_Integer count, int function)
{
    if (count < 2) return;
    lua_createtable(L, (int)count, 0);
    int from = list, to = lua_gettop(L);
    for (lua_Integer width = 1; width < count; width *= 2) {
        accord_charge(L, (uint64_t)count);
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            lua_Integer middle = low + width > count + 1 ? count + 1 : low + width;
            lua_Integer high = middle + width > count + 1 ? count + 1 : middle + width;
            merge(L, function, from, to, low, middle, high);
        }
        int swap = from;
        from = to;
        to = swap;
    }
    for (lua_Integer i = 1; from != list && i <= count; i++) {
        lua_rawgeti(L, from, i);
        lua_rawseti(L, list, i);
    }
    lua_pop(L, 1);
}

static int table_sort(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_getmetatable(L, 1)) return luaL_error(L, "a table made while loading is read-only and cannot be sorted");
    bool by_function = !lua_isnoneornil(L, 2);
    if (by_function) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    sort_list(L, 1, (lua_Integer)lua_rawlen(L, 1), by_function ? 2 : 0);
    return 0;
}

/* Numbers before texts before booleans; each in its order. */
static int key_rank(lua_State *L, int index)
{
    int type = lua_type(L, index);
    return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : type == LUA_TBOOLEAN ? 2 : 3;
}

static int keys_ordered(lua_State *L)
{
    int a = key_rank(L, 1), b = key_rank(L, 2);
    if (a == 3 || b == 3) return luaL_error(L, "pairs() is for tables whose keys are numbers, texts or booleans");
    bool before = a != b ? a < b : a == 2 ? lua_toboolean(L, 1) < lua_toboolean(L, 2) : lua_compare(L, 1, 2, LUA_OPLT);
    lua_pushboolean(L, before);
    return 1;
}

/* Upvalues: contents, sorted keys, position. */
static int next_pair(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)) + 1;
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(3));
    if (lua_rawgeti(L, lua_upvalueindex(2), at) == LUA_TNIL) return 1;
    lua_pushvalue(L, -1);
    lua_rawget(L, lua_upvalueindex(1));
    return 2;
}

static int no_pair(lua_State *L)
{
    lua_pushnil(L);
    return 1;
}

/* A text on the stack. */
struct key {
    const char *text;
    size_t length;
    int index;
};

static bool key_before(const struct key *a, const struct key *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->text, b->text, shorter);
    return order != 0 ? order < 0 : a->length < b->length;
}

/* Puts a key where it belongs among those before it. */
static void place_key(struct key *keys, size_t count, struct key key)
{
    for (; count > 0 && key_before(&key, &keys[count - 1]); count--)
        keys[count] = keys[count - 1];
    keys[count] = key;
}

/* Most tables are fields by name, and few: their sorted list is pushed. False, and nothing, for any other table. */
static bool push_few_names(lua_State *L, int contents)
{
    enum { FEW = 16 };
    struct key keys[FEW];
    size_t count = 0;
    int top = lua_gettop(L);
    luaL_checkstack(L, FEW + 4, "too many values");
    for (lua_pushnil(L); lua_next(L, contents); count++) {
        lua_pop(L, 1);
        if (count == FEW || lua_type(L, -1) != LUA_TSTRING) {
            lua_settop(L, top);
            return false;
        }
        struct key key = {.index = lua_gettop(L)};
        key.text = lua_tolstring(L, -1, &key.length);
        place_key(keys, count, key);
        lua_pushvalue(L, -1);
    }
    accord_charge(L, count);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushvalue(L, keys[i].index);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
    return true;
}

static void push_sorted_keys(lua_State *L, int contents)
{
    if (push_few_names(L, contents)) return;
    lua_newtable(L);
    int list = lua_gettop(L);
    lua_Integer count = 0;
    for (lua_pushnil(L); lua_next(L, contents);) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, list, ++count);
    }
    accord_charge(L, (uint64_t)count);
    lua_pushcfunction(L, keys_ordered);
    sort_list(L, list, count, list + 1);
    lua_pop(L, 1);
}

static int sorted_pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    accord_push_contents(L, 1);
    lua_pushnil(L);
    if (lua_next(L, 2) == 0) {
        lua_pushcfunction(L, no_pair);
        return 1;
    }
    lua_settop(L, 2);
    push_sorted_keys(L, 2);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 3);
    return 1;
}

const struct accord_host_function accord_lua_text_functions[] = {
    {"trim", text_trim, "text: string -> string", "the text without blanks at both ends"},
    {"split", text_split, "text: string, separator: string -> string[]", "the parts between the separators"},
    {"contains", text_contains, "where: string|any[], what: any -> boolean",
     "whether the text has that part, or the list that item"},
    {"glob", text_glob, "text: string, pattern: string -> boolean",
     "whether the text matches: * any run, ? any one character"},
    {"is_email", text_is_email, "text: string -> boolean", "whether it has the form of an e-mail address"},
    {"is_url", text_is_url, "text: string -> boolean", "whether it has the form of an http or https address"},
    {"format", text_format, "template: string, ...: any -> string",
     "%s any value, %d a whole number, %% a percent sign"},
    {"join", text_join, "list: any[], separator: string -> string", "the items as one text"},
    {"tostring", text_tostring, "value: any -> string",
     "the value as text; a date as it was written, never an address"},
    {"type", text_type, "value: any -> string",
     "what the value is: Lua's names, or date, amount, row, rows, actor, world, filter, verdict"},
    {"error", raise_error, "message: string ->", "stops the rule, whose verdict is then an error"},
    {"assert", raise_unless, "<T>value: T, message?: string -> T", "stops the rule unless the value is true"},
    {"pairs", sorted_pairs, "<K, V>list: table<K, V> -> fun(): K, V",
     "keys and values in the order of the keys: numbers, texts, booleans"},
    {"table.sort", table_sort, "list: any[], before?: fun(a: any, b: any): boolean ->",
     "sorts in place; what is equal keeps its order"},
    {NULL, NULL, NULL, NULL},
};
