/* baseline DATASET AS-OF [THREADS]: the rules of the benchmark by hand, in one ordered pass over the store of the
 * dataset (or one a thread, over as many actors each). The near limit of what a check can cost. */
#include "baseline.h"
#include "accord/dataset.h"
#include "outcome.h"
#include "store/dataset.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS_MAX = 64 };

static bool set_days(const char *as_of, struct days *days)
{
    static const char effect[] = "2020-02-22";
    const char *why;
    return accord_date_parse(as_of, strlen(as_of), &days->as_of, &why) &&
           accord_date_parse(effect, strlen(effect), &days->effect, &why) &&
           accord_date_add_months(days->as_of, -24, &days->two_years_ago) &&
           accord_date_add_months(days->as_of, -12, &days->one_year_ago);
}

/* What a thread does: some of the actors, on a connection of its own. */
struct share {
    const char *path;
    const struct days *days;
    size_t first, end;
    struct bench_rule rules[BENCH_RULES];
    pthread_t thread;
    bool good;
};

static void *evaluate_share(void *host)
{
    struct share *share = host;
    struct party party;
    struct tables *tables = tables_open(share->path, share->days, share->first, share->end);
    share->good = tables != NULL;
    if (!share->good) return NULL;
    while (tables_next(tables, &party))
        rules_judge(&party, share->days, share->rules);
    tables_close(tables);
    return NULL;
}

/* The first share is the calling thread's. */
static bool evaluate(struct share *shares, size_t count)
{
    size_t started = 1;
    while (started < count && pthread_create(&shares[started].thread, NULL, evaluate_share, &shares[started]) == 0)
        started++;
    (void)evaluate_share(&shares[0]);
    bool good = shares[0].good && started == count;
    for (size_t i = 1; i < started; i++) {
        good = pthread_join(shares[i].thread, NULL) == 0 && shares[i].good && good;
        for (size_t rule = 0; rule < BENCH_RULES; rule++)
            bench_rule_join(&shares[0].rules[rule], &shares[i].rules[rule]);
    }
    return good;
}

static void divide(struct accord_dataset *dataset, const struct days *days, struct share *shares, size_t count)
{
    size_t actors = accord_dataset_actor_count(dataset);
    for (size_t i = 0; i < count; i++)
        shares[i] = (struct share){.path = accord_store_path(accord_dataset_store(dataset)),
                                   .days = days,
                                   .first = actors * i / count,
                                   .end = actors * (i + 1) / count};
}

static enum accord_status run(const char *path, const struct days *days, struct share *shares, size_t count,
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
    if (status == ACCORD_OK) {
        divide(dataset, days, shares, count);
        bench_phase_begin(&phase, "evaluate");
        if (!evaluate(shares, count)) status = ACCORD_BAD_DATA;
        bench_phase_end(&phase, nothing);
    }
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    accord_problems_free(errors);
    return status;
}

int main(int count, char **arguments)
{
    struct share shares[THREADS_MAX];
    struct accord_error err = {0};
    struct days days;
    long threads = count == 4 ? strtol(arguments[3], NULL, 10) : 1;
    if (count < 3 || count > 4 || threads < 1 || threads > THREADS_MAX || !set_days(arguments[2], &days)) {
        (void)fprintf(stderr, "usage: baseline DATASET AS-OF [THREADS]\n");
        return 2;
    }
    if (run(arguments[1], &days, shares, (size_t)threads, &err) != ACCORD_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    for (size_t i = 0; i < BENCH_RULES; i++)
        bench_print_rule(rules_id(i), &shares[0].rules[i]);
    return 0;
}
