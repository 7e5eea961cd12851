/* Compiled functions as trees, read from the precompiled form of Lua 5.4. */
#include "engine/code.h"

#include "base/text.h"
#include "engine/dump.h"

#include <lauxlib.h>
#include <string.h>

enum { FORM_MAX = 64 * 1024 * 1024 };

/* ---- reading ---- */

static void copy_constants(struct accord_dump *dump, struct accord_arena *arena, struct accord_code *code)
{
    size_t count = accord_dump_take_size(dump), length = 0;
    const unsigned char *text = NULL;
    struct accord_code_text *constants = NULL;
    /* Each takes a byte at least. */
    if (count <= dump->length) constants = accord_arena_zero(arena, count + 1, sizeof *constants);
    if (constants == NULL) dump->bad = true;
    for (size_t i = 0; i < count && !dump->bad; i++) {
        if (accord_dump_take_constant(dump, &text, &length) != ACCORD_CONSTANT_SHORT_TEXT || text == NULL) continue;
        constants[i] = (struct accord_code_text){accord_arena_copy(arena, (const char *)text, length), length};
        if (constants[i].text == NULL) dump->bad = true;
    }
    code->constants = constants;
    code->constant_count = count;
}

static const unsigned char *copy_bytes(struct accord_dump *dump, struct accord_arena *arena, const unsigned char *bytes,
                                       size_t length)
{
    const char *copy = bytes == NULL ? NULL : accord_arena_copy(arena, (const char *)bytes, length);
    if (copy == NULL) dump->bad = true;
    return (const unsigned char *)copy;
}

static void read_function(struct accord_dump *dump, struct accord_arena *arena, int depth, struct accord_code *code);

static void read_inner(struct accord_dump *dump, struct accord_arena *arena, int depth, struct accord_code *code)
{
    struct accord_code *inner = NULL;
    size_t count = accord_dump_take_size(dump);
    if (depth < ACCORD_DUMP_DEPTH_MAX && count <= dump->length)
        inner = accord_arena_zero(arena, count + 1, sizeof *inner);
    if (inner == NULL) dump->bad = true;
    for (size_t i = 0; i < count && !dump->bad; i++)
        read_function(dump, arena, depth + 1, &inner[i]);
    code->inner = inner;
    code->inner_count = count;
}

/* Each line by its distance from the one before, or in full where that is far. */
static void read_lines(struct accord_dump *dump, struct accord_arena *arena, size_t line, struct accord_code *code)
{
    enum { IN_FULL = 0x80 };
    unsigned *lines = NULL;
    size_t count = accord_dump_take_size(dump);
    const unsigned char *steps = accord_dump_take(dump, 1, count);
    size_t in_full = accord_dump_take_size(dump);
    if (count > 0 && count == code->count) lines = accord_arena_zero(arena, count, sizeof *lines);
    if (count > 0 && lines == NULL) dump->bad = true;
    for (size_t i = 0; i < count && !dump->bad; i++) {
        if (steps[i] == IN_FULL) {
            (void)accord_dump_take_size(dump); /* which instruction it is of */
            line = accord_dump_take_size(dump);
            if (in_full-- == 0) dump->bad = true;
        } else {
            line += (size_t)(ptrdiff_t)(signed char)steps[i];
        }
        if (!dump->bad) lines[i] = (unsigned)line;
    }
    for (; in_full > 0 && !dump->bad; in_full--) {
        (void)accord_dump_take_size(dump);
        (void)accord_dump_take_size(dump);
    }
    code->lines = lines;
}

static void read_function(struct accord_dump *dump, struct accord_arena *arena, int depth, struct accord_code *code)
{
    accord_dump_skip_text(dump);
    size_t line = accord_dump_take_size(dump);
    (void)accord_dump_take_size(dump); /* the last line */
    code->parameters = accord_dump_take_byte(dump);
    (void)accord_dump_take_byte(dump); /* whether more may come */
    code->registers = accord_dump_take_byte(dump);
    code->count = accord_dump_take_size(dump);
    const unsigned char *taken = accord_dump_take(dump, ACCORD_INSTRUCTION_BYTES, code->count);
    code->instructions = copy_bytes(dump, arena, taken, code->count * ACCORD_INSTRUCTION_BYTES);
    copy_constants(dump, arena, code);
    taken = accord_dump_take_upvalues(dump, &code->upvalue_count);
    code->upvalues = copy_bytes(dump, arena, taken, code->upvalue_count * ACCORD_UPVALUE_BYTES);
    read_inner(dump, arena, depth, code);
    read_lines(dump, arena, line, code);
    accord_dump_skip_names(dump);
}

