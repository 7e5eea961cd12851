/* Which lines of a compiled file can run, from what lua_dump writes of it. No Lua. */
#ifndef ACCORD_ENGINE_LINE_TABLE_H
#define ACCORD_ENGINE_LINE_TABLE_H

#include "accord/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Sets reached[line] for each line (1 to count - 1) with an instruction of a function inside the chunk that control can
 * reach; the chunk's own lines run while it is loaded and are left out. ACCORD_BAD_RULES when `dump` is not what Lua
 * 5.4 writes with its debug information. */
enum accord_status accord_line_table_read(const unsigned char *dump, size_t length, bool *reached, size_t count,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
