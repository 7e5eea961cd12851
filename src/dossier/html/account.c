/* A section for one actor, or one aggregate: its scores, what somebody should look at, the rest, records, history. */
#include "dossier/html/html.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What is at hand while a section is written. */
struct section {
    const struct accord_dossier_account *account;
    size_t *order; /* of verdicts, by provision, then rule */
    struct accord_arena arena;
};

/* ---- comments ---- */

static void add_comment(struct accord_html *html, const struct accord_dossier_comment *comment)
{
    accord_html_raw(html, "<blockquote class=reply");
    if (comment->language) {
        accord_html_raw(html, " lang=\"");
        accord_html_data(html, comment->language);
        accord_html_raw(html, "\"");
    }
    accord_html_raw(html, " dir=auto><p>");
    accord_html_data(html, comment->text);
    accord_html_raw(html, "</p><footer lang=");
    accord_html_raw(html, html->language->code);
    accord_html_element(html, ">", ACCORD_PHRASE_HTML_COMMENT_OF);
    if (comment->by) {
        accord_html_raw(html, " · ");
        accord_html_data(html, comment->by);
    }
    if (comment->on) {
        accord_html_raw(html, " · ");
        accord_html_date(html, comment->on);
    }
    if (comment->url) {
        accord_html_raw(html, " · ");
        accord_html_data(html, comment->url);
    }
    accord_html_raw(html, "</footer></blockquote>");
}

void accord_html_comments(struct accord_html *html, const struct accord_dossier_comment *comments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_comment(html, &comments[i]);
}

/* ---- one verdict ---- */

static size_t provision_of(const struct accord_html *html, const struct accord_dossier_verdict *verdict)
{
    return accord_dossier_rule(html->dossier, verdict->rule)->provision;
}

static void open_row(struct accord_html *html, const struct accord_dossier_verdict *verdict,
                     enum accord_verdict_kind kind)
{
    accord_html_raw(html, "\n<tr><th>"); /* the script makes it a link: there are too many of them */
    accord_html_data(html, accord_dossier_provision(html->dossier, provision_of(html, verdict))->id);
    accord_html_verdict(html, "td", kind);
}

static void add_waiver(struct accord_html *html, const struct accord_waiver *waiver, enum accord_phrase phrase)
{
    char until[ACCORD_DATE_TEXT_MAX];
    accord_html_element(html, "<p class=waiver><b>", phrase);
    accord_html_raw(html, "</b> ");
    accord_html_date(html, accord_date_format(waiver->until, until));
    accord_html_raw(html, " · ");
    accord_html_data(html, waiver->reason);
    accord_html_raw(html, " · ");
    accord_html_data(html, waiver->who);
    accord_html_raw(html, " · <code>");
    accord_html_data(html, waiver->file);
    accord_text_addf(html->text, ":%u</code></p>", waiver->line);
}

/* Cells: the numbers of the records that it rests on, and of the questions that no record answered. */
static void add_evidence(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count)
{
    accord_html_raw(html, "<td>");
    (void)accord_html_record_numbers(html, evidence, count);
    accord_html_raw(html, "<td>");
    size_t absence = accord_html_absence(html, evidence, count);
    if (absence > 0) accord_html_digits(html, absence);
}

/* Two findings of one fingerprint are one to whoever replies to it; an id is there once all the same. */
static void add_fingerprint(struct accord_html *html, const char *fingerprint)
{
    bool added = false;
    if (!accord_map_put(&html->fingerprints, fingerprint, strlen(fingerprint), 0, &added)) html->text->failed = true;
    if (!added) return;
    accord_html_raw(html, " id=");
    accord_html_id(html, fingerprint);
}

