/* Rules that try to break out, hold up or fool a run: what comes out is what their first lines say, and nobody else's
 * verdict changes. */
#include "unit/engine/probe.h"
#include "unit/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER ACCORD_FIXTURES "/hostile/rules"
#define AS_OF "2020-06-30"

enum { FILES_MAX = 400, NAME_ROOM = 256, WORDS_ROOM = 256, INSTRUCTIONS = 2000000, MEMORY = 16 * 1024 * 1024 };

static char files[FILES_MAX][NAME_ROOM];
static int file_count;

static const char *const canary_body = "    local rows = actor:focal_points { role = \"cms-nfp\" }\n"
                                       "    if #rows == 0 then\n"
                                       "      return absent(\"m\", \"focal_points\", { role = \"cms-nfp\" })\n"
                                       "    end\n"
                                       "    return met(rows)";

/* ---- the world that the hostile live in ---- */

static void open_world(struct probe *probe)
{
    probe_open(probe);
    probe->limits.instructions = INSTRUCTIONS;
    probe->limits.memory = MEMORY;
    probe_register(probe);
    probe_rule(probe, "a-canary", canary_body, NULL);
    probe_rule(probe, "z-canary", canary_body, NULL);
    probe_actors(probe);
    probe_table(probe, "focal_points",
                "[{\"id\":\"f1\",\"actor\":\"KEN\",\"role\":\"cms-nfp\",\"designated\":\"2015\",\"person\":\"A\","
                "\"email\":\"a@b.example\"},"
                "{\"id\":\"f2\",\"actor\":\"TZA\",\"role\":\"cbd-nfp\",\"designated\":\"2016\",\"person\":\"B\","
                "\"email\":\"b@b.example\"}]",
                "[{\"since\":\"2015\"}]");
    probe_table(probe, "actions", "[]", NULL);
}

/* The text without the lines of the hostile rule. */
static char *without_hostile(const char *text)
{
    char *kept = calloc(strlen(text) + 1, 1);
    bool hostile = false;
    for (const char *line = text; *line != '\0';) {
        const char *end = strchr(line, '\n') + 1;
        bool head =
            strncmp(line, "KEN t/", 6) == 0 || strncmp(line, "TZA t/", 6) == 0 || strncmp(line, "USA t/", 6) == 0;
        if (head) hostile = strncmp(line + 4, "t/hostile ", 10) == 0;
        if (!hostile) strncat(kept, line, (size_t)(end - line));
        line = end;
    }
    return kept;
}

/* The words behind "-- Out: ": the first is a verdict, or "refused". */
static void read_outcome(const char *name, char *verdict, char *words)
{
    char path[1024], line[1024] = "";
    snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    FILE *file = fopen(path, "rb");
    ck_assert(file != NULL);
    while (strncmp(line, "-- Out: ", 8) != 0)
        ck_assert_msg(fgets(line, sizeof line, file) != NULL, "%s does not say what must come out", name);
    fclose(file);
    line[strcspn(line, "\n")] = '\0';
    const char *outcome = line + 8;
    size_t length = strcspn(outcome, " ");
    snprintf(verdict, WORDS_ROOM, "%.*s", (int)length, outcome);
    snprintf(words, WORDS_ROOM, "%s", outcome[length] == '\0' ? "" : outcome + length + 1);
}

static void expect_outcome(const char *name, const char *text, const char *actor, const char *verdict,
                           const char *words)
{
    char head[WORDS_ROOM + 32];
    const char *got = probe_verdict(text, actor, "t/hostile");
    snprintf(head, sizeof head, "%s t/hostile %s check: ", actor, verdict);
    ck_assert_msg(strncmp(got, head, strlen(head)) == 0, "%s: expected %s: %s", name, verdict, got);
    const char *end = strchr(got, '\n'), *found = strstr(got, words);
    ck_assert_msg(found != NULL && found < end, "%s: expected the words '%s': %s", name, words, got);
    ck_assert_msg(strstr(got, "0x") == NULL, "%s shows an address: %s", name, got);
}

START_TEST(a_hostile_rule_gets_what_it_says_and_harms_nobody)
{
    struct probe probe;
    char verdict[WORDS_ROOM], words[WORDS_ROOM];
    const char *name = files[_i];
    read_outcome(name, verdict, words);
    open_world(&probe);
    char *alone = probe_run(&probe, AS_OF);
    ck_assert_str_ne(probe_verdict(alone, "KEN", "t/z-canary"), "");
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", FOLDER, name);
    probe_copy(&probe, "rules/t/hostile.lua", path);
    char *counted = probe_run(&probe, AS_OF);
    if (strcmp(verdict, "refused") == 0) {
        ck_assert_msg(strstr(counted, "t/hostile.lua:") != NULL && strstr(counted, words) != NULL,
                      "%s: expected '%s': %s", name, words, counted);
    } else {
        expect_outcome(name, counted, "KEN", verdict, words);
        expect_outcome(name, counted, "TZA", verdict, words);
        ck_assert(strstr(probe_verdict(counted, "USA", "t/hostile"), "not_applicable addressee") != NULL);
        char *others = without_hostile(counted);
        ck_assert_str_eq(others, alone);
        probe.ticked = true;
        char *ticked = probe_run(&probe, AS_OF);
        ck_assert_str_eq(ticked, counted);
        free(others);
        free(ticked);
    }
    probe_close(&probe);
    free(alone);
    free(counted);
}
END_TEST

