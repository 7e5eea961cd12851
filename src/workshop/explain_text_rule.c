/* What a rule is, and a register's entry, as text. */
#include "workshop/explain_text.h"

#include <string.h>

enum { LABEL_COLUMNS = 12 };

static void write_label(struct accord_explanation *explanation, const char *label, const char *text)
{
    size_t at = accord_page_cell(&explanation->page, ACCORD_STYLE_FAINT, label, LABEL_COLUMNS);
    accord_page_wrap(&explanation->page, ACCORD_STYLE_PLAIN, at, LABEL_COLUMNS, text);
}

static void write_scratch(struct accord_explanation *explanation, const char *label)
{
    if (explanation->scratch.length > 0) write_label(explanation, label, accord_text_str(&explanation->scratch));
}

static void write_reading(struct accord_explanation *explanation, const char *label,
                          const struct accord_reading *reading)
{
    if (reading->by == NULL) return;
    accord_text_addf(accord_explain_scratch(explanation), "by %s on %s, %s", reading->by, reading->on, reading->state);
    write_scratch(explanation, label);
}

static void write_list(struct accord_explanation *explanation, const char *label, const char *const *items,
                       size_t count)
{
    struct accord_text *text = accord_explain_scratch(explanation);
    for (size_t i = 0; i < count; i++)
        accord_text_addf(text, "%s%s", i == 0 ? "" : ", ", items[i]);
    write_scratch(explanation, label);
}

/* The lines of a comment, blank ones between paragraphs. */
static void write_comment(struct accord_explanation *explanation, const char *comment)
{
    if (comment == NULL) return;
    const char *label = "comment";
    while (*comment != '\0') {
        const char *end = strstr(comment, "\n\n");
        size_t length = end == NULL ? strlen(comment) : (size_t)(end - comment);
        struct accord_text *text = accord_explain_scratch(explanation);
        for (size_t i = 0; i < length; i++)
            accord_text_add_char(text, comment[i] == '\n' ? ' ' : comment[i]);
        write_scratch(explanation, label);
        label = "";
        comment += length + (end == NULL ? 0 : 2);
    }
}

static void write_provision(struct accord_explanation *explanation, size_t index)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    char from[ACCORD_DATE_TEXT_MAX], until[ACCORD_DATE_TEXT_MAX];
    accord_packs_provision(explanation->request->packs, index, &provision);
    accord_packs_instrument(explanation->request->packs, provision.instrument, &instrument);
    struct accord_text *text = accord_explain_scratch(explanation);
    accord_text_addf(text, "%s: %s (force %s)%s", provision.id, provision.verb, accord_force_name(provision.force),
                     provision.qualified ? ", qualified: its absence is no gap" : "");
    write_scratch(explanation, "provision");
    write_list(explanation, "addressees", provision.addressees, provision.addressee_count);
    write_label(explanation, "summary", provision.summary);
    if (provision.context != NULL) write_label(explanation, "context", provision.context);
    text = accord_explain_scratch(explanation);
    accord_text_add_str(text, instrument.citation);
    if (provision.citation != NULL) accord_text_addf(text, ", %s", provision.citation);
    write_scratch(explanation, "citation");
    text = accord_explain_scratch(explanation);
    accord_text_addf(text, "from %s", accord_date_format(provision.effect, from));
    if (provision.has_until) accord_text_addf(text, " until %s", accord_date_format(provision.until, until));
    write_scratch(explanation, "effect");
    write_reading(explanation, "read", &provision.reading);
}

static void write_params(struct accord_explanation *explanation, const struct accord_rule_facts *rule)
{
    for (size_t i = 0; i < rule->param_count; i++) {
        accord_text_addf(accord_explain_scratch(explanation), "%s = %s", rule->params[i].name, rule->params[i].text);
        write_scratch(explanation, i == 0 ? "params" : "");
    }
}

static void write_messages(struct accord_explanation *explanation, const struct accord_rule_facts *rule)
{
    for (size_t i = 0; i < rule->message_count; i++) {
        accord_text_addf(accord_explain_scratch(explanation), "%s: %s", rule->messages[i].id, rule->messages[i].text);
        write_scratch(explanation, i == 0 ? "messages" : "");
    }
}

void accord_explain_text_rule(struct accord_explanation *explanation)
{
    struct accord_rule_facts rule, required;
    const struct accord_packs *packs = explanation->request->packs;
    accord_packs_rule(packs, explanation->request->rule, &rule);
    accord_page_wrap(&explanation->page, ACCORD_STYLE_HEADING, 0, 2, rule.id);
    accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 0, rule.title);
    accord_text_add_char(explanation->page.text, '\n');
    write_provision(explanation, rule.provision);
    accord_text_add_char(explanation->page.text, '\n');
    write_label(explanation, "subject", rule.subject);
    if (rule.over != NULL) write_label(explanation, "over", rule.over);
    if (rule.requires != SIZE_MAX) {
        accord_packs_rule(packs, rule.requires, &required);
        write_label(explanation, "requires", required.id);
    }
    write_list(explanation, "aliases", rule.aliases, rule.alias_count);
    write_list(explanation, "tags", rule.tags, rule.tag_count);
    write_params(explanation, &rule);
    write_messages(explanation, &rule);
    write_reading(explanation, "read", &rule.reading);
    write_comment(explanation, rule.comment);
    write_label(explanation, "file", rule.path);
}

/* A register's entry, and the rules on it. */
void accord_explain_text_provision(struct accord_explanation *explanation, size_t index)
{
    struct accord_provision_facts provision;
    struct accord_instrument_facts instrument;
    const struct accord_packs *packs = explanation->request->packs;
    size_t count = 0;
    accord_packs_provision(packs, index, &provision);
    accord_packs_instrument(packs, provision.instrument, &instrument);
    accord_page_wrap(&explanation->page, ACCORD_STYLE_HEADING, 0, 2, provision.id);
    accord_explain_write_at(explanation, ACCORD_STYLE_PLAIN, 0, instrument.name);
    accord_text_add_char(explanation->page.text, '\n');
    write_provision(explanation, index);
    write_label(explanation, "register", instrument.path);
    accord_text_add_char(explanation->page.text, '\n');
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++) {
        struct accord_rule_facts rule;
        accord_packs_rule(packs, i, &rule);
        if (rule.provision != index) continue;
        accord_text_addf(accord_explain_scratch(explanation), "%s (%s): %s", rule.id, rule.subject, rule.title);
        write_scratch(explanation, count++ == 0 ? "rules" : "");
    }
    if (count == 0) write_label(explanation, "rules", "none");
}
