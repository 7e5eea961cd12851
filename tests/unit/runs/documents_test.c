/* The documents of a run say what the rules and the dataset say, and nothing personal. */
#include "runs/documents.h"

#include "store/run_documents.h"
#include "unit/store/files.h"
#include "unit/store/stored.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define POINTS                                                                                                         \
    COMPLETE("focal_points", "f.csv",                                                                                  \
             "{\"since\": \"2015\", \"where\": {\"role\": [\"nfp\"]}}, {\"since\": \"2010\", \"until\": \"2012\"}")

#define NOTES                                                                                                          \
    "{\"name\": \"notes\", \"path\": \"n.csv\", \"schema\": {\"fields\": [{\"name\": \"id\", \"type\": \"string\"}, "  \
    "{\"name\": \"phone\", \"type\": \"string\", \"accord:personal\": true}], \"primaryKey\": [\"id\"]}}"

static const struct file files[FILES_MAX] = {
    {"datapackage.json",
     DESCRIPTOR(", \"title\": \"Made \\\"up\\\"\", \"accord:illustrative\": true",
                RESOURCE("actors", "a.csv") ", " POINTS ", " RESOURCE("meetings", "m.csv") ", " NOTES)},
    {"a.csv", "id,kind,name\nKEN,state,Kenya\n"},
    {"f.csv", "id,actor,role,person,designated,confirmed\nf-1,KEN,nfp,Somebody,2011,\nf-2,KEN,nfp,Nobody,2012-02-03,\n"
              "f-3,KEN,nfp,,2011-05,2013-05-06\n"},
    {"m.csv", "id,body,kind,from\nm-2,cop,cop,2014-07-08\nm-1,cop,,2013-01-02\n"},
    {"n.csv", "id,phone\nb,\na,Somebody's\n"},
};

static const char instrument[] =
    "return { api = 1, id = 'made', under = 'cms', version = '3', name = 'Made', title = 'A title', citation = 'C 1',\n"
    "effect = '2001-02-03', provisions = {\n"
    "{ id = '1', verb = 'requests', addressees = { 'party' }, summary = 'Do.', citation = 'par. 1', "
    "['until'] = '2030-01-01' },\n"
    "{ id = '2', verb = 'recalls', addressees = {}, summary = 'Recall.', citation = 'par. 2', context = 'it asks "
    "nothing' } } }\n";
static const char rule[] =
    "-- Says why.\nreturn { id = 'made/wrong', provision = 'made:1', subject = 'party', title = 'Right', tags = { 't' "
    "},\naliases = { 'made/old' }, messages = { none = 'none {n}' },\n"
    "check = function(party) return unreported('none', { n = 1 }) end }\n";

static const char french[] =
    "{\"language\": \"fr\", \"rules\": {\"made/wrong\": {\"messages\": {\"none\": \"rien {n}\"}}}}";

static struct accord_packs *packs;
static struct accord_pack_catalogue *catalogue; /* theirs */
static struct opened opened;

static void write_file(const char *name, const char *content)
{
    FILE *out = fopen(path_in_folder(name), "w");
    ck_assert_ptr_nonnull(out);
    ck_assert_int_ge(fputs(content, out), 0);
    ck_assert_int_eq(fclose(out), 0);
}

static void open_packs(void)
{
    struct accord_problems *problems;
    struct accord_error err;
    char rules[FOLDER_MAX + 16];
    snprintf(rules, sizeof rules, "%s", path_in_folder("rules"));
    ck_assert_int_eq(mkdir(rules, 0700), 0);
    ck_assert_int_eq(mkdir(path_in_folder("rules/made"), 0700), 0);
    write_file("rules/made/instrument.lua", instrument);
    write_file("rules/made/wrong.lua", rule);
    write_file("rules/made/fr.json", french);
    const char *folders[] = {rules};
    const struct accord_limits limits = accord_limits_default();
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    enum accord_status status = accord_packs_open(folders, 1, &limits, problems, &packs, &err);
    if (status != ACCORD_OK) ck_abort_msg("%s: %s", err.text, accord_problems_at(problems, 0)->text);
    ck_assert_int_eq(accord_pack_catalogue_read(packs, problems, &catalogue, &err), ACCORD_OK);
    ck_assert_uint_eq(accord_problems_count(problems), 0);
    accord_problems_free(problems);
    unlink(path_in_folder("rules/made/instrument.lua"));
    unlink(path_in_folder("rules/made/wrong.lua"));
    unlink(path_in_folder("rules/made/fr.json"));
    rmdir(path_in_folder("rules/made"));
    rmdir(rules);
}

