/* `accord baseline`: keep the findings of today, so that a check tells them from those of tomorrow. */
#include "base/error.h"
#include "cli/check_private.h"
#include "cli/exit_code.h"

#include <unistd.h>

enum { SAID_MAX = 64 * 1024 };

static const char *action_word(size_t index)
{
    static const char *const words[] = {
        [ACCORD_BASELINE_WRITE] = "write", [ACCORD_BASELINE_UPDATE] = "update", [ACCORD_BASELINE_PRUNE] = "prune"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

struct baseline {
    struct accord_check check;
    enum accord_baseline_change change;
    const char *path;
};

/* A baseline that is there is not read where another is written, and is not replaced by one. */
static enum accord_status settle(struct baseline *baseline, struct accord_error *err)
{
    struct accord_check_request *request = &baseline->check.request;
    baseline->path = request->baseline;
    request->quiet = true;
    baseline->check.keeps_findings = true;
    if (!baseline->path)
        return accord_error_set(err, ACCORD_BAD_USAGE, "where is the baseline? expected --baseline FILE");
    if (baseline->change != ACCORD_BASELINE_WRITE) return ACCORD_OK;
    request->baseline = NULL;
    if (access(baseline->path, F_OK) != 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: is there already, expected no file: `accord baseline update` brings it up to date",
                            baseline->path);
}

static void add_outcome(struct accord_text *text, const struct baseline *baseline,
                        const struct accord_baseline_outcome *outcome, const struct accord_ledger_counts *counts)
{
    const struct {
        size_t count;
        const char *what;
    } rows[] = {
        {outcome->kept, baseline->change == ACCORD_BASELINE_PRUNE
                            ? "kept of pairs that were not evaluated or not decided, or of rules that are not loaded"
                            : "kept of pairs that were not evaluated or came to an error, or of rules that are not "
                              "loaded"},
        {counts->waived, "left out since a waiver covers them"},
        {counts->lapsed, "left out since a waiver covered them until it lapsed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].count > 0) accord_text_addf(text, "  %zu %s\n", rows[i].count, rows[i].what);
}

static int say(const struct baseline *baseline, const struct accord_baseline_outcome *outcome)
{
    struct accord_ledger_counts counts;
    struct accord_text text;
    accord_ledger_count(baseline->check.ledger, &counts);
    accord_text_init(&text, SAID_MAX);
    accord_text_addf(&text, "%s: %zu finding%s", baseline->path, outcome->findings, outcome->findings == 1 ? "" : "s");
    if (baseline->change != ACCORD_BASELINE_WRITE)
        accord_text_addf(&text, ": %zu came, %zu went, %zu changed", outcome->added, outcome->removed,
                         outcome->changed);
    accord_text_add_char(&text, '\n');
    add_outcome(&text, baseline, outcome, &counts);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

/* Where nothing was evaluated nothing is known of any finding: no file is written. */
static enum accord_status write_file(struct baseline *baseline, int *code, struct accord_error *err)
{
    struct accord_baseline_outcome outcome;
    struct accord_report_totals totals;
    accord_report_totals(baseline->check.report, &totals);
    if (totals.in_effect == 0) return ACCORD_OK;
    if (accord_dataset_reads(baseline->check.dataset, baseline->path))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path",
                                baseline->path);
    enum accord_status status =
        accord_baseline_write(baseline->check.ledger, baseline->change, baseline->path, &outcome, err);
    if (status == ACCORD_OK) *code = say(baseline, &outcome);
    return status;
}

/* The first argument says what is to be done; what follows is what a check takes. */
static enum accord_status take_action(struct baseline *baseline, int *count, char ***arguments,
                                      struct accord_error *err)
{
    size_t index = 0;
    if (*count == 0 || (*arguments)[0][0] == '-') return ACCORD_OK;
    enum accord_status status = accord_take_word("action", (*arguments)[0], action_word, &index, err);
    if (status != ACCORD_OK) return status;
    baseline->change = (enum accord_baseline_change)index;
    baseline->check.name = "baseline";
    (*count)--;
    (*arguments)++;
    return ACCORD_OK;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct baseline baseline = {.check = {.request = accord_check_request_default()}};
    struct accord_check *check = &baseline.check;
    struct accord_error err = {0};
    bool help = false;
    int written = 0;
    enum accord_status status = take_action(&baseline, &count, &arguments, &err);
    if (status == ACCORD_OK)
        status = accord_config_parse(&check->request.config, command, count, arguments, &check->request, &help, &err);
    if (status == ACCORD_OK && !help && !check->name)
        status = accord_error_set(&err, ACCORD_BAD_USAGE, "what is to be done? expected write, update or prune");
    check->name = command->name;
    if (status == ACCORD_OK && !help) status = settle(&baseline, &err);
    if (status == ACCORD_OK && !help) status = accord_check_run(check, &err);
    if (status == ACCORD_OK && !help) status = write_file(&baseline, &written, &err);
    int code = help ? accord_command_print_help(command) : accord_check_end(check, status, &err);
    accord_check_clear(check);
    return written ? written : code;
}

static const struct accord_example examples[] = {
    {"accord baseline write data --baseline known.json --as-of 2025-06-30", "keeps what is found as of that day"},
    {"accord baseline update data --baseline known.json --as-of 2025-12-31", "keeps what is found later in its place"},
    {"accord baseline prune data --baseline known.json --as-of 2025-12-31",
     "takes out what is fixed, and adds nothing"},
    {.line = NULL},
};

const struct accord_command accord_command_baseline = {
    .name = "baseline",
    .operand = "ACTION [DATASET]",
    .help = "keeps the findings of today, so that a check fails on new ones only",
    .about = "Evaluates as `accord check` does with the same options. ACTION is `write`, `update` or `prune`: `write` "
             "puts what somebody should look at into a "
             "new file, a finding a line, for `accord check --baseline`; `update` puts what is found now in its place; "
             "`prune` takes out what is fixed and changes nothing else. Findings of pairs that were not evaluated, or "
             "came to an error, stay as they are. What waivers cover is never in it, and neither are errors.",
    .options = accord_baseline_options,
    .operand_for = "dataset",
    .checks = true,
    .take_operand = accord_check_take_dataset,
    .words = action_word,
    .examples = examples,
    .run = run,
};
