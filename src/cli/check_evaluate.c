/* The report of a check, and the verdicts that go into it: from here, from workers, or from earlier runs. */
#include "base/error.h"
#include "cli/check_private.h"
#include "cli/crew.h"
#include "cli/places.h"
#include "cli/settings.h"
#include "cli/signals.h"
#include "store/dataset.h"

#include <unistd.h>

/* ---- the report ---- */

/* A report nobody asked for is left out of a quiet run. */
static enum accord_status choose_outputs(struct accord_check_request *request, struct accord_error *err)
{
    struct accord_report_output output = {.descriptor = STDOUT_FILENO};
    if (request->output_count > 0 || request->quiet) return ACCORD_OK;
    (void)accord_report_format_find("text", &output.format);
    return accord_check_add_output(request, &output, err);
}

static bool writes_to_terminal(const struct accord_check_request *request)
{
    for (size_t i = 0; i < request->output_count; i++)
        if (!request->outputs[i].path) return isatty(STDOUT_FILENO);
    return false;
}

/* The files of a packed dataset need not be there: they are named as they were called in their folder. */
static enum accord_status find_prefix(struct accord_check *check, struct accord_error *err)
{
    const char *path = accord_check_dataset_path(check);
    if (accord_dataset_is_packed(path) || accord_places_prefix(path, check->prefix)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: expected a path of fewer than %d characters", path,
                            ACCORD_PATH_MAX);
}

/* Whatever is taken from the store, this is too: not where nothing is to be. */
static enum accord_status open_since(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    if (!check->store || request->no_cache || request->report.summary) return ACCORD_OK;
    return accord_since_open(check->store, accord_dataset_name(check->dataset), check->profile_facts.id, request->as_of,
                             &check->since, err);
}

/* Files that no report may take the place of. */
static enum accord_status list_inputs(struct accord_check *check, struct accord_report_subject *subject,
                                      struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    const struct accord_report_input named[] = {
        {request->baseline, "the baseline"},
        {request->waivers, "the waivers"},
        {request->store, "the store"},
        {request->config.file, "settings"},
    };
    enum { NAMED = sizeof named / sizeof named[0] };
    size_t count = 0, merged = check->merge.file_count;
    struct accord_report_input *inputs = accord_arena_alloc(&check->arena, (NAMED + merged) * sizeof *inputs);
    if (!inputs) return accord_error_memory(err);
    for (size_t i = 0; i < NAMED; i++)
        if (named[i].path && named[i].path[0]) inputs[count++] = named[i];
    for (size_t i = 0; i < merged; i++)
        inputs[count++] =
            (struct accord_report_input){accord_run_file_path(check->merge.files[i]), "a run that is merged"};
    subject->inputs = inputs;
    subject->input_count = count;
    return ACCORD_OK;
}

enum accord_status accord_check_start_report(struct accord_check *check, struct accord_error *err)
{
    struct accord_check_request *request = &check->request;
    enum accord_status status = find_prefix(check, err);
    if (status == ACCORD_OK) status = open_since(check, err);
    if (status == ACCORD_OK) status = choose_outputs(request, err);
    if (status != ACCORD_OK) return status;
    struct accord_report_subject subject = {
        .dataset = check->dataset,
        .packs = check->packs,
        .as_of = request->as_of,
        .warnings = check->warnings,
        .profile = check->profile_facts.id,
        .profile_sha256 = check->profile_facts.sha256,
        .params = check->profile_facts.params,
        .params_text = check->profile_facts.params_text,
        .params_count = check->profile_facts.params_count,
        .fail = accord_settings_fail(request, check->profile),
        .not_concluded = check->selection.not_concluded,
        .prefix = check->prefix,
        .selection = check->described.choice_count > 0 ? &check->described : NULL,
        .since = check->since ? accord_since_find : NULL,
        .since_host = check->since,
        .ledger = check->ledger,
    };
    /* of all actors: asked where shards are joined, or all are asked about */
    if (request->shards > 1 || accord_check_narrowed(check)) subject.fail.min_coverage = 0;
    status = list_inputs(check, &subject, err);
    if (status != ACCORD_OK) return status;
    bool terminal = writes_to_terminal(request);
    request->report.color = accord_wants_color(request->color, terminal);
    request->report.width = terminal ? accord_places_width() : 0;
    request->report.temporary = accord_places_temporary();
    status =
        accord_report_new(&subject, &request->report, request->outputs, request->output_count, &check->report, err);
    if (status != ACCORD_OK) return status;
    accord_signals_watch_report(check->report);
    return accord_report_start(check->report, err);
}

/* ---- the run ---- */

/* Whatever the reports are, and wherever they go, the reason for exit code 3 is said. */
static void note_failure(struct accord_check *check, const struct accord_verdict *verdict)
{
    struct accord_rule_facts rule;
    accord_packs_rule(check->packs, verdict->rule, &rule);
    if (check->failures++ == 0)
        (void)accord_error_set(&check->failure, ACCORD_RULE_FAILED, "%s for %s: %s", rule.id, verdict->actor_id,
                               verdict->why);
}

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct accord_check *check = host;
    if (verdict->actor != SIZE_MAX) accord_progress_tell(&check->progress, check->done + verdict->actor - check->first);
    if (verdict->verdict == ACCORD_VERDICT_ERROR) note_failure(check, verdict);
    return accord_report_verdict(check->report, verdict, err);
}

static enum accord_status evaluate_range(struct accord_check *check, size_t first, size_t count,
                                         struct accord_error *err)
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

static enum accord_status evaluate_here(struct accord_check *check, struct accord_error *err)
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
enum accord_status accord_check_take_from_apart(void *host, const struct accord_verdict *verdict,
                                                struct accord_error *err)
{
    struct accord_check *check = host;
    if (verdict->actor != SIZE_MAX && verdict->actor != check->first) check->done++;
    check->first = verdict->actor;
    return take_verdict(host, verdict, err);
}

struct accord_crew_orders accord_check_orders(const struct accord_check *check)
{
    const struct accord_check_request *request = &check->request;
    return (struct accord_crew_orders){.packs = check->packs,
                                       .dataset = check->dataset,
                                       .options = {.as_of = request->as_of,
                                                   .rules = check->selection.rules,
                                                   .params = check->profile_facts.params,
                                                   .params_count = check->profile_facts.params_count},
                                       .limits = request->bounds.limits,
                                       .seconds = request->bounds.seconds,
                                       .jobs = request->jobs,
                                       .temporary = accord_places_temporary()};
}

static enum accord_status evaluate_apart(struct accord_check *check, struct accord_error *err)
{
    struct accord_crew_orders orders = accord_check_orders(check);
    orders.options.carry = accord_report_carry(check->report);
    orders.actors = check->actors;
    orders.actor_count = check->selection.actor_count;
    orders.early = check->early;
    return accord_crew_evaluate(&orders, accord_check_take_from_apart, check, err);
}

enum accord_status accord_check_evaluate(struct accord_check *check, struct accord_error *err)
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
