/* Blocks as bytes, one function a thing both ways. */
#include "runs/block.h"

#include "base/decimal.h"
#include "base/error.h"
#include "engine/frame_codec.h"

#include <string.h>

enum { HEAD_KIND = 8, HEAD_GATE = 8, FINGERPRINT_DIGITS = 32 };

/* What is written or read, with where texts go or come from. */
struct coder {
    struct accord_codec codec;
    struct accord_block_writer *writer;       /* writing */
    const struct accord_block_reader *reader; /* reading */
    struct accord_rows *rows;                 /* reading: finds rows, or NULL */
    bool whole_rows;                          /* of an aggregate */
};

/* ---- texts ---- */

static size_t number_of_text(struct accord_block_writer *writer, const char *text)
{
    int64_t number = 0;
    bool added = false;
    size_t length = strlen(text);
    if (accord_map_get(&writer->texts, text, length, &number)) return (size_t)number;
    number = (int64_t)writer->texts.count;
    if (!accord_map_put(&writer->texts, text, length, number, &added)) writer->text_list.failed = true;
    accord_wire_add_text(&writer->text_list, text);
    return (size_t)number;
}

/* NULL is 0. */
static void code_text(struct coder *coder, const char **text)
{
    bool writes = coder->codec.out != NULL;
    size_t number = writes && *text ? 1 + number_of_text(coder->writer, *text) : 0;
    accord_code_below(&coder->codec, &number, writes ? SIZE_MAX : coder->reader->text_count + 1);
    if (!writes) *text = number > 0 ? coder->reader->texts[number - 1] : NULL;
}

static void code_name(struct coder *coder, const char **text)
{
    code_text(coder, text);
    if (coder->codec.out || *text) return;
    coder->codec.in.failed = true;
    *text = "";
}

static bool is_hexadecimal(const char *text)
{
    return strlen(text) == FINGERPRINT_DIGITS && strspn(text, "0123456789abcdef") == FINGERPRINT_DIGITS;
}

static unsigned value_of(char digit)
{
    return digit <= '9' ? (unsigned)(digit - '0') : (unsigned)(digit - 'a') + 10;
}

/* Half as long as its digits, none of which another has. */
static void code_fingerprint(struct coder *coder, const char **text)
{
    static const char digits[] = "0123456789abcdef";
    struct accord_codec *codec = &coder->codec;
    bool packed = codec->out && *text && is_hexadecimal(*text);
    char bytes[FINGERPRINT_DIGITS / 2];
    accord_code_bool(codec, &packed);
    if (!packed) {
        code_name(coder, text);
    } else if (codec->out) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)(unsigned char)(value_of((*text)[2 * i]) << 4 | value_of((*text)[2 * i + 1]));
        accord_text_add(codec->out, bytes, sizeof bytes);
    } else {
        char *hex = accord_code_room(codec, FINGERPRINT_DIGITS, 1);
        bool there = (size_t)(codec->in.end - codec->in.at) >= sizeof bytes;
        codec->in.failed = codec->in.failed || !there;
        for (size_t i = 0; hex && there && i < FINGERPRINT_DIGITS; i++)
            hex[i] = digits[(unsigned char)codec->in.at[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
        if (hex) hex[there ? FINGERPRINT_DIGITS : 0] = '\0';
        if (there) codec->in.at += sizeof bytes;
        *text = hex ? hex : "";
    }
}

/* ---- values ---- */

static void code_day(struct accord_codec *codec, struct accord_date *date)
{
    int64_t first = date->first, length = (int64_t)date->last - date->first;
    accord_code_signed(codec, &first);
    accord_code_signed(codec, &length);
    int64_t last = length < 0 || length > UINT32_MAX ? INT64_MAX : first + length;
    if (first < INT32_MIN || first > INT32_MAX || last > INT32_MAX) codec->in.failed = !codec->out;
    if (!codec->in.failed) *date = (struct accord_date){(int32_t)first, (int32_t)last};
}

static void code_texts(struct coder *coder, const char *const **texts, size_t *count)
{
    const char **list = accord_code_list(&coder->codec, count, 1, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        const char *text = coder->codec.out ? (*texts)[i] : NULL;
        code_name(coder, &text);
        if (list) list[i] = text;
    }
    if (!coder->codec.out) *texts = list;
}

static void code_decimal(struct coder *coder, const char **text)
{
    struct accord_decimal number;
    const char *why;
    code_name(coder, text);
    if (!coder->codec.out && !accord_decimal_parse(*text, strlen(*text), &number, &why)) coder->codec.in.failed = true;
}

static void code_value(struct coder *coder, struct accord_value *value)
{
    struct accord_codec *codec = &coder->codec;
    size_t kind = (size_t)value->kind;
    accord_code_below(codec, &kind, ACCORD_VALUE_DURING + 1);
    value->kind = (enum accord_value_kind)kind;
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
        code_name(coder, &value->text);
        break;
    case ACCORD_VALUE_DECIMAL:
        code_decimal(coder, &value->text);
        break;
    case ACCORD_VALUE_INTEGER:
    case ACCORD_VALUE_BOOLEAN:
    case ACCORD_VALUE_PRESENT:
        accord_code_signed(codec, &value->integer);
        break;
    case ACCORD_VALUE_DATE:
        code_day(codec, &value->date);
        break;
    case ACCORD_VALUE_LIST:
        code_texts(coder, &value->items, &value->count);
        break;
    case ACCORD_VALUE_DURING:
        accord_code_signed(codec, &value->integer);
        code_day(codec, &value->date);
        code_day(codec, &value->to);
        break;
    }
}

