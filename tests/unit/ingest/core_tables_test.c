/* The core tables, said by name: keys, references, validity and what the engine reads from them. */
#include "base/text.h"
#include "ingest/formats.h"
#include "ingest/schema.h"

#include <check.h>
#include <string.h>

static void add_columns(struct accord_text *out, const char *what, const struct accord_schema *schema,
                        const int *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (columns[i] == ACCORD_NO_COLUMN) continue;
        ck_assert(columns[i] >= 0 && (size_t)columns[i] < schema->column_count);
        accord_text_addf(out, "%s%s", i == 0 ? what : ",", schema->columns[columns[i]].name);
    }
}

/* `name: COLUMNS | key ... | actor ...`; columns with the marks of the table in the README: * required, ! personal,
 * e event, [] list, d date, # decimal, y year. */
static void describe(const struct accord_schema *schema, struct accord_text *out)
{
    static const char *const marks[] = {"", "", "i", "#", "b", "d", "[]"};
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct accord_column *column = &schema->columns[i];
        accord_text_addf(out, "%s%s%s%s%s%s%s", i > 0 ? " " : "", column->name, column->required ? "*" : "",
                         column->personal ? "!" : "", marks[column->kind], column->event ? "e" : "",
                         column->year ? "y" : "");
    }
    add_columns(out, " | key ", schema, schema->key, schema->key_count);
    accord_text_add_str(out, schema->key_blanks ? " blanks" : "");
    add_columns(out, " | actor ", schema, &schema->actor, 1);
    accord_text_addf(out, "%s%s", schema->global_value != NULL ? " or " : "",
                     schema->global_value != NULL ? schema->global_value : "");
    add_columns(out, " | from ", schema, &schema->valid_from, 1);
    accord_text_add_str(out, schema->blank_from_never ? " or never" : "");
    add_columns(out, " to ", schema, &schema->valid_to, 1);
    add_columns(out, " confirmed ", schema, &schema->confirmed, 1);
    add_columns(out, " | occurs ", schema, schema->occurs, 2);
    add_columns(out, " | owed ", schema, schema->owed, schema->owed_count);
    for (size_t i = 0; i < schema->foreign_count; i++) {
        add_columns(out, " | ", schema, schema->foreign[i].columns, schema->foreign[i].count);
        accord_text_addf(out, "->%s.%s%s%s", schema->foreign[i].table, schema->foreign[i].targets[0],
                         schema->foreign[i].except != NULL ? " but " : "",
                         schema->foreign[i].except != NULL ? schema->foreign[i].except : "");
    }
}

static const struct {
    const char *name;
    const char *said;
} tables[] = {
    {"actors", "id* kind* name official_name iso2 iso3 m49 former_names[] | key id | actor id"},
    {"memberships", "actor* treaty* source* signedd depositedd deposit_kind in_forced endedde note"
                    " | key actor,treaty,source,signed,deposited,in_force,ended blanks | actor actor"
                    " | from in_force or never to ended | actor->actors.id"},
    {"regions", "actor* scheme* region* fromd tod | key actor,scheme,region,from blanks | actor actor"
                " | from from to to | actor->actors.id"},
    {"focal_points", "id* actor* role* institution person! email! phone! designatedd confirmedde endedde | key id"
                     " | actor actor | from designated to ended confirmed confirmed | actor->actors.id"},
    {"reports", "id* actor* instrument treaty period* dued due_kind submittedde version state about[] url | key id"
                " | actor actor | owed treaty,instrument,period | actor->actors.id"},
    {"actions", "id* actor* provision kind status dated fromd tod counterparts[] groups[] mandate[] flags[]"
                " evidence_url description | key id | actor actor | occurs date,from | actor->actors.id"},
    {"plans", "id* actor* kind* version adoptedde submittedde expiresd flags[] | key id | actor actor"
              " | occurs adopted | actor->actors.id"},
    {"requests", "id* from* to* kind* asked*d dued answeredde subject | key id | actor to or open | occurs asked"
                 " | to->actors.id but open"},
    {"meetings", "id* body* kind from*d tod open_to[] title | key id"},
    {"participation", "id* meeting* actor* capacity note | key id | actor actor | actor->actors.id"
                      " | meeting->meetings.id"},
    {"contributions", "id* actor* fund* year*iy currency* assessed# pledged# paid# dued paid_onde | key id"
                      " | actor actor | actor->actors.id"},
    {"partnerships", "id* parties*[] kind* name fromd tod flags[] | key id | actor parties | from from to to"
                     " | parties->actors.id"},
    {"comments", "id* actor* fingerprint* on*de text* by url language | key id | actor actor | occurs on"
                 " | actor->actors.id"},
    {"treaties", "id* name* secretariat | key id"},
    {"sources", "id* title* licence retrievedd | key id"},
};

START_TEST(a_core_table_is_what_the_documentation_says)
{
    struct accord_text said;
    accord_text_init(&said, 1 << 16);
    const struct accord_schema *schema = accord_core_schema(tables[_i].name);
    ck_assert_ptr_nonnull(schema);
    describe(schema, &said);
    ck_assert_str_eq(accord_text_str(&said), tables[_i].said);
    ck_assert(schema->core && schema->complete == NULL);
    accord_text_clear(&said);
}
END_TEST

START_TEST(every_core_table_is_listed_once)
{
    size_t count = 0;
    const struct accord_schema *const *listed = accord_core_schemas(&count);
    ck_assert_uint_eq(count, sizeof tables / sizeof tables[0]);
    for (size_t i = 0; i < count; i++)
        ck_assert_str_eq(listed[i]->name, tables[i].name);
    ck_assert_ptr_null(accord_core_schema("actor"));
}
END_TEST

START_TEST(core_columns_hold_together)
{
    size_t count = 0;
    const struct accord_schema *schema = accord_core_schemas(&count)[_i];
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct accord_column *column = &schema->columns[i];
        ck_assert(accord_text_is_name(column->name, strlen(column->name)));
        ck_assert_int_eq(accord_schema_find(schema, column->name, strlen(column->name)), (int)i);
        ck_assert((column->kind == ACCORD_CELL_LIST) == (column->list_delimiter == ';'));
        ck_assert(column->format == NULL || accord_format_find(column->format) != NULL);
        if (column->dated_by != ACCORD_NO_COLUMN) {
            const char *date = strcmp(schema->name, "reports") == 0 ? "submitted" : "paid_on";
            ck_assert_str_eq(schema->columns[column->dated_by].name, date);
            ck_assert(schema->columns[column->dated_by].event);
        }
    }
    ck_assert_int_eq(accord_schema_find(schema, "i", 1), ACCORD_NO_COLUMN);
    ck_assert_int_eq(accord_schema_find(schema, "nothing", 7), ACCORD_NO_COLUMN);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("core_tables");
    TCase *tests = tcase_create("core_tables");
    tcase_add_loop_test(tests, a_core_table_is_what_the_documentation_says, 0, sizeof tables / sizeof tables[0]);
    tcase_add_test(tests, every_core_table_is_listed_once);
    tcase_add_loop_test(tests, core_columns_hold_together, 0, sizeof tables / sizeof tables[0]);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
