/* The table of languages, and their phrases and words. */
#include "language/language.h"

#include "language/pattern.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const english[ACCORD_PHRASE_COUNT] = {
#define TEXT(id, text) [ACCORD_PHRASE_##id] = (text),
    ACCORD_PHRASES(TEXT)
#undef TEXT
};

/* The other languages: fr and es. */
#include "catalogues.inc"

/* Between thousands both have a narrow no-break space. */
static const struct accord_language languages[] = {
    {.code = "en", .name = "English", .thousands = ",", .grouped_from = 4, .decimal = ".", .phrases = english},
    {.code = "fr",
     .name = "français",
     .zero_is_one = true,
     .thousands = "\u202f",
     .grouped_from = 4,
     .decimal = ",",
     .phrases = fr},
    {.code = "es", .name = "español", .thousands = "\u202f", .grouped_from = 5, .decimal = ",", .phrases = es},
};

const struct accord_language *accord_language_at(size_t index)
{
    return index < COUNT(languages) ? &languages[index] : NULL;
}

const struct accord_language *accord_language_find(const char *code)
{
    for (size_t i = 0; i < COUNT(languages); i++)
        if (accord_str_equal(languages[i].code, code)) return &languages[i];
    return NULL;
}

size_t accord_language_untranslated(const struct accord_language *language)
{
    size_t count = 0;
    for (size_t i = 0; i < ACCORD_PHRASE_COUNT; i++)
        count += language->phrases[i] == NULL;
    return count;
}

bool accord_language_is_one(const struct accord_language *language, int64_t number)
{
    return number == 1 || (number == 0 && language->zero_is_one);
}

const char *accord_phrase(const struct accord_language *language, enum accord_phrase phrase)
{
    const char *text = language->phrases[phrase];
    return text == NULL ? english[phrase] : text;
}

void accord_phrase_add(struct accord_text *text, const struct accord_language *language, enum accord_phrase phrase,
                       const struct accord_argument *arguments, size_t count)
{
    bool good = accord_pattern_add(text, language, accord_phrase(language, phrase), arguments, count, true);
    assert(good);
    (void)good;
}

/* ---- words ---- */

const char *accord_language_verdict(const struct accord_language *language, enum accord_verdict_kind verdict)
{
    static const enum accord_phrase words[] = {
#define WORD(id, ...) [ACCORD_VERDICT_##id] = ACCORD_PHRASE_VERDICT_##id,
        ACCORD_VERDICTS(WORD)
#undef WORD
    };
    return accord_phrase(language, words[verdict]);
}

const char *accord_language_verdict_meaning(const struct accord_language *language, enum accord_verdict_kind verdict)
{
    static const enum accord_phrase meanings[] = {
#define MEANING(id, ...) [ACCORD_VERDICT_##id] = ACCORD_PHRASE_MEANING_##id,
        ACCORD_VERDICTS(MEANING)
#undef MEANING
    };
    return accord_phrase(language, meanings[verdict]);
}

const char *accord_language_force(const struct accord_language *language, enum accord_force force)
{
    static const enum accord_phrase words[] = {
#define WORD(id, ...) [ACCORD_FORCE_##id] = ACCORD_PHRASE_FORCE_##id,
        ACCORD_FORCES(WORD)
#undef WORD
    };
    return accord_phrase(language, words[force]);
}

/* A name of the data, and the word for it. */
struct word {
    const char *name;
    enum accord_phrase phrase;
};

/* The name itself where there is none. */
static const char *word_for(const struct word *words, size_t count, const struct accord_language *language,
                            const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (accord_str_equal(words[i].name, name)) return accord_phrase(language, words[i].phrase);
    return name;
}

static const struct word subjects[] = {{"party", ACCORD_PHRASE_SUBJECT_PARTY},
                                       {"other_government", ACCORD_PHRASE_SUBJECT_OTHER_GOVERNMENT},
                                       {"secretariat", ACCORD_PHRASE_SUBJECT_SECRETARIAT},
                                       {"body", ACCORD_PHRASE_SUBJECT_BODY},
                                       {"agreement", ACCORD_PHRASE_SUBJECT_AGREEMENT},
                                       {"organization", ACCORD_PHRASE_SUBJECT_ORGANIZATION},
                                       {"stakeholder", ACCORD_PHRASE_SUBJECT_STAKEHOLDER},
                                       {"other_stakeholder", ACCORD_PHRASE_SUBJECT_OTHER_STAKEHOLDER},
                                       {"state", ACCORD_PHRASE_KIND_STATE},
                                       {"reio", ACCORD_PHRASE_KIND_REIO},
#define REGION(id, text) {text, ACCORD_PHRASE_##id},
                                       ACCORD_PHRASES_REGIONS(REGION)
#undef REGION
};

const char *accord_language_subject(const struct accord_language *language, const char *subject)
{
    return word_for(subjects, COUNT(subjects), language, subject);
}

const char *accord_language_verb(const struct accord_language *language, const char *verb)
{
    static const struct word verbs[] = {
#define VERB(id, text) {text, ACCORD_PHRASE_##id},
        ACCORD_PHRASES_VERBS(VERB)
#undef VERB
    };
    return word_for(verbs, COUNT(verbs), language, verb);
}
