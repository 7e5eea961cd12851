/* A dossier of any size: what is asked about an actor follows from its number. */
#include "unit/dossier/many.h"

#include "base/memory.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { REGIONS = 5, WARNINGS = 2, RECORDS = 3, CELLS = 3, FIRST_DAY = 20423 /* 2025-12-01 */, TEXT = 160 };

struct many {
    struct accord_dossier told;
    struct accord_dossier_instrument instruments[2];
    struct accord_dossier_provision *provision;
    struct accord_dossier_rule *rule;
    struct accord_dossier_actor *actor;
    struct accord_dossier_run *run;
    struct accord_dossier_region regions[REGIONS];
    const char *warnings[WARNINGS];
    char text[TEXT];
};

/* What lives as long as the dossier, and what lives as long as an account is told. */
static struct accord_arena lasting, passing, *memory = &lasting;

static const char *const region_names[REGIONS] = {"Africa", "Americas", "Asia", "Europe", "Oceania"};
static const char *const verbs[] = {"requests", "encourages", "invites", "notes", "decides"};
static const char *const addressees[] = {"party"};

/* The sentence with the number in place of "#", and what the dossier has in every text. It lives as long as the test.
 */
static const char *say(const struct many *dossier, const char *sentence, size_t number)
{
    char *text = accord_arena_alloc(memory, 2 * TEXT);
    const char *mark = strchr(sentence, '#');
    assert(text && mark);
    (void)snprintf(text, 2 * TEXT, "%.*s%zu%s%s", (int)(mark - sentence), sentence, number, mark + 1, dossier->text);
    return text;
}

static size_t mix(size_t a, size_t b, size_t c)
{
    uint64_t x = (a + 1) * 0x9E3779B97F4A7C15u ^ (b + 7) * 0xC2B2AE3D27D4EB4Fu ^ (c + 13) * 0x165667B19E3779F9u;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9u;
    return (size_t)(x ^ x >> 32);
}

static enum accord_verdict_kind verdict_of(const struct many *dossier, size_t run, size_t actor, size_t p)
{
    static const enum accord_verdict_kind kinds[] = {
        ACCORD_VERDICT_MET,        ACCORD_VERDICT_MET,        ACCORD_VERDICT_MET,           ACCORD_VERDICT_PARTIAL,
        ACCORD_VERDICT_GAP,        ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_REVIEW,        ACCORD_VERDICT_UNREPORTED,
        ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_NOT_DUE,    ACCORD_VERDICT_NOT_APPLICABLE};
    size_t turn = mix(actor, p, 1) % dossier->told.run_count; /* the run in which the verdict changes */
    size_t pick = mix(actor, p, run >= turn ? 2 : 3);
    if (actor == 3 && p == 2) return ACCORD_VERDICT_ERROR;
    return kinds[pick % (sizeof kinds / sizeof kinds[0])];
}

static void make_provision(struct many *dossier, size_t i)
{
    size_t half = (dossier->told.provision_count + 1) / 2, instrument = i < half ? 0 : 1;
    bool context = i % 9 == 4, uncovered = i % 9 == 7;
    dossier->provision[i] = (struct accord_dossier_provision){
        .id = say(dossier, instrument == 0 ? "cms-11.10:#" : "cbd-rmfp:#", i + 1),
        .label = say(dossier, "#", i + 1),
        .instrument = instrument,
        .verb = verbs[i % 5],
        .force = (enum accord_force)((i + 1) % 5),
        .summary =
            say(dossier, "Parties share what they know of the matter that paragraph # sets out, and say how.", i),
        .context = context ? say(dossier, "Says why the rest matters; asks nobody for an act (#).", i) : NULL,
        .qualified = i % 4 == 1,
        .addressees = addressees,
        .addressee_count = 1,
        .effect = i % 5 == 0 ? "2020-02-22" : NULL,
        .rule_count = context || uncovered ? 0 : 1};
    dossier->rule[i] = (struct accord_dossier_rule){.id = say(dossier, "cms-11.10/rule-#", i),
                                                    .title = say(dossier, "What # asks is on record", i + 1),
                                                    .subject = "party",
                                                    .provision = i};
}

static void make_actor(struct many *dossier, size_t i)
{
    dossier->actor[i] = (struct accord_dossier_actor){.id = say(dossier, "#", 10000 + i),
                                                      .name = say(dossier, "Republic of Somewhere No. #", i),
                                                      .kind = "state",
                                                      .is_party = i % 20 != 19,
                                                      .region = i % 31 == 30 ? SIZE_MAX : i * 7 % REGIONS};
}

