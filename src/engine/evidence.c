/* From drafts to verdicts: evidence from what was read, messages, fingerprints. */
#include "engine/evidence.h"

#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "engine/collected.h"
#include "engine/facts.h"

#include <stdlib.h>
#include <string.h>

/* A text names rows by their keys, and is itself as long as the limit on messages lets it be. */
enum { FINGERPRINT_DIGITS = 32, MESSAGE_ROOM = ACCORD_KEY_TEXT_MAX };

void accord_scope_drop(struct accord_engine *engine)
{
    struct accord_scope *scope = &engine->scope;
    for (size_t i = 0; i < scope->touched_count; i++) {
        struct accord_row *row = scope->touched[i];
        memset(row->read, 0, sizeof row->read);
        row->touched = false;
    }
    *scope = (struct accord_scope){.touched_count = 0};
}

bool accord_scope_keep(struct accord_engine *engine, struct accord_scope *kept)
{
    struct accord_scope *scope = &engine->scope;
    *kept = *scope;
    kept->serial = ++engine->serials;
    kept->read = accord_arena_alloc(&engine->arena, (scope->touched_count + 1) * sizeof(*kept->read));
    for (size_t i = 0; i < scope->touched_count; i++) {
        struct accord_row *row = scope->touched[i];
        if (kept->read != NULL) memcpy(kept->read[i], row->read, sizeof row->read);
        memset(row->read, 0, sizeof row->read);
        row->touched = false;
    }
    memset(scope, 0, sizeof *scope);
    return kept->read != NULL;
}

/* ---- values ---- */

static char *text_in_arena(struct accord_arena *arena, struct accord_text *text)
{
    char *copy = text->failed ? NULL : accord_arena_copy(arena, accord_text_str(text), text->length);
    accord_text_clear(text);
    return copy;
}

/* Most cells are texts and dates, which need no room to grow. */
static const char *cell_in_arena(struct accord_arena *arena, const struct accord_cell *cell)
{
    struct accord_text text;
    if (cell->kind == ACCORD_CELL_TEXT) return accord_arena_copy(arena, cell->as.text, cell->length);
    if (cell->kind == ACCORD_CELL_DATE) {
        char *date = accord_arena_alloc(arena, ACCORD_DATE_TEXT_MAX);
        return date == NULL ? NULL : accord_date_format(cell->as.date, date);
    }
    accord_text_init(&text, MESSAGE_ROOM);
    accord_cell_text(cell, &text);
    return text_in_arena(arena, &text);
}

static bool value_of_cell(struct accord_arena *arena, const struct accord_cell *cell, struct accord_value *value)
{
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_INTEGER:
        *value = (struct accord_value){.kind = ACCORD_VALUE_INTEGER, .integer = cell->as.integer};
        return true;
    case ACCORD_CELL_BOOLEAN:
        *value = (struct accord_value){.kind = ACCORD_VALUE_BOOLEAN, .integer = cell->as.integer};
        return true;
    case ACCORD_CELL_DATE:
        *value = (struct accord_value){.kind = ACCORD_VALUE_DATE, .date = cell->as.date};
        return true;
    case ACCORD_CELL_MISSING:
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_DECIMAL:
    case ACCORD_CELL_LIST:
        break;
    }
    *value = (struct accord_value){.kind = ACCORD_VALUE_TEXT, .text = cell_in_arena(arena, cell)};
    return value->text != NULL;
}

static bool value_of_term(struct accord_arena *arena, const struct accord_term *term, struct accord_value *value)
{
    if (term->kind == ACCORD_TERM_PRESENT || term->kind == ACCORD_TERM_ABSENT) {
        *value = (struct accord_value){.kind = ACCORD_VALUE_PRESENT, .integer = term->kind == ACCORD_TERM_PRESENT};
        return true;
    }
    if (term->kind != ACCORD_TERM_EQUALS) {
        *value = (struct accord_value){.kind = ACCORD_VALUE_DURING,
                                       .date = term->window.from,
                                       .to = term->window.to,
                                       .integer = term->window.has_to};
        return true;
    }
    if (term->value_count == 1) return value_of_cell(arena, &term->values[0], value);
    const char **items = accord_arena_alloc(arena, term->value_count * sizeof *items);
    for (size_t i = 0; items != NULL && i < term->value_count; i++) {
        items[i] = cell_in_arena(arena, &term->values[i]);
        if (items[i] == NULL) return false;
    }
    *value = (struct accord_value){.kind = ACCORD_VALUE_LIST, .items = items, .count = term->value_count};
    return items != NULL;
}

