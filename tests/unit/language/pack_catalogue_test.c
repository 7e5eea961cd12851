/* Catalogues of rule packs: read strictly with every place, looked up, written into stored runs and read back. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "accord/run.h"
#include "base/memory.h"
#include "language/language.h"
#include "language/pack_catalogue.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 256 };

static const char reg[] =
    "return { api = 1, id = 'demo', under = 'cms', version = '1', name = 'Demo', title = 'A demo',"
    " citation = 'x', effect = '2020-01-01', provisions = {"
    " { id = '1', verb = 'urges', addressees = { 'party' }, summary = 'Do.' } } }\n";
static const char rule[] = "return { id = 'demo/undone', provision = 'demo:1', subject = 'party', title = 'Done',"
                           " messages = { late = 'late by {count}', none = 'none' },"
                           " check = function() return unreported('none') end }\n";

/* A folder of rules: demo/instrument.lua, demo/undone.lua, and catalogues beside them. */
static char root[PATH_ROOM];

static void write_file(const char *name, const char *text)
{
    char path[2 * PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/demo/%s", root, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static void make_root(void)
{
    char demo[2 * PATH_ROOM];
    (void)snprintf(root, sizeof root, "/tmp/accord-catalogue-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(root));
    (void)snprintf(demo, sizeof demo, "%s/demo", root);
    ck_assert_int_eq(mkdir(demo, 0700), 0);
    write_file("instrument.lua", reg);
    write_file("undone.lua", rule);
}

static void clear_root(void)
{
    static const char *const names[] = {"instrument.lua", "undone.lua", "fr.json", "es.json",   "en.json",
                                        "fra.json",       "data.json",  "FR.json", "frfr.json", "../demo"};
    char path[2 * PATH_ROOM];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/demo/%s", root, names[i]);
        (void)unlink(path);
    }
    (void)snprintf(path, sizeof path, "%s/demo", root);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(rmdir(root), 0);
}

static enum accord_status read_root(struct accord_problems **problems, struct accord_pack_catalogue **catalogue,
                                    struct accord_packs **packs, struct accord_error *err)
{
    const char *folder = root;
    struct accord_limits limits = accord_limits_default();
    *packs = NULL;
    *catalogue = NULL;
    enum accord_status status = accord_problems_new(problems, err);
    if (status == ACCORD_OK) status = accord_packs_open(&folder, 1, &limits, *problems, packs, err);
    if (status == ACCORD_OK) status = accord_pack_catalogue_read(*packs, *problems, catalogue, err);
    return status;
}

static struct accord_problems *problems;
static struct accord_packs *packs;
static struct accord_pack_catalogue *catalogue;

static void open_root(void)
{
    struct accord_error err = {0};
    ck_assert_msg(read_root(&problems, &catalogue, &packs, &err) == ACCORD_OK, "%s", err.text);
}

static void close_root(void)
{
    accord_pack_catalogue_free(catalogue);
    accord_packs_close(packs);
    accord_problems_free(problems);
}

/* ---- reading ---- */

static const struct {
    const char *json, *problem; /* line:column: text; more than one are separated by line ends */
} refused[] = {
    {"{", "1:2: the end of the text inside an object, expected a member name"},
    {"[]", "1:1: an array, expected an object"},
    {"{\"language\": \"es\"}", "1:14: \"es\" at /language, expected \"fr\", as the file is called"},
    {"{\"rules\": {}}", "1:1: nothing at /language, expected \"fr\", as the file is called"},
    {"{\"language\": \"fr\", \"rule\": {}}", "1:20: an unknown member at /rule, expected rules"},
    {"{\"language\": \"fr\", \"rules\": []}",
     "1:29: an array at /rules, expected an object of texts by the ids of rules"},
    {"{\"language\": \"fr\", \"rules\": {\"demo/undone\": \"x\"}}",
     "1:45: \"x\" at /rules/demo~1undone, expected an object"},
    {"{\"language\": \"fr\",\n \"rules\": {\"demo/undone\": {\"titel\": \"x\"}}}",
     "2:28: an unknown member at /rules/demo~1undone/titel, expected title"},
    {"{\"language\": \"fr\",\n \"rules\": {\"demo/undone\": {\"title\": 3}}}",
     "2:37: 3 at /rules/demo~1undone/title, expected a text"},
    {"{\"language\": \"fr\",\n \"rules\": {\"demo/undone\": {\"title\": \"\"}}}",
     "2:37: an empty text at /rules/demo~1undone/title, expected the translation, or nothing at all"},
    {"{\"language\": \"fr\", \"rules\": {\"demo/undone\": {\"messages\": \"x\"}}}",
     "1:58: \"x\" at /rules/demo~1undone/messages, expected an object of messages by their ids"},
    {"{\"language\": \"fr\", \"rules\": {\"demo/undone\": {\"messages\": {\"late\": \"de {count\"}}}}",
     "1:67: the message 'late' is no pattern, at its end: expected } or a comma behind the name of the argument"},
    {"{\"language\": \"fr\", \"rules\": {\"demo/undone\": {\"messages\": {\"late\": \"de {count, plurale, x}\"}}}}",
     "1:67: the message 'late' is no pattern, at \"plurale, x}\": expected plural"},
    {"{\"language\": \"fr\", \"provisions\": {\"demo:1\": {\"title\": \"x\"}}}",
     "1:46: an unknown member at /provisions/demo:1/title, expected no such member"},
    {"{\"language\": \"fr\", \"instruments\": {\"demo\": {\"name\": null, \"title\": \"\"}}}",
     "1:53: null at /instruments/demo/name, expected a text\n"
     "1:68: an empty text at /instruments/demo/title, expected the translation, or nothing at all"},
    {"{\"language\": \"fr\", \"translation\": {\"by\": \"\", \"on\": \"2026-11\", \"who\": \"x\"}}",
     "1:63: an unknown member at /translation/who, expected no such member\n"
     "1:42: \"\" at /translation/by, expected a text that is not empty\n"
     "1:52: \"2026-11\" at /translation/on, expected a full date such as 2026-12-31\n"
     "1:35: nothing at /translation/state, expected a text that is not empty"},
    {"{\"language\": \"fr\", \"rules\": {\"demo/undone\": {\"title\": \"x\"}, \"demo/undone\": {}}}",
     "1:61: a duplicate member name, expected each name once"},
};

static void add_problems(struct accord_text *text)
{
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        if (i > 0) accord_text_add_char(text, '\n');
        accord_text_addf(text, "%u:%u: %s", problem->line, problem->column, problem->text);
    }
}

START_TEST(what_is_wrong_is_told_with_its_place)
{
    struct accord_text found;
    make_root();
    write_file("fr.json", refused[_i].json);
    open_root();
    accord_text_init(&found, 4096);
    add_problems(&found);
    ck_assert_str_eq(accord_text_str(&found), refused[_i].problem);
    ck_assert_str_eq(accord_problems_at(problems, 0)->file + strlen(root), "/demo/fr.json");
    accord_text_clear(&found);
    close_root();
    clear_root();
}
END_TEST

START_TEST(english_is_refused_as_it_is_in_the_rules)
{
    make_root();
    write_file("en.json", "{\"language\": \"en\"}");
    open_root();
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    ck_assert_ptr_nonnull(strstr(accord_problems_at(problems, 0)->text, "expected another language"));
    close_root();
    clear_root();
}
END_TEST

START_TEST(files_that_are_called_otherwise_are_no_catalogues)
{
    make_root();
    write_file("data.json", "{");
    write_file("FR.json", "{");
    write_file("frfr.json", "{");
    write_file("fra.json", "{\"language\": \"fra\"}");
    open_root();
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    ck_assert_uint_eq(accord_pack_catalogue_file_count(catalogue), 1);
    ck_assert_str_eq(accord_pack_catalogue_file(catalogue, 0)->language, "fra");
    close_root();
    clear_root();
}
END_TEST

/* ---- texts ---- */

static const char *const no_phrases[ACCORD_PHRASE_COUNT];
static const struct accord_language fr = {
    .code = "fr", .zero_is_one = true, .thousands = " ", .grouped_from = 4, .decimal = ",", .phrases = no_phrases};
static const struct accord_language es = {
    .code = "es", .thousands = " ", .grouped_from = 5, .decimal = ",", .phrases = no_phrases};

static const char french[] = "{\n"
                             "  \"language\": \"fr\",\n"
                             "  \"translation\": {\"by\": \"a test\", \"on\": \"2026-11-28\", \"state\": \"draft\"},\n"
                             "  \"rules\": {\"demo/undone\": {\"title\": \"Fait\", \"messages\": {\n"
                             "    \"none\": \"rien\",\n"
                             "    \"late\": \"{count, plural, one {# jour} other {# jours}} de retard\"}}},\n"
                             "  \"instruments\": {\"demo\": {\"title\": \"Une démo\"}},\n"
                             "  \"provisions\": {\"demo:1\": {\"summary\": \"Faire.\", \"context\": \"Pourquoi.\"}}\n"
                             "}\n";

static const char stored[] =
    "{\"es\":{\"rules\":{\"demo/undone\":{\"title\":\"Hecho\"}}},"
    "\"fr\":{\"instruments\":{\"demo\":{\"title\":\"Une démo\"}},"
    "\"provisions\":{\"demo:1\":{\"summary\":\"Faire.\",\"context\":\"Pourquoi.\"}},"
    "\"rules\":{\"demo/undone\":{\"title\":\"Fait\",\"messages\":{"
    "\"late\":\"{count, plural, one {# jour} other {# jours}} de retard\",\"none\":\"rien\"}}}}}";

static const struct accord_pack_text_key title = {ACCORD_PACK_RULE_TITLE, "demo/undone", NULL};

static void open_french(void)
{
    make_root();
    write_file("fr.json", french);
    write_file("es.json", "{\"language\": \"es\", \"rules\": {\"demo/undone\": {\"title\": \"Hecho\"}}}");
    open_root();
    ck_assert_uint_eq(accord_problems_count(problems), 0);
}

START_TEST(texts_are_found_by_language_and_key)
{
    open_french();
    ck_assert_str_eq(accord_pack_catalogue_find(catalogue, "fr", title), "Fait");
    ck_assert_str_eq(accord_pack_catalogue_find(catalogue, "es", title), "Hecho");
    ck_assert_ptr_null(accord_pack_catalogue_find(catalogue, "ar", title));
    ck_assert_str_eq(accord_pack_catalogue_find(
                         catalogue, "fr", (struct accord_pack_text_key){ACCORD_PACK_MESSAGE, "demo/undone", "none"}),
                     "rien");
    ck_assert_ptr_null(accord_pack_catalogue_find(
        catalogue, "es", (struct accord_pack_text_key){ACCORD_PACK_MESSAGE, "demo/undone", "none"}));
    ck_assert(!accord_pack_catalogue_file(catalogue, 0)->signed_for); /* es.json */
    ck_assert(accord_pack_catalogue_file(catalogue, 1)->signed_for);
    close_root();
    clear_root();
}
END_TEST

static const struct {
    struct accord_pack_text_key key;
    enum accord_pack_text_part part;
    unsigned line, column;
} places[] = {
    {{ACCORD_PACK_MESSAGE, "demo/undone", "none"}, ACCORD_PACK_TEXT_ITSELF, 5, 13},
    {{ACCORD_PACK_MESSAGE, "demo/undone", "none"}, ACCORD_PACK_TEXT_NAME, 5, 5},
    {{ACCORD_PACK_MESSAGE, "demo/undone", "none"}, ACCORD_PACK_TEXT_ID, 4, 13},
    {{ACCORD_PACK_PROVISION_SUMMARY, "demo:1", NULL}, ACCORD_PACK_TEXT_ITSELF, 8, 40},
    {{ACCORD_PACK_PROVISION_SUMMARY, "demo:1", NULL}, ACCORD_PACK_TEXT_NAME, 8, 29},
    {{ACCORD_PACK_PROVISION_SUMMARY, "demo:1", NULL}, ACCORD_PACK_TEXT_ID, 8, 18},
};

START_TEST(a_text_has_its_place)
{
    unsigned line = 0, column = 0;
    const char *text;
    open_french();
    text = accord_pack_catalogue_find(catalogue, "fr", places[_i].key);
    for (size_t i = 0; i < accord_pack_catalogue_count(catalogue); i++)
        if (accord_pack_catalogue_at(catalogue, i)->text == text)
            accord_pack_catalogue_place(catalogue, accord_pack_catalogue_at(catalogue, i), places[_i].part, &line,
                                        &column);
    ck_assert_uint_eq(line, places[_i].line);
    ck_assert_uint_eq(column, places[_i].column);
    close_root();
    clear_root();
}
END_TEST

static void check_written(const struct accord_pack_catalogue *from)
{
    struct accord_text text;
    accord_text_init(&text, 4096);
    accord_pack_catalogue_write(from, &text);
    ck_assert(!text.failed);
    ck_assert_str_eq(accord_text_str(&text), stored);
    accord_text_clear(&text);
}

START_TEST(what_is_written_for_a_stored_run_is_read_back_the_same)
{
    struct accord_pack_catalogue *again;
    struct accord_error err = {0};
    open_french();
    check_written(catalogue);
    ck_assert_msg(accord_pack_catalogue_parse(stored, strlen(stored), &again, &err) == ACCORD_OK, "%s", err.text);
    check_written(again);
    ck_assert_uint_eq(accord_pack_catalogue_count(again), accord_pack_catalogue_count(catalogue));
    accord_pack_catalogue_free(again);
    close_root();
    clear_root();
}
END_TEST

static const struct {
    const char *json, *error;
} not_stored[] = {
    {"", "the translations that are stored: an empty text, expected a JSON value"},
    {"[]", "the translations that are stored: an array, expected an object of languages"},
    {"{\"fr\": 1}", "the translations that are stored: 1 at /fr, expected an object"},
    {"{\"fr\": {\"language\": \"fr\"}}",
     "the translations that are stored: an unknown member at /fr/language, expected no such member"},
    {"{\"fr\": {\"rules\": {\"a/b\": {\"messages\": {\"none\": \"}\"}}}}}",
     "the translations that are stored: the message 'none' is no pattern, at \"}\": a } that closes nothing"},
};

START_TEST(what_is_no_catalogue_of_a_stored_run_is_refused)
{
    struct accord_pack_catalogue *none;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_pack_catalogue_parse(not_stored[_i].json, strlen(not_stored[_i].json), &none, &err),
                     ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, not_stored[_i].error);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(ids_that_hold_line_ends_are_told_apart)
{
    static const char odd[] = "{\"fr\":{\"rules\":{\"a\":{\"messages\":{\"b\\nc\":\"x\"}},"
                              "\"a\\nb\":{\"messages\":{\"c\":\"y\"}}}}}";
    struct accord_pack_catalogue *both;
    struct accord_error err = {0};
    ck_assert_msg(accord_pack_catalogue_parse(odd, strlen(odd), &both, &err) == ACCORD_OK, "%s", err.text);
    ck_assert_uint_eq(accord_pack_catalogue_count(both), 2);
    accord_pack_catalogue_free(both);
}
END_TEST

START_TEST(a_stored_run_without_catalogues_has_no_texts)
{
    struct accord_pack_catalogue *empty;
    struct accord_text text;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_pack_catalogue_parse("{}", 2, &empty, &err), ACCORD_OK);
    accord_text_init(&text, 100);
    accord_pack_catalogue_write(empty, &text);
    ck_assert_str_eq(accord_text_str(&text), "{}");
    ck_assert_str_eq(accord_pack_catalogue_text(empty, &fr, title, "Done"), "Done");
    accord_text_clear(&text);
    accord_pack_catalogue_free(empty);
}
END_TEST