static void make_run(struct many *dossier, size_t i)
{
    int32_t day = FIRST_DAY + (int32_t)(30 * i);
    char *iso = accord_arena_alloc(memory, ACCORD_DATE_TEXT_MAX);
    assert(iso);
    accord_date_format((struct accord_date){day, day}, iso);
    dossier->run[i] = (struct accord_dossier_run){.id = (int64_t)i + 1,
                                                  .as_of = iso,
                                                  .day = {day, day},
                                                  .tags = i == 4 ? "StC53" : "",
                                                  .dataset_sha256 = "7257e1a5ab58327332e017ca0682467d163c45f2579ce2d9",
                                                  .rules_sha256 = "f1c46cac336d4a66b432e8ec3fe60db16e023f081f314b55"};
}

static void make_facts(struct many *dossier)
{
    size_t half = (dossier->told.provision_count + 1) / 2;
    dossier->told.facts =
        (struct accord_dossier_facts){.store = "runs.db",
                                      .version = "0.1.0",
                                      .dataset = "sample",
                                      .dataset_title = say(dossier, "Synergies and partnerships (#)", 1),
                                      .illustrative = true,
                                      .data_until = "2026-11-20",
                                      .part = dossier->text[0] ? dossier->text : NULL,
                                      .scheme = "m49"};
    dossier->told.counts = (struct accord_dossier_counts){
        .errors = 1, .waived = 2, .lapsed = 1, .comments = 2, .comments_apart = 1, .appeared = 12, .gone = 9};
    dossier->instruments[0] = (struct accord_dossier_instrument){.id = "cms-11.10",
                                                                 .name = "CMS Resolution 11.10 (Rev.COP13)",
                                                                 .title = "Synergies and Partnerships",
                                                                 .citation = "UNEP/CMS/Resolution 11.10 (Rev.COP13)",
                                                                 .provision_count = half};
    dossier->instruments[1] =
        (struct accord_dossier_instrument){.id = "cbd-rmfp",
                                           .name = "CBD resource mobilization focal points",
                                           .title = "Functions of the office",
                                           .first_provision = half,
                                           .provision_count = dossier->told.provision_count - half};
}

/* ---- accounts ---- */

static void make_rows(const struct many *dossier, size_t actor, size_t p, struct accord_dossier_row *rows,
                      struct accord_dossier_cell *cells)
{
    static const char *const columns[] = {"provision", "kind", "status"};
    for (size_t i = 0; i < RECORDS; i++) {
        for (size_t j = 0; j < CELLS; j++)
            cells[i * CELLS + j] = (struct accord_dossier_cell){
                columns[j], j == 2 && i == 1 ? NULL : say(dossier, "value #", (actor + p + j) % 40)};
        rows[i] = (struct accord_dossier_row){.key = say(dossier, "act-#", actor * 8 + (p + i) % 8),
                                              .file = "actions-1.csv",
                                              .line = (unsigned)(actor * 8 + (p + i) % 8 + 2),
                                              .cells = cells + i * CELLS,
                                              .cell_count = CELLS};
    }
}

static const struct accord_dossier_evidence *make_evidence(const struct many *dossier, size_t actor, size_t p)
{
    struct accord_dossier_evidence *evidence = accord_arena_zero(memory, 2, sizeof *evidence);
    struct accord_dossier_row *rows = accord_arena_zero(memory, RECORDS, sizeof *rows);
    struct accord_dossier_cell *cells = accord_arena_zero(memory, RECORDS * CELLS, sizeof *cells);
    struct accord_argument *filter = accord_arena_zero(memory, 2, sizeof *filter);
    assert(evidence && rows && cells && filter);
    make_rows(dossier, actor, p, rows, cells);
    filter[0] = (struct accord_argument){"active", {.kind = ACCORD_VALUE_DURING, .integer = 0, .date = {14029, 14029}}};
    filter[1] = (struct accord_argument){"provision", {.kind = ACCORD_VALUE_TEXT, .text = dossier->provision[p].id}};
    evidence[0] = (struct accord_dossier_evidence){"actions", filter, 2, rows, RECORDS};
    evidence[1] = (struct accord_dossier_evidence){"focal_points", filter, 2, NULL, 0};
    return evidence;
}

