/* Annexes by Party, and by whoever else is spoken to. */
#include "base/error.h"
#include "base/memory.h"
#include "dossier/committee/committee.h"
#include "dossier/words.h"

#include <string.h>

enum { PLACES_SHOWN = 3 };

/* ---- one finding ---- */

static void blank(struct accord_committee *committee)
{
    accord_text_add_char(&committee->paper.piece, ' ');
}

static void say_waiver(struct accord_committee *committee, enum accord_phrase phrase,
                       const struct accord_waiver *waiver)
{
    if (!waiver) return;
    const struct accord_argument arguments[] = {
        ACCORD_DAY("day", waiver->until),
        ACCORD_WORD("reason", waiver->reason),
        ACCORD_WORD("who", waiver->who),
    };
    blank(committee);
    accord_paper_say(&committee->paper, phrase, arguments, 3);
}

static void say_history(struct accord_committee *committee, const struct accord_dossier_finding *finding)
{
    struct accord_date since;
    if (finding->appeared) {
        blank(committee);
        accord_paper_phrase(&committee->paper, ACCORD_PHRASE_FINDING_NEW);
    } else if (accord_dossier_day(finding->since, &since)) {
        const struct accord_argument day[] = {ACCORD_DAY("day", since)};
        blank(committee);
        accord_paper_say(&committee->paper, ACCORD_PHRASE_FINDING_SINCE, day, 1);
    }
}

/* A phrase about a list, where there is one in `plain`. */
static void say_list(struct accord_committee *committee, enum accord_phrase phrase, const char *name,
                     struct accord_text *list)
{
    if (list->length > 0) {
        const struct accord_argument arguments[] = {ACCORD_WORD(name, accord_text_str(list))};
        blank(committee);
        accord_paper_say(&committee->paper, phrase, arguments, 1);
    }
    committee->paper.plain.failed = committee->paper.plain.failed || list->failed;
    accord_text_reset(list);
}

static void say_records(struct accord_committee *committee, const struct accord_dossier_finding *finding)
{
    struct accord_text list;
    accord_text_init(&list, ACCORD_SINK_FULL);
    accord_dossier_add_places(&list, committee->language, finding, PLACES_SHOWN);
    say_list(committee, ACCORD_PHRASE_FINDING_RECORDS, "records", &list);
    accord_dossier_add_absent(&list, finding);
    say_list(committee, ACCORD_PHRASE_FINDING_NO_RECORDS, "tables", &list);
    accord_text_clear(&list);
}

/* A comment is a paragraph of its own under what it is about. */
static void write_comment(struct accord_committee *committee, enum accord_phrase before,
                          const struct accord_dossier_comment *comment)
{
    struct accord_paper *paper = &committee->paper;
    accord_paper_phrase(paper, before);
    blank(committee);
    accord_paper_add(paper, comment->text);
    if (comment->by || comment->on) {
        accord_text_add_str(&paper->piece, " (");
        accord_dossier_add_by(&paper->plain, committee->language, comment);
        accord_paper_take(paper);
        accord_text_add_char(&paper->piece, ')');
    }
    if (comment->url) {
        blank(committee);
        accord_paper_link(paper, comment->url);
    }
    accord_paper_item_more(paper);
}

/* "- **gap** cms-11.10:26.a: " */
static void begin_item(struct accord_committee *committee, enum accord_verdict_kind kind, size_t rule)
{
    const struct accord_dossier_rule *facts = accord_dossier_rule(committee->dossier, rule);
    struct accord_paper *paper = &committee->paper;
    accord_paper_strong(paper, accord_language_verdict(committee->language, kind));
    blank(committee);
    accord_paper_add(paper, accord_dossier_provision(committee->dossier, facts->provision)->id);
    accord_paper_colon(paper);
}

/* Messages are sentences without their full stop. */
static void end_sentence(struct accord_text *text)
{
    if (text->length > 0 && !strchr(".!?", text->bytes[text->length - 1])) accord_text_add_char(text, '.');
}

static void write_finding(struct accord_committee *committee, const struct accord_dossier_verdict *verdict,
                          const struct accord_dossier_finding *finding)
{
    struct accord_paper *paper = &committee->paper;
    begin_item(committee, finding->verdict, verdict->rule);
    accord_dossier_add_message(committee->dossier, committee->language, verdict->rule, finding, &paper->plain);
    end_sentence(&paper->plain);
    accord_paper_take(paper);
    say_history(committee, finding);
    say_waiver(committee, ACCORD_PHRASE_FINDING_WAIVED, finding->waiver);
    say_waiver(committee, ACCORD_PHRASE_FINDING_WAIVER_LAPSED, finding->lapsed);
    if (verdict->has_cause) {
        blank(committee);
        accord_paper_phrase(paper, ACCORD_PHRASE_FINDING_OPEN);
    }
    say_records(committee, finding);
    accord_paper_item(paper);
    for (size_t i = 0; i < finding->comment_count; i++)
        write_comment(committee, ACCORD_PHRASE_COMMENT, &finding->comments[i]);
}

