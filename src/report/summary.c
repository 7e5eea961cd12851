/* Summaries: roll-up per actor and provision, tallies per instrument, exact shares. */
#include "report/summary.h"

#include "base/error.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PERCENT_HUNDREDTHS = 10000, SHARE_UNITS = 10000 };

/* part * scale / whole, halves up. */
static size_t scaled(struct accord_share share, size_t scale)
{
    assert(share.whole > 0 && share.part <= share.whole);
    return (2 * share.part * scale + share.whole) / (2 * share.whole);
}

const char *accord_share_format(struct accord_share share, char text[ACCORD_SHARE_TEXT_MAX])
{
    unsigned units = (unsigned)scaled(share, SHARE_UNITS);
    int length = snprintf(text, ACCORD_SHARE_TEXT_MAX, "%u.%04u", units / SHARE_UNITS % 10, units % SHARE_UNITS);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.') text[length - 1] = '\0';
    return text;
}

unsigned accord_share_percent(struct accord_share share)
{
    return (unsigned)scaled(share, 100);
}

/* The fraction behind a correctly rounded quotient by a known whole: the tally alone says what a verdict counts. */
static struct accord_share share_of(double quotient, size_t whole)
{
    return (struct accord_share){.part = (size_t)(quotient * (double)whole + 0.5), .whole = whole};
}

struct accord_shares accord_shares_of(const struct accord_tally *tally)
{
    struct accord_score score = accord_tally_score(tally);
    return (struct accord_shares){
        .assessable = score.assessable,
        .of = score.of,
        .scored = score.scored,
        .bounded = score.of > 0,
        .score = share_of(score.score, 2 * (score.assessable + tally->counts[ACCORD_VERDICT_ERROR])),
        .low = share_of(score.low, score.of),
        .high = share_of(score.high, score.of),
    };
}

enum accord_status accord_summary_init(struct accord_summary *summary, const struct accord_report_subject *subject,
                                       struct accord_error *err)
{
    *summary = (struct accord_summary){.subject = subject};
    accord_arena_init(&summary->texts);
    /* One more than needed: nothing is asked of an allocation of no bytes. */
    size_t provisions = accord_packs_provision_count(subject->packs) + 1;
    size_t instruments = accord_packs_instrument_count(subject->packs) + 1;
    summary->instruments = accord_alloc_zero(instruments, sizeof *summary->instruments);
    summary->provisions = accord_alloc_zero(provisions, sizeof *summary->provisions);
    summary->touched = accord_alloc_zero(provisions, sizeof *summary->touched);
    summary->instrument_of = accord_alloc_zero(provisions, sizeof *summary->instrument_of);
    if (!summary->instruments || !summary->provisions || !summary->touched || !summary->instrument_of) {
        accord_summary_clear(summary);
        return accord_error_memory(err);
    }
    for (size_t i = 0; i < provisions - 1; i++) {
        struct accord_provision_facts facts;
        accord_packs_provision(subject->packs, i, &facts);
        summary->instrument_of[i] = facts.instrument;
    }
    return ACCORD_OK;
}

void accord_summary_clear(struct accord_summary *summary)
{
    accord_free(summary->instruments);
    accord_free(summary->provisions);
    accord_free(summary->touched);
    accord_free(summary->instrument_of);
    accord_arena_clear(&summary->texts);
    *summary = (struct accord_summary){0};
}

static void settle_actor(struct accord_summary *summary)
{
    for (size_t i = 0; i < summary->touched_count; i++) {
        size_t provision = summary->touched[i];
        struct accord_roll_up *pair = &summary->provisions[provision];
        struct accord_summary_instrument *instrument = &summary->instruments[summary->instrument_of[provision]];
        accord_tally_add(&instrument->pairs, pair->worst, accord_roll_up_is_open(pair));
        *pair = (struct accord_roll_up){0};
    }
    summary->touched_count = 0;
}