/* ---- in reports ---- */

START_TEST(what_is_missing_is_english_and_counted_once)
{
    const struct accord_pack_text_key name = {ACCORD_PACK_INSTRUMENT_NAME, "demo", NULL};
    open_french();
    ck_assert_str_eq(accord_pack_catalogue_text(catalogue, &fr, title, "Done"), "Fait");
    ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, &fr), 0);
    ck_assert_str_eq(accord_pack_catalogue_text(catalogue, &fr, name, "Demo"), "Demo");
    ck_assert_str_eq(accord_pack_catalogue_text(catalogue, &fr, name, "Demo"), "Demo");
    ck_assert_str_eq(accord_pack_catalogue_text(catalogue, &es, name, "Demo"), "Demo");
    ck_assert_ptr_null(accord_pack_catalogue_text(
        catalogue, &es, (struct accord_pack_text_key){ACCORD_PACK_PROVISION_CONTEXT, "demo:1", NULL}, NULL));
    ck_assert_str_eq(accord_pack_catalogue_text(catalogue, ACCORD_ENGLISH, name, "Demo"), "Demo");
    ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, &fr), 1);
    ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, &es), 1);
    ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, ACCORD_ENGLISH), 0);
    close_root();
    clear_root();
}
END_TEST

static const struct accord_argument two = {"count", {.kind = ACCORD_VALUE_INTEGER, .integer = 2}};
static const struct accord_argument one = {"count", {.kind = ACCORD_VALUE_INTEGER, .integer = 1}};
static const struct accord_argument year = {"count", {.kind = ACCORD_VALUE_INTEGER, .integer = 2024}};
static const struct accord_argument word = {"count", {.kind = ACCORD_VALUE_TEXT, .text = "two"}};

