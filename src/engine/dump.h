/* What lua_dump writes of a compiled chunk, taken piece by piece. No Lua. */
#ifndef ACCORD_ENGINE_DUMP_H
#define ACCORD_ENGINE_DUMP_H

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_INSTRUCTION_BYTES = 4, ACCORD_UPVALUE_BYTES = 3, ACCORD_DUMP_DEPTH_MAX = 250 };

struct accord_dump {
    const unsigned char *bytes;
    size_t length;
    size_t at;
    bool bad; /* not what Lua 5.4 writes: nothing more is taken */
};

/* `count` pieces of `size` bytes; NULL where they are not there. */
const unsigned char *accord_dump_take(struct accord_dump *dump, size_t size, size_t count);
unsigned accord_dump_take_byte(struct accord_dump *dump);
size_t accord_dump_take_size(struct accord_dump *dump);

void accord_dump_take_header(struct accord_dump *dump);
void accord_dump_skip_text(struct accord_dump *dump);
/* A text, without a NUL; NULL: none, which is not the empty one. */
const unsigned char *accord_dump_take_text(struct accord_dump *dump, size_t *length);

enum accord_constant { ACCORD_CONSTANT_SHORT_TEXT, ACCORD_CONSTANT_LONG_TEXT, ACCORD_CONSTANT_OTHER };
/* One constant; text and length are those of a text. */
enum accord_constant accord_dump_take_constant(struct accord_dump *dump, const unsigned char **text, size_t *length);
void accord_dump_skip_constants(struct accord_dump *dump);
/* Three bytes each: whether it is a local of the function around (else one of its upvalues), its number there, its
 * kind.
 */
const unsigned char *accord_dump_take_upvalues(struct accord_dump *dump, size_t *count);
/* The names of local variables and upvalues, which end a function. */
void accord_dump_skip_names(struct accord_dump *dump);

#endif
