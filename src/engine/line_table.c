/* Which lines of a compiled file can run. A function's closing `end` has an instruction of its own that nobody reaches
 * where every way out returns, so that control flow is followed. */
#include "engine/line_table.h"

#include "base/error.h"
#include "base/memory.h"
#include "engine/dump.h"

#include <stdint.h>
#include <string.h>

enum { ABSOLUTE_LINE = 0x80 };

/* ---- reading ---- */

struct table {
    struct accord_dump dump;
    bool short_of_memory;
    bool *reached;
    size_t line_count;
};

/* A line number; beyond what the file has it is a bad dump. */
static size_t take_line(struct table *table)
{
    size_t line = accord_dump_take_size(&table->dump);
    if (line >= table->line_count) table->dump.bad = true;
    return table->dump.bad ? 0 : line;
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
    memcpy(&instruction, walk->code + pc * ACCORD_INSTRUCTION_BYTES, sizeof instruction);
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
static void note_lines(struct table *table, const struct walk *walk, size_t first, size_t defined)
{
    size_t line = defined;
    size_t count = accord_dump_take_size(&table->dump);
    const unsigned char *steps = accord_dump_take(&table->dump, 1, count);
    size_t absolutes = accord_dump_take_size(&table->dump);
    if (count != walk->count) table->dump.bad = true;
    for (size_t pc = 0; pc < count && !table->dump.bad; pc++) {
        if (steps[pc] == ABSOLUTE_LINE) {
            if (absolutes-- == 0) table->dump.bad = true;
            (void)accord_dump_take_size(&table->dump);
            line = take_line(table);
        } else {
            line += (size_t)(ptrdiff_t)(signed char)steps[pc];
        }
        if (line >= table->line_count) table->dump.bad = true;
        if (!table->dump.bad && walk->seen != NULL && pc >= first && walk->seen[pc]) table->reached[line] = true;
    }
    for (; absolutes > 0 && !table->dump.bad; absolutes--) {
        (void)accord_dump_take_size(&table->dump);
        (void)accord_dump_take_size(&table->dump);
    }
}

static void walk_function(struct table *table, struct walk *walk)
{
    if (table->dump.bad || walk->count == 0) return;
    walk->seen = accord_alloc_zero(walk->count, sizeof *walk->seen);
    walk->waiting = accord_alloc_zero(walk->count, sizeof *walk->waiting);
    if (walk->seen == NULL || walk->waiting == NULL) {
        table->dump.bad = table->short_of_memory = true;
        return;
    }
    go(walk, 0);
    while (walk->waiting_count > 0)
        follow(walk, walk->waiting[--walk->waiting_count]);
}

static void read_function(struct table *table, int depth)
{
    struct walk walk = {NULL, 0, NULL, NULL, 0};
    size_t upvalues;
    if (depth > ACCORD_DUMP_DEPTH_MAX) table->dump.bad = true;
    accord_dump_skip_text(&table->dump);
    size_t defined = take_line(table);
    (void)take_line(table);
    (void)accord_dump_take_byte(&table->dump);
    bool variadic = accord_dump_take_byte(&table->dump) != 0;
    (void)accord_dump_take_byte(&table->dump);
    walk.count = accord_dump_take_size(&table->dump);
    walk.code = accord_dump_take(&table->dump, ACCORD_INSTRUCTION_BYTES, walk.count);
    accord_dump_skip_constants(&table->dump);
    (void)accord_dump_take_upvalues(&table->dump, &upvalues);
    for (size_t left = accord_dump_take_size(&table->dump); left > 0 && !table->dump.bad; left--)
        read_function(table, depth + 1);
    if (depth > 0) walk_function(table, &walk);
    note_lines(table, &walk, variadic ? 1 : 0, defined);
    accord_dump_skip_names(&table->dump);
    accord_free(walk.seen);
    accord_free(walk.waiting);
}

enum accord_status accord_line_table_read(const unsigned char *bytes, size_t length, bool *reached, size_t count,
                                          struct accord_error *err)
{
    struct table table = {.dump = {.bytes = bytes, .length = length}, .reached = reached, .line_count = count};
    accord_dump_take_header(&table.dump);
    read_function(&table, 0);
    if (table.short_of_memory) return accord_error_memory(err);
    if (table.dump.bad || table.dump.at != length)
        return accord_error_set(err, ACCORD_BAD_RULES, "the compiled file is not of a form that is known");
    return ACCORD_OK;
}
