/* A session of `accord repl` in a contained process: lines go to it through a pipe, and what they show comes back. */
#ifndef ACCORD_CLI_REPL_APART_H
#define ACCORD_CLI_REPL_APART_H

#include "cli/bounds.h"
#include "cli/repl_session.h"

struct accord_repl_apart;

/* Starts the process. The session's packs are those that were read; it says how the session stands after each line
 * (what it shows, its complaint, its actor, whether a statement goes on), and must outlive the process. */
enum accord_status accord_repl_apart_open(struct accord_repl_session *session, const struct accord_bounds *bounds,
                                          struct accord_date as_of, struct accord_repl_apart **apart,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
void accord_repl_apart_close(struct accord_repl_apart *apart);

/* As accord_repl_session_take. *stopped: the line took the process down, which is the line's complaint; the next one
 * finds a new process, with the actor and without names and rule. */
enum accord_status accord_repl_apart_take(struct accord_repl_apart *apart, const char *line, size_t length,
                                          bool *stopped, struct accord_error *err) ACCORD_MUST_CHECK;

/* What was typed of a statement is dropped. */
void accord_repl_apart_forget(struct accord_repl_apart *apart);

#endif
