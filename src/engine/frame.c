/* Verdicts, plain values and problems as bytes. One function a thing does both ways, so that they cannot part. */
#include "engine/frame.h"

#include "base/decimal.h"
#include "engine/frame_codec.h"
#include "engine/packs.h"
#include "store/dataset.h"

#include <string.h>

/* ---- values ---- */

static void code_date(struct accord_codec *codec, struct accord_date *date)
{
    int64_t first = date->first, last = date->last;
    accord_code_signed(codec, &first);
    accord_code_signed(codec, &last);
    if (first < INT32_MIN || last > INT32_MAX || first > last) codec->in.failed = true;
    if (!codec->in.failed) *date = (struct accord_date){(int32_t)first, (int32_t)last};
}

static void code_texts(struct accord_codec *codec, const char *const **texts, size_t *count)
{
    const char **list = accord_code_list(codec, count, 2, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        const char *text = codec->out ? (*texts)[i] : NULL;
        accord_code_name(codec, &text);
        if (list) list[i] = text;
    }
    if (!codec->out) *texts = list;
}

static void code_value(struct accord_codec *codec, struct accord_value *value)
{
    size_t kind = (size_t)value->kind;
    accord_code_below(codec, &kind, ACCORD_VALUE_DURING + 1);
    value->kind = (enum accord_value_kind)kind;
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
        accord_code_name(codec, &value->text);
        break;
    case ACCORD_VALUE_DECIMAL: {
        struct accord_decimal number;
        const char *why;
        accord_code_name(codec, &value->text);
        if (codec->out || codec->in.failed) break;
        codec->in.failed = !accord_decimal_parse(value->text, strlen(value->text), &number, &why);
        break;
    }
    case ACCORD_VALUE_INTEGER:
    case ACCORD_VALUE_BOOLEAN:
    case ACCORD_VALUE_PRESENT:
        accord_code_signed(codec, &value->integer);
        break;
    case ACCORD_VALUE_DATE:
        code_date(codec, &value->date);
        break;
    case ACCORD_VALUE_LIST:
        code_texts(codec, &value->items, &value->count);
        break;
    case ACCORD_VALUE_DURING:
        accord_code_signed(codec, &value->integer);
        code_date(codec, &value->date);
        code_date(codec, &value->to);
        break;
    }
}

static void code_arguments(struct accord_codec *codec, const struct accord_argument **arguments, size_t *count)
{
    struct accord_argument *list = accord_code_list(codec, count, 3, sizeof *list);
    for (size_t i = 0; i < *count; i++) {
        struct accord_argument argument = {.name = NULL};
        if (codec->out) argument = (*arguments)[i];
        accord_code_name(codec, &argument.name);
        code_value(codec, &argument.value);
        if (list) list[i] = argument;
    }
    if (!codec->out) *arguments = list;
}

/* ---- evidence ---- */

static void code_row(struct accord_codec *codec, size_t columns_there, struct accord_evidence_row *row)
{
    accord_code_name(codec, &row->key);
    size_t ordinal = row->ordinal;
    accord_code_signed(codec, &row->row);
    accord_code_below(codec, &ordinal, ACCORD_ROWS_MAX);
    accord_code_bool(codec, &row->global);
    row->ordinal = (uint32_t)ordinal;
    int *columns = accord_code_list(codec, &row->column_count, 2, sizeof *columns);
    const char **values = codec->out ? NULL : accord_code_room(codec, row->column_count, sizeof *values);
    for (size_t i = 0; i < row->column_count; i++) {
        size_t column = codec->out ? (size_t)row->columns[i] : 0;
        const char *value = codec->out ? row->values[i] : NULL;
        accord_code_below(codec, &column, columns_there);
        accord_code_text(codec, &value);
        if (columns) columns[i] = (int)column;
        if (values) values[i] = value;
    }
    if (codec->out) return;
    row->columns = columns;
    row->values = values;
}

