/* Regular expressions of `pattern` constraints. The one home of PCRE2. */
#ifndef ACCORD_INGEST_PATTERN_H
#define ACCORD_INGEST_PATTERN_H

#include "accord/status.h"

#include <stddef.h>

struct accord_pattern;

enum accord_match { ACCORD_MATCH_NO, ACCORD_MATCH_YES, ACCORD_MATCH_UNDECIDED /* the match limit was reached */ };

/* Compiles `text` for matches of whole values. ACCORD_BAD_DATA with the compiler's message when it is none. */
enum accord_status accord_pattern_new(const char *text, struct accord_pattern **pattern,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
void accord_pattern_free(struct accord_pattern *pattern);

/* `value` must be UTF-8. */
enum accord_match accord_pattern_match(const struct accord_pattern *pattern, const char *value, size_t length);

#endif
