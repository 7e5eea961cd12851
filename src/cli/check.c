/* `accord check`: load rules and a dataset, evaluate, report, say how it ended. */
#include "accord/dataset.h"
#include "accord/problems.h"
#include "accord/report.h"
#include "accord/run.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/check_request.h"
#include "cli/crew.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/places.h"
#include "cli/progress.h"
#include "cli/selection.h"
#include "cli/settings.h"
#include "cli/signals.h"
#include "cli/stored.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CONFIG_MAX = 16 * 1024 * 1024 };

/* One check at work. */
struct check {
    struct accord_check_request request;
    struct accord_packs *packs;
    struct accord_profile *profile; /* NULL: none */
    struct accord_dataset *dataset;
    struct accord_problems *warnings;
    struct accord_problems *errors; /* in the dataset; NULL: it was not read yet */
    enum accord_status read;        /* what reading it came to, and why */
    struct accord_error read_error;
    struct accord_selection selection;
    struct accord_profile_facts profile_facts; /* zero without a profile */
    struct accord_report *report;
    struct accord_progress progress;
    size_t done;    /* actors of earlier ranges */
    size_t first;   /* actor of the range at hand */
    size_t *actors; /* those that were chosen, where not all were; or NULL */
    size_t failures;
    struct accord_error failure; /* the first of them */
    bool merges;                 /* `accord merge` */
    struct accord_run_file *store;
    struct accord_stored_merge merge;
    struct accord_stored stored;
    struct accord_error not_stored; /* why the run was not appended; its status OK: it was, or was not to be */
};

/* ---- the report ---- */

/* A report nobody asked for is left out of a quiet run. */
static void choose_outputs(struct accord_check_request *request)
{
    if (request->output_count > 0 || request->quiet) return;
    request->outputs[0] = (struct accord_report_output){.descriptor = STDOUT_FILENO};
    (void)accord_report_format_find("text", &request->outputs[0].format);
    request->output_count = 1;
}

static bool writes_to_terminal(const struct accord_check_request *request)
{
    for (size_t i = 0; i < request->output_count; i++)
        if (!request->outputs[i].path) return isatty(STDOUT_FILENO);
    return false;
}

static enum accord_status start_report(struct check *check, struct accord_error *err)
{
    struct accord_check_request *request = &check->request;
    struct accord_report_subject subject = {
        .dataset = check->dataset,
        .packs = check->packs,
        .as_of = request->as_of,
        .warnings = check->warnings,
        .profile = check->profile_facts.id,
        .profile_sha256 = check->profile_facts.sha256,
        .fail = accord_settings_fail(request, check->profile),
        .not_concluded = check->selection.not_concluded,
    };
    choose_outputs(request);
    if (request->shards > 1) subject.fail.min_coverage = 0; /* of all actors: asked where shards are joined */
    for (size_t i = 0; i < request->output_count; i++)
        if (request->outputs[i].path && accord_dataset_reads(check->dataset, request->outputs[i].path))
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "%s: a file of the dataset, expected another path for a report",
                                    request->outputs[i].path);
    bool terminal = writes_to_terminal(request);
    request->report.color = accord_wants_color(request->color, terminal);
    request->report.width = terminal ? accord_places_width() : 0;
    request->report.temporary = accord_places_temporary();
    enum accord_status status =
        accord_report_new(&subject, &request->report, request->outputs, request->output_count, &check->report, err);
    if (status != ACCORD_OK) return status;
    accord_signals_watch_report(check->report);
    return accord_report_start(check->report, err);
}

/* ---- the run ---- */

/* Whatever the reports are, and wherever they go, the reason for exit code 3 is said. */
static void note_failure(struct check *check, const struct accord_verdict *verdict)
{
    struct accord_rule_facts rule;
    accord_packs_rule(check->packs, verdict->rule, &rule);
    if (check->failures++ == 0)
        (void)accord_error_set(&check->failure, ACCORD_RULE_FAILED, "%s for %s: %s", rule.id, verdict->actor_id,
                               verdict->why);
}

static void say_failures(const struct check *check)
{
    char text[2 * ACCORD_ERROR_TEXT_MAX];
    if (check->failures == 0) return;
    (void)snprintf(text, sizeof text, "%zu verdict%s failed, the first: %s", check->failures,
                   check->failures == 1 ? "" : "s", check->failure.text);
    accord_complain(text);
}

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct check *check = host;
    if (verdict->actor != SIZE_MAX) accord_progress_tell(&check->progress, check->done + verdict->actor - check->first);
    if (verdict->verdict == ACCORD_VERDICT_ERROR) note_failure(check, verdict);
    return accord_report_verdict(check->report, verdict, err);
}

