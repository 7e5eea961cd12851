/* `accord runs`: the runs of a store listed, named, tagged, and taken out. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "cli/runs_list.h"
#include "runs/index_runs.h"
#include "store/run_labels.h"
#include "store/run_prune.h"

#include <limits.h>
#include <string.h>

enum { LIST_MAX = 256 * 1024 * 1024, ID_DIGITS_MAX = 15 };

struct request {
    const char *store;
    struct accord_output output;
    struct accord_names names; /* as they were given: "3=Before the COP" */
    struct accord_names tags;
    struct accord_names untagged;
    bool indexes;
    bool prunes;
    bool keeps; /* something says what stays */
    bool dry;
    struct accord_run_prune prune;
    char before[ACCORD_DATE_TEXT_MAX];
};

/* ---- options ---- */

static enum accord_status take_store(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->store) return accord_error_set(err, ACCORD_BAD_USAGE, "one store at a time, unexpected \"%s\"", value);
    request->store = value;
    return ACCORD_OK;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_output(value, accord_runs_list_format, &request->output, err);
}

static enum accord_status take_name(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->names, "name", value, err);
}

static enum accord_status take_tag(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->tags, "tag", value, err);
}

static enum accord_status take_untag(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->untagged, "untag", value, err);
}

static enum accord_status take_index(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->indexes = true;
    return ACCORD_OK;
}

static enum accord_status take_prune(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->prunes = true;
    return ACCORD_OK;
}

static enum accord_status take_keep_last(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    uint64_t number = 0;
    request->keeps = true;
    enum accord_status status = accord_take_number("keep-last", value, 1, INT_MAX, &number, err);
    if (status == ACCORD_OK) request->prune.keep_last = (int64_t)number;
    return status;
}

static enum accord_status take_keep_tagged(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->keeps = request->prune.keep_labelled = true;
    return ACCORD_OK;
}

static enum accord_status take_before(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    struct accord_date day;
    enum accord_status status = accord_take_day("before", value, &day, err);
    if (status != ACCORD_OK) return status;
    request->keeps = true;
    request->prune.before = accord_date_format(day, request->before);
    return ACCORD_OK;
}

static enum accord_status take_dry_run(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->dry = true;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"format", "FORMAT[=PATH]", "{words}, to standard output or a file; text when left out", false, take_format,
     accord_runs_list_format},
    {"name", "ID=NAME",
     "calls a run so, in the place of the name that it may have; the newest one where ID= is left out; may be repeated",
     true, take_name, NULL},
    {"tag", "ID=TAG",
     "tags a run (COP14, StC53): a run may have several tags, and no two have the same; the newest one where ID= is "
     "left out; may be repeated",
     true, take_tag, NULL},
    {"untag", "TAG", "takes a tag or a name away; may be repeated", true, take_untag, NULL},
    {"index", NULL, "writes down as rows what the views for SQL show, of runs of which that was not done yet", false,
     take_index, NULL},
    {"prune", NULL, "takes out every run of which no option says that it stays", false, take_prune, NULL},
    {"keep-last", "N", "of --prune: the newest N of each dataset, profile and shard stay", false, take_keep_last, NULL},
    {"keep-tagged", NULL, "of --prune: what has a tag or a name stays", false, take_keep_tagged, NULL},
    {"before", "DATE", "of --prune: what is as of that day or later stays", false, take_before, NULL},
    {"dry-run", NULL, "says what would come of it, and changes nothing", false, take_dry_run, NULL},
    {.name = NULL},
};

/* ---- what was asked ---- */

static bool changes(const struct request *request)
{
    return request->prunes || request->names.count + request->tags.count + request->untagged.count > 0;
}

static enum accord_status settle(const struct request *request, struct accord_error *err)
{
    if (!request->store) return accord_error_set(err, ACCORD_BAD_USAGE, "which store of runs? accord runs RUNS.db");
    if (request->keeps && !request->prunes)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--keep-last, --keep-tagged and --before say what stays of --prune, expected it too");
    if (request->prunes && !request->keeps)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--prune: what stays? expected --keep-last N, --keep-tagged or --before DATE");
    if (request->dry && request->indexes)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--dry-run: changes nothing, --index does: give one of them");
    if (request->dry && !changes(request))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--dry-run: nothing is to be changed, expected --prune, --name, --tag or --untag");
    if (request->output.path && accord_places_is_of_store(request->output.path, request->store))
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the store, expected another path", request->output.path);
    return ACCORD_OK;
}

/* ---- changes ---- */

/* The run that is told before the "=": by its id, name or tag. */
static enum accord_status find_run(struct accord_run_file *file, const struct accord_runs_list *list, const char *said,
                                   int64_t *run, struct accord_error *err)
{
    size_t digits = strspn(said, "0123456789");
    *run = 0;
    if (digits == 0 || said[digits] != '\0') return accord_run_label_find(file, said, run, err);
    for (size_t i = 0; i < digits && digits <= ID_DIGITS_MAX; i++)
        *run = 10 * *run + (said[i] - '0');
    if (accord_runs_list_find(list, *run)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: no run %s is in it", accord_run_file_path(file), said);
}

/* One value of --name or --tag. */
static enum accord_status give(struct accord_run_file *file, const struct accord_runs_list *list, const char *value,
                               bool is_name, struct accord_error *err)
{
    const char *mark = strchr(value, '=');
    struct accord_run_label label = {.text = mark ? mark + 1 : value, .is_name = is_name};
    const char *fault = accord_run_label_fault(label.text, is_name);
    enum accord_status status = ACCORD_OK;
    if (fault)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s %s: %s, expected a %s such as %s",
                                is_name ? "name" : "tag", value, fault, is_name ? "name" : "tag",
                                is_name ? "3=\"Before the session\"" : "3=COP14");
    if (mark) {
        char *said = accord_copy_text(value, (size_t)(mark - value));
        status = said ? find_run(file, list, said, &label.run, err) : accord_error_memory(err);
        accord_free(said);
    } else if (list->count > 0) {
        label.run = list->runs[list->count - 1].record.id;
    } else {
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: no run is stored", accord_run_file_path(file));
    }
    return status == ACCORD_OK ? accord_run_label_give(file, &label, err) : status;
}

