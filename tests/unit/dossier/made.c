/* A dossier made by hand. */
#include "unit/dossier/made.h"

#include "base/error.h"

#include <string.h>

enum { FINDINGS_A = 0, FINDINGS_B = 4, FINDINGS_ALL = 5 };

static const char *const parties[] = {"party"};
static const char *const several[] = {"party", "secretariat"};

static const struct accord_waiver in_force = {.file = "waivers.csv",
                                              .line = 2,
                                              .rule = "demo/no-plan",
                                              .actor = "AAA",
                                              .reason = "succession under way",
                                              .who = "the Secretariat",
                                              .until = {18700, 18700}};
static const struct accord_waiver lapsed = {.file = "waivers.csv",
                                            .line = 3,
                                            .rule = "demo/late-report",
                                            .actor = "AAA",
                                            .reason = "a new law was awaited",
                                            .who = "the Secretariat",
                                            .until = {18400, 18400}};

static const struct accord_argument plan_filter[] = {
    {.name = "kind", .value = {.kind = ACCORD_VALUE_TEXT, .text = "nbsap"}}};
static const struct accord_dossier_cell report_cells[] = {{"due", "2020-03-31"}, {"submitted", "2020-06-01"}};
static const struct accord_dossier_row report_rows[] = {
    {"r-1", "reports.csv", 12, report_cells, 2},
    {"r-2", "reports.csv", 13, report_cells, 2},
    {"r-3", "reports.csv", 14, NULL, 0},
    {"r-4", NULL, 0, NULL, 0},
};
static const struct accord_dossier_evidence report_evidence[] = {{"reports", NULL, 0, report_rows, 4}};
static const struct accord_dossier_evidence plan_evidence[] = {{"plans", plan_filter, 1, NULL, 0}};
static const struct accord_dossier_comment comments[] = {
    {"2020-11-02", "The plan was adopted; it will be sent in January.", "Ministry of the Environment",
     "https://example.org/plan", "en"},
    {NULL, "See our letter.", NULL, NULL, NULL},
};
static const struct accord_dossier_comment apart[] = {
    {"2019-01-15", "This was put right.", "Ministry of the Environment", NULL, "en"},
};

static const struct accord_dossier_designation designations_a[] = {
    {"cms-nfp", "Ministry of the Environment", "2012-05", NULL, NULL, ACCORD_DESIGNATION_CURRENT, true,
     "focal_points.csv", 4, NULL},
    {"cms-nfp", "Wildlife Service", "2005-01-01", NULL, "2012-04-30", ACCORD_DESIGNATION_LAPSED, false,
     "focal_points.csv", 3, NULL},
    {"cbd-nfp", NULL, NULL, NULL, NULL, ACCORD_DESIGNATION_MISSING, false, NULL, 0, "00000000000000000000000000000a04"},
};
static const struct accord_dossier_designation designations_b[] = {
    {"cms-nfp", "Agency", "2020-02-01", "2020-09-30", NULL, ACCORD_DESIGNATION_CURRENT, false, "focal_points.csv", 5,
     NULL},
    {"cbd-nfp", "Agency", "2021-01-01", NULL, NULL, ACCORD_DESIGNATION_AHEAD, false, "focal_points.csv", 6, NULL},
    {"rmfp", "Treasury", "2020", NULL, NULL, ACCORD_DESIGNATION_UNCERTAIN, false, "focal_points.csv", 7, NULL},
    {"ncp", NULL, NULL, NULL, NULL, ACCORD_DESIGNATION_UNREPORTED, false, NULL, 0, "00000000000000000000000000000b02"},
};

static const struct accord_dossier_finding made_findings[MADE_FINDINGS] = {
    {.verdict = ACCORD_VERDICT_PARTIAL,
     .message_id = "late",
     .message = "the report due on 2020-03-31 was submitted on 2020-06-01",
     .fingerprint = "00000000000000000000000000000a02",
     .evidence = report_evidence,
     .evidence_count = 1,
     .appeared = true,
     .lapsed = &lapsed},
    {.verdict = ACCORD_VERDICT_GAP,
     .message_id = "never",
     .message = "no plan of kind nbsap is on record",
     .fingerprint = "00000000000000000000000000000a01",
     .evidence = plan_evidence,
     .evidence_count = 1,
     .since = "2019-12-31",
     .waiver = &in_force,
     .comments = comments,
     .comment_count = 2},
    {.verdict = ACCORD_VERDICT_REVIEW,
     .message_id = "sources",
     .message = "two sources differ",
     .fingerprint = "00000000000000000000000000000a04",
     .evidence = report_evidence,
     .evidence_count = 1},
    {.verdict = ACCORD_VERDICT_UNREPORTED,
     .message_id = "nothing",
     .message = "nothing is on record of a second plan",
     .fingerprint = "00000000000000000000000000000a03"},
    {.verdict = ACCORD_VERDICT_UNREPORTED,
     .message_id = "never",
     .message = "no plan of kind nbsap is on record",
     .fingerprint = "00000000000000000000000000000b01"},
    {.verdict = ACCORD_VERDICT_PARTIAL,
     .message_id = "half",
     .message = "1 of 2 Parties has a plan",
     .fingerprint = "00000000000000000000000000000c01"},
};

