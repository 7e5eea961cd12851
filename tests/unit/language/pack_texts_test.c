/* The packs that come with the program are whole in French and Spanish, and written as these languages are. */
#include "accord/run.h"
#include "language/language.h"
#include "language/pack_catalogue.h"
#include "language/pattern.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_packs *packs;
static struct accord_pack_catalogue *catalogue;

static void open_rules(void)
{
    static const char *const folders[] = {ACCORD_RULES};
    const struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &packs, &err), ACCORD_OK);
    ck_assert_int_eq(accord_pack_catalogue_read(packs, problems, &catalogue, &err), ACCORD_OK);
    if (accord_problems_count(problems) > 0) ck_abort_msg("%s", accord_problems_at(problems, 0)->text);
    accord_problems_free(problems);
}

static void close_rules(void)
{
    accord_pack_catalogue_free(catalogue);
    accord_packs_close(packs);
}

/* ---- whole ---- */

static const char *const languages[] = {"fr", "es"};

static void check_there(const char *language, struct accord_pack_text_key key, const char *english)
{
    const char *text = accord_pack_catalogue_find(catalogue, language, key);
    if (english == NULL) return;
    ck_assert_msg(text != NULL, "%s: %s %s has no translation: %s", language, key.id,
                  key.message == NULL ? "" : key.message, english);
}

START_TEST(registers_have_every_text)
{
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++) {
        struct accord_instrument_facts facts;
        accord_packs_instrument(packs, i, &facts);
        check_there(languages[_i], (struct accord_pack_text_key){ACCORD_PACK_INSTRUMENT_NAME, facts.id, NULL},
                    facts.name);
        check_there(languages[_i], (struct accord_pack_text_key){ACCORD_PACK_INSTRUMENT_TITLE, facts.id, NULL},
                    facts.title);
    }
    for (size_t i = 0; i < accord_packs_provision_count(packs); i++) {
        struct accord_provision_facts facts;
        accord_packs_provision(packs, i, &facts);
        check_there(languages[_i], (struct accord_pack_text_key){ACCORD_PACK_PROVISION_SUMMARY, facts.id, NULL},
                    facts.summary);
        check_there(languages[_i], (struct accord_pack_text_key){ACCORD_PACK_PROVISION_CONTEXT, facts.id, NULL},
                    facts.context);
    }
}
END_TEST

START_TEST(rules_have_every_text)
{
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts facts;
        accord_packs_rule(packs, i, &facts);
        check_there(languages[_i], (struct accord_pack_text_key){ACCORD_PACK_RULE_TITLE, facts.id, NULL}, facts.title);
        for (size_t k = 0; k < facts.message_count; k++)
            check_there(languages[_i],
                        (struct accord_pack_text_key){ACCORD_PACK_MESSAGE, facts.id, facts.messages[k].id},
                        facts.messages[k].text);
    }
}
END_TEST

/* ---- written as the language is ---- */

static const struct {
    const char *language; /* NULL: all */
    const char *never;    /* stands in no text */
} never[] = {
    {NULL, "'"},
    {NULL, "  "},
    {NULL, "\""},
    {NULL, "..."},
    {NULL, "\u00a0"},
    {"fr", " ;"},
    {"fr", " :"},
    {"fr", " !"},
    {"fr", " ?"},
    {"es", " ;"},
    {"es", " :"},
    {"es", "\u202f"},
    {"fr", "« "},
    {"fr", " »"},
    {NULL, "record"},
    {NULL, " focal point"},
    {"fr", "Parties prenantes"},
};

START_TEST(marks_are_those_of_the_language)
{
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++) {
        const struct accord_pack_translation *text = accord_pack_catalogue_at(catalogue, i);
        if (never[_i].language != NULL && strcmp(never[_i].language, text->language) != 0) continue;
        ck_assert_msg(strstr(text->text, never[_i].never) == NULL, "%s: %s: '%s' in: %s", text->language, text->key.id,
                      never[_i].never, text->text);
    }
}
END_TEST

