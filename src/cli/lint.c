/* `accord lint`: what is wrong with rules, without running them. */
#include "workshop/lint.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/loading.h"
#include "cli/output.h"
#include "cli/places.h"
#include "workshop/case_find.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINT_TEXT_MAX = 64 * 1024 * 1024 };

struct request {
    struct accord_bounds bounds; /* first: its options' host */
    struct accord_config config;
    struct accord_names paths;
    struct accord_names rules_folders;
    struct accord_lint_options lint;
    bool selected; /* --select was given */
    bool strict;
    bool list;
    struct accord_output output;
};

/* One lint at work. */
struct linting {
    struct request request;
    char shipped[ACCORD_PATH_MAX];
    char (*roots)[ACCORD_CASE_PATH_MAX];
    const char **folders; /* those that are linted, without doubles; room for one more */
    size_t folder_count;
    struct accord_lint *lint;
    bool gone; /* the reader of the standard output */
};

/* ---- options ---- */

static enum accord_status take_path(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "a path is empty");
    return accord_names_add(&request->paths, "path", value, err);
}

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_dataset(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--dataset needs a value that is not empty");
    request->lint.dataset = value;
    return ACCORD_OK;
}

static const char *check_word(size_t index)
{
    return accord_lint_check_at(index) != NULL ? accord_lint_check_at(index)->id : NULL;
}

static enum accord_status take_select(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t check;
    enum accord_status status = accord_take_word("check", value, check_word, &check, err);
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; !request->selected && accord_lint_check_at(i) != NULL; i++)
        request->lint.off[i] = true;
    request->selected = true;
    request->lint.off[check] = false;
    return ACCORD_OK;
}

static enum accord_status take_ignore(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t check;
    enum accord_status status = accord_take_word("check", value, check_word, &check, err);
    if (status == ACCORD_OK) request->lint.off[check] = true;
    return status;
}

static enum accord_status take_strict(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->strict = true;
    return ACCORD_OK;
}

static enum accord_status take_list(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    (void)value;
    (void)err;
    request->list = true;
    return ACCORD_OK;
}

static const struct {
    const char *name;
    void (*write)(const struct accord_lint *lint, struct accord_text *text);
} formats[] = {{"text", accord_lint_write_text}, {"json", accord_lint_write_json}};

static const char *format_word(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? formats[index].name : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_take_output(value, format_word, &request->output, err);
}

static const struct accord_option options[] = {
    {"rules", "DIR", "the rules in this folder, in place of those that each PATH belongs to; may be repeated", true,
     take_rules},
    {"dataset", "DATASET", "look for tables and columns in the descriptor of this dataset too", false, take_dataset},
    {"select", "CHECK", "only this check; may be repeated", true, take_select, check_word},
    {"ignore", "CHECK", "not this check; may be repeated", true, take_ignore, check_word},
    {"list", NULL, "list the checks, and look at nothing", false, take_list},
    {"strict", NULL, "exit code 1 for warnings too", false, take_strict},
    {"format", "FORMAT[=FILE]", "{words}, to a file or to standard output; text when left out", false, take_format,
     format_word},
    ACCORD_BOUNDS_OPTIONS,
    ACCORD_CONFIG_OPTIONS,
    {.name = NULL},
};

/* ---- the work ---- */

static void add_folder(struct linting *linting, const char *folder)
{
    for (size_t i = 0; i < linting->folder_count; i++)
        if (accord_case_lies_in(folder, linting->folders[i]) && accord_case_lies_in(linting->folders[i], folder))
            return;
    linting->folders[linting->folder_count++] = folder;
}