bool accord_filter_arguments(struct accord_arena *arena, const struct accord_filter *filter,
                             struct accord_argument **arguments)
{
    *arguments = accord_arena_alloc(arena, (filter->count + 1) * sizeof **arguments);
    for (size_t i = 0; *arguments != NULL && i < filter->count; i++) {
        (*arguments)[i].name = filter->terms[i].name;
        if (!value_of_term(arena, &filter->terms[i], &(*arguments)[i].value)) return false;
    }
    return *arguments != NULL;
}

/* A value as people read it. */
static void add_value(const struct accord_value *value, struct accord_text *text)
{
    char date[ACCORD_DATE_TEXT_MAX];
    switch (value->kind) {
    case ACCORD_VALUE_TEXT:
    case ACCORD_VALUE_DECIMAL:
        accord_text_add_str(text, value->text);
        break;
    case ACCORD_VALUE_INTEGER:
        accord_text_add_int(text, value->integer);
        break;
    case ACCORD_VALUE_BOOLEAN:
        accord_text_add_str(text, value->integer != 0 ? "true" : "false");
        break;
    case ACCORD_VALUE_DATE:
        accord_text_add_str(text, accord_date_format(value->date, date));
        break;
    case ACCORD_VALUE_LIST:
        for (size_t i = 0; i < value->count; i++) {
            if (i > 0) accord_text_add_str(text, ", ");
            accord_text_add_str(text, value->items[i]);
        }
        break;
    case ACCORD_VALUE_PRESENT:
        accord_text_add_str(text, value->integer != 0 ? "on record" : "not on record");
        break;
    case ACCORD_VALUE_DURING:
        accord_text_add_str(text, accord_date_format(value->date, date));
        accord_text_add_str(text, "..");
        if (value->integer != 0) accord_text_add_str(text, accord_date_format(value->to, date));
        break;
    }
}

/* ---- evidence ---- */

/* Evidence while it is gathered: one entry a question, rows once each. */
struct gathering {
    struct accord_engine *engine;
    struct accord_evidence *entries;
    size_t count;
    size_t capacity;
    uint64_t serial; /* rows that have their entry bear it; one gathering is ended before the next begins */
};

static bool grow(struct accord_engine *engine, void **list, size_t size, size_t count, size_t *capacity)
{
    if (count < *capacity) return true;
    size_t room = *capacity == 0 ? 8 : *capacity * 2;
    void *grown = accord_arena_alloc(&engine->arena, room * size);
    if (grown == NULL) return false;
    if (count > 0) memcpy(grown, *list, count * size);
    *list = grown;
    *capacity = room;
    return true;
}

static struct gathering gathering_new(struct accord_engine *engine)
{
    return (struct gathering){.engine = engine, .serial = ++engine->serials};
}

static bool already_placed(const struct gathering *gathering, const struct accord_row *row)
{
    return row->placed_in == gathering->serial;
}

/* Rows point into one scope at a time. */
const uint64_t *accord_scope_reads(struct accord_engine *engine, const struct accord_scope *scope,
                                   const struct accord_row *row)
{
    if (scope == NULL) return NULL;
    if (engine->indexed != scope->serial)
        for (size_t i = 0; i < scope->touched_count; i++) {
            scope->touched[i]->kept_in = scope->serial;
            scope->touched[i]->kept_at = i;
        }
    engine->indexed = scope->serial;
    return row->kept_in == scope->serial ? scope->read[row->kept_at] : NULL;
}

bool accord_evidence_value(struct accord_arena *arena, const struct accord_schema *schema,
                           const struct accord_cell *cells, size_t column, const char **value)
{
    *value = NULL;
    if (cells[column].kind == ACCORD_CELL_MISSING) return true;
    /* A personal value is shown to be there, and no more. */
    *value = schema->columns[column].personal ? "(on record)" : cell_in_arena(arena, &cells[column]);
    return *value != NULL;
}

