/* `accord waive`: somebody accepts a finding for a time. */
#include "cli/waive.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/check_private.h"
#include "cli/exit_code.h"
#include "cli/loading.h"
#include "ledger/record.h"

#include <string.h>
#include <unistd.h>

enum { LIFE_DAYS = 90, SAID_MAX = 64 * 1024, TEXT_MAX = ACCORD_RECORD_TEXT_MAX };

/* ---- what was asked ---- */

static enum accord_status take_text(const char *option, const char *value, const char **text, struct accord_error *err)
{
    const size_t length = strlen(value);
    *text = value;
    if (value[strspn(value, " ")] == '\0')
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s needs a text that is not blank", option);
    if (length > TEXT_MAX || accord_utf8_check(value, length) != length)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s: expected UTF-8 of at most %d bytes", option, TEXT_MAX);
    for (const char *byte = value; *byte; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            return accord_error_set(err, ACCORD_BAD_USAGE, "--%s: a control character, expected one line of text",
                                    option);
    return ACCORD_OK;
}

enum accord_status accord_waive_take_reason(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return take_text("reason", value, &request->waive.reason, err);
}

enum accord_status accord_waive_take_who(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return take_text("who", value, &request->waive.who, err);
}

enum accord_status accord_waive_take_until(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->waive.until_given = true;
    return accord_take_day("until", value, &request->waive.until, err);
}

static enum accord_status take_operand(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    if (request->waive.target_count == ACCORD_WAIVE_TARGETS)
        return accord_error_set(err, ACCORD_BAD_USAGE, "one finding at a time: unexpected \"%s\"", value);
    request->waive.targets[request->waive.target_count++] = value;
    return ACCORD_OK;
}

struct waive {
    struct accord_check check;
    const char *path; /* of the waivers */
    struct accord_waiver waiver;
    size_t findings; /* that it covers */
};

static bool is_aggregate(const char *actor)
{
    return strcmp(actor, "all") == 0 || strncmp(actor, "region:", strlen("region:")) == 0;
}

/* A rule and an actor are all that has to be evaluated; a fingerprint may be anybody's. */
static enum accord_status choose(struct waive *waive, struct accord_error *err)
{
    struct accord_check_request *request = &waive->check.request;
    if (request->waive.target_count < ACCORD_WAIVE_TARGETS) return ACCORD_OK;
    enum accord_status status = accord_names_add(&request->rules, "RULE", request->waive.targets[0], err);
    if (status != ACCORD_OK || is_aggregate(request->waive.targets[1])) return status;
    return accord_names_add(&request->actors, "ACTOR", request->waive.targets[1], err);
}

static enum accord_status settle(struct waive *waive, struct accord_error *err)
{
    struct accord_check_request *request = &waive->check.request;
    const struct {
        bool given;
        const char *why;
    } needs[] = {
        {request->waive.target_count > 0, "which finding? expected its fingerprint, or RULE ACTOR"},
        {request->waive.reason != NULL, "why? expected --reason TEXT"},
        {request->waive.who != NULL, "who accepts it? expected --who TEXT, an office rather than a name"},
        {request->waivers != NULL, "where are the waivers? expected --waivers FILE"},
    };
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (!needs[i].given) return accord_error_set(err, ACCORD_BAD_USAGE, "%s", needs[i].why);
    if (!request->as_of_given) request->as_of = accord_places_today();
    request->as_of_given = true;
    if (!request->waive.until_given && !accord_date_add_days(request->as_of, LIFE_DAYS, &request->waive.until))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--as-of: too late a day, expected --until too");
    if (request->waive.until.first < request->as_of.first)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--until: before the as-of date, expected a later day");
    waive->path = request->waivers;
    request->waivers = NULL; /* what is waived already is found, too */
    request->quiet = true;
    waive->check.keeps_findings = true;
    return choose(waive, err);
}

/* ---- what is waived ---- */

static enum accord_status no_such_finding(const struct waive *waive, const char *wanted, struct accord_error *err)
{
    const struct accord_ledger *ledger = waive->check.ledger;
    struct accord_known_finding finding;
    char date[ACCORD_DATE_TEXT_MAX];
    size_t count = 0;
    while (accord_ledger_found(ledger, count, &finding))
        count++;
    const char **names = accord_alloc_zero(count + 1, sizeof *names);
    if (!names) return accord_error_memory(err);
    for (size_t i = 0; accord_ledger_found(ledger, i, &finding); i++)
        names[i] = finding.fingerprint;
    const char *nearest = accord_text_nearest(wanted, names, count);
    enum accord_status status = accord_error_set(
        err, ACCORD_BAD_USAGE, "no finding has the fingerprint \"%s\" as of %s%s%s%s", wanted,
        accord_date_format(waive->check.request.as_of, date), nearest ? "; did you mean \"" : "",
        nearest ? nearest : ": those that there are stand in `accord check --format json`", nearest ? "\"?" : "");
    accord_free(names);
    return status;
}

/* Fills in rule, actor and fingerprint, from what was found. */
static enum accord_status find(struct waive *waive, struct accord_error *err)
{
    const struct accord_check_request *request = &waive->check.request;
    const char *const *targets = request->waive.targets;
    const bool pair = request->waive.target_count == ACCORD_WAIVE_TARGETS;
    struct accord_known_finding finding;
    char date[ACCORD_DATE_TEXT_MAX];
    for (size_t i = 0; accord_ledger_found(waive->check.ledger, i, &finding); i++) {
        if (strcmp(pair ? finding.actor_id : finding.fingerprint, targets[pair]) != 0) continue;
        waive->findings++;
        waive->waiver.rule = pair ? targets[0] : finding.rule_id;
        waive->waiver.actor = finding.actor_id;
        waive->waiver.fingerprint = pair ? NULL : finding.fingerprint;
    }
    if (waive->findings > 0) return ACCORD_OK;
    if (!pair) return no_such_finding(waive, targets[0], err);
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s has no finding of %s as of %s that could be waived", targets[1],
                            targets[0], accord_date_format(request->as_of, date));
}

