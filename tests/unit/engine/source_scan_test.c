/* What the look at a rule's text refuses, and what it must let pass. */
#include "engine/source_scan.h"

#include "unit/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const bitwise = "bitwise operators are not for rules";
static const char *const label = "labels are not for rules, expected a loop or a function";
static const char *const jump = "'goto' is not for rules, expected a loop or a function";
static const char *const close_word = "'<close>' is not for rules";
static const char *const environment = "'_ENV' is not for rules";
static const char *const no_text = "the file is not UTF-8 text";
static const char *const binary = "the file is a binary chunk, expected Lua text";

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
    const char *source;
    size_t length;
    unsigned line;
    const char *const *why;
} refused[] = {
    {TEXT("return 1 & 2"), 1, &bitwise},
    {TEXT("\nreturn 1 | 2"), 2, &bitwise},
    {TEXT("return 1 ~ (2 or 3)"), 1, &bitwise},
    {TEXT("return ~1"), 1, &bitwise},
    {TEXT("\r\n\r\nreturn 1 << 2"), 3, &bitwise},
    {TEXT("return 1 >> 2"), 1, &bitwise},
    {TEXT("-- a comment\n::top:: goto top"), 2, &label},
    {TEXT("while true do\n goto top\nend"), 2, &jump},
    {TEXT("do local x <close> = nil end"), 1, &close_word},
    {TEXT("do local x < close > = nil end"), 1, &close_word},
    {TEXT("do local x <\tclose\t> = nil end"), 1, &close_word},
    {TEXT("do local x <\n\nclose> = nil end"), 3, &close_word},
    {TEXT("do local x < --[[ here ]] close> = nil end"), 1, &close_word},
    {TEXT("local _ENV = {}"), 1, &environment},
    {TEXT("return _ENV.met"), 1, &environment},
    {TEXT("local s = [[\n\n]] return _ENV"), 3, &environment},
    {TEXT("local s = 'a\\\nb' return _ENV"), 2, &environment},
    {TEXT("local s = 'a\\z\n\n b' return _ENV"), 3, &environment},
    {TEXT("--[==[\n]]\n]=]\n]==] return 1 | 2"), 4, &bitwise},
    /* what Lua takes for the end of a line, of a comment and of a string is the same here */
    {TEXT("-- a comment\rreturn 1 ~ (2 or 3)"), 2, &bitwise},
    {TEXT("local s = 'a\\\r\n' return 1 ~ 2 --'"), 2, &bitwise},
    {TEXT("local s = 'a\\\r' return 1 ~ 2 --'"), 2, &bitwise},
    {TEXT("local s = 'a\\z \r\n\t\v\f ' .. (1 ~ 2) .. ''"), 2, &bitwise},
    {TEXT("local s = 'a\\'' .. (1 ~ 2) .. ''"), 1, &bitwise},
    {TEXT("\x1bLua"), 1, &binary},
    {TEXT("return '\xff'"), 1, &no_text},
    {TEXT("return '\xc3'"), 1, &no_text},
    {TEXT("return '\0'"), 1, &no_text},
};

START_TEST(what_rules_may_not_use_is_refused_with_its_line)
{
    struct accord_source_fault fault;
    ck_assert_msg(!accord_source_scan(refused[_i].source, refused[_i].length, &fault), "%s", refused[_i].source);
    ck_assert_str_eq(fault.why, *refused[_i].why);
    ck_assert_msg(fault.line == refused[_i].line, "%s: line %u", refused[_i].source, fault.line);
}
END_TEST

static const char *const passed[] = {
    "",
    "return {}",
    "-- a & b | c ~ d << e >> f goto ::x:: _ENV <close>",
    "--[[ goto a\n::b:: ]] return 1",
    "--[=[ ]] goto a ]=] return 1",
    "--[ [ no long comment\nreturn 1",
    "--[=\nreturn 1",
    "local s = \"goto ::x:: & | ~ << >> _ENV <close>\"",
    "local s = 'it\\'s & that'",
    "local s = \"\\\\\" return 1",
    "local s = [[ a & b goto ]]",
    "local s = [==[ a ]] & b ]==]",
    "local x <const> = 1 return x",
    "local x < const > = 1 return x",
    "return 1 ~= 2, 1 <= 2, 1 >= 2, 1 == 2, 7 // 2, 'a' .. 'b', 1 < 2, 1 > 2",
    "local gotos, _ENVY, closed = 1, 2, 3 return gotos",
    "local function f(...) return ... end return f",
    "return 0x1p4, 1e-3, 3.25E+2, 0xA.8p0",
    "local t = { [1] = { [2] = 3 } } return t[1][2]",
    "local a, close = 1, 2 return a < close, 3 > 2",
    "for i = 1, 3 do if i == 2 then break elseif i == 1 then i = 2 else i = 3 end end repeat until true",
};

START_TEST(what_only_looks_like_it_passes)
{
    struct accord_source_fault fault;
    ck_assert_msg(accord_source_scan(passed[_i], strlen(passed[_i]), &fault), "%s: %u: %s", passed[_i], fault.line,
                  fault.why);
}
END_TEST