const char *accord_evidence_key(struct accord_arena *arena, const struct accord_schema *schema,
                                const struct accord_cell *cells)
{
    struct accord_text text;
    accord_text_init(&text, ACCORD_KEY_TEXT_MAX);
    accord_schema_key(schema, cells, &text);
    return text_in_arena(arena, &text);
}

static bool fill_cells(struct accord_engine *engine, const struct accord_row *row, const uint64_t *read,
                       struct accord_evidence_row *out)
{
    const struct accord_schema *schema = engine->schemas[row->table];
    size_t most = 0;
    for (size_t word = 0; read != NULL && word < ACCORD_READ_WORDS; word++)
        most += (size_t)__builtin_popcountll(read[word]);
    int *columns = accord_arena_alloc(&engine->arena, (most + 1) * sizeof *columns);
    const char **values = accord_arena_alloc(&engine->arena, (most + 1) * sizeof *values);
    if (columns == NULL || values == NULL) return false;
    for (size_t word = 0; most > 0 && word < ACCORD_READ_WORDS; word++)
        for (uint64_t left = read[word]; left != 0; left &= left - 1) {
            size_t column = word * 64 + (size_t)__builtin_ctzll(left), at = out->column_count++;
            columns[at] = (int)column;
            if (!accord_evidence_value(&engine->arena, schema, row->cells, column, &values[at])) return false;
        }
    out->columns = columns;
    out->values = values;
    return true;
}

static bool fill_row(struct accord_engine *engine, struct accord_row *row, const uint64_t *read,
                     struct accord_evidence_row *out)
{
    *out = (struct accord_evidence_row){
        .key = accord_row_key(engine, row), .row = row->id, .ordinal = row->ordinal, .global = row->of_world};
    return out->key != NULL && fill_cells(engine, row, read, out);
}

/* Opens an entry for a question (or, without one, for a table) with room for `rows` rows. */
static struct accord_evidence *add_entry(struct gathering *gathering, int table, const struct accord_filter *filter,
                                         size_t row_count, struct accord_evidence_row **rows)
{
    struct accord_engine *engine = gathering->engine;
    void *list = gathering->entries;
    if (!grow(engine, &list, sizeof *gathering->entries, gathering->count, &gathering->capacity)) return NULL;
    gathering->entries = list;
    struct accord_argument *arguments = NULL;
    *rows = accord_arena_alloc(&engine->arena, (row_count + 1) * sizeof(**rows));
    if (*rows == NULL) return NULL;
    if (filter != NULL && !accord_filter_arguments(&engine->arena, filter, &arguments)) return NULL;
    struct accord_evidence *entry = &gathering->entries[gathering->count++];
    *entry = (struct accord_evidence){.table = engine->schemas[table]->name,
                                      .table_number = table < engine->stored_count ? table : -1,
                                      .filter = arguments,
                                      .filter_count = filter == NULL ? 0 : filter->count,
                                      .rows = *rows};
    return entry;
}

static bool add_row(struct gathering *gathering, struct accord_evidence *entry, struct accord_evidence_row *rows,
                    struct accord_row *row, const struct accord_scope *scope)
{
    row->placed_in = gathering->serial;
    return fill_row(gathering->engine, row, accord_scope_reads(gathering->engine, scope, row),
                    &rows[entry->row_count++]);
}

static bool same_term(const struct accord_term *a, const struct accord_term *b)
{
    bool same = a->column == b->column && a->kind == b->kind && a->value_count == b->value_count &&
                a->window.has_to == b->window.has_to && a->window.from.first == b->window.from.first &&
                a->window.from.last == b->window.from.last && a->window.to.first == b->window.to.first &&
                a->window.to.last == b->window.to.last;
    for (size_t i = 0; same && i < a->value_count; i++)
        same = accord_cell_compare(&a->values[i], &b->values[i]) == 0;
    return same;
}

static bool same_question(const struct accord_query *a, const struct accord_query *b)
{
    bool same = a->table == b->table && a->filter->count == b->filter->count;
    if (a->filter == b->filter) return same;
    for (size_t i = 0; same && i < a->filter->count; i++)
        same = same_term(&a->filter->terms[i], &b->filter->terms[i]);
    return same;
}

