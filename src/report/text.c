/* Text for people: what somebody should look at, by actor or by provision, then the summary. */
#include "base/error.h"
#include "base/memory.h"
#include "report/format.h"
#include "report/text_comments.h"
#include "report/text_ledger.h"

#include <string.h>

enum {
    DEFAULT_WIDTH = 80,
    MIN_WIDTH = 60,
    MAX_WIDTH = 200,
    PLACES_SHOWN = 3,
    MARK_COLUMN = 2,
    VERDICT_COLUMN = 4,
    MESSAGE_COLUMN = 18,
    SCRATCH_MAX = 1024 * 1024
};

static void write_header(struct accord_text_page *state, const struct accord_report_subject *subject)
{
    char date[ACCORD_DATE_TEXT_MAX];
    struct accord_text *line = &state->scratch;
    accord_text_reset(line);
    accord_text_addf(line, "accord %s, as of %s: dataset %s (%zu actors), %zu rules", accord_version(),
                     accord_date_format(subject->as_of, date), accord_dataset_name(subject->dataset),
                     accord_dataset_actor_count(subject->dataset), accord_packs_rule_count(subject->packs));
    if (subject->profile) accord_text_addf(line, ", profile %s", subject->profile);
    accord_page_wrap(&state->page, ACCORD_STYLE_HEADING, 0, 2, accord_text_str(line));
    accord_text_loud(&state->page, subject);
}

static unsigned width_of(const struct accord_report_options *options)
{
    unsigned width = options->width ? options->width : DEFAULT_WIDTH;
    return width < MIN_WIDTH ? MIN_WIDTH : width > MAX_WIDTH ? MAX_WIDTH : width;
}

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    struct accord_text_page *state = accord_alloc_zero(1, sizeof *state);
    if (!state) return accord_error_memory(err);
    writer->state = state;
    accord_page_init(&state->page, &writer->sink.text, width_of(writer->options), writer->color);
    accord_text_init(&state->piece, ACCORD_SINK_MAX);
    accord_text_init(&state->scratch, SCRATCH_MAX);
    accord_text_init(&state->headed, SCRATCH_MAX);
    accord_spool_init(&state->spool);
    write_header(state, writer->subject);
    if (!writer->options->by_provision || writer->options->summary) return ACCORD_OK;
    return accord_spool_open(&state->spool, writer->options->temporary,
                             accord_packs_provision_count(writer->subject->packs), err);
}

/* ---- one verdict ---- */

/* The rows that something rests on, said as places: the first few, then how many more. */
struct place_list {
    const char *files[PLACES_SHOWN];
    unsigned lines[PLACES_SHOWN];
    size_t shown;
    size_t more;
};

static void add_place(struct place_list *places, const char *file, unsigned line)
{
    for (size_t i = 0; i < places->shown; i++)
        if (places->lines[i] == line && strcmp(places->files[i], file) == 0) return;
    if (places->shown == PLACES_SHOWN) {
        places->more++;
        return;
    }
    places->files[places->shown] = file;
    places->lines[places->shown++] = line;
}

static enum accord_status gather_places(struct accord_writer *writer, const struct accord_evidence *evidence,
                                        size_t count, struct place_list *places, struct accord_error *err)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t r = 0; r < evidence[i].row_count; r++) {
            struct accord_evidence_row row = evidence[i].rows[r];
            const char *file = NULL;
            unsigned line = 0;
            row.column_count = 0; /* only the row's own place is shown */
            enum accord_status status = accord_writer_places(writer, &evidence[i], &row, &file, &line, err);
            if (status != ACCORD_OK) return status;
            add_place(places, file, line);
        }
    }
    return ACCORD_OK;
}

/* Where to look: the rows it rests on; the actor's own row where it rests on none, and nothing for an aggregate. Then
 * since when it is on record, where that is known. */
static enum accord_status write_places(struct accord_writer *writer, const struct accord_result *result,
                                       struct accord_error *err)
{
    struct accord_text_page *state = writer->state;
    const struct accord_standing *standing = &result->standing;
    const size_t actor = result->verdict->actor;
    struct place_list places = {.shown = 0};
    char day[ACCORD_DATE_TEXT_MAX];
    enum accord_status status = gather_places(writer, result->evidence, result->evidence_count, &places, err);
    if (status != ACCORD_OK || (places.shown == 0 && actor == SIZE_MAX && !standing->has_since)) return status;
    if (places.shown == 0 && actor != SIZE_MAX) {
        status = accord_dataset_actor_place(writer->subject->dataset, actor, &places.files[0], &places.lines[0], NULL,
                                            NULL, err);
        places.shown = 1;
    }
    if (status != ACCORD_OK) return status;
    accord_text_reset(&state->scratch);
    for (size_t i = 0; i < places.shown; i++)
        accord_text_addf(&state->scratch, "%s%s:%u", i > 0 ? ", " : "", places.files[i], places.lines[i]);
    if (places.more > 0) accord_text_addf(&state->scratch, " and %zu more", places.more);
    if (standing->has_since)
        accord_text_addf(&state->scratch, "%sin every run since %s", places.shown > 0 ? ", " : "",
                         accord_date_format(standing->since, day));
    accord_page_spaces(&state->page, MESSAGE_COLUMN);
    accord_page_wrap(&state->page, ACCORD_STYLE_FAINT, MESSAGE_COLUMN, MESSAGE_COLUMN,
                     accord_text_str(&state->scratch));
    return ACCORD_OK;
}

