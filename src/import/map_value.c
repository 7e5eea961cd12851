/* What one value of a cell is in the table: none, another text, an actor, a date. */
#include "base/error.h"
#include "import/map_parts.h"
#include "ingest/quote.h"
#include "ingest/values.h"

#include <string.h>

enum { DATE_MAX = 64 };

static const struct accord_map_value no_value = {NULL, 0};

static struct accord_map_value value_of(const char *text)
{
    return text == NULL ? no_value : (struct accord_map_value){text, strlen(text)};
}

bool accord_map_is_missing(const struct accord_map_run *run, const struct accord_mapped_column *column,
                           struct accord_map_value value)
{
    return value.length == 0 || accord_value_among(run->missing, run->missing_count, value.text, value.length) ||
           accord_value_among(column->missing, column->missing_count, value.text, value.length);
}

/* What the text is called in the table; false where the mapping does not say it. */
static bool translate(struct accord_map_run *run, const struct accord_mapped_column *column, bool personal,
                      struct accord_map_value *value)
{
    enum { LISTED = 8 };
    const char *known[LISTED + 1];
    size_t count = 0;
    if (column->value_count == 0) return true;
    for (size_t i = 0; i < column->value_count; i++) {
        const struct accord_mapped_value *pair = &column->values[i];
        if (count < LISTED) known[count++] = pair->found;
        if (!accord_text_equal(pair->found, strlen(pair->found), value->text, value->length)) continue;
        *value = value_of(pair->meant);
        return true;
    }
    if (personal) { /* of the mapping's own texts none is shown either */
        accord_text_add_str(&run->why, "a value that is not shown, expected one of the mapping's");
        return false;
    }
    accord_quote(&run->why, value->text, value->length);
    accord_text_add_str(&run->why, ", expected one of ");
    accord_quote_list(&run->why, known, count);
    if (column->value_count > count) accord_text_addf(&run->why, " or %zu more", column->value_count - count);
    return false;
}

static struct accord_map_value fact_of(const struct accord_known_actor *actor, enum accord_actor_fact fact)
{
    static const char *const kinds[] = {
        [ACCORD_KNOWN_STATE] = "state", [ACCORD_KNOWN_REIO] = "reio", [ACCORD_KNOWN_FORMER] = "state",
        [ACCORD_KNOWN_AREA] = NULL,     [ACCORD_KNOWN_OTHER] = NULL,
    };
    switch (fact) {
    case ACCORD_FACT_ID:
        return value_of(actor->id);
    case ACCORD_FACT_NAME:
        return value_of(actor->name);
    case ACCORD_FACT_KIND:
        return value_of(kinds[actor->kind]);
    case ACCORD_FACT_ISO2:
        return value_of(actor->iso2);
    case ACCORD_FACT_ISO3:
        return value_of(actor->iso3);
    case ACCORD_FACT_M49:
        return value_of(actor->m49);
    }
    return no_value;
}

static bool is_wanted(const struct accord_map_run *run, const struct accord_name_answer *answer)
{
    const struct accord_csv_import *import = run->import;
    if (accord_name_is_actor(answer)) return true;
    if (answer->result != ACCORD_NAME_FORMER) return false;
    const char *id = answer->actors[0]->id;
    return (import->mapping != NULL && accord_mapping_wants_former(import->mapping, id)) ||
           (import->has_actor != NULL && import->has_actor(import->host, id));
}

static bool read_actor(struct accord_map_run *run, const struct accord_mapped_column *column,
                       struct accord_map_value *value, enum accord_status *status)
{
    struct accord_name_answer answer;
    const struct accord_problems *refusals = accord_reconciliation_refusals(run->import->reconciliation);
    *status = accord_names_find(run->import->names, value->text, value->length, column->forms, &answer, run->err);
    if (*status == ACCORD_OK && answer.result == ACCORD_NAME_UNKNOWN && column->more_forms != 0)
        *status =
            accord_names_find(run->import->names, value->text, value->length, column->more_forms, &answer, run->err);
    if (*status != ACCORD_OK) return false;
    if (is_wanted(run, &answer)) {
        *value = fact_of(answer.actors[0], column->fact);
        return true;
    }
    if (accord_problems_count(refusals) < ACCORD_PROBLEMS_KEPT) /* the others are only counted */
        *status = accord_names_suggest(run->import->names, value->text, value->length,
                                       column->forms | column->more_forms, &answer, run->err);
    if (*status == ACCORD_OK) accord_names_explain(&answer, value->text, value->length, &run->why);
    return false;
}

struct meeting_host {
    const struct accord_csv_import *import;
    const char *treaty;
};

static enum accord_meeting_result find_meeting(void *host, const struct accord_meeting_name *name,
                                               struct accord_date *days)
{
    const struct meeting_host *meeting = host;
    return meeting->import->meeting == NULL
               ? ACCORD_MEETING_UNKNOWN
               : meeting->import->meeting(meeting->import->host, meeting->treaty, name, days);
}

static bool read_date(struct accord_map_run *run, const struct accord_mapped_column *column,
                      struct accord_map_value *value, enum accord_status *status)
{
    struct meeting_host host = {run->import, column->meetings != NULL ? column->meetings : run->treaty};
    struct accord_date_reading reading = {column->format, host.treaty == NULL ? NULL : find_meeting, &host,
                                          run->import->mapping == NULL};
    struct accord_date date;
    if (!accord_date_read(&reading, value->text, value->length, &date, &run->why)) return false;
    char *text = accord_arena_alloc(&run->arena, DATE_MAX);
    if (text == NULL) {
        *status = accord_error_memory(run->err);
        return false;
    }
    *value = value_of(accord_date_format(date, text));
    return true;
}

bool accord_map_value(struct accord_map_run *run, const struct accord_mapped_column *column, bool personal,
                      struct accord_map_value *value, enum accord_status *status)
{
    if (accord_map_is_missing(run, column, *value)) {
        *value = no_value;
        return true;
    }
    if (!column->from) return true;
    if (!translate(run, column, personal, value)) return false;
    if (value->text == NULL) return true;
    switch (column->as) {
    case ACCORD_MAPPED_TEXT:
        return true;
    case ACCORD_MAPPED_ACTOR:
        return read_actor(run, column, value, status);
    case ACCORD_MAPPED_DATE:
        return read_date(run, column, value, status);
    }
    return true;
}