/* Asked before in this scope, and with no row to show that has no place yet. */
static bool shown_already(const struct gathering *gathering, const struct accord_query *query,
                          const struct accord_scope *scope)
{
    const struct accord_query *at = scope == NULL ? NULL : scope->first_query;
    while (at != NULL && at != query && !same_question(at, query))
        at = at->next;
    bool asked = at != NULL && at != query;
    for (size_t i = 0; asked && i < query->count; i++)
        asked = accord_scope_reads(gathering->engine, scope, query->rows[i]) == NULL ||
                already_placed(gathering, query->rows[i]);
    return asked;
}

static bool add_query(struct gathering *gathering, const struct accord_query *query, const struct accord_scope *scope)
{
    struct accord_evidence_row *rows;
    if (shown_already(gathering, query, scope)) return true;
    struct accord_evidence *entry = add_entry(gathering, query->table, query->filter, query->count, &rows);
    if (entry == NULL) return false;
    for (size_t i = 0; i < query->count; i++) {
        struct accord_row *row = query->rows[i];
        if (already_placed(gathering, row) || accord_scope_reads(gathering->engine, scope, row) == NULL) continue;
        if (!add_row(gathering, entry, rows, row, scope)) return false;
    }
    return true;
}

static bool add_loose_row(struct gathering *gathering, struct accord_row *row, const struct accord_scope *scope)
{
    if (already_placed(gathering, row)) return true;
    struct accord_evidence_row *rows;
    struct accord_evidence *entry = add_entry(gathering, row->table, NULL, 1, &rows);
    return entry != NULL && add_row(gathering, entry, rows, row, scope);
}

/* The questions of the scope with the rows that were read, then rows read that no question of this scope gave. */
static bool add_scope(struct gathering *gathering, const struct accord_scope *scope)
{
    if (scope == NULL) return true;
    for (const struct accord_query *query = scope->first_query; query != NULL; query = query->next)
        if (!add_query(gathering, query, scope)) return false;
    for (size_t i = 0; i < scope->touched_count; i++)
        if (!add_loose_row(gathering, scope->touched[i], scope)) return false;
    return true;
}

static bool query_of_scope(const struct accord_scope *scope, const struct accord_query *query)
{
    for (const struct accord_query *at = scope == NULL ? NULL : scope->first_query; at != NULL; at = at->next)
        if (at == query) return true;
    return false;
}

/* What the collects of the named items asked and read, where the finding has no scope of its own that says it. */
static bool add_shown(struct gathering *gathering, const struct accord_draft *draft, const struct accord_scope *own,
                      const struct accord_scope *reads)
{
    for (size_t i = 0; i < draft->shown_count; i++) {
        const struct accord_query *query = draft->shown[i];
        struct accord_evidence_row *rows;
        if (query_of_scope(own, query)) continue;
        struct accord_evidence *entry = add_entry(gathering, query->table, query->filter, query->count, &rows);
        if (entry == NULL) return false;
        for (size_t j = 0; j < query->count; j++)
            if (!already_placed(gathering, query->rows[j]) && !add_row(gathering, entry, rows, query->rows[j], reads))
                return false;
    }
    for (size_t i = 0; i < draft->item_count; i++)
        for (size_t j = 0; j < draft->items[i]->reference_count; j++)
            if (!add_loose_row(gathering, draft->items[i]->rows[j], reads)) return false;
    return true;
}

/* ---- messages ---- */

static void add_argument(const struct accord_draft *draft, const char *name, size_t length, struct accord_text *text)
{
    for (size_t i = 0; i < draft->argument_count; i++)
        if (accord_text_equal(draft->arguments[i].name, strlen(draft->arguments[i].name), name, length))
            add_value(&draft->arguments[i].value, text);
}

static void add_template(const struct accord_draft *draft, struct accord_text *text)
{
    for (const char *at = draft->message->text; *at != '\0';) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end != NULL) {
            add_argument(draft, at + 1, (size_t)(end - at - 1), text);
            at = end + 1;
        } else {
            accord_text_add_char(text, *at++);
        }
    }
}

