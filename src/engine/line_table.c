/* Which lines of a compiled file can run. A function's closing `end` has an instruction of its own that nobody reaches
 * where every way out returns, so that control flow is followed. */
#include "engine/line_table.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdint.h>
#include <string.h>

enum { DEPTH_MAX = 250, INSTRUCTION_BYTES = 4, ABSOLUTE_LINE = 0x80 };

/* ---- reading ---- */

struct dump {
    const unsigned char *bytes;
    size_t length;
    size_t at;
    bool bad;
    bool short_of_memory;
    bool *reached;
    size_t line_count;
};

static const unsigned char *take(struct dump *dump, size_t size, size_t count)
{
    const unsigned char *bytes = dump->bytes + dump->at;
    if (dump->bad || count > (dump->length - dump->at) / size) {
        dump->bad = true;
        return NULL;
    }
    dump->at += size * count;
    return bytes;
}

static unsigned take_byte(struct dump *dump)
{
    const unsigned char *byte = take(dump, 1, 1);
    return byte == NULL ? 0 : *byte;
}

/* Seven bits a byte, the last byte marked. */
static size_t take_size(struct dump *dump)
{
    size_t size = 0;
    for (unsigned byte = 0; !dump->bad && (byte & 0x80) == 0;) {
        byte = take_byte(dump);
        if (size >> (sizeof size * 8 - 7) != 0) dump->bad = true;
        size = size << 7 | (byte & 0x7f);
    }
    return dump->bad ? 0 : size;
}

static void skip_text(struct dump *dump)
{
    size_t size = take_size(dump);
    if (size > 1) (void)take(dump, 1, size - 1);
}

/* A line number; beyond what the file has it is a bad dump. */
static size_t take_line(struct dump *dump)
{
    size_t line = take_size(dump);
    if (line >= dump->line_count) dump->bad = true;
    return dump->bad ? 0 : line;
}

static void check_header(struct dump *dump)
{
    static const unsigned char expected[] = {
        0x1b, 'L', 'u', 'a', 0x54, 0, 0x19, 0x93, '\r', '\n', 0x1a, '\n', INSTRUCTION_BYTES, 8, 8};
    const unsigned char *header = take(dump, 1, sizeof expected);
    if (header != NULL && memcmp(header, expected, sizeof expected) != 0) dump->bad = true;
    (void)take(dump, 8, 2); /* an integer and a float to compare with */
    (void)take_byte(dump);  /* upvalues of the chunk */
}

static void skip_constants(struct dump *dump)
{
    enum { SHORT_TEXT = 0x04, LONG_TEXT = 0x14, INTEGER = 0x03, FLOAT = 0x13 };
    for (size_t left = take_size(dump); left > 0 && !dump->bad; left--) {
        unsigned type = take_byte(dump);
        if (type == SHORT_TEXT || type == LONG_TEXT) skip_text(dump);
        if (type == INTEGER || type == FLOAT) (void)take(dump, 8, 1);
    }
}

/* ---- control flow ---- */

enum flow { FLOW_NEXT, FLOW_TEST, FLOW_SKIP, FLOW_JUMP, FLOW_STOP, FLOW_LOOP, FLOW_PREPARE, FLOW_PREPARE_CALL };

enum { OPCODES = 83 };

/* Lua 5.4's instructions that do not simply go on to the next. */
static const unsigned char flows[OPCODES] = {
    [6] = FLOW_SKIP,                                                 /* LFALSESKIP */
    [56] = FLOW_JUMP,                                                /* JMP */
    [57] = FLOW_TEST,         [58] = FLOW_TEST,    [59] = FLOW_TEST, /* EQ LT LE */
    [60] = FLOW_TEST,         [61] = FLOW_TEST,    [62] = FLOW_TEST, /* EQK EQI LTI */
    [63] = FLOW_TEST,         [64] = FLOW_TEST,    [65] = FLOW_TEST, /* LEI GTI GEI */
    [66] = FLOW_TEST,         [67] = FLOW_TEST,                      /* TEST TESTSET */
    [69] = FLOW_STOP, /* TAILCALL: the RETURN behind it, on the line of the last bracket, runs only after C functions */
    [70] = FLOW_STOP,         [71] = FLOW_STOP,    [72] = FLOW_STOP, /* RETURN RETURN0 RETURN1 */
    [73] = FLOW_LOOP,         [74] = FLOW_PREPARE,                   /* FORLOOP FORPREP */
    [75] = FLOW_PREPARE_CALL, [77] = FLOW_LOOP,                      /* TFORPREP TFORLOOP */
};

struct walk {
    const unsigned char *code;
    size_t count;
    bool *seen;
    size_t *waiting;
    size_t waiting_count;
};

static uint32_t instruction_at(const struct walk *walk, size_t pc)
{
    uint32_t instruction;
    memcpy(&instruction, walk->code + pc * INSTRUCTION_BYTES, sizeof instruction);
    return instruction;
}

