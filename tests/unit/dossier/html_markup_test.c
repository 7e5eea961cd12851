/* From strings to markup: what data may hold stays data. */
#include "dossier/html/html.h"
#include "unit/suite.h"

static struct accord_text text;
static struct accord_html html;

static void begin(void)
{
    accord_text_init(&text, 4096);
    html = (struct accord_html){.text = &text, .language = ACCORD_ENGLISH};
    accord_text_init(&html.scratch, 4096);
}

static void end(void)
{
    accord_text_clear(&text);
    accord_text_clear(&html.scratch);
}

static const struct {
    const char *string;
    const char *markup;
} shown[] = {
    {"", ""},
    {"Kenya", "Kenya"},
    {"Côte d'Ivoire", "Côte d'Ivoire"},
    {"<b>\"&\"</b>", "&lt;b&gt;&quot;&amp;&quot;&lt;/b&gt;"},
    {"&lt;", "&amp;lt;"},
    {"a\nb", "a\nb"},
    {"bell\x07 and \xE2\x80\xAE turn", "bell\\u0007 and \\u202e turn"},
    {"\xFF\xC3", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {"\x7f", "\\u007f"},
};

START_TEST(data_is_text_of_the_page)
{
    begin();
    accord_html_data(&html, shown[_i].string);
    ck_assert_str_eq(accord_text_str(&text), shown[_i].markup);
    end();
}
END_TEST

static const struct {
    const char *id;
    const char *safe;
} ids[] = {
    {"cms-11.10:26.a", "cms-11.10:26.a"},
    {"region:cms/Africa", "region:cms~2FAfrica"},
    {"a b", "a~20b"},
    {"a~20b", "a~7E20b"},
    {"\"><x", "~22~3E~3Cx"},
    {"é", "~C3~A9"},
};

START_TEST(ids_are_safe_and_never_become_one)
{
    begin();
    accord_html_id(&html, ids[_i].id);
    ck_assert_str_eq(accord_text_str(&text), ids[_i].safe);
    end();
}
END_TEST

START_TEST(numbers_and_dates_are_those_of_the_language)
{
    begin();
    accord_html_count(&html, 999);
    accord_html_raw(&html, " ");
    accord_html_count(&html, 1461);
    accord_html_raw(&html, " ");
    accord_html_date(&html, "2026-11-28");
    accord_html_raw(&html, " ");
    accord_html_date(&html, "<soon>");
    ck_assert_str_eq(accord_text_str(&text), "999 1,461 28 November 2026 &lt;soon&gt;");
    end();
}
END_TEST

static const struct {
    size_t met, partial, gap, unreported;
    const char *score;
} scores[] = {
    {0, 0, 0, 0, "<span class=score>nothing is due</span>"},
    {0, 0, 0, 4,
     "<span class=score>no score (0\u202f% to 100\u202f%)</span> <span class=cover>0 of 4 assessable</span>"},
    {21, 5, 8, 18,
     "<span class=score>69\u202f% (40\u202f% to 85\u202f%)</span> <span class=cover>34 of 52 assessable</span>"},
};

START_TEST(a_score_never_stands_alone)
{
    struct accord_tally tally = {{0}, {0}};
    tally.counts[ACCORD_VERDICT_MET] = scores[_i].met;
    tally.counts[ACCORD_VERDICT_PARTIAL] = scores[_i].partial;
    tally.counts[ACCORD_VERDICT_GAP] = scores[_i].gap;
    tally.counts[ACCORD_VERDICT_UNREPORTED] = scores[_i].unreported;
    begin();
    accord_html_score(&html, &tally);
    ck_assert_str_eq(accord_text_str(&text), scores[_i].score);
    end();
}
END_TEST

START_TEST(verdicts_have_letters_of_their_own)
{
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(accord_html_letter((enum accord_verdict_kind)i),
                             accord_html_letter((enum accord_verdict_kind)j));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("html_markup");
    TCase *tests = tcase_create("html_markup");
    tcase_add_loop_test(tests, data_is_text_of_the_page, 0, COUNT_OF(shown));
    tcase_add_loop_test(tests, ids_are_safe_and_never_become_one, 0, COUNT_OF(ids));
    tcase_add_test(tests, numbers_and_dates_are_those_of_the_language);
    tcase_add_loop_test(tests, a_score_never_stands_alone, 0, COUNT_OF(scores));
    tcase_add_test(tests, verdicts_have_letters_of_their_own);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
