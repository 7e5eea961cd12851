/* Loading packs: every complaint names file and line and says what was found. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- one register or rule with one thing wrong ---- */

/* The good text with `was` replaced by `is`. */
struct slip {
    const char *was;
    const char *is;
    const char *complaint; /* how the one line of complaint begins, without the folder */
};

static const char *const good_register =
    "return {\n"                                                                                               /* 1 */
    "  api = 1,\n"                                                                                             /* 2 */
    "  id = \"t\",\n"                                                                                          /* 3 */
    "  under = \"cms\",\n"                                                                                     /* 4 */
    "  version = \"1.0.0\",\n"                                                                                 /* 5 */
    "  name = \"T\",\n"                                                                                        /* 6 */
    "  title = \"A title\",\n"                                                                                 /* 7 */
    "  citation = \"A citation\",\n"                                                                           /* 8 */
    "  effect = \"2020-02-22\",\n"                                                                             /* 9 */
    "  reading = { by = \"x\", on = \"2026-11-22\", state = \"draft\" },\n"                                    /* 10 */
    "  provisions = {\n"                                                                                       /* 11 */
    "    { id = \"1\", verb = \"stresses\", addressees = {}, summary = \"one\" },\n"                           /* 12 */
    "    { id = \"2.a\", verb = \"urges\", addressees = { \"party\" }, summary = \"two\", qualified = true,\n" /* 13 */
    "      [\"until\"] = \"2024-01-01\" },\n"                                                                  /* 14 */
    "  },\n"                                                                                                   /* 15 */
    "}\n";