/* ---- sizes ---- */

/* `head`, `count` times `unit`, `count` times `closing`, `tail`. */
struct repeated {
    const char *head, *unit, *closing, *tail;
    int good;  /* so many pass */
    int large; /* so many are refused */
    const char *why;
};

static const char *const chain = "more than 64 indexes or calls follow one another";
static const char *const nesting = "brackets or blocks are nested more than 100 deep";
static const char *const operators = "more than 1000 operators in one expression";
static const char *const branches = "more than 1000 branches of one 'if'";

static const struct {
    struct repeated text;
    const char *const *why;
} sizes[] = {
    {{"return a", ".b", "", "", 64, 65, NULL}, &chain},
    {{"return a", ".b", "", "", 64, 100000, NULL}, &chain},
    {{"return a", ":b()", "", "", 32, 33, NULL}, &chain},
    {{"return a", "()", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "[1]", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "{}", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "''", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "[[]]", "", "", 64, 100000, NULL}, &chain},
    {{"return a", " --x\n .b", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "\f.b", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "\v[1]", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "\r.b", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "[x+0]", "", "", 64, 100000, NULL}, &chain},
    {{"return a", "[x and y]", "", "", 64, 65, NULL}, &chain},
    {{"return a", "[f(1,2)]", "", "", 64, 65, NULL}, &chain},
    {{"return a", "{b = 1, c = 2}", "", "", 64, 65, NULL}, &chain},
    {{"return a", "(function() return x.y end)", "", "", 64, 65, NULL}, &chain},
    {{"return a", "[function() if x then y() end end]", "", "", 64, 65, NULL}, &chain},
    {{"return ", "(1) + ", "", "1", 1000, 1001, NULL}, &operators},
    {{"return ", "(", ")", "", 60, 100000, NULL}, NULL},
    {{"return ", "{", "}", "", 60, 100000, NULL}, NULL},
    {{"", "do ", "end ", "", 100, 101, NULL}, &nesting},
    {{"", "do ", "end ", "", 100, 100000, NULL}, &nesting},
    {{"", "if true then ", "end ", "", 100, 50000, NULL}, &nesting},
    {{"", "while true do ", "end ", "", 100, 50000, NULL}, &nesting},
    {{"", "repeat ", "until true ", "", 100, 50000, NULL}, &nesting},
    {{"", "local f = function() ", "end ", "", 99, 40000, NULL}, &nesting},
    {{"return ", "- ", "", "1", 1000, 1001, NULL}, &operators},
    {{"return ", "1 .. ", "", "1", 1000, 1001, NULL}, &operators},
    {{"return ", "2 ^ ", "", "1", 1000, 100000, NULL}, &operators},
    {{"return ", "#", "", "t", 1000, 100000, NULL}, &operators},
    {{"return ", "not ", "", "t", 1000, 1001, NULL}, &operators},
    {{"return t", " and t", "", "", 1000, 1001, NULL}, &operators},
    {{"return t", " or x(1, 2)", "", "", 1000, 1001, NULL}, &operators},
    {{"if x then y() ", "elseif a == b and c then y = x(1) ", "", "end", 999, 1000, NULL}, &branches},
    {{"if x then ", "elseif y then if a then elseif b then end ", "", "end", 999, 1000, NULL}, &branches},
};

static char *repeat(const struct repeated *text, int count, size_t *length)
{
    size_t room =
        strlen(text->head) + strlen(text->tail) + (size_t)count * (strlen(text->unit) + strlen(text->closing)) + 1;
    char *source = malloc(room), *at = source;
    at += snprintf(at, room, "%s", text->head);
    for (int i = 0; i < count; i++)
        at += snprintf(at, room - (size_t)(at - source), "%s", text->unit);
    at += snprintf(at, room - (size_t)(at - source), "%s", text->tail);
    for (int i = 0; i < count; i++)
        at += snprintf(at, room - (size_t)(at - source), "%s", text->closing);
    *length = (size_t)(at - source);
    return source;
}

START_TEST(depth_and_length_are_bounded)
{
    struct accord_source_fault fault;
    size_t length;
    char *good = repeat(&sizes[_i].text, sizes[_i].text.good, &length);
    ck_assert_msg(accord_source_scan(good, length, &fault), "%d of '%s': %s", sizes[_i].text.good, sizes[_i].text.unit,
                  fault.why);
    char *large = repeat(&sizes[_i].text, sizes[_i].text.large, &length);
    ck_assert_msg(!accord_source_scan(large, length, &fault), "%d of '%s' pass", sizes[_i].text.large,
                  sizes[_i].text.unit);
    if (sizes[_i].why != NULL) ck_assert_str_eq(fault.why, *sizes[_i].why);
    free(good);
    free(large);
}
END_TEST

