/* Regions by scheme: what is on another continent is told, once for each scheme, and nothing else. */
#include "import/region_schemes.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_error err;

/* "ARM|cms|Europe"; what it says is appended to `said`, a line each. */
static enum accord_status add(struct accord_region_schemes *schemes, const char *row, struct accord_text *said)
{
    enum { CELLS = 5, GIVEN = 3 };
    struct accord_cell cells[CELLS] = {{.kind = ACCORD_CELL_MISSING}};
    bool differs = false;
    size_t before = said->length;
    for (size_t i = 0; i < GIVEN; i++) {
        size_t length = strcspn(row, "|");
        cells[i] = (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)length, .as.text = row};
        row += length + (row[length] == '|' ? 1 : 0);
    }
    enum accord_status status = accord_region_schemes_add(schemes, cells, &differs, said, &err);
    if (status == ACCORD_OK && !said->failed) ck_assert_int_eq(differs, said->length > before);
    if (differs) accord_text_add_char(said, '\n');
    return status;
}

struct region_case {
    const char *rows[6];
    const char *said;
};

static const struct region_case cases[] = {
    {{"ARM|cms|Europe", "ARM|m49-sub|Western Asia"},
     "regions ARM: region \"Western Asia\" of the scheme \"m49-sub\", not \"Europe\" as the scheme \"cms\" says\n"},
    {{"ARM|m49|Asia", "ARM|m49-sub|Western Asia", "ARM|cms|Europe", "ARM|cms|Europe"},
     "regions ARM: region \"Europe\" of the scheme \"cms\", not \"Western Asia\" as the scheme \"m49-sub\" says\n"},
    {{"ARM|cms|Europe", "ARM|m49|Asia", "ARM|m49-sub|Western Asia"},
     "regions ARM: region \"Asia\" of the scheme \"m49\", not \"Europe\" as the scheme \"cms\" says\n"
     "regions ARM: region \"Western Asia\" of the scheme \"m49-sub\", not \"Europe\" as the scheme \"cms\" says\n"},
    /* of one scheme it is a conflict of its own, of several actors none */
    {{"ISR|cms|Asia", "ISR|cms|Europe"}, ""},
    {{"ARM|cms|Europe", "ISR|m49|Asia"}, ""},
    /* the same continent, or none that the name ends in */
    {{"KEN|cms|Africa", "KEN|m49-sub|Sub-Saharan Africa"}, ""},
    {{"ARM|cms|Europe", "ARM|unep|Asia and the Pacific"}, ""},
    {{"ARM|cms|Europe", "ARM|x|Eurasia"}, ""},
    {{"BRA|cms|South & Central America & The Caribbean", "BRA|m49|Americas"}, ""},
    {{"ARM|cms|Europe", "ARM|x|"}, ""},
};

START_TEST(schemes_that_differ_are_told)
{
    struct accord_region_schemes *schemes = NULL;
    struct accord_text said;
    accord_text_init(&said, 4096);
    ck_assert_int_eq(accord_region_schemes_new(&schemes, &err), ACCORD_OK);
    for (size_t i = 0; cases[_i].rows[i] != NULL; i++)
        ck_assert_int_eq(add(schemes, cases[_i].rows[i], &said), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&said), cases[_i].said);
    accord_text_clear(&said);
    accord_region_schemes_free(schemes);
}
END_TEST

START_TEST(what_is_past_the_maximum_is_not_looked_at)
{
    struct accord_region_schemes *schemes = NULL;
    struct accord_text said;
    char row[64];
    accord_text_init(&said, 4096);
    ck_assert_int_eq(accord_region_schemes_new(&schemes, &err), ACCORD_OK);
    for (int i = 0; i < ACCORD_REGION_SCHEMES_MAX; i++) {
        (void)snprintf(row, sizeof row, "A%d|cms|Europe", i);
        ck_assert_int_eq(add(schemes, row, &said), ACCORD_OK);
    }
    ck_assert_int_eq(add(schemes, "A1|m49|Asia", &said), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&said), "");
    accord_text_clear(&said);
    accord_region_schemes_free(schemes);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_region_schemes *schemes = NULL;
        struct accord_text said;
        accord_text_init(&said, 4096);
        accord_alloc_fail_after(nth);
        status = accord_region_schemes_new(&schemes, &err);
        for (size_t i = 0; status == ACCORD_OK && cases[2].rows[i] != NULL; i++)
            status = add(schemes, cases[2].rows[i], &said);
        accord_alloc_fail_after(0);
        accord_text_clear(&said);
        accord_region_schemes_free(schemes);
    }
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/region_schemes");
    TCase *tcase = tcase_create("regions");
    tcase_add_loop_test(tcase, schemes_that_differ_are_told, 0, COUNT_OF(cases));
    tcase_add_test(tcase, what_is_past_the_maximum_is_not_looked_at);
    tcase_add_test(tcase, any_failed_allocation_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
