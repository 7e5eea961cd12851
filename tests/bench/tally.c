/* tally < VERDICTS: what a contestant that is no C program came to. A line a Party in the order of their ids, on it a
 * number a rule in the order of theirs: findings times eight plus the verdict. */
#include "baseline.h"
#include "outcome.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_LENGTH = 1024 };

static bool add_line(const char *line, struct bench_rule *rules)
{
    for (size_t i = 0; i < BENCH_RULES; i++) {
        char *end;
        unsigned long code = strtoul(line, &end, 10);
        if (end == line) return false;
        bench_rule_add(&rules[i], (enum accord_verdict_kind)(code % ACCORD_VERDICT_COUNT), code / ACCORD_VERDICT_COUNT);
        line = end;
    }
    return *line == '\n';
}

int main(void)
{
    struct bench_rule rules[BENCH_RULES] = {{.findings = 0}};
    char line[LINE_LENGTH];
    for (unsigned long number = 1; fgets(line, sizeof line, stdin) != NULL; number++)
        if (!add_line(line, rules)) {
            (void)fprintf(stderr, "tally: line %lu is not %d numbers: %s\n", number, BENCH_RULES, line);
            return 1;
        }
    for (size_t i = 0; i < BENCH_RULES; i++)
        bench_print_rule(rules_id(i), &rules[i]);
    return 0;
}