static void code_arguments(struct coder *coder, const struct accord_argument **arguments, size_t *count)
{
    struct accord_argument *list = accord_code_list(&coder->codec, count, 2, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        struct accord_argument argument = {.name = NULL};
        if (coder->codec.out) argument = (*arguments)[i];
        code_name(coder, &argument.name);
        code_value(coder, &argument.value);
        if (list) list[i] = argument;
    }
    if (!coder->codec.out) *arguments = list;
}

/* ---- evidence ---- */

/* Columns ascend: each is told by how far it is from the one before. */
static void code_columns(struct accord_codec *codec, size_t columns_there, struct accord_evidence_row *row)
{
    int *columns = accord_code_list(codec, &row->column_count, 1, sizeof *columns);
    size_t least = 0;
    for (size_t i = 0; i < row->column_count; i++) {
        size_t further = codec->out ? (size_t)row->columns[i] - least : 0;
        accord_code_below(codec, &further, least < columns_there ? columns_there - least : 0);
        if (columns) columns[i] = (int)(least + further);
        least += further + 1;
    }
    if (!codec->out) row->columns = columns;
}

static void code_values(struct coder *coder, struct accord_evidence_row *row)
{
    bool reads = coder->codec.out == NULL;
    const char **values = reads ? accord_code_room(&coder->codec, row->column_count, sizeof *values) : NULL;
    code_name(coder, &row->key);
    for (size_t i = 0; i < row->column_count; i++) {
        const char *value = reads ? NULL : row->values[i];
        code_text(coder, &value);
        if (values) values[i] = value;
    }
    if (reads) row->values = values;
}

static void code_row(struct coder *coder, int table, size_t columns, struct accord_evidence_row *row)
{
    struct accord_codec *codec = &coder->codec;
    size_t place = 2 * (size_t)row->ordinal + row->global;
    accord_code_below(codec, &place, 2 * (size_t)ACCORD_ROWS_MAX);
    row->ordinal = (uint32_t)(place / 2);
    row->global = place % 2 != 0;
    code_columns(codec, columns, row);
    if (coder->whole_rows) code_values(coder, row);
    bool finds = !codec->out && !codec->in.failed && coder->rows && !coder->whole_rows;
    if (finds && !accord_rows_find(coder->rows, table, codec->arena, row)) codec->in.failed = true;
}

