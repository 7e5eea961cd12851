/* A language from right to left that nobody speaks. */
#include "unit/language/pseudo.h"

#include <check.h>
#include <stdio.h>

enum { PHRASE_ROOM = 4096 };

const struct accord_language *pseudo_language(void)
{
    static char texts[ACCORD_PHRASE_COUNT][PHRASE_ROOM];
    static const char *phrases[ACCORD_PHRASE_COUNT];
    static const struct accord_language language = {.code = "he-x-pseudo",
                                                    .name = "pseudo",
                                                    .right_to_left = true,
                                                    .thousands = ",",
                                                    .grouped_from = 4,
                                                    .decimal = ".",
                                                    .phrases = phrases};
    if (phrases[0] != NULL) return &language;
    for (size_t i = 0; i < ACCORD_PHRASE_COUNT; i++) {
        const char *english = accord_phrase(ACCORD_ENGLISH, (enum accord_phrase)i);
        int length = snprintf(texts[i], PHRASE_ROOM, "%s%s%s", PSEUDO_BEGIN, english, PSEUDO_END);
        ck_assert_int_lt(length, PHRASE_ROOM);
        phrases[i] = texts[i];
    }
    return &language;
}
