/* A look at the text of a rule before Lua sees it: what Lua 5.4.4 cannot be trusted with, and what rules may not use.
 */
#ifndef ACCORD_ENGINE_SOURCE_SCAN_H
#define ACCORD_ENGINE_SOURCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_SOURCE_MAX = 1024 * 1024, /* bytes of a rule */
    ACCORD_CHAIN_MAX = 64,           /* of .a.b.c, [i][j], (x)(y) behind one another */
    ACCORD_NESTING_MAX = 100,        /* of brackets and blocks */
    ACCORD_OPERATORS_MAX = 1000,     /* in one expression: they nest, and `and` takes Lua their square */
    ACCORD_BRANCHES_MAX = 1000       /* of one `if`: they take Lua their square too */
};

struct accord_source_fault {
    unsigned line;
    const char *why; /* static */
};

/* Refuses: more than ACCORD_SOURCE_MAX bytes, bytes that are no UTF-8 text or NUL, a binary chunk, the bitwise
 * operators (& | ~ << >>), goto and labels, <close>, the name _ENV, over-long chains, branches and nesting. Strings and comments
 * are skipped. Anything else is left for Lua's own parser to judge. */
bool accord_source_scan(const char *source, size_t length, struct accord_source_fault *fault);

#endif
