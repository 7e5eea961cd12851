/* Lines as somebody types them: edited, kept, completed with Tab; or as they come through a pipe. */
#ifndef ACCORD_CLI_LINE_EDIT_H
#define ACCORD_CLI_LINE_EDIT_H

#include "accord/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Gives the names that may complete `word` (those that begin with it) at the end of `line` one by one to `take`. */
typedef void (*accord_complete_function)(void *host, const char *line, const char *word,
                                         void (*take)(void *taker, const char *name), void *taker);

struct accord_line_edit;

/* Interactive when standard input and output are a terminal. */
enum accord_status accord_line_edit_open(accord_complete_function complete, void *host, struct accord_line_edit **edit,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
void accord_line_edit_close(struct accord_line_edit *edit);
bool accord_line_edit_interactive(const struct accord_line_edit *edit);

enum accord_line_result {
    ACCORD_LINE_READ,
    ACCORD_LINE_INTERRUPTED, /* Ctrl-C: what was typed is dropped */
    ACCORD_LINE_END
};

/* The next line without its end, valid until the next call. */
enum accord_line_result accord_line_edit_read(struct accord_line_edit *edit, const char *prompt, const char **line,
                                              size_t *length);

#endif
