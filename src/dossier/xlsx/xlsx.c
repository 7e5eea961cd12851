/* The workbook: a sheet a view, for people who reckon and sort. */
#include "dossier/xlsx/xlsx.h"

#include "base/error.h"
#include "base/locale.h"
#include "dossier/words.h"
#include "dossier/writer.h"
#include "report/sink.h"

/* ---- cells ---- */

void accord_xlsx_head(struct accord_xlsx *xlsx, enum accord_phrase heading, unsigned width)
{
    accord_workbook_head(xlsx->book, accord_phrase(xlsx->language, heading), width, ACCORD_WORKBOOK_PLAIN);
}

void accord_xlsx_colour_head(struct accord_xlsx *xlsx, enum accord_phrase heading, unsigned width)
{
    accord_workbook_head(xlsx->book, accord_phrase(xlsx->language, heading), width, ACCORD_WORKBOOK_COLOURED);
}

void accord_xlsx_phrase(struct accord_xlsx *xlsx, enum accord_phrase phrase)
{
    accord_workbook_text(xlsx->book, accord_phrase(xlsx->language, phrase));
}

void accord_xlsx_yes_or_no(struct accord_xlsx *xlsx, bool yes)
{
    accord_xlsx_phrase(xlsx, yes ? ACCORD_PHRASE_YES : ACCORD_PHRASE_NO);
}

void accord_xlsx_text(struct accord_xlsx *xlsx)
{
    accord_workbook_text(xlsx->book, accord_text_str(&xlsx->text));
    if (!xlsx->text.failed) accord_text_reset(&xlsx->text); /* a failure stays, for the end to see */
}

void accord_xlsx_verdict(struct accord_xlsx *xlsx, enum accord_verdict_kind verdict, bool open)
{
    const char *word = accord_language_verdict(xlsx->language, verdict);
    if (!open) {
        accord_workbook_text(xlsx->book, word);
        return;
    }
    const struct accord_argument arguments[] = {ACCORD_WORD("verdict", word)};
    accord_phrase_add(&xlsx->text, xlsx->language, ACCORD_PHRASE_VERDICT_OPEN, arguments, 1);
    accord_xlsx_text(xlsx);
}

void accord_xlsx_sheet(struct accord_xlsx *xlsx, enum accord_phrase name)
{
    accord_workbook_sheet(xlsx->book, accord_phrase(xlsx->language, name), xlsx->verdicts, ACCORD_VERDICT_COUNT);
}

void accord_xlsx_actor_heads(struct accord_xlsx *xlsx)
{
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_ACTOR, 14);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_NAME, 28);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_PARTY, 8);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_REGION, 16);
}

void accord_xlsx_actor(struct accord_xlsx *xlsx, size_t actor, const char *id)
{
    accord_workbook_text(xlsx->book, id);
    if (actor == SIZE_MAX) {
        for (int i = 0; i < 3; i++)
            accord_workbook_skip(xlsx->book);
        return;
    }
    const struct accord_dossier_actor *facts = accord_dossier_actor(xlsx->dossier, actor);
    accord_workbook_text(xlsx->book, facts->name);
    accord_xlsx_yes_or_no(xlsx, facts->is_party);
    accord_workbook_text(
        xlsx->book,
        facts->region == SIZE_MAX
            ? NULL
            : accord_language_subject(xlsx->language, accord_dossier_region(xlsx->dossier, facts->region)->id));
}

/* ---- tallies ---- */

static const enum accord_phrase score_heads[] = {ACCORD_PHRASE_COLUMN_ASSESSABLE, ACCORD_PHRASE_COLUMN_OF,
                                                 ACCORD_PHRASE_COLUMN_SCORE, ACCORD_PHRASE_COLUMN_LOW,
                                                 ACCORD_PHRASE_COLUMN_HIGH};
enum { SCORE_HEADS = sizeof score_heads / sizeof score_heads[0] };