static enum accord_status evaluate_range(struct check *check, size_t first, size_t count, struct accord_error *err)
{
    struct accord_run_options options = {
        .as_of = check->request.as_of,
        .rules = check->selection.rules,
        .params = check->profile_facts.params,
        .params_count = check->profile_facts.params_count,
        .first_actor = first,
        .actor_count = count,
        .ticked = true,
        .carry = accord_report_carry(check->report),
    };
    struct accord_run *run = NULL;
    enum accord_status status = accord_run_new(check->packs, check->dataset, &options, &run, err);
    if (status != ACCORD_OK) return status;
    check->first = first;
    status = accord_tick_start(run, err);
    if (status == ACCORD_OK) {
        status = accord_run_evaluate(run, take_verdict, check, err);
        accord_tick_stop();
    }
    check->done += count;
    accord_run_free(run);
    return status;
}

static enum accord_status evaluate_here(struct check *check, struct accord_error *err)
{
    size_t total = accord_dataset_actor_count(check->dataset);
    enum accord_status status = ACCORD_OK;
    size_t count = 0;
    for (size_t first = 0; status == ACCORD_OK && accord_selection_range(&check->selection, total, &first, &count);
         first += count)
        status = evaluate_range(check, first, count, err);
    return status;
}

/* For the progress line every actor is a range of its own. */
static enum accord_status take_from_apart(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct check *check = host;
    if (verdict->actor != SIZE_MAX && verdict->actor != check->first) check->done++;
    check->first = verdict->actor;
    return take_verdict(host, verdict, err);
}

static enum accord_status evaluate_apart(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    struct accord_crew_orders orders = {.packs = check->packs,
                                        .dataset = check->dataset,
                                        .options = {.as_of = request->as_of,
                                                    .rules = check->selection.rules,
                                                    .params = check->profile_facts.params,
                                                    .params_count = check->profile_facts.params_count,
                                                    .carry = accord_report_carry(check->report)},
                                        .limits = request->bounds.limits,
                                        .seconds = request->bounds.seconds,
                                        .jobs = request->jobs,
                                        .temporary = accord_places_temporary()};
    orders.actors = check->actors;
    orders.actor_count = check->selection.actor_count;
    return accord_crew_evaluate(&orders, take_from_apart, check, err);
}

static enum accord_status evaluate(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    accord_progress_start(&check->progress, !request->quiet && isatty(STDERR_FILENO) && !writes_to_terminal(request),
                          check->selection.actor_count, "actors");
    enum accord_status status = check->stored.session      ? accord_stored_run(&check->stored, check->report, err)
                                : request->bounds.isolated ? evaluate_apart(check, err)
                                                           : evaluate_here(check, err);
    accord_progress_clear(&check->progress);
    return status;
}

static enum accord_status load_here(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = accord_load_packs(&request->rules_folders, &request->bounds.limits, &check->packs, err);
    if (status == ACCORD_OK) status = accord_settings_open_profile(request, check->packs, &check->profile, err);
    return status;
}

static const char *dataset_path(const struct check *check)
{
    return check->request.dataset ? check->request.dataset : ".";
}

static void read_dataset(struct check *check)
{
    struct accord_error *err = &check->read_error;
    check->read = accord_problems_new(&check->errors, err);
    if (check->read == ACCORD_OK) check->read = accord_problems_new(&check->warnings, err);
    if (check->read == ACCORD_OK)
        check->read = accord_read_dataset(dataset_path(check), check->errors, check->warnings, &check->dataset, err);
}

static enum accord_status take_dataset(struct check *check, struct accord_error *err)
{
    if (!check->errors) read_dataset(check);
    *err = check->read_error;
    return accord_tell_dataset(dataset_path(check), check->errors, check->read, err);
}

/* While the rules load, a small dataset is read; nobody should wait for a large one to be told of a mistake in a rule,
 * which goes before those in the data. */