static void add_reason(struct accord_engine *engine, const struct accord_reason *reason, struct accord_text *text)
{
    if (reason->row != NULL) {
        const struct accord_schema *schema = engine->schemas[reason->row->table];
        const char *key = accord_row_key(engine, reason->row);
        accord_text_addf(text, "%s %s", schema->name, key == NULL ? "" : key);
        if (reason->column != ACCORD_NO_COLUMN) accord_text_addf(text, ", %s", schema->columns[reason->column].name);
        accord_text_add_str(text, ": ");
    }
    accord_text_add_str(text, reason->text);
}

/* "the record leaves this open: reports r1, submitted: 2020-03 cannot be placed before or after 2020-03-15" */
static void add_reasons(struct accord_engine *engine, const struct accord_draft *draft, struct accord_text *text)
{
    enum { SHOWN = 3 };
    bool missing =
        draft->verdict == ACCORD_VERDICT_UNREPORTED && draft->reason_count > 0 && draft->reasons[0].row != NULL;
    accord_text_add_str(text, missing ? "a cell that decides this is blank: " : "the record leaves this open: ");
    for (size_t i = 0; i < draft->reason_count && i < SHOWN; i++) {
        if (i > 0) accord_text_add_str(text, "; ");
        add_reason(engine, &draft->reasons[i], text);
    }
    if (draft->reason_count > SHOWN) accord_text_addf(text, "; and %zu more", draft->reason_count - SHOWN);
}

/* An absence that rows may contradict says so: "...; reports r1 may count, whose dates leave it open" */
static void add_open(struct accord_engine *engine, const struct accord_draft *draft, struct accord_text *text)
{
    const struct accord_query *absence = draft->absence;
    if (absence == NULL || draft->open == ACCORD_MATCH_NO) return;
    const char *key = absence->count == 0 ? NULL : accord_row_key(engine, absence->rows[0]);
    accord_text_addf(text, "; but %s%s%s", absence->schema->name, key == NULL ? "" : " ",
                     key == NULL ? " to all" : key);
    if (absence->count > 1) accord_text_addf(text, " and %zu more", absence->count - 1);
    accord_text_addf(text, " may count: %s",
                     draft->open == ACCORD_MATCH_COARSE ? "the dates on record leave it open"
                                                        : "a blank cell leaves it open");
}

static const char *message_of(struct accord_engine *engine, const struct accord_draft *draft)
{
    struct accord_text text;
    accord_text_init(&text, MESSAGE_ROOM);
    if (draft->message != NULL)
        add_template(draft, &text);
    else if (draft->text != NULL)
        accord_text_add_str(&text, draft->text);
    else
        add_reasons(engine, draft, &text);
    add_open(engine, draft, &text);
    return text_in_arena(&engine->arena, &text);
}

/* ---- what a finding names, and its fingerprint ---- */

/* The key of the thing owed where the table names one, else of the row. */
static const char *named_key(struct accord_engine *engine, struct accord_row *row)
{
    const struct accord_schema *schema = engine->schemas[row->table];
    struct accord_text text;
    bool owed = false;
    accord_text_init(&text, MESSAGE_ROOM);
    for (size_t i = 0; i < schema->owed_count; i++) {
        if (row->cells[schema->owed[i]].kind == ACCORD_CELL_MISSING) continue;
        accord_text_reset(&text); /* the last one that is there names it: the period rather than the treaty */
        accord_cell_text(&row->cells[schema->owed[i]], &text);
        owed = true;
    }
    if (!owed) {
        accord_text_clear(&text);
        return accord_row_key(engine, row);
    }
    return text_in_arena(&engine->arena, &text);
}

static void hash_text(struct accord_sha256 *hash, const char *text)
{
    accord_sha256_add_field(hash, text, strlen(text));
}

/* A row by its table and what it is owed for, or its key: never by its line or order. In a conclusion, which no actor
 * is named by, what is owed is told apart by whose it is. */