static void begin(void)
{
    make_stored_path();
    make_folder();
    open_packs();
    opened = open_files(files);
    check_good(&opened);
}

static void end(void)
{
    accord_pack_catalogue_free(catalogue);
    accord_packs_close(packs);
    close_opened(&opened);
    remove_folder();
    remove_stored_path();
}

/* Stages both and appends the run. */
static int64_t append_with(struct accord_run_file *file, const char *as_of, const struct accord_pack_catalogue *texts)
{
    struct accord_rows rows;
    struct accord_error err;
    const char *why;
    struct accord_documents_subject subject = {
        .packs = packs, .catalogue = texts, .dataset = opened.dataset, .warnings = opened.warnings, .rows = &rows};
    ck_assert(accord_date_parse(as_of, strlen(as_of), &subject.as_of, &why));
    ck_assert_int_eq(accord_rows_open(&rows, opened.dataset, &err), ACCORD_OK);
    ck_assert_int_eq(accord_documents_stage(&subject, file, &err), ACCORD_OK);
    accord_rows_close(&rows);
    return append_run(file, as_of, "made");
}

static int64_t append(struct accord_run_file *file, const char *as_of)
{
    return append_with(file, as_of, NULL);
}

static char *document(struct accord_run_file *file, int64_t run, const char *name)
{
    struct accord_arena arena;
    struct accord_bytes content;
    struct accord_error err;
    bool found;
    accord_arena_init(&arena);
    ck_assert_int_eq(accord_run_document(file, run, name, &arena, &found, &content, &err), ACCORD_OK);
    ck_assert(found);
    char *copy = strdup(content.at);
    accord_arena_clear(&arena);
    return copy;
}

static const char expected_register[] =
    "{\"instruments\":[{\"id\":\"made\",\"name\":\"Made\",\"under\":\"cms\",\"version\":\"3\",\"title\":\"A title\","
    "\"citation\":\"C 1\",\"url\":null,\"effect\":\"2001-02-03\",\"until\":null,\"provisions\":["
    "{\"id\":\"made:1\",\"verb\":\"requests\",\"force\":\"request\",\"summary\":\"Do.\",\"context\":null,\"qualified\":"
    "false,\"addressees\":[\"party\"],\"citation\":\"par. 1\",\"effect\":\"2001-02-03\",\"until\":\"2030-01-01\"},"
    "{\"id\":\"made:2\",\"verb\":\"recalls\",\"force\":\"none\",\"summary\":\"Recall.\",\"context\":\"it asks "
    "nothing\",\"qualified\":false,\"addressees\":[],\"citation\":\"par. 2\",\"effect\":\"2001-02-03\",\"until\":null}]"
    "}],\"rules\":[{\"id\":\"made/wrong\",\"title\":\"Right\",\"subject\":\"party\",\"provision\":\"made:1\",\"over\":"
    "null,\"requires\":null,\"comment\":\"Says why.\",\"messages\":[{\"id\":\"none\",\"text\":\"none {n}\"}],"
    "\"aliases\":[\"made/old\"],\"tags\":[\"t\"]}],\"catalogues\":{}}";

START_TEST(the_register_is_all_that_was_loaded)
{
    struct accord_run_file *file = open_stored();
    char *got = document(file, append(file, "2020-01-01"), ACCORD_DOCUMENT_REGISTER);
    ck_assert_str_eq(got, expected_register);
    free(got);
    accord_run_file_close(file);
}
END_TEST