static enum accord_status load_apart(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    char path[ACCORD_PATH_MAX];
    struct accord_loader *loader = NULL;
    struct accord_error unknown;
    enum accord_status found = request->profile ? accord_settings_find_profile(request, path, &unknown) : ACCORD_OK;
    bool known = request->profile && found == ACCORD_OK;
    enum accord_status status = accord_loader_start(&request->rules_folders, known ? path : NULL,
                                                    &request->bounds.limits, request->bounds.seconds, &loader, err);
    if (status == ACCORD_OK && !request->print_config && accord_dataset_is_small(dataset_path(check)))
        read_dataset(check);
    if (status == ACCORD_OK) status = accord_loader_finish(loader, &check->packs, &check->profile, err);
    accord_loader_free(loader);
    return status == ACCORD_OK && found != ACCORD_OK ? accord_error_set(err, found, "%s", unknown.text) : status;
}

static enum accord_status load_rules(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = request->bounds.isolated ? load_apart(check, err) : load_here(check, err);
    if (status != ACCORD_OK) return status;
    if (check->profile) accord_profile_facts(check->profile, &check->profile_facts);
    return accord_select_rules(&check->selection, request, check->packs, check->profile_facts.rules, err);
}

/* Where they are not all, they are listed. */
static enum accord_status select_actors(struct check *check, struct accord_error *err)
{
    struct accord_selection *selection = &check->selection;
    size_t total = accord_dataset_actor_count(check->dataset), count = 0;
    enum accord_status status = accord_select_actors(selection, &check->request, check->dataset, err);
    if (status != ACCORD_OK) return status;
    if (check->request.shards > 1) accord_stored_select_shard(&check->request, total, selection);
    status = accord_select_concluded(selection, check->packs, check->dataset, err);
    if (status != ACCORD_OK || selection->actor_count == total) return status;
    check->actors = accord_alloc_zero(total + 1, sizeof *check->actors);
    if (!check->actors) return accord_error_memory(err);
    for (size_t i = 0; i < total; i++)
        if (selection->actors[i]) check->actors[count++] = i;
    return ACCORD_OK;
}

/* What does not go together, whatever the data is; and what was left out. */
static enum accord_status settle_request(struct check *check, struct accord_error *err)
{
    struct accord_check_request *request = &check->request;
    if (request->no_cache && !request->store)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--no-cache is about --store, which was not given");
    if (request->shards > 1 && request->actors.count > 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--shard and --actor both choose actors: expected one of them");
    if (!request->as_of_given) request->as_of = accord_places_today();
    enum accord_status status = ACCORD_OK;
    if (request->store && !request->print_config) status = accord_stored_open_file(request, &check->store, err);
    if (status != ACCORD_OK || !check->merges) return status;
    if (request->merged.count == 0) return accord_error_set(err, ACCORD_BAD_USAGE, "which runs are to be merged?");
    return accord_stored_merge_open(&check->merge, request, check->store, err);
}

static enum accord_status open_stored(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    const struct accord_stored_check stored = {.request = request,
                                               .packs = check->packs,
                                               .dataset = check->dataset,
                                               .selection = &check->selection,
                                               .profile = &check->profile_facts,
                                               .actors = check->actors,
                                               .file = check->store,
                                               .merged = check->merge.list.runs,
                                               .merged_count = check->merge.list.count,
                                               .function = take_from_apart,
                                               .host = check};
    if (!request->store && !check->merges) return ACCORD_OK;
    if (request->store && accord_dataset_reads(check->dataset, request->store))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path for the store",
                                request->store);
    return accord_stored_open(&check->stored, &stored, err);
}

/* The reports are right and complete whether or not the run can be kept. */
static void append(struct check *check)
{
    if (check->store && accord_session_append(check->stored.session, &check->not_stored) == ACCORD_OK)
        check->not_stored.status = ACCORD_OK;
}

static enum accord_status run_check(struct check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = settle_request(check, err);
    if (status == ACCORD_OK) status = load_rules(check, err);
    if (status != ACCORD_OK || request->print_config) return status;
    status = take_dataset(check, err);
    if (status == ACCORD_OK) status = select_actors(check, err);
    if (status == ACCORD_OK) status = open_stored(check, err);
    if (status == ACCORD_OK) status = start_report(check, err);
    if (status == ACCORD_OK) status = evaluate(check, err);
    if (status == ACCORD_OK) status = accord_report_finish(check->report, err);
    if (status == ACCORD_OK) append(check);
    return status;
}

/* ---- how it ended ---- */