static bool hash_row(struct accord_engine *engine, struct accord_row *row, unsigned char digest[ACCORD_SHA256_BYTES])
{
    const struct accord_schema *schema = engine->schemas[row->table];
    struct accord_sha256 hash;
    struct accord_text text;
    accord_sha256_init(&hash);
    hash_text(&hash, schema->name);
    accord_text_init(&text, MESSAGE_ROOM);
    for (size_t i = 0; i < schema->owed_count; i++) {
        accord_text_reset(&text);
        accord_cell_text(&row->cells[schema->owed[i]], &text);
        accord_sha256_add_field(&hash, accord_text_str(&text), text.length);
    }
    if (engine->conclusion != NULL && schema->owed_count > 0 && schema->actor != ACCORD_NO_COLUMN) {
        accord_text_reset(&text);
        accord_cell_text(&row->cells[schema->actor], &text);
        accord_sha256_add_field(&hash, accord_text_str(&text), text.length);
    }
    bool good = !text.failed;
    accord_text_clear(&text);
    const char *key = schema->owed_count > 0 ? "" : accord_row_key(engine, row);
    if (key == NULL || !good) return false;
    hash_text(&hash, key);
    accord_sha256_end(&hash, digest);
    return true;
}

static int compare_digests(const void *a, const void *b)
{
    return memcmp(a, b, ACCORD_SHA256_BYTES);
}

static bool hash_rows(struct accord_engine *engine, struct accord_row *const *rows, size_t count,
                      struct accord_sha256 *hash)
{
    unsigned char(*digests)[ACCORD_SHA256_BYTES] = accord_arena_alloc(&engine->arena, (count + 1) * sizeof(*digests));
    if (digests == NULL) return false;
    for (size_t i = 0; i < count; i++)
        if (!hash_row(engine, rows[i], digests[i])) return false;
    qsort(digests, count, sizeof(*digests), compare_digests);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || memcmp(digests[i], digests[i - 1], sizeof digests[i]) != 0)
            accord_sha256_add(hash, digests[i], sizeof digests[i]);
    return true;
}

/* Items are named in any order, and an item twice is named once. */
static int compare_items(const void *a, const void *b)
{
    const struct accord_item *const *x = a, *const *y = b;
    return ((*x)->actor > (*y)->actor) - ((*x)->actor < (*y)->actor);
}

static bool hash_items(struct accord_engine *engine, const struct accord_draft *draft, struct accord_sha256 *hash)
{
    struct accord_item **sorted = accord_arena_alloc(&engine->arena, (draft->item_count + 1) * sizeof(*sorted));
    if (sorted == NULL) return false;
    if (draft->item_count > 0) memcpy(sorted, draft->items, draft->item_count * sizeof(*sorted));
    qsort(sorted, draft->item_count, sizeof(*sorted), compare_items);
    for (size_t i = 0; i < draft->item_count; i++)
        if (i == 0 || sorted[i] != sorted[i - 1]) hash_text(hash, sorted[i]->actor_id);
    return true;
}

static bool hash_query(struct accord_engine *engine, const struct accord_query *query, struct accord_sha256 *hash)
{
    struct accord_text text;
    accord_text_init(&text, ACCORD_TERM_VALUES_MAX * (engine->limits.message + 2));
    hash_text(hash, query->schema->name);
    bool good = true;
    for (size_t i = 0; i < query->filter->count && good; i++) {
        struct accord_value value;
        hash_text(hash, query->filter->terms[i].name);
        good = value_of_term(&engine->arena, &query->filter->terms[i], &value);
        accord_text_reset(&text);
        if (good) add_value(&value, &text);
        accord_sha256_add_field(hash, accord_text_str(&text), text.length);
    }
    good = good && !text.failed;
    accord_text_clear(&text);
    return good;
}

static bool hash_reasons(struct accord_engine *engine, const struct accord_draft *draft, struct accord_sha256 *hash)
{
    struct accord_row **rows = accord_arena_alloc(&engine->arena, (draft->reason_count + 1) * sizeof(*rows));
    size_t count = 0;
    /* The item is what the finding is about; what decides it may be the same row for several items. */
    if (draft->item_count > 0) return true; /* hashed by themselves */
    if (rows != NULL && draft->item != NULL) return hash_rows(engine, &(struct accord_row *){draft->item}, 1, hash);
    for (size_t i = 0; rows != NULL && i < draft->reason_count; i++)
        if (draft->reasons[i].row != NULL) rows[count++] = draft->reasons[i].row;
    return rows != NULL && hash_rows(engine, rows, count, hash);
}

