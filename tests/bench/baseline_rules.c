/* The rules of tests/bench/rules in plain C. They say what those say of what generate writes: one row a source in
 * memberships, no tools but those named here. */
#include "baseline.h"
#include "outcome.h"

#include <string.h>

/* ---- verdicts ---- */

static struct outcome one(enum accord_verdict_kind verdict)
{
    return (struct outcome){verdict, verdict != ACCORD_VERDICT_MET};
}

static struct outcome absent(enum match best, bool complete)
{
    if (best == MATCH_COARSE) return one(ACCORD_VERDICT_REVIEW);
    return one(best == MATCH_NO && complete ? ACCORD_VERDICT_GAP : ACCORD_VERDICT_UNREPORTED);
}

/* What findings() gathers. */
struct gathered {
    size_t counts[ACCORD_VERDICT_COUNT];
};

/* Kinds come from worst to least; what is aside is shown only where there is nothing else. */
static struct outcome worst(const struct gathered *gathered)
{
    struct outcome outcome = {ACCORD_VERDICT_ERROR, 0};
    while (gathered->counts[outcome.verdict] == 0)
        outcome.verdict++;
    for (int i = 0; i < ACCORD_VERDICT_MET; i++)
        outcome.findings += gathered->counts[i];
    if (outcome.verdict > ACCORD_VERDICT_MET) outcome.findings = gathered->counts[outcome.verdict];
    return outcome;
}

/* ---- being bound ---- */

static enum match bound(const struct party *party, unsigned treaty)
{
    enum match joined = MATCH_NO;
    bool any = false;
    for (size_t i = 0; i < party->claim_count; i++) {
        const struct claim *claim = &party->claims[i];
        if (claim->treaty != treaty) continue;
        joined = !any || joined == claim->valid ? claim->valid : MATCH_COARSE;
        any = true;
    }
    return joined;
}

/* Of rules for those whom the other treaty binds: true, or what they come to. */
static bool bound_by_cbd(const struct party *party, struct outcome *outcome)
{
    enum match says = bound(party, TREATY_CBD);
    *outcome = one(says == MATCH_NO ? ACCORD_VERDICT_NOT_APPLICABLE : ACCORD_VERDICT_REVIEW);
    return says == MATCH_YES;
}

/* ---- focal points ---- */

static struct outcome focal_point(const struct party *party, unsigned role, bool complete)
{
    enum match best = MATCH_NO;
    for (size_t i = 0; i < party->holder_count; i++)
        if (party->holders[i].role == role) best = match_or(best, party->holders[i].valid);
    return best == MATCH_YES ? one(ACCORD_VERDICT_MET) : absent(best, complete);
}

static struct outcome no_cms_focal_point(const struct party *party, const struct days *days)
{
    (void)days;
    return focal_point(party, ROLE_CMS, true);
}

static struct outcome no_cbd_focal_point(const struct party *party, const struct days *days)
{
    (void)days;
    return focal_point(party, ROLE_CBD, false);
}

static bool in_office(const struct holder *holder)
{
    return holder->role == ROLE_CMS && holder->valid == MATCH_YES;
}

static struct outcome offices_apart(const struct party *party, const struct days *days)
{
    const char *first = NULL;
    size_t current = 0;
    (void)days;
    for (size_t i = 0; i < party->holder_count; i++) {
        const struct holder *holder = &party->holders[i];
        if (!in_office(holder)) continue;
        current++;
        if (holder->institution[0] == '\0') continue;
        if (first != NULL && strcmp(first, holder->institution) != 0) return one(ACCORD_VERDICT_REVIEW);
        first = holder->institution;
    }
    return one(current == 0 ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_MET);
}