START_TEST(the_register_has_the_catalogues_of_the_packs)
{
    static const char end_of_register[] =
        "\"catalogues\":{\"fr\":{\"rules\":{\"made/wrong\":{\"messages\":{\"none\":\"rien {n}\"}}}}}}";
    struct accord_run_file *file = open_stored();
    char *got = document(file, append_with(file, "2020-01-01", catalogue), ACCORD_DOCUMENT_REGISTER);
    ck_assert_uint_gt(strlen(got), sizeof end_of_register);
    ck_assert_str_eq(got + strlen(got) - (sizeof end_of_register - 1), end_of_register);
    free(got);
    accord_run_file_close(file);
}
END_TEST

/* Of two second designations at most one warning. */
static const char *const told[] = {
    "{\"name\":\"made\",\"title\":\"Made \\\"up\\\"\",\"illustrative\":true,\"data_until\":\"2013-05-06\",\"tables\":["
    "{\"name\":\"actors\",",
    "{\"name\":\"person\",\"personal\":true}",
    "\"key\":[\"id\"],\"complete\":[{\"where\":{\"role\":[\"nfp\"]},\"since\":\"2015-01-01\",\"until\":null},"
    "{\"where\":{},\"since\":\"2010-01-01\",\"until\":\"2012-12-31\"}]",
    "\"rows_of_all\":[{\"key\":\"m-1\",\"values\":[\"m-1\",\"cop\",null,",
    ",\"2013-01-02\",",
    ",{\"key\":\"m-2\",\"values\":[\"m-2\",\"cop\",\"cop\",",
    "\"rows_of_all\":[{\"key\":\"a\",\"values\":[\"a\",\"(on record)\"]},{\"key\":\"b\",\"values\":[\"b\",null]}]",
    "\"warnings\":[\"f.csv:",
    "],\"more_warnings\":0}",
};

START_TEST(the_dataset_says_what_it_is_and_what_everybody_sees)
{
    struct accord_run_file *file = open_stored();
    char *got = document(file, append(file, "2020-01-01"), ACCORD_DOCUMENT_DATASET);
    for (int i = 0; i < COUNT_OF(told); i++)
        ck_assert_msg(strstr(got, told[i]) != NULL, "%s in %s", told[i], got);
    ck_assert_ptr_null(strstr(got, "Somebody"));
    ck_assert_ptr_null(strstr(got, "Nobody"));
    free(got);
    accord_run_file_close(file);
}
END_TEST

static const struct {
    const char *as_of;
    const char *data_until;
} days[] = {
    {"2014-07-07", "\"2013-05-06\""}, {"2013-05-05", "\"2012-02-03\""}, {"2011-05-01", "\"2011-05-01\""},
    {"2011-04-30", "\"2011-01-01\""}, {"2010-12-31", "null"},
};

START_TEST(data_reaches_to_no_day_after_the_one_that_is_asked_about)
{
    char expected[64];
    struct accord_run_file *file = open_stored();
    char *got = document(file, append(file, days[_i].as_of), ACCORD_DOCUMENT_DATASET);
    snprintf(expected, sizeof expected, "\"data_until\":%s,", days[_i].data_until);
    ck_assert_msg(strstr(got, expected) != NULL, "%s in %s", expected, got);
    free(got);
    accord_run_file_close(file);
}
END_TEST

START_TEST(the_same_is_kept_once)
{
    for (int i = 0; i < 2; i++) {
        struct accord_run_file *file = open_stored();
        ck_assert_int_eq(append(file, "2020-01-01"), i + 1);
        accord_run_file_close(file);
    }
    ck_assert_int_eq(ask_stored("SELECT count(*) FROM documents"), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("documents");
    TCase *tests = tcase_create("documents");
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, the_register_is_all_that_was_loaded);
    tcase_add_test(tests, the_register_has_the_catalogues_of_the_packs);
    tcase_add_test(tests, the_dataset_says_what_it_is_and_what_everybody_sees);
    tcase_add_loop_test(tests, data_reaches_to_no_day_after_the_one_that_is_asked_about, 0, COUNT_OF(days));
    tcase_add_test(tests, the_same_is_kept_once);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
