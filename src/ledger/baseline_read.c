/* Reading a baseline:
 *
 *     {
 *     "accord": {"baseline": 1},
 *     "dataset": "sample",
 *     "as_of": "2025-06-30",
 *     "findings": [
 *     {"actor": "KEN", "rule": "cms-11.10/no-cms-focal-point", "verdict": "gap", "message_id": "never",
 *     "fingerprint": "0123456789abcdef0123456789abcdef"}
 *     ]
 *     }
 *
 * where a finding stands on one line. */
#include "ledger/baseline.h"

#include "base/error.h"
#include "ingest/quote.h"
#include "ledger/record.h"

#include <string.h>

enum { ACTOR, RULE, VERDICT, MESSAGE_ID, FINGERPRINT };

static const struct accord_record_field finding_fields[] = {
    [ACTOR] = {"actor", true, false},
    [RULE] = {"rule", true, false},
    [VERDICT] = {"verdict", true, false},
    [MESSAGE_ID] = {"message_id", false, false},
    [FINGERPRINT] = {"fingerprint", true, false},
};
static const struct accord_record_fields fields = {finding_fields, sizeof finding_fields / sizeof finding_fields[0]};

struct baseline_reading {
    struct accord_record_reading reading;
    struct accord_ledger *ledger;
    bool seen[4]; /* members, in the order of their table */
};

/* ---- findings ---- */

static bool take_verdict(struct accord_record_reading *reading, const struct accord_record *record,
                         enum accord_verdict_kind *verdict)
{
    const char *name = record->texts[VERDICT];
    if (accord_verdict_find(name, verdict) && accord_verdict_needs_look(*verdict) && *verdict != ACCORD_VERDICT_ERROR)
        return true;
    accord_record_refuse(reading, record->places[VERDICT],
                         "verdict: another word, expected gap, review, unreported or partial");
    return false;
}

static void take_finding(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    struct accord_record_reading *reading = &baseline->reading;
    struct accord_record record;
    struct accord_known known;
    bool added = false;
    if (baseline->ledger->known_count == ACCORD_KNOWN_MAX) {
        accord_record_refuse(reading, element->place, "more than %d findings, expected fewer", ACCORD_KNOWN_MAX);
        return;
    }
    if (!accord_record_of_json(reading, element, &record)) return;
    bool good = take_verdict(reading, &record, &known.verdict);
    if (!accord_record_fingerprint(reading, &record, FINGERPRINT) || !good) return;
    known.actor = record.texts[ACTOR];
    known.rule = record.texts[RULE];
    known.message_id = record.texts[MESSAGE_ID];
    known.fingerprint = record.texts[FINGERPRINT];
    enum accord_status status = accord_ledger_add_known(baseline->ledger, &known, &added, reading->err);
    if (status != ACCORD_OK)
        reading->status = status;
    else if (!added)
        accord_record_refuse(reading, record.place, "the same finding as before, expected each once");
}

/* ---- what comes with them ---- */

static void take_version(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    const struct accord_json_member *version = element->member_count == 1 ? &element->members[0] : NULL;
    if (!version || strcmp(version->value->string, "baseline") != 0)
        accord_record_refuse(&baseline->reading, element->place, "no baseline, expected {\"baseline\": 1}");
    else if (!accord_text_equal(version->raw, version->raw_length, "1", 1))
        accord_record_refuse(&baseline->reading, version->place,
                             "a baseline of another form, expected 1, which this version of accord reads");
}

static void take_dataset(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    struct accord_record_reading *reading = &baseline->reading;
    const char *name = accord_dataset_name(baseline->ledger->options.dataset);
    const char *found = cJSON_IsString(element->value) ? element->value->valuestring : NULL;
    struct accord_text text;
    if (found && strcmp(found, name) == 0) return;
    accord_text_init(&text, ACCORD_ERROR_TEXT_MAX);
    accord_text_add_str(&text, "the baseline of ");
    if (found) accord_quote(&text, found, strlen(found));
    accord_text_add_str(&text, found ? ", expected one of the dataset " : "no dataset, expected one of the dataset ");
    accord_quote(&text, name, strlen(name));
    accord_record_refuse(reading, element->place, "%s", accord_text_str(&text));
    accord_text_clear(&text);
}