static void add_finding(struct accord_html *html, const struct accord_dossier_verdict *verdict,
                        const struct accord_dossier_finding *finding)
{
    open_row(html, verdict, finding->verdict);
    accord_html_raw(html, "<td");
    if (finding->fingerprint) add_fingerprint(html, finding->fingerprint);
    accord_html_raw(html, ">");
    accord_dossier_add_message(html->dossier, html->language, verdict->rule, finding, &html->scratch);
    accord_html_data(html, accord_text_str(&html->scratch));
    accord_text_reset(&html->scratch);
    if (finding->appeared) {
        accord_html_element(html, " <b>", ACCORD_PHRASE_HTML_NEW);
        accord_html_raw(html, "</b>");
    }
    if (finding->waiver) add_waiver(html, finding->waiver, ACCORD_PHRASE_HTML_WAIVED_UNTIL);
    if (finding->lapsed) add_waiver(html, finding->lapsed, ACCORD_PHRASE_HTML_WAIVER_LAPSED);
    accord_html_comments(html, finding->comments, finding->comment_count);
    accord_html_raw(html, "<td>");
    if (finding->since) accord_html_date(html, finding->since);
    add_evidence(html, finding->evidence, finding->evidence_count);
}

static void add_why(struct accord_html *html, const struct accord_dossier_verdict *verdict)
{
    accord_dossier_add_why(html->dossier, html->language, verdict, &html->scratch);
    accord_html_data(html, accord_text_str(&html->scratch));
    accord_text_reset(&html->scratch);
}

static void add_trace(struct accord_html *html, const struct accord_dossier_verdict *verdict)
{
    if (verdict->source) {
        accord_html_raw(html, "<pre>");
        accord_html_data(html, verdict->source);
        accord_html_raw(html, "</pre>");
    }
    if (verdict->trace) {
        accord_html_raw(html, "<pre>");
        accord_html_data(html, verdict->trace);
        accord_html_raw(html, "</pre>");
    }
}

static const char *account_name(const struct accord_html *html, const struct accord_dossier_account *account)
{
    return account->actor == SIZE_MAX ? account->id : accord_dossier_actor(html->dossier, account->actor)->name;
}

/* A row of the list of all rule errors. */
static void note_error(struct accord_html *html, const struct section *section,
                       const struct accord_dossier_verdict *verdict)
{
    struct accord_text *before = html->text;
    html->text = &html->errors;
    accord_html_raw(html, "<tr><th scope=row><code>");
    accord_html_data(html, accord_dossier_rule(html->dossier, verdict->rule)->id);
    accord_html_raw(html, "</code><td>");
    accord_html_data(html, account_name(html, section->account));
    accord_html_raw(html, "<td>");
    add_why(html, verdict);
    html->text = before;
}

/* A verdict that has no finding of its own: an error, or a gate. */
static void add_bare(struct accord_html *html, const struct section *section,
                     const struct accord_dossier_verdict *verdict)
{
    open_row(html, verdict, verdict->verdict);
    accord_html_raw(html, "<td>");
    add_why(html, verdict);
    add_trace(html, verdict);
    accord_html_raw(html, "<td>");
    add_evidence(html, verdict->evidence, verdict->evidence_count);
    if (verdict->verdict == ACCORD_VERDICT_ERROR) note_error(html, section, verdict);
}

static void add_verdict(struct accord_html *html, const struct section *section,
                        const struct accord_dossier_verdict *verdict)
{
    for (size_t i = 0; i < verdict->finding_count; i++)
        add_finding(html, verdict, &verdict->findings[i]);
    if (verdict->finding_count == 0) add_bare(html, section, verdict);
}

