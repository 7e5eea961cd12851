/* Reading waivers: each line is looked at, and every one that is wrong is refused, for one that silently covers nothing
 * is found out when it is too late. */
#include "ledger/waivers.h"

#include "base/error.h"

#include <string.h>

static const struct accord_record_field waiver_fields[] = {
    [ACCORD_WAIVER_RULE] = {"rule", true, false},
    [ACCORD_WAIVER_ACTOR] = {"actor", true, false},
    [ACCORD_WAIVER_FINGERPRINT] = {"fingerprint", false, false},
    [ACCORD_WAIVER_REASON] = {"reason", true, true},
    [ACCORD_WAIVER_WHO] = {"who", true, true},
    [ACCORD_WAIVER_FROM] = {"from", false, false},
    [ACCORD_WAIVER_UNTIL] = {"until", true, false},
};
const struct accord_record_fields accord_waiver_fields = {waiver_fields, ACCORD_WAIVER_FIELDS};

struct waivers_reading {
    struct accord_record_reading reading;
    struct accord_ledger *ledger;
};

bool accord_waivers_are_json(const char *path)
{
    static const char ending[] = ".json";
    size_t length = strlen(path);
    return length >= sizeof ending - 1 && strcmp(path + length - (sizeof ending - 1), ending) == 0;
}

/* ---- one waiver ---- */

static bool take_dates(struct accord_record_reading *reading, const struct accord_record *record,
                       struct accord_waiver *waiver)
{
    waiver->has_from = record->texts[ACCORD_WAIVER_FROM] != NULL;
    bool from = !waiver->has_from || accord_record_date(reading, record, ACCORD_WAIVER_FROM, &waiver->from);
    bool until = accord_record_date(reading, record, ACCORD_WAIVER_UNTIL, &waiver->until);
    if (!from || !until) return false;
    if (!waiver->has_from || waiver->from.first <= waiver->until.first) return true;
    accord_record_refuse(reading, record->places[ACCORD_WAIVER_UNTIL], "until %s, before from %s, expected a later day",
                         record->texts[ACCORD_WAIVER_UNTIL], record->texts[ACCORD_WAIVER_FROM]);
    return false;
}

static void add(struct waivers_reading *waivers, const struct accord_record *record, const struct accord_waiver *waiver)
{
    struct accord_record_reading *reading = &waivers->reading;
    const struct accord_waiver *same = NULL;
    if (waivers->ledger->waiver_count == ACCORD_WAIVERS_MAX) {
        accord_record_refuse(reading, record->place, "more than %d waivers, expected fewer", ACCORD_WAIVERS_MAX);
        return;
    }
    enum accord_status status = accord_ledger_add_waiver(waivers->ledger, waiver, &same, reading->err);
    if (status != ACCORD_OK)
        reading->status = status;
    else if (same)
        accord_record_refuse(reading, record->place,
                             "covers the same as line %u in the same time, expected one of them, or another time",
                             same->line);
}

static void take_record(struct waivers_reading *waivers, const struct accord_record *record)
{
    struct accord_record_reading *reading = &waivers->reading;
    struct accord_waiver waiver = {.file = reading->path,
                                   .line = record->place.line,
                                   .rule = record->texts[ACCORD_WAIVER_RULE],
                                   .actor = record->texts[ACCORD_WAIVER_ACTOR],
                                   .fingerprint = record->texts[ACCORD_WAIVER_FINGERPRINT],
                                   .reason = record->texts[ACCORD_WAIVER_REASON],
                                   .who = record->texts[ACCORD_WAIVER_WHO]};
    bool good = take_dates(reading, record, &waiver);
    if (waiver.fingerprint) good = accord_record_fingerprint(reading, record, ACCORD_WAIVER_FINGERPRINT) && good;
    if (good) add(waivers, record, &waiver);
}

/* ---- CSV ---- */

/* A blank line is a record with one empty cell. False at the end. */
static bool take_row(struct waivers_reading *waivers, struct accord_csv *csv, bool *headed)
{
    struct accord_record_reading *reading = &waivers->reading;
    struct accord_csv_record row;
    struct accord_record record;
    struct accord_place where = {0, 0};
    struct accord_error why;
    const char *fault = NULL;
    switch (accord_csv_next(csv, &row, &where, &fault, &why)) {
    case ACCORD_CSV_RECORD:
        if (!*headed) return *headed = accord_record_take_header(reading, &row);
        if (accord_record_of_csv(reading, &row, &record)) take_record(waivers, &record);
        return true;
    case ACCORD_CSV_BROKEN:
    case ACCORD_CSV_UNUSABLE:
        accord_record_refuse(reading, where, "%s", fault);
        return *headed; /* without names of columns nothing can be said of what follows */
    case ACCORD_CSV_UNREADABLE:
        reading->status = accord_error_set(reading->err, why.status, "%s: %s", reading->path, why.text);
        return false;
    case ACCORD_CSV_END:
        break;
    }
    if (!*headed)
        accord_record_refuse(reading, (struct accord_place){1, 1}, "an empty file, expected a line of column names");
    return false;
}

static void read_csv(void *host, int descriptor)
{
    static const struct accord_csv_dialect dialect = {',', '"', true, true};
    struct waivers_reading *waivers = host;
    struct accord_csv *csv = NULL;
    bool headed = false;
    waivers->reading.status = accord_csv_open(descriptor, &dialect, &csv, waivers->reading.err);
    while (waivers->reading.status == ACCORD_OK && take_row(waivers, csv, &headed))
        continue;
    accord_csv_close(csv);
}

/* ---- JSON ---- */

static bool take_element(struct waivers_reading *waivers, struct accord_json_reader *reader)
{
    struct accord_record_reading *reading = &waivers->reading;
    struct accord_json_element element = {.name = NULL};
    struct accord_record record;
    struct accord_json_fault fault;
    struct accord_error why;
    switch (accord_json_next(reader, &element, &fault, &why)) {
    case ACCORD_JSON_ELEMENT:
        if (accord_record_of_json(reading, &element, &record)) take_record(waivers, &record);
        return true;
    case ACCORD_JSON_BROKEN:
    case ACCORD_JSON_UNUSABLE:
        accord_record_refuse(reading, fault.place, "%s", fault.why);
        return false;
    case ACCORD_JSON_UNREADABLE:
        reading->status = accord_error_set(reading->err, why.status, "%s: %s", reading->path, why.text);
        return false;
    case ACCORD_JSON_END:
        break;
    }
    return false;
}

static void read_json(void *host, int descriptor)
{
    struct waivers_reading *waivers = host;
    struct accord_json_reader *reader = NULL;
    waivers->reading.status = accord_json_open(descriptor, false, &reader, waivers->reading.err);
    while (waivers->reading.status == ACCORD_OK && take_element(waivers, reader))
        continue;
    accord_json_close(reader);
}

enum accord_status accord_waivers_read(struct accord_ledger *ledger, struct accord_problems *problems,
                                       struct accord_error *err)
{
    const char *path = ledger->options.waivers;
    struct waivers_reading waivers = {
        .reading = {.path = path, .fields = &accord_waiver_fields, .problems = problems, .err = err}, .ledger = ledger};
    return accord_record_read_file(&waivers.reading, accord_waivers_are_json(path) ? read_json : read_csv, &waivers);
}
