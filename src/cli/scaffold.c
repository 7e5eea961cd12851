/* `accord new-rule` and `accord new-instrument`: files to begin with. */
#include "workshop/scaffold.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/places.h"
#include "cli/selection.h"
#include "workshop/trace.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_MAX = 8 * 1024, TREATY_MAX = 64 };

struct request {
    const char *operands[2];
    size_t operand_count;
    size_t operands_wanted;
    struct accord_names folders;
    const char *provision;
    const char *subject;
    const char *under;
};

/* ---- options ---- */

static enum accord_status take_operand(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->operand_count == request->operands_wanted)
        return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\"", value);
    request->operands[request->operand_count++] = value;
    return ACCORD_OK;
}

static enum accord_status take_folder(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->folders, "rules", value, err);
}

static enum accord_status take_provision(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)err;
    request->provision = value;
    return ACCORD_OK;
}

static enum accord_status take_subject(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t word;
    request->subject = value;
    return accord_take_word("subject", value, accord_subject_name, &word, err);
}

static enum accord_status take_under(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    const char *why = accord_scaffold_refuse_instrument(value);
    request->under = value;
    return why ? accord_error_set(err, ACCORD_BAD_USAGE, "--under %s: %s", value, why) : ACCORD_OK;
}

static const struct accord_option rule_options[] = {
    {"provision", "P", "the provision that it assesses; the first that has no rule when left out", false,
     take_provision},
    {"subject", "SUBJECT", "whom it assesses: {words}; the first addressee without a rule when left out", false,
     take_subject, accord_subject_name},
    {"rules", "DIR", "the folder of the rules, ./rules when left out; repeated: the rule is written to the last", true,
     take_folder},
    {.name = NULL},
};

static const struct accord_option instrument_options[] = {
    {"under", "TREATY", "the treaty under which it was adopted; what stands before the first '-' of ID when left out",
     false, take_under},
    {"rules", "DIR", "the folder of the rules, made where it is not there; ./rules when left out", false, take_folder},
    {.name = NULL},
};

static const char *folder_of(const struct request *request)
{
    return request->folders.count > 0 ? request->folders.items[request->folders.count - 1] : "rules";
}

/* ---- what a new rule is about ---- */

static const char *const *provision_ids(const struct accord_packs *packs, size_t instrument, size_t *count)
{
    struct accord_instrument_facts facts;
    accord_packs_instrument(packs, instrument, &facts);
    const char **ids = accord_alloc_zero(facts.provision_count + 1, sizeof *ids);
    for (*count = 0; ids && *count < facts.provision_count; (*count)++) {
        struct accord_provision_facts provision;
        accord_packs_provision(packs, facts.first_provision + *count, &provision);
        ids[*count] = provision.id + strlen(facts.id) + 1;
    }
    return ids;
}

/* "25" or "cms-11.10:25". */
static enum accord_status find_provision(const struct accord_packs *packs, size_t instrument, const char *name,
                                         size_t *provision, struct accord_error *err)
{
    struct accord_instrument_facts facts;
    size_t count;
    accord_packs_instrument(packs, instrument, &facts);
    size_t length = strlen(facts.id);
    if (strncmp(name, facts.id, length) == 0 && name[length] == ':') name += length + 1;
    const char *const *ids = provision_ids(packs, instrument, &count);
    if (!ids) return accord_error_memory(err);
    *provision = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], name) == 0) *provision = facts.first_provision + i;
    enum accord_status status = ACCORD_OK;
    if (*provision == SIZE_MAX) status = accord_unknown_name(err, "provision", name, ids, count);
    accord_free((void *)(uintptr_t)ids);
    return status;
}

/* The first row that fits what is asked for and has no rule, or the first that fits. */
static enum accord_status choose_row(const struct accord_trace *trace, size_t provision, const char *subject,
                                     const struct accord_trace_row **row, struct accord_error *err)
{
    *row = NULL;
    for (size_t i = 0; i < trace->row_count; i++) {
        const struct accord_trace_row *at = &trace->rows[i];
        bool assessable = at->state == ACCORD_TRACE_COVERED || at->state == ACCORD_TRACE_UNCOVERED;
        bool fits = assessable && (provision == SIZE_MAX || at->provision == provision) &&
                    (!subject || strcmp(at->subject, subject) == 0);
        bool better = !*row || ((*row)->state == ACCORD_TRACE_COVERED && at->state == ACCORD_TRACE_UNCOVERED);
        if (fits && better) *row = at;
    }
    if (*row) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "no limb that can be assessed fits: accord trace shows the limbs and whom they address");
}