/* Tables go by their number; one that is not stored has no rows, and goes by its name. */
static void code_table(struct coder *coder, struct accord_evidence *evidence)
{
    size_t number = (size_t)(evidence->table_number + 1);
    accord_code_below(&coder->codec, &number, coder->codec.table_count + 1);
    evidence->table_number = (int)number - 1;
    if (number == 0)
        code_name(coder, &evidence->table);
    else if (!coder->codec.out && coder->codec.store)
        evidence->table = accord_store_schema(coder->codec.store, evidence->table_number)->name;
}

static void code_evidence(struct coder *coder, struct accord_evidence *evidence)
{
    struct accord_codec *codec = &coder->codec;
    code_table(coder, evidence);
    code_arguments(coder, &evidence->filter, &evidence->filter_count);
    int table = evidence->table_number;
    size_t columns = codec->out || !codec->store ? ACCORD_COLUMNS_MAX
                     : table < 0                 ? 0
                                                 : accord_store_schema(codec->store, table)->column_count;
    struct accord_evidence_row *rows = accord_code_list(codec, &evidence->row_count, 2, sizeof *rows);
    if (!codec->out && table < 0 && evidence->row_count > 0) codec->in.failed = true;
    for (size_t i = 0; i < evidence->row_count && !codec->in.failed; i++) {
        struct accord_evidence_row row = {.key = NULL};
        if (codec->out) row = evidence->rows[i];
        code_row(coder, table, columns, &row);
        if (rows) rows[i] = row;
    }
    if (!codec->out) evidence->rows = rows;
}

static void code_all_evidence(struct coder *coder, const struct accord_evidence **evidence, size_t *count)
{
    struct accord_codec *codec = &coder->codec;
    struct accord_evidence *list = accord_code_list(codec, count, 3, sizeof *list);
    for (size_t i = 0; i < *count && !codec->in.failed; i++) {
        struct accord_evidence one = {.table = NULL};
        if (codec->out) one = (*evidence)[i];
        code_evidence(coder, &one);
        if (list) list[i] = one;
    }
    if (!codec->out) *evidence = list;
}

/* ---- verdicts ---- */

/* Its kind stands in the entry. */
static void code_finding(struct coder *coder, struct accord_finding *finding)
{
    code_name(coder, &finding->message_id);
    code_name(coder, &finding->message);
    code_arguments(coder, &finding->arguments, &finding->argument_count);
    code_fingerprint(coder, &finding->fingerprint);
    code_texts(coder, &finding->about, &finding->about_count);
    code_all_evidence(coder, &finding->evidence, &finding->evidence_count);
}

static void code_body(struct coder *coder, struct accord_verdict *verdict)
{
    struct accord_codec *codec = &coder->codec;
    struct accord_finding *findings = NULL;
    if (!codec->out) findings = accord_code_room(codec, verdict->finding_count, sizeof *findings);
    code_name(coder, &verdict->why);
    code_text(coder, &verdict->trace);
    code_text(coder, &verdict->source);
    for (size_t i = 0; i < verdict->finding_count && !codec->in.failed; i++) {
        struct accord_finding finding = verdict->findings[i];
        code_finding(coder, &finding);
        if (findings) findings[i] = finding;
    }
    if (!codec->out) verdict->findings = findings;
    code_all_evidence(coder, &verdict->evidence, &verdict->evidence_count);
}

static void code_kind(struct accord_codec *codec, enum accord_verdict_kind *verdict)
{
    size_t kind = (size_t)*verdict;
    accord_code_below(codec, &kind, ACCORD_VERDICT_COUNT);
    *verdict = (enum accord_verdict_kind)kind;
}