static void take_as_of(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    struct accord_date date;
    const char *text = cJSON_IsString(element->value) ? element->value->valuestring : "", *why;
    if (!accord_date_parse(text, strlen(text), &date, &why) || date.first != date.last)
        accord_record_refuse(&baseline->reading, element->place, "no day, expected a full date such as 2026-12-31");
    else
        baseline->ledger->known_as_of = date;
}

static void refuse_findings(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    accord_record_refuse(&baseline->reading, element->place, "no array, expected an array of findings");
}

static const struct {
    const char *name;
    void (*take)(struct baseline_reading *baseline, const struct accord_json_element *element);
} members[] = {
    {"accord", take_version},
    {"dataset", take_dataset},
    {"as_of", take_as_of},
    {"findings", refuse_findings}, /* an array comes element by element, by no name */
};
enum { MEMBER_COUNT = sizeof members / sizeof members[0], FINDINGS_MEMBER = MEMBER_COUNT - 1 };

static void take_member(struct baseline_reading *baseline, const struct accord_json_element *element)
{
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        if (strcmp(members[i].name, element->name) != 0) continue;
        baseline->seen[i] = true;
        members[i].take(baseline, element);
        return;
    }
    accord_record_refuse(&baseline->reading, element->place,
                         "an unknown member, expected accord, dataset, as_of or findings");
}

static void take_elements(struct baseline_reading *baseline, struct accord_json_reader *reader)
{
    struct accord_record_reading *reading = &baseline->reading;
    while (reading->status == ACCORD_OK) {
        struct accord_json_element element = {.name = NULL};
        struct accord_json_fault fault;
        struct accord_error why;
        switch (accord_json_next(reader, &element, &fault, &why)) {
        case ACCORD_JSON_ELEMENT:
            if (element.streamed)
                take_finding(baseline, &element);
            else
                take_member(baseline, &element);
            break;
        case ACCORD_JSON_END:
            return;
        case ACCORD_JSON_BROKEN:
        case ACCORD_JSON_UNUSABLE:
            accord_record_refuse(reading, fault.place, "%s", fault.why);
            return;
        case ACCORD_JSON_UNREADABLE:
            reading->status = accord_error_set(reading->err, why.status, "%s: %s", reading->path, why.text);
            return;
        }
    }
}

static void read_baseline(void *host, int descriptor)
{
    struct baseline_reading *baseline = host;
    struct accord_record_reading *reading = &baseline->reading;
    struct accord_json_reader *reader = NULL;
    reading->status = accord_json_open_object(descriptor, members[FINDINGS_MEMBER].name, &reader, reading->err);
    if (reading->status != ACCORD_OK) return;
    take_elements(baseline, reader);
    accord_json_close(reader);
    /* An array that is empty is not to be told from one that is left out: neither knows of any finding. */
    for (size_t i = 0; i < FINDINGS_MEMBER && !reading->refused && reading->status == ACCORD_OK; i++)
        if (!baseline->seen[i])
            accord_record_refuse(reading, (struct accord_place){0, 0}, "no member \"%s\", expected a baseline's",
                                 members[i].name);
}

enum accord_status accord_baseline_read(struct accord_ledger *ledger, struct accord_problems *problems,
                                        struct accord_error *err)
{
    struct baseline_reading baseline = {
        .reading = {.path = ledger->options.baseline, .fields = &fields, .problems = problems, .err = err},
        .ledger = ledger};
    return accord_record_read_file(&baseline.reading, read_baseline, &baseline);
}
