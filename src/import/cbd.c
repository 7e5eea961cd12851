/* Payloads of the CBD's clearing-house: countries with what binds them, and focal points of the index. */
#include "import/payload_sources.h"

#include "base/error.h"
#include "import/vocabulary.h"
#include "ingest/json_value.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- countries ---- */

/* What a country has for each of the four treaties, in the same order. */
enum { SIGNED, INSTRUMENT, DEPOSITED, IN_FORCE, TREATY, CLAIMS, PER_TREATY };
enum { CODE3, CODE2, CODE, WHO, SOURCE, FIRST_TREATY, TREATIES = 4 };

#define OF(number, what) (FIRST_TREATY + (number)*PER_TREATY + (what))
#define TREATY_FIELDS(number, name)                                                                                    \
    [OF(number, SIGNED)] = {.path = "treaties/" name "/signature"},                                                    \
                [OF(number, INSTRUMENT)] = {.path = "treaties/" name "/instrument",                                    \
                                            .words = &accord_instrument_words},                                        \
                [OF(number, DEPOSITED)] = {.path = "treaties/" name "/deposit"},                                       \
                [OF(number, IN_FORCE)] = {.path = "treaties/" name "/party"},                                          \
                [OF(number, TREATY)] = {.path = "treaties/" name, .kind = ACCORD_PAYLOAD_COMPUTED},                    \
                [OF(number, CLAIMS)] = {.path = "treaties/" name, .kind = ACCORD_PAYLOAD_COMPUTED}

static const struct accord_payload_field country_fields[] = {
    [CODE3] = {.path = "code3"},
    [CODE2] = {.path = "code2"},
    [CODE] = {.path = "code"},
    [WHO] = {.path = "code", .kind = ACCORD_PAYLOAD_COMPUTED},
    [SOURCE] = {.path = "", .kind = ACCORD_PAYLOAD_SOURCE},
    TREATY_FIELDS(0, "XXVII8"),
    TREATY_FIELDS(1, "XXVII8a"),
    TREATY_FIELDS(2, "XXVII8b"),
    TREATY_FIELDS(3, "XXVII8c"),
};

#define ACTOR(name, is)                                                                                                \
    {                                                                                                                  \
        .column = (name), .field = WHO, .as = ACCORD_MAPPED_ACTOR, .fact = (is),                                       \
        .forms = ACCORD_NAME_ISO2 | ACCORD_NAME_ISO3                                                                   \
    }

static const struct accord_payload_column actor_columns[] = {
    ACTOR("id", ACCORD_FACT_ID),     ACTOR("kind", ACCORD_FACT_KIND), ACTOR("name", ACCORD_FACT_NAME),
    ACTOR("iso2", ACCORD_FACT_ISO2), ACTOR("iso3", ACCORD_FACT_ISO3), ACTOR("m49", ACCORD_FACT_M49),
};

#define CLAIM_COLUMNS(number)                                                                                          \
    {                                                                                                                  \
        ACTOR("actor", ACCORD_FACT_ID), {.column = "treaty", .field = OF(number, TREATY)},                             \
            {.column = "source", .field = SOURCE},                                                                     \
            {.column = "signed", .field = OF(number, SIGNED), .as = ACCORD_MAPPED_DATE},                               \
            {.column = "deposited", .field = OF(number, DEPOSITED), .as = ACCORD_MAPPED_DATE},                         \
            {.column = "deposit_kind", .field = OF(number, INSTRUMENT)},                                               \
            {.column = "in_force", .field = OF(number, IN_FORCE), .as = ACCORD_MAPPED_DATE},                           \
    }

static const struct accord_payload_column claim_columns[TREATIES][7] = {CLAIM_COLUMNS(0), CLAIM_COLUMNS(1),
                                                                        CLAIM_COLUMNS(2), CLAIM_COLUMNS(3)};

static const struct accord_payload_table country_tables[] = {
    {"actors", actor_columns, COUNT(actor_columns), 0},
    {"memberships", claim_columns[0], COUNT(claim_columns[0]), OF(0, CLAIMS) + 1},
    {"memberships", claim_columns[1], COUNT(claim_columns[1]), OF(1, CLAIMS) + 1},
    {"memberships", claim_columns[2], COUNT(claim_columns[2]), OF(2, CLAIMS) + 1},
    {"memberships", claim_columns[3], COUNT(claim_columns[3]), OF(3, CLAIMS) + 1},
};

