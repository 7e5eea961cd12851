/* A summary in parts: counted once, written, and added again. */
#include "report/summary_part.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdint.h>
#include <string.h>

enum accord_status accord_part_init(struct accord_summary_part *part, const struct accord_packs *packs,
                                    struct accord_error *err)
{
    size_t rules = accord_packs_rule_count(packs) + 1;
    *part = (struct accord_summary_part){.subject = {.packs = packs}};
    enum accord_status status = accord_summary_init(&part->pairs, &part->subject, err);
    if (status != ACCORD_OK) return status;
    part->rules = accord_alloc_zero(rules, sizeof *part->rules);
    if (part->rules) return ACCORD_OK;
    accord_summary_clear(&part->pairs);
    return accord_error_memory(err);
}

void accord_part_clear(struct accord_summary_part *part)
{
    if (!part->rules) return;
    accord_summary_clear(&part->pairs);
    accord_free(part->rules);
    *part = (struct accord_summary_part){.rules = NULL};
}

void accord_part_reset(struct accord_summary_part *part)
{
    const struct accord_packs *packs = part->subject.packs;
    struct accord_summary *pairs = &part->pairs;
    accord_summary_end(pairs);
    memset(pairs->instruments, 0, accord_packs_instrument_count(packs) * sizeof *pairs->instruments);
    memset(&pairs->totals, 0, sizeof pairs->totals);
    accord_arena_reset(&pairs->texts);
    pairs->errors_kept = 0;
    memset(part->rules, 0, accord_packs_rule_count(packs) * sizeof *part->rules);
}

enum accord_status accord_part_add(struct accord_summary_part *part, const struct accord_verdict *verdict,
                                   struct accord_error *err)
{
    struct accord_part_rule *rule = &part->rules[verdict->rule];
    rule->verdicts[verdict->verdict]++;
    rule->in_effect += verdict->gate != ACCORD_GATE_EFFECT;
    for (size_t i = 0; i < verdict->finding_count; i++)
        rule->findings[verdict->findings[i].verdict]++;
    if (verdict->finding_count == 0) rule->findings[verdict->verdict]++;
    return accord_summary_add(&part->pairs, verdict, err);
}

/* ---- as bytes ---- */

/* Most are nothing: a bit says which are not. */
static void write_counts(struct accord_text *text, const size_t counts[ACCORD_VERDICT_COUNT])
{
    unsigned given = 0;
    for (unsigned i = 0; i < ACCORD_VERDICT_COUNT; i++)
        given |= (counts[i] > 0 ? 1U : 0U) << i;
    accord_wire_add_number(text, given);
    for (unsigned i = 0; i < ACCORD_VERDICT_COUNT; i++)
        if (counts[i] > 0) accord_wire_add_number(text, counts[i]);
}

/* Adds them to what is there. */
static void take_counts(struct accord_wire *wire, size_t counts[ACCORD_VERDICT_COUNT])
{
    size_t given = accord_wire_take_below(wire, (size_t)1 << ACCORD_VERDICT_COUNT);
    for (size_t kind = 0; given >> kind != 0; kind++)
        if (given >> kind & 1) counts[kind] += accord_wire_take_below(wire, UINT32_MAX);
}

static size_t instrument_of(const struct accord_packs *packs, size_t rule)
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    accord_packs_rule(packs, rule, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    return provision.instrument;
}

static size_t sum_of(const size_t counts[ACCORD_VERDICT_COUNT])
{
    size_t sum = 0;
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        sum += counts[i];
    return sum;
}

/* An instrument goes by the first rule on it that has verdicts. */
static size_t first_rule_of(const struct accord_summary_part *part, size_t instrument)
{
    size_t rule = 0;
    while (sum_of(part->rules[rule].verdicts) == 0 || instrument_of(part->subject.packs, rule) != instrument)
        rule++;
    return rule;
}

