/* Traces, pages, definitions and scaffolds while memory is short: a status or a failed text, never half of anything. */
#include "accord/problems.h"
#include "base/memory.h"
#include "unit/suite.h"
#include "workshop/docs.h"
#include "workshop/luacats.h"
#include "workshop/scaffold.h"
#include "workshop/trace.h"

#include <string.h>

enum { TEXT_MAX = 4 * 1024 * 1024 };

static struct accord_packs *packs;

static void open_packs(void)
{
    static const char *const folders[] = {ACCORD_TESTS "/cli/workshop-rules"};
    struct accord_error err = {0};
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL;
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &packs, &err), ACCORD_OK);
    accord_problems_free(problems);
}

static void close_packs(void)
{
    accord_packs_close(packs);
    packs = NULL;
}

/* What is written so far, as one text. */
static enum accord_status take_page(void *host, const char *path, const struct accord_text *page,
                                    struct accord_error *err)
{
    struct accord_text *all = host;
    (void)err;
    accord_text_addf(all, "%s\n%s", path, accord_text_str(page));
    return ACCORD_OK;
}

static void write_pages(struct accord_text *text)
{
    struct accord_error err = {0};
    enum accord_status status = accord_docs_pages(packs, take_page, text, &err);
    ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
    text->failed = text->failed || status != ACCORD_OK;
}

static void write_traces(struct accord_text *text)
{
    static const bool wanted[] = {true};
    struct accord_error err = {0};
    struct accord_trace *trace = NULL;
    enum accord_status status = accord_trace_new(packs, wanted, &trace, &err);
    ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
    text->failed = text->failed || status != ACCORD_OK;
    for (size_t i = 0; trace && i < 2 * ACCORD_TRACE_FORMATS; i++) {
        const struct accord_trace_layout layout = {.by_rule = i % 2};
        accord_trace_formats[i / 2].write(trace, &layout, text);
    }
    accord_trace_free(trace);
}

static void write_scaffold(struct accord_text *text)
{
    const struct accord_date day = {14610, 14610};
    const struct accord_scaffold_rule rule = {"demo",  "demo", "not-heard", "demo:2", "Some words that are long enough",
                                              "party", day,    day};
    struct accord_scaffold scaffold = {.count = 0};
    accord_scaffold_add_register(&scaffold, "demo", "demo", day);
    accord_scaffold_add_rule(&scaffold, &rule);
    accord_scaffold_add_editor(&scaffold);
    for (size_t i = 0; i < scaffold.count; i++) {
        text->failed = text->failed || scaffold.files[i].text.failed;
        accord_text_addf(text, "%s\n%s", scaffold.files[i].path, accord_text_str(&scaffold.files[i].text));
    }
    accord_scaffold_clear(&scaffold);
}

static void (*const writers[])(struct accord_text *text) = {write_pages, write_traces, accord_luacats_write,
                                                            write_scaffold};

START_TEST(a_failed_allocation_is_told_and_otherwise_the_bytes_are_the_same)
{
    struct accord_text whole, text;
    unsigned long nth = 1;
    accord_text_init(&whole, TEXT_MAX);
    writers[_i](&whole);
    ck_assert(!whole.failed && whole.length > 0);
    for (bool failed = true; failed; nth += nth < 64 ? 1 : nth / 8) {
        accord_text_init(&text, TEXT_MAX);
        accord_alloc_fail_after(nth);
        writers[_i](&text);
        accord_alloc_fail_after(0);
        failed = text.failed;
        if (!failed) ck_assert_str_eq(accord_text_str(&text), accord_text_str(&whole));
        accord_text_clear(&text);
    }
    ck_assert_uint_gt(nth, 4);
    accord_text_clear(&whole);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("writers");
    Suite *suite = suite_create("writers");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, open_packs, close_packs);
    tcase_add_loop_test(tcase, a_failed_allocation_is_told_and_otherwise_the_bytes_are_the_same, 0, COUNT_OF(writers));
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