/* How many columns the rows of a table have; what no dataset stores has no rows. */
static size_t column_count(const struct accord_codec *codec, int table)
{
    if (codec->out) return ACCORD_COLUMNS_MAX;
    if (table < 0 || (size_t)table >= codec->table_count) return 0;
    return accord_store_schema(codec->store, table)->column_count;
}

/* One that the dataset stores travels by its number, any other by its name. */
static void code_table(struct accord_codec *codec, struct accord_evidence *evidence)
{
    int64_t table = evidence->table_number;
    accord_code_signed(codec, &table);
    if (table < -1 || (!codec->out && table >= (int64_t)codec->table_count)) codec->in.failed = true;
    evidence->table_number = (int)table;
    if (table < 0)
        accord_code_name(codec, &evidence->table);
    else if (!codec->out && !codec->in.failed)
        evidence->table = accord_store_schema(codec->store, (int)table)->name;
}

static void code_evidence(struct accord_codec *codec, struct accord_evidence *evidence)
{
    code_table(codec, evidence);
    code_arguments(codec, &evidence->filter, &evidence->filter_count);
    size_t columns = column_count(codec, evidence->table_number);
    struct accord_evidence_row *rows = accord_code_list(codec, &evidence->row_count, 6, sizeof *rows);
    if (!codec->out && columns == 0 && evidence->row_count > 0) codec->in.failed = true;
    for (size_t i = 0; i < evidence->row_count && !codec->in.failed; i++) {
        struct accord_evidence_row row = {.key = NULL};
        if (codec->out) row = evidence->rows[i];
        code_row(codec, columns, &row);
        if (rows) rows[i] = row;
    }
    if (!codec->out) evidence->rows = rows;
}

static void code_all_evidence(struct accord_codec *codec, const struct accord_evidence **evidence, size_t *count)
{
    struct accord_evidence *list = accord_code_list(codec, count, 3, sizeof *list);
    for (size_t i = 0; i < *count && !codec->in.failed; i++) {
        struct accord_evidence one = {.table = NULL};
        if (codec->out) one = (*evidence)[i];
        code_evidence(codec, &one);
        if (list) list[i] = one;
    }
    if (!codec->out) *evidence = list;
}

/* ---- verdicts ---- */

static void code_kind(struct accord_codec *codec, enum accord_verdict_kind *verdict)
{
    size_t kind = (size_t)*verdict;
    accord_code_below(codec, &kind, ACCORD_VERDICT_COUNT);
    *verdict = (enum accord_verdict_kind)kind;
}

static void code_finding(struct accord_codec *codec, struct accord_finding *finding)
{
    code_kind(codec, &finding->verdict);
    accord_code_name(codec, &finding->message_id);
    accord_code_name(codec, &finding->message);
    code_arguments(codec, &finding->arguments, &finding->argument_count);
    accord_code_name(codec, &finding->fingerprint);
    code_texts(codec, &finding->about, &finding->about_count);
    code_all_evidence(codec, &finding->evidence, &finding->evidence_count);
}

/* Both sides know which verdicts carry texts and evidence: of others nothing of these is written. */
static void code_findings(struct accord_codec *codec, bool whole, struct accord_verdict *verdict)
{
    struct accord_finding *findings = accord_code_list(codec, &verdict->finding_count, whole ? 7 : 1, sizeof *findings);
    for (size_t i = 0; i < verdict->finding_count && !codec->in.failed; i++) {
        struct accord_finding finding = {.message_id = NULL};
        if (codec->out) finding = verdict->findings[i];
        if (whole)
            code_finding(codec, &finding);
        else
            code_kind(codec, &finding.verdict);
        if (findings) findings[i] = finding;
    }
    if (!codec->out) verdict->findings = findings;
}

/* What else there is to a verdict: one number, which for most verdicts that carry nothing is 0. */
enum { HAS_TRACE = 1, HAS_SOURCE = 2, HAS_CAUSE = 4, HAS_FINDINGS = 8, HAS_EVIDENCE = 16, ALL_PARTS = 31 };

