/* The texts of the interface are whole and right in every language. */
#include "base/memory.h"
#include "ingest/json_door.h"
#include "ingest/json_value.h"
#include "language/language.h"
#include "language/pattern.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { COMPLAINTS_MAX = 64 * 1024, CATALOGUE_MAX = 1024 * 1024, LANGUAGES = 3 };

static const char *const ids[] = {
#define ID(id, text) #id,
    ACCORD_PHRASES(ID)
#undef ID
};

#define THIN "\u202f" /* a narrow no-break space */

/* ---- what may be wrong with one text: each says what, or NULL ---- */

static const char *no_pattern(const char *text, const char *english)
{
    struct accord_pattern read;
    const char *why;
    size_t at;
    (void)english;
    return accord_pattern_read(text, &read, &why, &at) ? NULL : why;
}

static bool has_argument(const struct accord_pattern *pattern, const char *name, bool counted)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (strcmp(pattern->arguments[i].name, name) == 0) return pattern->arguments[i].counted == counted;
    return false;
}

static const char *other_arguments(const char *text, const char *english)
{
    struct accord_pattern here, there;
    const char *why;
    size_t at;
    if (!accord_pattern_read(text, &here, &why, &at) || !accord_pattern_read(english, &there, &why, &at)) return NULL;
    if (here.count != there.count) return "more or fewer arguments than in English";
    for (size_t i = 0; i < here.count; i++)
        if (!has_argument(&there, here.arguments[i].name, here.arguments[i].counted))
            return "an argument that English has not, or counts otherwise";
    return NULL;
}

static const char *stray_blank(const char *text, const char *english)
{
    size_t length = strlen(text);
    (void)english;
    if (length == 0) return "empty";
    if (strstr(text, "  ") != NULL || strpbrk(text, "\t\n\r") != NULL) return "two blanks, a tab or a line end";
    bool separates = text[length - 1] == ' ' && strlen(english) <= 3;
    return !separates && (text[0] == ' ' || text[length - 1] == ' ') ? "a blank at the beginning or the end" : NULL;
}

static const char *straight_quote(const char *text, const char *english)
{
    (void)english;
    return strchr(text, '"') != NULL ? "a straight quotation mark" : NULL;
}

/* One of the `words`, which are in small letters, wherever it stands. */
static const char *contains_any(const char *text, const char *const *words)
{
    for (; *words != NULL; words++)
        for (const char *at = text; *at != '\0'; at++)
            if (strncasecmp(at, *words, strlen(*words)) == 0) return *words;
    return NULL;
}

/* Words that judge a State, where the record is what is spoken of. */
static const char *blames_in_english(const char *text, const char *english)
{
    static const char *const words[] = {"violat",   "breach",   "offend",    "guilty",   "blame",      "delinquen",
                                        "complian", "negligen", "failed to", "fails to", "failure to", NULL};
    (void)english;
    return contains_any(text, words);
}

static const char *blames_in_french(const char *text, const char *english)
{
    static const char *const words[] = {"violation", "viole ",    "infraction", "manquement", "fauti",   "coupable",
                                        "défaillan", "contreven", "conformité", "néglig",     "reproch", NULL};
    (void)english;
    return contains_any(text, words);
}

static const char *blames_in_spanish(const char *text, const char *english)
{
    static const char *const words[] = {"violaci", "infrac",   "infring", "incumpl",     "culpa",
                                        "moros",   "negligen", "reproch", "conformidad", NULL};
    (void)english;
    return contains_any(text, words);
}

static bool ends_with(const char *begin, const char *end, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(end - begin) >= length && memcmp(end - length, what, length) == 0;
}

static bool is_letter_or_digit(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* A colon inside an id or an address: "cms-11.10:25". */
static bool is_inside_a_word(const char *begin, const char *at)
{
    return *at == ':' && at > begin && is_letter_or_digit(at[-1]) && (is_letter_or_digit(at[1]) || at[1] == '/');
}

/* Before every % and every one of `marks` stands a narrow no-break space, or (marks only) nothing like a blank. */
static bool are_set(const char *text, const char *marks, bool apart)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool set_apart = ends_with(text, at, THIN);
        if (*at == '%' && at > text && !set_apart) return false;
        if (strchr(marks, *at) == NULL || is_inside_a_word(text, at)) continue;
        if (apart ? !set_apart : set_apart || ends_with(text, at, " ")) return false;
    }
    return true;
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        count++;
    return count;
}