/* What is in the file already must be right, and not the same. */
static enum accord_status compare(struct waive *waive, struct accord_error *err)
{
    const struct accord_ledger_options options = {.packs = waive->check.packs,
                                                  .dataset = waive->check.dataset,
                                                  .as_of = waive->check.request.as_of,
                                                  .waivers = waive->path};
    struct accord_ledger *others = NULL;
    struct accord_problems *problems = NULL;
    const struct accord_waiver *same = NULL;
    char date[ACCORD_DATE_TEXT_MAX];
    if (access(waive->path, F_OK) != 0) return ACCORD_OK;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_ledger_open(&options, problems, &others, err);
    if (status == ACCORD_BAD_DATA) accord_print_problems(problems, NULL);
    if (status == ACCORD_OK) status = accord_ledger_find_same(others, &waive->waiver, &same, err);
    if (same)
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s:%u: waives the same until %s, expected another time",
                                  waive->path, same->line, accord_date_format(same->until, date));
    accord_ledger_close(others);
    accord_problems_free(problems);
    return status;
}

static int say(const struct waive *waive)
{
    char date[ACCORD_DATE_TEXT_MAX];
    struct accord_text text;
    accord_text_init(&text, SAID_MAX);
    accord_text_addf(&text, "%s: %s for %s waived until %s: %zu finding%s\n", waive->path, waive->waiver.rule,
                     waive->waiver.actor, accord_date_format(waive->waiver.until, date), waive->findings,
                     waive->findings == 1 ? "" : "s");
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static enum accord_status write_waiver(struct waive *waive, int *code, struct accord_error *err)
{
    const struct accord_check_request *request = &waive->check.request;
    waive->waiver = (struct accord_waiver){.reason = request->waive.reason,
                                           .who = request->waive.who,
                                           .from = request->as_of,
                                           .has_from = true,
                                           .until = request->waive.until};
    enum accord_status status = find(waive, err);
    if (status == ACCORD_OK) status = compare(waive, err);
    if (status == ACCORD_OK && accord_dataset_reads(waive->check.dataset, waive->path))
        status =
            accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path", waive->path);
    if (status == ACCORD_OK) status = accord_waiver_write(waive->path, &waive->waiver, err);
    if (status == ACCORD_OK) *code = say(waive);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct waive waive = {.check = {.request = accord_check_request_default(), .name = command->name}};
    struct accord_check *check = &waive.check;
    struct accord_error err = {0};
    bool help = false;
    int written = 0;
    enum accord_status status =
        accord_config_parse(&check->request.config, command, count, arguments, &check->request, &help, &err);
    if (status == ACCORD_OK && !help) status = settle(&waive, &err);
    if (status == ACCORD_OK && !help) status = accord_check_run(check, &err);
    if (status == ACCORD_OK && !help) status = write_waiver(&waive, &written, &err);
    int code = help ? accord_command_print_help(command) : accord_check_end(check, status, &err);
    accord_check_clear(check);
    return written ? written : code;
}

static const struct accord_example examples[] = {
    {"accord waive cms-11.10/counterparts KEN --dataset data --as-of 2025-06-30 --waivers waivers.csv --reason "
     "'succession under way' --who 'the Secretariat'",
     "accepts what this rule finds for Kenya, for 90 days from that day on"},
    {.line = NULL},
};

const struct accord_command accord_command_waive = {
    .name = "waive",
    .operand = "FINDING [ACTOR]",
    .help = "accepts a finding for a time, in a file of waivers",
    .about =
        "FINDING is a fingerprint, or a rule (an id or a glob) with ACTOR behind it. Evaluates it as `accord check` "
        "does and adds a line to the waivers, which are made where they are not there: from the as-of date on, "
        "for 90 days where --until is left out. Every other byte of the file stays as it is. What is not found "
        "cannot be waived, and neither can an error.",
    .options = accord_waive_options,
    .checks = true,
    .take_operand = take_operand,
    .examples = examples,
    .run = run,
};