static struct outcome no_address(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    size_t current = 0;
    (void)days;
    for (size_t i = 0; i < party->holder_count; i++) {
        if (!in_office(&party->holders[i])) continue;
        current++;
        gathered.counts[party->holders[i].email ? ACCORD_VERDICT_MET : ACCORD_VERDICT_GAP]++;
    }
    return current == 0 ? one(ACCORD_VERDICT_UNREPORTED) : worst(&gathered);
}

static bool later(const struct day *a, const struct day *b)
{
    return a->date.first > b->date.first || (a->date.first == b->date.first && a->date.last > b->date.last);
}

/* YES: met, NO: not, COARSE: a person must judge. */
static struct outcome judge(enum match match, enum accord_verdict_kind yes, enum accord_verdict_kind no)
{
    return one(match == MATCH_COARSE ? ACCORD_VERDICT_REVIEW : match == MATCH_YES ? yes : no);
}

static struct outcome not_confirmed(const struct party *party, const struct days *days)
{
    const struct day *latest = NULL;
    enum match best = MATCH_NO;
    for (size_t i = 0; i < party->holder_count; i++) {
        const struct holder *holder = &party->holders[i];
        if (holder->role != ROLE_CMS && holder->role != ROLE_CBD) continue;
        best = match_or(best, holder->valid);
        if (holder->valid != MATCH_YES || !holder->confirmed.known) continue;
        if (holder->confirmed.date.first > days->as_of.first) continue;
        if (holder->confirmed.date.last > days->as_of.first) return one(ACCORD_VERDICT_REVIEW);
        if (latest == NULL || later(&holder->confirmed, latest)) latest = &holder->confirmed;
    }
    if (best != MATCH_YES) return absent(best, false);
    if (latest == NULL) return one(ACCORD_VERDICT_UNREPORTED);
    return judge(not_after(days->two_years_ago, latest->date), ACCORD_VERDICT_MET, ACCORD_VERDICT_PARTIAL);
}

/* ---- reports ---- */

static enum match equals(unsigned cell, unsigned wanted)
{
    if (cell == CODE_BLANK) return MATCH_MISSING;
    return cell == wanted ? MATCH_YES : MATCH_NO;
}

static enum accord_verdict_kind in_time(const struct report *report, int months, enum accord_verdict_kind missing,
                                        const struct days *days)
{
    struct accord_date limit;
    if (!report->due.known) return ACCORD_VERDICT_UNREPORTED;
    if (!accord_date_add_months(report->due.date, months, &limit)) return ACCORD_VERDICT_ERROR;
    enum match ahead = before(days->as_of, limit);
    if (ahead == MATCH_COARSE) return ACCORD_VERDICT_REVIEW;
    if (ahead == MATCH_YES) return ACCORD_VERDICT_NOT_DUE;
    if (report->seen == SEEN_UNDECIDED) return ACCORD_VERDICT_REVIEW;
    if (report->seen == SEEN_ABSENT) return missing;
    enum match late = before(limit, report->submitted.date);
    if (late == MATCH_COARSE) return ACCORD_VERDICT_REVIEW;
    return late == MATCH_YES ? ACCORD_VERDICT_PARTIAL : ACCORD_VERDICT_MET;
}

static struct outcome late_cms_report(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    enum match best = MATCH_NO;
    for (size_t i = 0; i < party->report_count; i++) {
        const struct report *report = &party->reports[i];
        enum match match = match_and(equals(report->treaty, TREATY_CMS), equals(report->due_kind, DUE_HARD));
        best = match_or(best, match);
        if (match == MATCH_YES) gathered.counts[in_time(report, 0, ACCORD_VERDICT_GAP, days)]++;
    }
    return best == MATCH_YES ? worst(&gathered) : absent(best, true);
}

/* Its provision is qualified: nothing is a gap. */
static struct outcome late_cbd_report(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    enum match best = MATCH_NO;
    struct outcome outcome;
    if (!bound_by_cbd(party, &outcome)) return outcome;
    for (size_t i = 0; i < party->report_count; i++) {
        enum match match = equals(party->reports[i].treaty, TREATY_CBD);
        best = match_or(best, match);
        if (match == MATCH_YES) gathered.counts[in_time(&party->reports[i], 6, ACCORD_VERDICT_UNREPORTED, days)]++;
    }
    return best == MATCH_YES ? worst(&gathered) : absent(best, false);
}

