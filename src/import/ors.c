/* Respondents of the CMS's online reporting system: who has submitted a questionnaire, as JSON and as CSV. */
#include "import/payload_sources.h"

#include "base/error.h"
#include "import/vocabulary.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { ID, FULL_NAME, COUNTRY, STATUS, QUESTIONNAIRE, TITLE, ROW_ID, WHO, TREATY, PERIOD, STATE };

/* Only "Submitted" is submitted. */
static const struct accord_payload_word states[] = {
    {"Not started", "not-started"}, {"Underway", "draft"}, {"Submitted", "submitted"},
    {"Halted", "halted"},           {"Unknown", NULL},     {"Intends to submit", "intended"},
};
static const struct accord_payload_words state_words = {states, COUNT(states), "a status of a respondent"};

#define FIELDS(before, questionnaire_, title_, outer)                                                                  \
    {                                                                                                                  \
        [ID] = {.path = before "id", .required = "an id"}, [FULL_NAME] = {.path = before "full_name"},                 \
        [COUNTRY] = {.path = before "country"},                                                                        \
        [STATUS] = {.path = before "status", .required = "a status of a respondent", .words = &state_words},           \
        [QUESTIONNAIRE] = {.path = questionnaire_,                                                                     \
                           .required = "the questionnaire, which is the occasion",                                     \
                           .kind = outer},                                                                             \
        [TITLE] = {.path = title_, .kind = outer}, [ROW_ID] = {.path = before "id", .kind = ACCORD_PAYLOAD_COMPUTED},  \
        [WHO] = {.path = before "full_name", .kind = ACCORD_PAYLOAD_COMPUTED},                                         \
        [TREATY] = {.path = title_, .kind = ACCORD_PAYLOAD_COMPUTED},                                                  \
        [PERIOD] = {.path = title_, .kind = ACCORD_PAYLOAD_COMPUTED},                                                  \
        [STATE] = {.path = before "status", .kind = ACCORD_PAYLOAD_COMPUTED},                                          \
    }

static const struct accord_payload_field json_fields[] = FIELDS("respondent/", "id", "title", ACCORD_PAYLOAD_OUTER);
static const struct accord_payload_field csv_fields[] =
    FIELDS("", "questionnaire_id", "questionnaire_title", ACCORD_PAYLOAD_TEXT);

static const struct accord_payload_column columns[] = {
    {.column = "id", .field = ROW_ID},
    {.column = "actor", .field = WHO, .as = ACCORD_MAPPED_ACTOR, .forms = ACCORD_NAME_ANY},
    {.column = "treaty", .field = TREATY},
    {.column = "period", .field = PERIOD},
    {.column = "state", .field = STATE},
};

static const struct accord_payload_table tables[] = {{"reports", columns, COUNT(columns), 0}};

/* The treaty that the title of a questionnaire names by its id, where it names one. */
static const char *treaty_of_title(const char *title)
{
    enum { WORD_MAX = 32 };
    char word[WORD_MAX];
    const char *found = NULL, *treaty = NULL;
    for (const char *at = title; *at != '\0';) {
        static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        size_t length = strspn(at, letters);
        if (length > 0 && length < sizeof word) {
            memcpy(word, at, length);
            word[length] = '\0';
            if (accord_payload_translate(&accord_treaty_words, word, &treaty)) {
                if (found != NULL && strcmp(found, treaty) != 0) return NULL; /* it names two */
                found = treaty;
            }
        }
        at += length;
        at += strcspn(at, letters);
    }
    return found;
}

