/* Rules at random: texts that load, ask of the record in every way there is, and now and then fail. */
#ifndef ACCORD_TESTS_RULE_WRITER_H
#define ACCORD_TESTS_RULE_WRITER_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { RULE_VARIABLES_MAX = 48 };

enum rule_value {
    RULE_ROWS,
    RULE_ROW,
    RULE_DATE,
    RULE_TEXT,
    RULE_NUMBER, /* that the code changes as it goes */
    RULE_LIST,   /* a Lua list of rows of one table */
    RULE_MEMO,   /* a Lua table that anything is put into */
    RULE_OUT     /* findings() */
};

struct rule_variable {
    enum rule_value value;
    unsigned name;
    int table; /* among paths_tables, or -1: the actor's own */
};

struct rule_writer {
    struct accord_text text;
    uint32_t seed;
    struct rule_variable variables[RULE_VARIABLES_MAX]; /* in scope */
    size_t variable_count;
    unsigned named; /* names given so far */
    int depth;
    int calls;  /* functions around, of each, sure, any and the like */
    bool keeps; /* one of them, which leaves everything as it was */
};

/* Writes the file of rule number `number` of a pack "w", which may require the one before. The text is the writer's,
 * who is opened and cleared as texts are. */
void rule_write(struct rule_writer *writer, unsigned number, uint32_t seed);

/* The register of the pack, and its one library. */
extern const char rule_register[];
extern const char rule_library[];

/* A rule of that pack that concludes what it collects of all. */
extern const char rule_aggregate[];

#endif