static size_t parts_of(const struct accord_verdict *verdict)
{
    return (verdict->trace ? HAS_TRACE : 0U) | (verdict->source ? HAS_SOURCE : 0U) |
           (verdict->has_cause ? HAS_CAUSE : 0U) | (verdict->finding_count > 0 ? HAS_FINDINGS : 0U) |
           (verdict->evidence_count > 0 ? HAS_EVIDENCE : 0U);
}

static void code_verdict(struct accord_codec *codec, size_t rule_count, enum accord_carry carry,
                         struct accord_verdict *verdict)
{
    size_t gate = (size_t)verdict->gate, parts = codec->out ? parts_of(verdict) : 0;
    accord_code_below(codec, &verdict->rule, rule_count);
    code_kind(codec, &verdict->verdict);
    accord_code_below(codec, &gate, ACCORD_GATE_CONCLUDE + 1);
    verdict->gate = (enum accord_gate)gate;
    accord_code_below(codec, &parts, ALL_PARTS + 1);
    bool whole = verdict->actor == SIZE_MAX || accord_carries(carry, verdict->verdict);
    if (codec->out) whole = verdict->why != NULL;
    if (whole) accord_code_name(codec, &verdict->why);
    if (parts & HAS_TRACE) accord_code_name(codec, &verdict->trace);
    if (parts & HAS_SOURCE) accord_code_name(codec, &verdict->source);
    verdict->has_cause = (parts & HAS_CAUSE) != 0;
    if (verdict->has_cause) {
        accord_code_below(codec, &verdict->cause_rule, rule_count);
        code_kind(codec, &verdict->cause);
    }
    if (parts & HAS_FINDINGS) code_findings(codec, whole, verdict);
    if (parts & HAS_EVIDENCE) code_all_evidence(codec, &verdict->evidence, &verdict->evidence_count);
}

/* The actor of an aggregate travels by its name. */
static void code_actor(struct accord_codec *codec, size_t actor_count, struct accord_verdict *verdict)
{
    bool of_one = verdict->actor != SIZE_MAX;
    accord_code_bool(codec, &of_one);
    if (of_one)
        accord_code_below(codec, &verdict->actor, actor_count);
    else
        accord_code_name(codec, &verdict->actor_id);
    if (!of_one) verdict->actor = SIZE_MAX;
}

void accord_frame_add_verdict(struct accord_text *text, const struct accord_verdict *verdict)
{
    struct accord_codec codec = {.out = text};
    struct accord_verdict copy = *verdict;
    code_actor(&codec, SIZE_MAX, &copy);
    code_verdict(&codec, SIZE_MAX, ACCORD_CARRY_ALL, &copy);
}

void accord_frame_take_verdict(struct accord_wire *wire, const struct accord_packs *packs,
                               const struct accord_dataset *dataset, enum accord_carry carry,
                               struct accord_arena *arena, struct accord_verdict *verdict)
{
    const struct accord_store *store = accord_dataset_store_of(dataset);
    struct accord_codec codec = {
        .in = *wire, .arena = arena, .store = store, .table_count = accord_store_table_count(store)};
    *verdict = (struct accord_verdict){.actor = 0};
    code_actor(&codec, accord_dataset_actor_count(dataset), verdict);
    code_verdict(&codec, packs->rule_count, carry, verdict);
    *wire = codec.in;
    if (wire->failed) return;
    verdict->provision = packs->rules[verdict->rule].provision;
    if (verdict->actor != SIZE_MAX) verdict->actor_id = accord_dataset_actor_id(dataset, verdict->actor);
}

/* ---- plain values ---- */