/* What is unreported fills most documents and says the same everywhere: it is listed by paragraph alone, unless
 * somebody said something about it. */
static bool is_brief(const struct accord_dossier_finding *finding)
{
    return finding->verdict == ACCORD_VERDICT_UNREPORTED && finding->comment_count == 0 && !finding->waiver &&
           !finding->lapsed;
}

/* ---- one verdict ---- */

static enum accord_status note_failure(struct accord_committee *committee, const struct accord_dossier_verdict *verdict,
                                       struct accord_error *err)
{
    struct accord_committee_failure *failure = &committee->failures[verdict->rule];
    if (failure->errors++ > 0 || !verdict->why) return ACCORD_OK;
    failure->why = accord_copy_text(verdict->why, strlen(verdict->why));
    return failure->why ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status write_verdict(struct accord_committee *committee,
                                        const struct accord_dossier_verdict *verdict, bool all,
                                        struct accord_error *err)
{
    struct accord_paper *paper = &committee->paper;
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_dossier_finding *finding = &verdict->findings[i];
        if (accord_verdict_needs_look(finding->verdict) && (all || !is_brief(finding)))
            write_finding(committee, verdict, finding);
    }
    bool error = verdict->verdict == ACCORD_VERDICT_ERROR;
    if (!error && (!all || verdict->finding_count > 0)) return ACCORD_OK;
    begin_item(committee, verdict->verdict, verdict->rule);
    accord_dossier_add_why(committee->dossier, committee->language, verdict, &paper->plain);
    accord_paper_take(paper);
    accord_paper_item(paper);
    return error ? note_failure(committee, verdict, err) : ACCORD_OK;
}

/* ---- the paragraphs of one actor ---- */

static size_t provision_of(const struct accord_committee *committee, const struct accord_dossier_verdict *verdict)
{
    return accord_dossier_rule(committee->dossier, verdict->rule)->provision;
}

static bool has_brief(const struct accord_committee *committee, const struct accord_dossier_account *account,
                      size_t provision)
{
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            if (is_brief(&verdict->findings[j]) && provision_of(committee, verdict) == provision) return true;
    }
    return false;
}

/* Behind what is written already: "cms-11.10: 25" begins the paragraphs of a text, ", 26.a" is one more of them. */
static void add_paragraph(struct accord_committee *committee, size_t index, size_t before)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(committee->dossier, index);
    struct accord_paper *paper = &committee->paper;
    if (before != SIZE_MAX &&
        accord_dossier_provision(committee->dossier, before)->instrument == provision->instrument) {
        accord_text_add_str(&paper->piece, ", ");
    } else {
        if (before != SIZE_MAX) accord_text_add_str(&paper->piece, "; ");
        accord_paper_add(paper, accord_dossier_instrument(committee->dossier, provision->instrument)->id);
        accord_paper_colon(paper);
    }
    accord_paper_add(paper, provision->label);
}

/* "- **met** cms-11.10: 25, 26.a; cbd-rmfp: appoint" */
static void write_paragraphs(struct accord_committee *committee, const struct accord_dossier_account *account,
                             enum accord_verdict_kind kind)
{
    struct accord_paper *paper = &committee->paper;
    size_t before = SIZE_MAX;
    for (size_t i = 0; i < accord_dossier_provision_count(committee->dossier); i++) {
        struct accord_dossier_pair pair = accord_dossier_pair(committee->dossier, committee->told, account->actor, i);
        bool is = pair.there && pair.verdict == kind;
        if (!is && !(kind == ACCORD_VERDICT_UNREPORTED && has_brief(committee, account, i))) continue;
        if (before == SIZE_MAX) {
            accord_paper_strong(paper, accord_language_verdict(committee->language, kind));
            blank(committee);
        }
        add_paragraph(committee, i, before);
        before = i;
        if (!is || !pair.open) continue;
        accord_text_add_str(&paper->piece, " (");
        accord_paper_phrase(paper, ACCORD_PHRASE_COUNTS_OPEN);
        accord_text_add_char(&paper->piece, ')');
    }
    if (before != SIZE_MAX) accord_paper_item(paper);
}

/* Verdicts come by rule; people look for a paragraph. */
static enum accord_status write_verdicts(struct accord_committee *committee,
                                         const struct accord_dossier_account *account, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_dossier_provision_count(committee->dossier); i++)
        for (size_t j = 0; j < account->verdict_count && status == ACCORD_OK; j++)
            if (provision_of(committee, &account->verdicts[j]) == i)
                status = write_verdict(committee, &account->verdicts[j], account->actor == SIZE_MAX, err);
    return status;
}

