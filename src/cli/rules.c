/* `accord rules`: which rules there are, their pages, and the definitions that editors need. */
#include "accord/report.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/loader.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "report/emit.h"
#include "report/page.h"
#include "workshop/docs.h"
#include "workshop/luacats.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { RULES_TEXT_MAX = 64 * 1024 * 1024, PAGE_WIDTH = 80 };

struct request {
    struct accord_config config;
    struct accord_names rules_folders;
    struct accord_names instruments;
    struct accord_names rules; /* globs */
    struct accord_names subjects;
    struct accord_names forces;
    struct accord_names tags;
    struct accord_output output;
    const char *docs;    /* a folder, or NULL */
    const char *luacats; /* a file, or NULL */
    bool listed;         /* an option of the list was given */
};

/* ---- options ---- */

static enum accord_status take_rules(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    return accord_names_add(&request->rules_folders, "rules", value, err);
}

static enum accord_status take_instrument(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->listed = true;
    return accord_names_add(&request->instruments, "instrument", value, err);
}

static enum accord_status take_rule(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->listed = true;
    return accord_names_add(&request->rules, "rule", value, err);
}

static enum accord_status take_subject(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t word;
    request->listed = true;
    enum accord_status status = accord_take_word("subject", value, accord_subject_name, &word, err);
    return status == ACCORD_OK ? accord_names_add(&request->subjects, "subject", value, err) : status;
}

static enum accord_status take_force(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t word;
    request->listed = true;
    enum accord_status status = accord_take_word("force", value, accord_force_word, &word, err);
    return status == ACCORD_OK ? accord_names_add(&request->forces, "force", value, err) : status;
}

static enum accord_status take_tag(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->listed = true;
    return accord_names_add(&request->tags, "tag", value, err);
}

static const char *format_word(size_t index)
{
    static const char *const words[] = {"text", "json"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

static enum accord_status take_format(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    request->listed = true;
    return accord_take_output(value, format_word, &request->output, err);
}

static enum accord_status take_docs(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--docs needs a value that is not empty");
    request->docs = value;
    return ACCORD_OK;
}

static enum accord_status take_luacats(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (value[0] == '\0') return accord_error_set(err, ACCORD_BAD_USAGE, "--luacats needs a value that is not empty");
    request->luacats = value;
    return ACCORD_OK;
}

static const struct accord_option options[] = {
    {"rules", "DIR",
     "load the rules in this folder, in place of the installed ones (@installed: these too); may be repeated", true,
     take_rules},
    {"instrument", "ID", "only rules of this instrument; may be repeated", true, take_instrument},
    {"rule", "GLOB", "only rules whose id matches (* any run, ? one character); may be repeated", true, take_rule},
    {"subject", "SUBJECT", "only rules for this subject: {words}; may be repeated", true, take_subject,
     accord_subject_name},
    {"force", "FORCE", "only rules on provisions of this force: {words}; may be repeated", true, take_force,
     accord_force_word},
    {"tag", "TAG", "only rules with this tag; may be repeated", true, take_tag},
    {"format", "FORMAT[=FILE]", "{words}, to a file or to standard output; text when left out", false, take_format,
     format_word},
    {"docs", "DIR",
     "write a Markdown page for each rule and each instrument, and an index; a folder with other files is refused",
     false, take_docs},
    {"luacats", "FILE", "write the definitions of the rule API for lua-language-server", false, take_luacats},
    ACCORD_CONFIG_OPTIONS,
    {.name = NULL},
};

/* ---- which rules ---- */

static bool matches(const struct accord_names *globs, const char *id)
{
    for (size_t i = 0; i < globs->count; i++)
        if (accord_glob_match(globs->items[i], id)) return true;
    return globs->count == 0;
}

/* What the list tells of a rule. */
struct listed {
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
};

/* False where the rule is not asked for. */
static bool take(const struct request *request, const struct accord_packs *packs, size_t index, struct listed *listed)
{
    accord_packs_rule(packs, index, &listed->rule);
    accord_packs_provision(packs, listed->rule.provision, &listed->provision);
    accord_packs_instrument(packs, listed->provision.instrument, &listed->instrument);
    return accord_names_have(&request->instruments, listed->instrument.id) &&
           matches(&request->rules, listed->rule.id) && accord_names_have(&request->subjects, listed->rule.subject) &&
           accord_names_have(&request->forces, accord_force_name(listed->provision.force)) &&
           accord_rule_has_tag(&listed->rule, &request->tags);
}

/* ---- the list ---- */

static void write_text(const struct request *request, const struct accord_packs *packs, struct accord_text *text)
{
    struct accord_page page;
    struct listed listed;
    char line[512];
    size_t count = 0;
    accord_page_init(&page, text, PAGE_WIDTH, false);
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        if (!take(request, packs, i, &listed)) continue;
        count++;
        accord_page_wrap(&page, ACCORD_STYLE_HEADING, 0, 2, listed.rule.id);
        accord_page_spaces(&page, 2);
        accord_page_wrap(&page, ACCORD_STYLE_PLAIN, 2, 2, listed.rule.title);
        (void)snprintf(line, sizeof line, "%s, %s (%s), %s%s%s", listed.provision.id, listed.provision.verb,
                       accord_force_name(listed.provision.force), listed.rule.subject,
                       listed.rule.over ? ", over " : "", listed.rule.over ? listed.rule.over : "");
        accord_page_spaces(&page, 2);
        accord_page_wrap(&page, ACCORD_STYLE_PLAIN, 2, 2, line);
    }
    accord_text_addf(text, "%s%zu rule%s\n", count > 0 ? "\n" : "", count, count == 1 ? "" : "s");
    accord_page_clear(&page);
}

static void emit_names(struct accord_emit *emit, const char *name, const char *const *names, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < count; i++)
        accord_emit_text(emit, names[i]);
    accord_emit_close(emit, ']');
}