static enum match present(enum seen seen)
{
    return seen == SEEN_YES ? MATCH_YES : seen == SEEN_ABSENT ? MATCH_NO : MATCH_COARSE;
}

static struct outcome no_report_this_cycle(const struct party *party, const struct days *days)
{
    enum match best = MATCH_NO;
    (void)days;
    for (size_t i = 0; i < party->report_count; i++) {
        const struct report *report = &party->reports[i];
        enum match match = match_and(equals(report->treaty, TREATY_CMS), equals(report->period, PERIOD_COP14));
        best = match_or(best, match_and(match, present(report->seen)));
    }
    return best == MATCH_YES ? one(ACCORD_VERDICT_MET) : absent(best, true);
}

static struct outcome report_returned(const struct party *party, const struct days *days)
{
    const struct report *latest = NULL;
    enum match best = MATCH_NO;
    (void)days;
    for (size_t i = 0; i < party->report_count; i++) {
        const struct report *report = &party->reports[i];
        best = match_or(best, present(report->seen));
        if (report->seen != SEEN_YES) continue;
        if (latest == NULL || later(&report->submitted, &latest->submitted)) latest = report;
    }
    if (latest == NULL) return absent(best, false);
    if (latest->state == CODE_BLANK) return one(ACCORD_VERDICT_UNREPORTED);
    if (latest->state == STATE_RETURNED) return one(ACCORD_VERDICT_PARTIAL);
    return one(latest->state == STATE_DRAFT ? ACCORD_VERDICT_REVIEW : ACCORD_VERDICT_MET);
}

/* What a report says is on record when the report is; one whose day is not known is. */
static enum seen said(const struct report *report)
{
    return report->submitted.known ? report->seen : SEEN_YES;
}

static struct outcome provision_not_named(const struct party *party, const struct days *days)
{
    bool any = false, blank = false, undecided = false;
    (void)days;
    for (size_t i = 0; i < party->report_count; i++) {
        const struct report *report = &party->reports[i];
        if (report->treaty != TREATY_CMS) continue;
        any = true;
        bool known = report->about.known && said(report) == SEEN_YES;
        if (known && (report->about.items & ABOUT_COLLABORATION) != 0) return one(ACCORD_VERDICT_MET);
        undecided = undecided || (report->about.known && said(report) == SEEN_UNDECIDED);
        blank = blank || !known;
    }
    if (!any) return one(ACCORD_VERDICT_NOT_APPLICABLE);
    if (undecided) return one(ACCORD_VERDICT_REVIEW);
    return one(blank ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_GAP);
}

/* ---- actions ---- */

static enum match about(const struct act *act, int provision)
{
    if (act->provision == 0) return MATCH_MISSING;
    return act->provision == provision ? MATCH_YES : MATCH_NO;
}

static enum match shows(const struct act *act, int provision)
{
    enum match status = act->status == ACT_DONE || act->status == ACT_ONGOING ? MATCH_YES
                        : act->status == CODE_BLANK                           ? MATCH_MISSING
                                                                              : MATCH_NO;
    return match_and(match_and(about(act, provision), status), act->active);
}

static enum match best_act(const struct party *party, int provision)
{
    enum match best = MATCH_NO;
    for (size_t i = 0; i < party->act_count; i++)
        best = match_or(best, shows(&party->acts[i], provision));
    return best;
}

static bool refused(const struct party *party, int provision)
{
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        if (act->provision == provision && act->status == ACT_REFUSED && act->active == MATCH_YES) return true;
    }
    return false;
}