void accord_xlsx_tally_heads(struct accord_xlsx *xlsx)
{
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        accord_workbook_head(xlsx->book, accord_language_verdict(xlsx->language, accord_dossier_order[i]), 11,
                             ACCORD_WORKBOOK_NUMBERS);
    for (size_t i = 0; i < SCORE_HEADS; i++)
        accord_workbook_head(xlsx->book, accord_phrase(xlsx->language, score_heads[i]), 11, ACCORD_WORKBOOK_NUMBERS);
    for (size_t i = 0; i < SCORE_HEADS && xlsx->since != SIZE_MAX; i++) {
        const struct accord_argument arguments[] = {
            ACCORD_WORD("column", accord_phrase(xlsx->language, score_heads[i])),
            ACCORD_DAY("day", accord_dossier_run(xlsx->dossier, xlsx->since)->day)};
        accord_phrase_add(&xlsx->text, xlsx->language, ACCORD_PHRASE_COLUMN_THEN, arguments, 2);
        accord_workbook_head(xlsx->book, accord_text_str(&xlsx->text), 14, ACCORD_WORKBOOK_NUMBERS);
        accord_text_reset(&xlsx->text);
    }
}

static void score_cells(struct accord_xlsx *xlsx, const struct accord_tally *tally)
{
    struct accord_shares shares = accord_shares_of(tally);
    accord_workbook_count(xlsx->book, shares.assessable);
    accord_workbook_count(xlsx->book, shares.of);
    accord_workbook_percent(xlsx->book, shares.scored, shares.score);
    accord_workbook_percent(xlsx->book, shares.bounded, shares.low);
    accord_workbook_percent(xlsx->book, shares.bounded, shares.high);
}

void accord_xlsx_tally(struct accord_xlsx *xlsx, const struct accord_tally *now, const struct accord_tally *then)
{
    for (size_t i = 0; i < ACCORD_VERDICT_COUNT; i++)
        accord_workbook_count(xlsx->book, now->counts[accord_dossier_order[i]]);
    score_cells(xlsx, now);
    if (xlsx->since != SIZE_MAX) score_cells(xlsx, then);
}

static void skip(struct accord_xlsx *xlsx, size_t cells)
{
    for (size_t i = 0; i < cells; i++)
        accord_workbook_skip(xlsx->book);
}

/* ---- provisions ---- */

static size_t remaining(const struct accord_tally *tally)
{
    return tally->counts[ACCORD_VERDICT_GAP] + tally->counts[ACCORD_VERDICT_PARTIAL];
}

static void provision_facts(struct accord_xlsx *xlsx, size_t index)
{
    const struct accord_dossier_provision *provision = accord_dossier_provision(xlsx->dossier, index);
    accord_workbook_text(xlsx->book, provision->id);
    accord_workbook_text(xlsx->book, accord_dossier_instrument(xlsx->dossier, provision->instrument)->id);
    accord_workbook_text(xlsx->book, accord_dossier_summary(xlsx->dossier, xlsx->language, index));
    accord_workbook_text(xlsx->book, accord_language_verb(xlsx->language, provision->verb));
    accord_workbook_text(xlsx->book, accord_language_force(xlsx->language, provision->force));
    accord_xlsx_yes_or_no(xlsx, provision->qualified);
    accord_dossier_add_addressees(&xlsx->text, xlsx->language, provision);
    accord_xlsx_text(xlsx);
    accord_workbook_day(xlsx->book, provision->effect);
    accord_workbook_day(xlsx->book, provision->until);
    accord_workbook_count(xlsx->book, provision->rule_count);
    if (provision->context)
        accord_workbook_text(xlsx->book, accord_dossier_context(xlsx->dossier, xlsx->language, index));
    else if (provision->rule_count == 0)
        accord_xlsx_phrase(xlsx, accord_dossier_is_left_out(xlsx->dossier, index) ? ACCORD_PHRASE_NOT_ASKED
                                                                                  : ACCORD_PHRASE_NOT_COVERED);
    else
        accord_workbook_skip(xlsx->book);
}

