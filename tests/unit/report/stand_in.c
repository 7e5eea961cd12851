/* The stand-in's tables. Its functions are those of the engine and the dataset that writers call. */
#include "unit/report/stand_in.h"

#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

struct accord_dataset {
    bool illustrative;
    bool commented;
    size_t actor_count;
};
struct accord_packs {
    int nothing;
};

/* Longer than what has little room shows of it, the cut inside a character of two bytes; and what an attacker says. */
#define SENTENCE "\xC3\xA9t\xC3\xA9 "
#define COMMENTED_LONG "x" FOUR(FOUR(FOUR(SENTENCE SENTENCE SENTENCE)))
#define COMMENTED_EVIL                                                                                                 \
    "=cmd() </script><b> ]]> ::error::x\n::error::y | `c` [l](javascript:alert(1)) {0} # TODO \x1b[31mred "            \
    "\xE2\x80\xAEtxet"
#define FOUR(text) text text text text

static struct accord_dataset dataset = {.actor_count = STAND_IN_ACTORS};
static struct accord_packs packs;

static const char *const actor_ids[STAND_IN_ACTORS] = {"AAA", "BBB", "EVL"};
static const char *const actor_names[STAND_IN_ACTORS] = {
    "Aland\xC3\xA9 \xE2\x80\x93 a State whose official name is long enough that it has to be broken over two lines",
    "BBB",
    "<script>alert(1)</script> ]]> ::error:: =cmd() | ` \x1b[31mred\x1b[0m \xE2\x80\xAEtxet \xC2\x9B",
};

static const struct accord_instrument_facts instruments[] = {
    {.id = "cbd-rmfp",
     .name = "CBD resource mobilization focal points",
     .under = "cbd",
     .url = "javascript:alert(1)",
     .first_provision = STAND_IN_APPOINT,
     .provision_count = 2},
    {.id = "cms-11.10",
     .name = "CMS Resolution 11.10 (Rev.COP13)",
     .under = "cms",
     .title = "Synergies and Partnerships",
     .version = "COP13",
     .citation = "UNEP/CMS/Resolution 11.10 (Rev.COP13)",
     .url = "https://www.cms.int/document/11-10",
     .first_provision = STAND_IN_FOCAL,
     .provision_count = 2},
};

static const struct accord_provision_facts provisions[STAND_IN_PROVISIONS] = {
    [STAND_IN_FOCAL] = {.id = "cms-11.10:25",
                        .instrument = 1,
                        .verb = "urges",
                        .force = ACCORD_FORCE_REQUEST,
                        .summary = "close national collaboration between focal points"},
    [STAND_IN_GROUPS] = {.id = "cms-11.10:8",
                         .instrument = 1,
                         .verb = "encourages",
                         .force = ACCORD_FORCE_ENCOURAGE,
                         .summary = "engage more with three groups"},
    [STAND_IN_APPOINT] = {.id = "cbd-rmfp:appoint",
                          .verb = "should consider",
                          .force = ACCORD_FORCE_INVITE,
                          .summary = "consider appointing one"},
    [STAND_IN_ANSWER] = {.id = "cbd-rmfp:duty-4",
                         .verb = "responsible for",
                         .force = ACCORD_FORCE_INVITE,
                         .summary = "respond to requests for input"},
};

/* Characters of two bytes, more than code scanning takes of a rule; and tags, the same. */
static const char long_comment[] = "x" FOUR(FOUR(FOUR(FOUR("\xC3\xA9\xC3\xA9\xC3\xA9"))));
static const char *const many_tags[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
                                        "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v"};
static const char *const tags[] = {"focal-points", "cms-11.10", "focal-points", "<b>"};
static const char *const former_ids[] = {"cbd-rmfp/oldest", "cbd-rmfp/old"};