static struct outcome no_collaboration(const struct party *party, const struct days *days)
{
    enum match best = best_act(party, 11);
    (void)days;
    if (best == MATCH_YES) return one(ACCORD_VERDICT_MET);
    return refused(party, 11) ? one(ACCORD_VERDICT_REVIEW) : absent(best, true);
}

/* The groups that are engaged, and those of which there are none. */
static void look_at_groups(const struct party *party, unsigned *engaged, unsigned *none)
{
    *engaged = *none = 0;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        if (shows(act, 12) == MATCH_YES) *engaged |= act->groups.items & GROUPS_ALL;
        if (act->provision == 12 && act->there == MATCH_YES) *none |= act->flags.items & GROUPS_ALL;
    }
    *none &= ~*engaged;
}

static enum accord_verdict_kind judge_missing(const struct party *party, unsigned missing, bool shown)
{
    enum match best = MATCH_NO;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct list *groups = &party->acts[i].groups;
        enum match with = !groups->known ? MATCH_MISSING : (groups->items & missing) != 0 ? MATCH_YES : MATCH_NO;
        best = match_or(best, match_and(shows(&party->acts[i], 12), with));
    }
    if (best != MATCH_NO) return absent(best, true).verdict;
    if (shown) return ACCORD_VERDICT_PARTIAL;
    return refused(party, 12) ? ACCORD_VERDICT_REVIEW : ACCORD_VERDICT_GAP;
}

static struct outcome groups_not_engaged(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    unsigned engaged, none;
    (void)days;
    look_at_groups(party, &engaged, &none);
    for (unsigned group = 2; group <= 1U << GROUPS; group *= 2)
        gathered.counts[ACCORD_VERDICT_REVIEW] += (none & group) != 0;
    unsigned missing = GROUPS_ALL & ~engaged & ~none;
    if (missing != 0)
        gathered.counts[judge_missing(party, missing, engaged != 0)]++;
    else if (engaged != 0)
        gathered.counts[ACCORD_VERDICT_MET]++;
    return worst(&gathered);
}

static struct outcome no_evidence(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    size_t shown = 0;
    (void)days;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        if (shows(act, 13) != MATCH_YES) continue;
        shown++;
        gathered.counts[!act->evidence  ? ACCORD_VERDICT_UNREPORTED
                        : !act->address ? ACCORD_VERDICT_PARTIAL
                                        : ACCORD_VERDICT_MET]++;
    }
    return shown == 0 ? one(ACCORD_VERDICT_NOT_APPLICABLE) : worst(&gathered);
}

static enum accord_verdict_kind mandate_stands(const struct act *act, const struct days *days)
{
    const struct day *begun = act->date.known ? &act->date : &act->from;
    if ((act->mandate.items & MANDATES_REPEALED) == 0) return ACCORD_VERDICT_MET;
    if (!begun->known) return ACCORD_VERDICT_UNREPORTED;
    return not_after(days->effect, begun->date) == MATCH_NO ? ACCORD_VERDICT_MET : ACCORD_VERDICT_REVIEW;
}

static struct outcome repealed_mandate(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    size_t named = 0;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        if (!act->mandate.known || act->there != MATCH_YES) continue;
        named++;
        gathered.counts[mandate_stands(act, days)]++;
    }
    return named == 0 ? one(ACCORD_VERDICT_NOT_APPLICABLE) : worst(&gathered);
}

static struct outcome conventions_not_engaged(const struct party *party, const struct days *days)
{
    const unsigned wanted = WITH_CBD | WITH_CITES | WITH_RAMSAR;
    enum match best = best_act(party, 15);
    unsigned named = 0;
    (void)days;
    if (best != MATCH_YES) return absent(best, false);
    for (size_t i = 0; i < party->act_count; i++)
        if (shows(&party->acts[i], 15) == MATCH_YES) named |= party->acts[i].counterparts.items;
    if ((named & wanted) == wanted) return one(ACCORD_VERDICT_MET);
    return one(named == 0 ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_PARTIAL);
}