static void emit_details(struct accord_emit *emit, const struct accord_packs *packs,
                         const struct accord_rule_facts *rule)
{
    struct accord_rule_facts required = {0};
    if (rule->requires != SIZE_MAX) accord_packs_rule(packs, rule->requires, &required);
    accord_emit_member(emit, "requires", required.id);
    emit_names(emit, "tags", rule->tags, rule->tag_count);
    emit_names(emit, "aliases", rule->aliases, rule->alias_count);
    accord_emit_key(emit, "params");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < rule->param_count; i++) {
        accord_emit_key(emit, rule->params[i].name);
        accord_emit_json(emit, rule->params[i].text);
    }
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "messages");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < rule->message_count; i++)
        accord_emit_member(emit, rule->messages[i].id, rule->messages[i].text);
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "reading");
    if (!rule->reading.by) {
        accord_emit_null(emit);
        return;
    }
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "by", rule->reading.by);
    accord_emit_member(emit, "on", rule->reading.on);
    accord_emit_member(emit, "state", rule->reading.state);
    accord_emit_close(emit, '}');
}

static void write_json(const struct request *request, const struct accord_packs *packs, struct accord_text *text)
{
    struct accord_emit emit;
    struct listed listed;
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    accord_emit_key(&emit, "accord");
    accord_emit_open_flat(&emit, '{');
    accord_emit_member(&emit, "version", accord_version());
    accord_emit_key(&emit, "schema");
    accord_emit_count(&emit, 1);
    accord_emit_close(&emit, '}');
    accord_emit_member(&emit, "sha256", accord_packs_sha256(packs));
    accord_emit_key(&emit, "rules");
    accord_emit_open(&emit, '[');
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        if (!take(request, packs, i, &listed)) continue;
        accord_emit_open(&emit, '{');
        accord_emit_member(&emit, "id", listed.rule.id);
        accord_emit_member(&emit, "title", listed.rule.title);
        accord_emit_member(&emit, "file", listed.rule.file);
        accord_emit_member(&emit, "instrument", listed.instrument.id);
        accord_emit_member(&emit, "provision", listed.provision.id);
        accord_emit_member(&emit, "verb", listed.provision.verb);
        accord_emit_member(&emit, "force", accord_force_name(listed.provision.force));
        accord_emit_member(&emit, "subject", listed.rule.subject);
        accord_emit_member(&emit, "over", listed.rule.over);
        emit_details(&emit, packs, &listed.rule);
        accord_emit_close(&emit, '}');
    }
    accord_emit_close(&emit, ']');
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}

/* ---- the work ---- */

static enum accord_status write_list(const struct request *request, const struct accord_packs *packs, bool *gone,
                                     struct accord_error *err)
{
    static void (*const writers[])(const struct request *, const struct accord_packs *,
                                   struct accord_text *) = {write_text, write_json};
    struct accord_text text;
    enum accord_status status = accord_check_instruments(&request->instruments, packs, err);
    if (status == ACCORD_OK) status = accord_check_rules(&request->rules, packs, err);
    if (status == ACCORD_OK) status = accord_check_tags(&request->tags, packs, err);
    if (status != ACCORD_OK) return status;
    accord_text_init(&text, RULES_TEXT_MAX);
    writers[request->output.format](request, packs, &text);
    status = accord_output_write(request->output.path, &text, gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status write_luacats(const char *path, bool *gone, struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, RULES_TEXT_MAX);
    accord_luacats_write(&text);
    enum accord_status status = accord_output_write(path, &text, gone, err);
    accord_text_clear(&text);
    return status;
}

static enum accord_status run_rules(const struct request *request, bool *gone, struct accord_error *err)
{
    struct accord_packs *packs = NULL;
    enum accord_status status = ACCORD_OK;
    bool lists = request->listed || (!request->docs && !request->luacats);
    if (request->listed && (request->docs || request->luacats))
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "--docs and --luacats tell of all rules: they go without options that choose some");
    if (request->luacats) status = write_luacats(request->luacats, gone, err);
    if (status == ACCORD_OK && (lists || request->docs))
        status = accord_load_facts(&request->rules_folders, &packs, err);
    if (status == ACCORD_OK && request->docs) status = accord_docs_write(packs, request->docs, err);
    if (status == ACCORD_OK && lists) status = write_list(request, packs, gone, err);
    accord_packs_close(packs);
    return status;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {0};
    struct accord_names *const lists[] = {&request.rules_folders, &request.instruments, &request.rules,
                                          &request.subjects,      &request.forces,      &request.tags};
    struct accord_error err = {0};
    bool help = false, gone = false;
    int code = 0;
    enum accord_status status = accord_config_parse(&request.config, command, count, arguments, &request, &help, &err);
    if (help) {
        code = accord_command_print_help(command);
    } else {
        if (status == ACCORD_OK) status = run_rules(&request, &gone, &err);
        if (status != ACCORD_OK)
            code = accord_exit_code(gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                         : accord_complain_of(&err, command->name));
    }
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        accord_free(lists[i]->items);
    accord_config_clear(&request.config);
    return code;
}

static const struct accord_example examples[] = {
    {"accord rules --subject party --force request", "what is asked of Parties with that force"},
    {"accord rules --docs pages", "a page for every rule and instrument"},
    {.line = NULL},
};

const struct accord_command accord_command_rules = {
    .name = "rules",
    .help = "lists rules, writes their documentation, and definitions for editors",
    .about = "Lists the rules with what they look for, the provision that they assess and whom. With --docs it writes "
             "their pages instead, with --luacats what an editor needs to complete and check rules.",
    .options = options,
    .examples = examples,
    .run = run,
};