static const struct accord_rule_facts rules[] = {
    [STAND_IN_RULE_FOCAL] = {.id = "cms-11.10/no-cms-focal-point",
                             .title = "CMS focal point on record",
                             .subject = "party",
                             .file = "f.lua",
                             .provision = STAND_IN_FOCAL,
                             .requires = SIZE_MAX},
    [STAND_IN_RULE_COUNTERPARTS] = {.id = "cms-11.10/no-counterparts",
                                    .title = "Counterparts on record",
                                    .subject = "party",
                                    .file = "c.lua",
                                    .provision = STAND_IN_FOCAL,
                                    .requires = STAND_IN_RULE_FOCAL},
    [STAND_IN_RULE_GROUPS] = {.id = "cms-11.10/groups-not-engaged",
                              .title = "Groups engaged",
                              .subject = "party",
                              .file = "g.lua",
                              .provision = STAND_IN_GROUPS,
                              .comment = "Read so: [a link](https://evil.example) and {0}.\n\n<script>\x1b[31m",
                              .tags = tags,
                              .tag_count = 4,
                              .requires = SIZE_MAX},
    [STAND_IN_RULE_APPOINT] = {.id = "cbd-rmfp/no-appointment",
                               .title = "Appointed",
                               .subject = "party",
                               .file = "a.lua",
                               .provision = STAND_IN_APPOINT,
                               .requires = SIZE_MAX},
    [STAND_IN_RULE_ANSWER] = {.id = "cbd-rmfp/request-unanswered",
                              .title = "Requests answered",
                              .subject = "party",
                              .file = "r.lua",
                              .provision = STAND_IN_ANSWER,
                              .comment = long_comment,
                              .tags = many_tags,
                              .tag_count = sizeof many_tags / sizeof many_tags[0],
                              .requires = SIZE_MAX,
                              .aliases = former_ids,
                              .alias_count = 2},
};

void stand_in_set_illustrative(bool illustrative)
{
    dataset.illustrative = illustrative;
}

void stand_in_set_commented(bool commented)
{
    dataset.commented = commented;
}

void stand_in_set_actor_count(size_t count)
{
    dataset.actor_count = count;
}

struct accord_dataset *stand_in_dataset(void)
{
    return &dataset;
}

struct accord_packs *stand_in_packs(void)
{
    return &packs;
}

/* ---- what actors have to say: on findings, on none, on somebody else's, on what is met ---- */

#define DAY(number)                                                                                                    \
    {                                                                                                                  \
        (number), (number)                                                                                             \
    }
#define PLACE(number) .file = "comments.csv", .line = (number)

static const struct accord_comment comments[] = {
    {"c-1", STAND_IN_AAA, "0123456789abcdef0123456789abcdef", DAY(18500), "The designation is under way.",
     "Ministry of Wildlife", "https://example.org/note", "en", PLACE(2)},
    {"c-2",
     STAND_IN_AAA,
     "0123456789abcdef0123456789abcdef",
     {18506, 18536},
     "La d\xC3\xA9signation suit.",
     NULL,
     NULL,
     "fr",
     PLACE(3)},
    {"c-3", STAND_IN_AAA, "11111111111111111111111111111111", DAY(18500), COMMENTED_LONG, "Ministry", NULL, NULL,
     PLACE(4)},
    {"c-4", STAND_IN_AAA, "33333333333333333333333333333333", DAY(18500), "This is about somebody else.", NULL, NULL,
     NULL, PLACE(5)},
    {"c-5", STAND_IN_BBB, "3a57af2fb2f90f3cf3c0f7e6ac611fa9", DAY(18500), "We are bound.", NULL, NULL, NULL, PLACE(6)},
    {"c-6", STAND_IN_BBB, "cce23ab73a4ad2d4a36815671a01d7ad", DAY(18500), "On an error.", NULL, NULL, NULL, PLACE(7)},
    {"c-7", STAND_IN_BBB, "dc0d35982c76eabd8c1d1c710d684bc5", DAY(18500), "On what is met.", NULL, NULL, NULL,
     PLACE(8)},
    {"c-8", STAND_IN_EVIL, "33333333333333333333333333333333", DAY(18500), COMMENTED_EVIL, COMMENTED_EVIL,
     "javascript:alert(1)", "en", PLACE(9)},
    {"c-9", STAND_IN_EVIL, "99999999999999999999999999999999", DAY(18500), COMMENTED_EVIL, NULL, NULL, NULL, PLACE(10)},
};

