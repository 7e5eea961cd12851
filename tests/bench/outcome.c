/* What every contestant of the benchmark prints. */
#include "outcome.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double read_clock(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct bench_time bench_now(void)
{
    return (struct bench_time){read_clock(CLOCK_MONOTONIC), read_clock(CLOCK_PROCESS_CPUTIME_ID)};
}

void bench_time_add(struct bench_time *time, struct bench_time began)
{
    struct bench_time now = bench_now();
    time->wall += now.wall - began.wall;
    time->cpu += now.cpu - began.cpu;
}

/* Linux forgets the peak so far when told to; elsewhere the peaks stay 0, which says unknown. */
static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file == NULL) return;
    (void)fputs("5", file);
    (void)fclose(file);
}

static unsigned long peak(void)
{
    char line[256];
    unsigned long kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (file == NULL) return 0;
    while (fgets(line, sizeof line, file) != NULL && sscanf(line, "VmHWM: %lu", &kib) != 1)
        ;
    (void)fclose(file);
    return kib;
}

static double workers_cpu(void)
{
    struct rusage used;
    if (getrusage(RUSAGE_CHILDREN, &used) != 0) return 0;
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static long workers_peak(void)
{
    struct rusage used;
    return getrusage(RUSAGE_CHILDREN, &used) == 0 ? used.ru_maxrss : 0;
}

void bench_print_phase(const char *name, struct bench_time time)
{
    (void)printf("phase %s %.6f %.6f %lu\n", name, time.wall, time.cpu, peak());
}

void bench_phase_begin(struct bench_phase *phase, const char *name)
{
    phase->name = name;
    forget_peak();
    phase->workers = workers_cpu();
    phase->began = bench_now();
}

void bench_phase_end(const struct bench_phase *phase, struct bench_time elsewhere)
{
    struct bench_time time = {-elsewhere.wall, -elsewhere.cpu};
    double workers = workers_cpu() - phase->workers;
    bench_time_add(&time, phase->began);
    time.cpu += workers;
    bench_print_phase(phase->name, time);
    if (workers > 0) (void)printf("phase %s-workers %.6f %.6f %ld\n", phase->name, time.wall, workers, workers_peak());
}

void bench_rule_join(struct bench_rule *rule, const struct bench_rule *next)
{
    size_t actors = 0;
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        actors += next->counts[i];
        rule->counts[i] += next->counts[i];
    }
    rule->findings += next->findings;
    while (actors-- > 0)
        rule->digest *= BENCH_DIGEST_BASE;
    rule->digest += next->digest;
}

void bench_print_rule(const char *id, const struct bench_rule *rule)
{
    (void)printf("rule %s", id);
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        (void)printf(" %s=%zu", accord_verdict_meaning((enum accord_verdict_kind)i)->name, rule->counts[i]);
    (void)printf(" findings=%zu digest=%016" PRIx64 "\n", rule->findings, rule->digest);
}
