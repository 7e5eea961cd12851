/* Which fields the code of a rule reads.
 *
 * The compiler writes gap("late", { since = row.since }, row) as one run of instructions that nothing jumps into: the
 * function into a register F, its arguments into those behind, in one of them a new table T that is filled, the call.
 * In such a run a field that is read into a register and set into T right away went nowhere else. */
#include "engine/reads.h"

#include <string.h>

/* One function's code. */
struct scan {
    const struct accord_code *code;
    const struct accord_message_function *functions;
    int environment; /* its number among the upvalues */
    bool *entered;   /* one an instruction: others than the one before lead to it */
    bool *carried;   /* one an instruction: it reads a field for a message */
};

/* ---- runs ---- */

struct run {
    int function; /* its register */
    int table;
    bool opened;                      /* the table is there */
    bool stale[ACCORD_REGISTERS_MAX]; /* holds what is in the table as well */
};

/* The argument of the function that the instruction takes from the environment; 0: none of those. */
static int message_argument(const struct scan *scan, const struct accord_instruction *in)
{
    const struct accord_message_function *function = scan->functions;
    if (in->operation != ACCORD_OP_GETTABUP || in->b != scan->environment) return 0;
    struct accord_code_text name = accord_code_constant(scan->code, in->c);
    while (function->name != NULL && !accord_code_text_is(name, function->name))
        function++;
    return function->argument;
}

static bool reads_stale(const struct run *run, const struct accord_instruction *in)
{
    for (int reg = 0; reg < ACCORD_REGISTERS_MAX; reg++)
        if (run->stale[reg] && accord_instruction_reads(in, reg)) return true;
    return false;
}

static void freshen(struct run *run, const struct accord_instruction *in)
{
    for (int reg = 0; reg < ACCORD_REGISTERS_MAX; reg++)
        if (accord_instruction_writes(in, reg)) run->stale[reg] = false;
}

static bool fills(const struct run *run, const struct accord_instruction *in)
{
    return run->opened && in->operation == ACCORD_OP_SETFIELD && in->a == run->table;
}

/* Whether the instruction leaves the function and the table of the run to its call. */
static bool leaves_alone(struct run *run, const struct accord_instruction *in)
{
    bool opens = !run->opened && in->operation == ACCORD_OP_NEWTABLE && in->a == run->table;
    if (!accord_instruction_straight(in) || in->operation == ACCORD_OP_CLOSURE || in->operation == ACCORD_OP_TBC)
        return false;
    if (accord_instruction_reads(in, run->function) || accord_instruction_writes(in, run->function)) return false;
    if (run->opened && !fills(run, in) &&
        (accord_instruction_reads(in, run->table) || accord_instruction_writes(in, run->table)))
        return false;
    run->opened = run->opened || opens;
    return true;
}

/* Whether the next instruction sets what this one reads into the table. A field of an upvalue is read without loading
 * that first. */
static bool hands_on(const struct run *run, const struct accord_instruction *in, const struct accord_instruction *next)
{
    bool reads = in->operation == ACCORD_OP_GETFIELD || in->operation == ACCORD_OP_GETTABUP;
    return reads && in->a > run->table && fills(run, next) && !next->constant && next->c == in->a;
}

static bool ends_run(const struct run *run, const struct accord_instruction *in)
{
    return (in->operation == ACCORD_OP_CALL || in->operation == ACCORD_OP_TAILCALL) && in->a == run->function;
}

/* Where the call of the function that is taken at `first` is; 0: there is none that its arguments go straight into. */
static size_t find_call(const struct scan *scan, size_t first, struct run *run)
{
    for (size_t at = first + 1; at < scan->code->count && !scan->entered[at]; at++) {
        struct accord_instruction in = accord_code_at(scan->code, at);
        if (reads_stale(run, &in)) return 0;
        if (ends_run(run, &in)) return run->opened && accord_instruction_reads(&in, run->table) ? at : 0;
        if (!leaves_alone(run, &in)) return 0;
        freshen(run, &in);
        struct accord_instruction before = accord_code_at(scan->code, at - 1);
        if (hands_on(run, &before, &in)) run->stale[before.a] = true;
    }
    return 0;
}

static void find_carried(struct scan *scan)
{
    for (size_t first = 0; first < scan->code->count; first++) {
        struct accord_instruction in = accord_code_at(scan->code, first);
        int argument = message_argument(scan, &in);
        if (argument == 0) continue;
        struct run run = {.function = in.a, .table = in.a + argument};
        size_t call = find_call(scan, first, &run);
        run.opened = false;
        for (size_t at = first + 1; at < call; at++) {
            struct accord_instruction read = accord_code_at(scan->code, at), next = accord_code_at(scan->code, at + 1);
            if (read.operation == ACCORD_OP_NEWTABLE && read.a == run.table) run.opened = true;
            if (hands_on(&run, &read, &next)) scan->carried[at] = true;
        }
    }
}

static void find_entered(struct scan *scan)
{
    size_t following[ACCORD_FOLLOWING_MAX];
    for (size_t at = 0; at < scan->code->count; at++) {
        size_t count = accord_code_following(scan->code, at, following);
        for (size_t i = 0; i < count; i++)
            if (following[i] != at + 1) scan->entered[following[i]] = true;
    }
}

