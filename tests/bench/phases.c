/* phases DATASET RULES AS-OF: a check through the public headers, phase by phase, as the program runs it. */
#include "accord/dataset.h"
#include "accord/report.h"
#include "accord/run.h"
#include "outcome.h"

#include <assert.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TICK_NANOSECONDS = 2 * 1000 * 1000 }; /* as the program ticks */

static const struct bench_time nothing = {0, 0};

struct phases {
    struct accord_problems *errors;
    struct accord_problems *warnings;
    struct accord_dataset *dataset;
    struct accord_packs *packs;
    struct accord_report *report;
    struct accord_run *run;
    struct accord_date as_of;
    struct bench_rule rules[BENCH_RULES];
    struct bench_time reporting;
    struct bench_time began; /* the verdicts of the actor at hand */
};

static struct accord_run *volatile ticked;

static void tick(int number)
{
    (void)number;
    if (ticked != NULL) accord_run_tick(ticked);
}

static bool start_ticks(struct accord_run *run, timer_t *timer)
{
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    struct itimerspec every = {.it_interval = {.tv_nsec = TICK_NANOSECONDS}, .it_value = {.tv_nsec = TICK_NANOSECONDS}};
    ticked = run;
    return sigaction(SIGALRM, &action, NULL) == 0 && timer_create(CLOCK_MONOTONIC, &event, timer) == 0 &&
           timer_settime(*timer, 0, &every, NULL) == 0;
}

/* Verdicts come together for each actor, so that two looks at the clock an actor tell evaluating from reporting. */
static enum accord_status take(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct phases *phases = host;
    assert(verdict->rule < BENCH_RULES);
    if (verdict->rule == 0) phases->began = bench_now();
    bench_rule_add(&phases->rules[verdict->rule], verdict->verdict, verdict->finding_count);
    enum accord_status status = accord_report_verdict(phases->report, verdict, err);
    if (verdict->rule == BENCH_RULES - 1) bench_time_add(&phases->reporting, phases->began);
    return status;
}

static enum accord_status ingest(struct phases *phases, const char *path, struct accord_error *err)
{
    struct bench_phase phase;
    bench_phase_begin(&phase, "ingest");
    enum accord_status status = accord_problems_new(&phases->errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&phases->warnings, err);
    if (status == ACCORD_OK)
        status = accord_dataset_open(path, NULL, phases->errors, phases->warnings, &phases->dataset, err);
    bench_phase_end(&phase, nothing);
    return status;
}

static enum accord_status load(struct phases *phases, const char *folder, struct accord_error *err)
{
    struct accord_limits limits = accord_limits_default();
    struct bench_phase phase;
    bench_phase_begin(&phase, "load");
    enum accord_status status = accord_packs_open(&folder, 1, &limits, phases->errors, &phases->packs, err);
    bench_phase_end(&phase, nothing);
    for (size_t i = 0; status != ACCORD_OK && i < accord_problems_kept(phases->errors); i++) {
        const struct accord_problem *problem = accord_problems_at(phases->errors, i);
        (void)fprintf(stderr, "%s:%u: %s\n", problem->file, problem->line, problem->text);
    }
    if (status == ACCORD_OK) assert(accord_packs_rule_count(phases->packs) == BENCH_RULES);
    return status;
}

static enum accord_status evaluate(struct phases *phases, struct accord_error *err)
{
    struct accord_run_options options = {
        .as_of = phases->as_of, .actor_count = SIZE_MAX, .ticked = true, .carry = accord_report_carry(phases->report)};
    struct bench_phase phase;
    timer_t timer;
    bench_phase_begin(&phase, "evaluate");
    enum accord_status status = accord_run_new(phases->packs, phases->dataset, &options, &phases->run, err);
    if (status != ACCORD_OK) return status;
    if (!start_ticks(phases->run, &timer)) {
        (void)snprintf(err->text, sizeof err->text, "no timer");
        return ACCORD_NO_MEMORY;
    }
    status = accord_run_evaluate(phases->run, take, phases, err);
    (void)timer_delete(timer);
    bench_phase_end(&phase, phases->reporting);
    return status;
}

static enum accord_status check(struct phases *phases, struct accord_error *err)
{
    struct accord_report_subject subject = {.dataset = phases->dataset,
                                            .packs = phases->packs,
                                            .as_of = phases->as_of,
                                            .warnings = phases->warnings,
                                            .fail = accord_fail_policy_default()};
    struct accord_report_options options = {.summary = true};
    struct accord_report_output output = {.path = "/dev/null"};
    bool known = accord_report_format_find("json", &output.format);
    assert(known);
    struct bench_time around = {0, 0}, began = bench_now();
    enum accord_status status = accord_report_new(&subject, &options, &output, 1, &phases->report, err);
    if (status == ACCORD_OK) status = accord_report_start(phases->report, err);
    bench_time_add(&around, began);
    if (status == ACCORD_OK) status = evaluate(phases, err);
    began = bench_now();
    if (status == ACCORD_OK) status = accord_report_finish(phases->report, err);
    bench_time_add(&around, began);
    around.wall += phases->reporting.wall;
    around.cpu += phases->reporting.cpu;
    bench_print_phase("report", around);
    return status;
}

static void print_rules(const struct phases *phases)
{
    for (size_t i = 0; i < BENCH_RULES; i++) {
        struct accord_rule_facts facts;
        accord_packs_rule(phases->packs, i, &facts);
        bench_print_rule(facts.id, &phases->rules[i]);
    }
}

static void clear(struct phases *phases)
{
    ticked = NULL;
    accord_run_free(phases->run);
    accord_report_free(phases->report);
    accord_packs_close(phases->packs);
    accord_dataset_close(phases->dataset);
    accord_problems_free(phases->warnings);
    accord_problems_free(phases->errors);
}

int main(int count, char **arguments)
{
    struct phases phases = {.errors = NULL};
    struct accord_error err = {0};
    const char *why;
    if (count != 4 || !accord_date_parse(arguments[3], strlen(arguments[3]), &phases.as_of, &why)) {
        (void)fprintf(stderr, "usage: phases DATASET RULES AS-OF\n");
        return 2;
    }
    enum accord_status status = ingest(&phases, arguments[1], &err);
    if (status == ACCORD_OK) status = load(&phases, arguments[2], &err);
    if (status == ACCORD_OK) status = check(&phases, &err);
    if (status == ACCORD_OK)
        print_rules(&phases);
    else
        (void)fprintf(stderr, "%s\n", err.text);
    clear(&phases);
    return status != ACCORD_OK;
}