static const char *french_typography(const char *text, const char *english)
{
    (void)english;
    if (!are_set(text, ";:!?", true)) return "no narrow no-break space before ; : ! ? or %";
    if (count_of(text, "«") != count_of(text, "«" THIN) || count_of(text, "»") != count_of(text, THIN "»"))
        return "no narrow no-break space inside « »";
    if (count_of(text, "«") != count_of(text, "»")) return "« without »";
    if (strchr(text, '\'') != NULL) return "a straight apostrophe";
    return strstr(text, "...") != NULL ? "three dots for an ellipsis" : NULL;
}

static const char *spanish_typography(const char *text, const char *english)
{
    (void)english;
    if (!are_set(text, ";:!?", false)) return "a blank before ; : ! ?, or no narrow no-break space before %";
    if (count_of(text, "?") != count_of(text, "¿") || count_of(text, "!") != count_of(text, "¡"))
        return "a question or exclamation that is not opened";
    if (count_of(text, "«") != count_of(text, "»")) return "« without »";
    if (strstr(text, "« ") != NULL || strstr(text, " »") != NULL) return "a blank inside « »";
    return strstr(text, "...") != NULL ? "three dots for an ellipsis" : NULL;
}

typedef const char *(*check_function)(const char *text, const char *english);

static const struct {
    const char *language; /* NULL: every one */
    check_function check;
} checks[] = {
    {NULL, no_pattern},        {NULL, other_arguments},   {NULL, stray_blank},
    {NULL, straight_quote},    {"en", blames_in_english}, {"fr", blames_in_french},
    {"es", blames_in_spanish}, {"fr", french_typography}, {"es", spanish_typography},
};

static const char *wrong_with(const char *language, const char *text, const char *english)
{
    const char *wrong = NULL;
    for (int i = 0; wrong == NULL && i < COUNT_OF(checks); i++)
        if (checks[i].language == NULL || strcmp(checks[i].language, language) == 0)
            wrong = checks[i].check(text, english);
    return wrong;
}

/* ---- the catalogues ---- */

START_TEST(every_text_is_there_and_right)
{
    const struct accord_language *language = accord_language_at((size_t)_i);
    struct accord_text complaints;
    accord_text_init(&complaints, COMPLAINTS_MAX);
    for (size_t i = 0; i < ACCORD_PHRASE_COUNT; i++) {
        const char *text = language->phrases[i], *english = ACCORD_ENGLISH->phrases[i];
        const char *wrong = text == NULL ? "not translated" : wrong_with(language->code, text, english);
        if (wrong != NULL)
            accord_text_addf(&complaints, "\n%s, %s: %s: %s", language->code, ids[i], wrong,
                             text == NULL ? english : text);
    }
    ck_assert_msg(complaints.length == 0, "%s", accord_text_str(&complaints));
    ck_assert_uint_eq(accord_language_untranslated(language), 0);
    accord_text_clear(&complaints);
}
END_TEST

static char *read_catalogue(const char *code, size_t *length)
{
    char path[4096];
    char *bytes = accord_alloc(CATALOGUE_MAX);
    (void)snprintf(path, sizeof path, "%s/../src/language/%s.json", ACCORD_TESTS, code);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    *length = fread(bytes, 1, CATALOGUE_MAX, file);
    ck_assert_uint_lt(*length, CATALOGUE_MAX);
    (void)fclose(file);
    return bytes;
}

/* What was compiled in is what a strict reader of JSON finds in the file, in the order of phrases.h. */
START_TEST(a_catalogue_is_one_object_of_texts_by_id_in_order)
{
    const struct accord_language *language = accord_language_at((size_t)_i);
    struct accord_json_fault fault = {.why = NULL};
    struct accord_error err = {.status = ACCORD_OK};
    cJSON *object = NULL;
    size_t length, i = 0;
    char *bytes = read_catalogue(language->code, &length);
    enum accord_status status =
        accord_json_parse(bytes, length, (struct accord_place){.line = 1, .column = 1}, &object, &fault, &err);
    ck_assert_msg(status == ACCORD_OK, "%s.json:%u: %s", language->code, (unsigned)fault.place.line, fault.why);
    ck_assert(accord_json_is_object(object));
    for (const struct cJSON *member = accord_json_first(object); member != NULL;
         member = accord_json_following(member)) {
        ck_assert_ptr_nonnull(accord_json_text(member));
        while (i < ACCORD_PHRASE_COUNT && strcmp(ids[i], accord_json_name(member)) != 0)
            i++;
        ck_assert_msg(i < ACCORD_PHRASE_COUNT, "%s.json: %s is no id, or out of order", language->code,
                      accord_json_name(member));
        ck_assert_str_eq(accord_json_text(member), language->phrases[i]);
    }
    accord_json_free(object);
    accord_free(bytes);
}
END_TEST

