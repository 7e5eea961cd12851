/* The first sheet: how far each text is met, then what the numbers rest on, then what the words mean. */
#include "dossier/words.h"
#include "dossier/xlsx/xlsx.h"
#include "report/sink.h"

static void write_texts(struct accord_xlsx *xlsx)
{
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_TEXT, 46);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_NAME, 66);
    accord_xlsx_tally_heads(xlsx);
    accord_workbook_heads_end(xlsx->book, 1);
    for (size_t i = 0; i < accord_dossier_instrument_count(xlsx->dossier); i++) {
        const struct accord_dossier_instrument *instrument = accord_dossier_instrument(xlsx->dossier, i);
        struct accord_tally now = accord_dossier_tally_instrument(xlsx->dossier, xlsx->told, i), then = {{0}, {0}};
        if (xlsx->since != SIZE_MAX) then = accord_dossier_tally_instrument(xlsx->dossier, xlsx->since, i);
        accord_workbook_text(xlsx->book, instrument->id);
        accord_workbook_text(xlsx->book, instrument->name);
        accord_xlsx_tally(xlsx, &now, &then);
        accord_workbook_row(xlsx->book);
    }
    accord_workbook_table_end(xlsx->book);
    accord_workbook_row(xlsx->book);
}

static void label(struct accord_xlsx *xlsx, enum accord_phrase phrase)
{
    accord_workbook_label(xlsx->book, accord_phrase(xlsx->language, phrase));
}

static void text_row(struct accord_xlsx *xlsx, enum accord_phrase phrase, const char *text)
{
    label(xlsx, phrase);
    accord_workbook_text(xlsx->book, text ? text : accord_phrase(xlsx->language, ACCORD_PHRASE_NOT_TOLD));
    accord_workbook_row(xlsx->book);
}

static void part_row(struct accord_xlsx *xlsx, const struct accord_dossier_facts *facts)
{
    struct accord_text part;
    accord_text_init(&part, ACCORD_SINK_FULL);
    accord_dossier_add_part(&part, xlsx->language, facts);
    text_row(xlsx, ACCORD_PHRASE_LABEL_PART, part.failed ? facts->part : accord_text_str(&part));
    accord_text_clear(&part);
}

static void count_row(struct accord_xlsx *xlsx, enum accord_phrase phrase, size_t number)
{
    label(xlsx, phrase);
    accord_workbook_count(xlsx->book, number);
    accord_workbook_row(xlsx->book);
}

static void day_row(struct accord_xlsx *xlsx, enum accord_phrase phrase, const char *iso)
{
    label(xlsx, phrase);
    if (iso)
        accord_workbook_day(xlsx->book, iso);
    else
        accord_xlsx_phrase(xlsx, ACCORD_PHRASE_NOT_TOLD);
    accord_workbook_row(xlsx->book);
}

static void run_row(struct accord_xlsx *xlsx, enum accord_phrase phrase, size_t run)
{
    label(xlsx, phrase);
    if (run == SIZE_MAX)
        accord_text_add_str(&xlsx->text, accord_phrase(xlsx->language, ACCORD_PHRASE_NO_EARLIER_RUN));
    else
        accord_dossier_add_run(&xlsx->text, xlsx->language, accord_dossier_run(xlsx->dossier, run));
    accord_xlsx_text(xlsx);
    accord_workbook_row(xlsx->book);
}

static void write_sources(struct accord_xlsx *xlsx)
{
    const struct accord_dossier_facts *facts = accord_dossier_facts(xlsx->dossier);
    const struct accord_dossier_run *run = accord_dossier_run(xlsx->dossier, xlsx->told);
    day_row(xlsx, ACCORD_PHRASE_LABEL_AS_OF, run->as_of);
    day_row(xlsx, ACCORD_PHRASE_LABEL_DATA_UNTIL, facts->data_until);
    run_row(xlsx, ACCORD_PHRASE_LABEL_RUN, xlsx->told);
    run_row(xlsx, ACCORD_PHRASE_LABEL_COMPARED, xlsx->since);
    text_row(xlsx, ACCORD_PHRASE_LABEL_DATASET, facts->dataset);
    text_row(xlsx, ACCORD_PHRASE_LABEL_DATASET_HASH, run->dataset_sha256);
    text_row(xlsx, ACCORD_PHRASE_LABEL_RULES_HASH, run->rules_sha256);
    if (facts->profile) text_row(xlsx, ACCORD_PHRASE_LABEL_PROFILE, facts->profile);
    if (facts->profile) text_row(xlsx, ACCORD_PHRASE_LABEL_PROFILE_HASH, facts->profile_sha256);
    if (facts->part) part_row(xlsx, facts);
    text_row(xlsx, ACCORD_PHRASE_LABEL_VERSION, facts->version);
}