/* A claim is made by any date. A deposit alone binds nobody yet: the engine goes by the entry into force. */
static enum accord_status complete_claim(struct accord_payload_record *record, unsigned number)
{
    static const char *const ids[TREATIES] = {"cbd", "cartagena", "nagoya", "nagoya-kuala-lumpur"};
    static const unsigned dates[] = {SIGNED, DEPOSITED, IN_FORCE};
    unsigned place_of = OF(number, SIGNED);
    bool claims = false;
    for (size_t i = 0; i < COUNT(dates); i++)
        if (accord_payload_text(record, OF(number, dates[i]))[0] != '\0' || record->refused[OF(number, dates[i])])
            claims = true;
    if (!claims && accord_payload_text(record, OF(number, INSTRUMENT))[0] != '\0')
        return accord_payload_refuse(record, OF(number, INSTRUMENT), "an instrument without a date, expected one");
    if (!claims) return ACCORD_OK;
    enum accord_status status = accord_payload_set(record, OF(number, TREATY), ids[number], place_of);
    if (status == ACCORD_OK) status = accord_payload_set(record, OF(number, CLAIMS), "1", place_of);
    if (status != ACCORD_OK || accord_payload_text(record, OF(number, DEPOSITED))[0] == '\0' ||
        accord_payload_text(record, OF(number, IN_FORCE))[0] != '\0' || record->refused[OF(number, IN_FORCE)])
        return status;
    return accord_payload_warn(record, OF(number, IN_FORCE),
                               "no value beside a deposit on %.32s: without an entry into force the claim binds nobody",
                               accord_payload_text(record, OF(number, DEPOSITED)));
}

static enum accord_status complete_country(struct accord_payload_record *record)
{
    static const unsigned from[] = {CODE, CODE3, CODE2};
    unsigned code = CODE;
    for (size_t i = COUNT(from); i > 0; i--)
        if (accord_payload_text(record, from[i - 1])[0] != '\0') code = from[i - 1];
    enum accord_status status = accord_payload_set(record, WHO, accord_payload_text(record, code), code);
    if (status == ACCORD_OK && record->fields[WHO].length == 0)
        status = accord_payload_refuse(record, WHO, "no value, expected the code of a country");
    for (unsigned i = 0; status == ACCORD_OK && i < TREATIES; i++)
        status = complete_claim(record, i);
    return status;
}

static const struct accord_payload countries = {
    .fields = country_fields,
    .field_count = COUNT(country_fields),
    .tables = country_tables,
    .table_count = COUNT(country_tables),
    .completes = complete_country,
};

static bool detects_countries(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"code", "name", "treaties"};
    return accord_payload_has(glimpse, NULL, names, COUNT(names));
}