static void open_findings(struct accord_html *html)
{
    static const enum accord_phrase columns[] = {ACCORD_PHRASE_HTML_PROVISION,      ACCORD_PHRASE_HTML_VERDICT,
                                                 ACCORD_PHRASE_HTML_COLUMN_MESSAGE, ACCORD_PHRASE_HTML_COLUMN_SINCE,
                                                 ACCORD_PHRASE_HTML_RECORDS,        ACCORD_PHRASE_HTML_ABSENCE};
    accord_html_element(html, "<table class=findings><caption>", ACCORD_PHRASE_HTML_TO_LOOK_AT);
    accord_html_raw(html, "</caption><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        accord_html_element(html, "<th>", columns[i]);
    accord_html_raw(html, "<tbody>");
}

static void add_to_look_at(struct accord_html *html, const struct section *section)
{
    bool any = false;
    for (size_t i = 0; i < section->account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &section->account->verdicts[section->order[i]];
        if (!accord_verdict_needs_look(verdict->verdict)) continue;
        if (!any) open_findings(html);
        any = true;
        add_verdict(html, section, verdict);
        accord_html_drain(html);
    }
    if (any) accord_html_raw(html, "</table>");
}

/* ---- the rest: met, not due, not applicable ---- */

static void add_alike_one(struct accord_html *html, const struct accord_dossier_verdict *verdict)
{
    accord_html_data(html, accord_dossier_provision(html->dossier, provision_of(html, verdict))->id);
    size_t before = html->text->length;
    accord_html_raw(html, " <i>");
    if (accord_html_record_numbers(html, verdict->evidence, verdict->evidence_count))
        accord_html_raw(html, "</i>");
    else if (!html->text->failed)
        accord_text_end_at(html->text, html->text->bytes + before);
}

/* Those of the same kind for the same reason, from `first` on, in one row. */
static void add_alike(struct accord_html *html, const struct section *section, const char **why, size_t first)
{
    const size_t *order = section->order;
    const struct accord_dossier_verdict *verdicts = section->account->verdicts;
    enum accord_verdict_kind kind = verdicts[order[first]].verdict;
    const char *reason = why[first];
    accord_html_raw(html, "\n<tr>");
    accord_html_verdict(html, "td", kind);
    accord_html_raw(html, "<td>");
    accord_html_data(html, reason);
    accord_html_raw(html, "<td>");
    for (size_t i = first; i < section->account->verdict_count; i++) {
        if (!why[i] || verdicts[order[i]].verdict != kind || strcmp(why[i], reason) != 0) continue;
        if (i > first) accord_html_raw(html, ", ");
        add_alike_one(html, &verdicts[order[i]]);
        why[i] = NULL;
    }
}

/* Why each verdict of the rest is what it is; NULL for others, and where memory is short. */
static const char **reasons_of(struct accord_html *html, struct section *section)
{
    size_t count = section->account->verdict_count;
    const char **why = accord_arena_zero(&section->arena, count + 1, sizeof *why);
    for (size_t i = 0; why && i < count; i++) {
        const struct accord_dossier_verdict *verdict = &section->account->verdicts[section->order[i]];
        if (accord_verdict_needs_look(verdict->verdict)) continue;
        accord_dossier_add_why(html->dossier, html->language, verdict, &html->scratch);
        why[i] = accord_arena_copy(&section->arena, accord_text_str(&html->scratch), html->scratch.length);
        accord_text_reset(&html->scratch);
        if (!why[i]) return NULL;
    }
    return why;
}

static void add_rest(struct accord_html *html, struct section *section)
{
    static const enum accord_verdict_kind kinds[] = {ACCORD_VERDICT_MET, ACCORD_VERDICT_NOT_DUE,
                                                     ACCORD_VERDICT_NOT_APPLICABLE};
    const char **why = reasons_of(html, section);
    bool any = false;
    html->text->failed = html->text->failed || !why;
    for (size_t kind = 0; why && kind < sizeof kinds / sizeof kinds[0]; kind++) {
        for (size_t i = 0; i < section->account->verdict_count; i++) {
            if (!why[i] || section->account->verdicts[section->order[i]].verdict != kinds[kind]) continue;
            if (!any) {
                accord_html_element(html, "<table class=rest><caption>", ACCORD_PHRASE_HTML_THE_REST);
                accord_html_element(html, "</caption><thead><tr><th>", ACCORD_PHRASE_HTML_VERDICT);
                accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_WHY);
                accord_html_element(html, "<th>", ACCORD_PHRASE_HTML_COLUMN_PROVISIONS);
                accord_html_raw(html, "<tbody>");
            }
            any = true;
            add_alike(html, section, why, i);
        }
    }
    if (any) accord_html_raw(html, "</table>");
}

/* ---- the section ---- */

