/* Pages of rules and instruments as Markdown. */
#include "workshop/docs.h"

#include "base/error.h"
#include "base/memory.h"
#include "report/markdown_text.h"
#include "workshop/trace_parts.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PAGE_MAX_BYTES = 16 * 1024 * 1024, PATH_BYTES = 512 };

const char accord_docs_mark[] = "<!-- Written by `accord rules --docs`: do not edit. -->\n";

/* Documentation at work. */
struct docs {
    const struct accord_packs *packs;
    struct accord_trace *trace;
    struct accord_text page;
    accord_docs_function function;
    void *host;
};

/* The part of "cms-11.10:25" or "cms-11.10/x" behind the instrument. */
static const char *tail(const char *id)
{
    const char *at = strpbrk(id, ":/");
    return at ? at + 1 : id;
}

static void begin_page(struct docs *docs, const char *title)
{
    accord_text_reset(&docs->page);
    accord_text_addf(&docs->page, "%s\n# ", accord_docs_mark);
    accord_markdown_text(&docs->page, title);
    accord_text_add_str(&docs->page, "\n\n");
}

static enum accord_status end_page(struct docs *docs, const char *path, struct accord_error *err)
{
    return docs->page.failed ? accord_error_memory(err) : docs->function(docs->host, path, &docs->page, err);
}

/* ---- pieces ---- */

/* "- Name: text" where there is one. */
static void add_item(struct accord_text *page, const char *name, const char *text)
{
    if (!text) return;
    accord_text_addf(page, "- %s: ", name);
    accord_markdown_text(page, text);
    accord_text_add_char(page, '\n');
}

static void add_effect(struct accord_text *page, struct accord_date effect, bool has_until, struct accord_date until)
{
    char from[ACCORD_DATE_TEXT_MAX], to[ACCORD_DATE_TEXT_MAX];
    accord_text_addf(page, "- Effect: from %s", accord_date_format(effect, from));
    if (has_until) accord_text_addf(page, ", before %s", accord_date_format(until, to));
    accord_text_add_char(page, '\n');
}

static void add_reading(struct accord_text *page, const struct accord_reading *reading)
{
    accord_text_add_str(page, "- Reading: ");
    if (!reading->by) {
        accord_text_add_str(page, "nobody is named\n");
        return;
    }
    accord_markdown_text(page, reading->state);
    accord_text_add_str(page, ", by ");
    accord_markdown_text(page, reading->by);
    accord_text_addf(page, " on %s\n", reading->on);
}

/* The lines of a file's comment, as they stand. */
static void add_comment(struct accord_text *page, const char *heading, const char *comment)
{
    if (!comment) return;
    accord_text_addf(page, "\n## %s\n\n", heading);
    for (const char *line = comment;;) {
        size_t length = strcspn(line, "\n"), indent = strspn(line, " ");
        char *copy = accord_copy_text(line + indent, length - indent);
        page->failed = page->failed || !copy;
        if (copy) accord_text_addf(page, "%.*s", (int)(indent < 8 ? indent : 8), "        ");
        if (copy) accord_markdown_text(page, copy);
        accord_free(copy);
        accord_text_add_char(page, '\n');
        if (line[length] == '\0') return;
        line += length + 1;
    }
}

/* A link to a rule's page; `up` leads from the page at hand to the index. */
static void add_rule_link(struct accord_text *page, const char *id, const char *up)
{
    accord_text_add_char(page, '[');
    accord_markdown_code(page, id);
    accord_text_addf(page, "](%s%s.md)", up, id);
}

static void add_words(struct accord_text *page, const char *name, const char *const *words, size_t count)
{
    if (count == 0) return;
    accord_text_addf(page, "- %s: ", name);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) accord_text_add_str(page, ", ");
        accord_markdown_code(page, words[i]);
    }
    accord_text_add_char(page, '\n');
}

/* ---- a rule ---- */

static void add_provision_of_rule(struct docs *docs, const struct accord_rule_facts *rule)
{
    struct accord_text *page = &docs->page;
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    accord_packs_provision(docs->packs, rule->provision, &provision);
    accord_packs_instrument(docs->packs, provision.instrument, &instrument);
    accord_text_addf(page, "- Provision: [");
    accord_markdown_code(page, provision.id);
    accord_text_addf(page, "](../%s.md#%s) of ", instrument.id, tail(provision.id));
    accord_markdown_text(page, instrument.name);
    accord_text_addf(page, "\n- Verb: %s (force: %s)\n", provision.verb, accord_force_name(provision.force));
    accord_text_addf(page, "- Addressee: %s\n", rule->subject);
    if (rule->over)
        accord_text_addf(page, "- Aggregate: one verdict over %s\n",
                         strcmp(rule->over, "all") == 0 ? "all of them" : rule->over);
    add_item(page, "What it asks", provision.summary);
    add_item(page, "Citation", provision.citation ? provision.citation : instrument.citation);
    if (provision.qualified) accord_text_add_str(page, "- Qualified: words of discretion; no record is never a gap\n");
    add_effect(page, provision.effect, provision.has_until, provision.until);
    add_reading(page, &rule->reading);
}