static const struct {
    const struct accord_language *language; /* NULL: English */
    struct accord_finding finding;
    const char *expected;
    size_t missing;
} messages[] = {
    {&fr,
     {.message_id = "late", .message = "late by 2", .arguments = &two, .argument_count = 1},
     "2 jours de retard",
     0},
    {&fr,
     {.message_id = "late", .message = "late by 1", .arguments = &one, .argument_count = 1},
     "1 jour de retard",
     0},
    {&fr,
     {.message_id = "late", .message = "late by 2024", .arguments = &year, .argument_count = 1},
     "2024 jours de retard",
     0},
    {&fr, {.message_id = "late", .message = "late by two", .arguments = &word, .argument_count = 1}, "late by two", 1},
    {&fr, {.message_id = "late", .message = "late by 2"}, "late by 2", 1},
    {&fr, {.message_id = "none", .message = "none"}, "rien", 0},
    {&fr, {.message_id = "other", .message = "other"}, "other", 1},
    {&fr,
     {.message_id = "none", .message = "none; but reports r1 may count: the dates on record leave it open"},
     "rien; but reports r1 may count: the dates on record leave it open",
     0},
    {&fr,
     {.message_id = "none", .message = "none; but reports to all and 2 more may count: a blank cell leaves it open"},
     "rien; but reports to all and 2 more may count: a blank cell leaves it open",
     0},
    {&es,
     {.message_id = "none", .message = "none; but reports r1 may count: the dates on record leave it open"},
     "none; but reports r1 may count: the dates on record leave it open",
     1},
    {&fr,
     {.message_id = "accord-missing", .message = "a cell that decides this is blank: x"},
     "a cell that decides this is blank: x",
     1},
    {&fr,
     {.message_id = "accord-missing", .message = "a cell that decides this is blank: r 1, due: it is not on record"},
     "a cell that decides this is blank: r 1, due: it is not on record",
     0},
    {&es, {.message_id = "none", .message = "none"}, "none", 1},
    {NULL, {.message_id = "none", .message = "none"}, "none", 0},
};