/* Kind, gate and whether there is a cause in one number; the cause; the kinds of findings. */
static void code_entry(struct accord_codec *codec, struct accord_block_entry *entry)
{
    struct accord_verdict *verdict = &entry->verdict;
    size_t head = (size_t)verdict->verdict + HEAD_KIND * ((size_t)verdict->gate + HEAD_GATE * verdict->has_cause);
    size_t number = (size_t)entry->number, cause = (size_t)entry->cause_number;
    accord_code_below(codec, &number, SIZE_MAX);
    accord_code_below(codec, &head, 2 * HEAD_GATE * HEAD_KIND);
    size_t kind = head % HEAD_KIND, gate = head / HEAD_KIND % HEAD_GATE;
    if (kind >= ACCORD_VERDICT_COUNT || gate > ACCORD_GATE_CONCLUDE) codec->in.failed = true;
    verdict->verdict = (enum accord_verdict_kind)kind;
    verdict->gate = (enum accord_gate)gate;
    verdict->has_cause = head / HEAD_KIND / HEAD_GATE != 0;
    if (verdict->has_cause) {
        accord_code_below(codec, &cause, SIZE_MAX);
        code_kind(codec, &verdict->cause);
    }
    struct accord_finding *findings = accord_code_list(codec, &verdict->finding_count, 1, sizeof *findings);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        struct accord_finding finding = {.message_id = NULL};
        if (codec->out) finding.verdict = verdict->findings[i].verdict;
        code_kind(codec, &finding.verdict);
        if (findings) findings[i] = finding;
    }
    if (!codec->out) verdict->findings = findings;
    entry->number = number;
    entry->cause_number = cause;
}

/* ---- writing ---- */

static struct accord_text *texts_of(struct accord_block_writer *writer, size_t index)
{
    struct accord_text *const all[] = {&writer->text_list, &writer->verdicts, &writer->body,     &writer->whole,
                                       &writer->ids,       &writer->keys,     &writer->collected};
    return index < sizeof all / sizeof all[0] ? all[index] : NULL;
}

void accord_block_writer_init(struct accord_block_writer *writer)
{
    *writer = (struct accord_block_writer){.actors = 0};
    accord_map_init(&writer->texts);
    for (size_t i = 0; texts_of(writer, i); i++)
        accord_text_init(texts_of(writer, i), ACCORD_BLOCK_MAX);
}

void accord_block_writer_clear(struct accord_block_writer *writer)
{
    accord_map_clear(&writer->texts);
    for (size_t i = 0; texts_of(writer, i); i++)
        accord_text_clear(texts_of(writer, i));
}

void accord_block_writer_reset(struct accord_block_writer *writer)
{
    accord_map_clear(&writer->texts);
    for (size_t i = 0; texts_of(writer, i); i++)
        accord_text_reset(texts_of(writer, i));
    writer->actors = writer->errors = 0;
}

void accord_block_add_actor(struct accord_block_writer *writer, const unsigned char *key, const char *id,
                            size_t verdicts)
{
    char bytes[ACCORD_KEY_BYTES] = {0};
    if (key) memcpy(bytes, key, sizeof bytes);
    accord_text_add_char(&writer->ids, writer->actors++ == 0 ? '[' : ',');
    accord_text_add_json(&writer->ids, id, strlen(id));
    accord_text_add(&writer->keys, bytes, sizeof bytes);
    accord_wire_add_number(&writer->verdicts, verdicts);
}

static uint64_t number_of(const int64_t *numbers, size_t rule)
{
    return numbers ? (uint64_t)numbers[rule] : rule;
}

void accord_block_add_verdict(struct accord_block_writer *writer, const int64_t *numbers,
                              const struct accord_verdict *verdict)
{
    struct accord_codec codec = {.out = &writer->verdicts};
    struct coder coder = {.codec = {.out = &writer->body}, .writer = writer, .whole_rows = verdict->actor == SIZE_MAX};
    struct accord_block_entry entry = {.number = number_of(numbers, verdict->rule), .verdict = *verdict};
    if (verdict->has_cause) entry.cause_number = number_of(numbers, verdict->cause_rule);
    writer->errors += verdict->verdict == ACCORD_VERDICT_ERROR;
    code_entry(&codec, &entry);
    accord_text_reset(&writer->body);
    entry.verdict = *verdict;
    code_body(&coder, &entry.verdict);
    writer->verdicts.failed = writer->verdicts.failed || writer->body.failed;
    accord_wire_add_bytes(&writer->verdicts, accord_text_str(&writer->body), writer->body.length);
}