static enum accord_verdict_kind carried_out(const struct act *act, const struct days *days)
{
    enum match overdue = act->to.known ? before(act->to.date, days->as_of) : MATCH_NO;
    if (overdue == MATCH_YES) return ACCORD_VERDICT_GAP;
    if (overdue == MATCH_COARSE) return ACCORD_VERDICT_REVIEW;
    enum match old = act->date.known ? before(act->date.date, days->one_year_ago) : MATCH_NO;
    if (old == MATCH_COARSE) return ACCORD_VERDICT_REVIEW;
    return old == MATCH_YES ? ACCORD_VERDICT_PARTIAL : ACCORD_VERDICT_NOT_DUE;
}

static struct outcome plan_not_carried_out(const struct party *party, const struct days *days)
{
    struct gathered gathered = {{0}};
    size_t planned = 0;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        if (act->status != ACT_PLANNED || act->there != MATCH_YES) continue;
        if (act->provision != 16 && act->provision != 17) continue;
        planned++;
        gathered.counts[carried_out(act, days)]++;
    }
    return planned == 0 ? one(ACCORD_VERDICT_NOT_APPLICABLE) : worst(&gathered);
}

static struct outcome no_web_tool(const struct party *party, const struct days *days)
{
    size_t activities = 0, without = 0, possible = 0;
    enum match best = MATCH_NO;
    bool using = false;
    (void)days;
    for (size_t i = 0; i < party->act_count; i++) {
        const struct act *act = &party->acts[i];
        enum match match = shows(act, 17);
        best = match_or(best, match);
        possible += match == MATCH_COARSE || match == MATCH_MISSING;
        if (match != MATCH_YES) continue;
        activities++;
        without += (act->flags.items & FLAG_TOOL_NONE) != 0;
        using = using || act->kind == ACT_DART || (act->kind != CODE_BLANK && (act->flags.items & FLAG_TOOL) != 0);
    }
    if (activities == 0) return absent(best, false);
    if (using) return one(ACCORD_VERDICT_MET);
    if (possible > 0) return one(ACCORD_VERDICT_REVIEW);
    return one(without < activities ? ACCORD_VERDICT_UNREPORTED : ACCORD_VERDICT_REVIEW);
}

/* ---- plans ---- */

static enum match national(const struct plan *plan)
{
    return match_and(match_and(equals(plan->kind, PLAN_NBSAP), present(plan->seen)), plan->there);
}

static struct outcome no_plan(const struct party *party, const struct days *days)
{
    enum match best = MATCH_NO;
    (void)days;
    for (size_t i = 0; i < party->plan_count; i++)
        best = match_or(best, national(&party->plans[i]));
    return best == MATCH_YES ? one(ACCORD_VERDICT_MET) : absent(best, true);
}

static struct outcome plan_expired(const struct party *party, const struct days *days)
{
    const struct plan *latest = NULL;
    for (size_t i = 0; i < party->plan_count; i++) {
        const struct plan *plan = &party->plans[i];
        if (national(plan) != MATCH_YES) continue;
        if (latest == NULL || later(&plan->adopted, &latest->adopted)) latest = plan;
    }
    if (latest == NULL || !latest->expires.known) return one(ACCORD_VERDICT_UNREPORTED);
    return judge(not_after(latest->expires.date, days->as_of), ACCORD_VERDICT_GAP, ACCORD_VERDICT_MET);
}

