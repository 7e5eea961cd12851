/* Whether calling a function leaves everything as it was.
 *
 * What each register holds is followed along the code, as far as it matters, until nothing new comes of it. Every
 * function that comes into a register is shown to keep nothing before it may, so that it does not matter where it is
 * called. Tables of upvalues that hold functions are therefore left alone but for their fields that the code names. */
#include "engine/keeps_nothing.h"

#include "engine/code.h"
#include "engine/dump.h"
#include "engine/sandbox.h"

#include <string.h>

enum {
    FUNCTIONS_MAX = 128,   /* looked into for one answer */
    CALLS_MAX = 24,        /* one function in another's upvalues */
    TABLES_MAX = 8,        /* a table within a table */
    ENTRIES_MAX = 1 << 14, /* of tables, in one table */
    STATES_MAX = 1 << 20,
    PASSES_MAX = 64,
    STACK_NEEDED = 16 /* of Lua's, for one function */
};

enum kind {
    ANY,      /* of the host, of the arguments: is not called, and not changed */
    MADE,     /* a table that the function made */
    FUNCTION, /* may be called */
    ITERATES, /* may be called, for what loops call */
    ITERATOR, /* may be called by a loop */
    /* The rest may only be used as said here. */
    CHANGER, /* is called with a table that the function made */
    MODULE,  /* of the environment: its fields are read. The number: the constant that names it */
    HOLDER,  /* an upvalue, a table that holds functions: its fields are read. The number: which upvalue */
    MIXED    /* one of these or something else: not at all */
};

struct value {
    unsigned char kind;
    unsigned char number;
};

struct search {
    lua_State *L;
    const struct accord_harmless_names *names;
    struct accord_arena arena;
    const void *met[FUNCTIONS_MAX]; /* found to keep nothing, if all others do */
    size_t met_count;
};

/* One function, or one within it that is made when it runs. */
struct place {
    struct search *search;
    int function; /* on the stack: its upvalues are there to be looked at */
    int depth;
    const struct place *around; /* NULL: of the function on the stack itself */
    const struct accord_code *code;
    size_t registers;
    struct value *states; /* of all registers, one an instruction: before it */
    bool *reached;
    bool captured[ACCORD_REGISTERS_MAX]; /* by a function within */
};

static bool function_keeps_nothing(struct search *search, int function, int depth);

static bool confined(enum kind kind)
{
    return kind >= CHANGER;
}

/* ---- names ---- */

static bool listed(const char *const *names, struct accord_code_text name)
{
    while (*names != NULL && !accord_code_text_is(name, *names))
        names++;
    return *names != NULL;
}

/* Whether the list has names within a table of that name. */
static bool listed_within(const char *const *names, struct accord_code_text module)
{
    for (; module.text != NULL && *names != NULL; names++)
        if (strncmp(*names, module.text, module.length) == 0 && (*names)[module.length] == '.') return true;
    return false;
}

/* What the environment has by that name; MIXED: what is not known. */
static enum kind kind_of_name(const struct accord_harmless_names *names, struct accord_code_text name)
{
    if (listed(names->functions, name)) return FUNCTION;
    if (listed(names->iterators, name)) return ITERATES;
    if (listed(names->changers, name)) return CHANGER;
    return listed(names->values, name) ? ANY : MIXED;
}

static enum kind kind_of_global(const struct accord_harmless_names *names, struct accord_code_text name)
{
    enum kind kind = kind_of_name(names, name);
    bool module = listed_within(names->functions, name) || listed_within(names->iterators, name) ||
                  listed_within(names->changers, name) || listed_within(names->values, name);
    return kind == MIXED && module ? MODULE : kind;
}

static enum kind kind_in_module(const struct accord_harmless_names *names, struct accord_code_text module,
                                struct accord_code_text name)
{
    enum { PATH_MAX_LENGTH = 128 };
    char path[PATH_MAX_LENGTH];
    if (module.text == NULL || name.text == NULL || module.length + 1 + name.length >= sizeof path) return MIXED;
    memcpy(path, module.text, module.length);
    path[module.length] = '.';
    memcpy(path + module.length + 1, name.text, name.length);
    return kind_of_name(names, (struct accord_code_text){path, module.length + 1 + name.length});
}

/* ---- values that are there ---- */

/* Pushes what a table on top holds; false, and nothing, where it has a metatable that is not known. */
static bool push_known_contents(lua_State *L)
{
    if (!lua_checkstack(L, STACK_NEEDED)) return false;
    accord_push_contents(L, lua_gettop(L));
    if (!accord_is_frozen(L, lua_gettop(L))) return true;
    lua_pop(L, 1);
    return false;
}