static void go(struct walk *walk, size_t pc)
{
    if (pc >= walk->count || walk->seen[pc]) return;
    walk->seen[pc] = true;
    walk->waiting[walk->waiting_count++] = pc;
}

static size_t jump_target(const struct walk *walk, size_t pc)
{
    enum { OFFSET = 16777215 };
    if (pc >= walk->count) return pc;
    return pc + 1 + (instruction_at(walk, pc) >> 7) - OFFSET; /* wraps for a jump back */
}

static void follow(struct walk *walk, size_t pc)
{
    uint32_t instruction = instruction_at(walk, pc);
    size_t opcode = instruction & 0x7f, far = instruction >> 15;
    switch (opcode < OPCODES ? (enum flow)flows[opcode] : FLOW_NEXT) {
    case FLOW_NEXT:
        go(walk, pc + 1);
        break;
    case FLOW_TEST: /* takes the jump after it without stopping there */
        go(walk, jump_target(walk, pc + 1));
        go(walk, pc + 2);
        break;
    case FLOW_SKIP:
        go(walk, pc + 2);
        break;
    case FLOW_JUMP:
        go(walk, jump_target(walk, pc));
        break;
    case FLOW_STOP:
        break;
    case FLOW_LOOP:
        go(walk, pc + 1);
        go(walk, pc + 1 - far);
        break;
    case FLOW_PREPARE:
        go(walk, pc + 1);
        go(walk, pc + 2 + far);
        break;
    case FLOW_PREPARE_CALL:
        go(walk, pc + 1 + far);
        break;
    }
}

/* ---- functions ---- */

/* Notes the lines of the instructions seen; `first` is the first that stops at a line. */
static void note_lines(struct dump *dump, const struct walk *walk, size_t first, size_t defined)
{
    size_t line = defined;
    size_t count = take_size(dump);
    const unsigned char *steps = take(dump, 1, count);
    size_t absolutes = take_size(dump);
    if (count != walk->count) dump->bad = true;
    for (size_t pc = 0; pc < count && !dump->bad; pc++) {
        if (steps[pc] == ABSOLUTE_LINE) {
            if (absolutes-- == 0) dump->bad = true;
            (void)take_size(dump);
            line = take_line(dump);
        } else {
            line += (size_t)(ptrdiff_t)(signed char)steps[pc];
        }
        if (line >= dump->line_count) dump->bad = true;
        if (!dump->bad && walk->seen != NULL && pc >= first && walk->seen[pc]) dump->reached[line] = true;
    }
    for (; absolutes > 0 && !dump->bad; absolutes--) {
        (void)take_size(dump);
        (void)take_size(dump);
    }
}

static void walk_function(struct dump *dump, struct walk *walk)
{
    if (dump->bad || walk->count == 0) return;
    walk->seen = accord_alloc_zero(walk->count, sizeof *walk->seen);
    walk->waiting = accord_alloc_zero(walk->count, sizeof *walk->waiting);
    if (walk->seen == NULL || walk->waiting == NULL) {
        dump->bad = dump->short_of_memory = true;
        return;
    }
    go(walk, 0);
    while (walk->waiting_count > 0)
        follow(walk, walk->waiting[--walk->waiting_count]);
}

static void skip_names(struct dump *dump)
{
    for (size_t left = take_size(dump); left > 0 && !dump->bad; left--) { /* local variables */
        skip_text(dump);
        (void)take_size(dump);
        (void)take_size(dump);
    }
    for (size_t left = take_size(dump); left > 0 && !dump->bad; left--)
        skip_text(dump);
}

static void read_function(struct dump *dump, int depth)
{
    struct walk walk = {NULL, 0, NULL, NULL, 0};
    if (depth > DEPTH_MAX) dump->bad = true;
    skip_text(dump);
    size_t defined = take_line(dump);
    (void)take_line(dump);
    (void)take_byte(dump);
    bool variadic = take_byte(dump) != 0;
    (void)take_byte(dump);
    walk.count = take_size(dump);
    walk.code = take(dump, INSTRUCTION_BYTES, walk.count);
    skip_constants(dump);
    (void)take(dump, 3, take_size(dump)); /* upvalues */
    for (size_t left = take_size(dump); left > 0 && !dump->bad; left--)
        read_function(dump, depth + 1);
    if (depth > 0) walk_function(dump, &walk);
    note_lines(dump, &walk, variadic ? 1 : 0, defined);
    skip_names(dump);
    accord_free(walk.seen);
    accord_free(walk.waiting);
}

enum accord_status accord_line_table_read(const unsigned char *bytes, size_t length, bool *reached, size_t count,
                                          struct accord_error *err)
{
    struct dump dump = {.bytes = bytes, .length = length, .reached = reached, .line_count = count};
    check_header(&dump);
    read_function(&dump, 0);
    if (dump.short_of_memory) return accord_error_memory(err);
    if (dump.bad || dump.at != length)
        return accord_error_set(err, ACCORD_BAD_RULES, "the compiled file is not of a form that is known");
    return ACCORD_OK;
}