static const struct slip register_slips[] = {
    {"return {", "return 1 --{", "t/instrument.lua:2: "},
    {good_register, "", "t/instrument.lua:1: the file returns nothing, expected the register's table"},
    {good_register, "return 'x'", "t/instrument.lua:1: the file returns a string, expected the register's table"},
    {"api = 1", "api = 2", "t/instrument.lua:2: 'api' is not 1, the only rule API that this version knows"},
    {"api = 1", "api = 1.5", "t/instrument.lua:2: 'api' is not 1"},
    {"  api = 1,\n", "\n", "t/instrument.lua:1: 'api' is not 1"},
    {"id = \"t\"", "id = \"T\"", "t/instrument.lua:3: the id 'T' is not of lower-case letters, digits, '-' and '.'"},
    {"id = \"t\"", "id = \"\"", "t/instrument.lua:3: 'id' is empty, expected a text"},
    {"id = \"t\"", "id = 1", "t/instrument.lua:3: 'id' is a number, expected a text"},
    {"id = \"t\"", "id = \"-t\"", "t/instrument.lua:3: the id '-t'"},
    {"  under = \"cms\",\n", "\n", "t/instrument.lua:1: 'under' is missing, expected a text"},
    {"under = \"cms\"", "undr = \"cms\"",
     "t/instrument.lua:4: the register has an unknown key 'undr': did you mean 'under'?"},
    {"under = \"cms\"", "under = \"cms\", colour = 1", "t/instrument.lua:4: the register has an unknown key 'colour'"},
    {"under = \"cms\"", "under = \"cms\", 7", "t/instrument.lua:1: the register has a number as a key, expected names"},
    {"version = \"1.0.0\"", "version = 1", "t/instrument.lua:5: 'version' is a number, expected a text"},
    {"title = \"A title\"", "title = {}", "t/instrument.lua:7: 'title' is a table, expected a text"},
    {"citation = \"A citation\"", "citation = \"\\xff\"", "t/instrument.lua:8: 'citation' is not UTF-8 text"},
    {"citation = \"A citation\"", "citation = \"a\\0b\"", "t/instrument.lua:8: 'citation' is not UTF-8 text"},
    {"  effect = \"2020-02-22\",\n", "\n", "t/instrument.lua:1: 'effect' is missing, expected a full date"},
    {"effect = \"2020-02-22\"", "effect = \"2020-02\"",
     "t/instrument.lua:9: 'effect' is '2020-02', expected a full date YYYY-MM-DD"},
    {"effect = \"2020-02-22\"", "effect = \"2020-02-30\"", "t/instrument.lua:9: 'effect' is '2020-02-30': "},
    {"effect = \"2020-02-22\"", "effect = \"2020-02-22\", [\"until\"] = \"2020-02-22\"",
     "t/instrument.lua:9: 'until' does not lie after 'effect'"},
    {"state = \"draft\"", "state = 1", "t/instrument.lua:10: 'state' is a number, expected a text"},
    {"state = \"draft\"", "stat = \"draft\"",
     "t/instrument.lua:10: 'reading' has an unknown key 'stat': did you mean 'state'?"},
    {"on = \"2026-11-22\"", "on = \"2026\"", "t/instrument.lua:10: 'on' is '2026', expected a full date"},
    {"reading = {", "reading = \"x\" --{", "t/instrument.lua:"},
    {"provisions = {", "provisions = \"x\" } --{", "t/instrument.lua:"},
    {"verb = \"stresses\"", "verb = \"stress\"",
     "t/instrument.lua:12: the verb 'stress' is not in the table of verbs: did you mean 'stresses'?"},
    {"verb = \"stresses\"", "verb = \"whispers loudly\"",
     "t/instrument.lua:12: the verb 'whispers loudly' is not in the table of verbs"},
    {"addressees = {}", "addressees = \"party\"",
     "t/instrument.lua:12: 'addressees' is a string, expected a list (empty where nobody is addressed)"},
    {"addressees = { \"party\" }", "addressees = { \"parties\" }",
     "t/instrument.lua:13: the addressee 'parties' is unknown, expected party, "},
    {"addressees = { \"party\" }", "addressees = { 1 }", "t/instrument.lua:13: the addressee 'number' is unknown"},
    {"qualified = true", "qualified = \"yes\"", "t/instrument.lua:13: 'qualified' is a string, expected true or false"},
    {"summary = \"one\"", "sumary = \"one\"",
     "t/instrument.lua:12: a provision has an unknown key 'sumary': did you mean 'summary'?"},
    {"id = \"2.a\"", "id = \"1\"", "t/instrument.lua:12: the provision 't:1' stands twice"},
    {"id = \"2.a\"", "id = \"2 a\"", "t/instrument.lua:13: the id '2 a' is not of lower-case letters"},
    {"[\"until\"] = \"2024-01-01\"", "[\"until\"] = \"2020-01-01\"",
     "t/instrument.lua:14: 'until' does not lie after 'effect'"},
    {"return {", "return {{{", "t/instrument.lua:"},
    {"return {", "local x = lib \"none\" return {", "t/instrument.lua:1: there is no lib 'none'"},
};

static const char *const good_rule = "return {\n"                                                   /* 1 */
                                     "  id = \"t/a-rule\",\n"                                       /* 2 */
                                     "  provision = \"t:p\",\n"                                     /* 3 */
                                     "  subject = \"party\",\n"                                     /* 4 */
                                     "  title = \"A rule\",\n"                                      /* 5 */
                                     "  messages = { never = \"nothing\", late = \"on {day}\" },\n" /* 6 */
                                     "  params = { role = \"x\" },\n"                               /* 7 */
                                     "  requires = \"t/required\",\n"                               /* 8 */
                                     "  aliases = { \"t/oldest\", \"t/old\" },\n"                   /* 9 */
                                     "  tags = { \"x\" },\n"                                        /* 10 */
                                     "  check = function() return gap(\"never\") end,\n"            /* 11 */
                                     "  applies = function() return true end,\n"                    /* 12 */
                                     "}\n";

