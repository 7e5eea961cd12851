/* Payloads of InforMEA's interface: what Parties are bound by, reported and planned. */
#include "import/payload_sources.h"

#include "base/error.h"
#include "import/vocabulary.h"
#include "ingest/quote.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char a_country[] = "a country: a record without one is nobody's";
static const char a_treaty[] = "a treaty: a record without one says nothing";
static const char an_id[] = "an id";

/* ---- CountryProfiles ---- */

enum {
    CP_COUNTRY,
    CP_TREATY,
    CP_IN_FORCE,
    CP_STATUS,
    CP_STATUS_DATE,
    CP_NOTE,
    CP_SOURCE,
    CP_SIGNED,
    CP_DEPOSITED,
    CP_KIND,
    CP_EFFECT
};

static const struct accord_payload_field profile_fields[] = {
    [CP_COUNTRY] = {.path = "country", .required = a_country},
    [CP_TREATY] = {.path = "treaty", .required = a_treaty, .words = &accord_treaty_words},
    [CP_IN_FORCE] = {.path = "entryIntoForce"},
    [CP_STATUS] = {.path = "entryIntoForceStatus"},
    [CP_STATUS_DATE] = {.path = "statusDate"},
    [CP_NOTE] = {.path = "note"},
    [CP_SOURCE] = {.path = "", .kind = ACCORD_PAYLOAD_SOURCE},
    [CP_SIGNED] = {.path = "statusDate", .kind = ACCORD_PAYLOAD_COMPUTED},
    [CP_DEPOSITED] = {.path = "statusDate", .kind = ACCORD_PAYLOAD_COMPUTED},
    [CP_KIND] = {.path = "entryIntoForceStatus", .kind = ACCORD_PAYLOAD_COMPUTED},
    [CP_EFFECT] = {.path = "entryIntoForce", .kind = ACCORD_PAYLOAD_COMPUTED},
};

static const struct accord_payload_column profile_columns[] = {
    {.column = "actor", .field = CP_COUNTRY, ACCORD_PAYLOAD_COUNTRY},
    {.column = "treaty", .field = CP_TREATY},
    {.column = "source", .field = CP_SOURCE},
    {.column = "signed", .field = CP_SIGNED, .as = ACCORD_MAPPED_DATE},
    {.column = "deposited", .field = CP_DEPOSITED, .as = ACCORD_MAPPED_DATE},
    {.column = "deposit_kind", .field = CP_KIND},
    {.column = "in_force", .field = CP_EFFECT, .as = ACCORD_MAPPED_DATE},
    {.column = "note", .field = CP_NOTE},
};

static const struct accord_payload_table profile_tables[] = {
    {"memberships", profile_columns, COUNT(profile_columns), 0}};

/* A signature binds nobody: what the record calls its entry into force is none. */
static enum accord_status complete_signature(struct accord_payload_record *record)
{
    const char *in_force = accord_payload_text(record, CP_IN_FORCE);
    enum accord_status status =
        accord_payload_set(record, CP_SIGNED, accord_payload_text(record, CP_STATUS_DATE), CP_STATUS_DATE);
    if (status != ACCORD_OK || in_force[0] == '\0') return status;
    struct accord_text found;
    accord_text_init(&found, ACCORD_PAYLOAD_WORDS_MAX);
    accord_quote(&found, in_force, strlen(in_force));
    status = accord_payload_warn(record, CP_IN_FORCE,
                                 "%s with the status \"signature\", which makes no Party: no entry into force is taken",
                                 accord_text_str(&found));
    accord_text_clear(&found);
    return status;
}

static enum accord_status complete_bond(struct accord_payload_record *record, const char *kind)
{
    static const char *const no_deposit = "continuation";
    const char *date = accord_payload_text(record, CP_STATUS_DATE);
    enum accord_status status = ACCORD_OK;
    if (accord_payload_text(record, CP_IN_FORCE)[0] == '\0')
        return accord_payload_refuse(record, CP_IN_FORCE, "no value, expected the date of the entry into force");
    if (accord_payload_text(record, CP_STATUS)[0] == '\0')
        status = accord_payload_warn(record, CP_STATUS, "no value: in force by the date of \"entryIntoForce\" alone");
    if (status == ACCORD_OK && kind != NULL) status = accord_payload_set(record, CP_KIND, kind, CP_STATUS);
    if (status == ACCORD_OK && kind != NULL && strcmp(kind, no_deposit) != 0)
        status = accord_payload_set(record, CP_DEPOSITED, date, CP_STATUS_DATE);
    if (status != ACCORD_OK) return status;
    return accord_payload_set(record, CP_EFFECT, accord_payload_text(record, CP_IN_FORCE), CP_IN_FORCE);
}

