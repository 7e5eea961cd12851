/* baseline DATASET AS-OF: the rules of the benchmark by hand, in one ordered pass over the store of the dataset. The
 * near limit of what a check can cost. */
#include "baseline.h"
#include "accord/dataset.h"
#include "outcome.h"
#include "store/dataset.h"

#include <stdio.h>
#include <string.h>

static bool set_days(const char *as_of, struct days *days)
{
    static const char effect[] = "2020-02-22";
    const char *why;
    return accord_date_parse(as_of, strlen(as_of), &days->as_of, &why) &&
           accord_date_parse(effect, strlen(effect), &days->effect, &why) &&
           accord_date_add_months(days->as_of, -24, &days->two_years_ago) &&
           accord_date_add_months(days->as_of, -12, &days->one_year_ago);
}

static bool evaluate(const char *path, const struct days *days, struct bench_rule *rules)
{
    struct party party;
    struct tables *tables = tables_open(path, days);
    if (tables == NULL) return false;
    while (tables_next(tables, &party))
        rules_judge(&party, days, rules);
    tables_close(tables);
    return true;
}

static enum accord_status run(const char *path, const struct days *days, struct bench_rule *rules,
                              struct accord_error *err)
{
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    const struct bench_time nothing = {0, 0};
    struct bench_phase phase;
    bench_phase_begin(&phase, "ingest");
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    if (status == ACCORD_OK) status = accord_dataset_open(path, NULL, errors, warnings, &dataset, err);
    bench_phase_end(&phase, nothing);
    bench_phase_begin(&phase, "evaluate");
    if (status == ACCORD_OK && !evaluate(accord_store_path(accord_dataset_store(dataset)), days, rules))
        status = ACCORD_BAD_DATA;
    bench_phase_end(&phase, nothing);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    accord_problems_free(errors);
    return status;
}

int main(int count, char **arguments)
{
    struct bench_rule rules[BENCH_RULES] = {{.findings = 0}};
    struct accord_error err = {0};
    struct days days;
    if (count != 3 || !set_days(arguments[2], &days)) {
        (void)fprintf(stderr, "usage: baseline DATASET AS-OF\n");
        return 2;
    }
    if (run(arguments[1], &days, rules, &err) != ACCORD_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    for (size_t i = 0; i < BENCH_RULES; i++)
        bench_print_rule(rules_id(i), &rules[i]);
    return 0;
}