static void roll_up(struct accord_summary *summary, const struct accord_verdict *verdict)
{
    if (summary->actor != verdict->actor) settle_actor(summary);
    summary->actor = verdict->actor;
    struct accord_roll_up *pair = &summary->provisions[verdict->provision];
    if (!pair->seen) summary->touched[summary->touched_count++] = verdict->provision;
    accord_roll_up_add(pair, verdict->verdict, verdict->has_cause);
}

/* A copy, cut at a character when it is longer than a summary keeps. */
static const char *kept_text(struct accord_summary *summary, const char *text)
{
    size_t length = strlen(text);
    if (length > ACCORD_SUMMARY_TEXT_MAX)
        for (length = ACCORD_SUMMARY_TEXT_MAX; length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80;)
            length--;
    return accord_arena_copy(&summary->texts, text, length);
}

static enum accord_status keep_error(struct accord_summary *summary, const struct accord_verdict *verdict,
                                     struct accord_error *err)
{
    if (summary->errors_kept == ACCORD_SUMMARY_ERRORS_KEPT) return ACCORD_OK;
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    accord_packs_rule(summary->subject->packs, verdict->rule, &rule);
    accord_packs_provision(summary->subject->packs, verdict->provision, &provision);
    struct accord_summary_error error = {
        .rule = rule.id,
        .provision = provision.id,
        .actor = kept_text(summary, verdict->actor_id),
        .why = kept_text(summary, verdict->why),
        .trace = verdict->trace ? kept_text(summary, verdict->trace) : NULL,
        .source = verdict->source ? kept_text(summary, verdict->source) : NULL,
    };
    if (!error.actor || !error.why || (verdict->trace && !error.trace) || (verdict->source && !error.source))
        return accord_error_memory(err);
    summary->errors[summary->errors_kept++] = error;
    return ACCORD_OK;
}

static void count_verdict(size_t counts[ACCORD_VERDICT_COUNT], size_t *all, enum accord_verdict_kind verdict)
{
    counts[verdict]++;
    (*all)++;
}

enum accord_status accord_summary_add(struct accord_summary *summary, const struct accord_verdict *verdict,
                                      struct accord_error *err)
{
    struct accord_summary_instrument *instrument = &summary->instruments[summary->instrument_of[verdict->provision]];
    bool aggregate = verdict->actor == SIZE_MAX;
    count_verdict(aggregate ? instrument->aggregates : instrument->counts,
                  aggregate ? &instrument->aggregate_verdicts : &instrument->verdicts, verdict->verdict);
    count_verdict(aggregate ? summary->totals.aggregates : summary->totals.counts,
                  aggregate ? &summary->totals.aggregate_verdicts : &summary->totals.verdicts, verdict->verdict);
    summary->totals.in_effect += verdict->gate != ACCORD_GATE_EFFECT;
    if (!aggregate) roll_up(summary, verdict);
    return verdict->verdict == ACCORD_VERDICT_ERROR ? keep_error(summary, verdict, err) : ACCORD_OK;
}

void accord_summary_add_result(struct accord_summary *summary, const struct accord_result *result)
{
    summary->totals.failing += result->standing.fails;
}

size_t accord_summary_failures(const struct accord_summary *summary)
{
    return summary->totals.counts[ACCORD_VERDICT_ERROR] + summary->totals.aggregates[ACCORD_VERDICT_ERROR];
}

void accord_summary_end(struct accord_summary *summary)
{
    struct accord_report_totals *totals = &summary->totals;
    settle_actor(summary);
    totals->assessable = totals->of = 0;
    size_t count = accord_packs_instrument_count(summary->subject->packs);
    for (size_t i = 0; i < count; i++) {
        struct accord_shares shares = accord_shares_of(&summary->instruments[i].pairs);
        totals->assessable += shares.assessable;
        totals->of += shares.of;
    }
    /* Nothing to assess is below any minimum: a guard that passes on nothing guards nothing. */
    size_t wanted = summary->subject->fail.min_coverage;
    totals->covered = wanted == 0 || (totals->of > 0 && totals->assessable * PERCENT_HUNDREDTHS >= totals->of * wanted);
}