static const struct slip rule_slips[] = {
    {good_rule, "return 7", "t/a.lua:1: the file returns a number, expected the rule's table"},
    {good_rule, "local x = \nreturn }", "t/a.lua:2: "},
    {good_rule, "\n\nerror('boom')", "t/a.lua:3: boom"},
    {good_rule, "\nprint 'x'", "t/a.lua:2: there is no 'print' in a rule's environment"},
    {good_rule, "\nreturn trimm 'x'", "t/a.lua:2: there is no 'trimm' in a rule's environment: did you mean 'trim'?"},
    {good_rule, "\nx = 1", "t/a.lua:2: assignment to the global 'x': declare it local"},
    {good_rule, "return 1 ~ 2", "t/a.lua:1: bitwise operators are not for rules"},
    {good_rule, "\x1bLua", "t/a.lua:1: the file is a binary chunk, expected Lua text"},
    {"id = \"t/a-rule\"", "id = \"a-rule\"",
     "t/a.lua:2: the id 'a-rule' is not of the form \"instrument/what-is-wrong\""},
    {"id = \"t/a-rule\"", "id = \"t/a/rule\"", "t/a.lua:2: the id 't/a/rule'"},
    {"id = \"t/a-rule\"", "id = \"t/A\"", "t/a.lua:2: the id 't/A'"},
    {"  id = \"t/a-rule\",\n", "", "t/a.lua:1: 'id' is missing, expected a text"},
    {"  title = \"A rule\",\n", "", "t/a.lua:1: 'title' is missing, expected a text"},
    {"title = \"A rule\"", "titel = \"A rule\"",
     "t/a.lua:5: the rule has an unknown key 'titel': did you mean 'title'?"},
    {"provision = \"t:p\"", "provision = \"t:pp\"", "t/a.lua:1: the provision 't:pp' is unknown: did you mean 't:p'?"},
    {"provision = \"t:p\"", "provision = \"elsewhere:25\"", "t/a.lua:1: the provision 'elsewhere:25' is unknown"},
    {"subject = \"party\"", "subject = \"parties\"", "t/a.lua:4: the subject 'parties' is unknown, expected party, "},
    {"subject = \"party\"", "subject = \"secretariat\"",
     "t/a.lua:1: the required rule 't/required' is for the subject 'party', expected 'secretariat'"},
    {"requires = \"t/required\"", "requires = \"t/requird\"",
     "t/a.lua:1: the required rule 't/requird' is unknown: did you mean 't/required'?"},
    {"requires = \"t/required\"", "requires = \"t/a-rule\"",
     "t/a.lua:1: what 't/a-rule' requires requires it again in the end"},
    {"messages = {", "messages = \"x\" or {", "t/a.lua:6: 'messages' is a string, expected a table of texts"},
    {"never = \"nothing\"", "never = 1", "t/a.lua:6: 'messages' holds ids and their texts only"},
    {"never = \"nothing\"", "\"nothing\"", "t/a.lua:6: 'messages' holds ids and their texts only"},
    {"never = \"nothing\"", "Never = \"nothing\"",
     "t/a.lua:6: the message id 'Never' is not of lower-case letters, digits and '-'"},
    {"never = \"nothing\"", "[\"accord-x\"] = \"nothing\"", "t/a.lua:6: the message id 'accord-x'"},
    {"never = \"nothing\"", "never = \"\"", "t/a.lua:6: 'never' is empty, expected a text"},
    {"{day}", "{day", "t/a.lua:6: the message 'late' has a brace that is no {argument}"},
    {"{day}", "day}", "t/a.lua:6: the message 'late' has a brace"},
    {"{day}", "{the day}", "t/a.lua:6: the message 'late' has a brace"},
    {"{day}", "{}", "t/a.lua:6: the message 'late' has a brace"},
    {"role = \"x\"", "role = function() end",
     "t/a.lua:7: 'params' holds a function, expected texts, integers, true or false, dates, amounts and lists of them"},
    {"role = \"x\"", "role = 0.5", "t/a.lua:7: 'params' holds a number, expected texts, integers"},
    {"role = \"x\"", "role = { 1, x = 2 }", "t/a.lua:7: 'params' has the key 1, expected names such as \"role\""},
    {"role = \"x\"", "\"x\"", "t/a.lua:7: 'params' has the key 1, expected names"},
    {"role = \"x\"", "role = {{{{{{{{{{1}}}}}}}}}}", "t/a.lua:7: 'params' is nested more than 8 deep"},
    {"params = {", "params = \"x\" or {", "t/a.lua:7: 'params' is a string, expected a table"},
    {"aliases = {", "aliases = \"x\" or {",
     "t/a.lua:9: 'aliases' is a string, expected a list of former ids, oldest first"},
    {"\"t/oldest\"", "\"oldest\"", "t/a.lua:9: an alias is no rule id, expected \"instrument/what-is-wrong\""},
    {"\"x\" },\n  check", "\"X y\" },\n  check", "t/a.lua:10: a tag is not of lower-case letters, digits and '-'"},
    {"tags = {", "tags = \"x\" or {", "t/a.lua:10: 'tags' is a string, expected a list of texts"},
    {"check = function() return gap(\"never\") end", "chek = function() end",
     "t/a.lua:11: the rule has an unknown key 'chek': did you mean 'check'?"},
    {"  check = function() return gap(\"never\") end,\n", "", "t/a.lua:1: 'check' is a nil, expected a function"},
    {"check = function() return gap(\"never\") end", "check = met",
     "t/a.lua:11: 'check' is a function, expected a function"},
    {"check = function() return gap(\"never\") end", "check = true",
     "t/a.lua:11: 'check' is a boolean, expected a function"},
    {"applies = function() return true end", "applies = true",
     "t/a.lua:12: 'applies' is a boolean, expected a function"},
};

