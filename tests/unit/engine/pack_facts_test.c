/* What loaded packs tell: everything that a register and a rule say of themselves. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static struct probe probe;
static struct accord_packs *packs;

static const char *const written_register =
    "-- The register of a test:\n--\n--   indented\n-- the end.\nreturn {\n"
    "  api = 1, id = \"t\", under = \"cms\", version = \"1.2.3\", name = \"T\", title = \"Title\",\n"
    "  citation = \"T/1\", url = \"https://example.org/t\", effect = \"2020-01-01\", [\"until\"] = \"2030-01-01\",\n"
    "  reading = { by = \"a\", on = \"2026-01-02\", state = \"draft\" },\n"
    "  provisions = {\n"
    "    { id = \"1\", verb = \"notes\", addressees = {}, summary = \"one\", context = \"why\" },\n"
    "    { id = \"2\", verb = \"urges\", addressees = { \"party\", \"body\" }, summary = \"two\", qualified = true,\n"
    "      citation = \"paragraph 2\", effect = \"2021-01-01\", [\"until\"] = \"2022-01-01\",\n"
    "      reading = { by = \"b\", on = \"2026-01-03\", state = \"reviewed\" } },\n"
    "  },\n"
    "}\n";

static const char *const written_rule =
    "-- How it is read.\nlocal x = { \"b\", \"a\" }\n-- not this\nreturn {\n"
    "  id = \"t/z\", provision = \"t:2\", subject = \"party\", title = \"Z\", requires = \"t/a\",\n"
    "  aliases = { \"t/oldest\", \"t/old\" }, tags = { \"y\", \"b-1\" },\n"
    "  reading = { by = \"c\", on = \"2026-01-04\", state = \"draft\" },\n"
    "  messages = { never = \"no\", [\"by-day\"] = \"on {day}\" },\n"
    "  params = { list = x, empty = {}, many = { b = 1, a = { true, false } }, text = 'say \"hi\"', number = -7,\n"
    "    day = date \"2020-02\", sum = amount \"1.50\" },\n"
    "  check = function() return gap \"never\" end,\n"
    "}\n";

/* With a further file, or another text of one of these; `path` NULL: neither. */
static void open_packs_with(const char *path, const char *text)
{
    struct accord_error err = {0};
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL;
    probe_open(&probe);
    probe_file(&probe, "rules/t/instrument.lua", written_register);
    probe_file(&probe, "rules/t/z.lua", written_rule);
    probe_file(
        &probe, "rules/t/a.lua",
        "return { id = \"t/a\", provision = \"t:2\", subject = \"party\", title = \"A\", check = function() end }");
    if (path) probe_file(&probe, path, text);
    const char *const folders[] = {probe.rules};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_packs_open(folders, 1, &limits, problems, &packs, &err);
    ck_assert_msg(status == ACCORD_OK, "%s: %s", err.text,
                  accord_problems_count(problems) > 0 ? accord_problems_at(problems, 0)->text : "");
    accord_problems_free(problems);
}

static void open_packs(void)
{
    open_packs_with(NULL, NULL);
}

static void close_packs(void)
{
    accord_packs_close(packs);
    packs = NULL;
    probe_close(&probe);
}

static void expect_day(struct accord_date date, const char *text)
{
    struct accord_date expected;
    const char *why;
    ck_assert(accord_date_parse(text, strlen(text), &expected, &why));
    ck_assert(date.first == expected.first && date.last == expected.last);
}

START_TEST(a_register_tells_what_it_says_of_itself)
{
    struct accord_instrument_facts facts;
    accord_packs_instrument(packs, 0, &facts);
    ck_assert_str_eq(facts.id, "t");
    ck_assert_str_eq(facts.url, "https://example.org/t");
    ck_assert_str_eq(facts.comment, "The register of a test:\n\n  indented\nthe end.");
    ck_assert_msg(strstr(facts.path, "/rules/t/instrument.lua") != NULL, "%s", facts.path);
    expect_day(facts.effect, "2020-01-01");
    ck_assert(facts.has_until);
    expect_day(facts.until, "2030-01-01");
    ck_assert_str_eq(facts.reading.by, "a");
    ck_assert_uint_eq(facts.first_provision, 0);
    ck_assert_uint_eq(facts.provision_count, 2);
}
END_TEST

START_TEST(a_provision_takes_from_its_register_what_it_does_not_say)
{
    struct accord_provision_facts facts;
    accord_packs_provision(packs, 0, &facts);
    ck_assert_str_eq(facts.context, "why");
    ck_assert_uint_eq(facts.addressee_count, 0);
    ck_assert_ptr_null(facts.citation);
    expect_day(facts.effect, "2020-01-01");
    expect_day(facts.until, "2030-01-01");
    ck_assert_str_eq(facts.reading.state, "draft");
}
END_TEST

START_TEST(a_provision_tells_what_it_says_of_itself)
{
    struct accord_provision_facts facts;
    accord_packs_provision(packs, 1, &facts);
    ck_assert_ptr_null(facts.context);
    ck_assert_uint_eq(facts.addressee_count, 2);
    ck_assert_str_eq(facts.addressees[0], "party");
    ck_assert_str_eq(facts.addressees[1], "body");
    ck_assert_str_eq(facts.citation, "paragraph 2");
    expect_day(facts.effect, "2021-01-01");
    expect_day(facts.until, "2022-01-01");
    ck_assert_str_eq(facts.reading.by, "b");
    ck_assert_str_eq(facts.reading.on, "2026-01-03");
    ck_assert_str_eq(facts.reading.state, "reviewed");
}
END_TEST

