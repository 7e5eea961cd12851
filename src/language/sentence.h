/* What the engine says in its own name, in another language.
 *
 * Runs are stored with their English sentences, as JSON reports have them. Those of the engine itself are few: they are
 * read back by the patterns they were written by, and said again. What is not read back exactly is left to the caller,
 * who has the English. Errors, which are for the authors of rules, are never read back. */
#ifndef ACCORD_LANGUAGE_SENTENCE_H
#define ACCORD_LANGUAGE_SENTENCE_H

#include "language/language.h"

/* Appends the sentence in that language, or what part of a dataset a run is ("shard 2/4"). False: it is none of the
 * engine's own; nothing is appended then. */
bool accord_sentence_add(struct accord_text *text, const struct accord_language *language, const char *sentence);

/* Of a message of a rule: where the engine added that rows may count after all ("; but reports r1 may count: a blank
 * cell leaves it open"), which accord_sentence_add takes; NULL: it added nothing. */
const char *accord_sentence_addition(const char *message);

#endif