static void write_counts(struct accord_xlsx *xlsx)
{
    const struct accord_dossier_counts *counts = accord_dossier_counts(xlsx->dossier);
    for (size_t i = 0; i < ACCORD_DOSSIER_COUNTED; i++) {
        enum accord_verdict_kind kind = accord_dossier_order[i];
        if (kind == ACCORD_VERDICT_MET || kind == ACCORD_VERDICT_ERROR) continue;
        const struct accord_argument verdict[] = {
            ACCORD_WORD("verdict", accord_language_verdict(xlsx->language, kind))};
        accord_phrase_add(&xlsx->text, xlsx->language, ACCORD_PHRASE_FINDINGS_OF, verdict, 1);
        accord_workbook_label(xlsx->book, accord_text_str(&xlsx->text));
        accord_text_reset(&xlsx->text);
        accord_workbook_count(xlsx->book, counts->findings[kind]);
        accord_workbook_row(xlsx->book);
    }
    count_row(xlsx, ACCORD_PHRASE_FINDINGS_ERRORS, counts->errors);
    count_row(xlsx, ACCORD_PHRASE_FINDINGS_WAIVED, counts->waived);
    count_row(xlsx, ACCORD_PHRASE_FINDINGS_LAPSED, counts->lapsed);
    if (xlsx->since != SIZE_MAX) {
        count_row(xlsx, ACCORD_PHRASE_FINDINGS_NEW, counts->appeared);
        count_row(xlsx, ACCORD_PHRASE_FINDINGS_GONE, counts->gone);
    }
    count_row(xlsx, ACCORD_PHRASE_FINDINGS_COMMENTS, counts->comments);
    count_row(xlsx, ACCORD_PHRASE_FINDINGS_COMMENTS_APART, counts->comments_apart);
    count_row(xlsx, ACCORD_PHRASE_DATA_WARNINGS, accord_dossier_warnings_in_all(xlsx->dossier));
    accord_workbook_row(xlsx->book);
}

static void write_meanings(struct accord_xlsx *xlsx)
{
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++) {
        enum accord_verdict_kind kind = (enum accord_verdict_kind)i;
        accord_workbook_label(xlsx->book, accord_language_verdict(xlsx->language, kind));
        accord_workbook_text(xlsx->book, accord_language_verdict_meaning(xlsx->language, kind));
        accord_workbook_row(xlsx->book);
    }
    accord_workbook_colour_rows(xlsx->book, ACCORD_VERDICT_COUNT);
    accord_workbook_row(xlsx->book);
}

static void write_method(struct accord_xlsx *xlsx)
{
    static const enum accord_phrase sentences[] = {ACCORD_PHRASE_METHOD_ABSENCE, ACCORD_PHRASE_METHOD_SCORE,
                                                   ACCORD_PHRASE_METHOD_GAPS, ACCORD_PHRASE_METHOD_WAIVERS};
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        if (i == 0)
            label(xlsx, ACCORD_PHRASE_METHOD);
        else
            accord_workbook_skip(xlsx->book);
        accord_xlsx_phrase(xlsx, sentences[i]);
        accord_workbook_row(xlsx->book);
    }
}

void accord_xlsx_summary(struct accord_xlsx *xlsx)
{
    accord_xlsx_sheet(xlsx, ACCORD_PHRASE_SHEET_SUMMARY);
    write_texts(xlsx);
    write_sources(xlsx);
    write_counts(xlsx);
    write_meanings(xlsx);
    write_method(xlsx);
    for (size_t i = 0; i < accord_dossier_warning_count(xlsx->dossier); i++)
        text_row(xlsx, ACCORD_PHRASE_DATA_WARNING, accord_dossier_warning(xlsx->dossier, i));
    accord_workbook_sheet_end(xlsx->book);
}