static void say_counted(struct accord_committee *committee, size_t run, size_t actor)
{
    static const enum accord_phrase phrases[2][2] = {
        {ACCORD_PHRASE_ACTOR_COUNTED_UNSCORED, ACCORD_PHRASE_ACTOR_COUNTED},
        {ACCORD_PHRASE_ACTOR_COUNTED_THEN_UNSCORED, ACCORD_PHRASE_ACTOR_COUNTED_THEN}};
    struct accord_tally tally = accord_dossier_tally_actor(committee->dossier, run, actor);
    struct accord_score score = accord_tally_score(&tally);
    struct accord_text words;
    accord_text_init(&words, ACCORD_ERROR_TEXT_MAX);
    accord_dossier_add_score(&words, committee->language, &tally);
    const struct accord_argument arguments[] = {
        ACCORD_COUNT("assessable", score.assessable),
        ACCORD_DAY("day", accord_dossier_run(committee->dossier, run)->day),
        ACCORD_COUNT("of", score.of),
        ACCORD_WORD("score", accord_text_str(&words)),
    };
    accord_paper_say(&committee->paper, phrases[run != committee->told][score.scored], arguments, 4);
    accord_text_clear(&words);
}

static void write_counted(struct accord_committee *committee, const struct accord_dossier_actor *actor, size_t index)
{
    struct accord_paper *paper = &committee->paper;
    if (actor->region != SIZE_MAX) {
        const char *id = accord_dossier_region(committee->dossier, actor->region)->id;
        const struct accord_argument region[] = {
            ACCORD_WORD("region", accord_language_subject(committee->language, id))};
        accord_paper_say(paper, ACCORD_PHRASE_REGION_OF, region, 1);
        blank(committee);
    }
    say_counted(committee, committee->told, index);
    if (committee->since != SIZE_MAX) {
        blank(committee);
        say_counted(committee, committee->since, index);
    }
    accord_paper_text(paper);
}

/* ---- accounts ---- */

static bool is_party(const struct accord_committee *committee, const struct accord_dossier_account *account)
{
    return account->actor != SIZE_MAX && accord_dossier_actor(committee->dossier, account->actor)->is_party;
}

/* An actor whom nothing is asked of, and who said nothing, is counted. */
static bool has_something(const struct accord_committee *committee, const struct accord_dossier_account *account)
{
    if (account->actor == SIZE_MAX || account->apart_count > 0) return true;
    struct accord_tally tally = accord_dossier_tally_actor(committee->dossier, committee->told, account->actor);
    return accord_tally_score(&tally).of > 0;
}

static void write_name(struct accord_committee *committee, const struct accord_dossier_account *account)
{
    struct accord_paper *paper = &committee->paper;
    if (account->actor == SIZE_MAX)
        accord_paper_add(paper, account->id);
    else
        accord_dossier_add_actor(&paper->plain, accord_dossier_actor(committee->dossier, account->actor));
    accord_paper_take(paper);
    accord_paper_heading(paper, 3);
}

static enum accord_status write_account(void *host, const struct accord_dossier_account *account,
                                        struct accord_error *err)
{
    static const enum accord_verdict_kind listed[] = {ACCORD_VERDICT_UNREPORTED, ACCORD_VERDICT_MET,
                                                      ACCORD_VERDICT_NOT_DUE};
    struct accord_committee *committee = host;
    bool aggregate = account->actor == SIZE_MAX;
    if (is_party(committee, account) != committee->parties) return ACCORD_OK;
    enum accord_status status = accord_committee_count_roles(committee, account, err);
    if (status != ACCORD_OK) return status;
    if (!has_something(committee, account)) {
        committee->left_out++;
        return ACCORD_OK;
    }
    write_name(committee, account);
    if (!aggregate) write_counted(committee, accord_dossier_actor(committee->dossier, account->actor), account->actor);
    status = write_verdicts(committee, account, err);
    for (size_t i = 0; !aggregate && i < sizeof listed / sizeof listed[0]; i++)
        write_paragraphs(committee, account, listed[i]);
    for (size_t i = 0; i < account->apart_count; i++)
        write_comment(committee, ACCORD_PHRASE_COMMENT_APART, &account->apart[i]);
    return status;
}

enum accord_status accord_committee_accounts(struct accord_committee *committee, bool parties, struct accord_error *err)
{
    committee->parties = parties;
    committee->left_out = 0;
    accord_committee_annex_heading(committee, parties ? ACCORD_ANNEX_PARTIES : ACCORD_ANNEX_OTHERS,
                                   parties ? ACCORD_PHRASE_ANNEX_PARTIES : ACCORD_PHRASE_ANNEX_OTHERS);
    enum accord_status status = accord_dossier_each(committee->dossier, write_account, committee, err);
    if (status != ACCORD_OK || committee->left_out == 0) return status;
    const struct accord_argument actors[] = {ACCORD_COUNT("actors", committee->left_out)};
    accord_paper_say(&committee->paper, ACCORD_PHRASE_NOTHING_ASKED, actors, 1);
    accord_paper_text(&committee->paper);
    return ACCORD_OK;
}