/* Whether a table on top, and all within it, hold no function. */
static bool is_plain(lua_State *L, int depth, size_t *entries)
{
    bool plain = depth < TABLES_MAX && push_known_contents(L);
    if (!plain) return false;
    int contents = lua_gettop(L);
    for (lua_pushnil(L); plain && lua_next(L, contents); lua_pop(L, 1)) {
        int key = lua_type(L, -2), type = lua_type(L, -1);
        plain = ++*entries <= ENTRIES_MAX && key != LUA_TFUNCTION && key != LUA_TTABLE && type != LUA_TFUNCTION;
        if (plain && type == LUA_TTABLE) plain = is_plain(L, depth + 1, entries);
    }
    lua_settop(L, contents - 1);
    return plain;
}

static enum kind kind_of_table(lua_State *L)
{
    size_t entries = 0;
    if (!push_known_contents(L)) return MIXED;
    lua_pop(L, 1);
    return is_plain(L, 0, &entries) ? ANY : HOLDER;
}

/* Of the value on top. */
static enum kind kind_of_value(struct search *search, int depth)
{
    lua_State *L = search->L;
    switch (lua_type(L, -1)) {
    case LUA_TFUNCTION:
        return function_keeps_nothing(search, lua_gettop(L), depth + 1) ? FUNCTION : MIXED;
    case LUA_TTABLE:
        return kind_of_table(L);
    case LUA_TTHREAD:
        return MIXED;
    default:
        return ANY;
    }
}

/* Pushes what the table on top has by that name. Without a text for the name, which would take memory. */
static void push_field(lua_State *L, struct accord_code_text name)
{
    accord_push_contents(L, lua_gettop(L));
    int contents = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, contents); lua_pop(L, 1)) {
        size_t length;
        if (lua_type(L, -2) != LUA_TSTRING) continue;
        const char *key = lua_tolstring(L, -2, &length);
        if (length != name.length || memcmp(key, name.text, length) != 0) continue;
        lua_replace(L, contents);
        lua_settop(L, contents);
        return;
    }
    lua_pushnil(L);
    lua_replace(L, contents);
}

/* Which upvalue of the function on the stack it is, from 1 on; 0: a local of a function around that it makes. */
static int upvalue_of(const struct place *place, int number)
{
    const struct accord_code *code = place->code;
    if (number < 0 || (size_t)number >= code->upvalue_count) return 0;
    if (place->around == NULL) return number + 1;
    const unsigned char *upvalue = code->upvalues + (size_t)number * ACCORD_UPVALUE_BYTES;
    return upvalue[0] != 0 ? 0 : upvalue_of(place->around, upvalue[1]);
}

static bool is_environment(const struct place *place, int upvalue)
{
    lua_State *L = place->search->L;
    const char *name = upvalue == 0 ? NULL : lua_getupvalue(L, place->function, upvalue);
    if (name != NULL) lua_pop(L, 1);
    return name != NULL && strcmp(name, "_ENV") == 0; /* the scan refuses to name it */
}

/* What an upvalue is: nothing confined is ever in a local that a function within captures. */
static struct value upvalue_value(const struct place *place, int number)
{
    lua_State *L = place->search->L;
    int upvalue = upvalue_of(place, number);
    if (upvalue == 0) return (struct value){.kind = ANY};
    if (is_environment(place, upvalue) || lua_getupvalue(L, place->function, upvalue) == NULL)
        return (struct value){.kind = MIXED};
    enum kind kind = kind_of_value(place->search, place->depth);
    lua_pop(L, 1);
    return (struct value){(unsigned char)kind, (unsigned char)(kind == HOLDER ? upvalue : 0)};
}

static struct value field_of_upvalue(const struct place *place, int upvalue, struct accord_code_text name)
{
    lua_State *L = place->search->L;
    if (name.text == NULL || lua_getupvalue(L, place->function, upvalue) == NULL) return (struct value){.kind = MIXED};
    push_field(L, name);
    enum kind kind = kind_of_value(place->search, place->depth);
    lua_pop(L, 2);
    return (struct value){.kind = (unsigned char)(kind == HOLDER ? MIXED : kind)};
}

/* ---- what an instruction leaves in its register ---- */