static int write_form(lua_State *L, const void *bytes, size_t length, void *host)
{
    struct accord_text *text = host;
    (void)L;
    accord_text_add(text, bytes, length);
    return text->failed;
}

static bool known_operations(const struct accord_code *code)
{
    for (size_t i = 0; i < code->count; i++)
        if (accord_code_at(code, i).operation >= ACCORD_OPERATIONS) return false;
    for (size_t i = 0; i < code->inner_count; i++)
        if (!known_operations(&code->inner[i])) return false;
    return true;
}

static const struct accord_code *read(lua_State *L, struct accord_arena *arena, bool stripped)
{
    struct accord_text text;
    struct accord_dump dump = {.bad = true};
    struct accord_code *code = accord_arena_zero(arena, 1, sizeof *code);
    accord_text_init(&text, FORM_MAX);
    if (code != NULL && lua_dump(L, write_form, &text, stripped) == 0 && !text.failed) {
        dump = (struct accord_dump){.bytes = (const unsigned char *)accord_text_str(&text), .length = text.length};
        accord_dump_take_header(&dump);
        read_function(&dump, arena, 0, code);
    }
    bool read = !dump.bad && dump.at == dump.length;
    accord_text_clear(&text);
    return read && known_operations(code) ? code : NULL;
}

const struct accord_code *accord_code_read(lua_State *L, struct accord_arena *arena)
{
    return read(L, arena, true);
}

const struct accord_code *accord_code_read_lines(lua_State *L, struct accord_arena *arena)
{
    return read(L, arena, false);
}

struct accord_code_text accord_code_constant(const struct accord_code *code, int number)
{
    if (number < 0 || (size_t)number >= code->constant_count) return (struct accord_code_text){NULL, 0};
    return code->constants[number];
}

bool accord_code_text_is(struct accord_code_text text, const char *other)
{
    return text.text != NULL && text.length == strlen(other) && memcmp(text.text, other, text.length) == 0;
}

int accord_code_environment(const struct accord_code *code, int outer)
{
    const unsigned char *upvalue = code->upvalues;
    for (size_t i = 0; outer >= 0 && i < code->upvalue_count; i++, upvalue += ACCORD_UPVALUE_BYTES)
        if (upvalue[0] == 0 && upvalue[1] == outer) return (int)i;
    return ACCORD_NO_ENVIRONMENT;
}

/* ---- instructions ---- */

struct accord_instruction accord_code_at(const struct accord_code *code, size_t at)
{
    enum { JUMP_OFFSET = (1 << 24) - 1 };
    uint32_t word;
    memcpy(&word, code->instructions + at * ACCORD_INSTRUCTION_BYTES, sizeof word);
    return (struct accord_instruction){.operation = (int)(word & 0x7F),
                                       .a = (int)(word >> 7 & 0xFF),
                                       .b = (int)(word >> 16 & 0xFF),
                                       .c = (int)(word >> 24),
                                       .constant = (word >> 15 & 1) != 0,
                                       .bx = (int)(word >> 15),
                                       .jump = (int)(word >> 7) - JUMP_OFFSET};
}

/* Registers among its operands. C is one unless the instruction says that it is a constant's number. */
enum { READS_A = 1, READS_B = 2, READS_C = 4, WRITES_A = 8 };

/* Where it goes: on, on or over the next (a test), over the next, away. The others are told apart by their names. */
enum course { ON, TEST, OVER, AWAY, JUMPS };

static const struct {
    const char *name;
    unsigned char registers;
    unsigned char course;
} operations[] = {
#define OPERATION(name, registers, course) {#name, registers, course},
    ACCORD_OPERATIONS_LIST(OPERATION)
#undef OPERATION
};

/* Registers in a row, from the first to before the end. */
struct span {
    int first, end;
};

/* `count` of them from A on; all where that is none, since it says one more than there are. */
static struct span counted(int a, int count, int more)
{
    return (struct span){a, count == 0 ? ACCORD_REGISTERS_MAX : a + count + more};
}