static char *replaced(const char *text, const struct slip *slip)
{
    const char *at = strstr(text, slip->was);
    ck_assert_msg(at != NULL, "'%s' does not stand there", slip->was);
    char *made = malloc(strlen(text) + strlen(slip->is) + 1);
    snprintf(made, strlen(text) + strlen(slip->is) + 1, "%.*s%s%s", (int)(at - text), text, slip->is,
             at + strlen(slip->was));
    return made;
}

static void write_good(const struct probe *probe)
{
    probe_register(probe);
    probe_rule(probe, "required", "return gap \"m\"", NULL);
    probe_file(probe, "rules/t/a.lua", good_rule);
}

/* The complaints, without the folder of each line. */
static char *complaints(struct probe *probe)
{
    char *text = probe_run(probe, "2020-06-30");
    size_t folder = strlen(probe->rules) + 1;
    char *kept = calloc(strlen(text) + 1, 1);
    for (const char *line = text; *line != '\0';) {
        const char *end = strchr(line, '\n') + 1;
        bool inside = strncmp(line, probe->rules, folder - 1) == 0 && line[folder - 1] == '/';
        if (inside) line += folder;
        strncat(kept, line, (size_t)(end - line));
        line = end;
    }
    free(text);
    return kept;
}

static void expect_complaint(const char *path, const char *text, const struct slip *slip)
{
    struct probe probe;
    probe_open(&probe);
    write_good(&probe);
    char *wrong = replaced(text, slip);
    probe_file(&probe, path, wrong);
    char *got = complaints(&probe);
    ck_assert_msg(strncmp(got, slip->complaint, strlen(slip->complaint)) == 0, "'%s' for '%s'\nexpected %s\ngot %s",
                  slip->is, slip->was, slip->complaint, got);
    free(wrong);
    free(got);
    probe_close(&probe);
}

START_TEST(what_is_wrong_in_a_register_is_said_with_its_line)
{
    expect_complaint("rules/t/instrument.lua", good_register, &register_slips[_i]);
}
END_TEST

START_TEST(what_is_wrong_in_a_rule_is_said_with_its_line)
{
    expect_complaint("rules/t/a.lua", good_rule, &rule_slips[_i]);
}
END_TEST

START_TEST(the_good_ones_load)
{
    struct probe probe;
    probe_open(&probe);
    write_good(&probe);
    char *got = complaints(&probe);
    ck_assert_str_eq(got, "");
    probe_file(&probe, "rules/t/instrument.lua", good_register);
    free(got);
    got = complaints(&probe); /* the two rules cite t:p, which that register does not have */
    ck_assert_ptr_nonnull(strstr(got, "the provision 't:p' is unknown"));
    free(got);
    probe_close(&probe);
}
END_TEST

/* ---- several files ---- */