static const char *message_id_of(const struct accord_draft *draft)
{
    if (draft->reserved != NULL) return draft->reserved;
    if (draft->message != NULL) return draft->message->id;
    return draft->verdict == ACCORD_VERDICT_UNREPORTED ? "accord-missing" : "accord-undecided";
}

static const char *fingerprint_of(struct accord_engine *engine, const struct accord_draft *draft)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    char hex[ACCORD_SHA256_HEX];
    accord_sha256_init(&hash);
    hash_text(&hash, "accord finding 1");
    hash_text(&hash, engine->rule->oldest_id);
    hash_text(&hash, engine->actor_id);
    hash_text(&hash, message_id_of(draft));
    bool good = draft->absence != NULL    ? hash_query(engine, draft->absence, &hash)
                : draft->reason_count > 0 ? hash_reasons(engine, draft, &hash)
                                          : hash_rows(engine, draft->records, draft->record_count, &hash);
    if (!good || !hash_items(engine, draft, &hash)) return NULL;
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, hex);
    return accord_arena_copy(&engine->arena, hex, FINGERPRINT_DIGITS);
}

/* For an absence the values of its filter that name what is owed; for records their keys. */
static bool fill_about(struct accord_engine *engine, const struct accord_draft *draft, struct accord_finding *finding)
{
    size_t room = draft->record_count + draft->reason_count + draft->item_count + ACCORD_TERMS_MAX;
    const char **about = accord_arena_alloc(&engine->arena, room * sizeof *about);
    size_t count = 0;
    if (about == NULL) return false;
    const struct accord_query *absence = draft->absence;
    for (size_t i = 0; absence != NULL && i < absence->schema->owed_count; i++)
        for (size_t j = 0; j < absence->filter->count; j++) {
            const struct accord_term *term = &absence->filter->terms[j];
            if (term->column != absence->schema->owed[absence->schema->owed_count - 1] ||
                term->kind != ACCORD_TERM_EQUALS)
                continue;
            struct accord_value value;
            if (!value_of_term(&engine->arena, term, &value)) return false;
            if (count == 0 && value.kind == ACCORD_VALUE_TEXT) about[count++] = value.text;
        }
    for (size_t i = 0; i < draft->item_count; i++)
        about[count++] = draft->items[i]->actor_id;
    if (draft->reason_count > 0 && draft->item != NULL) about[count++] = named_key(engine, draft->item);
    for (size_t i = 0; count == 0 && i < draft->reason_count; i++)
        if (draft->reasons[i].row != NULL) about[count++] = named_key(engine, draft->reasons[i].row);
    if (absence == NULL || count == 0) /* of an absence, what is owed names it */
        for (size_t i = 0; i < draft->record_count; i++)
            about[count++] = named_key(engine, draft->records[i]);
    for (size_t i = 0; i < count; i++)
        if (about[i] == NULL) return false;
    finding->about = about;
    finding->about_count = count;
    return true;
}

/* ---- findings and verdicts ---- */

static bool fill_finding(struct accord_engine *engine, const struct accord_draft *draft, const struct accord_scope *own,
                         const struct accord_scope *outer, struct accord_finding *finding)
{
    struct gathering gathering = gathering_new(engine);
    const struct accord_scope *reads = own != NULL ? own : outer;
    *finding = (struct accord_finding){.verdict = draft->verdict,
                                       .message_id = message_id_of(draft),
                                       .message = message_of(engine, draft),
                                       .arguments = draft->arguments,
                                       .argument_count = draft->argument_count,
                                       .fingerprint = fingerprint_of(engine, draft)};
    if (finding->message == NULL || finding->fingerprint == NULL || !fill_about(engine, draft, finding)) return false;
    if (!add_scope(&gathering, own)) return false;
    if (draft->absence != NULL && !query_of_scope(own, draft->absence) && !add_query(&gathering, draft->absence, reads))
        return false;
    for (size_t i = 0; i < draft->record_count; i++)
        if (!add_loose_row(&gathering, draft->records[i], reads)) return false;
    if (!add_shown(&gathering, draft, own, reads)) return false;
    for (size_t i = 0; i < draft->reason_count; i++)
        if (draft->reasons[i].row != NULL && !add_loose_row(&gathering, draft->reasons[i].row, reads)) return false;
    finding->evidence = gathering.entries;
    finding->evidence_count = gathering.count;
    return true;
}