void accord_part_write(struct accord_summary_part *part, const int64_t *numbers, struct accord_text *text)
{
    const struct accord_packs *packs = part->subject.packs;
    size_t rules = accord_packs_rule_count(packs), instruments = accord_packs_instrument_count(packs), count = 0;
    accord_summary_end(&part->pairs);
    for (size_t i = 0; i < rules; i++)
        count += sum_of(part->rules[i].verdicts) > 0;
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < rules; i++) {
        const struct accord_part_rule *rule = &part->rules[i];
        if (sum_of(rule->verdicts) == 0) continue;
        accord_wire_add_number(text, (uint64_t)numbers[i]);
        write_counts(text, rule->verdicts);
        write_counts(text, rule->findings);
        accord_wire_add_number(text, rule->in_effect);
    }
    count = 0;
    for (size_t i = 0; i < instruments; i++)
        count += part->pairs.instruments[i].verdicts > 0;
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < instruments; i++) {
        const struct accord_summary_instrument *instrument = &part->pairs.instruments[i];
        if (instrument->verdicts == 0) continue;
        accord_wire_add_number(text, (uint64_t)numbers[first_rule_of(part, i)]);
        write_counts(text, instrument->pairs.counts);
        write_counts(text, instrument->pairs.caused);
    }
}

/* ---- added up ---- */

void accord_part_sum_clear(struct accord_part_sum *sum)
{
    accord_free(sum->rules);
    accord_free(sum->pairs);
    *sum = (struct accord_part_sum){.rules = NULL};
}

enum accord_status accord_part_sum_init(struct accord_part_sum *sum, const struct accord_packs *packs,
                                        struct accord_error *err)
{
    size_t rules = accord_packs_rule_count(packs) + 1;
    sum->rules = accord_alloc_zero(rules, sizeof *sum->rules);
    sum->pairs = accord_alloc_zero(rules, sizeof *sum->pairs);
    if (sum->rules && sum->pairs) return ACCORD_OK;
    accord_part_sum_clear(sum);
    return accord_error_memory(err);
}

bool accord_part_sum_add(struct accord_part_sum *sum, const struct accord_packs *packs, const char *bytes,
                         size_t length, accord_rule_of_number rule_of, const void *host)
{
    struct accord_wire wire = accord_wire_of(bytes, length);
    size_t rules = accord_packs_rule_count(packs), count = accord_wire_take_count(&wire, 4);
    for (size_t i = 0; i < count; i++) {
        size_t rule = rule_of(host, accord_wire_take_number(&wire));
        if (wire.failed || rule >= rules) return false;
        take_counts(&wire, sum->rules[rule].verdicts);
        take_counts(&wire, sum->rules[rule].findings);
        sum->rules[rule].in_effect += accord_wire_take_below(&wire, UINT32_MAX);
    }
    count = accord_wire_take_count(&wire, 3);
    for (size_t i = 0; i < count; i++) {
        size_t rule = rule_of(host, accord_wire_take_number(&wire));
        if (wire.failed || rule >= rules) return false;
        take_counts(&wire, sum->pairs[rule].counts);
        take_counts(&wire, sum->pairs[rule].caused);
    }
    return accord_wire_done(&wire);
}

static void add_rule(struct accord_summary *summary, size_t index, const struct accord_part_sum *sum)
{
    const struct accord_packs *packs = summary->subject->packs;
    const struct accord_part_rule *rule = &sum->rules[index];
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    accord_packs_rule(packs, index, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    struct accord_summary_instrument *instrument = &summary->instruments[provision.instrument];
    size_t verdicts = sum_of(rule->verdicts);
    instrument->verdicts += verdicts;
    summary->totals.verdicts += verdicts;
    summary->totals.in_effect += rule->in_effect;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        instrument->counts[kind] += rule->verdicts[kind];
        summary->totals.counts[kind] += rule->verdicts[kind];
        if (accord_finding_fails(&summary->subject->fail, index, provision.force, (enum accord_verdict_kind)kind))
            summary->totals.failing += rule->findings[kind];
        instrument->pairs.counts[kind] += sum->pairs[index].counts[kind];
        instrument->pairs.caused[kind] += sum->pairs[index].caused[kind];
    }
}

void accord_summary_add_parts(struct accord_summary *summary, const struct accord_part_sum *sum)
{
    for (size_t i = 0; i < accord_packs_rule_count(summary->subject->packs); i++)
        add_rule(summary, i, sum);
}