START_TEST(a_message_is_written_with_the_arguments_of_its_finding)
{
    const struct accord_language *language = messages[_i].language != NULL ? messages[_i].language : ACCORD_ENGLISH;
    struct accord_text text;
    open_french();
    accord_text_init(&text, 1000);
    accord_pack_catalogue_add_message(catalogue, language, "demo/undone", &messages[_i].finding, &text);
    ck_assert_str_eq(accord_text_str(&text), messages[_i].expected);
    ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, language), messages[_i].missing);
    accord_text_clear(&text);
    close_root();
    clear_root();
}
END_TEST

static const struct {
    const struct accord_language *language;
    const char *why, *expected;
    size_t missing;
} whys[] = {
    {&fr, "demo:1 has effect from 2020-01-01, after 2019-12-31",
     "demo:1 has effect from 1 January 2020, after 31 December 2019", 0},
    {&fr, "undone.lua:3: attempt to index a number", "undone.lua:3: attempt to index a number", 1},
    {NULL, "the record shows it", "the record shows it", 0},
};

START_TEST(why_a_verdict_is_what_it_is_has_no_need_of_a_catalogue)
{
    const struct accord_language *language = whys[_i].language != NULL ? whys[_i].language : ACCORD_ENGLISH;
    struct accord_text text;
    open_french();
    accord_text_init(&text, 1000);
    for (int times = 0; times < 2; times++) {
        accord_text_reset(&text);
        accord_pack_catalogue_add_why(catalogue, language, "demo/undone", whys[_i].why, &text);
        ck_assert_str_eq(accord_text_str(&text), whys[_i].expected);
        ck_assert_uint_eq(accord_pack_catalogue_untranslated(catalogue, language), whys[_i].missing);
    }
    accord_text_clear(&text);
    close_root();
    clear_root();
}
END_TEST

