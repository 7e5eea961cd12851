/* Results: verdicts taken apart, line by line. */
#include "report/result.h"

#include "ledger/ledger.h"
#include "report/comments.h"

#include <assert.h>
#include <string.h>

const char *accord_baseline_state_name(enum accord_baseline_state state)
{
    static const char *const names[ACCORD_BASELINE_COUNT] = {
#define STATE_NAME(id, name) [ACCORD_BASELINE_##id] = (name),
        ACCORD_BASELINE_STATES(STATE_NAME)
#undef STATE_NAME
    };
    return names[state];
}

size_t accord_result_count(const struct accord_verdict *verdict)
{
    return verdict->finding_count > 0 ? verdict->finding_count : 1;
}

struct accord_result accord_result_of(const struct accord_verdict *verdict, size_t index)
{
    assert(index < accord_result_count(verdict));
    if (verdict->finding_count == 0)
        return (struct accord_result){.verdict = verdict,
                                      .kind = verdict->verdict,
                                      .message = verdict->why,
                                      .evidence = verdict->evidence,
                                      .evidence_count = verdict->evidence_count};
    const struct accord_finding *finding = &verdict->findings[index];
    return (struct accord_result){.verdict = verdict,
                                  .finding = finding,
                                  .kind = finding->verdict,
                                  .message = finding->message,
                                  .message_id = finding->message_id,
                                  .fingerprint = finding->fingerprint,
                                  .evidence = finding->evidence,
                                  .evidence_count = finding->evidence_count};
}

void accord_result_judge(struct accord_result *result, const struct accord_report_subject *subject)
{
    struct accord_provision_facts provision;
    struct accord_standing *standing = &result->standing;
    char text[ACCORD_SHA256_HEX];
    accord_packs_provision(subject->packs, result->verdict->provision, &provision);
    if (subject->ledger) /* first: it begins a standing anew */
        accord_ledger_stand(subject->ledger, result->verdict, result->kind, result->message_id,
                            accord_result_fingerprint(result, subject->packs, text), standing);
    standing->has_since = subject->since && result->fingerprint &&
                          subject->since(subject->since_host, result->fingerprint, result->kind, &standing->since);
    standing->fails = accord_finding_fails(&subject->fail, result->verdict->rule, provision.force, result->kind) &&
                      !(subject->ledger && accord_ledger_excuses(standing));
    accord_result_take_comments(result, subject->comments, subject->packs);
}

void accord_result_take_comments(struct accord_result *result, struct accord_comments *comments,
                                 const struct accord_packs *packs)
{
    struct accord_standing *standing = &result->standing;
    char text[ACCORD_SHA256_HEX];
    standing->comments = NULL;
    standing->comment_count = 0;
    if (!comments || comments->begin == comments->end) return;
    if (!accord_verdict_needs_look(result->kind) || result->kind == ACCORD_VERDICT_ERROR) return;
    standing->comments =
        accord_comments_on(comments, accord_result_fingerprint(result, packs, text), &standing->comment_count);
}

const char *accord_rule_oldest_id(const struct accord_rule_facts *rule)
{
    return rule->alias_count > 0 ? rule->aliases[0] : rule->id;
}

static void hash_text(struct accord_sha256 *hash, const char *text)
{
    accord_sha256_add_field(hash, text, strlen(text));
}

void accord_verdict_fingerprint(const char *oldest, const char *actor, enum accord_gate gate,
                                char text[ACCORD_SHA256_HEX])
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    accord_sha256_init(&hash);
    hash_text(&hash, "accord verdict 1");
    hash_text(&hash, oldest);
    hash_text(&hash, actor);
    hash_text(&hash, accord_gate_name(gate));
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, text);
    text[ACCORD_FINGERPRINT_DIGITS] = '\0';
}

const char *accord_result_fingerprint(const struct accord_result *result, const struct accord_packs *packs,
                                      char text[ACCORD_SHA256_HEX])
{
    struct accord_rule_facts rule;
    if (result->fingerprint) return result->fingerprint;
    accord_packs_rule(packs, result->verdict->rule, &rule);
    accord_verdict_fingerprint(accord_rule_oldest_id(&rule), result->verdict->actor_id, result->verdict->gate, text);
    return text;
}

size_t accord_result_ordinal(const struct accord_result *results, size_t index)
{
    size_t ordinal = 1;
    const char *fingerprint = results[index].fingerprint;
    for (size_t i = 0; fingerprint && i < index; i++)
        ordinal += strcmp(results[i].fingerprint, fingerprint) == 0;
    return ordinal;
}