static enum accord_status refuse_context(const struct accord_packs *packs, size_t provision, struct accord_error *err)
{
    struct accord_provision_facts facts;
    if (provision == SIZE_MAX) return ACCORD_OK;
    accord_packs_provision(packs, provision, &facts);
    if (!facts.context && facts.addressee_count > 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s is context: %s", facts.id,
                            facts.context ? facts.context : "it addresses nobody");
}

static void describe(const struct accord_packs *packs, const struct accord_trace_row *row,
                     struct accord_scaffold_rule *rule)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(packs, row->provision, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    rule->under = instrument.under;
    rule->provision = provision.id;
    rule->summary = provision.summary;
    rule->subject = row->subject;
    rule->as_of = provision.effect;
}

static enum accord_status find_instrument(const struct accord_packs *packs, const char *id, size_t *instrument,
                                          struct accord_error *err)
{
    const struct accord_names names = {.items = &id, .count = 1};
    enum accord_status status = accord_check_instruments(&names, packs, err);
    for (*instrument = 0; status == ACCORD_OK; ++*instrument) {
        struct accord_instrument_facts facts;
        accord_packs_instrument(packs, *instrument, &facts);
        if (strcmp(facts.id, id) == 0) break;
    }
    return status;
}

static enum accord_status plan_rule(const struct request *request, const struct accord_packs *packs,
                                    struct accord_scaffold *scaffold, struct accord_error *err)
{
    struct accord_scaffold_rule rule = {
        .instrument = request->operands[0], .name = request->operands[1], .today = accord_places_today()};
    struct accord_trace *trace = NULL;
    const struct accord_trace_row *row = NULL;
    size_t instrument = 0, provision = SIZE_MAX;
    bool *wanted = accord_alloc_zero(accord_packs_instrument_count(packs) + 1, sizeof *wanted);
    enum accord_status status = wanted ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = find_instrument(packs, rule.instrument, &instrument, err);
    if (status == ACCORD_OK && request->provision)
        status = find_provision(packs, instrument, request->provision, &provision, err);
    if (status == ACCORD_OK) status = refuse_context(packs, provision, err);
    if (status != ACCORD_OK) goto out;
    wanted[instrument] = true;
    status = accord_trace_new(packs, wanted, &trace, err);
    if (status == ACCORD_OK) status = choose_row(trace, provision, request->subject, &row, err);
    if (status != ACCORD_OK) goto out;
    describe(packs, row, &rule);
    accord_scaffold_add_rule(scaffold, &rule);
out:
    accord_trace_free(trace);
    accord_free(wanted);
    return status;
}

/* Not there, or with nothing in it that is seen: rules may be begun in it. */
static bool is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    bool empty = folder || errno == ENOENT;
    const struct dirent *entry;
    while (folder && empty && (entry = readdir(folder)) != NULL)
        empty = entry->d_name[0] == '.';
    if (folder) (void)closedir(folder);
    return empty;
}

static enum accord_status new_rule(const struct request *request, struct accord_scaffold *scaffold,
                                   struct accord_error *err)
{
    const char *folder = folder_of(request);
    struct accord_names folders = request->folders;
    struct accord_packs *packs = NULL;
    const char *why = accord_scaffold_refuse_rule(request->operands[1]);
    if (why) return accord_error_set(err, ACCORD_BAD_USAGE, "the name \"%s\": %s", request->operands[1], why);
    if (folders.count == 0) folders = (struct accord_names){.items = &folder, .count = 1};
    if (folders.count > 1 && is_empty_folder(folder)) folders.count--;
    enum accord_status status = accord_load_facts(&folders, &packs, err);
    if (status == ACCORD_OK) status = plan_rule(request, packs, scaffold, err);
    accord_packs_close(packs);
    return status;
}

