/* A language from right to left that nobody speaks, for tests of what is written in languages: every phrase is the
 * English one between the first and the last letter of the Hebrew alphabet. What a format writes by itself is seen by
 * their absence, and what takes for granted that lines run from left to right by what it does to them. */
#ifndef ACCORD_TESTS_PSEUDO_H
#define ACCORD_TESTS_PSEUDO_H

#include "language/language.h"

#define PSEUDO_BEGIN "\u05d0"
#define PSEUDO_END "\u05ea"

/* The same one each time; not thread-safe. */
const struct accord_language *pseudo_language(void);

#endif
