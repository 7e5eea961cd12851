/* The sheets of what is said of single actors: findings, and designations. */
#include "dossier/words.h"
#include "dossier/xlsx/xlsx.h"

enum { PLACES_SHOWN = 100 };

static void full_day(struct accord_xlsx *xlsx, struct accord_date day)
{
    char iso[ACCORD_DATE_TEXT_MAX];
    accord_workbook_day(xlsx->book, accord_date_format(day, iso));
}

/* ---- findings ---- */

static void waiver_cells(struct accord_xlsx *xlsx, const struct accord_waiver *in_force,
                         const struct accord_waiver *lapsed)
{
    const struct accord_waiver *waiver = in_force ? in_force : lapsed;
    if (in_force)
        full_day(xlsx, in_force->until);
    else
        accord_workbook_skip(xlsx->book);
    if (lapsed)
        full_day(xlsx, lapsed->until);
    else
        accord_workbook_skip(xlsx->book);
    if (waiver) {
        const struct accord_argument arguments[] = {ACCORD_WORD("reason", waiver->reason),
                                                    ACCORD_WORD("who", waiver->who)};
        accord_phrase_add(&xlsx->text, xlsx->language, ACCORD_PHRASE_WAIVER_BY, arguments, 2);
    }
    accord_xlsx_text(xlsx);
}

/* "The plan was adopted. (Ministry of the Environment, 2 November 2020) https://..." */
static void add_comment(struct accord_xlsx *xlsx, const struct accord_dossier_comment *comment)
{
    accord_text_add_str(&xlsx->text, comment->text);
    if (comment->by || comment->on) {
        accord_text_add_str(&xlsx->text, " (");
        accord_dossier_add_by(&xlsx->text, xlsx->language, comment);
        accord_text_add_char(&xlsx->text, ')');
    }
    if (!comment->url) return;
    accord_text_add_char(&xlsx->text, ' ');
    accord_text_add_str(&xlsx->text, comment->url);
}

static void comments_cell(struct accord_xlsx *xlsx, const struct accord_dossier_comment *comments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0) accord_text_add_str(&xlsx->text, " | ");
        add_comment(xlsx, &comments[i]);
    }
    accord_xlsx_text(xlsx);
}

static void records_cell(struct accord_xlsx *xlsx, const struct accord_dossier_finding *finding)
{
    size_t before = xlsx->text.length;
    accord_dossier_add_places(&xlsx->text, xlsx->language, finding, PLACES_SHOWN);
    if (xlsx->text.length == before) {
        struct accord_text tables;
        accord_text_init(&tables, xlsx->text.max);
        accord_dossier_add_absent(&tables, finding);
        const struct accord_argument arguments[] = {ACCORD_WORD("tables", accord_text_str(&tables))};
        if (tables.length > 0)
            accord_phrase_add(&xlsx->text, xlsx->language, ACCORD_PHRASE_FINDING_NO_RECORDS, arguments, 1);
        xlsx->text.failed = xlsx->text.failed || tables.failed;
        accord_text_clear(&tables);
    }
    accord_xlsx_text(xlsx);
}

/* Whom and what it is about. */
static void begin_row(struct accord_xlsx *xlsx, const struct accord_dossier_account *account,
                      const struct accord_dossier_verdict *verdict)
{
    const struct accord_dossier_rule *rule = accord_dossier_rule(xlsx->dossier, verdict->rule);
    const struct accord_dossier_provision *provision = accord_dossier_provision(xlsx->dossier, rule->provision);
    accord_xlsx_actor(xlsx, account->actor, account->id);
    accord_workbook_text(xlsx->book, provision->id);
    accord_workbook_text(xlsx->book, accord_language_force(xlsx->language, provision->force));
    accord_workbook_text(xlsx->book, rule->id);
    accord_xlsx_verdict(xlsx, verdict->verdict, verdict->has_cause);
}

static void finding_row(struct accord_xlsx *xlsx, const struct accord_dossier_account *account,
                        const struct accord_dossier_verdict *verdict, const struct accord_dossier_finding *finding)
{
    begin_row(xlsx, account, verdict);
    accord_xlsx_verdict(xlsx, finding->verdict, false);
    accord_dossier_add_message(xlsx->dossier, xlsx->language, verdict->rule, finding, &xlsx->text);
    accord_xlsx_text(xlsx);
    accord_workbook_day(xlsx->book, finding->since);
    accord_xlsx_yes_or_no(xlsx, finding->appeared);
    waiver_cells(xlsx, finding->waiver, finding->lapsed);
    comments_cell(xlsx, finding->comments, finding->comment_count);
    records_cell(xlsx, finding);
    accord_workbook_text(xlsx->book, finding->fingerprint);
    accord_workbook_row(xlsx->book);
}

static void verdict_row(struct accord_xlsx *xlsx, const struct accord_dossier_account *account,
                        const struct accord_dossier_verdict *verdict)
{
    begin_row(xlsx, account, verdict);
    accord_workbook_skip(xlsx->book);
    accord_dossier_add_why(xlsx->dossier, xlsx->language, verdict, &xlsx->text);
    accord_xlsx_text(xlsx);
    accord_workbook_row(xlsx->book);
}