static void add_scores(struct accord_html *html, size_t actor)
{
    accord_html_raw(html, "<ul class=scores>");
    for (size_t i = 0; i < accord_dossier_instrument_count(html->dossier); i++) {
        struct accord_dossier_choice choice = accord_dossier_all;
        choice.instrument = i;
        choice.actor = actor;
        struct accord_tally tally = accord_html_tally_of(html, choice);
        size_t total = 0;
        for (size_t j = 0; j < ACCORD_VERDICT_COUNT; j++)
            total += tally.counts[j];
        if (total == 0) continue;
        accord_html_raw(html, "<li><b>");
        accord_html_data(html, accord_dossier_instrument(html->dossier, i)->id);
        accord_html_raw(html, "</b> ");
        accord_html_score(html, &tally);
    }
    accord_html_raw(html, "</ul>");
}

static void add_meta(struct accord_html *html, const struct accord_dossier_actor *actor)
{
    accord_html_raw(html, "<p class=meta><code>");
    accord_html_data(html, actor->id);
    accord_html_raw(html, "</code>");
    if (actor->kind[0]) {
        accord_html_raw(html, " · ");
        accord_html_data(html, accord_language_subject(html->language, actor->kind));
    }
    accord_html_raw(html, " · ");
    accord_html_phrase(html, actor->is_party ? ACCORD_PHRASE_HTML_A_PARTY : ACCORD_PHRASE_HTML_NO_PARTY);
    if (actor->region != SIZE_MAX) {
        accord_html_raw(html, " · ");
        const char *region = accord_dossier_region(html->dossier, actor->region)->id;
        accord_html_data(html, accord_language_subject(html->language, region));
    }
    accord_html_raw(html, "</p>");
}

static void add_section(struct accord_html *html, struct section *section)
{
    const struct accord_dossier_account *account = section->account;
    accord_html_raw(html, "\n<article class=party id=party/");
    accord_html_id(html, account->id);
    accord_html_raw(html, "><h3 tabindex=-1>");
    accord_html_data(html, account_name(html, account));
    accord_html_raw(html, "</h3>");
    if (account->actor != SIZE_MAX) {
        add_meta(html, accord_dossier_actor(html->dossier, account->actor));
        add_scores(html, account->actor);
    }
    add_to_look_at(html, section);
    add_rest(html, section);
    if (account->actor != SIZE_MAX) accord_html_history(html, account->actor);
    if (account->apart_count > 0) {
        accord_html_element(html, "<h4>", ACCORD_PHRASE_HTML_COMMENTS_APART);
        accord_html_raw(html, "</h4>");
        accord_html_comments(html, account->apart, account->apart_count);
    }
    accord_html_raw(html, "</article>");
}

struct placed {
    size_t verdict;
    size_t provision;
};

static int compare_placed(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    if (a->provision != b->provision) return a->provision > b->provision ? 1 : -1;
    return (a->verdict > b->verdict) - (a->verdict < b->verdict);
}

static bool put_in_order(struct accord_html *html, struct section *section)
{
    size_t count = section->account->verdict_count;
    struct placed *placed = accord_arena_zero(&section->arena, count + 1, sizeof *placed);
    section->order = accord_arena_zero(&section->arena, count + 1, sizeof *section->order);
    if (!placed || !section->order) return false;
    for (size_t i = 0; i < count; i++)
        placed[i] = (struct placed){i, provision_of(html, &section->account->verdicts[i])};
    qsort(placed, count, sizeof *placed, compare_placed);
    for (size_t i = 0; i < count; i++)
        section->order[i] = placed[i].verdict;
    return true;
}

static void note_apart(struct accord_html *html, const struct accord_dossier_account *account)
{
    if (account->apart_count == 0) return;
    struct accord_text *before = html->text;
    html->text = &html->apart;
    accord_html_raw(html, "<h4>");
    accord_html_data(html, account_name(html, account));
    accord_html_raw(html, "</h4>");
    accord_html_comments(html, account->apart, account->apart_count);
    html->text = before;
}

enum accord_status accord_html_account(struct accord_html *html, const struct accord_dossier_account *account,
                                       struct accord_error *err)
{
    struct section section = {.account = account};
    enum accord_status status = ACCORD_OK;
    accord_arena_init(&section.arena);
    if (!put_in_order(html, &section)) {
        status = accord_error_memory(err);
        goto out;
    }
    add_section(html, &section);
    note_apart(html, account);
    accord_html_register_rows(html, account);
    accord_html_drain(html);
out:
    accord_arena_clear(&section.arena);
    return status;
}