START_TEST(memory_that_is_short_is_told)
{
    struct accord_error err = {0};
    enum accord_status status = ACCORD_NO_MEMORY;
    open_french();
    accord_pack_catalogue_free(catalogue);
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        accord_alloc_fail_after(nth);
        status = accord_pack_catalogue_read(packs, problems, &catalogue, &err);
        accord_alloc_fail_after(0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    check_written(catalogue);
    close_root();
    clear_root();
}
END_TEST

START_TEST(memory_that_is_short_is_told_of_a_stored_run)
{
    struct accord_error err = {0};
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        accord_alloc_fail_after(nth);
        status = accord_pack_catalogue_parse(stored, strlen(stored), &catalogue, &err);
        accord_alloc_fail_after(0);
    }
    ck_assert_int_eq(status, ACCORD_OK);
    check_written(catalogue);
    accord_pack_catalogue_free(catalogue);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("language/pack_catalogue");
    TCase *reading = tcase_create("reading");
    tcase_add_loop_test(reading, what_is_wrong_is_told_with_its_place, 0, COUNT_OF(refused));
    tcase_add_test(reading, english_is_refused_as_it_is_in_the_rules);
    tcase_add_test(reading, files_that_are_called_otherwise_are_no_catalogues);
    tcase_add_test(reading, texts_are_found_by_language_and_key);
    tcase_add_loop_test(reading, a_text_has_its_place, 0, COUNT_OF(places));
    suite_add_tcase(suite, reading);
    TCase *runs = tcase_create("stored runs");
    tcase_add_test(runs, what_is_written_for_a_stored_run_is_read_back_the_same);
    tcase_add_loop_test(runs, what_is_no_catalogue_of_a_stored_run_is_refused, 0, COUNT_OF(not_stored));
    tcase_add_test(runs, ids_that_hold_line_ends_are_told_apart);
    tcase_add_test(runs, a_stored_run_without_catalogues_has_no_texts);
    suite_add_tcase(suite, runs);
    TCase *reports = tcase_create("reports");
    tcase_add_test(reports, what_is_missing_is_english_and_counted_once);
    tcase_add_loop_test(reports, a_message_is_written_with_the_arguments_of_its_finding, 0, COUNT_OF(messages));
    tcase_add_loop_test(reports, why_a_verdict_is_what_it_is_has_no_need_of_a_catalogue, 0, COUNT_OF(whys));
    suite_add_tcase(suite, reports);
    TCase *memory = tcase_create("memory");
    tcase_add_test(memory, memory_that_is_short_is_told);
    tcase_add_test(memory, memory_that_is_short_is_told_of_a_stored_run);
    suite_add_tcase(suite, memory);
    return run_suite(suite);
}
