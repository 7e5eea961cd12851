/* Compiled functions as trees, and what each of their instructions reads, writes and leads to: Lua 5.4's form.
 *
 * It is read from what lua_dump writes. Code that the compiler did not make (a "binary chunk") is none of it: the
 * sandbox loads texts only. */
#ifndef ACCORD_ENGINE_CODE_H
#define ACCORD_ENGINE_CODE_H

#include "base/memory.h"

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACCORD_REGISTERS_MAX = 256 };

/* A short text, as names of fields are; NULL: a constant of another kind, or a long text. */
struct accord_code_text {
    const char *text;
    size_t length;
};

struct accord_code {
    const unsigned char *instructions;
    size_t count;
    const struct accord_code_text *constants;
    size_t constant_count;
    const unsigned char *upvalues; /* as accord_dump_take_upvalues has them */
    size_t upvalue_count;
    const struct accord_code *inner;
    size_t inner_count;
    unsigned parameters;
    unsigned registers;
    const unsigned *lines; /* one an instruction; NULL where they were not asked for */
};

/* As Lua 5.4 numbers its operations: name, which of its operands are registers, where it goes. What MMBIN and its like
 * read was read by the operation before, which has their register as well. */
#define ACCORD_OPERATIONS_LIST(X)                                                                                      \
    X(MOVE, READS_B | WRITES_A, ON)                                                                                    \
    X(LOADI, WRITES_A, ON)                                                                                             \
    X(LOADF, WRITES_A, ON)                                                                                             \
    X(LOADK, WRITES_A, ON)                                                                                             \
    X(LOADKX, WRITES_A, ON)                                                                                            \
    X(LOADFALSE, WRITES_A, ON)                                                                                         \
    X(LFALSESKIP, WRITES_A, OVER)                                                                                      \
    X(LOADTRUE, WRITES_A, ON)                                                                                          \
    X(LOADNIL, 0, ON)                                                                                                  \
    X(GETUPVAL, WRITES_A, ON)                                                                                          \
    X(SETUPVAL, READS_A, ON)                                                                                           \
    X(GETTABUP, WRITES_A, ON)                                                                                          \
    X(GETTABLE, READS_B | READS_C | WRITES_A, ON)                                                                      \
    X(GETI, READS_B | WRITES_A, ON)                                                                                    \
    X(GETFIELD, READS_B | WRITES_A, ON)                                                                                \
    X(SETTABUP, READS_C, ON)                                                                                           \
    X(SETTABLE, READS_A | READS_B | READS_C, ON)                                                                       \
    X(SETI, READS_A | READS_C, ON)                                                                                     \
    X(SETFIELD, READS_A | READS_C, ON)                                                                                 \
    X(NEWTABLE, WRITES_A, ON)                                                                                          \
    X(SELF, READS_B | READS_C | WRITES_A, ON)                                                                          \
    X(ADDI, READS_B | WRITES_A, ON)                                                                                    \
    X(ADDK, READS_B | WRITES_A, ON)                                                                                    \
    X(SUBK, READS_B | WRITES_A, ON)                                                                                    \
    X(MULK, READS_B | WRITES_A, ON)                                                                                    \
    X(MODK, READS_B | WRITES_A, ON)                                                                                    \
    X(POWK, READS_B | WRITES_A, ON)                                                                                    \
    X(DIVK, READS_B | WRITES_A, ON)                                                                                    \
    X(IDIVK, READS_B | WRITES_A, ON)                                                                                   \
    X(BANDK, READS_B | WRITES_A, ON)                                                                                   \
    X(BORK, READS_B | WRITES_A, ON)                                                                                    \
    X(BXORK, READS_B | WRITES_A, ON)                                                                                   \
    X(SHRI, READS_B | WRITES_A, ON)                                                                                    \
    X(SHLI, READS_B | WRITES_A, ON)                                                                                    \
    X(ADD, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(SUB, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(MUL, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(MOD, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(POW, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(DIV, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(IDIV, READS_B | READS_C | WRITES_A, ON)                                                                          \
    X(BAND, READS_B | READS_C | WRITES_A, ON)                                                                          \
    X(BOR, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(BXOR, READS_B | READS_C | WRITES_A, ON)                                                                          \
    X(SHL, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(SHR, READS_B | READS_C | WRITES_A, ON)                                                                           \
    X(MMBIN, 0, ON)                                                                                                    \
    X(MMBINI, 0, ON)                                                                                                   \
    X(MMBINK, 0, ON)                                                                                                   \
    X(UNM, READS_B | WRITES_A, ON)                                                                                     \
    X(BNOT, READS_B | WRITES_A, ON)                                                                                    \
    X(NOT, READS_B | WRITES_A, ON)                                                                                     \
    X(LEN, READS_B | WRITES_A, ON)                                                                                     \
    X(CONCAT, 0, ON)                                                                                                   \
    X(CLOSE, 0, ON)                                                                                                    \
    X(TBC, READS_A, ON)                                                                                                \
    X(JMP, 0, JUMPS)                                                                                                   \
    X(EQ, READS_A | READS_B, TEST)                                                                                     \
    X(LT, READS_A | READS_B, TEST)                                                                                     \
    X(LE, READS_A | READS_B, TEST)                                                                                     \
    X(EQK, READS_A, TEST)                                                                                              \
    X(EQI, READS_A, TEST)                                                                                              \
    X(LTI, READS_A, TEST)                                                                                              \
    X(LEI, READS_A, TEST)                                                                                              \
    X(GTI, READS_A, TEST)                                                                                              \
    X(GEI, READS_A, TEST)                                                                                              \
    X(TEST, READS_A, TEST)                                                                                             \
    X(TESTSET, READS_B | WRITES_A, TEST)                                                                               \
    X(CALL, 0, ON)                                                                                                     \
    X(TAILCALL, 0, ON)                                                                                                 \
    X(RETURN, 0, AWAY)                                                                                                 \
    X(RETURN0, 0, AWAY)                                                                                                \
    X(RETURN1, 0, AWAY)                                                                                                \
    X(FORLOOP, 0, JUMPS)                                                                                               \
    X(FORPREP, 0, JUMPS)                                                                                               \
    X(TFORPREP, 0, JUMPS)                                                                                              \
    X(TFORCALL, 0, ON)                                                                                                 \
    X(TFORLOOP, 0, JUMPS)                                                                                              \
    X(SETLIST, 0, ON)                                                                                                  \
    X(CLOSURE, WRITES_A, ON)                                                                                           \
    X(VARARG, 0, ON)                                                                                                   \
    X(VARARGPREP, 0, ON)                                                                                               \
    X(EXTRAARG, 0, ON)

enum accord_operation {
#define ACCORD_OPERATION(name, registers, course) ACCORD_OP_##name,
    ACCORD_OPERATIONS_LIST(ACCORD_OPERATION)
#undef ACCORD_OPERATION
        ACCORD_OPERATIONS
};

struct accord_instruction {
    int operation; /* below ACCORD_OPERATIONS where the code is of a known form */
    int a, b, c;
    bool constant; /* C is a constant's number, not a register's */
    int bx;
    int jump; /* of JMP, from the next instruction */
};

/* The function on top with all inside it, in the arena. NULL: it is no Lua function, of a form that is not known, or
 * memory is short. Never raises. */
const struct accord_code *accord_code_read(lua_State *L, struct accord_arena *arena);

/* The same with lines. */
const struct accord_code *accord_code_read_lines(lua_State *L, struct accord_arena *arena);

/* The number of _ENV among a function's upvalues, where the function around it has it as its upvalue `outer`. A chunk
 * has it as its first. */
enum { ACCORD_NO_ENVIRONMENT = -1, ACCORD_CHUNK_ENVIRONMENT = 0 };
int accord_code_environment(const struct accord_code *code, int outer);

struct accord_instruction accord_code_at(const struct accord_code *code, size_t at);

/* The constant of that number; a text of NULL where there is none. */
struct accord_code_text accord_code_constant(const struct accord_code *code, int number);
bool accord_code_text_is(struct accord_code_text text, const char *other);

/* Whether it may read, or may change, a register. Where it takes all that lie from some register on, it reads or
 * changes all of those. */
bool accord_instruction_reads(const struct accord_instruction *instruction, int reg);
bool accord_instruction_writes(const struct accord_instruction *instruction, int reg);

/* Whether nothing but the next instruction can follow. */
bool accord_instruction_straight(const struct accord_instruction *instruction);

/* Which instructions may follow the one at `at`: their number, 0 to 2. What lies outside the code is left out. */
enum { ACCORD_FOLLOWING_MAX = 2 };
size_t accord_code_following(const struct accord_code *code, size_t at, size_t following[ACCORD_FOLLOWING_MAX]);

/* Whether this Lua compiles texts that are known to the operations that are known: what is read here of other code
 * is then right. */
bool accord_code_known(lua_State *L);

#endif
