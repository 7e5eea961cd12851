/* Patterns of texts: what stands in them for arguments, and writing them with arguments.
 *
 * A part of ICU's MessageFormat, so that tools of translators know it:
 *
 *     {name}                                                an argument
 *     {count, plural, one {# Party} other {# Parties}}      by the number: `one` and `other` are always there, forms
 *     {count, plural, =0 {none} one {#} other {#}}          for single numbers may be; # is the number
 *     ''                                                    an apostrophe
 *     '{'   '}'   '#'                                       the character itself; # needs it only inside a plural
 *
 * As in ICU an apostrophe before any other character is itself, so "the Party's" needs no care; before a brace it opens
 * a quotation that ends with the next single apostrophe. Forms may hold arguments and plurals, four deep. */
#ifndef ACCORD_LANGUAGE_PATTERN_H
#define ACCORD_LANGUAGE_PATTERN_H

#include "accord/run.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_language;

enum { ACCORD_PATTERN_ARGUMENTS_MAX = 16, ACCORD_PATTERN_NAME_MAX = 63, ACCORD_PATTERN_DEPTH_MAX = 4 };

/* The arguments of a pattern, in the order of their first appearance. */
struct accord_pattern {
    struct {
        char name[ACCORD_PATTERN_NAME_MAX + 1]; /* [a-z][a-z0-9_]* */
        bool counted;                           /* some plural goes by it: it has to be a whole number */
    } arguments[ACCORD_PATTERN_ARGUMENTS_MAX];
    size_t count;
};

/* False: it is no pattern, *why (static) says what was found and expected, *at the offset of the byte. */
bool accord_pattern_read(const char *pattern, struct accord_pattern *read, const char **why, size_t *at);

/* Appends the pattern with its arguments, each as accord_language_add_value writes it. False: it is no pattern, an
 * argument is not there, or a plural goes by one that is no whole number; nothing is appended then. */
bool accord_pattern_add(struct accord_text *text, const struct accord_language *language, const char *pattern,
                        const struct accord_argument *arguments, size_t count, bool grouped);

#endif
