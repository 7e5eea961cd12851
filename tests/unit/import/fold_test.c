/* Folding names: what makes no difference between two names, and what does. */
#include "import/fold.h"

#include "base/memory.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

struct fold_case {
    const char *name;
    const char *words;
    const char *bag;
};

static const struct fold_case cases[] = {
    {"Kenya", "kenya", ""},
    {"  KENYA  ", "kenya", ""},
    {"Côte d'Ivoire", "cotedivoire", " cote ivoire"},
    {"CÔTE D’IVOIRE", "cotedivoire", " cote ivoire"},
    {"Co\xCC\x82te d Ivoire", "cotedivoire", " cote ivoire"}, /* the accent as a mark of its own */
    {"Lao People's Republic", "laopeoplesrepublic", " lao peoples republic"},
    {"l'Ouganda", "ouganda", " ouganda"},
    {"Ouganda (l')", "ouganda", " ouganda"},
    {"Viet Nam", "vietnam", " nam viet"},
    {"Korea, Republic of", "korearepublicof", " korea republic"},
    {"the Republic of Korea", "republicofkorea", " korea republic"},
    {"Congo (Democratic Republic of the)", "congodemocraticrepublicof", " congo democratic republic"},
    {"Congo, Dem. Rep.", "congodemocraticrepublic", " congo democratic republic"},
    {"St. Lucia", "saintlucia", " lucia saint"},
    {"Trinidad & Tobago", "trinidadandtobago", " tobago trinidad"},
    {"El Salvador", "salvador", " salvador"},
    {"LA", "la", ""},
    {"the la", "the", ""},
    {"Türkiye", "turkiye", ""},
    {"T\xC3\x9CRK\xC4\xB0YE", "turkiye", ""}, /* a dotted capital I */
    {"ＫＥＮ", "ken", ""},                    /* wide letters */
    {"刚果（布）", "刚果布", " 刚果 布"},
    {"Россия", "россия", ""},
    {"Белоруссия и Ёж", "белоруссияиеж", " белоруссия еж"},
    {"إيران", "ايران", ""},
    {"إيـران", "ايران", ""}, /* a line lengthened */
    {"Guinea-Bissau", "guineabissau", " bissau guinea"},
    {"a\xFF"
     "b",
     "ab", " a b"},
    {"ST", "st", ""},
    {"&", "", ""},
    {"& Kenya", "andkenya", " kenya"},
    {"", "", ""},
    {" -- ()", "", ""},
};

START_TEST(a_name_is_folded)
{
    struct accord_folded folded;
    accord_folded_init(&folded);
    const struct fold_case *it = &cases[_i];
    ck_assert(accord_fold(&folded, it->name, strlen(it->name)));
    ck_assert_str_eq(accord_text_str(&folded.words), it->words);
    ck_assert_str_eq(accord_text_str(&folded.bag), it->bag);
    accord_folded_clear(&folded);
}
END_TEST

START_TEST(the_longest_name_is_one_and_a_longer_is_none)
{
    char name[ACCORD_NAME_MAX + 1];
    struct accord_folded folded;
    memset(name, 'x', sizeof name);
    accord_folded_init(&folded);
    ck_assert(accord_fold(&folded, name, ACCORD_NAME_MAX));
    ck_assert_uint_eq(folded.words.length, ACCORD_NAME_MAX);
    ck_assert(!accord_fold(&folded, name, ACCORD_NAME_MAX + 1));
    ck_assert(!folded.words.failed);
    accord_folded_clear(&folded);
}
END_TEST

START_TEST(characters_that_stand_for_many_fit)
{
    struct accord_text name;
    struct accord_folded folded;
    accord_text_init(&name, ACCORD_NAME_MAX);
    while (name.length + 3 <= ACCORD_NAME_MAX)
        accord_text_add_str(&name, "\xEF\xB7\xBA"); /* one that decomposes into eighteen */
    accord_folded_init(&folded);
    (void)accord_fold(&folded, name.bytes, name.length); /* too many words: none, and no failure either */
    ck_assert(!folded.words.failed);
    accord_folded_clear(&folded);
    accord_text_clear(&name);
}
END_TEST

START_TEST(short_memory_is_told_from_no_name)
{
    struct accord_folded folded;
    for (unsigned long nth = 1; nth <= 3; nth++) {
        accord_folded_init(&folded);
        accord_alloc_fail_after(nth);
        ck_assert(!accord_fold(&folded, "Viet Nam", strlen("Viet Nam")));
        ck_assert(folded.words.failed);
        accord_alloc_fail_after(0);
        accord_folded_clear(&folded);
    }
}
END_TEST

struct distance_case {
    const char *a;
    const char *b;
    size_t distance;
};

static const struct distance_case distances[] = {
    {"", "", 0},
    {"kenya", "kenya", 0},
    {"kenia", "kenya", 1},
    {"keyna", "kenya", 1},
    {"kenyaa", "kenya", 1},
    {"enya", "kenya", 1},
    {"", "abc", 3},
    {"россия", "росия", 1},
    {"abcdef", "ghi", SIZE_MAX},
    {"abcd", "wxyz", SIZE_MAX},
};

START_TEST(slips_are_counted_in_characters)
{
    const struct distance_case *it = &distances[_i];
    ck_assert_uint_eq(accord_fold_distance(it->a, strlen(it->a), it->b, strlen(it->b), 3), it->distance);
    ck_assert_uint_eq(accord_fold_distance(it->b, strlen(it->b), it->a, strlen(it->a), 3), it->distance);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/fold");
    TCase *folding = tcase_create("folding");
    tcase_add_loop_test(folding, a_name_is_folded, 0, COUNT_OF(cases));
    tcase_add_test(folding, the_longest_name_is_one_and_a_longer_is_none);
    tcase_add_test(folding, characters_that_stand_for_many_fit);
    tcase_add_test(folding, short_memory_is_told_from_no_name);
    tcase_add_loop_test(folding, slips_are_counted_in_characters, 0, COUNT_OF(distances));
    suite_add_tcase(suite, folding);
    return run_suite(suite);
}
