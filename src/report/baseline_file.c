/* Writing a baseline: sorted, a finding a line, so that its history can be read. */
#include "accord/ledger.h"

#include "base/error.h"
#include "ledger/ledger.h"
#include "report/emit.h"
#include "report/sink.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What is to stand in the file. */
struct lines {
    const struct accord_known **items;
    size_t count;
};

static int compare_lines(const void *a, const void *b)
{
    const struct accord_known *const *x = a, *const *y = b;
    return accord_known_compare(*x, *y);
}

/* Sorts, and leaves each once. */
static void settle(struct lines *lines)
{
    size_t count = 0;
    if (lines->count > 1) qsort(lines->items, lines->count, sizeof *lines->items, compare_lines);
    for (size_t i = 0; i < lines->count; i++)
        if (count == 0 || compare_lines(&lines->items[i], &lines->items[count - 1]) != 0)
            lines->items[count++] = lines->items[i];
    lines->count = count;
}

/* Whether what was known stays a line of its own. */
static bool stays(const struct accord_ledger *ledger, enum accord_baseline_change change, size_t entry)
{
    switch (accord_known_fate_of(ledger, &ledger->known[entry])) {
    case ACCORD_KNOWN_FIXED:
        return false;
    case ACCORD_KNOWN_FOUND:
    case ACCORD_KNOWN_OPEN:
        return change == ACCORD_BASELINE_PRUNE; /* otherwise what was found now stands there, unless it is waived */
    case ACCORD_KNOWN_UNASKED:
        break;
    }
    return true;
}

static enum accord_status gather(const struct accord_ledger *ledger, enum accord_baseline_change change,
                                 struct lines *lines, struct accord_error *err)
{
    lines->items = accord_alloc_zero(ledger->known_count + ledger->kept_count + 1, sizeof *lines->items);
    if (!lines->items) return accord_error_memory(err);
    for (size_t i = 0; i < ledger->known_count; i++)
        if (stays(ledger, change, i)) lines->items[lines->count++] = &ledger->known[i].known;
    for (size_t i = 0; i < ledger->kept_count && change != ACCORD_BASELINE_PRUNE; i++)
        lines->items[lines->count++] = &ledger->kept[i];
    settle(lines);
    return ACCORD_OK;
}

/* ---- what came and went ---- */

static bool is_kept(const struct accord_ledger *ledger, enum accord_baseline_change change, size_t entry)
{
    enum accord_known_fate fate = accord_known_fate_of(ledger, &ledger->known[entry]);
    return fate == ACCORD_KNOWN_UNASKED || (fate == ACCORD_KNOWN_OPEN && change == ACCORD_BASELINE_PRUNE);
}

static enum accord_status count(const struct accord_ledger *ledger, enum accord_baseline_change change,
                                const struct lines *lines, struct accord_baseline_outcome *outcome,
                                struct accord_error *err)
{
    struct accord_map now;
    bool good = true, added;
    *outcome = (struct accord_baseline_outcome){.findings = lines->count};
    accord_map_init(&now);
    for (size_t i = 0; i < lines->count && good; i++) {
        const struct accord_known *line = lines->items[i];
        bool known = false, same = false;
        accord_ledger_knows(ledger, line, &known, &same);
        outcome->added += !known;
        outcome->changed += known && !same;
        good = accord_map_put(&now, line->fingerprint, strlen(line->fingerprint), 0, &added);
    }
    for (size_t i = 0; i < ledger->known_count && good; i++) {
        const struct accord_known_entry *entry = &ledger->known[i];
        int64_t ignored;
        outcome->kept += is_kept(ledger, change, i);
        outcome->removed += !accord_map_get(&now, entry->known.fingerprint, strlen(entry->known.fingerprint), &ignored);
    }
    accord_map_clear(&now);
    return good ? ACCORD_OK : accord_error_memory(err);
}

/* ---- the file ---- */

static void write_line(struct accord_sink *sink, const struct accord_known *line, bool first)
{
    struct accord_emit emit;
    accord_text_add_str(&sink->text, first ? "\n" : ",\n");
    accord_emit_init(&emit, &sink->text, true);
    accord_emit_open_flat(&emit, '{');
    accord_emit_member(&emit, "actor", line->actor);
    accord_emit_member(&emit, "rule", line->rule);
    accord_emit_member(&emit, "verdict", accord_verdict_meaning(line->verdict)->name);
    accord_emit_member(&emit, "message_id", line->message_id);
    accord_emit_member(&emit, "fingerprint", line->fingerprint);
    accord_emit_close(&emit, '}');
    accord_sink_drain(sink);
}

static enum accord_status write_file(const struct accord_ledger *ledger, const struct lines *lines, const char *path,
                                     struct accord_error *err)
{
    const char *name = accord_dataset_name(ledger->options.dataset);
    char date[ACCORD_DATE_TEXT_MAX];
    struct accord_sink sink;
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, path);
    accord_text_add_str(&sink.text, "{\n\"accord\": {\"baseline\": 1},\n\"dataset\": ");
    accord_text_add_json(&sink.text, name, strlen(name));
    accord_text_addf(&sink.text, ",\n\"as_of\": \"%s\",\n\"findings\": [",
                     accord_date_format(ledger->options.as_of, date));
    for (size_t i = 0; i < lines->count; i++)
        write_line(&sink, lines->items[i], i == 0);
    accord_text_add_str(&sink.text, "\n]\n}\n");
    enum accord_status status = accord_sink_finish(&sink, err);
    accord_sink_clear(&sink);
    return status;
}

/* What is not found as of an earlier day may be there on the day of the baseline. */
static enum accord_status refuse_earlier_day(const struct accord_ledger *ledger, const char *path,
                                             struct accord_error *err)
{
    char run[ACCORD_DATE_TEXT_MAX], known[ACCORD_DATE_TEXT_MAX];
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a baseline as of %s, expected that day or a later one, not %s",
                            path, accord_date_format(ledger->known_as_of, known),
                            accord_date_format(ledger->options.as_of, run));
}

enum accord_status accord_baseline_write(struct accord_ledger *ledger, enum accord_baseline_change change,
                                         const char *path, struct accord_baseline_outcome *outcome,
                                         struct accord_error *err)
{
    struct lines lines = {.count = 0};
    assert(ledger->ended && ledger->options.keeps_findings);
    assert((ledger->options.baseline == NULL) == (change == ACCORD_BASELINE_WRITE));
    if (accord_ledger_is_ahead(ledger)) return refuse_earlier_day(ledger, path, err);
    enum accord_status status = gather(ledger, change, &lines, err);
    if (status == ACCORD_OK) status = count(ledger, change, &lines, outcome, err);
    if (status == ACCORD_OK) status = write_file(ledger, &lines, path, err);
    accord_free(lines.items);
    return status;
}