enum accord_status accord_dataset_comments(struct accord_dataset *asked, struct accord_date as_of,
                                           struct accord_comment_list *list, struct accord_error *err)
{
    (void)as_of;
    *list = (struct accord_comment_list){.count = 0};
    if (!asked->commented) return ACCORD_OK;
    list->memory = accord_alloc(1); /* so that this can fail */
    if (!list->memory) return accord_error_memory(err);
    list->items = comments;
    list->count = sizeof comments / sizeof comments[0];
    return ACCORD_OK;
}

void accord_comment_list_clear(struct accord_comment_list *list)
{
    accord_free(list->memory);
    *list = (struct accord_comment_list){.count = 0};
}

/* ---- what writers ask ---- */

const char *accord_dataset_name(const struct accord_dataset *asked)
{
    (void)asked;
    return "stand-in";
}

bool accord_dataset_illustrative(const struct accord_dataset *asked)
{
    return asked->illustrative;
}

const char *accord_dataset_sha256(const struct accord_dataset *asked)
{
    (void)asked;
    return "0000000000000000000000000000000000000000000000000000000000000001";
}

enum accord_status accord_dataset_complete_after(const struct accord_dataset *asked, const char *after,
                                                 const char **table, char sha256[ACCORD_DATASET_HEX],
                                                 struct accord_error *err)
{
    static const char *const tables[] = {"focal_points", "reports", NULL};
    (void)asked;
    (void)err;
    *table = tables[after == NULL ? 0 : strcmp(after, tables[0]) == 0 ? 1 : 2];
    memset(sha256, 'a', ACCORD_DATASET_HEX - 1);
    sha256[ACCORD_DATASET_HEX - 1] = '\0';
    return ACCORD_OK;
}

size_t accord_dataset_actor_count(const struct accord_dataset *asked)
{
    return asked->actor_count;
}

const char *accord_dataset_actor_id(const struct accord_dataset *asked, size_t index)
{
    (void)asked;
    return actor_ids[index];
}

bool accord_dataset_find_actor(const struct accord_dataset *asked, const char *id, size_t *index)
{
    for (size_t i = 0; i < asked->actor_count && i < STAND_IN_ACTORS; i++) {
        if (strcmp(actor_ids[i], id) != 0) continue;
        *index = i;
        return true;
    }
    return false;
}

const char *accord_dataset_actor_name(struct accord_dataset *asked, size_t actor)
{
    (void)asked;
    return actor_names[actor];
}

enum accord_status accord_dataset_actor_place(struct accord_dataset *asked, size_t actor, const char **file,
                                              unsigned *line, unsigned *id_line, unsigned *id_column,
                                              struct accord_error *err)
{
    (void)asked;
    (void)err;
    *file = "actors.csv";
    *line = (unsigned)actor + 2;
    if (id_line) {
        *id_line = *line;
        *id_column = 1;
    }
    return ACCORD_OK;
}

/* Row r of table t stands in line r of its file, its column c at character 10 * c + 1. Column 9 was left out. */
enum accord_status accord_dataset_places(struct accord_dataset *asked, int table, int64_t row, const int *columns,
                                         size_t count, const char **file, unsigned *line, unsigned *places_line,
                                         unsigned *places_column, struct accord_error *err)
{
    (void)asked;
    (void)err;
    *file = table == 0 ? "focal_points.csv" : "reports/2020.json";
    *line = (unsigned)row;
    for (size_t i = 0; i < count; i++) {
        places_line[i] = columns[i] == 9 ? 0 : (unsigned)row;
        places_column[i] = columns[i] == 9 ? 0 : 10 * (unsigned)columns[i] + 1;
    }
    return ACCORD_OK;
}

bool accord_dataset_reads(const struct accord_dataset *asked, const char *path)
{
    (void)asked;
    return strstr(path, "/actors.csv") != NULL;
}

const char *accord_dataset_column(const struct accord_dataset *asked, int table, int column)
{
    static const char *const names[] = {"id",  "actor",     "role",  "designated", "ended",
                                        "due", "submitted", "state", "note",       "url"};
    (void)asked;
    (void)table;
    return names[column];
}