static struct outcome plan_without_resources(const struct party *party, const struct days *days)
{
    enum match best = MATCH_NO;
    bool planning = false;
    struct outcome outcome;
    if (!bound_by_cbd(party, &outcome)) return outcome;
    for (size_t i = 0; i < party->plan_count; i++) {
        const struct plan *plan = &party->plans[i];
        if (!plan->adopted.known || (plan->kind != PLAN_NBSAP && plan->kind != PLAN_RESOURCES)) continue;
        enum match match = match_and(not_after(days->effect, plan->adopted.date), plan->there);
        best = match_or(best, match);
        if (match != MATCH_YES) continue;
        planning = planning || plan->kind == PLAN_RESOURCES || (plan->flags.items & PLAN_FLAG_RESOURCES) != 0;
    }
    if (best != MATCH_YES) return absent(best, false);
    return one(planning ? ACCORD_VERDICT_MET : ACCORD_VERDICT_PARTIAL);
}

/* ---- all of them ---- */

enum { NONE = -1, NO_CMS_FOCAL_POINT = 6, NO_PLAN = 9 };

/* In the order of their ids, as verdicts come. */
static const struct {
    const char *id;
    struct outcome (*judge)(const struct party *party, const struct days *days);
    int requires;
} rules_of_bench[BENCH_RULES] = {
    {"bench/conventions-not-engaged", conventions_not_engaged, NONE},
    {"bench/groups-not-engaged", groups_not_engaged, NONE},
    {"bench/late-cbd-report", late_cbd_report, NONE},
    {"bench/late-cms-report", late_cms_report, NONE},
    {"bench/no-address", no_address, NO_CMS_FOCAL_POINT},
    {"bench/no-cbd-focal-point", no_cbd_focal_point, NONE},
    [NO_CMS_FOCAL_POINT] = {"bench/no-cms-focal-point", no_cms_focal_point, NONE},
    {"bench/no-collaboration", no_collaboration, NO_CMS_FOCAL_POINT},
    {"bench/no-evidence", no_evidence, NONE},
    [NO_PLAN] = {"bench/no-plan", no_plan, NONE},
    {"bench/no-report-this-cycle", no_report_this_cycle, NONE},
    {"bench/no-web-tool", no_web_tool, NONE},
    {"bench/not-confirmed", not_confirmed, NONE},
    {"bench/offices-apart", offices_apart, NO_CMS_FOCAL_POINT},
    {"bench/plan-expired", plan_expired, NO_PLAN},
    {"bench/plan-not-carried-out", plan_not_carried_out, NONE},
    {"bench/plan-without-resources", plan_without_resources, NONE},
    {"bench/provision-not-named", provision_not_named, NONE},
    {"bench/repealed-mandate", repealed_mandate, NONE},
    {"bench/report-returned", report_returned, NONE},
};

const char *rules_id(size_t rule)
{
    return rules_of_bench[rule].id;
}

static struct outcome judge_required(const struct party *party, const struct days *days, size_t rule,
                                     const struct outcome *required)
{
    if (required->verdict == ACCORD_VERDICT_GAP || required->verdict == ACCORD_VERDICT_PARTIAL)
        return (struct outcome){ACCORD_VERDICT_NOT_APPLICABLE, 0};
    return rules_of_bench[rule].judge(party, days);
}

void rules_judge(const struct party *party, const struct days *days, struct bench_rule *rules)
{
    struct outcome outcomes[BENCH_RULES];
    enum match says = bound(party, TREATY_CMS);
    struct outcome gated = {says == MATCH_NO ? ACCORD_VERDICT_NOT_APPLICABLE : ACCORD_VERDICT_REVIEW, 0};
    for (size_t i = 0; i < BENCH_RULES; i++)
        if (says != MATCH_YES)
            outcomes[i] = gated;
        else if (rules_of_bench[i].requires == NONE)
            outcomes[i] = rules_of_bench[i].judge(party, days);
    for (size_t i = 0; says == MATCH_YES && i < BENCH_RULES; i++)
        if (rules_of_bench[i].requires != NONE)
            outcomes[i] = judge_required(party, days, i, &outcomes[rules_of_bench[i].requires]);
    for (size_t i = 0; i < BENCH_RULES; i++)
        bench_rule_add(&rules[i], outcomes[i].verdict, outcomes[i].findings);
}