static enum accord_status read_countries(const struct accord_import_host *host, int descriptor, const char *file,
                                         struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&countries, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_cbd_countries = {
    .name = "cbd-countries",
    .title = "CBD: countries",
    .help = "the CBD's list of countries",
    .detects = detects_countries,
    .reads = read_countries,
};

/* ---- focal points ---- */

enum {
    ID,
    SCHEMA,
    GOVERNMENT,
    ORGANIZATION,
    DEPARTMENT,
    PERSON,
    EMAIL,
    PHONE,
    CATEGORIES,
    TYPES,
    ROW_ID,
    ROLE,
    OFFICE
};

static const struct accord_payload_word schemas[] = {{"focalPoint", "focalPoint"}};
static const struct accord_payload_words schema_words = {schemas, COUNT(schemas), "a record about a focal point"};

static const struct accord_payload_field holder_fields[] = {
    [ID] = {.path = "id", .required = "an id"},
    [SCHEMA] = {.path = "schema_s", .words = &schema_words},
    [GOVERNMENT] = {.path = "government_s", .required = "a country: a record without one is nobody's"},
    [ORGANIZATION] = {.path = "organization_t", .kind = ACCORD_PAYLOAD_FIRST},
    [DEPARTMENT] = {.path = "department_t", .kind = ACCORD_PAYLOAD_FIRST},
    [PERSON] = {.path = "title_t", .kind = ACCORD_PAYLOAD_FIRST, .personal = true},
    [EMAIL] = {.path = "email_ss", .kind = ACCORD_PAYLOAD_FIRST, .personal = true},
    [PHONE] = {.path = "telephone_s", .kind = ACCORD_PAYLOAD_FIRST, .personal = true},
    [CATEGORIES] = {.path = "ctgList_ss", .kind = ACCORD_PAYLOAD_FILLED},
    [TYPES] = {.path = "type_ss", .kind = ACCORD_PAYLOAD_FILLED}, /* where the index calls them so */
    [ROW_ID] = {.path = "id", .kind = ACCORD_PAYLOAD_COMPUTED},
    [ROLE] = {.path = "ctgList_ss", .kind = ACCORD_PAYLOAD_COMPUTED},
    [OFFICE] = {.path = "organization_t", .kind = ACCORD_PAYLOAD_COMPUTED},
};

static const struct accord_payload_column holder_columns[] = {
    {.column = "id", .field = ROW_ID, .several = true},
    {.column = "actor", .field = GOVERNMENT, ACCORD_PAYLOAD_COUNTRY},
    {.column = "role", .field = ROLE, .several = true},
    {.column = "institution", .field = OFFICE},
    {.column = "person", .field = PERSON},
    {.column = "email", .field = EMAIL},
    {.column = "phone", .field = PHONE},
};

static const struct accord_payload_table holder_tables[] = {{"focal_points", holder_columns, COUNT(holder_columns), 0}};

static enum accord_status take_category(struct accord_payload_record *record, const cJSON *category, unsigned field)
{
    static const struct accord_payload_holder holder = {ID, ROW_ID, ROLE};
    const char *code = accord_json_text(category), *role = NULL;
    if (code == NULL) return accord_payload_refuse(record, field, "a role that is no text, expected its code");
    if (accord_payload_translate(&accord_role_codes, code, &role))
        return accord_payload_add_role(record, &holder, role, field);
    return accord_payload_refuse_text(record, field, code, "the code of a role, as \"CBD-FP1\" or \"RM-FP\"");
}

static enum accord_status take_categories(struct accord_payload_record *record)
{
    unsigned field =
        accord_payload_text(record, CATEGORIES)[0] != '\0' || record->refused[CATEGORIES] ? CATEGORIES : TYPES;
    const cJSON *categories = accord_json_get(record->value, holder_fields[field].path);
    enum accord_status status = ACCORD_OK;
    if (accord_payload_text(record, field)[0] == '\0' && !record->refused[field])
        return accord_payload_refuse(record, CATEGORIES, "no value, expected the code of at least one role");
    if (accord_json_text(categories) != NULL && !record->refused[field])
        status = take_category(record, categories, field);
    for (const cJSON *item = accord_json_first(categories); status == ACCORD_OK && item != NULL;
         item = accord_json_following(item))
        status = take_category(record, item, field);
    return status;
}

static enum accord_status complete_holder(struct accord_payload_record *record)
{
    enum accord_status status = accord_payload_set_office(record, OFFICE, ORGANIZATION, DEPARTMENT);
    if (status == ACCORD_OK) status = take_categories(record);
    record->refused[ROLE] = record->refused[CATEGORIES] || record->refused[TYPES];
    record->refused[ROW_ID] = record->refused[ROLE] || record->refused[ID];
    return status;
}

static const struct accord_payload focal_points = {
    .fields = holder_fields,
    .field_count = COUNT(holder_fields),
    .tables = holder_tables,
    .table_count = COUNT(holder_tables),
    .streamed = "response",
    .inner = "docs",
    .counted = "numFound",
    .completes = complete_holder,
};

static bool detects_focal_points(const struct accord_glimpse *glimpse)
{
    return accord_glimpse_has(glimpse, "/response/docs/*/government_s") ||
           accord_glimpse_is_empty_list(glimpse, "/response/docs");
}

static enum accord_status read_focal_points(const struct accord_import_host *host, int descriptor, const char *file,
                                            struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&focal_points, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_cbd_focal_points = {
    .name = "cbd-focal-points",
    .title = "CBD: focal points of the clearing-house",
    .help = "focal points of the CBD's index",
    .detects = detects_focal_points,
    .reads = read_focal_points,
};