static enum accord_status complete_profile(struct accord_payload_record *record)
{
    static const struct accord_payload_word signature[] = {{"signature", "signature"}};
    static const struct accord_payload_words signatures = {signature, COUNT(signature), "a signature"};
    const char *found = accord_payload_text(record, CP_STATUS), *kind = NULL;
    if (record->refused[CP_STATUS]) return ACCORD_OK;
    if (accord_payload_translate(&signatures, found, &kind)) return complete_signature(record);
    if (found[0] == '\0' || accord_payload_translate(&accord_instrument_words, found, &kind))
        return complete_bond(record, kind);
    return accord_payload_refuse_word(record, CP_STATUS, &accord_instrument_words);
}

static const struct accord_payload profiles = {
    .fields = profile_fields,
    .field_count = COUNT(profile_fields),
    .tables = profile_tables,
    .table_count = COUNT(profile_tables),
    .treaty = CP_TREATY + 1,
    .completes = complete_profile,
};

static bool detects_profiles(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"country", "treaty", "entryIntoForce"};
    return accord_payload_has(glimpse, "CountryProfiles", names, COUNT(names));
}

static enum accord_status read_profiles(const struct accord_import_host *host, int descriptor, const char *file,
                                        struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&profiles, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_country_profiles = {
    .name = "informea-country-profiles",
    .title = "InforMEA: country profiles",
    .help = "InforMEA's CountryProfiles",
    .detects = detects_profiles,
    .reads = read_profiles,
};

/* ---- CountryReports ---- */

enum { CR_ID, CR_COUNTRY, CR_TREATY, CR_TITLE, CR_SUBMISSION, CR_URL, CR_FILES, CR_PERIOD, CR_STATE };

static const struct accord_payload_field report_fields[] = {
    [CR_ID] = {.path = "id", .required = an_id},
    [CR_COUNTRY] = {.path = "country", .required = a_country},
    [CR_TREATY] = {.path = "treaty", .required = a_treaty, .words = &accord_treaty_words},
    [CR_TITLE] = {.path = "title", .required = "a title, which names the period", .kind = ACCORD_PAYLOAD_LOCAL},
    [CR_SUBMISSION] = {.path = "submission"},
    [CR_URL] = {.path = "url"},
    [CR_FILES] = {.path = "files",
                  .required = "at least one file: a report without any is not on record",
                  .kind = ACCORD_PAYLOAD_FILLED},
    [CR_PERIOD] = {.path = "title", .kind = ACCORD_PAYLOAD_COMPUTED},
    [CR_STATE] = {.path = "submission", .kind = ACCORD_PAYLOAD_COMPUTED},
};

static const struct accord_payload_column report_columns[] = {
    {.column = "id", .field = CR_ID},
    {.column = "actor", .field = CR_COUNTRY, ACCORD_PAYLOAD_COUNTRY},
    {.column = "treaty", .field = CR_TREATY},
    {.column = "period", .field = CR_PERIOD},
    {.column = "submitted", .field = CR_SUBMISSION, .as = ACCORD_MAPPED_DATE},
    {.column = "state", .field = CR_STATE},
    {.column = "url", .field = CR_URL},
};

static const struct accord_payload_table report_tables[] = {{"reports", report_columns, COUNT(report_columns), 0}};

static enum accord_status complete_period(struct accord_payload_record *record)
{
    struct accord_text text;
    const char *title = accord_payload_text(record, CR_TITLE);
    enum accord_status status = ACCORD_OK;
    if (record->refused[CR_TITLE] || record->refused[CR_TREATY]) {
        record->refused[CR_PERIOD] = true;
        return ACCORD_OK;
    }
    accord_text_init(&text, ACCORD_PAYLOAD_WORDS_MAX);
    if (accord_period_of_title(accord_payload_text(record, CR_TREATY), title, &text)) {
        status = accord_payload_set(record, CR_PERIOD, accord_text_str(&text), CR_TITLE);
    } else {
        accord_quote(&text, title, strlen(title));
        record->fields[CR_PERIOD].place = record->fields[CR_TITLE].place;
        status = accord_payload_refuse(
            record, CR_PERIOD,
            "%s, expected a title that names a period, as \"Sixth national report\", \"CoP14\" or \"2019\" do",
            accord_text_str(&text));
    }
    accord_text_clear(&text);
    return status;
}

static enum accord_status complete_report(struct accord_payload_record *record)
{
    enum accord_status status = complete_period(record);
    if (status == ACCORD_OK) status = accord_payload_set(record, CR_STATE, "submitted", CR_SUBMISSION);
    if (status != ACCORD_OK || accord_payload_text(record, CR_SUBMISSION)[0] != '\0') return status;
    return accord_payload_warn(record, CR_SUBMISSION,
                               "no value: without a date the report is not on record as submitted on any day");
}

static const struct accord_payload reports = {
    .fields = report_fields,
    .field_count = COUNT(report_fields),
    .tables = report_tables,
    .table_count = COUNT(report_tables),
    .treaty = CR_TREATY + 1,
    .completes = complete_report,
};

static bool detects_reports(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"country", "treaty", "title"};
    return accord_payload_has(glimpse, "CountryReports", names,
                              COUNT(names)); /* plans and meetings, which have them too, come before */
}

