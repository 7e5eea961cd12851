/* Reports made by hand. */
#include "unit/diff/made.h"

#include "base/text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX_BYTES = 16 * 1024 * 1024 };

const char made_rules[] = "[{\"id\":\"t/a\",\"sha256\":\"a1\"},{\"id\":\"t/b\",\"sha256\":\"b1\",\"requires\":\"t/a\"},"
                          "{\"id\":\"t/c\",\"aliases\":[\"t/old-c\"],\"sha256\":\"c1\"},"
                          "{\"id\":\"t/z\",\"sha256\":\"z1\",\"over\":\"all\"}]";

static const char *or_else(const char *given, const char *otherwise)
{
    return given ? given : otherwise;
}

static void add_verdict(struct accord_text *text, const struct made_verdict *verdict)
{
    accord_text_addf(text,
                     "{\"rule\":\"%s\",\"provision\":\"t:1\",\"force\":\"request\",\"actor\":\"%s\",\"verdict\":\"%s\","
                     "\"gate\":\"%s\",\"why\":\"because\",\"findings\":[",
                     verdict->rule, verdict->actor, verdict->verdict, or_else(verdict->gate, "check"));
    for (int i = 0; i < MADE_FINDINGS_MAX && verdict->findings[i].verdict; i++)
        accord_text_addf(text,
                         "%s{\"verdict\":\"%s\",\"message_id\":\"%s\",\"message\":\"said\",\"fingerprint\":\"%s\","
                         "\"evidence\":[]}",
                         i > 0 ? "," : "", verdict->findings[i].verdict, verdict->findings[i].message_id,
                         verdict->findings[i].fingerprint);
    accord_text_addf(text, "],\"evidence\":%s}", or_else(verdict->evidence, "[]"));
}

char *made_text(const struct made_run *run)
{
    struct accord_text text;
    const char *rules = or_else(run->rules, made_rules);
    accord_text_init(&text, TEXT_MAX_BYTES);
    accord_text_addf(
        &text,
        "{\"accord\":{\"version\":\"%s\",\"schema\":1},\"as_of\":\"%s\",\"dataset\":{\"name\":\"d\","
        "\"illustrative\":false,\"sha256\":\"%s\",\"complete\":%s},\"rules\":{\"count\":4,\"sha256\":\"%s\"",
        or_else(run->version, "0.1.0"), or_else(run->as_of, "2020-12-31"), or_else(run->dataset_sha256, "d1"),
        or_else(run->complete, "{\"reports\":\"r1\"}"), or_else(run->rules_sha256, "s1"));
    if (rules[0] != '\0') accord_text_addf(&text, ",\"list\":%s", rules);
    accord_text_add_str(&text, "},");
    if (run->profile_sha256)
        accord_text_addf(&text, "\"profile\":{\"id\":\"p\",\"sha256\":\"%s\"},", run->profile_sha256);
    accord_text_add_str(&text, "\"verdicts\":[");
    for (size_t i = 0; i < run->count; i++) {
        accord_text_add_str(&text, i > 0 ? ",\n" : "\n");
        add_verdict(&text, &run->verdicts[i]);
    }
    accord_text_addf(&text, "],\"summary\":{\"counts\":{\"met\":%zu},\"aggregates\":{}}}\n", run->count);
    ck_assert(!text.failed);
    char *copy = strdup(accord_text_str(&text));
    accord_text_clear(&text);
    return copy;
}

enum accord_status made_try(const char *text, size_t length, struct accord_diff_run **run, struct accord_error *err)
{
    char folder[] = "/tmp/accord-made-XXXXXX", path[64];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/made.json", folder);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    enum accord_status status = accord_diff_run_open(path, run, err);
    (void)unlink(path);
    (void)rmdir(folder);
    return status;
}

struct accord_diff_run *made_open(const struct made_run *made)
{
    struct accord_diff_run *run = NULL;
    struct accord_error err = {0};
    char *text = made_text(made);
    enum accord_status status = made_try(text, strlen(text), &run, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    free(text);
    return run;
}
