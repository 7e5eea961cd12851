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

/* A language that the interface speaks. All of it is const and compiled in. */
struct accord_language {
    const char *code; /* "fr" */
    const char *name; /* in itself: "français" */
    bool right_to_left;
    bool zero_is_one;           /* the plural's form `one` is that of 0 too, as in French */
    const char *thousands;      /* between groups of three digits */
    size_t grouped_from;        /* digits of the shortest number that is grouped */
    const char *decimal;        /* mark */
    const char *const *phrases; /* by accord_phrase; NULL: not translated */
};

/* NULL: not among them, past the last. English comes first. */
const struct accord_language *accord_language_find(const char *code);
const struct accord_language *accord_language_at(size_t index);
#define ACCORD_ENGLISH accord_language_at(0)

/* Phrases that it has no text for: they are in English. */
size_t accord_language_untranslated(const struct accord_language *language);

/* The form of the plural, by CLDR: `one` for 1 (in French for 0 too), else `other`. CLDR's `many` of French and
 * Spanish, for whole millions, is not told apart: `other` is right for the digits that are written. */
bool accord_language_is_one(const struct accord_language *language, int64_t number);

/* A phrase without arguments, in that language, or in English where it has none. */
const char *accord_phrase(const struct accord_language *language, enum accord_phrase phrase);

/* Appends a phrase with its arguments (language/pattern.h). A number that is an argument is written with the language's
 * grouping of digits (a year is no such number: give its digits as a word), a date as the language writes it. Each
 * argument that the pattern has is to be given: a bug otherwise. */
void accord_phrase_add(struct accord_text *text, const struct accord_language *language, enum accord_phrase phrase,
                       const struct accord_argument *arguments, size_t count);

/* Arguments in place: ACCORD_COUNT("n", 3), ACCORD_WORD("name", "Kenya"), ACCORD_DAY("on", date). */
#define ACCORD_COUNT(named, number)                                                                                    \
    ((struct accord_argument){.name = (named), .value = {.kind = ACCORD_VALUE_INTEGER, .integer = (int64_t)(number)}})
#define ACCORD_WORD(named, string)                                                                                     \
    ((struct accord_argument){.name = (named), .value = {.kind = ACCORD_VALUE_TEXT, .text = (string)}})
#define ACCORD_DAY(named, on)                                                                                          \
    ((struct accord_argument){.name = (named), .value = {.kind = ACCORD_VALUE_DATE, .date = (on)}})

/* "gap", "lacune", "carencia": words for people, eight different ones. */
const char *accord_language_verdict(const struct accord_language *language, enum accord_verdict_kind verdict);
const char *accord_language_verdict_meaning(const struct accord_language *language, enum accord_verdict_kind verdict);
const char *accord_language_force(const struct accord_language *language, enum accord_force force);
/* Of a subject of rules ("party"), of a kind of actor ("state"), and of a name of a region; the name itself where the
 * language has no word. */
const char *accord_language_subject(const struct accord_language *language, const char *subject);

/* Of an operative verb: "invites", "invite", "invita"; the verb itself where the language has no word. */
const char *accord_language_verb(const struct accord_language *language, const char *verb);

/* "20 November 2026", "20 novembre 2026", "March 2020", "2019": a date to its own precision. */
void accord_language_add_date(struct accord_text *text, const struct accord_language *language,
                              struct accord_date date);
/* "1,461", "1 461" (with a narrow no-break space), "1461" (in Spanish groups begin with five digits). */
void accord_language_add_number(struct accord_text *text, const struct accord_language *language, int64_t number);
/* "69 %", with a narrow no-break space. */
void accord_language_add_percent(struct accord_text *text, const struct accord_language *language, unsigned percent);
/* A value of an argument or a filter ("on record", "1 January 2017 – 31 December 2019"): `grouped` says whether digits
 * are; those of the packs' messages are not, since a whole number may be a year. Text in a language from right to left
 * is set apart with Unicode's isolates, so that an id does not turn the sentence around. */
void accord_language_add_value(struct accord_text *text, const struct accord_language *language,
                               const struct accord_value *value, bool grouped);

#endif
