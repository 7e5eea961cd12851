/* phases DATASET RULES AS-OF [JOBS]: a check, phase by phase: in one process through the public headers or, with JOBS,
 * in so many worker processes, as the program runs it. */
#include "accord/dataset.h"
#include "accord/report.h"
#include "accord/run.h"
#include "cli/crew.h"
#include "cli/loader.h"
#include "cli/signals.h"
#include "outcome.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct bench_time nothing = {0, 0};

struct phases {
    struct accord_problems *errors;
    struct accord_problems *warnings;
    struct accord_dataset *dataset;
    struct accord_packs *packs;
    struct accord_report *report;
    struct accord_run *run;
    struct accord_date as_of;
    unsigned jobs; /* 0: no worker processes */
    struct bench_rule rules[BENCH_RULES];
    struct bench_time reporting;
    struct bench_time began; /* the verdicts of the actor at hand */
};

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

static enum accord_status load_here(struct phases *phases, const char *folder, struct accord_error *err)
{
    struct accord_limits limits = accord_limits_default();
    enum accord_status status = accord_packs_open(&folder, 1, &limits, phases->errors, &phases->packs, err);
    for (size_t i = 0; status != ACCORD_OK && i < accord_problems_kept(phases->errors); i++) {
        const struct accord_problem *problem = accord_problems_at(phases->errors, i);
        (void)fprintf(stderr, "%s:%u: %s\n", problem->file, problem->line, problem->text);
    }
    return status;
}

static enum accord_status load(struct phases *phases, const char *folder, struct accord_error *err)
{
    const struct accord_names folders = {.items = &folder, .count = 1};
    struct bench_phase phase;
    bench_phase_begin(&phase, "load");
    enum accord_status status =
        phases->jobs > 0 ? accord_load_facts(&folders, &phases->packs, err) : load_here(phases, folder, err);
    bench_phase_end(&phase, nothing);
    if (status == ACCORD_OK) assert(accord_packs_rule_count(phases->packs) == BENCH_RULES);
    return status;
}

static enum accord_status evaluate_here(struct phases *phases, const struct accord_run_options *options,
                                        struct accord_error *err)
{
    enum accord_status status = accord_run_new(phases->packs, phases->dataset, options, &phases->run, err);
    if (status == ACCORD_OK) status = accord_tick_start(phases->run, err);
    if (status != ACCORD_OK) return status;
    status = accord_run_evaluate(phases->run, take, phases, err);
    accord_tick_stop();
    return status;
}

static enum accord_status evaluate_apart(struct phases *phases, const struct accord_run_options *options,
                                         struct accord_error *err)
{
    const struct accord_crew_orders orders = {.packs = phases->packs,
                                              .dataset = phases->dataset,
                                              .options = *options,
                                              .limits = accord_limits_default(),
                                              .seconds = ACCORD_CREW_SECONDS,
                                              .jobs = phases->jobs};
    return accord_crew_evaluate(&orders, take, phases, err);
}

/* In one process reporting is taken off. Beside workers it goes on while they evaluate, and is not. */
static enum accord_status evaluate(struct phases *phases, struct accord_error *err)
{
    struct accord_run_options options = {
        .as_of = phases->as_of, .actor_count = SIZE_MAX, .ticked = true, .carry = accord_report_carry(phases->report)};
    struct bench_phase phase;
    bench_phase_begin(&phase, "evaluate");
    enum accord_status status =
        phases->jobs > 0 ? evaluate_apart(phases, &options, err) : evaluate_here(phases, &options, err);
    bench_phase_end(&phase, phases->jobs > 0 ? nothing : phases->reporting);
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
    long jobs = count == 5 ? strtol(arguments[4], NULL, 10) : 0;
    if (count < 4 || count > 5 || jobs < 0 || jobs > ACCORD_JOBS_MAX ||
        !accord_date_parse(arguments[3], strlen(arguments[3]), &phases.as_of, &why)) {
        (void)fprintf(stderr, "usage: phases DATASET RULES AS-OF [JOBS]\n");
        return 2;
    }
    phases.jobs = (unsigned)jobs;
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