static const struct accord_dossier_finding *make_finding(const struct many *dossier, size_t actor, size_t p,
                                                         enum accord_verdict_kind verdict)
{
    static const struct accord_waiver waiver = {.file = "waivers.csv",
                                                .line = 3,
                                                .reason = "a law is before the parliament",
                                                .who = "Standing Committee",
                                                .until = {20900, 20900}};
    struct accord_dossier_finding *finding = accord_arena_zero(memory, 1, sizeof *finding);
    struct accord_dossier_comment *comment = accord_arena_zero(memory, 1, sizeof *comment);
    char *fingerprint = accord_arena_alloc(memory, 40);
    assert(finding && comment && fingerprint);
    (void)snprintf(fingerprint, 40, "%016zx%016zx", mix(actor, p, 5), mix(actor, p, 6));
    *comment = (struct accord_dossier_comment){
        "2026-10-02", say(dossier, "The strategy was adopted on # June; the text is with the Secretariat.", 3),
        say(dossier, "Ministry of the Environment of No. #", actor), say(dossier, "https://example.org/#", actor),
        "en"};
    *finding = (struct accord_dossier_finding){
        .verdict = verdict,
        .message_id = "none",
        .message = say(dossier, "no coordination of national positions is on record for the period #", p),
        .fingerprint = fingerprint,
        .evidence = make_evidence(dossier, actor, p),
        .evidence_count = 2,
        .since = p % 3 == 0 ? "2026-03-31" : NULL,
        .appeared = p % 7 == 0,
        .waiver = actor == 1 && p % 11 == 0 ? &waiver : NULL,
        .lapsed = actor == 2 && p % 11 == 0 ? &waiver : NULL,
        .comments = comment,
        .comment_count = actor % 50 == 1 && p % 11 == 0};
    return finding;
}

static void make_verdict(const struct many *dossier, size_t actor, size_t p, struct accord_dossier_verdict *verdict)
{
    enum accord_verdict_kind kind = verdict_of(dossier, dossier->told.run_count - 1, actor, p);
    bool finds = accord_verdict_needs_look(kind) && kind != ACCORD_VERDICT_ERROR;
    *verdict = (struct accord_dossier_verdict){
        .rule = p,
        .verdict = kind,
        .gate = ACCORD_GATE_CHECK,
        .cause_rule = SIZE_MAX,
        .why = kind == ACCORD_VERDICT_MET ? "the record shows it" : say(dossier, "reason #", p % 4),
        .trace = kind == ACCORD_VERDICT_ERROR ? say(dossier, "stack traceback: #", p) : NULL,
        .source = kind == ACCORD_VERDICT_ERROR ? say(dossier, "return met(rows[#])", p) : NULL,
        .findings = finds ? make_finding(dossier, actor, p, kind) : NULL,
        .finding_count = finds,
        .evidence = finds ? NULL : make_evidence(dossier, actor, p),
        .evidence_count = finds ? 0 : 1};
}

static const struct accord_dossier_designation *make_designations(const struct many *dossier, size_t actor)
{
    struct accord_dossier_designation *both = accord_arena_zero(memory, 2, sizeof *both);
    assert(both);
    both[0] = (struct accord_dossier_designation){
        .role = "cms-nfp",
        .institution = say(dossier, "Ministry of the Environment of No. #", actor),
        .designated = actor % 3 == 0 ? "2019-05" : "2021-03-14",
        .confirmed = actor % 4 == 0 ? "2026-02-01" : NULL,
        .ended = actor % 5 == 1 ? "2025-12-31" : NULL,
        .state = actor % 5 == 1 ? ACCORD_DESIGNATION_LAPSED : ACCORD_DESIGNATION_CURRENT,
        .overdue = actor % 5 == 2,
        .file = "focal_points.csv",
        .line = (unsigned)actor + 2};
    both[1] = (struct accord_dossier_designation){
        .role = "cbd-rmfp", .state = actor % 2 ? ACCORD_DESIGNATION_MISSING : ACCORD_DESIGNATION_UNREPORTED};
    return both;
}