START_TEST(all_that_is_wrong_is_said_at_once)
{
    struct probe probe;
    probe_open(&probe);
    write_good(&probe);
    probe_file(&probe, "rules/t/b.lua", "return 1");
    probe_file(&probe, "rules/t/c.lua", "return 1 & 2");
    probe_file(&probe, "rules/t/d.lua", "return {");
    char *got = complaints(&probe);
    ck_assert_ptr_nonnull(strstr(got, "t/b.lua:1: "));
    ck_assert_ptr_nonnull(strstr(got, "t/c.lua:1: "));
    ck_assert_ptr_nonnull(strstr(got, "t/d.lua:1: "));
    free(got);
    probe_close(&probe);
}
END_TEST

START_TEST(what_stands_twice_names_both_files)
{
    struct probe probe;
    probe_open(&probe);
    write_good(&probe);
    probe_file(&probe, "rules/u/a.lua", good_rule);
    char *got = complaints(&probe);
    ck_assert_msg(strstr(got, "u/a.lua:1: the rule 't/a-rule' stands twice: here and in ") != NULL, "%s", got);
    ck_assert_ptr_nonnull(strstr(got, "t/a.lua\n"));
    free(got);
    probe_file(&probe, "rules/u/a.lua", "return 1");
    probe_file(&probe, "rules/u/instrument.lua", good_register);
    got = complaints(&probe);
    ck_assert_msg(strstr(got, "u/instrument.lua:1: the register 't' stands twice: here and in ") != NULL, "%s", got);
    ck_assert_ptr_nonnull(strstr(got, "t/instrument.lua\n"));
    free(got);
    probe_close(&probe);
}
END_TEST

/* The same path under two folders is two files. */
START_TEST(what_stands_twice_in_two_folders_names_both_folders)
{
    struct probe one, other;
    struct accord_error err;
    struct accord_problems *problems;
    struct accord_packs *packs;
    char expected[PROBE_PATH_MAX + 64];
    probe_open(&one);
    probe_open(&other);
    write_good(&one);
    probe_rule(&other, "required", "return gap \"m\"", NULL);
    const char *folders[] = {one.rules, other.rules};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 2, &one.limits, problems, &packs, &err), ACCORD_BAD_RULES);
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    const struct accord_problem *problem = accord_problems_at(problems, 0);
    bool first = strncmp(problem->file, one.rules, strlen(one.rules)) == 0;
    snprintf(expected, sizeof expected, "here and in %s/t/required.lua", first ? other.rules : one.rules);
    ck_assert_msg(strstr(problem->text, expected) != NULL, "%s: %s, expected %s", problem->file, problem->text,
                  expected);
    accord_problems_free(problems);
    probe_close(&one);
    probe_close(&other);
}
END_TEST

START_TEST(circles_are_found_however_long)
{
    struct probe probe;
    probe_open(&probe);
    probe_register(&probe);
    for (int i = 0; i < 5; i++) {
        char name[16], more[64];
        snprintf(name, sizeof name, "r%d", i);
        snprintf(more, sizeof more, "requires = \"t/r%d\",", (i + 1) % 5);
        probe_rule(&probe, name, "return gap \"m\"", more);
    }
    probe_rule(&probe, "outside", "return gap \"m\"", "requires = \"t/r0\",");
    char *got = complaints(&probe);
    ck_assert_msg(strstr(got, "t/r3.lua:1: what 't/r3' requires requires it again in the end\n") != NULL, "%s", got);
    free(got);
    probe_close(&probe);
}
END_TEST

/* ---- which files ---- */

START_TEST(only_rules_and_registers_are_read)
{
    struct probe probe;
    probe_open(&probe);
    write_good(&probe);
    probe_file(&probe, "rules/t/a_test.lua", "return 1");
    probe_file(&probe, "rules/t/notes.txt", "return 1");
    probe_file(&probe, "rules/.hidden/x.lua", "return 1");
    probe_file(&probe, "rules/t/.hidden.lua", "return 1");
    probe_file(&probe, "rules/profiles/x.lua", "return 1");
    char *got = complaints(&probe);
    ck_assert_str_eq(got, "");
    free(got);
    probe_close(&probe);
}
END_TEST