START_TEST(words_of_verdicts_and_of_forces_are_told_apart)
{
    const struct accord_language *language = accord_language_at((size_t)_i);
    for (unsigned a = 0; a < ACCORD_VERDICT_COUNT; a++)
        for (unsigned b = 0; b < a; b++)
            ck_assert_int_ne(strcasecmp(accord_language_verdict(language, (enum accord_verdict_kind)a),
                                        accord_language_verdict(language, (enum accord_verdict_kind)b)),
                             0);
    for (unsigned a = 0; a < ACCORD_FORCE_COUNT; a++)
        for (unsigned b = 0; b < a; b++)
            ck_assert_int_ne(strcasecmp(accord_language_force(language, (enum accord_force)a),
                                        accord_language_force(language, (enum accord_force)b)),
                             0);
}
END_TEST

START_TEST(there_are_three_languages)
{
    ck_assert_ptr_nonnull(accord_language_at(LANGUAGES - 1));
    ck_assert_ptr_null(accord_language_at(LANGUAGES));
}
END_TEST

/* ---- that the checks see what they are for ---- */

static const struct {
    const char *language, *english, *text, *wrong;
} wrongs[] = {
    {"es", "a", "{", "expected the name of an argument: [a-z][a-z0-9_]*"},
    {"es", "a {n}", "a", "more or fewer arguments than in English"},
    {"es", "a {n}", "a {m}", "an argument that English has not, or counts otherwise"},
    {"es", "a {n}", "a {n, plural, one {#} other {#}}", "an argument that English has not, or counts otherwise"},
    {"es", "{n, plural, one {#} other {#}}", "{n}", "an argument that English has not, or counts otherwise"},
    {"en", "a", "", "empty"},
    {"en", "a", "b  c", "two blanks, a tab or a line end"},
    {"en", "some text", " text", "a blank at the beginning or the end"},
    {"en", "some text", "text ", "a blank at the beginning or the end"},
    {"en", ", ", ", ", NULL},
    {"fr", "a", "\"a\"", "a straight quotation mark"},
    {"en", "a", "Failed to report", "failed to"},
    {"fr", "a", "manquement", "manquement"},
    {"es", "a", "Incumplimiento", "incumpl"},
    {"fr", "a:", "a:", "no narrow no-break space before ; : ! ? or %"},
    {"fr", "a:", "a\u00a0:", "no narrow no-break space before ; : ! ? or %"},
    {"fr", "a:", "a" THIN ": cms-11.10:25", NULL},
    {"fr", "3%", "3%", "no narrow no-break space before ; : ! ? or %"},
    {"fr", "%", "%", NULL},
    {"fr", "a", "« a »", "no narrow no-break space inside « »"},
    {"fr", "a", "«" THIN "a" THIN "»", NULL},
    {"fr", "a", "«" THIN "a", "« without »"},
    {"fr", "a", "l'a", "a straight apostrophe"},
    {"fr", "a", "a...", "three dots for an ellipsis"},
    {"es", "a", "a :", "a blank before ; : ! ?, or no narrow no-break space before %"},
    {"es", "a", "3 %", "a blank before ; : ! ?, or no narrow no-break space before %"},
    {"es", "a", "a?", "a question or exclamation that is not opened"},
    {"es", "a", "« a »", "a blank inside « »"},
    {"es", "a", "¿a?: «b»; 3" THIN "%", NULL},
};

START_TEST(what_is_wrong_with_a_text_is_seen)
{
    const char *wrong = wrong_with(wrongs[_i].language, wrongs[_i].text, wrongs[_i].english);
    if (wrongs[_i].wrong == NULL)
        ck_assert_ptr_null(wrong);
    else
        ck_assert_pstr_eq(wrong, wrongs[_i].wrong);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language_catalogues");
    TCase *tests = tcase_create("catalogues");
    tcase_add_test(tests, there_are_three_languages);
    tcase_add_loop_test(tests, every_text_is_there_and_right, 0, LANGUAGES);
    tcase_add_loop_test(tests, a_catalogue_is_one_object_of_texts_by_id_in_order, 1, LANGUAGES);
    tcase_add_loop_test(tests, words_of_verdicts_and_of_forces_are_told_apart, 0, LANGUAGES);
    tcase_add_loop_test(tests, what_is_wrong_with_a_text_is_seen, 0, COUNT_OF(wrongs));
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