static enum accord_status new_instrument(const struct request *request, struct accord_scaffold *scaffold,
                                         struct accord_error *err)
{
    const char *id = request->operands[0];
    char treaty[TREATY_MAX], provision[MESSAGE_MAX];
    const char *why = accord_scaffold_refuse_instrument(id);
    if (why) return accord_error_set(err, ACCORD_BAD_USAGE, "the id \"%s\": %s", id, why);
    (void)snprintf(treaty, sizeof treaty, "%.*s", (int)strcspn(id, "-"), id);
    (void)snprintf(provision, sizeof provision, "%s:1", id);
    const char *under = request->under ? request->under : treaty;
    struct accord_date today = accord_places_today();
    const struct accord_scaffold_rule rule = {
        .instrument = id,
        .under = under,
        .name = "no-act-on-record",
        .provision = provision,
        .summary = "Paragraph 1: what it asks of each Party, in own words.",
        .subject = "party",
        .as_of = today,
        .today = today,
    };
    accord_scaffold_add_register(scaffold, id, under, today);
    accord_scaffold_add_rule(scaffold, &rule);
    return ACCORD_OK;
}

/* ---- the commands ---- */

static int say_what_is_next(const struct request *request, const struct accord_scaffold *scaffold)
{
    struct accord_text text;
    const char *folder = folder_of(request);
    accord_text_init(&text, MESSAGE_MAX);
    for (size_t i = 0; i < scaffold->count; i++)
        if (!scaffold->files[i].shared) accord_text_addf(&text, "%s/%s\n", folder, scaffold->files[i].path);
    accord_text_addf(&text, "Next: accord test %s/%s, and write until it passes\n", folder, request->operands[0]);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

typedef enum accord_status (*scaffold_function)(const struct request *request, struct accord_scaffold *scaffold,
                                                struct accord_error *err);

static int run_scaffold(const struct accord_command *command, int count, char **arguments, size_t operands,
                        scaffold_function function)
{
    struct request request = {.operands_wanted = operands};
    struct accord_scaffold scaffold = {.count = 0};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
        goto out;
    }
    if (status == ACCORD_OK && request.operand_count < operands)
        status = accord_error_set(&err, ACCORD_BAD_USAGE, "what is it called? accord %s %s", command->name,
                                  command->operand);
    if (status == ACCORD_OK) status = function(&request, &scaffold, &err);
    if (status == ACCORD_OK) {
        accord_scaffold_add_editor(&scaffold);
        status = accord_scaffold_write(&scaffold, folder_of(&request), &err);
    }
    code = status == ACCORD_OK ? say_what_is_next(&request, &scaffold)
                               : accord_exit_code(accord_complain_of(&err, command->name));
out:
    accord_scaffold_clear(&scaffold);
    accord_free(request.folders.items);
    return code;
}

static int run_new_rule(const struct accord_command *command, int count, char **arguments)
{
    return run_scaffold(command, count, arguments, 2, new_rule);
}

static int run_new_instrument(const struct accord_command *command, int count, char **arguments)
{
    return run_scaffold(command, count, arguments, 1, new_instrument);
}

static const struct accord_example new_rule_examples[] = {
    {"accord new-rule cms-11.10 no-meeting-attended --provision 25 --subject party",
     "begins rules/cms-11.10/no_meeting_attended.lua"},
    {.line = NULL},
};

const struct accord_command accord_command_new_rule = {
    .name = "new-rule",
    .operand = "INSTRUMENT NAME",
    .help = "begins a rule, with its cases",
    .about = "Writes a rule called after what is wrong (no-focal-point) and its cases, which fail until the rule is "
             "written. The comments say what is to be done. No file is ever overwritten.",
    .options = rule_options,
    .take_operand = take_operand,
    .examples = new_rule_examples,
    .run = run_new_rule,
};

static const struct accord_example new_instrument_examples[] = {
    {"accord new-instrument cms-12.3", "begins rules/cms-12.3"},
    {.line = NULL},
};

const struct accord_command accord_command_new_instrument = {
    .name = "new-instrument",
    .operand = "ID",
    .help = "begins an instrument: a register, a rule and its cases",
    .about = "Writes a register with one provision, a rule for it with its cases, which fail until the rule is "
             "written, and what editors need. The comments say what is to be done. No file is ever overwritten.",
    .options = instrument_options,
    .take_operand = take_operand,
    .examples = new_instrument_examples,
    .run = run_new_instrument,
};
