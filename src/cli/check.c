/* `accord check`: load rules and a dataset, evaluate, report, say how it ended. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/check_private.h"
#include "cli/crew_early.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/places.h"
#include "cli/settings.h"
#include "cli/signals.h"
#include "store/dataset.h"

static enum accord_status load_here(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = accord_load_packs(&request->rules_folders, &request->bounds.limits, &check->packs, err);
    if (status == ACCORD_OK) status = accord_settings_open_profile(request, check->packs, &check->profile, err);
    return status;
}

const char *accord_check_dataset_path(const struct accord_check *check)
{
    return check->request.dataset ? check->request.dataset : ".";
}

static void read_dataset(struct accord_check *check)
{
    struct accord_error *err = &check->read_error;
    check->read = accord_problems_new(&check->errors, err);
    if (check->read == ACCORD_OK) check->read = accord_problems_new(&check->warnings, err);
    if (check->read == ACCORD_OK)
        check->read =
            accord_read_dataset(accord_check_dataset_path(check), check->errors, check->warnings, &check->dataset, err);
    if (check->read == ACCORD_OK && check->request.verify)
        check->read = accord_dataset_verify(check->dataset, check->errors, err);
}

static enum accord_status take_dataset(struct accord_check *check, struct accord_error *err)
{
    if (!check->errors) read_dataset(check);
    *err = check->read_error;
    return accord_tell_dataset(accord_check_dataset_path(check), check->errors, check->read, err);
}

/* Whether some report shows every verdict. */
static bool shows_all(const struct accord_check_request *request)
{
    bool shows = request->output_count == 0 && !request->quiet; /* on the terminal, then */
    for (size_t i = 0; i < request->output_count && !shows; i++) {
        struct accord_report_format_facts format;
        shows = accord_report_format(request->outputs[i].format, &format) && !format.only_findings;
    }
    return shows && !request->report.summary && !request->report.only_findings;
}

/* What most checks of a packed dataset ask is known before the rules are: all of them, for all actors, and all that
 * they say. It is no more than a guess: whoever evaluates sees whether it was right. */
static bool foresees(const struct accord_check *check, struct accord_crew_orders *orders)
{
    const struct accord_check_request *request = &check->request;
    bool chooses = request->rules.count > 0 || request->instruments.count > 0 || request->tags.count > 0 ||
                   request->regions.count > 0 || request->actors.count > 0 || request->changed_since ||
                   request->shards > 1 || request->profile;
    if (chooses || request->print_config || request->store || check->merges || !shows_all(request)) return false;
    if (!check->dataset) return false;
    *orders = accord_check_orders(check);
    orders->options.carry = ACCORD_CARRY_ALL;
    return true;
}

/* While the rules load, a small dataset is read; nobody should wait for a large one to be told of a mistake in a rule,
 * which goes before those in the data. */
static enum accord_status load_apart(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    char path[ACCORD_PATH_MAX];
    struct accord_loader *loader = NULL;
    struct accord_error unknown;
    enum accord_status found = request->profile ? accord_settings_find_profile(request, path, &unknown) : ACCORD_OK;
    bool known = request->profile && found == ACCORD_OK;
    const char *dataset = accord_check_dataset_path(check);
    struct accord_crew_orders orders;
    /* one that is packed is open at once */
    if (!request->print_config && !request->verify && accord_dataset_is_packed(dataset)) read_dataset(check);
    bool foreseen = foresees(check, &orders);
    enum accord_status status = accord_loader_start(&request->rules_folders, known ? path : NULL, &request->bounds,
                                                    foreseen ? &orders : NULL, &loader, err);
    if (status == ACCORD_OK && !request->print_config && accord_dataset_is_small(dataset)) read_dataset(check);
    if (status == ACCORD_OK) status = accord_loader_finish(loader, &check->packs, &check->profile, err);
    if (status == ACCORD_OK) check->early = accord_loader_take_early(loader);
    accord_loader_free(loader);
    return status == ACCORD_OK && found != ACCORD_OK ? accord_error_set(err, found, "%s", unknown.text) : status;
}

static enum accord_status load_rules(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = request->bounds.isolated ? load_apart(check, err) : load_here(check, err);
    if (status != ACCORD_OK) return status;
    if (check->profile) accord_profile_facts(check->profile, &check->profile_facts);
    if (check->store) status = accord_load_catalogue(check->packs, &check->catalogue, err);
    if (status != ACCORD_OK) return status;
    return accord_select_rules(&check->selection, request, check->packs, check->profile_facts.rules, err);
}

/* Where they are not all, they are listed. */
static enum accord_status select_actors(struct accord_check *check, struct accord_error *err)
{
    struct accord_selection *selection = &check->selection;
    size_t total = accord_dataset_actor_count(check->dataset), count = 0;
    enum accord_status status = accord_select_actors(selection, &check->request, check->dataset, err);
    if (status == ACCORD_OK) status = accord_check_narrow(check, err);
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
static enum accord_status settle_request(struct accord_check *check, struct accord_error *err)
{
    struct accord_check_request *request = &check->request;
    if (request->no_cache && !request->store)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--no-cache is about --store, which was not given");
    if (request->verify && !accord_dataset_is_packed(accord_check_dataset_path(check)))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "%s: no packed dataset, expected one for --verify: what is in a folder is checked "
                                "whenever it is read",
                                accord_check_dataset_path(check));
    const char *other = request->actors.count > 0    ? "actor"
                        : request->regions.count > 0 ? "region"
                        : request->changed_since     ? "changed-since"
                                                     : NULL;
    if (request->shards > 1 && other)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--shard and --%s both choose actors: expected one of them",
                                other);
    if (!request->as_of_given) request->as_of = accord_places_today();
    enum accord_status status = accord_check_settle_outputs(request, err);
    if (status == ACCORD_OK) status = accord_check_settle_ledger(request, err);
    if (status == ACCORD_OK && request->changed_since && !request->print_config)
        status = accord_changed_open(&check->changed, accord_check_dataset_path(check), request->changed_since, err);
    if (status == ACCORD_OK && request->store && !request->print_config)
        status = accord_stored_open_file(request, &check->store, err);
    if (status != ACCORD_OK || !check->merges) return status;
    if (request->merged.count == 0) return accord_error_set(err, ACCORD_BAD_USAGE, "which runs are to be merged?");
    return accord_stored_merge_open(&check->merge, request, check->store, err);
}