static void add_requirements(struct docs *docs, size_t index, const struct accord_rule_facts *rule)
{
    struct accord_rule_facts other;
    bool first = true;
    if (rule->requires != SIZE_MAX) {
        accord_packs_rule(docs->packs, rule->requires, &other);
        accord_text_add_str(&docs->page, "- Rests on: ");
        add_rule_link(&docs->page, other.id, "../");
        accord_text_add_char(&docs->page, '\n');
    }
    for (size_t i = 0; i < accord_packs_rule_count(docs->packs); i++) {
        accord_packs_rule(docs->packs, i, &other);
        if (other.requires != index) continue;
        accord_text_add_str(&docs->page, first ? "- Rest on it: " : ", ");
        add_rule_link(&docs->page, other.id, "../");
        first = false;
    }
    if (!first) accord_text_add_char(&docs->page, '\n');
}

static void add_tables(struct accord_text *page, const struct accord_rule_facts *rule)
{
    if (rule->param_count > 0) accord_text_add_str(page, "\n## Params\n\n| Param | Default |\n|---|---|\n");
    for (size_t i = 0; i < rule->param_count; i++) {
        accord_text_add_str(page, "| ");
        accord_markdown_code(page, rule->params[i].name);
        accord_text_add_str(page, " | ");
        accord_markdown_text(page, rule->params[i].text);
        accord_text_add_str(page, " |\n");
    }
    if (rule->message_count > 0) accord_text_add_str(page, "\n## Messages\n\n| Message | Text |\n|---|---|\n");
    for (size_t i = 0; i < rule->message_count; i++) {
        accord_text_add_str(page, "| ");
        accord_markdown_code(page, rule->messages[i].id);
        accord_text_add_str(page, " | ");
        accord_markdown_text(page, rule->messages[i].text);
        accord_text_add_str(page, " |\n");
    }
}

static enum accord_status rule_page(struct docs *docs, size_t index, struct accord_error *err)
{
    char path[PATH_BYTES];
    struct accord_rule_facts rule;
    accord_packs_rule(docs->packs, index, &rule);
    begin_page(docs, rule.title);
    accord_markdown_code(&docs->page, rule.id);
    accord_text_add_str(&docs->page, "\n\n");
    add_provision_of_rule(docs, &rule);
    add_requirements(docs, index, &rule);
    add_words(&docs->page, "Tags", rule.tags, rule.tag_count);
    add_words(&docs->page, "Former ids", rule.aliases, rule.alias_count);
    add_comment(&docs->page, "How it is read", rule.comment);
    add_tables(&docs->page, &rule);
    (void)snprintf(path, sizeof path, "%s.md", rule.id);
    return end_page(docs, path, err);
}

/* ---- an instrument ---- */

static void add_row(struct docs *docs, const struct accord_trace_row *row)
{
    struct accord_text *page = &docs->page;
    accord_text_addf(page, "- %s: ", row->subject ? row->subject : "Rules");
    if (row->state == ACCORD_TRACE_UNADDRESSED) accord_text_addf(page, "%s ", accord_trace_unaddressed);
    if (row->state == ACCORD_TRACE_UNCOVERED) accord_text_addf(page, "**%s**", accord_trace_no_rule);
    for (size_t i = 0; i < row->rule_count; i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(docs->packs, row->rules[i], &rule);
        if (i > 0) accord_text_add_str(page, ", ");
        add_rule_link(page, rule.id, "");
    }
    accord_text_add_char(page, '\n');
}

static void add_provision(struct docs *docs, size_t index, const struct accord_instrument_facts *instrument)
{
    struct accord_text *page = &docs->page;
    struct accord_provision_facts provision;
    accord_packs_provision(docs->packs, index, &provision);
    accord_text_addf(page, "\n<a id=\"%s\"></a>\n\n## %s: %s\n\n", tail(provision.id), tail(provision.id),
                     provision.verb);
    accord_markdown_text(page, provision.summary);
    accord_text_addf(page, "\n\n- Force: %s\n", accord_force_name(provision.force));
    add_item(page, "Citation", provision.citation);
    add_item(page, "Context", provision.context);
    if (provision.qualified) accord_text_add_str(page, "- Qualified: words of discretion; no record is never a gap\n");
    if (provision.effect.first != instrument->effect.first || provision.until.first != instrument->until.first)
        add_effect(page, provision.effect, provision.has_until, provision.until);
    if (provision.reading.by != instrument->reading.by) add_reading(page, &provision.reading);
    for (size_t i = 0; i < docs->trace->row_count; i++) {
        const struct accord_trace_row *row = &docs->trace->rows[i];
        if (row->provision == index && (row->rule_count > 0 || row->subject)) add_row(docs, row);
    }
}