static bool shown(const struct accord_draft *draft, enum accord_verdict_kind verdict)
{
    if (draft->verdict == ACCORD_VERDICT_MET) return false;
    bool aside = draft->verdict == ACCORD_VERDICT_NOT_DUE || draft->verdict == ACCORD_VERDICT_NOT_APPLICABLE;
    return !aside || draft->verdict == verdict;
}

static bool fill_gathered(struct accord_engine *engine, const struct accord_draft *draft,
                          const struct accord_scope *scope, struct accord_verdict *verdict)
{
    struct accord_finding *findings = accord_arena_alloc(&engine->arena, (draft->child_count + 1) * sizeof *findings);
    if (findings == NULL) return false;
    for (const struct accord_draft *child = draft->first_child; child != NULL; child = child->next)
        if (shown(child, draft->verdict) &&
            !fill_finding(engine, child, child->scope, scope, &findings[verdict->finding_count++]))
            return false;
    struct gathering rest = gathering_new(engine);
    if (!add_scope(&rest, scope)) return false;
    for (const struct accord_draft *child = draft->first_child; child != NULL; child = child->next)
        if (!shown(child, draft->verdict) && !add_scope(&rest, child->scope)) return false;
    verdict->findings = findings;
    verdict->evidence = rest.entries;
    verdict->evidence_count = rest.count;
    return true;
}

enum accord_status accord_evidence_of_scope(struct accord_engine *engine, const struct accord_scope *scope,
                                            struct accord_verdict *verdict, struct accord_error *err)
{
    struct gathering gathering = gathering_new(engine);
    if (!add_scope(&gathering, scope)) return accord_error_memory(err);
    verdict->evidence = gathering.entries;
    verdict->evidence_count = gathering.count;
    return ACCORD_OK;
}

/* No more of the findings than what they are. */
static bool fill_kinds(struct accord_engine *engine, const struct accord_draft *draft, struct accord_verdict *verdict)
{
    struct accord_finding *findings = accord_arena_zero(&engine->arena, draft->child_count + 1, sizeof *findings);
    if (findings == NULL) return false;
    verdict->findings = findings;
    const struct accord_draft *each = draft->gathers ? draft->first_child : draft;
    for (; each != NULL; each = draft->gathers ? each->next : NULL)
        if (shown(each, draft->verdict)) findings[verdict->finding_count++].verdict = each->verdict;
    return true;
}

/* One sentence for the verdict: its finding's message, or what it rests on. */
static const char *why_of(struct accord_engine *engine, const struct accord_verdict *verdict)
{
    struct accord_text text;
    if (verdict->finding_count == 1) return verdict->findings[0].message;
    accord_text_init(&text, MESSAGE_ROOM);
    if (verdict->finding_count > 1)
        accord_text_addf(&text, "%zu findings, the first: %s", verdict->finding_count, verdict->findings[0].message);
    else
        accord_text_add_str(&text, "the record shows it");
    return text_in_arena(&engine->arena, &text);
}

enum accord_status accord_verdict_of_draft(struct accord_engine *engine, const struct accord_draft *draft,
                                           const struct accord_scope *scope, struct accord_verdict *verdict,
                                           struct accord_error *err)
{
    verdict->verdict = draft->verdict;
    bool good;
    if (!accord_carries(engine->carry, draft->verdict))
        return fill_kinds(engine, draft, verdict) ? ACCORD_OK : accord_error_memory(err);
    if (draft->gathers) {
        good = fill_gathered(engine, draft, scope, verdict);
    } else if (draft->verdict == ACCORD_VERDICT_MET) {
        if (accord_evidence_of_scope(engine, scope, verdict, err) != ACCORD_OK) return err->status;
        good = true;
    } else {
        struct accord_finding *finding = accord_arena_alloc(&engine->arena, sizeof *finding);
        good = finding != NULL && fill_finding(engine, draft, scope, NULL, finding);
        verdict->findings = finding;
        verdict->finding_count = 1;
    }
    if (good) verdict->why = why_of(engine, verdict);
    return good && verdict->why != NULL ? ACCORD_OK : accord_error_memory(err);
}
