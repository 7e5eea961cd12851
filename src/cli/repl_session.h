/* What the lines of `accord repl` do: commands, and expressions against an actor. */
#ifndef ACCORD_CLI_REPL_SESSION_H
#define ACCORD_CLI_REPL_SESSION_H

#include "accord/console.h"
#include "accord/dataset.h"
#include "base/text.h"
#include "report/page.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_REPL_STATEMENT_MAX = 1024 * 1024 };

struct accord_part;

struct accord_repl_session {
    struct accord_packs *packs; /* borrowed, as the dataset */
    struct accord_dataset *dataset;
    struct accord_console *console;
    size_t actor;                              /* that is entered */
    struct accord_text shown;                  /* by the line that was taken last */
    struct accord_page page;                   /* that writes it */
    struct accord_text statement;              /* lines of it so far: it goes on where there are any */
    size_t line;                               /* of the input */
    size_t first_line;                         /* of the statement */
    char complaint[2 * ACCORD_ERROR_TEXT_MAX]; /* of the line that was taken last, which failed; or "" */
    bool left;
};

void accord_repl_session_init(struct accord_repl_session *session, unsigned width, bool color);
/* Packs that are loaded, dataset and actor are set. `part`: of a process of its own, or NULL. */
enum accord_status accord_repl_session_open(struct accord_repl_session *session, struct accord_date as_of,
                                            const struct accord_part *part, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_repl_session_clear(struct accord_repl_session *session);

enum accord_status accord_repl_session_take(struct accord_repl_session *session, const char *line, size_t length,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
/* What was typed of a statement is dropped. */
void accord_repl_session_forget(struct accord_repl_session *session);

/* Names of commands; NULL past the last. */
const char *accord_repl_command(size_t index);

#endif