/* Treaty and period of the title; without both the questionnaire itself is the period, of no treaty that is known. */
static enum accord_status complete_period(struct accord_payload_record *record)
{
    struct accord_text period;
    const char *title = accord_payload_text(record, TITLE), *treaty = treaty_of_title(title);
    enum accord_status status = ACCORD_OK;
    accord_text_init(&period, ACCORD_PAYLOAD_WORDS_MAX);
    if (treaty != NULL && accord_period_of_title(treaty, title, &period)) {
        status = accord_payload_set(record, TREATY, treaty, TITLE);
    } else {
        accord_text_reset(&period);
        accord_text_addf(&period, "questionnaire-%s", accord_payload_text(record, QUESTIONNAIRE));
        status = accord_payload_warn(record, TITLE,
                                     "no title that names a treaty and a period: the report is kept for the "
                                     "questionnaire alone");
    }
    if (status == ACCORD_OK && period.failed)
        status = accord_payload_refuse(record, QUESTIONNAIRE, "an id of more than %d bytes, expected a shorter one",
                                       ACCORD_PAYLOAD_WORDS_MAX);
    if (status == ACCORD_OK) status = accord_payload_set(record, PERIOD, accord_text_str(&period), TITLE);
    accord_text_clear(&period);
    return status;
}

/* The country where there is one, else the name, "Party: ...". What names no actor may be a person: it is not shown. */
static enum accord_status complete_actor(struct accord_payload_record *record)
{
    struct accord_name_answer answer;
    unsigned from = accord_payload_text(record, COUNTRY)[0] != '\0' ? COUNTRY : FULL_NAME;
    const struct accord_csv_field *field = &record->fields[from];
    enum accord_status status = accord_payload_set(record, WHO, field->text, from);
    if (status != ACCORD_OK || from == COUNTRY) return status;
    if (field->length == 0) return accord_payload_refuse(record, WHO, "no value, expected the name of a Party");
    if (strchr(field->text, ':') != NULL) return ACCORD_OK;
    status =
        accord_names_find(record->host->names, field->text, field->length, ACCORD_NAME_ANY, &answer, record->run->err);
    if (status != ACCORD_OK || answer.result != ACCORD_NAME_UNKNOWN) return status;
    return accord_payload_refuse(record, WHO, "a value that is not shown, expected \"Party: \" and its name");
}

static enum accord_status complete(struct accord_payload_record *record)
{
    struct accord_text id;
    const char *state = accord_payload_text(record, STATUS);
    enum accord_status status = complete_actor(record);
    if (status == ACCORD_OK) status = complete_period(record);
    if (status == ACCORD_OK) status = accord_payload_set(record, STATE, state, STATUS);
    accord_text_init(&id, ACCORD_CSV_RECORD_MAX);
    accord_text_addf(&id, "ors-%s", accord_payload_text(record, ID));
    if (status == ACCORD_OK) status = accord_payload_set(record, ROW_ID, accord_text_str(&id), ID);
    accord_text_clear(&id);
    if (status != ACCORD_OK || strcmp(state, "submitted") != 0) return status;
    return accord_payload_warn(record, STATUS,
                               "\"Submitted\" without a date: the report is not on record as submitted on any day");
}

static const struct accord_payload json = {
    .fields = json_fields,
    .field_count = COUNT(json_fields),
    .tables = tables,
    .table_count = COUNT(tables),
    .streamed = "questionnaire",
    .inner = "respondents",
    .completes = complete,
};

static const struct accord_payload csv = {
    .fields = csv_fields,
    .field_count = COUNT(csv_fields),
    .tables = tables,
    .table_count = COUNT(tables),
    .completes = complete,
};

static bool detects_json(const struct accord_glimpse *glimpse)
{
    return accord_glimpse_has(glimpse, "/questionnaire/respondents/*/respondent") ||
           accord_glimpse_is_empty_list(glimpse, "/questionnaire/respondents");
}

static bool detects_csv(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"full_name", "status"};
    return accord_payload_heads(glimpse, names, COUNT(names));
}

static enum accord_status read_json(const struct accord_import_host *host, int descriptor, const char *file,
                                    struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&json, host, descriptor, file, problems, err);
}

static enum accord_status read_csv(const struct accord_import_host *host, int descriptor, const char *file,
                                   struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_csv(&csv, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_ors_respondents = {
    .name = "ors-respondents",
    .title = "CMS online reporting system: respondents",
    .help = "respondents of the CMS's online reporting system",
    .detects = detects_json,
    .reads = read_json,
};

const struct accord_import_source accord_ors_respondents_csv = {
    .name = "ors-respondents-csv",
    .title = "CMS online reporting system: respondents",
    .help = "the same as CSV",
    .detects = detects_csv,
    .reads = read_csv,
};