static struct span read_span(const struct accord_instruction *in)
{
    switch (in->operation) {
    case ACCORD_OP_CONCAT:
        return (struct span){in->a, in->a + in->b};
    case ACCORD_OP_CALL:
    case ACCORD_OP_TAILCALL:
        return counted(in->a, in->b, 0);
    case ACCORD_OP_RETURN:
        return counted(in->a, in->b, -1);
    case ACCORD_OP_RETURN1:
        return (struct span){in->a, in->a + 1};
    case ACCORD_OP_SETLIST:
        return counted(in->a, in->b, 1);
    case ACCORD_OP_FORLOOP:
    case ACCORD_OP_FORPREP:
        return (struct span){in->a, in->a + 3};
    case ACCORD_OP_TFORPREP:
    case ACCORD_OP_TFORCALL:
        return (struct span){in->a, in->a + 4};
    case ACCORD_OP_TFORLOOP:
        return (struct span){in->a + 4, in->a + 5};
    default:
        return (struct span){0, 0};
    }
}

/* A call may leave anything in the registers from the called function on. */
static struct span write_span(const struct accord_instruction *in)
{
    switch (in->operation) {
    case ACCORD_OP_LOADNIL:
        return (struct span){in->a, in->a + in->b + 1};
    case ACCORD_OP_SELF:
        return (struct span){in->a, in->a + 2};
    case ACCORD_OP_CONCAT:
        return (struct span){in->a, in->a + in->b};
    case ACCORD_OP_CALL:
    case ACCORD_OP_TAILCALL:
    case ACCORD_OP_VARARG:
        return (struct span){in->a, ACCORD_REGISTERS_MAX};
    case ACCORD_OP_FORLOOP:
    case ACCORD_OP_FORPREP:
        return (struct span){in->a, in->a + 4};
    case ACCORD_OP_TFORCALL:
        return (struct span){in->a + 4, ACCORD_REGISTERS_MAX};
    case ACCORD_OP_TFORLOOP:
        return (struct span){in->a + 2, in->a + 3};
    default:
        return (struct span){0, 0};
    }
}

static bool within(struct span span, int reg)
{
    return reg >= span.first && reg < span.end;
}

bool accord_instruction_reads(const struct accord_instruction *in, int reg)
{
    unsigned registers = operations[in->operation].registers;
    return ((registers & READS_A) != 0 && in->a == reg) || ((registers & READS_B) != 0 && in->b == reg) ||
           ((registers & READS_C) != 0 && !in->constant && in->c == reg) || within(read_span(in), reg);
}

bool accord_instruction_writes(const struct accord_instruction *in, int reg)
{
    bool writes = (operations[in->operation].registers & WRITES_A) != 0 && in->a == reg;
    return writes || within(write_span(in), reg);
}

bool accord_instruction_straight(const struct accord_instruction *in)
{
    return operations[in->operation].course == ON;
}

size_t accord_code_following(const struct accord_code *code, size_t at, size_t following[ACCORD_FOLLOWING_MAX])
{
    struct accord_instruction in = accord_code_at(code, at);
    enum course course = operations[in.operation].course;
    int64_t next = (int64_t)at + 1, to[ACCORD_FOLLOWING_MAX] = {next, -1};
    if (course == TEST) to[1] = next + 1;
    if (course == OVER) to[0] = next + 1;
    if (course == AWAY) to[0] = -1;
    if (in.operation == ACCORD_OP_JMP) to[0] = next + in.jump;
    if (in.operation == ACCORD_OP_FORLOOP || in.operation == ACCORD_OP_TFORLOOP) to[1] = next - in.bx;
    if (in.operation == ACCORD_OP_FORPREP) to[1] = next + in.bx + 1;
    if (in.operation == ACCORD_OP_TFORPREP) to[0] = next + in.bx;
    size_t count = 0;
    for (int i = 0; i < ACCORD_FOLLOWING_MAX; i++)
        if (to[i] >= 0 && (uint64_t)to[i] < code->count) following[count++] = (size_t)to[i];
    return count;
}

/* ---- whether it is so here ---- */

static void add_names(const struct accord_code *code, struct accord_text *text)
{
    for (size_t i = 0; i < code->count; i++) {
        if (text->length > 0) accord_text_add(text, " ", 1);
        accord_text_add_str(text, operations[accord_code_at(code, i).operation].name);
    }
    for (size_t i = 0; i < code->inner_count; i++)
        add_names(&code->inner[i], text);
}

