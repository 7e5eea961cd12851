/* Closed lists of words that a value may be: one list for what is taken, for the message about what is not, for the
 * help and for what a shell completes. */
#ifndef ACCORD_CLI_WORDS_H
#define ACCORD_CLI_WORDS_H

#include "accord/status.h"
#include "base/text.h"

#include <stddef.h>

/* The word at the index; NULL past the last. At most ACCORD_WORDS_MAX of them, none with a blank in it. */
typedef const char *(*accord_words)(size_t index);

enum { ACCORD_WORDS_MAX = 64 };

/* The index of `value` among the words. Another is ACCORD_BAD_USAGE, as accord_unknown_name says it of a `what`. */
enum accord_status accord_take_word(const char *what, const char *value, accord_words words, size_t *index,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* "text, json or jsonl". */
void accord_words_write(accord_words words, struct accord_text *text);

/* Lists that several commands share; the subjects of rules are another: accord_subject_name. */
const char *accord_force_word(size_t index);
const char *accord_report_format_word(size_t index);

#endif
