/* What is wrong, or odd, in a dataset: all of it in one run, each with its place. */
#ifndef ACCORD_PROBLEMS_H
#define ACCORD_PROBLEMS_H

#include "accord/status.h"

#include <stddef.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

enum { ACCORD_PROBLEMS_KEPT = 200 };

/* `file` is a path as given or relative to the dataset; line and column count from 1, 0 = the whole file (or line). */
struct accord_problem {
    const char *file;
    unsigned line;
    unsigned column;
    const char *text;   /* "what was found, expected what" */
    const char *source; /* the line in question, without indentation; NULL where none was kept */
};

/* A list that keeps the first ACCORD_PROBLEMS_KEPT in order of finding and counts the rest. */
struct accord_problems;

enum accord_status accord_problems_new(struct accord_problems **problems, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_problems_free(struct accord_problems *problems);
size_t accord_problems_count(const struct accord_problems *problems); /* all that were found */
size_t accord_problems_kept(const struct accord_problems *problems);  /* those that can be asked for */
const struct accord_problem *accord_problems_at(const struct accord_problems *problems, size_t index);

/* Copies file and text, which is cut when longer than an error's. ACCORD_NO_MEMORY when it could not be kept: it is
 * counted all the same, and those after it are only counted, so that the kept ones are always the first. */
enum accord_status accord_problems_add(struct accord_problems *problems, const char *file, unsigned line,
                                       unsigned column, struct accord_error *err, const char *format, ...)
    ACCORD_PRINTF(6, 7) ACCORD_MUST_CHECK;

/* Counts problems that were found earlier and not kept. */
void accord_problems_add_more(struct accord_problems *problems, size_t count);

/* Keeps, with the problem added last, its line of the file, whose text is given. */
enum accord_status accord_problems_quote(struct accord_problems *problems, const char *source, size_t length,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
/* The same where the line itself is at hand. */
enum accord_status accord_problems_quote_line(struct accord_problems *problems, const char *line,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
