/* Payloads of other systems: which one a file is, the rows that it makes, and what is said of the rest. */
#include "import/payload_sources.h"

#include "base/map.h"
#include "base/memory.h"
#include "unit/import/file.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

enum { SHEET_MAX = 64 * 1024 * 1024, PATH_LENGTH = 512 };

static struct accord_names *names;
static struct accord_error err;

/* What became of an import, as text: rows, counts, refusals (x), conflicts (~), warnings (!) and problems (#). */
struct sheet {
    struct accord_text rows;
    struct accord_map whole;
    struct accord_map keys;
    struct accord_reconciliation *reconciliation;
    struct accord_problems *problems;
    bool silent; /* no rows are written down */
};

static void begin(void)
{
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
}

static void end(void)
{
    accord_names_free(names);
}

static void open_sheet(struct sheet *sheet)
{
    *sheet = (struct sheet){.silent = false};
    accord_text_init(&sheet->rows, SHEET_MAX);
    ck_assert_int_eq(accord_reconciliation_new(&sheet->reconciliation, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&sheet->problems, &err), ACCORD_OK);
}

static void close_sheet(struct sheet *sheet)
{
    accord_text_clear(&sheet->rows);
    accord_map_clear(&sheet->whole);
    accord_map_clear(&sheet->keys);
    accord_reconciliation_free(sheet->reconciliation);
    accord_problems_free(sheet->problems);
}

static void write_cell(const struct accord_cell *cell, struct accord_text *text)
{
    char date[ACCORD_DATE_TEXT_MAX];
    if (cell->kind == ACCORD_CELL_DATE) accord_text_add_str(text, accord_date_format(cell->as.date, date));
    bool is_text = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
    if (is_text) accord_text_add(text, cell->as.text, cell->length);
}

/* The cells, without the missing ones at the end; columns that are places of the key, where they are given. */
static void write_cells(const struct accord_mapped_row *row, size_t count, struct accord_text *text)
{
    accord_text_add_str(text, row->schema->name);
    while (count > 0 && row->cells[count - 1].kind == ACCORD_CELL_MISSING)
        count--;
    for (size_t i = 0; i < count; i++) {
        accord_text_add_char(text, i == 0 ? ' ' : '|');
        write_cell(&row->cells[i], text);
    }
}

static enum accord_status take_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                   struct accord_error *error)
{
    enum { CLAIM_KEY = 3 };
    struct sheet *sheet = host;
    struct accord_text whole, key;
    bool is_new = false, new_key = false;
    (void)error;
    accord_text_init(&whole, SHEET_MAX);
    accord_text_init(&key, SHEET_MAX);
    write_cells(row, row->schema->column_count, &whole);
    write_cells(row, strcmp(row->schema->name, "memberships") == 0 ? CLAIM_KEY : 1, &key);
    ck_assert(accord_map_put(&sheet->whole, whole.bytes, whole.length, 0, &is_new));
    ck_assert(accord_map_put(&sheet->keys, key.bytes, key.length, 0, &new_key));
    *taken = !is_new ? ACCORD_TAKEN_SAME : new_key ? ACCORD_TAKEN_NEW : ACCORD_TAKEN_RIVAL;
    if (!sheet->silent) accord_text_addf(&sheet->rows, "%s @%u\n", whole.bytes, row->line);
    accord_text_clear(&whole);
    accord_text_clear(&key);
    return ACCORD_OK;
}

static enum accord_status count_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                    struct accord_error *error)
{
    (void)host;
    (void)row;
    (void)error;
    *taken = ACCORD_TAKEN_NEW;
    return ACCORD_OK;
}

/* What is said of a row names no person, whether persons are kept or not. */
static void check_no_person(const char *text)
{
    static const char *const persons[] = {"Focal Point Desk", "example.org", "+000"}; /* of the fixtures */
    for (size_t i = 0; i < sizeof persons / sizeof persons[0]; i++)
        ck_assert_msg(strstr(text, persons[i]) == NULL, "%s", text);
}