static bool compiles_to(lua_State *L, const char *source, const char *names)
{
    enum { NAMES_MAX = 4096 };
    struct accord_text text;
    struct accord_arena arena;
    if (luaL_loadbufferx(L, source, strlen(source), "=known", "t") != LUA_OK) return false;
    accord_text_init(&text, NAMES_MAX);
    accord_arena_init(&arena);
    const struct accord_code *code = accord_code_read(L, &arena);
    if (code != NULL) add_names(code, &text);
    bool same = code != NULL && !text.failed && strcmp(accord_text_str(&text), names) == 0;
    accord_arena_clear(&arena);
    accord_text_clear(&text);
    return same;
}

bool accord_code_known(lua_State *L)
{
    static const struct {
        const char *source;
        const char *names;
    } known[] = {
        {"local a, b <const>, c = 1, 2.5 a = b c = 'c', 1.0, 5.0 a.x, a[1], a[c], a[b], x = 1, a, 'y', nil, "
         "a[c] return a.x, a[1], x",
         "VARARGPREP LOADI LOADK LOADNIL MOVE LOADK LOADF LOADF MOVE LOADI MOVE LOADK LOADNIL GETTABLE "
         "SETTABUP SETTABLE SETTABLE SETI SETFIELD GETFIELD GETI GETTABUP RETURN RETURN"},
        {"local a, b = true, false a = not b return -a, ~a, #a, a .. b .. a, a:m(b), a < b",
         "VARARGPREP LOADTRUE LOADFALSE NOT UNM BNOT LEN MOVE MOVE MOVE CONCAT SELF MOVE CALL LT JMP "
         "LFALSESKIP LOADTRUE RETURN RETURN"},
        {"local a, b = ... a = a + 1, a + 2.5, a - 2.5, a * 2, a % 2, a ^ 2, a / 2, a // 2, a & 2, a | 2, a ~ "
         "2, a >> 1, 1 << a, a - 1 a = a + b, a - b, a * b, a % b, a ^ b, a / b, a // b, a & b, a | b, a ~ b, "
         "a << b, a >> b",
         "VARARGPREP VARARG ADDI MMBINI ADDK MMBINK SUBK MMBINK MULK MMBINK MODK MMBINK POWK MMBINK DIVK "
         "MMBINK IDIVK MMBINK BANDK MMBINK BORK MMBINK BXORK MMBINK SHRI MMBINI SHLI MMBINI ADDI MMBINI MOVE "
         "ADD MMBIN SUB MMBIN MUL MMBIN MOD MMBIN POW MMBIN DIV MMBIN IDIV MMBIN BAND MMBIN BOR MMBIN BXOR "
         "MMBIN SHL MMBIN SHR MMBIN MOVE RETURN"},
        {"local a, b = ... if a == b or a < b or a <= b or a == 'a' or a == 1 or a < 1 or a <= 1 or a > 1 or a "
         ">= 1 or a then b = a and b end return b",
         "VARARGPREP VARARG EQ JMP LT JMP LE JMP EQK JMP EQI JMP LTI JMP LEI JMP GTI JMP GEI JMP TEST JMP "
         "TESTSET JMP RETURN RETURN"},
        {"for i = 1, 2 do local a, c <close> = i f = function() a = f end f(i) end for k, v in f do end return "
         "f()",
         "VARARGPREP LOADI LOADI LOADI FORPREP MOVE LOADNIL TBC CLOSURE SETTABUP GETTABUP MOVE CALL CLOSE "
         "FORLOOP GETTABUP LOADNIL TFORPREP TFORCALL TFORLOOP CLOSE GETTABUP TAILCALL RETURN RETURN GETTABUP "
         "SETUPVAL RETURN0"},
        {"local a, b = { 1, 2, a = 1, ... } return function() return a, b end, function() return a end, "
         "function() end",
         "VARARGPREP NEWTABLE EXTRAARG LOADI LOADI SETFIELD VARARG SETLIST LOADNIL CLOSURE CLOSURE CLOSURE "
         "RETURN RETURN GETUPVAL GETUPVAL RETURN RETURN0 GETUPVAL RETURN1 RETURN0 RETURN0"},
    };
    bool same = true;
    for (size_t i = 0; i < sizeof known / sizeof known[0] && same; i++) {
        same = compiles_to(L, known[i].source, known[i].names);
        lua_pop(L, 1);
    }
    return same;
}
