/* The engine's own sentences are said in another language, or left alone. That they are those which the engine writes
 * is seen by its own tests, each of whose sentences is read back (unit/engine/probe.c). */
#include "language/sentence.h"

#include "base/memory.h"
#include "unit/language/pseudo.h"
#include "unit/suite.h"

#include <string.h>

#define THIN "\u202f"

static const struct {
    const char *language, *english, *expected;
} sentences[] = {
    {"fr", "cms-11.10:25 has effect from 2020-02-22, after 2019-12-31",
     "cms-11.10:25 ne prend effet que le 22 février 2020, après le 31 décembre 2019"},
    {"es", "cms-11.10:25 had effect until 2020-02-22, on or before 2020-02-22",
     "cms-11.10:25 dejó de surtir efecto el 22 de febrero de 2020, por lo que no lo surte al 22 de febrero de 2020"},
    {"fr", "KEN is bound by cms on 2020-01-01, by every claim on record",
     "KEN est lié par cms au 1er janvier 2020, selon toutes les déclarations enregistrées"},
    {"fr", "KEN is not bound by cms on 2020-01-01, by every claim on record",
     "KEN n’est pas lié par cms au 1er janvier 2020, selon toutes les déclarations enregistrées"},
    {"es",
     "it rests on t/a, of which: it rests on t/b, of which: it rests on t/c, which is gap: one cause, one finding",
     "depende de t/a, a saber: depende de t/b, a saber: depende de t/c, cuyo veredicto es «carencia»: una sola causa, "
     "una sola constatación"},
    {"fr", "it rests on t/a, which is gap: one cause, one finding",
     "dépend de t/a, dont le verdict est «" THIN "lacune" THIN "»" THIN ": une seule cause, une seule constatation"},
    {"fr", "2 actors are in no region of the scheme 'cms' on record on 2020-01-02, and in no conclusion: KEN, TZA",
     "2 acteurs n’ont au 2 janvier 2020 aucune région du découpage «" THIN "cms" THIN
     "» dans les données et ne figurent dans aucune conclusion" THIN ": KEN, TZA"},
    {"es", "1 actor is open, and the conclusion (met) did not ask: KEN",
     "1 actor queda por determinar, y la conclusión (cumplido) no lo tuvo en cuenta: KEN"},
    {"es", "23 actors are open, and nobody is surely addressed: KEN, TZA and 3 more",
     "23 actores quedan por determinar, y ningún destinatario es seguro: KEN, TZA y 3 más"},
    {"es",
     "the record leaves this open: reports r: 1; 2, submitted: 2020-03 cannot be placed before or after 2020-03-15",
     "los datos no permiten decidir: reports r: 1; 2, submitted: dos fechas de las que no se sabe cuál es anterior: "
     "marzo de 2020, 15 de marzo de 2020"},
    {"fr",
     "a cell that decides this is blank: reports r1, due: it is not on record; reports r2, due: it is not on record; "
     "actors KEN: the sources' claims differ, or are too coarse to say; and 2 more",
     "une cellule dont cela dépend est vide" THIN ": reports r1, due" THIN ": absent des données" THIN
     "; reports r2, due" THIN ": absent des données" THIN "; actors KEN" THIN
     ": les déclarations des sources diffèrent, ou sont trop peu précises" THIN "; et 2 de plus"},
    {"es", "the record leaves this open: nothing in reports matches, and it is not declared complete for the question",
     "los datos no permiten decidir: nada en reports corresponde, y la tabla no está declarada completa para esta "
     "cuestión"},
    {"es", "; but reports r1 and 2 more may count: a blank cell leaves it open",
     "; pero puede contar reports r1 y 2 más: una celda vacía no permite decidirlo"},
    {"fr", "shard 2/4", "fragment 2/4"},
    {"es", "12 of 1231 actors", "actores: 12 de 1231"},
    {"es", "; but meetings to all may count: the dates on record leave it open",
     "; pero puede contar meetings dirigido a todos: las fechas registradas no permiten decidirlo"},
};

static void add(struct accord_text *text, const struct accord_language *language, const char *sentence, bool expected)
{
    accord_text_init(text, 10000);
    accord_text_add_str(text, "> ");
    ck_assert_msg(accord_sentence_add(text, language, sentence) == expected, "%s", sentence);
}

