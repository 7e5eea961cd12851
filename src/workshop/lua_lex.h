/* Lua 5.4 text into tokens, each with its place. */
#ifndef ACCORD_WORKSHOP_LUA_LEX_H
#define ACCORD_WORKSHOP_LUA_LEX_H

#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_LUA_SOURCE_MAX = 1024 * 1024 }; /* bytes of a text that is parsed */

/* Line and column count from 1, the column in characters; `at` is the byte. */
struct accord_lua_place {
    unsigned line;
    unsigned column;
    size_t at;
};

enum accord_lua_token_kind {
    ACCORD_LUA_END, /* of the text, and all that follows a fault */
    ACCORD_LUA_NAME,
    ACCORD_LUA_STRING,
    ACCORD_LUA_NUMBER,
    ACCORD_LUA_WORD, /* a keyword */
    ACCORD_LUA_MARK  /* an operator or a mark of punctuation */
};

/* `text` is a string's contents with escapes resolved (it may hold NUL), all else as it is written. */
struct accord_lua_token {
    enum accord_lua_token_kind kind;
    struct accord_lua_place place;
    struct accord_lua_place end; /* behind its last character */
    const char *text;            /* NUL-terminated, in the arena */
    size_t length;
    bool whole; /* of a number: an integer as it is written */
};

/* Comments, in order: the text behind the dashes, without the brackets of a long one. */
struct accord_lua_comment {
    struct accord_lua_place place;
    const char *text;
    size_t length;
    bool alone; /* nothing stands before it on its line */
    struct accord_lua_comment *next;
};

struct accord_lua_fault {
    struct accord_lua_place place;
    const char *what; /* in the arena, or static; NULL: none */
};

struct accord_lua_lexer {
    const char *source;
    size_t length;
    struct accord_arena *arena;
    struct accord_lua_place here;
    unsigned token_line; /* on which the last token ends */
    struct accord_lua_comment *comments;
    struct accord_lua_comment **last_comment;
    struct accord_lua_fault fault;
    bool out_of_memory;
};

/* The source is borrowed; texts live in the arena. */
void accord_lua_lex_init(struct accord_lua_lexer *lexer, const char *source, size_t length, struct accord_arena *arena);

/* The next token. What is no token sets lexer->fault (the first stays) and gives END; so does a short memory. */
void accord_lua_lex_next(struct accord_lua_lexer *lexer, struct accord_lua_token *token);

/* Whether the token is that keyword or mark. */
bool accord_lua_token_is(const struct accord_lua_token *token, const char *text);

#endif