static const struct accord_dossier_verdict made_verdicts[] = {
    {.rule = 0, .verdict = ACCORD_VERDICT_MET, .gate = ACCORD_GATE_CHECK, .cause_rule = SIZE_MAX, .why = "on record"},
    {.rule = 1,
     .verdict = ACCORD_VERDICT_PARTIAL,
     .gate = ACCORD_GATE_CHECK,
     .cause_rule = SIZE_MAX,
     .why = "see the findings",
     .finding_count = 1},
    {.rule = 2, .verdict = ACCORD_VERDICT_GAP, .gate = ACCORD_GATE_CHECK, .cause_rule = SIZE_MAX, .finding_count = 3},
    {.rule = 0, .verdict = ACCORD_VERDICT_MET, .gate = ACCORD_GATE_CHECK, .has_cause = true, .cause_rule = 3},
    {.rule = 1,
     .verdict = ACCORD_VERDICT_ERROR,
     .gate = ACCORD_GATE_CHECK,
     .cause_rule = SIZE_MAX,
     .why = "demo/late-report.lua:7: attempt to index a nil value"},
    {.rule = 2,
     .verdict = ACCORD_VERDICT_UNREPORTED,
     .gate = ACCORD_GATE_CHECK,
     .cause_rule = SIZE_MAX,
     .finding_count = 1},
    {.rule = 3, .verdict = ACCORD_VERDICT_MET, .gate = ACCORD_GATE_CHECK, .cause_rule = SIZE_MAX},
    {.rule = 4,
     .verdict = ACCORD_VERDICT_PARTIAL,
     .gate = ACCORD_GATE_CONCLUDE,
     .cause_rule = SIZE_MAX,
     .finding_count = 1},
};

static const struct made made = {
    .told = {.facts = {.store = "runs.db",
                       .version = "0.1.0",
                       .dataset = "made",
                       .dataset_title = "A dataset made by hand",
                       .illustrative = true,
                       .data_until = "2020-12-01",
                       .profile = "standing-committee",
                       .profile_sha256 = "p1",
                       .actors_of = 4,
                       .scheme = "cms"},
             .counts = {.findings = {[ACCORD_VERDICT_GAP] = 1,
                                     [ACCORD_VERDICT_REVIEW] = 1,
                                     [ACCORD_VERDICT_UNREPORTED] = 2,
                                     [ACCORD_VERDICT_PARTIAL] = 2},
                        .errors = 1,
                        .waived = 1,
                        .lapsed = 1,
                        .comments = 2,
                        .comments_apart = 1,
                        .appeared = 1,
                        .gone = 1},
             .since = 0},
    .runs = {{1, "2019-12-31", {18261, 18261}, "Before", "COP13", "d1", "s1"},
             {2, "2020-12-31", {18627, 18627}, NULL, NULL, "d2", "s2"}},
    .instruments = {{"demo", "Resolution 1", "demo", "1.0.0", "On demonstrations", "Demo/Res.1",
                     "https://example.org/res1", "2015-01-01", NULL, 0, 4},
                    {"other", "Decision 2", "demo", "1.0.0", NULL, NULL, NULL, "2015-01-01", "2030-01-01", 4, 1}},
    .provisions = {{"demo:1", "1", 0, "recalls", ACCORD_FORCE_NONE, "Why the rest matters.", "Asks nobody for an act.",
                    false, NULL, 0, "paragraph 1", "2015-01-01", NULL, 0},
                   {"demo:2.a", "2.a", 0, "requests", ACCORD_FORCE_REQUEST, "Parties report in time.", NULL, false,
                    parties, 1, "paragraph 2", "2015-01-01", NULL, 2},
                   {"demo:2.b", "2.b", 0, "encourages", ACCORD_FORCE_ENCOURAGE,
                    "Parties, and the Secretariat, have a plan.", NULL, true, several, 2, "paragraph 2", "2015-01-01",
                    "2024-01-01", 1},
                   {"demo:3", "3", 0, "invites", ACCORD_FORCE_INVITE, "Parties tell each other.", NULL, false, parties,
                    1, "paragraph 3", "2015-01-01", NULL, 0},
                   {"other:1", "1", 1, "decides", ACCORD_FORCE_BINDING, "The Secretariat keeps a list.", NULL, false,
                    several + 1, 1, NULL, "2015-01-01", "2030-01-01", 1}},
    .rules = {{.id = "demo/a-report", .title = "A report is on record", .subject = "party", .provision = 1},
              {.id = "demo/late-report",
               .title = "Reports come in time",
               .subject = "party",
               .requires = "demo/a-report",
               .provision = 1},
              {.id = "demo/no-plan", .title = "A plan is on record", .subject = "party", .provision = 2},
              {.id = "other/list", .title = "The list is kept", .subject = "secretariat", .provision = 4},
              {.id = "demo/most-have-plans",
               .title = "Most Parties have a plan",
               .subject = "party",
               .over = "all",
               .provision = 2}},
    .regions = {{"Africa", 1}, {"Europe", 1}},
    .actors = {{"AAA", "Aland", "state", true, 0},
               {"BBB", "Beland", "state", true, 1},
               {"CCC", "CCC", "state", false, SIZE_MAX},
               {"demo-secretariat", "Demo Secretariat", "secretariat", false, SIZE_MAX}},
    .pairs = {{{{false, false, 0},
                {true, false, ACCORD_VERDICT_PARTIAL},
                {true, false, ACCORD_VERDICT_GAP},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0},
                {true, false, ACCORD_VERDICT_GAP},
                {true, false, ACCORD_VERDICT_UNREPORTED},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0},
                {true, false, ACCORD_VERDICT_NOT_APPLICABLE},
                {true, false, ACCORD_VERDICT_NOT_APPLICABLE},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0}, {false, false, 0}, {false, false, 0}, {false, false, 0}, {false, false, 0}}},
              {{{false, false, 0},
                {true, false, ACCORD_VERDICT_PARTIAL},
                {true, false, ACCORD_VERDICT_GAP},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0},
                {true, false, ACCORD_VERDICT_ERROR},
                {true, false, ACCORD_VERDICT_UNREPORTED},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0},
                {true, false, ACCORD_VERDICT_NOT_APPLICABLE},
                {true, false, ACCORD_VERDICT_NOT_APPLICABLE},
                {false, false, 0},
                {false, false, 0}},
               {{false, false, 0},
                {false, false, 0},
                {false, false, 0},
                {false, false, 0},
                {true, true, ACCORD_VERDICT_MET}}}},
    .warnings = {"focal_points.csv:4: two designations of one role overlap"},
    .accounts = {{"AAA", 0, NULL, 3, designations_a, 3, apart, 1},
                 {"BBB", 1, NULL, 3, designations_b, 4, NULL, 0},
                 {"CCC", 2, NULL, 0, NULL, 0, NULL, 0},
                 {"demo-secretariat", 3, NULL, 1, NULL, 0, NULL, 0},
                 {"all", SIZE_MAX, NULL, 1, NULL, 0, NULL, 0}},
};

