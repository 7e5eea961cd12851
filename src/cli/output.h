/* Where a command's result goes: --format FORMAT[=FILE], a file complete or not at all. */
#ifndef ACCORD_CLI_OUTPUT_H
#define ACCORD_CLI_OUTPUT_H

#include "accord/status.h"
#include "base/text.h"
#include "cli/words.h"

#include <stdbool.h>

struct accord_output {
    size_t format;    /* index into the names */
    const char *path; /* NULL: standard output */
};

/* The value of --format, whose words are the command's formats. */
enum accord_status accord_take_output(const char *value, accord_words formats, struct accord_output *output,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Refuses two outputs in one place: the path of one before, and that of one that is given as `value`; NULL is standard
 * output. */
enum accord_status accord_check_outputs_apart(const char *before, const char *path, const char *value,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* The value of --color, and its words. */
enum accord_color { ACCORD_COLOR_AUTO, ACCORD_COLOR_ALWAYS, ACCORD_COLOR_NEVER };
enum accord_status accord_take_color(const char *value, enum accord_color *color,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
const char *accord_color_word(size_t index);
/* Whether what is written (to a terminal or not) is to be coloured. */
bool accord_wants_color(enum accord_color color, bool terminal);

/* Writes the whole text. *gone: nobody reads the standard output any more, of which nothing need be said. */
enum accord_status accord_output_write(const char *path, const struct accord_text *text, bool *gone,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Refuses a path of a report that is missing or that a rule or accord.json would have: no report is Lua, and what
 * stands there is work of somebody's. `value` is what --format was given. NULL: standard output. */
enum accord_status accord_check_report_path(const char *path, const char *value,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

#endif