/* The folders of rules: those that are named, or those that the paths belong to. */
static enum accord_status find_folders(struct linting *linting, struct accord_error *err)
{
    const struct request *request = &linting->request;
    size_t room = request->paths.count + request->rules_folders.count + 2;
    linting->roots = accord_alloc_zero(request->paths.count + 1, sizeof *linting->roots);
    linting->folders = accord_alloc_zero(room, sizeof *linting->folders);
    if (!linting->roots || !linting->folders) return accord_error_memory(err);
    bool named =
        accord_rules_folders_name(request->rules_folders.items, request->rules_folders.count, linting->shipped);
    bool needs_shipped = named || (request->rules_folders.count == 0 && request->paths.count == 0);
    enum accord_status status = accord_places_rules(linting->shipped, err);
    if (status != ACCORD_OK && needs_shipped) return status;
    if (status != ACCORD_OK) linting->shipped[0] = '\0';
    for (size_t i = 0; i < request->rules_folders.count; i++)
        add_folder(linting, request->rules_folders.items[i]);
    for (size_t i = 0; i < request->paths.count; i++) {
        const char *path = request->paths.items[i], *shipped = linting->shipped[0] ? linting->shipped : NULL;
        if (strlen(path) >= ACCORD_CASE_PATH_MAX || access(path, F_OK) != 0)
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: there is no such file or folder", path);
        accord_case_root(path, shipped, linting->roots[i]);
        if (request->rules_folders.count == 0) add_folder(linting, linting->roots[i]);
    }
    if (linting->folder_count == 0) add_folder(linting, linting->shipped);
    return ACCORD_OK;
}

static enum accord_status load(void *host, const char *const *folders, size_t count, struct accord_problems *problems,
                               struct accord_packs **packs, struct accord_error *err)
{
    const struct accord_bounds *bounds = host;
    if (bounds->isolated) return accord_load_facts_of(folders, count, bounds, problems, packs, err);
    return accord_packs_open(folders, count, &bounds->limits, problems, packs, err);
}

static enum accord_status run_once(struct linting *linting, struct accord_lint **lint, struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_lint_run(&linting->request.lint, problems, lint, err);
    if (status == ACCORD_BAD_DATA && accord_problems_count(problems) > 0) {
        accord_print_problems(problems, linting->request.lint.dataset);
        (void)accord_error_set(err, ACCORD_BAD_DATA, "%s: the dataset's descriptor has errors",
                               linting->request.lint.dataset);
    }
    accord_problems_free(problems);
    return status;
}

/* Rules of one's own that need the shipped ones are looked at together with them. */
static enum accord_status lint_folders(struct linting *linting, struct accord_error *err)
{
    struct request *request = &linting->request;
    struct accord_lint *together = NULL;
    size_t alone = linting->folder_count;
    request->lint.load = load;
    request->lint.host = &request->bounds;
    request->lint.folders = linting->folders;
    request->lint.folder_count = alone;
    request->lint.only = request->paths.items;
    request->lint.only_count = request->paths.count;
    enum accord_status status = run_once(linting, &linting->lint, err);
    if (status != ACCORD_OK || accord_lint_loads(linting->lint) || request->rules_folders.count > 0) return status;
    if (linting->shipped[0]) add_folder(linting, linting->shipped);
    if (linting->folder_count == alone) return ACCORD_OK;
    request->lint.folder_count = linting->folder_count;
    status = run_once(linting, &together, err);
    if (status != ACCORD_OK || !accord_lint_loads(together)) {
        accord_lint_free(together);
        return status;
    }
    accord_lint_free(linting->lint);
    linting->lint = together;
    return ACCORD_OK;
}