static void write_problems(const struct accord_problems *list, char mark, struct accord_text *text)
{
    for (size_t i = 0; i < accord_problems_kept(list); i++) {
        const struct accord_problem *problem = accord_problems_at(list, i);
        check_no_person(problem->text);
        accord_text_addf(text, "%c %u:%u %s\n", mark, problem->line, problem->column, problem->text);
    }
}

static void write_counts(struct sheet *sheet)
{
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(sheet->reconciliation);
    ck_assert_uint_eq(totals.read, totals.mapped + totals.merged + totals.refused);
    accord_text_addf(&sheet->rows, "%zu read = %zu mapped (%zu conflicting) + %zu merged + %zu refused\n", totals.read,
                     totals.mapped, totals.conflicting, totals.merged, totals.refused);
    write_problems(accord_reconciliation_refusals(sheet->reconciliation), 'x', &sheet->rows);
    write_problems(accord_reconciliation_warnings(sheet->reconciliation), '!', &sheet->rows);
    write_problems(sheet->problems, '#', &sheet->rows);
}

static enum accord_status import(struct sheet *sheet, const char *path, bool keep_persons)
{
    const struct accord_import_source *source = NULL;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(descriptor, 0);
    enum accord_status status = accord_import_source_find(descriptor, "f", false, &source, &err);
    if (status == ACCORD_OK) {
        const struct accord_import_host host = {.names = names,
                                                .reconciliation = sheet->reconciliation,
                                                .row = take_row,
                                                .host = sheet,
                                                .source = source->name,
                                                .keep_persons = keep_persons};
        accord_text_addf(&sheet->rows, "%s\n", source->name);
        status = source->reads(&host, descriptor, "f", sheet->problems, &err);
        ck_assert_int_eq(status == ACCORD_OK, accord_problems_count(sheet->problems) == 0);
        write_counts(sheet);
    } else {
        accord_text_addf(&sheet->rows, "%s\n", err.text);
    }
    (void)close(descriptor);
    return status;
}

/* ---- the fixtures ---- */

static void read_file(const char *path, struct accord_text *text)
{
    enum { CHUNK = 4096 };
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s", path);
    accord_text_init(text, SHEET_MAX);
    for (size_t got = 1; got > 0;) {
        char bytes[CHUNK];
        got = fread(bytes, 1, sizeof bytes, file);
        accord_text_add(text, bytes, got);
    }
    (void)fclose(file);
}

struct fixture {
    const char *file;
    const char *expected;
    bool keep_persons;
};

static const struct fixture fixtures[] = {
    {"cbd_countries.json", "cbd_countries.txt", false},
    {"cbd_focal_points.json", "cbd_focal_points.txt", false},
    {"cbd_focal_points.json", "cbd_focal_points_persons.txt", true},
    {"country_profiles.json", "country_profiles.txt", false},
    {"contacts.json", "contacts.txt", false},
    {"contacts.json", "contacts_persons.txt", true},
    {"country_reports.json", "country_reports.txt", false},
    {"national_plans.json", "national_plans.txt", false},
    {"meetings.json", "meetings.txt", false},
    {"decisions.json", "decisions.txt", false},
    {"ors_respondents.json", "ors_respondents.txt", false},
    {"ors_respondents.csv", "ors_respondents_commas.txt", false},
    {"ors_respondents_semicolons.csv", "ors_respondents_semicolons.txt", false},
};

START_TEST(every_problem_of_a_payload_is_said_and_nothing_else_is_refused)
{
    const struct fixture *fixture = &fixtures[_i];
    char path[PATH_LENGTH];
    struct accord_text expected;
    struct sheet sheet;
    open_sheet(&sheet);
    (void)snprintf(path, sizeof path, "%s/import/payloads/%s", ACCORD_FIXTURES, fixture->file);
    ck_assert_msg(import(&sheet, path, fixture->keep_persons) == ACCORD_OK, "%s", accord_text_str(&sheet.rows));
    (void)snprintf(path, sizeof path, "%s/import/payloads/%s", ACCORD_FIXTURES, fixture->expected);
    read_file(path, &expected);
    ck_assert_msg(accord_str_equal(accord_text_str(&sheet.rows), accord_text_str(&expected)), "%s: %s",
                  fixture->expected, accord_text_str(&sheet.rows));
    accord_text_clear(&expected);
    close_sheet(&sheet);
}
END_TEST

