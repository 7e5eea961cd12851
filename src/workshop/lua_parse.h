/* Lua 5.4 text as a tree, every name resolved to what declares it. */
#ifndef ACCORD_WORKSHOP_LUA_PARSE_H
#define ACCORD_WORKSHOP_LUA_PARSE_H

#include "accord/status.h"
#include "workshop/lua_lex.h"

enum {
    ACCORD_LUA_NESTING_MAX = 200, /* blocks, brackets and right-hand sides that the parser is in at once, as in Lua */
    ACCORD_LUA_HEIGHT_MAX = 1200  /* of a tree, so that it can be walked by recursion */
};

/* What the children are: LIST is a list along `next`, everything else one node or NULL. */
#define ACCORD_LUA_NODES(X)                                                                                            \
    X(NIL) /* expressions */                                                                                           \
    X(TRUE)                                                                                                            \
    X(FALSE)                                                                                                           \
    X(NUMBER)      /* text: as written; flag: an integer */                                                            \
    X(STRING)      /* text: its contents */                                                                            \
    X(DOTS)        /* ... */                                                                                           \
    X(FUNCTION)    /* left: parameters (LIST of NAME), right: body (LIST); flag: takes ... */                          \
    X(NAME)        /* text; symbol: what declares it, NULL: a global */                                                \
    X(INDEX)       /* left: the table, right: the key; flag: written with a dot */                                     \
    X(CALL)        /* left: the function, right: arguments (LIST) */                                                   \
    X(METHOD)      /* left: the object, text: the method, right: arguments (LIST) */                                   \
    X(PARENTHESES) /* left */                                                                                          \
    X(BINARY)      /* left, right; text: the operator */                                                               \
    X(UNARY)       /* left; text: the operator */                                                                      \
    X(TABLE)       /* right: LIST of FIELD */                                                                          \
    X(FIELD)       /* left: the key, NULL: the next number; right: the value */                                        \
    X(LOCAL)       /* statements. left: LIST of NAME, right: LIST of values */                                         \
    X(ASSIGN)      /* left: LIST of targets, right: LIST of values; flag: `function a.b() end` */                      \
    X(RUN)         /* left: a call */                                                                                  \
    X(DO)          /* right: body */                                                                                   \
    X(WHILE)       /* left: condition, right: body */                                                                  \
    X(REPEAT)      /* left: condition, right: body */                                                                  \
    X(IF)          /* right: LIST of ARM */                                                                            \
    X(ARM)         /* left: condition, NULL: else; right: body */                                                      \
    X(FOR_NUMBER)  /* left: NAME, middle: LIST of two or three, right: body */                                         \
    X(FOR_IN)      /* left: LIST of NAME, middle: LIST of values, right: body */                                       \
    X(RETURN)      /* right: LIST of values */                                                                         \
    X(BREAK)                                                                                                           \
    X(GOTO)  /* text */                                                                                                \
    X(LABEL) /* text */

enum accord_lua_node_kind {
#define ACCORD_LUA_NODE_ENUM(name) ACCORD_LUA_##name##_NODE,
    ACCORD_LUA_NODES(ACCORD_LUA_NODE_ENUM)
#undef ACCORD_LUA_NODE_ENUM
};

struct accord_lua_symbol;

struct accord_lua_node {
    enum accord_lua_node_kind kind;
    bool flag;
    unsigned height; /* of the tree below */
    struct accord_lua_place
        place;                   /* its first character; of an operator the operator, of an index or method its name */
    struct accord_lua_place end; /* of a FUNCTION its `end` */
    const char *text;
    size_t length;
    struct accord_lua_symbol *symbol;
    struct accord_lua_node *outer; /* of a FUNCTION: the one that it stands in; NULL: it is the text */
    struct accord_lua_node *left;
    struct accord_lua_node *middle;
    struct accord_lua_node *right;
    struct accord_lua_node *next;
};

enum accord_lua_symbol_kind { ACCORD_LUA_LOCAL, ACCORD_LUA_PARAMETER, ACCORD_LUA_LOOP };

/* A local variable. */
struct accord_lua_symbol {
    const char *name;
    enum accord_lua_symbol_kind kind;
    struct accord_lua_node *declared; /* its NAME */
    struct accord_lua_node *function; /* whose local it is */
    struct accord_lua_node *value;    /* the expression that it alone is given at first, or NULL */
    const char *attribute;            /* "const", "close" or NULL */
    size_t assigned;                  /* how often it is given another */
    size_t number;                    /* in the chunk, from 0 */
    struct accord_lua_symbol *next;
};

struct accord_lua_chunk {
    struct accord_lua_node *main; /* FUNCTION: the whole text */
    struct accord_lua_symbol *symbols;
    size_t symbol_count;
    struct accord_lua_comment *comments;
};

/* Parses the text, which is borrowed by comments and must outlive the chunk; the rest lives in the arena. Where it is
 * no Lua 5.4, *chunk is NULL and *fault says why and where. The status is ACCORD_OK then too. */
enum accord_status accord_lua_parse(const char *source, size_t length, struct accord_arena *arena,
                                    struct accord_lua_chunk **chunk, struct accord_lua_fault *fault,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the node is a STRING or NAME of that text. */
bool accord_lua_is_text(const struct accord_lua_node *node, enum accord_lua_node_kind kind, const char *text);
/* The value of the field that a table constructor names so, or NULL. */
struct accord_lua_node *accord_lua_field(const struct accord_lua_node *table, const char *name);
/* The name by which an INDEX, or the key of a FIELD, asks, where it is a text; or NULL. */
const char *accord_lua_key(const struct accord_lua_node *node);
/* The expression in as many parentheses as stand around it. */
struct accord_lua_node *accord_lua_bare(struct accord_lua_node *node);

#endif