/* Long files of short statements and long tables are no chains. */
static const struct repeated long_files[] = {
    {"", "local a = b.c.d(e)\n", "", "", 40000, 0, NULL},
    {"return {", "{ id = \"x\", n = -1 },\n", "", "}", 30000, 0, NULL},
    {"", "f(a)(b)\n", "", "", 40000, 0, NULL},
    {"", "a.b = c\n", "", "", 40000, 0, NULL},
    {"", "a.b()\n", "", "", 40000, 0, NULL},
    {"", "if a and b then c() elseif not a then d() end\n", "", "", 20000, 0, NULL},
    {"return {", "a.b; ", "", "}", 40000, 0, NULL},
    {"", "if a.b then f() elseif not c then g() else h() end\n", "", "", 15000, 0, NULL},
    {"", "-- & | ~\n", "", "", 40000, 0, NULL},
    {"local x = 'a'\n", "f 'b'\n", "", "", 40000, 0, NULL},
    {"", "for _, x in ipairs(t) do f(x) end\n", "", "", 20000, 0, NULL},
    {"", "x = a and b\ny = c\n", "", "", 20000, 0, NULL},
    {"", "f(a and b)\n", "", "", 40000, 0, NULL},
    {"", "f(a)(b) do g() end\n", "", "", 40000, 0, NULL},
    {"return {", "function(a) return a.b end, ", "", "}", 30000, 0, NULL},
};

START_TEST(long_files_pass)
{
    struct accord_source_fault fault;
    size_t length;
    char *source = repeat(&long_files[_i], long_files[_i].good, &length);
    ck_assert_uint_lt(length, ACCORD_SOURCE_MAX);
    ck_assert_msg(accord_source_scan(source, length, &fault), "'%s': %u: %s", long_files[_i].unit, fault.line,
                  fault.why);
    free(source);
}
END_TEST

START_TEST(a_mebibyte_passes_and_one_byte_more_does_not)
{
    struct accord_source_fault fault;
    char *source = malloc(ACCORD_SOURCE_MAX + 1);
    memset(source, ' ', ACCORD_SOURCE_MAX + 1);
    ck_assert(accord_source_scan(source, ACCORD_SOURCE_MAX, &fault));
    ck_assert(!accord_source_scan(source, ACCORD_SOURCE_MAX + 1, &fault));
    ck_assert_str_eq(fault.why, "the file is larger than 1 MiB");
    free(source);
}
END_TEST

/* Text that ends in the middle of something is read to its end and no further. */
START_TEST(text_that_breaks_off_is_read_to_its_end)
{
    static const char *const ends[] = {
        "return \"",  "return 'a\\",     "return [[", "return [==[ ]=", "--[[",      "--[==[ ]]", "--", "-",
        "return a <", "return a < clos", "[=",        "return 1.",      "return a.", "~",         "<",  ":"};
    struct accord_source_fault fault;
    size_t length = strlen(ends[_i]);
    char *exact = malloc(length);
    memcpy(exact, ends[_i], length);
    (void)accord_source_scan(exact, length, &fault);
    free(exact);
}
END_TEST

static void scan_file(const char *path)
{
    struct accord_source_fault fault;
    FILE *file = fopen(path, "rb");
    char *source = malloc(ACCORD_SOURCE_MAX + 1);
    ck_assert_msg(file != NULL, "%s", path);
    size_t length = fread(source, 1, ACCORD_SOURCE_MAX + 1, file);
    fclose(file);
    ck_assert_msg(accord_source_scan(source, length, &fault), "%s:%u: %s", path, fault.line, fault.why);
    free(source);
}

static int scan_folder(const char *path)
{
    int count = 0;
    DIR *folder = opendir(path);
    ck_assert_msg(folder != NULL, "%s", path);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char full[1024];
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.') continue;
        ck_assert_int_lt(snprintf(full, sizeof full, "%s/%s", path, entry->d_name), (int)sizeof full);
        if (length > 4 && strcmp(entry->d_name + length - 4, ".lua") == 0) {
            scan_file(full);
            count++;
        } else if (strchr(entry->d_name, '.') == NULL || strncmp(entry->d_name, "cms-", 4) == 0) {
            count += scan_folder(full);
        }
    }
    closedir(folder);
    return count;
}

START_TEST(every_rule_of_the_project_passes)
{
    ck_assert_int_gt(scan_folder(ACCORD_RULES), 20);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("source_scan");
    Suite *suite = suite_create("source_scan");
    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, what_rules_may_not_use_is_refused_with_its_line, 0, COUNT_OF(refused));
    tcase_add_loop_test(tcase, what_only_looks_like_it_passes, 0, COUNT_OF(passed));
    tcase_add_loop_test(tcase, depth_and_length_are_bounded, 0, COUNT_OF(sizes));
    tcase_add_loop_test(tcase, long_files_pass, 0, COUNT_OF(long_files));
    tcase_add_test(tcase, a_mebibyte_passes_and_one_byte_more_does_not);
    tcase_add_loop_test(tcase, text_that_breaks_off_is_read_to_its_end, 0, 16);
    tcase_add_test(tcase, every_rule_of_the_project_passes);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
