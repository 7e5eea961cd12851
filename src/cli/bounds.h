/* What rules may take, and where they run: options that every command has that runs any. */
#ifndef ACCORD_CLI_BOUNDS_H
#define ACCORD_CLI_BOUNDS_H

#include "accord/run.h"
#include "cli/command.h"

#include <stdbool.h>
#include <stdint.h>

struct accord_bounds {
    struct accord_limits limits;
    unsigned seconds; /* of processor time that a pair may take */
    bool isolated;    /* rules run in processes of their own */
};

struct accord_bounds accord_bounds_default(void);

/* Takers of options. What they are given as host begins with struct accord_bounds. */
enum accord_status accord_take_isolation(void *host, const char *value, struct accord_error *err);
const char *accord_isolation_word(size_t index);
enum accord_status accord_take_max_instructions(void *host, const char *value, struct accord_error *err);
enum accord_status accord_take_max_memory(void *host, const char *value, struct accord_error *err);
enum accord_status accord_take_max_message(void *host, const char *value, struct accord_error *err);
enum accord_status accord_take_max_cpu(void *host, const char *value, struct accord_error *err);

/* Rows of a table of options. */
#define ACCORD_BOUNDS_OPTIONS                                                                                          \
    {"isolation",                                                                                                      \
     "WHAT",                                                                                                           \
     "process: rules run in processes that can open nothing (when left out); none: in this one, for debugging",        \
     false,                                                                                                            \
     accord_take_isolation,                                                                                            \
     accord_isolation_word},                                                                                           \
        {"max-instructions", "N", "Lua instructions that a rule may take for one actor; 10000000 when left out",       \
         false, accord_take_max_instructions},                                                                         \
        {"max-memory", "MIB", "memory that the rules of a worker may take; 64 when left out", false,                   \
         accord_take_max_memory},                                                                                      \
        {"max-message", "BYTES", "length of one message; 4096 when left out", false, accord_take_max_message},         \
    {                                                                                                                  \
        "max-cpu", "SECONDS", "processor time after which a worker that stands still is stopped; 2 when left out",     \
            false, accord_take_max_cpu                                                                                 \
    }

/* A whole number between two. */
enum accord_status accord_take_number(const char *option, const char *value, uint64_t least, uint64_t most,
                                      uint64_t *number, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
