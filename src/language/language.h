/* The languages of reports: words and sentences of the interface by their ids, with typed arguments and plural forms.
 */
#ifndef ACCORD_LANGUAGE_LANGUAGE_H
#define ACCORD_LANGUAGE_LANGUAGE_H

#include "accord/run.h"
#include "accord/verdict.h"
#include "base/text.h"
#include "language/phrases.h"

#include <stdbool.h>
#include <stddef.h>

/* A language that the interface speaks. */
struct accord_language {
    const char *code; /* "fr" */
    const char *name; /* in itself: "français" */
    bool right_to_left;
};

/* NULL: not among them, past the last. English comes first. */
const struct accord_language *accord_language_find(const char *code);
const struct accord_language *accord_language_at(size_t index);
#define ACCORD_ENGLISH accord_language_at(0)

/* A phrase without arguments, in that language. */
const char *accord_phrase(const struct accord_language *language, enum accord_phrase phrase);

/* Appends a phrase with its arguments. A pattern is text in which {name} stands for an argument, and
 * {name, plural, one {# Party} other {# Parties}} for what follows the number, as in ICU's messages: # is the number.
 * A number that is an argument is written with the language's digits grouping, a date as the language writes it. */
void accord_phrase_add(struct accord_text *text, const struct accord_language *language, enum accord_phrase phrase,
                       const struct accord_argument *arguments, size_t count);

/* Arguments in place: ACCORD_COUNT("n", 3), ACCORD_WORD("name", "Kenya"). */
#define ACCORD_COUNT(named, number)                                                                                    \
    ((struct accord_argument){.name = (named), .value = {.kind = ACCORD_VALUE_INTEGER, .integer = (int64_t)(number)}})
#define ACCORD_WORD(named, string)                                                                                     \
    ((struct accord_argument){.name = (named), .value = {.kind = ACCORD_VALUE_TEXT, .text = (string)}})

/* "gap", "lacune", "carencia": words for people. */
const char *accord_language_verdict(const struct accord_language *language, enum accord_verdict_kind verdict);
const char *accord_language_verdict_meaning(const struct accord_language *language, enum accord_verdict_kind verdict);
const char *accord_language_force(const struct accord_language *language, enum accord_force force);
/* Of a subject of rules ("party"), of a kind of actor ("state"), and of a name of a region; the name itself where the
 * language has no word. */
const char *accord_language_subject(const struct accord_language *language, const char *subject);

/* "20 November 2026", "20 novembre 2026", "March 2020", "2019": a date to its own precision. */
void accord_language_add_date(struct accord_text *text, const struct accord_language *language,
                              struct accord_date date);
/* "1,461", "1 461" (with a narrow no-break space), "1 461". */
void accord_language_add_number(struct accord_text *text, const struct accord_language *language, int64_t number);
/* "69 %" as the language writes hundredths. */
void accord_language_add_percent(struct accord_text *text, const struct accord_language *language, unsigned percent);

#endif