/* The narrow no-break space stands before every ; and : of French, but for those of "cms-11.10:25". */
START_TEST(french_has_its_space_before_marks)
{
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++) {
        const struct accord_pack_translation *text = accord_pack_catalogue_at(catalogue, i);
        if (strcmp(text->language, "fr") != 0) continue;
        for (const char *mark = text->text; (mark = strpbrk(mark, ";:!?")) != NULL; mark++)
            ck_assert_msg(mark - text->text > 3 && strncmp(mark - 3, "\u202f", 3) == 0, "%s", text->text);
    }
}
END_TEST

START_TEST(sentences_end_as_the_english_ones_do)
{
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++) {
        const struct accord_pack_translation *text = accord_pack_catalogue_at(catalogue, i);
        size_t length = strlen(text->text);
        bool sentence =
            text->key.kind == ACCORD_PACK_PROVISION_SUMMARY || text->key.kind == ACCORD_PACK_PROVISION_CONTEXT;
        ck_assert_msg((text->text[length - 1] == '.') == sentence, "%s", text->text);
        ck_assert_msg(text->text[0] != ' ' && text->text[length - 1] != ' ', "%s", text->text);
    }
}
END_TEST

/* ---- messages ---- */

enum { WORD_ROOM = ACCORD_PATTERN_NAME_MAX + 3 };

/* Arguments that are told apart in what is written: "<name>", and 7 for what is counted. */
static size_t make_arguments(const struct accord_pattern *pattern, char words[][WORD_ROOM],
                             struct accord_argument *arguments)
{
    for (size_t i = 0; i < pattern->count; i++) {
        (void)snprintf(words[i], WORD_ROOM, "<%s>", pattern->arguments[i].name);
        arguments[i] = pattern->arguments[i].counted ? ACCORD_COUNT(pattern->arguments[i].name, 7)
                                                     : ACCORD_WORD(pattern->arguments[i].name, words[i]);
    }
    return pattern->count;
}

START_TEST(every_message_is_written_with_its_arguments)
{
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++) {
        const struct accord_pack_translation *message = accord_pack_catalogue_at(catalogue, i);
        struct accord_argument arguments[ACCORD_PATTERN_ARGUMENTS_MAX];
        char words[ACCORD_PATTERN_ARGUMENTS_MAX][WORD_ROOM];
        struct accord_pattern pattern;
        struct accord_text text;
        const char *why;
        size_t at;
        if (message->key.kind != ACCORD_PACK_MESSAGE) continue;
        ck_assert(accord_pattern_read(message->text, &pattern, &why, &at));
        const struct accord_finding finding = {.message_id = message->key.message,
                                               .message = "in English",
                                               .arguments = arguments,
                                               .argument_count = make_arguments(&pattern, words, arguments)};
        accord_text_init(&text, 10000);
        accord_pack_catalogue_add_message(catalogue, accord_language_find(message->language), message->key.id, &finding,
                                          &text);
        for (size_t k = 0; k < pattern.count; k++)
            ck_assert_msg(strstr(accord_text_str(&text), pattern.arguments[k].counted ? "7" : words[k]) != NULL, "%s",
                          accord_text_str(&text));
        ck_assert_msg(strpbrk(accord_text_str(&text), "{}#") == NULL, "%s", accord_text_str(&text));
        accord_text_clear(&text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language/pack_texts");
    TCase *texts = tcase_create("texts");
    tcase_add_unchecked_fixture(texts, open_rules, close_rules);
    tcase_add_loop_test(texts, registers_have_every_text, 0, COUNT_OF(languages));
    tcase_add_loop_test(texts, rules_have_every_text, 0, COUNT_OF(languages));
    tcase_add_loop_test(texts, marks_are_those_of_the_language, 0, COUNT_OF(never));
    tcase_add_test(texts, french_has_its_space_before_marks);
    tcase_add_test(texts, sentences_end_as_the_english_ones_do);
    tcase_add_test(texts, every_message_is_written_with_its_arguments);
    suite_add_tcase(suite, texts);
    return run_suite(suite);
}
