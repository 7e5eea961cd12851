/* Aliases: what a file of them may add, and what it may not contradict. */
#include "import/names.h"

#include "unit/import/file.h"
#include "unit/suite.h"

#include <string.h>
#include <unistd.h>

static struct accord_names *names;
static struct accord_problems *problems;
static struct accord_error err;

static void begin(void)
{
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
}

static void end(void)
{
    accord_problems_free(problems);
    accord_names_free(names);
}

static enum accord_status read_text(const char *text)
{
    char path[FILE_PATH_MAX];
    write_test_file(path, text);
    enum accord_status status = accord_names_read_aliases(names, path, "aliases.csv", problems, &err);
    (void)unlink(path);
    return status;
}

/* The id of the one actor that the name names, or "". */
static const char *actor_of(const char *name)
{
    struct accord_name_answer answer;
    ck_assert_int_eq(accord_names_find(names, name, strlen(name), ACCORD_NAME_ANY, &answer, &err), ACCORD_OK);
    return accord_name_is_actor(&answer) ? answer.actors[0]->id : "";
}

START_TEST(aliases_add_names)
{
    ck_assert_int_eq(read_text("name,actor\nThe Land of Kenyans,KEN\n\"Congo\",COG\nBrussels,EU\nKenya,KEN\n"),
                     ACCORD_OK);
    ck_assert_str_eq(actor_of("the land of KENYANS"), "KEN");
    ck_assert_str_eq(actor_of("Land, Kenyans"), "KEN");
    ck_assert_str_eq(actor_of("Brussels"), "EU");
    ck_assert_str_eq(actor_of("Congo"), "COG"); /* which of the two is what an alias may say */
    ck_assert_str_eq(actor_of("Korea"), "");
    ck_assert_str_eq(actor_of("Kenya"), "KEN");
}
END_TEST

START_TEST(an_alias_may_name_an_actor_of_the_dataset)
{
    ck_assert_int_eq(accord_names_add_actor(names, "cms-secretariat", NULL, &err), ACCORD_OK);
    ck_assert_int_eq(read_text("name,actor\nUNEP/CMS,cms-secretariat\n"), ACCORD_OK);
    ck_assert_str_eq(actor_of("UNEP/CMS"), "cms-secretariat");
}
END_TEST

struct refusal {
    const char *text;
    unsigned line;
    unsigned column;
    const char *why;
};

static const struct refusal refusals[] = {
    {"name,actor\nKenya,UGA\n", 2, 1, "\"Kenya\", which is a name of KEN, expected no alias for another actor"},
    {"name,actor\nCongo,FRA\n", 2, 1,
     "\"Congo\", which is a name of COD or another one, expected an alias for one of these"},
    {"name,actor\nYugoslavia,SRB\n", 2, 1,
     "\"Yugoslavia\", which is a name of YUG, expected no alias for another actor"},
    {"name,actor\nUgandia,UGA\nUgandia,KEN\n", 3, 1,
     "\"Ugandia\", which is a name of UGA, expected no alias for another actor"},
    {"name,actor\nKenia,Kenya\n", 2, 7, "\"Kenya\", the id of no known actor, expected one such as KEN, EU"},
    {"name,actor\nKenia,\n", 2, 7, "no id of an actor, expected one such as KEN"},
    {"name,actor\n...,KEN\n", 2, 1, "\"...\", expected a name with a letter or digit, not too long"},
    {"name,actor\na,b,c\n", 2, 1, "a record of 3 cells, expected two: a name and the id of an actor"},
    {"name,actor\n\nx,KEN\n", 2, 1, "a record of 1 cells, expected two: a name and the id of an actor"},
    {"actor,name\nKEN,x\n", 1, 1, "another header, expected name,actor"},
    {"", 1, 1, "an empty file, expected the header name,actor"},
    {"name,actor\n\"x,KEN\n", 2, 1,
     "a quote that is never closed, expected the closing quote before the end of the file"},
};

START_TEST(what_contradicts_or_cannot_be_read_is_refused)
{
    const struct refusal *it = &refusals[_i];
    ck_assert_int_eq(read_text(it->text), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "aliases.csv: the aliases cannot be read as they are written");
    const struct accord_problem *problem = accord_problems_at(problems, 0);
    ck_assert_str_eq(problem->text, it->why);
    ck_assert_str_eq(problem->file, "aliases.csv");
    ck_assert_uint_eq(problem->line, it->line);
    ck_assert_uint_eq(problem->column, it->column);
}
END_TEST

START_TEST(all_that_is_wrong_is_said_in_one_run)
{
    ck_assert_int_eq(read_text("name,actor\nKenya,UGA\nfine,UGA\nx,nobody\n"), ACCORD_BAD_DATA);
    ck_assert_uint_eq(accord_problems_count(problems), 2);
}
END_TEST

START_TEST(a_file_that_is_not_there_is_a_problem)
{
    ck_assert_int_eq(accord_names_read_aliases(names, "/nowhere/x.csv", "x.csv", problems, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(accord_problems_at(problems, 0)->text, "no file of this name, expected one");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/aliases");
    TCase *aliases = tcase_create("aliases");
    tcase_add_checked_fixture(aliases, begin, end);
    tcase_add_test(aliases, aliases_add_names);
    tcase_add_test(aliases, an_alias_may_name_an_actor_of_the_dataset);
    tcase_add_loop_test(aliases, what_contradicts_or_cannot_be_read_is_refused, 0, COUNT_OF(refusals));
    tcase_add_test(aliases, all_that_is_wrong_is_said_in_one_run);
    tcase_add_test(aliases, a_file_that_is_not_there_is_a_problem);
    suite_add_tcase(suite, aliases);
    return run_suite(suite);
}