static void provision_numbers(struct accord_xlsx *xlsx, size_t index)
{
    struct accord_tally now = accord_dossier_tally_provision(xlsx->dossier, xlsx->told, index), then = {{0}, {0}};
    if (xlsx->since != SIZE_MAX) {
        then = accord_dossier_tally_provision(xlsx->dossier, xlsx->since, index);
        accord_dossier_add_change(&xlsx->text, xlsx->language, &now, &then);
    }
    accord_workbook_count(xlsx->book, remaining(&now));
    accord_xlsx_text(xlsx);
    accord_xlsx_tally(xlsx, &now, &then);
}

static void write_provisions(struct accord_xlsx *xlsx)
{
    static const struct {
        enum accord_phrase heading;
        unsigned width;
    } heads[] = {
        {ACCORD_PHRASE_COLUMN_PARAGRAPH, 24},    {ACCORD_PHRASE_COLUMN_TEXT, 20},
        {ACCORD_PHRASE_COLUMN_ASKS, 56},         {ACCORD_PHRASE_COLUMN_VERB, 12},
        {ACCORD_PHRASE_COLUMN_FORCE, 14},        {ACCORD_PHRASE_COLUMN_QUALIFIED, 10},
        {ACCORD_PHRASE_COLUMN_ADDRESSEES, 24},   {ACCORD_PHRASE_COLUMN_EFFECT, 12},
        {ACCORD_PHRASE_COLUMN_UNTIL, 12},        {ACCORD_PHRASE_COLUMN_RULES, 8},
        {ACCORD_PHRASE_COLUMN_NOT_ASSESSED, 32}, {ACCORD_PHRASE_COLUMN_REMAINING, 11},
        {ACCORD_PHRASE_COLUMN_CHANGE, 28},
    };
    accord_xlsx_sheet(xlsx, ACCORD_PHRASE_SHEET_PROVISIONS);
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        accord_xlsx_head(xlsx, heads[i].heading, heads[i].width);
    accord_xlsx_tally_heads(xlsx);
    accord_workbook_heads_end(xlsx->book, 1);
    for (size_t i = 0; i < accord_dossier_provision_count(xlsx->dossier); i++) {
        provision_facts(xlsx, i);
        if (accord_dossier_provision(xlsx->dossier, i)->rule_count > 0) provision_numbers(xlsx, i);
        accord_workbook_row(xlsx->book);
    }
    accord_workbook_table_end(xlsx->book);
    accord_workbook_sheet_end(xlsx->book);
}

/* ---- Parties, and all others ---- */

static void write_parties(struct accord_xlsx *xlsx)
{
    accord_xlsx_sheet(xlsx, ACCORD_PHRASE_SHEET_PARTIES);
    accord_xlsx_actor_heads(xlsx);
    accord_xlsx_head(xlsx, ACCORD_PHRASE_COLUMN_KIND, 14);
    accord_xlsx_tally_heads(xlsx);
    accord_workbook_heads_end(xlsx->book, 2);
    for (size_t i = 0; i < accord_dossier_actor_count(xlsx->dossier); i++) {
        const struct accord_dossier_actor *actor = accord_dossier_actor(xlsx->dossier, i);
        struct accord_tally now = accord_dossier_tally_actor(xlsx->dossier, xlsx->told, i), then = {{0}, {0}};
        if (xlsx->since != SIZE_MAX) then = accord_dossier_tally_actor(xlsx->dossier, xlsx->since, i);
        accord_xlsx_actor(xlsx, i, actor->id);
        accord_workbook_text(xlsx->book, accord_language_subject(xlsx->language, actor->kind));
        accord_xlsx_tally(xlsx, &now, &then);
        accord_workbook_row(xlsx->book);
    }
    accord_workbook_table_end(xlsx->book);
    accord_workbook_sheet_end(xlsx->book);
}