/* What a browser may be sent to; anything else is shown only. */
static void add_url(struct accord_text *page, const char *url)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=%";
    bool safe =
        url && (strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0) && url[strspn(url, plain)] == '\0';
    if (safe)
        accord_text_addf(page, "- Text: <%s>\n", url);
    else
        add_item(page, "Text", url);
}

static enum accord_status instrument_page(struct docs *docs, size_t index, struct accord_error *err)
{
    char path[PATH_BYTES];
    struct accord_instrument_facts instrument;
    accord_packs_instrument(docs->packs, index, &instrument);
    begin_page(docs, instrument.name);
    accord_markdown_text(&docs->page, instrument.title);
    accord_text_addf(&docs->page, "\n\n- Id: `%s`, version %s, under %s\n", instrument.id, instrument.version,
                     instrument.under);
    add_item(&docs->page, "Citation", instrument.citation);
    add_url(&docs->page, instrument.url);
    add_effect(&docs->page, instrument.effect, instrument.has_until, instrument.until);
    add_reading(&docs->page, &instrument.reading);
    add_comment(&docs->page, "How it is read", instrument.comment);
    for (size_t i = 0; i < instrument.provision_count; i++)
        add_provision(docs, instrument.first_provision + i, &instrument);
    (void)snprintf(path, sizeof path, "%s.md", instrument.id);
    return end_page(docs, path, err);
}

/* ---- the index ---- */

static enum accord_status index_page(struct docs *docs, struct accord_error *err)
{
    struct accord_text *page = &docs->page;
    size_t instrument = SIZE_MAX;
    begin_page(docs, "Rules");
    accord_trace_add_totals(docs->trace, page);
    accord_text_add_str(page, "\n\n## Instruments\n\n");
    for (size_t i = 0; i < accord_packs_instrument_count(docs->packs); i++) {
        struct accord_instrument_facts facts;
        accord_packs_instrument(docs->packs, i, &facts);
        accord_text_add_str(page, "- [");
        accord_markdown_text(page, facts.name);
        accord_text_addf(page, "](%s.md): ", facts.id);
        accord_markdown_text(page, facts.title);
        accord_text_add_char(page, '\n');
    }
    for (size_t i = 0; i < accord_packs_rule_count(docs->packs); i++) {
        struct accord_rule_facts rule;
        struct accord_provision_facts provision;
        struct accord_instrument_facts facts;
        accord_packs_rule(docs->packs, i, &rule);
        accord_packs_provision(docs->packs, rule.provision, &provision);
        accord_packs_instrument(docs->packs, provision.instrument, &facts);
        if (provision.instrument != instrument)
            accord_text_addf(page,
                             "\n## Rules on %s\n\n| Rule | What is looked for | Provision | Force | Addressee |\n"
                             "|---|---|---|---|---|\n",
                             facts.id);
        instrument = provision.instrument;
        accord_text_add_str(page, "| ");
        add_rule_link(page, rule.id, "");
        accord_text_add_str(page, " | ");
        accord_markdown_text(page, rule.title);
        accord_text_addf(page, " | [`%s`](%s.md#%s) | %s | %s |\n", provision.id, facts.id, tail(provision.id),
                         accord_force_name(provision.force), rule.subject);
    }
    return end_page(docs, "index.md", err);
}

enum accord_status accord_docs_pages(const struct accord_packs *packs, accord_docs_function function, void *host,
                                     struct accord_error *err)
{
    struct docs docs = {.packs = packs, .function = function, .host = host};
    size_t count = accord_packs_instrument_count(packs);
    bool *all = accord_alloc(count + 1);
    accord_text_init(&docs.page, PAGE_MAX_BYTES);
    enum accord_status status = all ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) {
        memset(all, true, count);
        status = accord_trace_new(packs, all, &docs.trace, err);
    }
    if (status == ACCORD_OK) status = index_page(&docs, err);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++)
        status = instrument_page(&docs, i, err);
    for (size_t i = 0; status == ACCORD_OK && i < accord_packs_rule_count(packs); i++)
        status = rule_page(&docs, i, err);
    accord_trace_free(docs.trace);
    accord_text_clear(&docs.page);
    accord_free(all);
    return status;
}