static enum accord_status change_labels(const struct request *request, struct accord_run_file *file,
                                        const struct accord_runs_list *list, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < request->untagged.count && status == ACCORD_OK; i++)
        status = accord_run_label_take(file, request->untagged.items[i], err);
    for (size_t i = 0; i < request->names.count && status == ACCORD_OK; i++)
        status = give(file, list, request->names.items[i], true, err);
    for (size_t i = 0; i < request->tags.count && status == ACCORD_OK; i++)
        status = give(file, list, request->tags.items[i], false, err);
    return status;
}

static enum accord_status mark_going(void *host, int64_t run, struct accord_error *err)
{
    struct accord_listed_run *listed = accord_runs_list_find(host, run);
    (void)err;
    if (listed) listed->goes = true;
    return ACCORD_OK;
}

/* In one transaction, which a run that is told of twice (before its labels were changed, and after) is read in too. */
static enum accord_status change(const struct request *request, struct accord_run_file *file,
                                 struct accord_runs_list *list, struct accord_error *err)
{
    struct accord_runs_list before = {.count = 0};
    enum accord_status status = accord_runs_list_read(&before, file, err);
    if (status == ACCORD_OK) status = change_labels(request, file, &before, err);
    accord_runs_list_clear(&before);
    if (status == ACCORD_OK) status = accord_runs_list_read(list, file, err);
    list->prunes = request->prunes;
    list->dry = request->dry;
    if (status != ACCORD_OK || !request->prunes) return status;
    return accord_run_file_prune(file, &request->prune, mark_going, list, &list->pruned, err);
}

static enum accord_status change_and_read(const struct request *request, struct accord_run_file *file,
                                          struct accord_runs_list *list, struct accord_error *err)
{
    struct accord_error late = {0};
    enum accord_status status = accord_run_file_begin(file, err);
    if (status != ACCORD_OK) return status;
    status = change(request, file, list, err);
    enum accord_status ended = accord_run_file_end(file, status == ACCORD_OK && !request->dry, &late);
    if (status == ACCORD_OK && ended != ACCORD_OK) *err = late;
    return status == ACCORD_OK ? ended : status;
}

/* ---- the work ---- */

static enum accord_status read_list(const struct request *request, struct accord_runs_list *list,
                                    struct accord_error *err)
{
    struct accord_run_file *file = NULL;
    bool writes = changes(request) || request->indexes;
    enum accord_status status = writes ? accord_run_file_open_to_change(request->store, &file, err)
                                       : accord_run_file_open(request->store, false, &file, err);
    if (status == ACCORD_OK && request->indexes) status = accord_runs_index(file, err);
    if (status == ACCORD_OK)
        status = changes(request) ? change_and_read(request, file, list, err) : accord_runs_list_read(list, file, err);
    accord_run_file_close(file);
    return status;
}

static enum accord_status run_runs(const struct request *request, bool *gone, struct accord_error *err)
{
    struct accord_runs_list list = {.count = 0};
    struct accord_text text;
    accord_text_init(&text, LIST_MAX);
    enum accord_status status = settle(request, err);
    if (status == ACCORD_OK) status = read_list(request, &list, err);
    if (status == ACCORD_OK) {
        accord_runs_list_write(&list, request->output.format, &text);
        status = accord_output_write(request->output.path, &text, gone, err);
    }
    accord_text_clear(&text);
    accord_runs_list_clear(&list);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {.store = NULL};
    struct accord_error err = {0};
    bool help = false, gone = false;
    int code = 0;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_runs(&request, &gone, &err);
        if (status != ACCORD_OK)
            code = accord_exit_code(gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                         : accord_complain_of(&err, command->name));
    }
    accord_free(request.names.items);
    accord_free(request.tags.items);
    accord_free(request.untagged.items);
    return code;
}

static const struct accord_example examples[] = {
    {"accord runs runs.db", "lists the runs of the store"},
    {"accord runs runs.db --tag 1=COP14", "the run can be called runs.db#COP14 from now on"},
    {"accord runs runs.db --index", "what a dashboard shows of the store is up to date"},
    {"accord runs runs.db --prune --keep-last 30 --keep-tagged --dry-run", "what would be taken out"},
    {.line = NULL},
};

const struct accord_command accord_command_runs = {
    .name = "runs",
    .operand = "RUNS",
    .help = "lists, names, tags and takes out the runs of a store",
    .about =
        "Lists what `accord check --store RUNS` kept. A name or a tag stands where the id of a run can: "
        "RUNS#COP14. It may be told so for ID too. All that is asked at once is done or nothing is. A run that is "
        "taken out goes with what no other run shares; later runs take its room, no run gets its id, and findings "
        "are told to be on record since the earliest run that is left. Verdicts are coded; --index writes them down as "
        "rows too, of each block once, for the views v_runs, v_verdicts, v_findings, v_by_provision, v_by_party and "
        "v_history: one run after the other, before what else is asked.",
    .options = options,
    .take_operand = take_store,
    .examples = examples,
    .run = run,
};
