/* Adding a waiver to its file: every other byte stays as it is. */
#include "accord/ledger.h"

#include "base/error.h"
#include "ingest/source_file.h"
#include "ledger/waivers.h"
#include "report/emit.h"
#include "report/sink.h"

#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 32 * 1024 * 1024 };

/* The texts of a waiver, by field; NULL: it has none. */
struct waiver_texts {
    const char *items[ACCORD_WAIVER_FIELDS];
    char from[ACCORD_DATE_TEXT_MAX];
    char until[ACCORD_DATE_TEXT_MAX];
};

static void take_texts(const struct accord_waiver *waiver, struct waiver_texts *texts)
{
    texts->items[ACCORD_WAIVER_RULE] = waiver->rule;
    texts->items[ACCORD_WAIVER_ACTOR] = waiver->actor;
    texts->items[ACCORD_WAIVER_FINGERPRINT] = waiver->fingerprint;
    texts->items[ACCORD_WAIVER_REASON] = waiver->reason;
    texts->items[ACCORD_WAIVER_WHO] = waiver->who;
    texts->items[ACCORD_WAIVER_FROM] = waiver->has_from ? accord_date_format(waiver->from, texts->from) : NULL;
    texts->items[ACCORD_WAIVER_UNTIL] = accord_date_format(waiver->until, texts->until);
}

/* ---- CSV ---- */

static void write_cell(struct accord_text *row, const char *text)
{
    if (text[strcspn(text, "\",\r\n")] == '\0') {
        accord_text_add_str(row, text);
        return;
    }
    accord_text_add_char(row, '"');
    for (; *text; text++) {
        if (*text == '"') accord_text_add_char(row, '"');
        accord_text_add_char(row, *text);
    }
    accord_text_add_char(row, '"');
}

/* The fields of the file's columns, in their order. */
static enum accord_status read_columns(const char *path, size_t *columns, size_t *count, struct accord_error *err)
{
    static const struct accord_csv_dialect dialect = {',', '"', true, true};
    struct accord_csv *csv = NULL;
    struct accord_csv_record header;
    struct accord_place where;
    const char *why;
    int descriptor = -1;
    *count = 0;
    enum accord_status status = accord_source_open(path, &descriptor, err);
    if (status == ACCORD_OK) status = accord_csv_open(descriptor, &dialect, &csv, err);
    if (status == ACCORD_OK && accord_csv_next(csv, &header, &where, &why, err) == ACCORD_CSV_RECORD)
        for (size_t i = 0; i < header.count && *count < ACCORD_WAIVER_FIELDS; i++)
            for (size_t field = 0; field < ACCORD_WAIVER_FIELDS; field++) {
                const char *name = accord_waiver_fields.items[field].name;
                if (accord_text_equal(header.fields[i].text, header.fields[i].length, name, strlen(name)))
                    columns[(*count)++] = field;
            }
    accord_csv_close(csv);
    if (descriptor >= 0) (void)close(descriptor);
    return status;
}

static bool has_column(const size_t *columns, size_t count, size_t field)
{
    for (size_t i = 0; i < count; i++)
        if (columns[i] == field) return true;
    return false;
}

static void write_row(struct accord_text *row, const size_t *columns, size_t count, const struct waiver_texts *texts,
                      const char *end)
{
    for (size_t i = 0; i < count; i++) {
        const char *text = texts->items[columns[i]];
        if (i > 0) accord_text_add_char(row, ',');
        if (text) write_cell(row, text);
    }
    accord_text_add_str(row, end);
}