START_TEST(a_sentence_of_the_engine_is_said_in_the_language)
{
    struct accord_text text;
    add(&text, accord_language_find(sentences[_i].language), sentences[_i].english, true);
    ck_assert_str_eq(accord_text_str(&text) + 2, sentences[_i].expected);
    accord_text_clear(&text);
}
END_TEST

static const char *const others[] = {
    "",
    "the record shows it all",
    "no CMS focal point is on record",
    "cms-11.10:25 has effect from 2020-02-22, after tomorrow",
    " has effect from 2020-02-22, after 2019-12-31",
    "it rests on t/a, which is well: one cause, one finding",
    "it rests on t/a, of which: nothing is known",
    "some actors are open, and nobody is surely addressed: KEN",
    "the record leaves this open: reports r1: something else",
    "the record leaves this open: it is not on record; something else",
    "the record leaves this open: it is not on record; ",
    "rules/a.lua:12: attempt to compare a text with a number",
};

START_TEST(anything_else_is_left_to_the_caller)
{
    struct accord_text text;
    add(&text, accord_language_find("fr"), others[_i], false);
    ck_assert_str_eq(accord_text_str(&text), "> ");
    accord_text_clear(&text);
}
END_TEST

START_TEST(rules_that_rest_on_too_many_others_are_left_alone)
{
    struct accord_text sentence, text;
    accord_text_init(&sentence, 10000);
    for (unsigned i = 0; i < 15; i++)
        accord_text_add_str(&sentence, "it rests on t/a, of which: ");
    accord_text_add_str(&sentence, "it rests on t/b, which failed");
    add(&text, accord_language_find("fr"), accord_text_str(&sentence), true);
    accord_text_clear(&text);
    accord_text_reset(&sentence);
    for (unsigned i = 0; i < 16; i++)
        accord_text_add_str(&sentence, "it rests on t/a, of which: ");
    accord_text_add_str(&sentence, "it rests on t/b, which failed");
    add(&text, accord_language_find("fr"), accord_text_str(&sentence), false);
    accord_text_clear(&text);
    accord_text_clear(&sentence);
}
END_TEST

static const struct {
    const char *message;
    size_t at; /* SIZE_MAX: nothing was added */
} additions[] = {
    {"no report; but reports r1 may count: the dates on record leave it open", 9},
    {"none; but x; but reports r1 may count: a blank cell leaves it open", 11},
    {"none; but reports r1 may count: a blank cell leaves it open, perhaps", SIZE_MAX},
    {"no report", SIZE_MAX},
};

START_TEST(what_the_engine_adds_to_a_message_is_found)
{
    const char *message = additions[_i].message, *found = accord_sentence_addition(message);
    if (additions[_i].at == SIZE_MAX)
        ck_assert_ptr_null(found);
    else
        ck_assert_ptr_eq(found, message + additions[_i].at);
}
END_TEST

START_TEST(no_memory_fails_the_text)
{
    bool good = false;
    for (unsigned long nth = 1; !good; nth++) {
        struct accord_text text;
        add(&text, pseudo_language(), "it rests on t/b, which failed", true);
        accord_text_clear(&text);
        accord_text_init(&text, 1000);
        accord_alloc_fail_after(nth);
        good =
            accord_sentence_add(&text, pseudo_language(), "it rests on t/a, of which: it rests on t/b, which failed");
        accord_alloc_fail_after(0);
        good = good && !text.failed;
        ck_assert(good || text.failed);
        accord_text_clear(&text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language_sentence");
    TCase *tests = tcase_create("sentence");
    tcase_add_loop_test(tests, a_sentence_of_the_engine_is_said_in_the_language, 0, COUNT_OF(sentences));
    tcase_add_loop_test(tests, anything_else_is_left_to_the_caller, 0, COUNT_OF(others));
    tcase_add_test(tests, rules_that_rest_on_too_many_others_are_left_alone);
    tcase_add_loop_test(tests, what_the_engine_adds_to_a_message_is_found, 0, COUNT_OF(additions));
    tcase_add_test(tests, no_memory_fails_the_text);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