/* ---- other files ---- */

struct text_case {
    const char *text;
    const char *expected;
};

#define PROFILE                                                                                                        \
    "{\"country\": \"KEN\", \"treaty\": \"cbd\", \"entryIntoForce\": \"1994-10-24\", "                                 \
    "\"entryIntoForceStatus\": \"party\"}"
#define PROFILE_ROW(line) "memberships KEN|cbd|informea-country-profiles||||1994-10-24 @" line "\n"
#define PROFILES_ "informea-country-profiles"
#define PROFILES PROFILES_ "\n"
#define ONE "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"
#define NONE "0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
#define COUNTRY(name)                                                                                                  \
    "[{\"country\": \"" name "\", \"treaty\": \"cbd\", \"entryIntoForce\": \"1994-10-24\", \"entryIntoForceStatus\": " \
    "\"party\"}]"
#define EXPECTED_SOURCES                                                                                               \
    ", expected the CBD's list of countries, focal points of the CBD's index, InforMEA's Contacts, InforMEA's "        \
    "CountryProfiles, InforMEA's Decisions (each is refused: no table has them), InforMEA's Meetings, InforMEA's "     \
    "NationalPlans, InforMEA's CountryReports, respondents of the CMS's online reporting system, the same as CSV, a "  \
    "CSV file, with --mapping, JSON Lines, with --mapping, a JSON array of records, with --mapping, or a folder with " \
    "datapackage.json\n"
#define NO_RECORD "f: a list without a record, which does not say of what" EXPECTED_SOURCES
#define CONTACT(rest) "[{\"id\": \"1\", \"country\": \"KEN\", \"treaties\": [\"cms\"], " rest "}]"
#define REPORT(title)                                                                                                  \
    "[{\"id\": \"1\", \"country\": \"KEN\", \"treaty\": \"cms\", \"files\": [1], "                                     \
    "\"submission\": \"2019\", \"title\": \"" title "\"}]"
#define REPORT_ROW(period)                                                                                             \
    "informea-country-reports\nreports 1|KEN||cms|" period "|||2019||submitted @1\n"                                   \
    "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"

#define RESPONDENTS "id;full_name;status;questionnaire_id;questionnaire_title\n"
#define REFUSED(source) source "\n1 read = 0 mapped (0 conflicting) + 0 merged + 1 refused\n"