static void write_message(struct accord_page *page, const struct accord_result *result)
{
    accord_page_spaces(page, MARK_COLUMN);
    accord_text_add_char(page->text, accord_text_mark(result));
    accord_page_spaces(page, VERDICT_COLUMN - MARK_COLUMN - 1);
    (void)accord_page_verdict(page, result->kind, MESSAGE_COLUMN - VERDICT_COLUMN);
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, MESSAGE_COLUMN, MESSAGE_COLUMN, result->message);
}

static enum accord_status write_results(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct accord_text_page *state = writer->state;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++) {
        const struct accord_result *result = &results[i];
        write_message(&state->page, result);
        status = write_places(writer, result, err);
        accord_text_write_standing(state, &result->standing, MESSAGE_COLUMN);
        accord_text_write_comments(state, result, MESSAGE_COLUMN);
        /* Of a verdict that goes to the spool, nothing may be written out before its turn. */
        if (state->page.text == &writer->sink.text) accord_sink_drain(&writer->sink);
    }
    return status;
}

/* An aggregate has no name but its id. */
static const char *name_of(const struct accord_writer *writer, const struct accord_verdict *verdict)
{
    if (verdict->actor == SIZE_MAX) return verdict->actor_id;
    return accord_dataset_actor_name(writer->subject->dataset, verdict->actor);
}

/* "  cms-11.10:25 [request] cms-11.10/no-cms-focal-point", or the actor where the provision is the heading. */
static void write_verdict_line(struct accord_writer *writer, const struct accord_verdict *verdict,
                               const struct accord_rule_facts *rule, const struct accord_provision_facts *provision)
{
    struct accord_text_page *state = writer->state;
    struct accord_page *page = &state->page;
    accord_text_add_str(page->text, "\n  ");
    accord_text_reset(&state->scratch);
    const char *head = provision->id;
    if (writer->options->by_provision) {
        head = verdict->actor_id;
        const char *name = name_of(writer, verdict);
        accord_text_addf(&state->scratch, "%s%s%s", strcmp(head, name) != 0 ? name : "",
                         strcmp(head, name) != 0 ? ", " : "", rule->id);
    } else {
        accord_text_addf(&state->scratch, "[%s] %s", accord_force_name(provision->force), rule->id);
    }
    size_t at = 2 + accord_page_cell(page, ACCORD_STYLE_HEADING, head, 0);
    accord_page_spaces(page, 1);
    accord_page_wrap(page, ACCORD_STYLE_FAINT, at + 1, VERDICT_COLUMN, accord_text_str(&state->scratch));
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct accord_text_page *state = writer->state;
    bool by_provision = writer->options->by_provision;
    if (!accord_verdict_needs_look(verdict->verdict)) return ACCORD_OK;
    struct accord_rule_facts rule;
    struct accord_provision_facts provision;
    accord_packs_rule(writer->subject->packs, verdict->rule, &rule);
    accord_packs_provision(writer->subject->packs, verdict->provision, &provision);
    if (by_provision) {
        accord_text_reset(&state->piece);
        state->page.text = &state->piece;
    } else if (!accord_str_equal(accord_text_str(&state->headed), verdict->actor_id)) {
        accord_text_heading(&state->page, verdict->actor_id, name_of(writer, verdict));
        accord_text_reset(&state->headed);
        accord_text_add_str(&state->headed, verdict->actor_id);
        if (state->headed.failed) return accord_error_memory(err);
    }
    write_verdict_line(writer, verdict, &rule, &provision);
    enum accord_status status = write_results(writer, verdict, results, err);
    state->page.text = &writer->sink.text;
    if (status != ACCORD_OK || !by_provision) return status;
    if (state->piece.failed) return accord_error_memory(err);
    return accord_spool_add(&state->spool, verdict->provision, state->piece.bytes, state->piece.length, err);
}

/* ---- what was put aside, by provision ---- */

static enum accord_status write_provisions(struct accord_writer *writer, struct accord_error *err)
{
    struct accord_text_page *state = writer->state;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < state->spool.heads && status == ACCORD_OK; i++) {
        if (state->spool.first[i] == 0) continue;
        struct accord_provision_facts provision;
        accord_packs_provision(writer->subject->packs, i, &provision);
        accord_text_reset(&state->scratch);
        accord_text_addf(&state->scratch, "[%s] %s: %s", accord_force_name(provision.force), provision.verb,
                         provision.summary);
        accord_text_heading(&state->page, provision.id, accord_text_str(&state->scratch));
        status = accord_spool_read(&state->spool, i, accord_sink_take_piece, &writer->sink, err);
    }
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    struct accord_text_page *state = writer->state;
    enum accord_status status = write_provisions(writer, err);
    if (status != ACCORD_OK) return status;
    accord_text_write_summary(state, summary);
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    struct accord_text_page *state = writer->state;
    if (!state) return;
    accord_page_clear(&state->page);
    accord_text_clear(&state->piece);
    accord_text_clear(&state->scratch);
    accord_text_clear(&state->headed);
    accord_spool_close(&state->spool);
    accord_free(state);
    writer->state = NULL;
}

const struct accord_format accord_format_text = {
    .name = "text",
    .help = "for people: what to look at, then the summary",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
    .only_findings = true,
};