static enum accord_status write_list(struct linting *linting, struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, LINT_TEXT_MAX);
    for (size_t i = 0; accord_lint_check_at(i) != NULL; i++) {
        const struct accord_lint_check *check = accord_lint_check_at(i);
        accord_text_addf(&text, "%-17s %-8s %s\n", check->id, check->error ? "error" : "warning", check->meaning);
    }
    enum accord_status status = accord_output_write(linting->request.output.path, &text, &linting->gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status run_lint(struct linting *linting, struct accord_error *err)
{
    struct accord_text text;
    if (linting->request.list) return write_list(linting, err);
    enum accord_status status = find_folders(linting, err);
    if (linting->request.bounds.isolated) accord_say_unfiltered();
    if (status == ACCORD_OK) status = lint_folders(linting, err);
    if (status != ACCORD_OK) return status;
    accord_text_init(&text, LINT_TEXT_MAX);
    formats[linting->request.output.format].write(linting->lint, &text);
    status = accord_output_write(linting->request.output.path, &text, &linting->gone, err);
    accord_text_clear(&text);
    return status;
}

/* ---- how it ended ---- */

static void say_unknown_tables(const struct accord_lint *lint)
{
    struct accord_text text;
    if (accord_lint_unknown_table(lint, 0) == NULL) return;
    accord_text_init(&text, 4096);
    accord_text_add_str(&text, "no core table: ");
    for (size_t i = 0; accord_lint_unknown_table(lint, i) != NULL; i++)
        accord_text_addf(&text, "%s%s", i > 0 ? ", " : "", accord_lint_unknown_table(lint, i));
    accord_text_add_str(&text, "; --dataset DATASET checks what is asked of the tables of a dataset");
    accord_complain(accord_text_str(&text));
    accord_text_clear(&text);
}

static unsigned bits_of(const struct linting *linting)
{
    const struct accord_lint *lint = linting->lint;
    char text[128];
    size_t errors = 0, count = accord_lint_count(lint), files = accord_lint_files(lint);
    for (size_t i = 0; i < count; i++)
        errors += accord_lint_check_at(accord_lint_at(lint, i)->check)->error;
    unsigned bits = 0;
    if (!accord_lint_loads(lint)) bits |= accord_exit_bit(ACCORD_EXIT_USAGE);
    if (errors > 0 || (linting->request.strict && count > 0)) bits |= accord_exit_bit(ACCORD_EXIT_FINDINGS);
    say_unknown_tables(lint);
    if (files == 0) {
        accord_complain("there was nothing to lint: no register, rule, lib or catalogue in what was named");
        return bits | accord_exit_bit(ACCORD_EXIT_NOTHING);
    }
    (void)snprintf(text, sizeof text, "%zu file%s, %zu error%s, %zu warning%s", files, files == 1 ? "" : "s", errors,
                   errors == 1 ? "" : "s", count - errors, count - errors == 1 ? "" : "s");
    accord_complain(text);
    return bits;
}

static int end_lint(const struct linting *linting, enum accord_status status, const struct accord_error *err)
{
    if (status != ACCORD_OK)
        return accord_exit_code(linting->gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                              : accord_complain_of(err, "lint"));
    return linting->lint == NULL ? ACCORD_EXIT_OK : accord_exit_code(bits_of(linting));
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct linting linting = {.request.bounds = accord_bounds_default()};
    struct accord_error err = {0};
    bool help = false;
    int code = 0;
    enum accord_status status =
        accord_config_parse(&linting.request.config, command, count, arguments, &linting.request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_lint(&linting, &err);
        code = end_lint(&linting, status, &err);
    }
    accord_lint_free(linting.lint);
    accord_free(linting.roots);
    accord_free(linting.folders);
    accord_free(linting.request.rules_folders.items);
    accord_config_clear(&linting.request.config);
    accord_free(linting.request.paths.items);
    return code;
}

static const struct accord_example examples[] = {
    {"accord lint rules", "what is wrong with the rules in a folder"},
    {"accord lint --list", "the checks that there are"},
    {.line = NULL},
};

const struct accord_command accord_command_lint = {
    .name = "lint",
    .operand = "[PATH...]",
    .help = "says what is wrong with rules, without running them",
    .about = "Looks at registers, rules, libs and catalogues of other languages: files, or folders of them; the rules "
             "that come with the program when left out. A comment `-- lint: ignore CHECK reason`, on the line or alone "
             "on the line before, silences a check there.",
    .options = options,
    .operand_for = "rules",
    .take_operand = take_path,
    .examples = examples,
    .run = run,
};
