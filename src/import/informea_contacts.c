/* Payloads of InforMEA's interface: contacts, each a focal point in as many roles as it has. */
#include "import/payload_sources.h"

#include "base/error.h"
#include "import/vocabulary.h"
#include "ingest/json_value.h"
#include "ingest/quote.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
    ID,
    COUNTRY,
    PREFIX,
    FIRST_NAME,
    LAST_NAME,
    TYPE,
    INSTITUTION,
    DEPARTMENT,
    EMAIL,
    PHONE,
    TREATIES,
    ROLES,
    ROW_ID,
    ROLE,
    PERSON,
    OFFICE
};

static const struct accord_payload_field fields[] = {
    [ID] = {.path = "id", .required = "an id"},
    [COUNTRY] = {.path = "country", .required = "a country: a record without one is nobody's"},
    [PREFIX] = {.path = "prefix", .personal = true},
    [FIRST_NAME] = {.path = "firstName", .personal = true},
    [LAST_NAME] = {.path = "lastName", .personal = true},
    [TYPE] = {.path = "type"},
    [INSTITUTION] = {.path = "institution"},
    [DEPARTMENT] = {.path = "department"},
    [EMAIL] = {.path = "email", .kind = ACCORD_PAYLOAD_FIRST, .personal = true},
    [PHONE] = {.path = "phoneNumber", .personal = true},
    [TREATIES] = {.path = "treaties", .kind = ACCORD_PAYLOAD_FILLED},
    [ROLES] = {.path = "roles", .kind = ACCORD_PAYLOAD_FILLED},
    [ROW_ID] = {.path = "id", .kind = ACCORD_PAYLOAD_COMPUTED},
    [ROLE] = {.path = "roles", .kind = ACCORD_PAYLOAD_COMPUTED},
    [PERSON] = {.path = "lastName", .kind = ACCORD_PAYLOAD_COMPUTED, .personal = true},
    [OFFICE] = {.path = "institution", .kind = ACCORD_PAYLOAD_COMPUTED},
};

static const struct accord_payload_column columns[] = {
    {.column = "id", .field = ROW_ID, .several = true},
    {.column = "actor", .field = COUNTRY, ACCORD_PAYLOAD_COUNTRY},
    {.column = "role", .field = ROLE, .several = true},
    {.column = "institution", .field = OFFICE},
    {.column = "person", .field = PERSON},
    {.column = "email", .field = EMAIL},
    {.column = "phone", .field = PHONE},
};

static const struct accord_payload_table tables[] = {{"focal_points", columns, COUNT(columns), 0}};

/* ---- roles ---- */

static enum accord_status add_role(struct accord_payload_record *record, const char *role, unsigned place_of)
{
    const struct accord_payload_holder holder = {ID, ROW_ID, ROLE};
    return accord_payload_add_role(record, &holder, role, place_of);
}

/* A role that any treaty may have: "cms" and "NFP" are cms-nfp. */
static enum accord_status add_role_of(struct accord_payload_record *record, const char *treaty, const char *type,
                                      unsigned field)
{
    struct accord_text role;
    accord_text_init(&role, ACCORD_PAYLOAD_WORDS_MAX);
    accord_text_addf(&role, "%s-%s", treaty, type);
    enum accord_status status = add_role(record, accord_text_str(&role), field);
    accord_text_clear(&role);
    return status;
}

static enum accord_status take_role(struct accord_payload_record *record, const char *treaty, const char *text)
{
    const char *meant = NULL;
    if (accord_payload_translate(&accord_role_codes, text, &meant) ||
        accord_payload_translate(&accord_role_names, text, &meant))
        return add_role(record, meant, ROLES);
    if (accord_payload_translate(&accord_contact_types, text, &meant)) return add_role_of(record, treaty, meant, ROLES);
    return accord_payload_refuse_text(record, ROLES, text,
                                      "a role by its code or name, as \"RM-FP\" or \"Resource Mobilization NFP\"");
}