/* False when memory is short. */
static bool look_through(struct scan *scan, struct accord_arena *arena)
{
    scan->entered = accord_arena_zero(arena, scan->code->count + 1, sizeof *scan->entered);
    scan->carried = accord_arena_zero(arena, scan->code->count + 1, sizeof *scan->carried);
    if (scan->entered == NULL || scan->carried == NULL) return false;
    find_entered(scan);
    find_carried(scan);
    return true;
}

/* ---- what is read ---- */

static void note(struct accord_reads *reads, struct accord_code_text name, bool used)
{
    size_t at = 0;
    while (at < reads->count &&
           (reads->of[at].name.length != name.length || memcmp(reads->of[at].name.text, name.text, name.length) != 0))
        at++;
    if (at == ACCORD_READS_MAX) {
        reads->anything = true;
        return;
    }
    if (at == reads->count) reads->of[reads->count++] = (struct accord_read){.name = name};
    reads->of[at].used = reads->of[at].used || used;
}

/* A method is a field too. One of a long name is no column that is read by a field. */
static void note_instruction(const struct scan *scan, size_t at, struct accord_reads *reads)
{
    struct accord_instruction in = accord_code_at(scan->code, at);
    bool field = in.operation == ACCORD_OP_GETFIELD, method = in.operation == ACCORD_OP_SELF;
    bool upvalue = in.operation == ACCORD_OP_GETTABUP && in.b != scan->environment;
    if (in.operation == ACCORD_OP_GETTABLE || (method && !in.constant)) reads->anything = true;
    if (!field && !upvalue && !(method && in.constant)) return;
    struct accord_code_text name = accord_code_constant(scan->code, in.c);
    if (name.text != NULL)
        note(reads, name, !scan->carried[at]);
    else if (!method)
        reads->anything = true;
}

static void read_function(const struct accord_code *code, int environment,
                          const struct accord_message_function *functions, struct accord_arena *arena,
                          struct accord_reads *reads)
{
    struct scan scan = {.code = code, .functions = functions, .environment = environment};
    if (!look_through(&scan, arena)) {
        reads->anything = true;
        return;
    }
    for (size_t at = 0; at < code->count; at++)
        note_instruction(&scan, at, reads);
    for (size_t i = 0; i < code->inner_count; i++)
        read_function(&code->inner[i], accord_code_environment(&code->inner[i], environment), functions, arena, reads);
}

/* Those that were added lie in another arena so far. */
static void keep_names(struct accord_reads *reads, size_t before, struct accord_arena *arena)
{
    for (size_t i = before; i < reads->count; i++) {
        struct accord_code_text *name = &reads->of[i].name;
        const char *copy = accord_arena_copy(arena, name->text, name->length);
        if (copy == NULL) {
            reads->anything = true;
            reads->count = i;
            return;
        }
        name->text = copy;
    }
}

void accord_reads_add(lua_State *L, const struct accord_message_function *functions, struct accord_arena *arena,
                      struct accord_reads *reads)
{
    struct accord_arena own;
    size_t before = reads->count;
    accord_arena_init(&own);
    const struct accord_code *code = accord_code_read(L, &own);
    if (code != NULL)
        read_function(code, ACCORD_CHUNK_ENVIRONMENT, functions, &own, reads);
    else
        reads->anything = true;
    keep_names(reads, before, arena);
    accord_arena_clear(&own);
}

bool accord_reads_carried(const struct accord_reads *reads, const char *name)
{
    for (size_t i = 0; i < reads->count && !reads->anything; i++)
        if (accord_code_text_is(reads->of[i].name, name)) return !reads->of[i].used;
    return false;
}

/* ---- one line of one function ---- */

/* The text of a rule cannot name _ENV, so that no other upvalue is called that. */
static int own_environment(lua_State *L)
{
    const char *name;
    int found = ACCORD_NO_ENVIRONMENT;
    for (int i = 1; found == ACCORD_NO_ENVIRONMENT && (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
        if (strcmp(name, "_ENV") == 0) found = i - 1;
        lua_pop(L, 1);
    }
    return found;
}

static bool line_carries(const struct scan *scan, int line, const char *name, struct accord_arena *arena)
{
    struct accord_reads *reads = accord_arena_zero(arena, 1, sizeof *reads);
    for (size_t at = 0; reads != NULL && at < scan->code->count; at++)
        if (scan->code->lines[at] == (unsigned)line) note_instruction(scan, at, reads);
    return reads != NULL && accord_reads_carried(reads, name);
}

bool accord_line_carries(lua_State *L, const struct accord_message_function *functions, int line, const char *name)
{
    struct accord_arena arena;
    bool carries = false;
    accord_arena_init(&arena);
    const struct accord_code *code = accord_code_read_lines(L, &arena);
    if (code != NULL && code->lines != NULL) {
        struct scan scan = {.code = code, .functions = functions, .environment = own_environment(L)};
        carries = look_through(&scan, &arena) && line_carries(&scan, line, name, &arena);
    }
    accord_arena_clear(&arena);
    return carries;
}