/* ---- the limits themselves ---- */

/* A loop of so many rounds; one round is one instruction or a few, always the same. */
static void write_loop(const struct probe *probe, int rounds)
{
    char body[256];
    snprintf(body, sizeof body, "    for _ = 1, %d do end\n    return met(actor:focal_points {})", rounds);
    probe_rule(probe, "hostile", body, NULL);
}

static bool loop_passes(struct probe *probe, int rounds)
{
    write_loop(probe, rounds);
    char *text = probe_run(probe, AS_OF);
    bool met = strstr(probe_verdict(text, "KEN", "t/hostile"), " met check: ") != NULL;
    bool stopped = strstr(probe_verdict(text, "KEN", "t/hostile"), " error check: the rule was stopped") != NULL;
    ck_assert_msg(met != stopped, "%d rounds: %s", rounds, text);
    free(text);
    return met;
}

START_TEST(the_budget_is_the_same_for_every_run)
{
    struct probe probe;
    int low = 1000, high = INSTRUCTIONS * 2;
    open_world(&probe);
    ck_assert(loop_passes(&probe, low));
    ck_assert(!loop_passes(&probe, high));
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (loop_passes(&probe, middle))
            low = middle;
        else
            high = middle;
    }
    /* Within a hook's period of the budget, and never once otherwise, ticked or not. */
    ck_assert_int_ge(low, INSTRUCTIONS - 5000);
    ck_assert_int_le(low, INSTRUCTIONS + 5000);
    for (int i = 0; i < 6; i++) {
        probe.ticked = false;
        ck_assert(loop_passes(&probe, low));
        ck_assert(!loop_passes(&probe, high));
        probe.ticked = true;
        ck_assert(loop_passes(&probe, low - 1000));
        ck_assert(!loop_passes(&probe, high + 20000000));
    }
    probe_close(&probe);
}
END_TEST

/* Writes Parties P00 to P29 to CMS. */
static void write_many(struct probe *probe, int count)
{
    static char actors[64 * 1024], memberships[64 * 1024];
    size_t a = 0, m = 0;
    for (int i = 0; i < count; i++) {
        a += (size_t)snprintf(actors + a, sizeof actors - a, "%c{\"id\":\"P%02d\",\"kind\":\"state\",\"name\":\"P\"}",
                              i == 0 ? '[' : ',', i);
        m += (size_t)snprintf(memberships + m, sizeof memberships - m,
                              "%c{\"actor\":\"P%02d\",\"treaty\":\"cms\",\"source\":\"s\",\"in_force\":\"1999\"}",
                              i == 0 ? '[' : ',', i);
    }
    snprintf(actors + a, sizeof actors - a, "]");
    snprintf(memberships + m, sizeof memberships - m, "]");
    probe_table(probe, "actors", actors, NULL);
    probe_table(probe, "memberships", memberships, NULL);
}

START_TEST(a_rule_is_stopped_after_twenty_limits)
{
    struct probe probe;
    probe_open(&probe);
    probe.limits.instructions = 100000;
    probe.ticked = _i != 0;
    probe_register(&probe);
    probe_rule(&probe, "hostile", "while actor.id ~= \"P03\" do end return gap(\"m\")", NULL);
    probe_rule(&probe, "z-canary", "return review(\"m\")", NULL);
    write_many(&probe, 30);
    char *text = probe_run(&probe, AS_OF);
    for (int i = 0; i < 30; i++) {
        char actor[16];
        snprintf(actor, sizeof actor, "P%02d", i);
        const char *got = probe_verdict(text, actor, "t/hostile");
        const char *expected = i == 3    ? " gap check: message"
                               : i <= 20 ? " error check: the rule was stopped: it used more than 100000 instructions"
                                         : " error check: the rule was stopped after it hit a limit for 20 actors";
        ck_assert_msg(strstr(got, expected) != NULL, "%s: %s", actor, got);
        ck_assert(strstr(probe_verdict(text, actor, "t/z-canary"), " review check: message") != NULL);
    }
    free(text);
    probe_close(&probe);
}
END_TEST

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void list_files(void)
{
    DIR *folder = opendir(FOLDER);
    if (folder == NULL) return;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL && file_count < FILES_MAX;)
        if (strstr(entry->d_name, ".lua") != NULL) snprintf(files[file_count++], NAME_ROOM, "%s", entry->d_name);
    closedir(folder);
    qsort(files, (size_t)file_count, NAME_ROOM, compare_names);
}

START_TEST(there_are_hostile_rules)
{
    ck_assert_int_gt(file_count, 100);
}
END_TEST

int main(void)
{
    list_files();
    TCase *tcase = tcase_create("sandbox");
    Suite *suite = suite_create("sandbox");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, there_are_hostile_rules);
    tcase_add_loop_test(tcase, a_hostile_rule_gets_what_it_says_and_harms_nobody, 0, file_count);
    tcase_add_test(tcase, the_budget_is_the_same_for_every_run);
    tcase_add_loop_test(tcase, a_rule_is_stopped_after_twenty_limits, 0, 2);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