/* Of GETTABUP. */
static struct value named_value(const struct place *place, const struct accord_instruction *in)
{
    struct accord_code_text name = accord_code_constant(place->code, in->c);
    int upvalue = upvalue_of(place, in->b);
    if (is_environment(place, upvalue)) {
        enum kind kind = kind_of_global(place->search->names, name);
        return (struct value){(unsigned char)kind, (unsigned char)(kind == MODULE ? in->c : 0)};
    }
    struct value table = upvalue_value(place, in->b);
    if (table.kind == HOLDER) return field_of_upvalue(place, upvalue, name);
    bool changes = listed(place->search->names->methods, name);
    return (struct value){.kind = table.kind == ANY && !changes ? ANY : MIXED};
}

/* Of GETFIELD. */
static struct value field_value(const struct place *place, const struct value *state,
                                const struct accord_instruction *in)
{
    struct accord_code_text name = accord_code_constant(place->code, in->c);
    struct value table = state[in->b];
    const struct accord_harmless_names *names = place->search->names;
    if (table.kind == MODULE)
        return (struct value){
            .kind = (unsigned char)kind_in_module(names, accord_code_constant(place->code, table.number), name)};
    if (table.kind == HOLDER) return field_of_upvalue(place, table.number, name);
    return (struct value){.kind = confined(table.kind) || listed(names->methods, name) ? MIXED : ANY};
}

static struct value method_value(const struct place *place, const struct accord_instruction *in)
{
    struct accord_code_text name = accord_code_constant(place->code, in->c);
    bool known = in->constant && name.text != NULL && !listed(place->search->names->methods, name);
    return (struct value){.kind = known ? FUNCTION : MIXED};
}

static struct value value_left(const struct place *place, const struct value *state,
                               const struct accord_instruction *in)
{
    switch (in->operation) {
    case ACCORD_OP_MOVE:
        return state[in->b];
    case ACCORD_OP_GETUPVAL:
        return upvalue_value(place, in->b);
    case ACCORD_OP_GETTABUP:
        return named_value(place, in);
    case ACCORD_OP_GETFIELD:
        return field_value(place, state, in);
    case ACCORD_OP_SELF:
        return method_value(place, in);
    case ACCORD_OP_NEWTABLE:
        return (struct value){.kind = MADE};
    case ACCORD_OP_CLOSURE:
        return (struct value){.kind = FUNCTION};
    case ACCORD_OP_CALL:
        return (struct value){.kind = state[in->a].kind == ITERATES ? ITERATOR : ANY};
    default:
        return (struct value){.kind = ANY};
    }
}

/* ---- what an instruction may do ---- */

static bool may_call(const struct place *place, const struct value *state, const struct accord_instruction *in)
{
    enum kind kind = state[in->a].kind;
    bool given = in->b == 0 || in->b > 1;
    if (kind == CHANGER) return given && (size_t)in->a + 1 < place->registers && state[in->a + 1].kind == MADE;
    return kind == FUNCTION || kind == ITERATES;
}

static bool may_do(const struct place *place, const struct value *state, const struct accord_instruction *in)
{
    switch (in->operation) {
    case ACCORD_OP_SETUPVAL:
    case ACCORD_OP_SETTABUP:
    case ACCORD_OP_TBC:
        return false;
    case ACCORD_OP_SETTABLE:
    case ACCORD_OP_SETI:
    case ACCORD_OP_SETFIELD:
    case ACCORD_OP_SETLIST:
        return state[in->a].kind == MADE;
    case ACCORD_OP_CALL:
    case ACCORD_OP_TAILCALL:
        return may_call(place, state, in);
    case ACCORD_OP_TFORCALL:
        return state[in->a].kind == ITERATOR;
    default:
        return true;
    }
}

/* What is confined is read by nothing but what it is for. */
static bool reads_rightly(const struct place *place, const struct value *state, const struct accord_instruction *in)
{
    bool called = in->operation == ACCORD_OP_CALL || in->operation == ACCORD_OP_TAILCALL;
    int allowed = called ? in->a : in->operation == ACCORD_OP_GETFIELD ? in->b : ACCORD_REGISTERS_MAX;
    for (size_t reg = 0; reg < place->registers; reg++)
        if ((int)reg != allowed && confined(state[reg].kind) && accord_instruction_reads(in, (int)reg)) return false;
    return true;
}

/* Leaves in `state` what is there after the instruction. False: it may change something. */
static bool follow(const struct place *place, const struct accord_instruction *in, struct value *state)
{
    if (!may_do(place, state, in) || !reads_rightly(place, state, in)) return false;
    struct value left = value_left(place, state, in);
    if (left.kind == MIXED) return false;
    for (size_t reg = 0; reg < place->registers; reg++) {
        if (!accord_instruction_writes(in, (int)reg)) continue;
        state[reg] = (int)reg == in->a ? left : (struct value){.kind = ANY};
        if (confined(state[reg].kind) && place->captured[reg]) return false;
    }
    return true;
}

