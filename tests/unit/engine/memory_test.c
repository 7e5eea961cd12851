/* Every allocation of a whole run fails once, and all after it: always a status, never a crash, nothing left behind. */
#include "base/memory.h"
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

#define AS_OF "2020-06-30"

enum { ALLOCATIONS_MAX = 100000, CHECKED_ONE_BY_ONE = 400, STEP = 7 };

static const char *const body =
    "local out = findings()\n"
    "out:each(actor:reports {}, function(r)\n"
    "  if r:has 'submitted' and r.submitted <= r.due then return met(r) end\n"
    "  return gap('n', { n = join({ r.period, tostring(r.due) }, ' ') }, r)\n"
    "end)\n"
    "out:add(absent('m', 'focal_points', { role = 'x', active = during('2019-01-01') }))\n"
    "if world:count('reports', {}) > 9 or not any(function() return actor:bound 'cms' end) then error 'x' end\n"
    "return out";

static void open_world(struct probe *probe)
{
    probe_open(probe);
    probe->limits.memory = 4 * 1024 * 1024;
    probe_register(probe);
    probe_file(probe, "rules/lib/l.lua", "return { f = function() return 1 end }");
    probe_rule(probe, "rule", body, "requires = \"t/required\", params = { a = { 1, 2 } },");
    probe_rule(probe, "required", "return met(actor:reports {})", "applies = function() return true end,");
    probe_actors(probe);
    probe_table(probe, "reports",
                "[{\"id\":\"r1\",\"actor\":\"KEN\",\"treaty\":\"cms\",\"period\":\"2017\",\"due\":\"2017-12-31\"},"
                "{\"id\":\"r2\",\"actor\":\"TZA\",\"treaty\":\"cms\",\"period\":\"2018\",\"due\":\"2018-12-31\"}]",
                NULL);
    probe_table(probe, "focal_points", "[]", "[{\"since\":\"2015\"}]");
}

static bool look_on(void *host, const struct accord_event *event)
{
    (void)host;
    (void)event;
    return true;
}

/* Without an observer, and with one. */
START_TEST(a_failed_allocation_is_a_status)
{
    static const struct accord_observer observer = {look_on, NULL};
    struct probe probe;
    char *expected, *text;
    open_world(&probe);
    probe.observer = _i == 0 ? NULL : &observer;
    ck_assert_int_eq(probe_try(&probe, AS_OF, &expected), ACCORD_OK);
    ck_assert_ptr_nonnull(strstr(expected, "KEN t/rule gap check: "));
    enum accord_status status = ACCORD_NO_MEMORY;
    unsigned long nth = 1;
    for (; status != ACCORD_OK && nth < ALLOCATIONS_MAX; nth += nth < CHECKED_ONE_BY_ONE ? 1 : STEP) {
        accord_alloc_fail_after(nth);
        status = probe_try(&probe, AS_OF, &text);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_NO_MEMORY || status == ACCORD_OK, "allocation %lu: status %d", nth, (int)status);
        if (status != ACCORD_OK) continue;
        ck_assert_str_eq(text, expected);
        free(text);
    }
    ck_assert_uint_lt(nth, ALLOCATIONS_MAX);
    ck_assert_uint_gt(nth, CHECKED_ONE_BY_ONE);
    free(expected);
    probe_close(&probe);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("memory");
    Suite *suite = suite_create("memory");
    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, a_failed_allocation_is_a_status, 0, 2);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