/* A comment on a finding that stands no longer has no verdict to stand beside. */
static void apart_row(struct accord_xlsx *xlsx, const struct accord_dossier_account *account,
                      const struct accord_dossier_comment *comment)
{
    enum { CELLS_BEFORE = 5, CELLS_BETWEEN = 5 };
    accord_xlsx_actor(xlsx, account->actor, account->id);
    for (int i = 0; i < CELLS_BEFORE; i++)
        accord_workbook_skip(xlsx->book);
    accord_xlsx_phrase(xlsx, ACCORD_PHRASE_COMMENT_APART);
    for (int i = 0; i < CELLS_BETWEEN; i++)
        accord_workbook_skip(xlsx->book);
    comments_cell(xlsx, comment, 1);
    accord_workbook_row(xlsx->book);
}

static enum accord_status add_findings(void *host, const struct accord_dossier_account *account,
                                       struct accord_error *err)
{
    struct accord_xlsx *xlsx = host;
    (void)err;
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        for (size_t j = 0; j < verdict->finding_count; j++)
            if (accord_verdict_needs_look(verdict->findings[j].verdict))
                finding_row(xlsx, account, verdict, &verdict->findings[j]);
        if (verdict->finding_count == 0 && accord_verdict_needs_look(verdict->verdict))
            verdict_row(xlsx, account, verdict);
    }
    for (size_t i = 0; i < account->apart_count; i++)
        apart_row(xlsx, account, &account->apart[i]);
    return ACCORD_OK;
}

enum accord_status accord_xlsx_findings(struct accord_xlsx *xlsx, struct accord_error *err)
{
    accord_xlsx_sheet(xlsx, ACCORD_PHRASE_SHEET_FINDINGS);
    accord_xlsx_actor_heads(xlsx);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_PARAGRAPH, 18);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_FORCE, 14);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_RULE, 28);
    accord_xlsx_colour_head(xlsx, ACCORD_PHRASE_COLUMN_VERDICT, 13);
    accord_xlsx_colour_head(xlsx, ACCORD_PHRASE_COLUMN_FINDING, 13);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_MESSAGE, 60);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_SINCE, 12);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_NEW, 8);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_WAIVED, 12);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_LAPSED, 14);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_WAIVER, 32);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_COMMENTS, 44);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_RECORDS, 44);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_FINGERPRINT, 36);
    accord_workbook_heads_end(xlsx->book, 2);
    enum accord_status status = accord_dossier_each(xlsx->dossier, add_findings, xlsx, err);
    accord_workbook_table_end(xlsx->book);
    accord_workbook_sheet_end(xlsx->book);
    return status;
}

/* ---- the register of focal points ---- */

static enum accord_status add_designations(void *host, const struct accord_dossier_account *account,
                                           struct accord_error *err)
{
    struct accord_xlsx *xlsx = host;
    (void)err;
    for (size_t i = 0; i < account->designation_count; i++) {
        const struct accord_dossier_designation *designation = &account->designations[i];
        accord_xlsx_actor(xlsx, account->actor, account->id);
        accord_workbook_text(xlsx->book, designation->role);
        accord_workbook_text(xlsx->book, xlsx->states[designation->state].word);
        accord_xlsx_yes_or_no(xlsx, designation->overdue);
        accord_workbook_text(xlsx->book, designation->institution);
        accord_workbook_day(xlsx->book, designation->designated);
        accord_workbook_day(xlsx->book, designation->confirmed);
        accord_workbook_day(xlsx->book, designation->ended);
        if (designation->file) accord_text_addf(&xlsx->text, "%s:%u", designation->file, designation->line);
        accord_xlsx_text(xlsx);
        accord_workbook_text(xlsx->book, designation->fingerprint);
        accord_workbook_row(xlsx->book);
    }
    return ACCORD_OK;
}

enum accord_status accord_xlsx_register(struct accord_xlsx *xlsx, struct accord_error *err)
{
    accord_workbook_sheet(xlsx->book, accord_phrase(xlsx->language, ACCORD_PHRASE_SHEET_REGISTER), xlsx->states,
                          ACCORD_XLSX_STATES);
    accord_xlsx_actor_heads(xlsx);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_ROLE, 16);
    accord_xlsx_colour_head(xlsx, ACCORD_PHRASE_COLUMN_STATE, 13);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_OVERDUE, 14);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_INSTITUTION, 40);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_DESIGNATED, 12);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_CONFIRMED, 12);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_ENDED, 12);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_RECORDS, 28);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_FINGERPRINT, 36);
    accord_workbook_heads_end(xlsx->book, 2);
    enum accord_status status = accord_dossier_each(xlsx->dossier, add_designations, xlsx, err);
    accord_workbook_table_end(xlsx->book);
    accord_workbook_sheet_end(xlsx->book);
    return status;
}