static struct accord_dossier_account make_account(const struct many *dossier, size_t actor)
{
    struct accord_dossier_verdict *verdicts =
        accord_arena_zero(memory, dossier->told.provision_count, sizeof *verdicts);
    struct accord_dossier_comment *apart = accord_arena_zero(memory, 1, sizeof *apart);
    size_t count = 0;
    assert(verdicts && apart);
    for (size_t p = 0; p < dossier->told.provision_count; p++)
        if (dossier->provision[p].rule_count > 0) make_verdict(dossier, actor, p, &verdicts[count++]);
    *apart =
        (struct accord_dossier_comment){.on = "2025-01-07", .text = say(dossier, "This was put right (#).", actor)};
    return (struct accord_dossier_account){.id = dossier->actor[actor].id,
                                           .actor = actor,
                                           .verdicts = verdicts,
                                           .verdict_count = count,
                                           .designations = make_designations(dossier, actor),
                                           .designation_count = 2,
                                           .apart = apart,
                                           .apart_count = actor == 5};
}

static enum accord_status each(struct accord_dossier *told, accord_dossier_function function, void *host,
                               struct accord_error *err)
{
    const struct many *dossier = (const struct many *)told;
    enum accord_status status = ACCORD_OK;
    memory = &passing;
    for (size_t actor = 0; status == ACCORD_OK && actor < dossier->told.actor_count; actor++) {
        struct accord_dossier_account account = make_account(dossier, actor);
        status = function(host, &account, err);
        accord_arena_reset(&passing);
    }
    if (status == ACCORD_OK) {
        struct accord_dossier_verdict whole;
        make_verdict(dossier, 0, 0, &whole);
        struct accord_dossier_account account = {
            .id = "region:cms/Africa", .actor = SIZE_MAX, .verdicts = &whole, .verdict_count = 1};
        status = function(host, &account, err);
    }
    memory = &lasting;
    return status;
}

/* ---- the dossier ---- */

static struct accord_dossier_pair pair_of(const struct accord_dossier *told, size_t run, size_t actor, size_t provision)
{
    const struct many *dossier = (const struct many *)told;
    if (dossier->provision[provision].rule_count == 0) return (struct accord_dossier_pair){.there = false};
    return (struct accord_dossier_pair){.there = true, .verdict = verdict_of(dossier, run, actor, provision)};
}

static void release(struct accord_dossier *told)
{
    (void)told; /* it is in there too */
    accord_arena_clear(&lasting);
    accord_arena_clear(&passing);
}

static void make_lists(struct many *dossier)
{
    struct accord_dossier *told = &dossier->told;
    dossier->provision = accord_arena_zero(memory, told->provision_count, sizeof *dossier->provision);
    dossier->rule = accord_arena_zero(memory, told->provision_count, sizeof *dossier->rule);
    dossier->actor = accord_arena_zero(memory, told->actor_count, sizeof *dossier->actor);
    dossier->run = accord_arena_zero(memory, told->run_count, sizeof *dossier->run);
    assert(dossier->provision && dossier->rule && dossier->actor && dossier->run);
    for (size_t i = 0; i < told->provision_count; i++)
        make_provision(dossier, i);
    for (size_t i = 0; i < told->actor_count; i++)
        make_actor(dossier, i);
    for (size_t i = 0; i < told->run_count; i++)
        make_run(dossier, i);
    for (size_t i = 0; i < REGIONS; i++)
        dossier->regions[i] = (struct accord_dossier_region){region_names[i], told->actor_count / REGIONS};
    for (size_t i = 0; i < WARNINGS; i++)
        dossier->warnings[i] = say(dossier, "focal_points.csv:#: two designations for one office", i + 12);
}

struct accord_dossier *many_dossier(size_t actors, size_t provisions, size_t runs, const char *text)
{
    struct many *dossier = accord_arena_zero(memory, 1, sizeof *dossier);
    assert(dossier);
    dossier->told = (struct accord_dossier){.actor_count = actors,
                                            .provision_count = provisions,
                                            .rule_count = provisions,
                                            .run_count = runs,
                                            .since = runs > 1 ? runs - 2 : SIZE_MAX,
                                            .instruments = dossier->instruments,
                                            .instrument_count = 2,
                                            .regions = dossier->regions,
                                            .region_count = REGIONS,
                                            .warnings = dossier->warnings,
                                            .warning_count = WARNINGS,
                                            .pair = pair_of,
                                            .each = each,
                                            .close = release};
    (void)snprintf(dossier->text, sizeof dossier->text, "%s", text);
    make_lists(dossier);
    dossier->told.provisions = dossier->provision;
    dossier->told.rules = dossier->rule;
    dossier->told.actors = dossier->actor;
    dossier->told.runs = dossier->run;
    make_facts(dossier);
    return &dossier->told;
}