static struct accord_dossier_pair pair_of(const struct accord_dossier *told, size_t run, size_t actor, size_t provision)
{
    return ((const struct made *)told)->pairs[run][actor][provision];
}

/* Where the verdicts of an account, and their findings, begin. */
static void join_account(const struct made *dossier, size_t index, struct accord_dossier_verdict *verdicts,
                         struct accord_dossier_account *account)
{
    static const size_t first_verdict[MADE_ACCOUNTS] = {0, 3, 6, 6, 7};
    static const size_t first_finding[MADE_ACCOUNTS] = {FINDINGS_A, FINDINGS_B, 0, 0, FINDINGS_ALL};
    size_t finding = first_finding[index];
    *account = dossier->accounts[index];
    memcpy(verdicts, dossier->verdicts + first_verdict[index], account->verdict_count * sizeof *verdicts);
    for (size_t i = 0; i < account->verdict_count; i++) {
        verdicts[i].findings = dossier->findings + finding;
        finding += verdicts[i].finding_count;
    }
    account->verdicts = verdicts;
}

static enum accord_status each(struct accord_dossier *told, accord_dossier_function function, void *host,
                               struct accord_error *err)
{
    const struct made *dossier = (const struct made *)told;
    for (size_t i = 0; i < MADE_ACCOUNTS; i++) {
        struct accord_dossier_verdict verdicts[sizeof made_verdicts / sizeof made_verdicts[0]];
        struct accord_dossier_account account;
        join_account(dossier, i, verdicts, &account);
        for (size_t time = 0; time < (dossier->repeat ? dossier->repeat : 1); time++) {
            enum accord_status status = function(host, &account, err);
            if (status != ACCORD_OK) return status;
        }
        if (dossier->each_status != ACCORD_OK)
            return accord_error_set(err, dossier->each_status, "the store is damaged");
    }
    return ACCORD_OK;
}

void made_dossier(struct made *dossier)
{
    *dossier = made;
    memcpy(dossier->findings, made_findings, sizeof made_findings);
    memcpy(dossier->verdicts, made_verdicts, sizeof made_verdicts);
    struct accord_dossier *told = &dossier->told;
    told->runs = dossier->runs;
    told->run_count = MADE_RUNS;
    told->instruments = dossier->instruments;
    told->instrument_count = MADE_INSTRUMENTS;
    told->provisions = dossier->provisions;
    told->provision_count = MADE_PROVISIONS;
    told->rules = dossier->rules;
    told->rule_count = MADE_RULES;
    told->regions = dossier->regions;
    told->region_count = MADE_REGIONS;
    told->actors = dossier->actors;
    told->actor_count = MADE_ACTORS;
    told->warnings = dossier->warnings;
    told->warning_count = sizeof dossier->warnings / sizeof dossier->warnings[0];
    told->pair = pair_of;
    told->each = each;
}
