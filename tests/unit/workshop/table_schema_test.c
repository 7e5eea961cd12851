/* Schemas of core tables for other programs: whole or known not to be, for every table in every form. */
#include "workshop/table_schema.h"

#include "base/memory.h"
#include "store/table_sql.h"
#include "unit/suite.h"

#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024 };

START_TEST(every_table_says_what_its_rows_are)
{
    struct accord_text text;
    size_t count = 0;
    const struct accord_schema *const *schemas = accord_core_schemas(&count);
    accord_text_init(&text, TEXT_MAX_BYTES);
    accord_table_schema_list(&text);
    for (size_t i = 0; i < count; i++) {
        ck_assert_ptr_nonnull(schemas[i]->about);
        ck_assert_ptr_nonnull(strstr(accord_text_str(&text), schemas[i]->about));
        ck_assert_str_eq(accord_table_schema_name(i), schemas[i]->name);
    }
    ck_assert_ptr_null(accord_table_schema_name(count));
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_reference_is_plain_where_it_is_of_one_value_without_exceptions)
{
    const struct accord_schema *requests = accord_core_schema("requests"), *plans = accord_core_schema("plans");
    const struct accord_schema *partnerships = accord_core_schema("partnerships");
    ck_assert(accord_foreign_key_is_plain(plans, &plans->foreign[0]));
    ck_assert(!accord_foreign_key_is_plain(requests, &requests->foreign[0]));
    ck_assert(!accord_foreign_key_is_plain(partnerships, &partnerships->foreign[0]));
}
END_TEST

START_TEST(what_is_written_is_whole_or_known_not_to_be)
{
    const struct accord_schema *schema = accord_core_schema("reports");
    struct accord_text whole, text;
    bool failed = true;
    accord_text_init(&whole, TEXT_MAX_BYTES);
    accord_table_schema_write(schema, (size_t)_i, &whole);
    ck_assert(!whole.failed && whole.length > 0);
    for (unsigned long nth = 1; failed; nth++) {
        accord_text_init(&text, TEXT_MAX_BYTES);
        accord_alloc_fail_after(nth);
        accord_table_schema_write(schema, (size_t)_i, &text);
        accord_alloc_fail_after(0);
        failed = text.failed;
        if (!failed) ck_assert_str_eq(accord_text_str(&text), accord_text_str(&whole));
        accord_text_clear(&text);
        ck_assert_uint_lt(nth, 1000);
    }
    accord_text_clear(&whole);
}
END_TEST

START_TEST(the_last_form_is_that_of_the_store)
{
    const struct accord_schema *schema = accord_core_schema("regions");
    struct accord_text one, other;
    ck_assert_str_eq(accord_table_schema_form(2), "sql");
    ck_assert_ptr_null(accord_table_schema_form(3));
    accord_text_init(&one, TEXT_MAX_BYTES);
    accord_text_init(&other, TEXT_MAX_BYTES);
    accord_table_schema_write(schema, 2, &one);
    accord_table_sql_write(schema, &other);
    ck_assert_str_eq(accord_text_str(&one), accord_text_str(&other));
    ck_assert_ptr_nonnull(strstr(accord_text_str(&one), "UNIQUE (\"actor\", \"scheme\", \"region\", \"from\")"));
    accord_text_clear(&one);
    accord_text_clear(&other);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("table schema");
    TCase *schema = tcase_create("schema");
    tcase_add_test(schema, every_table_says_what_its_rows_are);
    tcase_add_test(schema, a_reference_is_plain_where_it_is_of_one_value_without_exceptions);
    tcase_add_loop_test(schema, what_is_written_is_whole_or_known_not_to_be, 0, 3);
    tcase_add_test(schema, the_last_form_is_that_of_the_store);
    suite_add_tcase(suite, schema);
    return run_suite(suite);
}