/* Behind the last line, which may lack its end; lines end as the first one does. */
static enum accord_status add_row(const char *path, const struct accord_text *old, struct waiver_texts *texts,
                                  struct accord_text *now, struct accord_error *err)
{
    size_t columns[ACCORD_WAIVER_FIELDS], count = 0;
    const char *feed = old->length > 0 ? memchr(old->bytes, '\n', old->length) : NULL;
    const char *end = feed && feed > old->bytes && feed[-1] == '\r' ? "\r\n" : "\n";
    enum accord_status status = read_columns(path, columns, &count, err);
    if (status != ACCORD_OK) return status;
    for (size_t field = 0; field < ACCORD_WAIVER_FIELDS; field++)
        if (texts->items[field] && !has_column(columns, count, field))
            return accord_error_set(err, ACCORD_BAD_USAGE,
                                    "%s: no column \"%s\", expected one for what the waiver says", path,
                                    accord_waiver_fields.items[field].name);
    accord_text_add(now, old->bytes, old->length);
    if (old->bytes[old->length - 1] != '\n') accord_text_add_str(now, end);
    write_row(now, columns, count, texts, end);
    return ACCORD_OK;
}

/* ---- JSON ---- */

static void write_object(struct accord_text *text, const struct waiver_texts *texts)
{
    struct accord_emit emit;
    accord_emit_init(&emit, text, true);
    accord_emit_open_flat(&emit, '{');
    for (size_t field = 0; field < ACCORD_WAIVER_FIELDS; field++)
        if (texts->items[field]) accord_emit_member(&emit, accord_waiver_fields.items[field].name, texts->items[field]);
    accord_emit_close(&emit, '}');
}

/* Before the bracket that ends the array, which is the last byte that is no white space. */
static void add_object(const struct accord_text *old, const struct waiver_texts *texts, struct accord_text *now)
{
    size_t bracket = old->length, last;
    while (bracket > 0 && old->bytes[bracket - 1] != ']')
        bracket--;
    for (last = bracket - 1; last > 0 && strchr(" \t\r\n", old->bytes[last - 1]);)
        last--;
    bool first = old->bytes[last - 1] == '[';
    accord_text_add(now, old->bytes, last);
    accord_text_add_str(now, first ? "\n" : ",\n");
    write_object(now, texts);
    if (last + 1 == bracket) accord_text_add_char(now, '\n');
    accord_text_add(now, old->bytes + last, old->length - last);
}

/* ---- the file ---- */

static void begin_file(const char *path, const struct waiver_texts *texts, struct accord_text *now)
{
    size_t columns[ACCORD_WAIVER_FIELDS];
    if (accord_waivers_are_json(path)) {
        accord_text_add_str(now, "[\n");
        write_object(now, texts);
        accord_text_add_str(now, "\n]\n");
        return;
    }
    for (size_t field = 0; field < ACCORD_WAIVER_FIELDS; field++) {
        columns[field] = field;
        accord_text_addf(now, "%s%s", field > 0 ? "," : "", accord_waiver_fields.items[field].name);
    }
    accord_text_add_char(now, '\n');
    write_row(now, columns, ACCORD_WAIVER_FIELDS, texts, "\n");
}

static enum accord_status read_old(const char *path, struct accord_text *old, struct accord_error *err)
{
    int descriptor = -1;
    enum accord_status status = accord_source_open(path, &descriptor, err);
    if (status == ACCORD_OK) status = accord_source_read(descriptor, old, err);
    if (descriptor >= 0) (void)close(descriptor);
    return status;
}

enum accord_status accord_waiver_write(const char *path, const struct accord_waiver *waiver, struct accord_error *err)
{
    struct waiver_texts texts;
    struct accord_text old;
    struct accord_sink sink;
    enum accord_status status = ACCORD_OK;
    bool there = access(path, F_OK) == 0;
    take_texts(waiver, &texts);
    accord_text_init(&old, FILE_MAX);
    accord_sink_init(&sink);
    if (there) status = read_old(path, &old, err);
    if (!there)
        begin_file(path, &texts, &sink.text);
    else if (status == ACCORD_OK && accord_waivers_are_json(path))
        add_object(&old, &texts, &sink.text);
    else if (status == ACCORD_OK)
        status = add_row(path, &old, &texts, &sink.text, err);
    if (status == ACCORD_OK) {
        accord_sink_open_file(&sink, path);
        status = accord_sink_finish(&sink, err);
    }
    accord_sink_clear(&sink);
    accord_text_clear(&old);
    return status;
}