static enum accord_status read_reports(const struct accord_import_host *host, int descriptor, const char *file,
                                       struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&reports, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_country_reports = {
    .name = "informea-country-reports",
    .title = "InforMEA: country reports",
    .help = "InforMEA's CountryReports",
    .detects = detects_reports,
    .reads = read_reports,
};

/* ---- NationalPlans ---- */

enum { NP_ID, NP_COUNTRY, NP_TREATY, NP_TYPE, NP_SUBMISSION };

static const struct accord_payload_word plan_kinds[] = {{"nbsap", "nbsap"}, {"nap", "nap"}, {"nip", "nip"}};
static const struct accord_payload_words plan_kind_words = {plan_kinds, COUNT(plan_kinds), "a kind of plan"};

static const struct accord_payload_field plan_fields[] = {
    [NP_ID] = {.path = "id", .required = an_id},
    [NP_COUNTRY] = {.path = "country", .required = a_country},
    [NP_TREATY] = {.path = "treaty", .required = a_treaty, .words = &accord_treaty_words},
    [NP_TYPE] = {.path = "type", .required = "a kind of plan", .words = &plan_kind_words},
    [NP_SUBMISSION] = {.path = "submission"},
};

static const struct accord_payload_column plan_columns[] = {
    {.column = "id", .field = NP_ID},
    {.column = "actor", .field = NP_COUNTRY, ACCORD_PAYLOAD_COUNTRY},
    {.column = "kind", .field = NP_TYPE},
    {.column = "submitted", .field = NP_SUBMISSION, .as = ACCORD_MAPPED_DATE},
};

static const struct accord_payload_table plan_tables[] = {{"plans", plan_columns, COUNT(plan_columns), 0}};

static const struct accord_payload plans = {
    .fields = plan_fields,
    .field_count = COUNT(plan_fields),
    .tables = plan_tables,
    .table_count = COUNT(plan_tables),
    .treaty = NP_TREATY + 1,
};

static bool detects_plans(const struct accord_glimpse *glimpse)
{
    static const char *const names[] = {"country", "treaty", "title", "type"};
    return accord_payload_has(glimpse, "NationalPlans", names,
                              COUNT(names)); /* meetings, which have them too, come before */
}

static enum accord_status read_plans(const struct accord_import_host *host, int descriptor, const char *file,
                                     struct accord_problems *problems, struct accord_error *err)
{
    return accord_payload_read_json(&plans, host, descriptor, file, problems, err);
}

const struct accord_import_source accord_informea_national_plans = {
    .name = "informea-national-plans",
    .title = "InforMEA: national plans",
    .help = "InforMEA's NationalPlans",
    .detects = detects_plans,
    .reads = read_plans,
};