size_t accord_packs_instrument_count(const struct accord_packs *asked)
{
    (void)asked;
    return sizeof instruments / sizeof instruments[0];
}

size_t accord_packs_provision_count(const struct accord_packs *asked)
{
    (void)asked;
    return STAND_IN_PROVISIONS;
}

size_t accord_packs_rule_count(const struct accord_packs *asked)
{
    (void)asked;
    return sizeof rules / sizeof rules[0];
}

void accord_packs_instrument(const struct accord_packs *asked, size_t index, struct accord_instrument_facts *facts)
{
    (void)asked;
    *facts = instruments[index];
}

void accord_packs_provision(const struct accord_packs *asked, size_t index, struct accord_provision_facts *facts)
{
    (void)asked;
    *facts = provisions[index];
}

void accord_packs_rule(const struct accord_packs *asked, size_t index, struct accord_rule_facts *facts)
{
    (void)asked;
    *facts = rules[index];
}

const char *accord_packs_sha256(const struct accord_packs *asked)
{
    (void)asked;
    return "0000000000000000000000000000000000000000000000000000000000000002";
}

enum accord_status accord_packs_rule_digests(const struct accord_packs *asked,
                                             unsigned char (*digests)[ACCORD_RULE_DIGEST], struct accord_error *err)
{
    (void)asked;
    (void)err;
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        memset(digests[i], (int)(i + 1), sizeof digests[i]);
    return ACCORD_OK;
}

const char *accord_gate_name(enum accord_gate gate)
{
    static const char *const names[] = {"effect", "addressee", "requires", "applies", "check", "collect", "conclude"};
    return names[gate];
}

struct accord_verdict stand_in_verdict(size_t rule, size_t actor, enum accord_verdict_kind verdict)
{
    return (struct accord_verdict){
        .rule = rule,
        .provision = rules[rule].provision,
        .actor = actor,
        .actor_id = actor == SIZE_MAX         ? "all"
                    : actor < STAND_IN_ACTORS ? actor_ids[actor]
                                              : "other",
        .verdict = verdict,
        .gate = ACCORD_GATE_CHECK,
        .why = "because",
    };
}

/* ---- the verdicts ---- */

#define TEXT(string)                                                                                                   \
    {                                                                                                                  \
        .kind = ACCORD_VALUE_TEXT, .text = (string)                                                                    \
    }
#define DAY(number)                                                                                                    \
    {                                                                                                                  \
        (number), (number)                                                                                             \
    }

static const struct accord_argument role_filter[] = {{"role", TEXT("cms-nfp")}};

static const char *const periods[] = {"cms-cop14", "cms-cop15"};
static const struct accord_argument every_filter[] = {
    {"about", {.kind = ACCORD_VALUE_LIST, .items = periods, .count = 2}},
    {"due", {.kind = ACCORD_VALUE_DURING, .integer = 1, .date = DAY(0), .to = DAY(365)}},
    {"ended", {.kind = ACCORD_VALUE_PRESENT, .integer = 0}},
    {"from", {.kind = ACCORD_VALUE_DURING, .integer = 0, .date = DAY(0)}},
    {"submitted", {.kind = ACCORD_VALUE_PRESENT, .integer = 1}},
    {"treaty", TEXT("cms")},
};

static const struct accord_argument every_argument[] = {
    {"amount", {.kind = ACCORD_VALUE_DECIMAL, .text = "1234567.89"}},
    {"days", {.kind = ACCORD_VALUE_INTEGER, .integer = -12}},
    {"ended", {.kind = ACCORD_VALUE_DATE, .date = {18262, 18627}}},
    {"missing", {.kind = ACCORD_VALUE_LIST, .items = periods, .count = 2}},
    {"name", TEXT("<b>\x1b[31m\"quoted\"\xE2\x80\xAE\\")},
    {"soft", {.kind = ACCORD_VALUE_BOOLEAN, .integer = 1}},
};