/* A column for each paragraph that a rule was asked about. */
static void write_matrix(struct accord_xlsx *xlsx)
{
    size_t provisions = accord_dossier_provision_count(xlsx->dossier);
    accord_xlsx_sheet(xlsx, ACCORD_PHRASE_SHEET_MATRIX);
    accord_xlsx_actor_heads(xlsx);
    for (size_t i = 0; i < provisions; i++) {
        const struct accord_dossier_provision *provision = accord_dossier_provision(xlsx->dossier, i);
        if (provision->rule_count > 0) accord_workbook_head(xlsx->book, provision->id, 17, ACCORD_WORKBOOK_COLOURED);
    }
    accord_workbook_heads_end(xlsx->book, 2);
    for (size_t i = 0; i < accord_dossier_actor_count(xlsx->dossier); i++) {
        accord_xlsx_actor(xlsx, i, accord_dossier_actor(xlsx->dossier, i)->id);
        for (size_t j = 0; j < provisions; j++) {
            struct accord_dossier_pair pair = accord_dossier_pair(xlsx->dossier, xlsx->told, i, j);
            if (accord_dossier_provision(xlsx->dossier, j)->rule_count == 0) continue;
            if (pair.there)
                accord_xlsx_verdict(xlsx, pair.verdict, pair.open);
            else
                skip(xlsx, 1);
        }
        accord_workbook_row(xlsx->book);
    }
    accord_workbook_table_end(xlsx->book);
    accord_workbook_sheet_end(xlsx->book);
}

/* ---- the workbook ---- */

/* The colours of the dashboard. Gaps and what is unreported are far apart in hue and in lightness. */
static void choose_colours(struct accord_xlsx *xlsx)
{
    static const uint32_t verdicts[ACCORD_VERDICT_COUNT][2] = {
        [ACCORD_VERDICT_ERROR] = {0x1A1A20, 0xFFFFFF},   [ACCORD_VERDICT_GAP] = {0xB8371F, 0xFFFFFF},
        [ACCORD_VERDICT_REVIEW] = {0x9B86CF, 0x120B24},  [ACCORD_VERDICT_UNREPORTED] = {0xDDE2E7, 0x1B2430},
        [ACCORD_VERDICT_PARTIAL] = {0xE8BB5A, 0x1B1503}, [ACCORD_VERDICT_MET] = {0x14604F, 0xFFFFFF},
        [ACCORD_VERDICT_NOT_DUE] = {0xE9F1F9, 0x1B2430}, [ACCORD_VERDICT_NOT_APPLICABLE] = {0xFFFFFF, 0x56616E}};
    static const struct {
        enum accord_phrase word;
        enum accord_verdict_kind as;
    } states[ACCORD_XLSX_STATES] = {
        [ACCORD_DESIGNATION_CURRENT] = {ACCORD_PHRASE_DESIGNATION_CURRENT, ACCORD_VERDICT_MET},
        [ACCORD_DESIGNATION_UNCERTAIN] = {ACCORD_PHRASE_DESIGNATION_UNCERTAIN, ACCORD_VERDICT_REVIEW},
        [ACCORD_DESIGNATION_LAPSED] = {ACCORD_PHRASE_DESIGNATION_LAPSED, ACCORD_VERDICT_NOT_APPLICABLE},
        [ACCORD_DESIGNATION_AHEAD] = {ACCORD_PHRASE_DESIGNATION_AHEAD, ACCORD_VERDICT_NOT_DUE},
        [ACCORD_DESIGNATION_MISSING] = {ACCORD_PHRASE_DESIGNATION_MISSING, ACCORD_VERDICT_GAP},
        [ACCORD_DESIGNATION_UNREPORTED] = {ACCORD_PHRASE_DESIGNATION_UNREPORTED, ACCORD_VERDICT_UNREPORTED},
    };
    for (int i = 0; i < ACCORD_VERDICT_COUNT; i++)
        xlsx->verdicts[i] = (struct accord_workbook_colour){
            accord_language_verdict(xlsx->language, (enum accord_verdict_kind)i), verdicts[i][0], verdicts[i][1]};
    for (int i = 0; i < ACCORD_XLSX_STATES; i++)
        xlsx->states[i] = (struct accord_workbook_colour){accord_phrase(xlsx->language, states[i].word),
                                                          verdicts[states[i].as][0], verdicts[states[i].as][1]};
}

