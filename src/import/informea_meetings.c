/* Payloads of InforMEA's interface: meetings, and the decisions that they took. */
#include "import/payload_sources.h"

#include "base/error.h"
#include "import/vocabulary.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- Meetings ---- */

enum { ID, TREATY, TITLE, START, END, TYPE, STATUS, BODY, KIND };

static const struct accord_payload_word statuses[] = {
    {"confirmed", NULL},        {"tentative", NULL},        {"over", NULL}, {"nodate", NULL}, {"held", NULL},
    {"cancelled", "cancelled"}, {"postponed", "postponed"},
};
static const struct accord_payload_words status_words = {statuses, COUNT(statuses), "a status of a meeting"};

static const struct accord_payload_field meeting_fields[] = {
    [ID] = {.path = "id", .required = "an id"},
    [TREATY] = {.path = "treaty",
                .required = "a treaty: a record without one says nothing",
                .words = &accord_treaty_words},
    [TITLE] = {.path = "title", .kind = ACCORD_PAYLOAD_LOCAL},
    [START] = {.path = "start", .required = "the day on which the meeting began or begins"},
    [END] = {.path = "end"},
    [TYPE] = {.path = "type"},
    [STATUS] = {.path = "status", .words = &status_words},
    [BODY] = {.path = "treaty", .kind = ACCORD_PAYLOAD_COMPUTED},
    [KIND] = {.path = "type", .kind = ACCORD_PAYLOAD_COMPUTED},
};

static const struct accord_payload_column meeting_columns[] = {
    {.column = "id", .field = ID},
    {.column = "body", .field = BODY},
    {.column = "kind", .field = KIND},
    {.column = "from", .field = START, .as = ACCORD_MAPPED_DATE},
    {.column = "to", .field = END, .as = ACCORD_MAPPED_DATE},
    {.column = "title", .field = TITLE},
};

static const struct accord_payload_table meeting_tables[] = {{"meetings", meeting_columns, COUNT(meeting_columns), 0}};

/* The body is the treaty's of that type, "cms-cop", as ids of bodies are made here; without a type the treaty itself.
 */
static enum accord_status complete_body(struct accord_payload_record *record)
{
    struct accord_text text;
    const char *treaty = accord_payload_text(record, TREATY);
    accord_text_init(&text, ACCORD_PAYLOAD_WORDS_MAX);
    for (const char *at = accord_payload_text(record, TYPE); *at != '\0'; at++)
        accord_text_add_char(&text, *at == ' ' ? '-' : *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
    if (text.failed) {
        accord_text_clear(&text);
        return accord_payload_refuse(record, TYPE, "a type of more than %d bytes, expected a shorter one",
                                     ACCORD_PAYLOAD_WORDS_MAX);
    }
    enum accord_status status = accord_payload_set(record, KIND, accord_text_str(&text), TYPE);
    accord_text_reset(&text);
    accord_text_addf(&text, "%s%s%s", treaty, record->fields[KIND].length > 0 ? "-" : "",
                     accord_payload_text(record, KIND));
    if (status == ACCORD_OK) status = accord_payload_set(record, BODY, accord_text_str(&text), TREATY);
    accord_text_clear(&text);
    return status;
}

static enum accord_status complete_meeting(struct accord_payload_record *record)
{
    const char *status_text = accord_payload_text(record, STATUS);
    enum accord_status status = ACCORD_OK;
    if (!record->refused[STATUS] && status_text[0] != '\0')
        status = accord_payload_refuse(record, STATUS, "a meeting that was %s, expected one that is held", status_text);
    if (record->refused[TREATY]) record->refused[BODY] = true;
    return status == ACCORD_OK ? complete_body(record) : status;
}

static const struct accord_payload meetings = {
    .fields = meeting_fields,
    .field_count = COUNT(meeting_fields),
    .tables = meeting_tables,
    .table_count = COUNT(meeting_tables),
    .completes = complete_meeting,
};

static bool detects_meetings(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"treaty", "title", "start"};
    return accord_payload_has(glimpse, "Meetings", names, COUNT(names));
}

static enum accord_status read_meetings(const struct accord_import_host *host, int descriptor, const char *file,
                                        struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&meetings, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_meetings = {
    .name = "informea-meetings",
    .title = "InforMEA: meetings",
    .help = "InforMEA's Meetings",
    .has_meetings = true,
    .detects = detects_meetings,
    .reads = read_meetings,
};

/* ---- Decisions ---- */

static const struct accord_payload_field decision_fields[] = {{.path = "number"}};

static enum accord_status refuse_decision(struct accord_payload_record *record)
{
    return accord_payload_refuse(record, 0,
                                 "a decision, expected data about Parties: what a decision asks for is a rule here");
}

static const struct accord_payload decisions = {
    .fields = decision_fields,
    .field_count = COUNT(decision_fields),
    .completes = refuse_decision,
};

static bool detects_decisions(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"treaty", "number", "published"};
    return accord_payload_has(glimpse, "Decisions", names, COUNT(names));
}

static enum accord_status read_decisions(const struct accord_import_host *host, int descriptor, const char *file,
                                         struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&decisions, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_decisions = {
    .name = "informea-decisions",
    .title = "InforMEA: decisions",
    .help = "InforMEA's Decisions (each is refused: no table has them)",
    .detects = detects_decisions,
    .reads = read_decisions,
};