static bool lists_treaty(const cJSON *treaties, const char *treaty)
{
    const char *meant = NULL;
    for (const cJSON *item = accord_json_first(treaties); item != NULL; item = accord_json_following(item)) {
        const char *text = accord_json_text(item);
        if (text != NULL && accord_payload_translate(&accord_treaty_words, text, &meant) && strcmp(meant, treaty) == 0)
            return true;
    }
    return accord_json_size(treaties) == 0;
}

/* One {"treaty", "roles"}. A role under a treaty that the contact does not have is an orphan. */
static enum accord_status take_roles(struct accord_payload_record *record, const cJSON *entry, const cJSON *treaties)
{
    const char *text = accord_json_text(accord_json_get(entry, "treaty")), *treaty = NULL;
    const cJSON *roles = accord_payload_items(accord_json_get(entry, "roles"));
    enum accord_status status = ACCORD_OK;
    if (text == NULL || text[0] == '\0')
        return accord_payload_refuse(record, ROLES, "roles without a treaty, expected the treaty of each");
    if (!accord_payload_translate(&accord_treaty_words, text, &treaty))
        return accord_payload_refuse_text(record, ROLES, text, "a treaty that is known");
    if (!lists_treaty(treaties, treaty))
        return accord_payload_refuse_text(record, ROLES, text,
                                          "one of the contact's \"treaties\": its roles have no other");
    if (accord_json_size(roles) == 0)
        return accord_payload_refuse(record, ROLES, "a treaty without a role, expected at least one");
    for (const cJSON *role = accord_json_first(roles); status == ACCORD_OK && role != NULL;
         role = accord_json_following(role)) {
        const char *name = accord_json_text(role);
        status = name == NULL ? accord_payload_refuse(record, ROLES, "a role that is no text, expected a text")
                              : take_role(record, treaty, name);
    }
    return status;
}

/* What a contact without roles is under each of its treaties, which may also be the code of a role. */
static enum accord_status take_treaty(struct accord_payload_record *record, const char *text, const char *type)
{
    const char *meant = NULL;
    if (accord_payload_translate(&accord_role_codes, text, &meant)) return add_role(record, meant, TREATIES);
    if (accord_payload_translate(&accord_treaty_words, text, &meant)) return add_role_of(record, meant, type, TREATIES);
    return accord_payload_refuse_text(record, TREATIES, text, "a treaty that is known");
}

static enum accord_status take_treaties(struct accord_payload_record *record, const cJSON *treaties)
{
    const char *type = "nfp";
    const char *text = accord_payload_text(record, TYPE);
    enum accord_status status = ACCORD_OK;
    if (text[0] != '\0' && !accord_payload_translate(&accord_contact_types, text, &type))
        return accord_payload_refuse_word(record, TYPE, &accord_contact_types);
    for (const cJSON *item = accord_json_first(treaties); status == ACCORD_OK && item != NULL;
         item = accord_json_following(item)) {
        const char *treaty = accord_json_text(item);
        status = treaty == NULL
                     ? accord_payload_refuse(record, TREATIES, "something that is no text, expected a treaty")
                     : take_treaty(record, treaty, type);
    }
    return status;
}

static bool has_role_under(const cJSON *roles, const char *treaty)
{
    const char *meant = NULL;
    for (const cJSON *entry = accord_json_first(roles); entry != NULL; entry = accord_json_following(entry)) {
        const char *text = accord_json_text(accord_json_get(entry, "treaty"));
        if (text != NULL && accord_payload_translate(&accord_treaty_words, text, &meant) && strcmp(meant, treaty) == 0)
            return true;
    }
    return false;
}