static enum accord_status write_sheets(struct accord_xlsx *xlsx, struct accord_error *err)
{
    accord_xlsx_summary(xlsx);
    write_provisions(xlsx);
    write_parties(xlsx);
    write_matrix(xlsx);
    enum accord_status status = accord_xlsx_findings(xlsx, err);
    if (status == ACCORD_OK) status = accord_xlsx_register(xlsx, err);
    if (status == ACCORD_OK && xlsx->text.failed) status = accord_error_memory(err);
    return status;
}

/* What every sheet says above its head. */
struct notes {
    struct accord_text title;
    struct accord_text author;
    struct accord_text until;
    struct accord_text part;
};

static void write_notes(const struct accord_xlsx *xlsx, struct notes *notes, struct accord_workbook_options *options)
{
    const struct accord_dossier_facts *facts = accord_dossier_facts(xlsx->dossier);
    const struct accord_argument told[] = {ACCORD_DAY("day", options->day)};
    size_t count = 0;
    struct accord_date until;
    accord_phrase_add(&notes->title, xlsx->language, ACCORD_PHRASE_WORKBOOK_TITLE, told, 1);
    accord_text_addf(&notes->author, "accord %s", facts->version ? facts->version : "");
    if (facts->illustrative) options->notes[count++] = accord_phrase(xlsx->language, ACCORD_PHRASE_ILLUSTRATIVE);
    if (accord_dossier_day(facts->data_until, &until)) {
        const struct accord_argument day[] = {ACCORD_DAY("day", until)};
        accord_phrase_add(&notes->until, xlsx->language, ACCORD_PHRASE_PURPOSE_UNTIL, day, 1);
        options->notes[count++] = accord_text_str(&notes->until);
    } else {
        options->notes[count++] = accord_phrase(xlsx->language, ACCORD_PHRASE_PURPOSE_UNTIL_UNKNOWN);
    }
    if (facts->part) {
        accord_dossier_say_part(&notes->part, xlsx->language, facts, ACCORD_PHRASE_PURPOSE_PART);
        options->notes[count++] = accord_text_str(&notes->part);
    }
    options->title = accord_text_str(&notes->title);
    options->author = accord_text_str(&notes->author);
}

static enum accord_status write_book(struct accord_xlsx *xlsx, const struct accord_dossier_output *output,
                                     struct accord_error *err)
{
    struct notes notes;
    struct accord_workbook_options options = {.day = accord_dossier_run(xlsx->dossier, xlsx->told)->day,
                                              .language = output->language};
    struct accord_text *const texts[] = {&notes.title, &notes.author, &notes.until, &notes.part};
    bool failed = false;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        accord_text_init(texts[i], ACCORD_SINK_FULL);
    write_notes(xlsx, &notes, &options);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        failed = failed || texts[i]->failed;
    enum accord_status status = failed ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) status = accord_workbook_open(output->path, &options, &xlsx->book, err);
    if (status == ACCORD_OK) status = write_sheets(xlsx, err);
    if (status == ACCORD_OK) status = accord_workbook_finish(xlsx->book, err);
    accord_workbook_free(xlsx->book);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        accord_text_clear(texts[i]);
    return status;
}

static enum accord_status write(struct accord_dossier *dossier, const struct accord_dossier_output *output,
                                struct accord_error *err)
{
    struct accord_locale locale;
    struct accord_xlsx xlsx = {.dossier = dossier,
                               .language = output->language,
                               .told = accord_dossier_told(dossier),
                               .since = accord_dossier_since(dossier)};
    if (!output->path)
        return accord_error_set(err, ACCORD_BAD_USAGE, "a workbook has to be a file: standard output cannot be one");
    enum accord_status status = accord_locale_enter(&locale, err);
    if (status != ACCORD_OK) return status;
    accord_text_init(&xlsx.text, ACCORD_SINK_MAX);
    choose_colours(&xlsx);
    status = write_book(&xlsx, output, err);
    accord_text_clear(&xlsx.text);
    accord_locale_leave(&locale);
    return status;
}

const struct accord_dossier_format accord_dossier_format_xlsx = {
    .name = "xlsx",
    .help = "a workbook for spreadsheets: summary, provisions, Parties, matrix, findings, register",
    .stem = "workbook",
    .suffix = ".xlsx",
    .to_terminal = false,
    .write = write,
};
