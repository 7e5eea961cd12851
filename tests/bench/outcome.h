/* What every contestant of the benchmark prints: its phases, its memory, and for each rule what it came to. */
#ifndef ACCORD_BENCH_OUTCOME_H
#define ACCORD_BENCH_OUTCOME_H

#include "accord/verdict.h"

#include <stddef.h>
#include <stdint.h>

enum { BENCH_RULES = 20 };

/* Of one rule over all actors. The digest tells two contestants apart that agree in number but not actor by actor. */
struct bench_rule {
    size_t counts[ACCORD_VERDICT_COUNT];
    size_t findings;
    uint64_t digest;
};

#define BENCH_DIGEST_BASE UINT64_C(0x100000001b3)

/* Adds the verdict of the next actor. */
static inline void bench_rule_add(struct bench_rule *rule, enum accord_verdict_kind verdict, size_t findings)
{
    rule->counts[verdict]++;
    rule->findings += findings;
    rule->digest = rule->digest * BENCH_DIGEST_BASE + findings * ACCORD_VERDICT_COUNT + verdict + 1;
}

/* Adds what it came to over the actors that follow, judged apart. */
void bench_rule_join(struct bench_rule *rule, const struct bench_rule *next);

/* "rule ID error=0 gap=5 ... findings=7 digest=..." */
void bench_print_rule(const char *id, const struct bench_rule *rule);

/* Seconds by the clock, and those that the process had a processor for. */
struct bench_time {
    double wall;
    double cpu;
};
struct bench_time bench_now(void);
/* Adds to `time` what went by since `began`. */
void bench_time_add(struct bench_time *time, struct bench_time began);

/* "phase NAME WALL CPU KIB": how long it took, and the peak of resident memory since a phase began last. */
void bench_print_phase(const char *name, struct bench_time time);

struct bench_phase {
    const char *name;
    struct bench_time began;
    double workers; /* processor seconds of processes that ended before */
};
void bench_phase_begin(struct bench_phase *phase, const char *name);
/* `elsewhere`: time in it that belongs to another phase. Processes that ended in it count in its CPU seconds, and have
 * a line of their own, "phase NAME-workers", with the peak of the largest. */
void bench_phase_end(const struct bench_phase *phase, struct bench_time elsewhere);

#endif