/* The contact's treaties that none of its roles is under are said, not guessed to be focal points. */
static enum accord_status warn_of_idle(struct accord_payload_record *record, const cJSON *treaties, const cJSON *roles)
{
    enum accord_status status = ACCORD_OK;
    for (const cJSON *item = accord_json_first(treaties); status == ACCORD_OK && item != NULL;
         item = accord_json_following(item)) {
        const char *text = accord_json_text(item), *treaty = NULL;
        if (text == NULL || !accord_payload_translate(&accord_treaty_words, text, &treaty))
            status = accord_payload_refuse(record, TREATIES, "a treaty that is not known, expected one that is");
        else if (!has_role_under(roles, treaty))
            status = accord_payload_warn(record, TREATIES,
                                         "\"%s\", under which none of the contact's roles is: not taken", treaty);
    }
    return status;
}

static enum accord_status complete_roles(struct accord_payload_record *record)
{
    const cJSON *treaties = accord_payload_items(accord_json_get(record->value, "treaties")),
                *roles = accord_payload_items(accord_json_get(record->value, "roles"));
    enum accord_status status = ACCORD_OK;
    bool listed = treaties == NULL || accord_json_is_null(treaties) || accord_json_is_array(treaties);
    if (!listed || (accord_json_size(roles) == 0 && accord_json_size(treaties) == 0))
        return accord_payload_refuse(record, TREATIES, "%s, expected a list of at least one treaty",
                                     listed ? "no treaty" : "no list");
    for (const cJSON *entry = accord_json_first(roles); status == ACCORD_OK && entry != NULL;
         entry = accord_json_following(entry))
        status = take_roles(record, entry, treaties);
    if (status != ACCORD_OK || record->refused[ROLES]) return status;
    return accord_json_size(roles) > 0 ? warn_of_idle(record, treaties, roles) : take_treaties(record, treaties);
}

/* ---- the person ---- */

/* A whole name may stand in either of the two, or in both. */
static enum accord_status complete_person(struct accord_payload_record *record)
{
    const char *first = accord_payload_text(record, FIRST_NAME), *last = accord_payload_text(record, LAST_NAME);
    const char *prefix = accord_payload_text(record, PREFIX);
    struct accord_text name;
    if (!record->host->keep_persons) return ACCORD_OK;
    if (strstr(first, last) != NULL) last = "";
    if (last[0] != '\0' && strstr(last, first) != NULL) first = "";
    if (first[0] == '\0' && last[0] == '\0') return ACCORD_OK;
    accord_text_init(&name, ACCORD_CSV_RECORD_MAX);
    accord_text_addf(&name, "%s%s%s%s%s", prefix, prefix[0] != '\0' ? " " : "", first,
                     first[0] != '\0' && last[0] != '\0' ? " " : "", last);
    enum accord_status status = name.failed ? accord_error_memory(record->run->err)
                                            : accord_payload_set(record, PERSON, accord_text_str(&name), LAST_NAME);
    accord_text_clear(&name);
    return status;
}

static enum accord_status complete(struct accord_payload_record *record)
{
    enum accord_status status = accord_payload_set_office(record, OFFICE, INSTITUTION, DEPARTMENT);
    if (status == ACCORD_OK) status = complete_person(record);
    if (status == ACCORD_OK) status = complete_roles(record);
    record->refused[ROLE] =
        record->refused[ROLE] || record->refused[ROLES] || record->refused[TREATIES] || record->refused[TYPE];
    record->refused[ROW_ID] = record->refused[ROLE] || record->refused[ID];
    return status;
}

static const struct accord_payload contacts = {
    .fields = fields,
    .field_count = COUNT(fields),
    .tables = tables,
    .table_count = COUNT(tables),
    .completes = complete,
};

static bool detects(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"id", "country", "treaties"};
    return accord_payload_has(glimpse, "Contacts", names, COUNT(names));
}

static enum accord_status read_contacts(const struct accord_import_host *host, int descriptor, const char *file,
                                        struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&contacts, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_contacts = {
    .name = "informea-contacts",
    .title = "InforMEA: contacts",
    .help = "InforMEA's Contacts",
    .detects = detects,
    .reads = read_contacts,
};