static const int holder_columns[] = {2, 3, 4};
static const char *const holder_values[] = {"cms-nfp", "2015", "2020"};
static const struct accord_evidence_row holder[] = {{"fp-AAA-1", 12, 0, false, holder_columns, holder_values, 3}};

static const int report_columns[] = {5, 6, 9};
static const char *const late_values[] = {"2020-06-30", "2020-07", NULL};
static const struct accord_evidence_row reports[] = {
    {"r-1", 3, 0, false, report_columns, late_values, 3}, {"r-2", 4, 0, false, report_columns, late_values, 3},
    {"r-2", 4, 0, false, report_columns, late_values, 3}, {"r-3", 5, 0, false, report_columns, late_values, 2},
    {"r-4", 6, 0, false, report_columns, late_values, 1}, {"r-5", 7, 0, false, report_columns, late_values, 0},
};

static const struct accord_evidence no_holder[] = {{"focal_points", 0, role_filter, 1, NULL, 0}};
static const struct accord_evidence one_holder[] = {{"focal_points", 0, role_filter, 1, holder, 1}};
static const struct accord_evidence many_reports[] = {
    {"focal_points", 0, role_filter, 1, holder, 1},
    {"reports", 1, every_filter, 6, reports, 6},
};

static const char *const about_report[] = {"r-1", "cms-cop14"};

static const struct accord_finding never[] = {{
    .verdict = ACCORD_VERDICT_GAP,
    .message_id = "never",
    .message = "no CMS focal point is on record, so collaboration cannot be shown",
    .fingerprint = "0123456789abcdef0123456789abcdef",
    .evidence = no_holder,
    .evidence_count = 1,
}};

static const struct accord_finding groups[] = {
    {
        .verdict = ACCORD_VERDICT_PARTIAL,
        .message_id = "some",
        .message =
            "engagement with youth-groups is on record; with indigenous-peoples and local-communities it cannot be "
            "shown",
        .arguments = every_argument,
        .argument_count = 6,
        .fingerprint = "11111111111111111111111111111111",
        .about = about_report,
        .about_count = 2,
        .evidence = many_reports,
        .evidence_count = 2,
    },
    {
        .verdict = ACCORD_VERDICT_UNREPORTED,
        .message_id = "none",
        .message = "nothing else is on record",
        .fingerprint = "22222222222222222222222222222222",
    },
};

static const struct accord_finding hostile[] = {{
    .verdict = ACCORD_VERDICT_PARTIAL,
    .message_id = "late",
    .message =
        "answered \x1b[31mlate\x1b[0m\r\n::error::x \xE2\x80\xAE\xE2\x81\xA6 \xC2\x9B]]> <script> \xFF "
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "
        "\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC"
        "\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2\xE5\xAD\x97\xE6\xBC\xA2",
    .fingerprint = "33333333333333333333333333333333",
    .evidence = one_holder,
    .evidence_count = 1,
}};

static const char *const about_actor[] = {"AAA"};
static const struct accord_finding regional[] = {{
    .verdict = ACCORD_VERDICT_PARTIAL,
    .message_id = "without",
    .message = "AAA is without a focal point",
    .fingerprint = "44444444444444444444444444444444",
    .about = about_actor,
    .about_count = 1,
}};

#define ID(actor) ((actor) == STAND_IN_AAA ? "AAA" : (actor) == STAND_IN_BBB ? "BBB" : "EVL")
#define HEAD(rule_number, provision_number, actor_number, kind)                                                        \
    .rule = (rule_number), .provision = (provision_number), .actor = (actor_number), .actor_id = ID(actor_number),     \
    .verdict = (kind)
#define AGGREGATE(rule_number, provision_number, id, kind)                                                             \
    .rule = (rule_number), .provision = (provision_number), .actor = SIZE_MAX, .actor_id = (id), .verdict = (kind),    \
    .gate = ACCORD_GATE_CONCLUDE
#define FINDINGS(list) .findings = (list), .finding_count = sizeof(list) / sizeof(list)[0]
#define EVIDENCE(list) .evidence = (list), .evidence_count = sizeof(list) / sizeof(list)[0]

