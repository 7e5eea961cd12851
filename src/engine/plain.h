/* Plain values between C and Lua, and the Lua files that hold nothing else. */
#ifndef ACCORD_ENGINE_PLAIN_H
#define ACCORD_ENGINE_PLAIN_H

#include "accord/plain.h"
#include "accord/problems.h"
#include "accord/run.h"
#include "base/memory.h"
#include "base/text.h"

struct lua_State;
struct accord_pack_file;

enum {
    ACCORD_PLAIN_FILE_VALUES_MAX = 1000 * 1000,
    ACCORD_PLAIN_BYTES_MAX = 32 * 1024 * 1024 /* of all texts of one value */
};

struct accord_plain_limits {
    size_t values; /* in all */
    size_t bytes;  /* of all texts and names */
    int depth;     /* at most ACCORD_PLAIN_DEPTH_MAX */
};

/* Copies the value at `index` into the arena: dates and amounts as their texts. Raises for anything else, and beyond
 * the limits ("given.actors[2].name is a function, ..."); `what` is how the whole is called in that message, "" where
 * the names inside it say enough. Call it in protected mode. */
void accord_plain_take(struct lua_State *L, int index, const char *what, const struct accord_plain_limits *limits,
                       struct accord_arena *arena, struct accord_plain *value);

/* A copy that lives with another arena; NULL when memory is short. */
const struct accord_plain *accord_plain_copy(const struct accord_plain *value, struct accord_arena *arena);
/* The bytes that a copy takes. */
size_t accord_plain_size(const struct accord_plain *value);

/* Pushes the value as Lua sees it. May raise for lack of memory. */
void accord_plain_push(struct lua_State *L, const struct accord_plain *value);

/* Appends the value as JSON on one line, names sorted. */
void accord_plain_write(struct accord_text *text, const struct accord_plain *value);

/* Puts the keys of `overrides`, a table, into the table at `index`, a rule's params: only keys that it has, with values
 * of the type that they have (texts for dates and amounts); raises otherwise, with the nearest name. `rule` says whose
 * params they are. */
void accord_plain_override(struct lua_State *L, int index, const struct accord_plain *overrides, const char *rule);

/* A Lua file that holds only data, as it was read; all of it lives in the arena that it was read into. */
struct accord_plain_file {
    const char *path; /* as given */
    const char *source;
    size_t length;
    struct accord_plain value; /* what it returns: at most ACCORD_PLAIN_FILE_VALUES_MAX values */
};

/* Runs the file and takes what it returns. It sees the plain part of the rules' environment (texts, lists, numbers,
 * `lib`): no date, verdict or actor; and is under the limits of the packs. What is wrong with it is added to `problems`
 * as file:line, and the status is ACCORD_BAD_RULES. Not while a run of the packs evaluates. */
enum accord_status accord_plain_read_file(struct accord_packs *packs, const char *path, struct accord_arena *arena,
                                          struct accord_problems *problems, struct accord_plain_file *file,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* The same with a text that was read before (accord_pack_file_read): no file is opened. */
enum accord_status accord_plain_run_file(struct accord_packs *packs, const char *path,
                                         const struct accord_pack_file *text, struct accord_arena *arena,
                                         struct accord_problems *problems, struct accord_plain_file *file,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* The line on which `about` stands first behind the quoted text `within` (either may be NULL), for complaints. */
unsigned accord_plain_file_line(const struct accord_plain_file *file, const char *within, const char *about);

#endif