START_TEST(folders_and_files_that_cannot_be_read_are_said)
{
    struct probe probe;
    char path[PROBE_PATH_MAX + 32];
    probe_open(&probe);
    char *got = probe_run(&probe, "2020-06-30");
    ck_assert_msg(strstr(got, ":0: holds no *.lua file, expected registers and rules") != NULL, "%s", got);
    free(got);
    write_good(&probe);
    snprintf(path, sizeof path, "%s/t/pipe.lua", probe.rules);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    snprintf(path, sizeof path, "%s/t/gone.lua", probe.rules);
    ck_assert_int_eq(symlink("nowhere", path), 0);
    got = complaints(&probe);
    ck_assert_msg(strstr(got, "t/pipe.lua:0: is no regular file, expected a rule\n") != NULL, "%s", got);
    ck_assert_msg(strstr(got, "t/gone.lua:0: cannot be opened: No such file or directory\n") != NULL, "%s", got);
    free(got);
    probe_close(&probe);
}
END_TEST

/* ---- libs ---- */

static const struct {
    const char *lib;
    const char *complaint;
} libs[] = {
    {"return { f = function() return 1 end }", ""},
    {"return 1", "t/b.lua:1: lib 'x' returns a number, expected a table\n"},
    {"\nerror 'boom'", "t/b.lua:1: lib/x.lua:2: boom\n"},
    {"return 1 & 2", "t/b.lua:1: lib/x.lua:1: bitwise operators are not for rules\n"},
    {"return { lib \"x\" }", "t/b.lua:1: lib/x.lua:1: lib 'x' asks for itself\n"},
    {"return { lib \"y\" }", "t/b.lua:1: lib/x.lua:1: there is no lib 'y'\n"},
    {"", "t/b.lua:1: lib 'x' returns nothing, expected a table\n"},
    {"\nwhile true do end", "t/b.lua:1: lib/x.lua:2: it used more than"},
};

/* Both rules are told, and told the same. */
START_TEST(what_is_wrong_in_a_lib_is_said_to_each_that_asks)
{
    struct probe probe;
    static const char *const asks =
        "local x = lib \"x\" return { id = \"t/%s\", provision = \"t:p\", subject = \"party\","
        " title = \"x\", check = function() return x.f() end }";
    char text[512];
    probe_open(&probe);
    probe_register(&probe);
    probe_file(&probe, "rules/lib/x.lua", libs[_i].lib);
    for (int i = 0; i < 2; i++) {
        char path[32];
        const char *hole = strstr(asks, "%s");
        snprintf(text, sizeof text, "%.*s%c%s", (int)(hole - asks), asks, 'b' + i, hole + 2);
        snprintf(path, sizeof path, "rules/t/%c.lua", 'b' + i);
        probe_file(&probe, path, text);
    }
    char *got = complaints(&probe);
    snprintf(text, sizeof text, "%s", libs[_i].complaint);
    ck_assert_msg(strncmp(got, text, strlen(text)) == 0 && (text[0] != '\0' || got[0] == '\0'), "%s", got);
    if (text[0] != '\0') {
        text[2] = 'c';
        ck_assert_msg(strstr(got, text) != NULL, "%s", got);
    }
    free(got);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("packs");
    Suite *suite = suite_create("packs");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, what_is_wrong_in_a_register_is_said_with_its_line, 0, COUNT_OF(register_slips));
    tcase_add_loop_test(tcase, what_is_wrong_in_a_rule_is_said_with_its_line, 0, COUNT_OF(rule_slips));
    tcase_add_test(tcase, the_good_ones_load);
    tcase_add_test(tcase, all_that_is_wrong_is_said_at_once);
    tcase_add_test(tcase, what_stands_twice_names_both_files);
    tcase_add_test(tcase, what_stands_twice_in_two_folders_names_both_folders);
    tcase_add_test(tcase, circles_are_found_however_long);
    tcase_add_test(tcase, only_rules_and_registers_are_read);
    tcase_add_test(tcase, folders_and_files_that_cannot_be_read_are_said);
    tcase_add_loop_test(tcase, what_is_wrong_in_a_lib_is_said_to_each_that_asks, 0, COUNT_OF(libs));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
