/* The exit codes of the program, without a look at anything but what held. */
#include "cli/exit_code.h"

static const char *const meanings[] = {
    [ACCORD_EXIT_OK] = "nothing to fail on",
    [ACCORD_EXIT_FINDINGS] = "findings that fail the run, or too little that can be assessed",
    [ACCORD_EXIT_USAGE] = "wrong usage or configuration, or a rule that does not load",
    [ACCORD_EXIT_RULE_FAILED] = "a rule failed or hit a limit",
    [ACCORD_EXIT_BAD_DATA] = "bad input data",
    [ACCORD_EXIT_NOTHING] = "nothing was evaluated",
    [ACCORD_EXIT_STALE_WAIVERS] = "stale waivers, when asked for",
    [ACCORD_EXIT_NOT_WRITTEN] = "an output could not be written, or memory ran out",
};

static const enum accord_exit order[] = {
    ACCORD_EXIT_USAGE,   ACCORD_EXIT_BAD_DATA, ACCORD_EXIT_NOT_WRITTEN,   ACCORD_EXIT_RULE_FAILED,
    ACCORD_EXIT_NOTHING, ACCORD_EXIT_FINDINGS, ACCORD_EXIT_STALE_WAIVERS,
};

enum { ORDER_COUNT = sizeof order / sizeof order[0] };

unsigned accord_exit_bit(enum accord_exit code)
{
    return 1U << code;
}

unsigned accord_exit_bits_of_totals(const struct accord_report_totals *totals)
{
    unsigned bits = accord_exit_bit(ACCORD_EXIT_OK);
    if (totals->counts[ACCORD_VERDICT_ERROR] + totals->aggregates[ACCORD_VERDICT_ERROR] > 0)
        bits |= accord_exit_bit(ACCORD_EXIT_RULE_FAILED);
    if (totals->in_effect == 0) bits |= accord_exit_bit(ACCORD_EXIT_NOTHING);
    if (totals->failing > 0 || !totals->covered) bits |= accord_exit_bit(ACCORD_EXIT_FINDINGS);
    return bits;
}

int accord_exit_code(unsigned bits)
{
    for (size_t i = 0; i < ORDER_COUNT; i++)
        if (bits & accord_exit_bit(order[i])) return (int)order[i];
    return ACCORD_EXIT_OK;
}

void accord_exit_write_order(struct accord_text *text)
{
    accord_text_add_str(text, "where several hold, the first of ");
    for (size_t i = 0; i < ORDER_COUNT; i++)
        accord_text_addf(text, "%s%d", i > 0 ? ", " : "", (int)order[i]);
}

const char *accord_exit_meaning(size_t code)
{
    return code < sizeof meanings / sizeof meanings[0] ? meanings[code] : NULL;
}
