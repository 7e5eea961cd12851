/* The files of rule packs: found, sorted, read. */
#ifndef ACCORD_ENGINE_FILES_H
#define ACCORD_ENGINE_FILES_H

#include "accord/problems.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum accord_file_role { ACCORD_FILE_REGISTER, ACCORD_FILE_RULE, ACCORD_FILE_LIB };

struct accord_pack_file {
    enum accord_file_role role;
    const char *path;   /* relative to its folder */
    const char *folder; /* as given; NULL for a file of the working folder that was asked for by its path */
    const char *name;   /* of a lib: what lib("name") asks for */
    const char *source;
    size_t length;
    const unsigned *lines; /* that can run, see accord_packs_lines; NULL: not looked for yet */
    size_t line_count;
};

enum { ACCORD_PACK_FILES_MAX = 8192 };

struct accord_pack_files {
    struct accord_pack_file *files; /* sorted by path within their folder, registers and libs first */
    size_t count;
    size_t capacity;
};

/* Adds every *.lua under the folder, down three levels, but for names that begin with a dot, *_test.lua and folders
 * called `profiles`; `lib` folders hold libs, instrument.lua is a register, all else is a rule. Texts live in `arena`.
 * What cannot be read is a problem. */
enum accord_status accord_pack_files_find(const char *folder, struct accord_arena *arena,
                                          struct accord_pack_files *files, struct accord_problems *problems,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Adds every *_test.lua that lies where the loader looks for rules; none is no problem. */
enum accord_status accord_pack_tests_find(const char *folder, struct accord_arena *arena,
                                          struct accord_pack_files *files, struct accord_problems *problems,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Reads one file by its path, for `file->source` and `file->length` in the arena; NULL when it cannot be read, which is
 * a problem. */
enum accord_status accord_pack_file_read(const char *path, struct accord_arena *arena, struct accord_pack_file *file,
                                         struct accord_problems *problems, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_pack_files_clear(struct accord_pack_files *files);

#endif
