/* One record of a payload: its fields checked, computed, and mapped as a record of CSV is. */
#include "import/payload.h"

#include "base/error.h"
#include "ingest/quote.h"

#include <stdarg.h>
#include <string.h>

enum { LISTED = 8 };

static const char separator[] = "\x1f"; /* of the values that make several rows; no value may hold it */
static const char *const no_text[] = {""};

/* ---- words ---- */

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool same_word(const char *a, const char *b)
{
    while (*a != '\0' && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

bool accord_payload_translate(const struct accord_payload_words *words, const char *text, const char **meant)
{
    for (size_t i = 0; i < words->count; i++) {
        if (!same_word(words->words[i].found, text)) continue;
        *meant = words->words[i].meant;
        return true;
    }
    return false;
}

/* ---- fields ---- */

const char *accord_payload_text(const struct accord_payload_record *record, unsigned field)
{
    return record->fields[field].text;
}

static enum accord_status set(struct accord_payload_record *record, unsigned field, const char *text, size_t length,
                              unsigned place_of)
{
    const char *copy = accord_arena_copy(&record->run->arena, text, length);
    if (copy == NULL) return accord_error_memory(record->run->err);
    record->fields[field] =
        (struct accord_csv_field){.text = copy, .length = length, .place = record->fields[place_of].place};
    return ACCORD_OK;
}

enum accord_status accord_payload_set(struct accord_payload_record *record, unsigned field, const char *text,
                                      unsigned place_of)
{
    return set(record, field, text, strlen(text), place_of);
}

static bool has_part(const char *texts, const char *part)
{
    size_t length = strlen(part);
    for (const char *at = texts; at != NULL; at = strchr(at, separator[0])) {
        if (*at == separator[0]) at++;
        if (strcspn(at, separator) == length && memcmp(at, part, length) == 0) return true;
    }
    return false;
}

enum accord_status accord_payload_add(struct accord_payload_record *record, unsigned field, const char *text,
                                      unsigned place_of)
{
    struct accord_text joined;
    const char *before = record->fields[field].text;
    if (strchr(text, separator[0]) != NULL)
        return accord_payload_refuse(record, place_of, "a control character, expected a text without one");
    if (before[0] == '\0') return accord_payload_set(record, field, text, place_of);
    if (has_part(before, text)) return ACCORD_OK;
    accord_text_init(&joined, ACCORD_CSV_RECORD_MAX);
    accord_text_addf(&joined, "%s%s%s", before, separator, text);
    enum accord_status status = joined.failed ? accord_error_memory(record->run->err)
                                              : set(record, field, accord_text_str(&joined), joined.length, place_of);
    accord_text_clear(&joined);
    return status;
}

enum accord_status accord_payload_add_role(struct accord_payload_record *record,
                                           const struct accord_payload_holder *holder, const char *role,
                                           unsigned place_of)
{
    struct accord_text id;
    enum accord_status status = accord_payload_add(record, holder->role, role, place_of);
    if (status != ACCORD_OK) return status;
    accord_text_init(&id, ACCORD_CSV_RECORD_MAX);
    accord_text_addf(&id, "%s-%s", accord_payload_text(record, holder->id), role);
    status = id.failed ? accord_error_memory(record->run->err)
                       : accord_payload_add(record, holder->row_id, accord_text_str(&id), holder->id);
    accord_text_clear(&id);
    return status;
}

static ACCORD_PRINTF(3, 0) enum accord_status
    explain(struct accord_payload_record *record, unsigned field, const char *format, va_list arguments)
{
    char text[ACCORD_PAYLOAD_WORDS_MAX];
    accord_text_reset(&record->run->why);
    accord_text_format(text, sizeof text, format, arguments);
    accord_text_add_str(&record->run->why, text);
    return accord_map_name_column(record->run, field);
}

enum accord_status accord_payload_refuse(struct accord_payload_record *record, unsigned field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum accord_status status = explain(record, field, format, arguments);
    va_end(arguments);
    record->refused[field] = true;
    return status == ACCORD_OK ? accord_map_refuse(record->run, record->fields[field].place) : status;
}

enum accord_status accord_payload_warn(struct accord_payload_record *record, unsigned field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    enum accord_status status = explain(record, field, format, arguments);
    va_end(arguments);
    if (status != ACCORD_OK) return status;
    return accord_reconciliation_warn(record->host->reconciliation, record->run->file, record->fields[field].place,
                                      accord_text_str(&record->run->why), record->run->err);
}

static bool holds_address(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && at > text && at[-1] != ' ' && at[1] != ' ' && at[1] != '\0';
}

enum accord_status accord_payload_set_office(struct accord_payload_record *record, unsigned office, unsigned first,
                                             unsigned second)
{
    const unsigned fields[] = {first, second};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const char *text = accord_payload_text(record, fields[i]);
        enum accord_status status = ACCORD_OK;
        if (text[0] == '\0') continue;
        if (!holds_address(text)) return accord_payload_set(record, office, text, fields[i]);
        status = accord_payload_warn(record, fields[i], "an e-mail address, expected an institution: left out");
        if (status != ACCORD_OK) return status;
    }
    return ACCORD_OK;
}

enum accord_status accord_payload_refuse_text(struct accord_payload_record *record, unsigned field, const char *text,
                                              const char *expected)
{
    struct accord_text quoted;
    accord_text_init(&quoted, ACCORD_PAYLOAD_WORDS_MAX);
    accord_quote(&quoted, text, strlen(text));
    enum accord_status status =
        accord_payload_refuse(record, field, "%s, expected %s", accord_text_str(&quoted), expected);
    accord_text_clear(&quoted);
    return status;
}

/* ---- checks ---- */

enum accord_status accord_payload_refuse_word(struct accord_payload_record *record, unsigned field,
                                              const struct accord_payload_words *words)
{
    const char *known[LISTED];
    size_t count = 0;
    struct accord_text why;
    const char *text = record->fields[field].text;
    accord_text_init(&why, ACCORD_PAYLOAD_WORDS_MAX);
    accord_quote(&why, text, strlen(text));
    accord_text_addf(&why, ", expected %s: ", words->expected);
    for (; count < words->count && count < LISTED; count++)
        known[count] = words->words[count].found;
    accord_quote_list(&why, known, count);
    if (words->count > count) accord_text_addf(&why, " or %zu more", words->count - count);
    enum accord_status status = accord_payload_refuse(record, field, "%s", accord_text_str(&why));
    accord_text_clear(&why);
    return status;
}

static enum accord_status check_field(struct accord_payload_record *record, unsigned index)
{
    const struct accord_payload_field *field = &record->payload->fields[index];
    const char *text = record->fields[index].text, *meant = NULL;
    if (record->refused[index] || field->kind == ACCORD_PAYLOAD_COMPUTED) return ACCORD_OK;
    if (text[0] == '\0')
        return field->required == NULL ? ACCORD_OK
                                       : accord_payload_refuse(record, index, "no value, expected %s", field->required);
    if (field->words == NULL) return ACCORD_OK;
    if (!accord_payload_translate(field->words, text, &meant))
        return accord_payload_refuse_word(record, index, field->words);
    if (meant == NULL) meant = "";
    record->fields[index].text = meant;
    record->fields[index].length = strlen(meant);
    return ACCORD_OK;
}

static enum accord_status map_record(struct accord_payload_record *record)
{
    struct accord_map_run *run = record->run;
    const struct accord_csv_record csv = {record->fields, record->payload->field_count, record->line};
    unsigned treaty = record->payload->treaty;
    bool known = treaty > 0 && !record->refused[treaty - 1];
    run->refused = record->refused;
    run->treaty = known ? accord_payload_text(record, treaty - 1) : NULL;
    enum accord_status status = accord_map_record(run, &csv);
    run->refused = NULL;
    return status;
}

enum accord_status accord_payload_take(struct accord_payload_record *record)
{
    enum accord_status status = ACCORD_OK;
    for (unsigned i = 0; status == ACCORD_OK && i < record->payload->field_count; i++)
        status = check_field(record, i);
    if (status == ACCORD_OK && record->payload->completes != NULL) status = record->payload->completes(record);
    if (status == ACCORD_OK && record->payload->table_count > 0) status = map_record(record);
    return status;
}

/* ---- the plan ---- */

static enum accord_status plan_column(const struct accord_payload *payload, const struct accord_payload_column *from,
                                      const struct accord_schema *schema, struct accord_arena *arena,
                                      struct accord_mapped_column *column, const size_t **index)
{
    struct accord_mapped_piece *piece = accord_arena_zero(arena, 1, sizeof *piece);
    size_t *field = accord_arena_zero(arena, 1, sizeof *field);
    if (piece == NULL || field == NULL) return ACCORD_NO_MEMORY;
    *piece = (struct accord_mapped_piece){payload->fields[from->field].path, true};
    *field = from->field;
    *index = field;
    *column = (struct accord_mapped_column){
        .column = accord_schema_find(schema, from->column, strlen(from->column)),
        .pieces = piece,
        .piece_count = 1,
        .from = true,
        .as = from->as,
        .fact = from->fact,
        .forms = from->forms,
        .more_forms = from->more_forms,
        .format = ACCORD_DATES_TIME,
        .split = from->several ? separator : NULL,
    };
    return ACCORD_OK;
}

/* A row is made where the field is filled. */
static enum accord_status plan_test(const struct accord_payload_table *from, struct accord_arena *arena,
                                    struct accord_mapped_table *table, struct accord_planned_table *planned)
{
    struct accord_mapped_test *test = accord_arena_zero(arena, 1, sizeof *test);
    size_t *field = accord_arena_zero(arena, 1, sizeof *field);
    if (test == NULL || field == NULL) return ACCORD_NO_MEMORY;
    *test = (struct accord_mapped_test){.texts = no_text, .text_count = 1, .unless = true};
    table->tests = test;
    table->test_count = from->filled > 0 ? 1 : 0;
    *field = from->filled > 0 ? from->filled - 1 : 0;
    planned->tests = field;
    return ACCORD_OK;
}

static enum accord_status plan_table(const struct accord_payload *payload, const struct accord_payload_table *from,
                                     struct accord_arena *arena, struct accord_planned_table *planned)
{
    struct accord_mapped_table *table = accord_arena_zero(arena, 1, sizeof *table);
    struct accord_mapped_column *columns = accord_arena_zero(arena, from->column_count, sizeof *columns);
    const size_t **indexes = accord_arena_zero(arena, from->column_count, sizeof *indexes);
    if (table == NULL || columns == NULL || indexes == NULL) return ACCORD_NO_MEMORY;
    *table = (struct accord_mapped_table){
        .schema = accord_core_schema(from->table), .columns = columns, .column_count = from->column_count};
    *planned = (struct accord_planned_table){.table = table, .columns = (const size_t *const *)indexes};
    enum accord_status status = plan_test(from, arena, table, planned);
    for (size_t i = 0; status == ACCORD_OK && i < from->column_count; i++)
        status = plan_column(payload, &from->columns[i], table->schema, arena, &columns[i], &indexes[i]);
    return status;
}

enum accord_status accord_payload_plan(const struct accord_payload *payload, struct accord_arena *arena,
                                       struct accord_map_run *run)
{
    struct accord_planned_table *tables = accord_arena_zero(arena, payload->table_count + 1, sizeof *tables);
    const char **header = accord_arena_zero(arena, payload->field_count, sizeof *header);
    if (tables == NULL || header == NULL) return accord_error_memory(run->err);
    for (size_t i = 0; i < payload->field_count; i++)
        header[i] = payload->fields[i].path;
    run->header = header;
    run->width = payload->field_count;
    run->tables = tables;
    run->table_count = payload->table_count;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < payload->table_count; i++)
        status = plan_table(payload, &payload->tables[i], arena, &tables[i]);
    return status == ACCORD_OK ? ACCORD_OK : accord_error_memory(run->err);
}