static void code_plain(struct accord_codec *codec, struct accord_plain *value, int depth)
{
    size_t kind = (size_t)value->kind;
    accord_code_below(codec, &kind, ACCORD_PLAIN_TABLE + 1);
    value->kind = (enum accord_plain_kind)kind;
    if (value->kind == ACCORD_PLAIN_BOOLEAN || value->kind == ACCORD_PLAIN_INTEGER)
        accord_code_signed(codec, &value->integer);
    if (value->kind == ACCORD_PLAIN_TEXT) accord_code_name(codec, &value->text);
    bool table = value->kind == ACCORD_PLAIN_TABLE;
    if (!table && value->kind != ACCORD_PLAIN_LIST) return;
    if (depth == 0) codec->in.failed = true;
    struct accord_plain *items = accord_code_list(codec, &value->count, table ? 3 : 1, sizeof *items);
    const char **names = codec->out || !table ? NULL : accord_code_room(codec, value->count, sizeof *names);
    for (size_t i = 0; i < value->count && !codec->in.failed; i++) {
        struct accord_plain item = {.kind = ACCORD_PLAIN_NIL};
        const char *name = codec->out && table ? value->names[i] : NULL;
        if (codec->out) item = value->items[i];
        if (table) accord_code_name(codec, &name);
        code_plain(codec, &item, depth - 1);
        if (items) items[i] = item;
        if (names) names[i] = name;
    }
    if (codec->out) return;
    value->items = items;
    value->names = names;
}

void accord_frame_add_plain(struct accord_text *text, const struct accord_plain *value)
{
    struct accord_codec codec = {.out = text};
    struct accord_plain copy = *value;
    code_plain(&codec, &copy, ACCORD_PLAIN_DEPTH_MAX);
}

void accord_frame_take_plain(struct accord_wire *wire, struct accord_arena *arena, struct accord_plain *value)
{
    struct accord_codec codec = {.in = *wire, .arena = arena};
    *value = (struct accord_plain){.kind = ACCORD_PLAIN_NIL};
    code_plain(&codec, value, ACCORD_PLAIN_DEPTH_MAX);
    *wire = codec.in;
}

/* ---- problems ---- */

void accord_frame_add_problems(struct accord_text *text, const struct accord_problems *problems)
{
    size_t kept = accord_problems_kept(problems);
    accord_wire_add_number(text, accord_problems_count(problems));
    accord_wire_add_number(text, kept);
    for (size_t i = 0; i < kept; i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        accord_wire_add_text(text, problem->file);
        accord_wire_add_number(text, problem->line);
        accord_wire_add_number(text, problem->column);
        accord_wire_add_text(text, problem->text);
        accord_wire_add_text(text, problem->source);
    }
}

static enum accord_status take_problem(struct accord_wire *wire, bool wanted, struct accord_problems *problems,
                                       struct accord_error *err)
{
    const char *file = accord_wire_take_name(wire);
    unsigned line = (unsigned)accord_wire_take_below(wire, UINT32_MAX);
    unsigned column = (unsigned)accord_wire_take_below(wire, UINT32_MAX);
    const char *text = accord_wire_take_name(wire);
    const char *source = accord_wire_take_text(wire);
    if (wire->failed || !wanted) return ACCORD_OK;
    enum accord_status status = accord_problems_add(problems, file, line, column, err, "%s", text);
    return status == ACCORD_OK && source ? accord_problems_quote_line(problems, source, err) : status;
}

enum accord_status accord_frame_take_problems(struct accord_wire *wire, size_t known, struct accord_problems *problems,
                                              struct accord_error *err)
{
    enum { PROBLEMS_MAX = 1000 * 1000 };
    enum accord_status status = ACCORD_OK;
    size_t count = accord_wire_take_below(wire, PROBLEMS_MAX);
    size_t kept = accord_wire_take_count(wire, 4);
    if (kept > count || known > count) wire->failed = true;
    for (size_t i = 0; i < kept && status == ACCORD_OK && !wire->failed; i++)
        status = take_problem(wire, i >= known, problems, err);
    for (size_t i = kept > known ? kept : known; i < count && status == ACCORD_OK && !wire->failed; i++)
        status = accord_problems_add(problems, "", 0, 0, err, "one of many");
    return status;
}