START_TEST(a_rule_tells_what_it_says_of_itself)
{
    struct accord_rule_facts facts;
    accord_packs_rule(packs, 1, &facts);
    ck_assert_str_eq(facts.id, "t/z");
    ck_assert_str_eq(facts.file, "t/z.lua");
    ck_assert_msg(strstr(facts.path, "/rules/t/z.lua") != NULL, "%s", facts.path);
    ck_assert_str_eq(facts.comment, "How it is read.");
    ck_assert_uint_eq(facts.requires, 0);
    ck_assert_str_eq(facts.reading.by, "c");
    ck_assert_uint_eq(facts.message_count, 2);
    ck_assert_str_eq(facts.messages[0].id, "by-day");
    ck_assert_str_eq(facts.messages[0].text, "on {day}");
    ck_assert_str_eq(facts.messages[1].id, "never");
    ck_assert_uint_eq(facts.alias_count, 2);
    ck_assert_str_eq(facts.aliases[0], "t/oldest");
    ck_assert_uint_eq(facts.tag_count, 2);
    ck_assert_str_eq(facts.tags[0], "y");
    ck_assert_str_eq(facts.tags[1], "b-1");
}
END_TEST

START_TEST(a_rule_that_says_little_tells_little)
{
    struct accord_rule_facts facts;
    accord_packs_rule(packs, 0, &facts);
    ck_assert_str_eq(facts.id, "t/a");
    ck_assert_ptr_null(facts.comment);
    ck_assert_ptr_null(facts.reading.by);
    ck_assert_uint_eq(facts.requires, SIZE_MAX);
    ck_assert_uint_eq(facts.message_count + facts.alias_count + facts.tag_count + facts.param_count, 0);
}
END_TEST

static const struct accord_param expected_params[] = {
    {"day", "\"2020-02\""},
    {"empty", "[]"},
    {"list", "[\"b\", \"a\"]"},
    {"many", "{\"a\": [true, false], \"b\": 1}"},
    {"number", "-7"},
    {"sum", "\"1.5\""},
    {"text", "\"say \\\"hi\\\"\""},
};

START_TEST(params_are_told_as_JSON_in_order)
{
    struct accord_rule_facts facts;
    accord_packs_rule(packs, 1, &facts);
    ck_assert_uint_eq(facts.param_count, COUNT_OF(expected_params));
    ck_assert_str_eq(facts.params[_i].name, expected_params[_i].name);
    ck_assert_str_eq(facts.params[_i].text, expected_params[_i].text);
}
END_TEST

/* Rule 0 is t/a, rule 1 is t/z; the folder is another one each time. */
static const struct {
    const char *path;
    const char *text;
    bool differs[2];
} changes[] = {
    {NULL, NULL, {false, false}},
    {"rules/t/a.lua",
     "return { id = \"t/a\", provision = \"t:2\", subject = \"party\", title = \"B\", check = function() end }",
     {true, false}},
    {"rules/t/instrument.lua", NULL, {true, true}}, /* a line more */
    {"rules/lib/l.lua", "return { f = function() return 1 end }", {true, true}},
};

START_TEST(the_digest_of_a_rule_shows_its_file_register_and_libs_and_not_the_folder)
{
    unsigned char before[2][ACCORD_RULE_DIGEST], after[2][ACCORD_RULE_DIGEST];
    char longer[4096];
    struct accord_error err = {0};
    ck_assert_int_eq(accord_packs_rule_digests(packs, before, &err), ACCORD_OK);
    close_packs();
    (void)snprintf(longer, sizeof longer, "%s\n", written_register);
    open_packs_with(changes[_i].path, changes[_i].text ? changes[_i].text : longer);
    ck_assert_int_eq(accord_packs_rule_digests(packs, after, &err), ACCORD_OK);
    for (int i = 0; i < 2; i++)
        ck_assert(changes[_i].differs[i] == (memcmp(before[i], after[i], ACCORD_RULE_DIGEST) != 0));
    ck_assert(memcmp(after[0], after[1], ACCORD_RULE_DIGEST) != 0);
}
END_TEST

START_TEST(subjects_can_be_listed)
{
    size_t count = 0;
    bool party = false;
    for (; accord_subject_name(count) != NULL; count++)
        party = party || strcmp(accord_subject_name(count), "party") == 0;
    ck_assert(party && count > 5);
    ck_assert_ptr_null(accord_subject_name(SIZE_MAX));
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("pack facts");
    Suite *suite = suite_create("pack facts");
    tcase_add_checked_fixture(tcase, open_packs, close_packs);
    tcase_add_test(tcase, a_register_tells_what_it_says_of_itself);
    tcase_add_test(tcase, a_provision_takes_from_its_register_what_it_does_not_say);
    tcase_add_test(tcase, a_provision_tells_what_it_says_of_itself);
    tcase_add_test(tcase, a_rule_tells_what_it_says_of_itself);
    tcase_add_test(tcase, a_rule_that_says_little_tells_little);
    tcase_add_loop_test(tcase, params_are_told_as_JSON_in_order, 0, COUNT_OF(expected_params));
    tcase_add_loop_test(tcase, the_digest_of_a_rule_shows_its_file_register_and_libs_and_not_the_folder, 0,
                        COUNT_OF(changes));
    tcase_add_test(tcase, subjects_can_be_listed);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