static enum accord_status open_stored(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    const struct accord_stored_check stored = {.request = request,
                                               .packs = check->packs,
                                               .catalogue = check->catalogue,
                                               .dataset = check->dataset,
                                               .warnings = check->warnings,
                                               .selection = &check->selection,
                                               .profile = &check->profile_facts,
                                               .actors = check->actors,
                                               .file = check->store,
                                               .merged = check->merge.list.runs,
                                               .merged_count = check->merge.list.count,
                                               .function = accord_check_take_from_apart,
                                               .host = check};
    if (!request->store && !check->merges) return ACCORD_OK;
    if (request->store && accord_dataset_reads(check->dataset, request->store))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a file of the dataset, expected another path for the store",
                                request->store);
    return accord_stored_open(&check->stored, &stored, err);
}

/* The reports are right and complete whether or not the run can be kept. */
static void append(struct accord_check *check)
{
    if (check->store && accord_session_append(check->stored.session, &check->not_stored) == ACCORD_OK)
        check->not_stored.status = ACCORD_OK;
}

enum accord_status accord_check_run(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    enum accord_status status = settle_request(check, err);
    if (status == ACCORD_OK) status = load_rules(check, err);
    if (status != ACCORD_OK || request->print_config) return status;
    status = take_dataset(check, err);
    if (status == ACCORD_OK) status = select_actors(check, err);
    if (status == ACCORD_OK) status = accord_check_describe(check, err);
    if (status == ACCORD_OK) status = accord_check_open_ledger(check, err);
    if (status == ACCORD_OK) status = open_stored(check, err);
    if (status == ACCORD_OK) status = accord_check_start_report(check, err);
    if (status == ACCORD_OK) status = accord_check_evaluate(check, err);
    if (status == ACCORD_OK) status = accord_report_finish(check->report, err);
    if (status == ACCORD_OK) append(check);
    return status;
}

void accord_check_clear(struct accord_check *check)
{
    accord_signals_watch_report(NULL);
    accord_early_free(check->early);
    accord_report_free(check->report);
    accord_since_close(check->since);
    accord_ledger_close(check->ledger);
    accord_stored_close(&check->stored);
    accord_stored_merge_close(&check->merge);
    accord_run_file_close(check->store);
    accord_selection_clear(&check->selection);
    accord_changed_close(&check->changed);
    accord_free(check->notes.items);
    accord_arena_clear(&check->arena);
    accord_free(check->actors);
    accord_dataset_close(check->dataset);
    accord_profile_close(check->profile);
    accord_pack_catalogue_free(check->catalogue);
    accord_packs_close(check->packs);
    accord_problems_free(check->warnings);
    accord_problems_free(check->errors);
    accord_check_request_clear(&check->request);
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct accord_check check = {.request = accord_check_request_default(), .merges = command == &accord_command_merge};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status =
        accord_config_parse(&check.request.config, command, count, arguments, &check.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = accord_check_run(&check, &err);
        code = accord_check_end(&check, status, &err);
    }
    accord_check_clear(&check);
    return code;
}

static const struct accord_example check_examples[] = {
    {"accord check data", "what the record in the folder data shows today"},
    {"accord check data --as-of 2025-06-30 --format text --format json=report.json",
     "as of a day: what needs a look on the terminal, all of it in a file"},
    {"accord check data --instrument cms-11.10 --summary", "counts and scores of one instrument"},
    {"accord check data --fail-on gap --fail-force binding --quiet",
     "nothing but an exit code: 1 for gaps in what Parties are bound to do"},
    {"accord check data --shard 1/2 --store runs.db --quiet", "one half of the actors; the other with --shard 2/2"},
    {.line = NULL},
};

const struct accord_command accord_command_check = {
    .name = "check",
    .operand = "[DATASET]",
    .help = "says what is met, what is a gap, and what was never reported",
    .about =
        "Reads the dataset (a folder with datapackage.json, or a file that accord import packed; the working folder "
        "when left out), evaluates the rules "
        "for every actor that they address, and reports what the record shows as of a date.",
    .options = accord_check_options,
    .operand_for = "dataset",
    .checks = true,
    .take_operand = accord_check_take_dataset,
    .examples = check_examples,
    .run = run,
};

static const struct accord_example merge_examples[] = {
    {"accord merge runs.db --dataset data --summary", "what the halves of a check in a store come to"},
    {.line = NULL},
};

const struct accord_command accord_command_merge = {
    .name = "merge",
    .operand = "RUN...",
    .help = "joins stored runs of parts of a dataset into the report of the whole",
    .about =
        "Takes the newest run of each store (STORE#ID, STORE#TAG: that one; of a store with several shards of one "
        "check, each of "
        "them), refuses what does not belong together, says what differs, concludes aggregate rules and reports as one "
        "check of all actors would have: the same bytes. Options that choose rules, params and limits must be those of "
        "the checks.",
    .options = accord_merge_options,
    .checks = true,
    .take_operand = accord_merge_take_run,
    .examples = merge_examples,
    .run = run,
};