static const struct text_case texts[] = {
    /* the list by itself and in an object, with all that JSON allows around it */
    {"[" PROFILE "]", PROFILES PROFILE_ROW("1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"},
    {" {\"count\": 1, \"value\" :\n[ " PROFILE " ], \"@odata.nextLink\": \"\"} ",
     PROFILES PROFILE_ROW("2") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"},
    {"{\"odata.nextLink\": \"CountryProfiles?$skip=1\", \"value\": [" PROFILE "]}",
     PROFILES PROFILE_ROW(
         "1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"
              "! 1:20 /odata.nextLink: the list goes on behind this link: the rest is not in this file\n"},
    /* what makes the rest of a file useless; what was read before stays read */
    {"[" PROFILE ", ]", PROFILES PROFILE_ROW("1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"
                                                  "# 1:102 a trailing comma, expected another element or none\n"},
    {"[" PROFILE,
     PROFILES PROFILE_ROW("1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"
                               "# 1:102 the end of the file inside an array, expected its closing bracket\n"},
    {"[" PROFILE ", {\"country\": \"KEN\", \"country\": \"UGA\"}]",
     PROFILES PROFILE_ROW("1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"
                               "# 1:123 a duplicate member name, expected each name once\n"},
    {"[" PROFILE ", {\"country\": \"K\xFF\"}]",
     PROFILES PROFILE_ROW("1") "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n# 1:118 a byte that is not "
                               "UTF-8, expected UTF-8 text\n"},
    {"[" PROFILE ", 1, [], null]",
     PROFILES PROFILE_ROW("1") "4 read = 1 mapped (0 conflicting) + 0 merged + 3 refused\n"
                               "x 1:104 /1: something that is no object, expected a record\n"
                               "x 1:107 /2: something that is no object, expected a record\n"
                               "x 1:111 /3: something that is no object, expected a record\n"},
    {"\xEF\xBB\xBF[" PROFILE "]", PROFILES PROFILE_ROW("1") ONE}, /* the session says it */
    {"\xEF\xBB\xBF\xEF\xBB\xBF[" PROFILE "]", "f: a CSV file, with --mapping is needed: which column is what?\n"},
    {"[\xEF\xBB\xBF" PROFILE "]", PROFILES "0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
                                           "# 1:2 a byte-order mark, expected JSON without one\n"},
    /* as OData 2 has it */
    {"{\"d\": {\"results\": [" PROFILE "], \"__next\": \"CountryProfiles?$skip=1\"}}", PROFILES PROFILE_ROW("1") ONE
     "! 1:133 /d/__next: the list goes on behind this link: the rest is not in this file\n"},
    {"{\"d\":\n{\"__count\": \"1\", \"results\":\n[" PROFILE "]}}", PROFILES PROFILE_ROW("3") ONE},
    {"{\"d\": [" PROFILE "]}", PROFILES PROFILE_ROW("1") ONE},
    {"{\"d\": {\"results\": [{\"id\": 1, \"country\": \"KEN\", \"treaties\": {\"results\": [\"cms\"]}, \"roles\": "
     "{\"results\": []}}]}}",
     "informea-contacts\nfocal_points 1-cms-nfp|KEN|cms-nfp @1\n" ONE},
    {"{\"d\": {\"results\": [{\"id\": 1, \"country\": \"KEN\", \"treaties\": {\"__deferred\": {\"uri\": \"x\"}}}]}}",
     REFUSED("informea-contacts") "x 1:60 /d/results/0/treaties: no list, expected a list of at least one treaty\n"},
    {"{\"d\": {\"results\": [" PROFILE ", {\"a\": 1,}]}}",
     PROFILES NONE "# 1:129 a trailing comma, expected another value or none\n"},
    /* a list without a record is of the entity that it says, or of none */
    {"{\"@odata.context\": \"https://example.org/$metadata#Contacts\", \"value\": [ ]}", "informea-contacts\n" NONE},
    {"{\"value\": [], \"@odata.context\": \"https://example.org/$metadata#Meetings(id,title)\"}",
     "informea-meetings\n" NONE},
    {"{\"odata.metadata\": \"https://example.org/$metadata#NationalPlans\", \"value\": []}",
     "informea-national-plans\n" NONE},
    {"{\"@odata.context\": \"https://example.org/$metadata#CountryReports\", \"value\": []}",
     "informea-country-reports\n" NONE},
    {"{\"@odata.context\": \"https://example.org/$metadata#Sites\", \"value\": []}", NO_RECORD},
    {"{\"@odata.context\": \"https://example.org/$metadata#ContactsOfParties\", \"value\": []}", NO_RECORD},
    {"{\"value\": []}", NO_RECORD},
    {"{\"d\": {\"results\": []}}", NO_RECORD},
    {" [ ] ", NO_RECORD},
    {"{\"response\": {\"numFound\": 0, \"docs\": []}}", "cbd-focal-points\n" NONE},
    {"{\"questionnaire\": {\"id\": 1, \"title\": \"CMS COP15\", \"respondents\": []}}", "ors-respondents\n" NONE},
    /* a country by its name, or by its numeric code */
    {COUNTRY("Kenya"), PROFILES PROFILE_ROW("1") ONE},
    {COUNTRY("404"), PROFILES PROFILE_ROW("1") ONE},
    {COUNTRY("Korea"),
     REFUSED(PROFILES_) "x 1:14 /0/country: \"Korea\", a name of more than one actor, expected that of "
                        "KOR (Republic of Korea) or PRK (Democratic People's Republic of Korea)\n"},
    /* contacts */
    {CONTACT("\"roles\": [{\"treaty\": \"CMS\", \"roles\": [\"NFP\", \"nfp\"]}]"),
     "informea-contacts\nfocal_points 1-cms-nfp|KEN|cms-nfp @1\n1 read = 1 mapped (0 conflicting) + 0 merged + 0 "
     "refused\n"},
    {CONTACT("\"roles\": [{\"roles\": [\"NFP\"]}]"),
     REFUSED("informea-contacts") "x 1:62 /0/roles: roles without a treaty, expected the treaty of each\n"},
    {CONTACT("\"roles\": [{\"treaty\": \"cms\", \"roles\": []}]"),
     REFUSED("informea-contacts") "x 1:62 /0/roles: a treaty without a role, expected at least one\n"},
    {CONTACT("\"roles\": [{\"treaty\": \"cms\", \"roles\": [7]}]"),
     REFUSED("informea-contacts") "x 1:62 /0/roles: a role that is no text, expected a text\n"},
    {"[{\"id\": \"1\", \"country\": \"KEN\", \"treaties\": \"cms\"}]",
     REFUSED("informea-contacts") "x 1:44 /0/treaties: no list, expected a list of at least one treaty\n"},
    {"[{\"id\": \"1\", \"country\": \"KEN\", \"treaties\": [\"RM-FP\", \"CBD-FP1\"]}]",
     "informea-contacts\nfocal_points 1-cbd-rmfp|KEN|cbd-rmfp @1\nfocal_points 1-cbd-nfp|KEN|cbd-nfp @1\n1 read = 1 "
     "mapped (0 conflicting) + 0 merged + 0 refused\n"},
    {"[{\"id\": \"a\\u001fb\", \"country\": \"KEN\", \"treaties\": [\"cms\"]}]",
     REFUSED("informea-contacts") "x 1:9 /0/id: a control character, expected a text without one\n"},
    {"[{\"id\": \"1\", \"country\": [\"KEN\"], \"treaties\": [\"cms\"]}]",
     REFUSED("informea-contacts") "x 1:25 /0/country: a list, expected a text\n"},
    {"[{\"id\": 7, \"country\": \"na\", \"treaties\": [\"cms\"]}]",
     "informea-contacts\nfocal_points 7-cms-nfp|NAM|cms-nfp @1\n"
     "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"},
    {CONTACT("\"email\": {}, \"phoneNumber\": [], \"lastName\": 1, \"type\": \"secondary nfp\""),
     "informea-contacts\nfocal_points 1-cms-nfp-secondary|KEN|cms-nfp-secondary @1\n"
     "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"},
    /* a list inside of an object */
    {"{\"response\": {\"docs\": [{\"id\": \"1\", \"government_s\": \"ke\", \"ctgList_ss\": [\"RM-FP\"]}",
     "cbd-focal-points\n0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
     "# 1:82 the end of the text inside an array or object, expected its closing bracket\n"},
    {"{\"response\": {\"numFound\": 1, \"docs\":\n[{\"id\": \"1\", \"government_s\": \"ke\", "
     "\"ctgList_ss\": [\"RM-FP\"]}]}}",
     "cbd-focal-points\nfocal_points 1-cbd-rmfp|KEN|cbd-rmfp @2\n"
     "1 read = 1 mapped (0 conflicting) + 0 merged + 0 refused\n"},
    /* roles by either name that the index has for them */
    {"{\"response\": {\"docs\": [{\"id\": \"1\", \"government_s\": \"ke\", \"type_ss\": [\"ABS-FP\", \"NP-FP\"]}]}}",
     "cbd-focal-points\nfocal_points 1-nagoya-nfp|KEN|nagoya-nfp @1\n" ONE},
    {"{\"response\": {\"docs\": [{\"id\": \"1\", \"government_s\": \"ke\", \"type_ss\": [\"X\"], \"ctgList_ss\": "
     "\"RM-FP\"}]}}",
     "cbd-focal-points\nfocal_points 1-cbd-rmfp|KEN|cbd-rmfp @1\n" ONE},
    {"{\"response\": {\"docs\": [{\"id\": \"1\", \"government_s\": \"ke\", \"ctgList_ss\": [], \"type_ss\": "
     "[\"X\"]}]}}",
     REFUSED(
         "cbd-focal-points") "x 1:87 /response/docs/0/type_ss: \"X\", expected the code of a role, as \"CBD-FP1\" or "
                             "\"RM-FP\"\n"},
    /* CSV */
    {"full_name,status\nParty: Kenya,Underway\n",
     "ors-respondents-csv\n0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
     "# 1:0 no column \"id\", expected an id\n"
     "# 1:0 no column \"questionnaire_id\", expected the questionnaire, which is the occasion\n"},
    {"id,full_name,status,questionnaire_id,id\n",
     "ors-respondents-csv\n0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
     "# 1:38 a column again, expected each once\n"},
    {RESPONDENTS "1;Party: K\"enya;Halted;4;CMS COP14\n\n2;Party: Kenya;Halted;4;CMS COP14",
     "ors-respondents-csv\nreports ors-2|KEN||cms|cms-cop14|||||halted @4\n"
     "3 read = 1 mapped (0 conflicting) + 0 merged + 2 refused\n"
     "x 2:11 a quote inside an unquoted cell, expected the whole cell in quotes or no quote\n"
     "x 3:1 a blank line, expected a row of 5 cells\n"},
    {RESPONDENTS "1;\"Party: Kenya;Halted;4;CMS COP14\n",
     "ors-respondents-csv\n0 read = 0 mapped (0 conflicting) + 0 merged + 0 refused\n"
     "# 2:3 a quote that is never closed, expected the closing quote before the end of the file\n"},
    /* periods */
    {REPORT("Sixth National Report"), REPORT_ROW("nr6")},
    {REPORT("6th national report (2019)"), REPORT_ROW("nr6")},
    {REPORT("NR 5"), REPORT_ROW("nr5")},
    {REPORT("National Report 2020 for COP 13"), REPORT_ROW("cms-cop13")},
    {REPORT("Biennial report 2015-2016"), REPORT_ROW("2015-2016")},
    {REPORT("Report of 2016, 2015"),
     REFUSED("informea-country-reports") "x 1:94 /0/title: \"Report of 2016, 2015\", expected a title that names a "
                                         "period, as \"Sixth national report\", \"CoP14\" or \"2019\" do\n"},
    {REPORT("Report 2015, 2016 and 2017"),
     REFUSED("informea-country-reports") "x 1:94 /0/title: \"Report 2015, 2016 and 2017\", expected a title that names "
                                         "a period, as \"Sixth national report\", \"CoP14\" or \"2019\" do\n"},
    {REPORT("Sixth report on national parks"),
     REFUSED("informea-country-reports") "x 1:94 /0/title: \"Sixth report on national parks\", expected a title that "
                                         "names a period, as \"Sixth national report\", \"CoP14\" or \"2019\" do\n"},
};

START_TEST(a_file_that_is_no_payload_is_refused_with_its_place)
{
    const struct text_case *test = &texts[_i];
    char path[FILE_PATH_MAX];
    struct sheet sheet;
    open_sheet(&sheet);
    write_test_file(path, test->text);
    (void)import(&sheet, path, false);
    (void)unlink(path);
    ck_assert_str_eq(accord_text_str(&sheet.rows), test->expected);
    close_sheet(&sheet);
}
END_TEST

/* ---- size ---- */

/* An array of as many copies of the record, or one of them around `depth` arrays. */
static void write_many(char path[FILE_PATH_MAX], size_t count, size_t depth)
{
    struct accord_text text;
    accord_text_init(&text, SHEET_MAX);
    accord_text_add_str(&text, "[");
    for (size_t i = 0; i < count; i++)
        accord_text_addf(&text, "%s" PROFILE, i == 0 ? "" : ",\n");
    accord_text_add_str(&text, depth == 0 ? "" : ",");
    for (size_t i = 0; i < depth; i++)
        accord_text_add_str(&text, "[");
    accord_text_add_str(&text, "]");
    write_test_file(path, accord_text_str(&text));
    accord_text_clear(&text);
}

START_TEST(a_hundred_thousand_records_are_read_and_accounted_for)
{
    enum { MANY = 100 * 1000 };
    char path[FILE_PATH_MAX];
    struct sheet sheet;
    open_sheet(&sheet);
    sheet.silent = true;
    write_many(path, MANY, 0);
    ck_assert_int_eq(import(&sheet, path, false), ACCORD_OK);
    (void)unlink(path);
    ck_assert_str_eq(accord_text_str(&sheet.rows),
                     PROFILES "100000 read = 1 mapped (0 conflicting) + 99999 merged + 0 refused\n");
    close_sheet(&sheet);
}
END_TEST

START_TEST(deep_nesting_ends_the_file_with_its_place)
{
    enum { DEEP = 100 * 1000 };
    char path[FILE_PATH_MAX];
    struct sheet sheet;
    open_sheet(&sheet);
    write_many(path, 1, DEEP);
    ck_assert_int_eq(import(&sheet, path, false), ACCORD_BAD_DATA);
    (void)unlink(path);
    ck_assert_ptr_nonnull(strstr(accord_text_str(&sheet.rows), "1 read = 1 mapped"));
    ck_assert_uint_eq(accord_problems_count(sheet.problems), 1);
    ck_assert_uint_eq(accord_problems_at(sheet.problems, 0)->line, 1);
    ck_assert_uint_gt(accord_problems_at(sheet.problems, 0)->column, 60);
    close_sheet(&sheet);
}
END_TEST

static const struct {
    const struct accord_import_source *source;
    const char *path;
} short_of_memory[] = {
    {&accord_informea_contacts, ACCORD_FIXTURES "/import/payloads/contacts.json"},
    {&accord_informea_meetings, ACCORD_FIXTURES "/import/payloads/meetings.json"},
    {&accord_cbd_countries, ACCORD_FIXTURES "/import/payloads/cbd_countries.json"},
    {&accord_cbd_focal_points, ACCORD_FIXTURES "/import/payloads/cbd_focal_points.json"},
    {&accord_ors_respondents, ACCORD_FIXTURES "/import/payloads/ors_respondents.json"},
    {&accord_ors_respondents_csv, ACCORD_FIXTURES "/import/payloads/ors_respondents.csv"},
};

START_TEST(any_failed_allocation_is_survived)
{
    enum { MOST = 100 * 1000 };
    enum accord_status status = ACCORD_NO_MEMORY;
    const struct accord_import_source *source = short_of_memory[_i].source;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct sheet sheet;
        open_sheet(&sheet);
        int descriptor = open(short_of_memory[_i].path, O_RDONLY | O_CLOEXEC);
        ck_assert_int_ge(descriptor, 0);
        const struct accord_import_host host = {.names = names,
                                                .reconciliation = sheet.reconciliation,
                                                .row = count_row,
                                                .source = "s",
                                                .keep_persons = true};
        accord_alloc_fail_after(nth);
        status = source->reads(&host, descriptor, "f", sheet.problems, &err);
        accord_alloc_fail_after(0);
        (void)close(descriptor);
        close_sheet(&sheet);
        ck_assert_uint_lt(nth, MOST);
    }
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import_payload");
    TCase *files = tcase_create("files");
    tcase_add_unchecked_fixture(files, begin, end);
    tcase_add_loop_test(files, every_problem_of_a_payload_is_said_and_nothing_else_is_refused, 0,
                        sizeof fixtures / sizeof fixtures[0]);
    tcase_add_loop_test(files, a_file_that_is_no_payload_is_refused_with_its_place, 0, sizeof texts / sizeof texts[0]);
    tcase_add_test(files, a_hundred_thousand_records_are_read_and_accounted_for);
    tcase_add_test(files, deep_nesting_ends_the_file_with_its_place);
    tcase_add_loop_test(files, any_failed_allocation_is_survived, 0,
                        sizeof short_of_memory / sizeof short_of_memory[0]);
    tcase_set_timeout(files, 60);
    suite_add_tcase(suite, files);
    return run_suite(suite);
}
