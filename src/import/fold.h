/* Names folded for comparing: case, accents, punctuation, articles and the order of words make no difference. */
#ifndef ACCORD_IMPORT_FOLD_H
#define ACCORD_IMPORT_FOLD_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_NAME_MAX = 256 /* bytes of a name: no actor has a longer one */ };

/* Two forms of one name. `words` is its words in their order without blanks and without an article at either end, so
 * that "Viet Nam" and "Vietnam" are one; `bag` is its words in order of bytes, each after a blank, without articles and
 * prepositions, so that "Korea, Republic of" and "the Republic of Korea" are one. Folded by Unicode's compatibility
 * decomposition and case folding, without marks; "&" is "and", "St", "Rep" and "Dem" beside other words stand for
 * saint, republic and democratic; what is neither letter nor digit parts words, but for an apostrophe within one. */
struct accord_folded {
    struct accord_text words; /* "": the name has no letter or digit */
    struct accord_text bag;   /* begins with a blank, which `words` never has; "": it would say what `words` says */
    size_t word_count;        /* of the name as it is written */
};

void accord_folded_init(struct accord_folded *folded);
void accord_folded_clear(struct accord_folded *folded);

/* Folds UTF-8. False when it cannot be a name: it is longer than ACCORD_NAME_MAX, or (with folded->words.failed) memory
 * is short. */
bool accord_fold(struct accord_folded *folded, const char *name, size_t length);

/* Insertions, deletions, substitutions and swaps of neighbouring characters between two folded texts; SIZE_MAX when it
 * is surely more than `most`. */
size_t accord_fold_distance(const char *a, size_t a_length, const char *b, size_t b_length, size_t most);

#endif
