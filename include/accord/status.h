/* Status codes and the error object that every call that can fail fills in. */
#ifndef ACCORD_STATUS_H
#define ACCORD_STATUS_H

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

#if defined(__GNUC__)
#define ACCORD_MUST_CHECK __attribute__((warn_unused_result))
#define ACCORD_PRINTF(template, first) __attribute__((format(printf, template, first)))
#else
#define ACCORD_MUST_CHECK
#define ACCORD_PRINTF(template, first)
#endif

/* name, exit code of the program, what it means */
#define ACCORD_STATUSES(X)                                                                                             \
    X(OK, 0, "done")                                                                                                   \
    X(BAD_USAGE, 2, "an option, name or configuration is wrong")                                                       \
    X(BAD_RULES, 2, "a rule or register does not load")                                                                \
    X(BAD_DATA, 4, "the input data cannot be read as what it claims to be")                                            \
    X(NOT_WRITTEN, 7, "an output could not be written")                                                                \
    X(NO_MEMORY, 7, "memory could not be allocated")                                                                   \
    X(RULE_FAILED, 3, "a rule failed or hit a limit")                                                                  \
    X(STOPPED, 1, "the caller's function asked to stop")

enum accord_status {
#define ACCORD_STATUS_ENUM(name, exit_code, meaning) ACCORD_##name,
    ACCORD_STATUSES(ACCORD_STATUS_ENUM)
#undef ACCORD_STATUS_ENUM
};

enum { ACCORD_ERROR_TEXT_MAX = 2048 };

/* Written once, by the lowest function that knows what went wrong. `text` is one message without a final newline, cut
 * at a character boundary when longer than the buffer. The caller owns it; it needs no release. A zeroed one is ready
 * for use, and it is only meaningful after a call that returned something other than ACCORD_OK. */
struct accord_error {
    enum accord_status status;
    char text[ACCORD_ERROR_TEXT_MAX];
};

/* What a status means, in one lower-case clause. Never NULL. */
const char *accord_status_meaning(enum accord_status status);

/* The program's exit code for a status (0 to 7, as documented in README.md). */
int accord_status_exit_code(enum accord_status status);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