static void say_why_nothing(const struct check *check, const struct accord_report_totals *totals)
{
    char date[ACCORD_DATE_TEXT_MAX];
    char text[ACCORD_ERROR_TEXT_MAX];
    const char *why = "no actor that was chosen is of a kind that a chosen rule is addressed to";
    if (accord_packs_rule_count(check->packs) == 0)
        why = "no rule was loaded";
    else if (check->selection.rule_count == 0)
        why = "no rule is left by --profile, --rule and --instrument together";
    else if (check->selection.actor_count == 0)
        why = "the dataset has no actors";
    else if (check->selection.not_concluded_count == check->selection.rule_count)
        why = "aggregate rules are concluded over all actors, and --actor chooses among them";
    else if (totals->verdicts + totals->aggregate_verdicts > 0)
        why = "no provision that was asked about has effect on that date";
    (void)snprintf(text, sizeof text, "nothing was evaluated as of %s: %s",
                   accord_date_format(check->request.as_of, date), why);
    accord_complain(text);
}

static const char *command_name(const struct check *check)
{
    return check->merges ? "merge" : "check";
}

static int print_config(const struct check *check)
{
    struct accord_text text;
    accord_text_init(&text, CONFIG_MAX);
    accord_settings_write(&text, &check->request, check->packs, check->profile, &check->selection);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static int end_check(struct check *check, enum accord_status status, const struct accord_error *err)
{
    struct accord_report_totals totals;
    if (status != ACCORD_OK) {
        /* Whoever closed the pipe knows. */
        bool gone = status == ACCORD_NOT_WRITTEN && check->report && accord_report_reader_gone(check->report);
        return accord_exit_code(gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                     : accord_complain_of(err, command_name(check)));
    }
    if (check->request.print_config) return print_config(check);
    accord_report_totals(check->report, &totals);
    unsigned bits = accord_exit_bits_of_totals(&totals);
    say_failures(check);
    if (check->not_stored.status != ACCORD_OK) bits |= accord_complain_of(&check->not_stored, command_name(check));
    /* Whether anything was evaluated shows where shards are joined. */
    if (check->request.shards > 1 && check->selection.rule_count > 0) bits &= ~accord_exit_bit(ACCORD_EXIT_NOTHING);
    if (check->selection.actor_count == 0 && check->request.shards > 1)
        accord_complain("this shard has no actors: there are fewer than shards");
    if (bits & accord_exit_bit(ACCORD_EXIT_NOTHING)) say_why_nothing(check, &totals);
    return accord_exit_code(bits);
}

static void clear_check(struct check *check)
{
    accord_signals_watch_report(NULL);
    accord_report_free(check->report);
    accord_stored_close(&check->stored);
    accord_stored_merge_close(&check->merge);
    accord_run_file_close(check->store);
    accord_selection_clear(&check->selection);
    accord_free(check->actors);
    accord_dataset_close(check->dataset);
    accord_profile_close(check->profile);
    accord_packs_close(check->packs);
    accord_problems_free(check->warnings);
    accord_problems_free(check->errors);
    accord_check_request_clear(&check->request);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct check check = {.merges = command == &accord_command_merge};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status = accord_check_request_init(&check.request, (size_t)count, &err);
    if (status == ACCORD_OK) status = accord_options_parse(command, count, arguments, &check.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_check(&check, &err);
        code = end_check(&check, status, &err);
    }
    clear_check(&check);
    return code;
}

const struct accord_command accord_command_check = {
    .name = "check",
    .operand = "[DATASET]",
    .help = "says what is met, what is a gap, and what was never reported",
    .about =
        "Reads the dataset (a folder with datapackage.json, or a file that accord import packed; the working folder "
        "when left out), evaluates the rules "
        "for every actor that they address, and reports what the record shows as of a date.",
    .options = accord_check_options,
    .take_operand = accord_check_take_dataset,
    .run = run,
};

const struct accord_command accord_command_merge = {
    .name = "merge",
    .operand = "RUN...",
    .help = "joins stored runs of parts of a dataset into the report of the whole",
    .about =
        "Takes the newest run of each store (STORE#ID: that one; of a store with several shards of one check, each of "
        "them), refuses what does not belong together, says what differs, concludes aggregate rules and reports as one "
        "check of all actors would have: the same bytes. Options that choose rules, params and limits must be those of "
        "the checks.",
    .options = accord_merge_options,
    .take_operand = accord_merge_take_run,
    .run = run,
};