void accord_block_add_collected(struct accord_block_writer *writer, const char *bytes, size_t length)
{
    accord_wire_add_bytes(&writer->collected, bytes, length);
}

static struct accord_bytes bytes_of(const struct accord_text *text)
{
    return (struct accord_bytes){accord_text_str(text), text->length};
}

enum accord_status accord_block_finish(struct accord_block_writer *writer, struct accord_run_block *block,
                                       struct accord_error *err)
{
    accord_text_reset(&writer->whole);
    accord_wire_add_number(&writer->whole, writer->texts.count);
    accord_text_add(&writer->whole, accord_text_str(&writer->text_list), writer->text_list.length);
    accord_text_add(&writer->whole, accord_text_str(&writer->verdicts), writer->verdicts.length);
    accord_text_add_str(&writer->ids, writer->actors == 0 ? "[]" : "]");
    for (size_t i = 0; texts_of(writer, i); i++)
        if (texts_of(writer, i)->failed) return accord_error_memory(err);
    *block = (struct accord_run_block){.actors = (int64_t)writer->actors,
                                       .errors = (int64_t)writer->errors,
                                       .ids = bytes_of(&writer->ids),
                                       .keys = bytes_of(&writer->keys),
                                       .verdicts = bytes_of(&writer->whole),
                                       .collected = bytes_of(&writer->collected)};
    return ACCORD_OK;
}

/* ---- reading ---- */

bool accord_block_open(struct accord_block_reader *reader, struct accord_bytes bytes, struct accord_arena *arena)
{
    *reader = (struct accord_block_reader){.wire = accord_wire_of(bytes.at, bytes.length)};
    reader->text_count = accord_wire_take_count(&reader->wire, 2);
    reader->texts = accord_arena_alloc(arena, (reader->text_count + 1) * sizeof *reader->texts);
    reader->no_memory = reader->texts == NULL;
    if (reader->no_memory) return false;
    for (size_t i = 0; i < reader->text_count; i++)
        reader->texts[i] = accord_wire_take_name(&reader->wire);
    return !reader->wire.failed;
}

bool accord_block_next(struct accord_block_reader *reader, struct accord_arena *arena, struct accord_block_entry *entry)
{
    struct accord_codec codec = {.in = reader->wire, .arena = arena};
    size_t length = 0;
    *entry = (struct accord_block_entry){.number = 0};
    if (reader->left == 0) return false;
    code_entry(&codec, entry);
    const char *body = accord_wire_take_bytes(&codec.in, &length);
    reader->wire = codec.in;
    reader->no_memory = codec.no_memory;
    if (body == NULL || codec.in.failed) return false;
    entry->body = accord_wire_of(body, length);
    reader->left--;
    return true;
}

bool accord_block_next_actor(struct accord_block_reader *reader, size_t *verdicts)
{
    struct accord_arena passed;
    bool good = true;
    accord_arena_init(&passed);
    while (reader->left > 0 && good) {
        struct accord_block_entry entry;
        good = accord_block_next(reader, &passed, &entry);
    }
    accord_arena_clear(&passed);
    reader->left = *verdicts = good ? accord_wire_take_count(&reader->wire, 4) : 0;
    return good && !reader->wire.failed;
}

bool accord_block_read(struct accord_block_reader *reader, struct accord_rows *rows, const struct accord_store *store,
                       struct accord_arena *arena, struct accord_block_entry *entry)
{
    size_t tables = store ? accord_store_table_count(store) : ACCORD_TABLES_MAX;
    struct coder coder = {.codec = {.in = entry->body, .arena = arena, .store = store, .table_count = tables},
                          .reader = reader,
                          .rows = rows,
                          .whole_rows = entry->verdict.actor == SIZE_MAX};
    code_body(&coder, &entry->verdict);
    reader->no_memory = coder.codec.no_memory;
    return accord_wire_done(&coder.codec.in);
}