/* ---- along the code ---- */

static struct value mixed_value(struct value a, struct value b)
{
    if (a.kind == b.kind && a.number == b.number) return a;
    return (struct value){.kind = confined(a.kind) || confined(b.kind) ? MIXED : ANY};
}

/* Whether this is news. */
static bool arrive(const struct place *place, size_t at, const struct value *state)
{
    struct value *there = place->states + at * place->registers;
    bool news = !place->reached[at];
    for (size_t reg = 0; reg < place->registers; reg++) {
        struct value value = place->reached[at] ? mixed_value(there[reg], state[reg]) : state[reg];
        news = news || value.kind != there[reg].kind || value.number != there[reg].number;
        there[reg] = value;
    }
    place->reached[at] = true;
    return news;
}

static bool follow_once(const struct place *place, bool *news)
{
    struct value state[ACCORD_REGISTERS_MAX] = {{.kind = ANY}};
    size_t following[ACCORD_FOLLOWING_MAX];
    for (size_t at = 0; at < place->code->count; at++) {
        if (!place->reached[at]) continue;
        struct accord_instruction in = accord_code_at(place->code, at);
        memcpy(state, place->states + at * place->registers, place->registers * sizeof *state);
        if (!follow(place, &in, state)) return false;
        size_t count = accord_code_following(place->code, at, following);
        for (size_t i = 0; i < count; i++)
            *news = arrive(place, following[i], state) || *news;
    }
    return true;
}

static bool follow_all(const struct place *place)
{
    struct value start[ACCORD_REGISTERS_MAX] = {{.kind = ANY}};
    bool news = place->code->count > 0 && arrive(place, 0, start);
    for (int pass = 0; news; pass++) {
        news = false;
        if (pass == PASSES_MAX || !follow_once(place, &news)) return false;
    }
    return true;
}

static bool open_place(struct place *place)
{
    const struct accord_code *code = place->code;
    struct accord_arena *arena = &place->search->arena;
    place->registers = code->registers;
    if (place->registers == 0 || code->count > STATES_MAX / place->registers) return false;
    place->states = accord_arena_zero(arena, code->count * place->registers + 1, sizeof *place->states);
    place->reached = accord_arena_zero(arena, code->count + 1, sizeof *place->reached);
    for (size_t i = 0; i < code->inner_count; i++)
        for (size_t j = 0; j < code->inner[i].upvalue_count; j++) {
            const unsigned char *upvalue = code->inner[i].upvalues + j * ACCORD_UPVALUE_BYTES;
            if (upvalue[0] != 0) place->captured[upvalue[1]] = true;
        }
    return place->states != NULL && place->reached != NULL;
}

static bool code_keeps_nothing(struct place *place)
{
    if (!open_place(place) || !follow_all(place)) return false;
    for (size_t i = 0; i < place->code->inner_count; i++) {
        struct place inner = {.search = place->search,
                              .function = place->function,
                              .depth = place->depth,
                              .around = place,
                              .code = &place->code->inner[i]};
        if (!code_keeps_nothing(&inner)) return false;
    }
    return true;
}

/* One that was met before is about to be shown, or was: one that calls itself changes nothing by that. */
static bool function_keeps_nothing(struct search *search, int function, int depth)
{
    lua_State *L = search->L;
    const void *id = lua_topointer(L, function);
    if (lua_type(L, function) != LUA_TFUNCTION) return false;
    for (size_t i = 0; i < search->met_count; i++)
        if (search->met[i] == id) return true;
    if (depth > CALLS_MAX || search->met_count == FUNCTIONS_MAX || !lua_checkstack(L, STACK_NEEDED)) return false;
    search->met[search->met_count++] = id;
    lua_pushvalue(L, function);
    struct place place = {.search = search, .function = function, .depth = depth};
    place.code = accord_code_read(L, &search->arena);
    lua_pop(L, 1);
    return place.code != NULL && code_keeps_nothing(&place);
}

bool accord_function_keeps_nothing(lua_State *L, int index, const struct accord_harmless_names *names)
{
    struct search search = {.L = L, .names = names};
    int top = lua_gettop(L);
    accord_arena_init(&search.arena);
    bool nothing = lua_checkstack(L, STACK_NEEDED) && function_keeps_nothing(&search, lua_absindex(L, index), 0);
    accord_arena_clear(&search.arena);
    lua_settop(L, top);
    return nothing;
}