const struct accord_verdict stand_in_verdicts[] = {
    {HEAD(STAND_IN_RULE_APPOINT, STAND_IN_APPOINT, STAND_IN_AAA, ACCORD_VERDICT_MET), .gate = ACCORD_GATE_CHECK,
     .why = "the record shows it", EVIDENCE(one_holder)},
    {HEAD(STAND_IN_RULE_ANSWER, STAND_IN_ANSWER, STAND_IN_AAA, ACCORD_VERDICT_NOT_APPLICABLE),
     .gate = ACCORD_GATE_APPLIES, .why = "no request is on record"},
    {HEAD(STAND_IN_RULE_FOCAL, STAND_IN_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_GAP), .gate = ACCORD_GATE_CHECK,
     .why = "no CMS focal point is on record, so collaboration cannot be shown", FINDINGS(never), EVIDENCE(no_holder)},
    {HEAD(STAND_IN_RULE_COUNTERPARTS, STAND_IN_FOCAL, STAND_IN_AAA, ACCORD_VERDICT_NOT_DUE), .gate = ACCORD_GATE_CHECK,
     .why = "the time lies ahead"},
    {HEAD(STAND_IN_RULE_GROUPS, STAND_IN_GROUPS, STAND_IN_AAA, ACCORD_VERDICT_UNREPORTED), .gate = ACCORD_GATE_CHECK,
     .why = "some groups cannot be shown", FINDINGS(groups), EVIDENCE(many_reports)},
    {HEAD(STAND_IN_RULE_APPOINT, STAND_IN_APPOINT, STAND_IN_BBB, ACCORD_VERDICT_REVIEW), .gate = ACCORD_GATE_ADDRESSEE,
     .why = "the sources differ on whether BBB is bound by cbd", EVIDENCE(one_holder)},
    {HEAD(STAND_IN_RULE_FOCAL, STAND_IN_FOCAL, STAND_IN_BBB, ACCORD_VERDICT_ERROR), .gate = ACCORD_GATE_CHECK,
     .why = "cms-11.10/f.lua:12: attempt to index a nil value (local 'last')",
     .source = "return last.ended < as_of -- <b>\x1b[31m",
     .trace = "stack traceback:\n\tcms-11.10/f.lua:12: in function <cms-11.10/f.lua:9>"},
    {HEAD(STAND_IN_RULE_COUNTERPARTS, STAND_IN_FOCAL, STAND_IN_BBB, ACCORD_VERDICT_MET), .gate = ACCORD_GATE_CHECK,
     .why = "the record shows it", .has_cause = true, .cause_rule = STAND_IN_RULE_FOCAL, .cause = ACCORD_VERDICT_ERROR,
     EVIDENCE(one_holder)},
    {HEAD(STAND_IN_RULE_GROUPS, STAND_IN_GROUPS, STAND_IN_BBB, ACCORD_VERDICT_MET), .gate = ACCORD_GATE_CHECK,
     .why = "the record shows it", EVIDENCE(one_holder)},
    {HEAD(STAND_IN_RULE_ANSWER, STAND_IN_ANSWER, STAND_IN_EVIL, ACCORD_VERDICT_PARTIAL), .gate = ACCORD_GATE_CHECK,
     .why = "some \x1b[2Jof it", FINDINGS(hostile), EVIDENCE(one_holder)},
    {AGGREGATE(STAND_IN_RULE_GROUPS, STAND_IN_GROUPS, "all", ACCORD_VERDICT_MET), .why = "the record shows it",
     EVIDENCE(one_holder)},
    {AGGREGATE(STAND_IN_RULE_FOCAL, STAND_IN_FOCAL, "region:cms/Africa", ACCORD_VERDICT_PARTIAL),
     .why = "AAA is without a focal point", FINDINGS(regional)},
    {AGGREGATE(STAND_IN_RULE_GROUPS, STAND_IN_GROUPS, "region:cms/Africa", ACCORD_VERDICT_REVIEW),
     .why = "two actors are open"},
};
const size_t stand_in_verdict_count = sizeof stand_in_verdicts / sizeof stand_in_verdicts[0];
