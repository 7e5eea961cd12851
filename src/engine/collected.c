/* What the collects of an aggregate rule gave, actor by actor, kept compactly until it is concluded. */
#include "engine/collected.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/filter.h"
#include "engine/frame.h"
#include "engine/frame_codec.h"
#include "engine/gates.h"
#include "engine/plain.h"

#include <string.h>

enum { QUESTION_TEXT_MAX = 1024 * 1024 };

void accord_collected_init(struct accord_collected *collected, size_t rule)
{
    *collected = (struct accord_collected){.rule = rule};
    accord_arena_init(&collected->arena);
    accord_map_init(&collected->question_index);
    accord_map_init(&collected->region_index);
}

void accord_collected_clear(struct accord_collected *collected)
{
    accord_arena_clear(&collected->arena);
    accord_map_clear(&collected->question_index);
    accord_map_clear(&collected->region_index);
    accord_free(collected->items);
    accord_free(collected->questions);
    accord_free(collected->regions);
    accord_free(collected->places);
    accord_collected_init(collected, collected->rule);
}

/* ---- room ---- */

/* What is kept counts before it is: the same on every machine, however arenas and arrays grow. */
static bool count_bytes(struct accord_collected *collected, size_t size)
{
    collected->bytes += size;
    if (collected->bytes > ACCORD_COLLECTED_BYTES_MAX) collected->overflow = true;
    return !collected->overflow;
}

static bool grow(void **list, size_t size, size_t count, size_t *capacity)
{
    if (count < *capacity) return true;
    size_t room = *capacity == 0 ? 64 : *capacity * 2;
    void *grown = accord_realloc(*list, room, size);
    if (grown == NULL) return false;
    *list = grown;
    *capacity = room;
    return true;
}

/* ---- questions ---- */

static size_t value_bytes(const struct accord_term *term)
{
    size_t size = term->value_count * sizeof *term->values;
    for (size_t i = 0; i < term->value_count; i++)
        if (term->values[i].kind == ACCORD_CELL_TEXT) size += term->values[i].length + 1;
    return size;
}

static bool copy_values(struct accord_arena *arena, struct accord_term *term)
{
    struct accord_cell *values = accord_arena_alloc(arena, (term->value_count + 1) * sizeof *values);
    if (values == NULL) return false;
    for (size_t i = 0; i < term->value_count; i++) {
        values[i] = term->values[i];
        if (values[i].kind != ACCORD_CELL_TEXT) continue;
        values[i].as.text = accord_arena_copy(arena, values[i].as.text, values[i].length);
        if (values[i].as.text == NULL) return false;
    }
    term->values = values;
    return true;
}

static bool copy_question(struct accord_collected *collected, const struct accord_query *query,
                          struct accord_collected_question *question)
{
    const struct accord_filter *filter = query->filter;
    struct accord_term *terms = accord_arena_alloc(&collected->arena, (filter->count + 1) * sizeof *terms);
    if (terms == NULL) return false;
    for (size_t i = 0; i < filter->count; i++) {
        terms[i] = filter->terms[i];
        if (!copy_values(&collected->arena, &terms[i])) return false;
    }
    *question = (struct accord_collected_question){.table = query->table, .terms = terms, .term_count = filter->count};
    return true;
}

static size_t question_bytes(const struct accord_filter *filter, size_t key)
{
    size_t size = sizeof(struct accord_collected_question) + key + filter->count * sizeof filter->terms[0];
    for (size_t i = 0; i < filter->count; i++)
        size += value_bytes(&filter->terms[i]);
    return size;
}

/* The question's index, under which it is kept from now on. False when memory is short; *index is -1 on overflow. */
static bool keep_question(struct accord_collected *collected, const struct accord_query *query, int *index)
{
    struct accord_text key;
    int64_t known = 0;
    bool added = false, good = true;
    accord_text_init(&key, QUESTION_TEXT_MAX);
    accord_filter_text(query->filter, query->table, &key);
    *index = -1;
    if (accord_map_get(&collected->question_index, accord_text_str(&key), key.length, &known)) {
        *index = (int)known;
    } else if (!key.failed && count_bytes(collected, question_bytes(query->filter, key.length))) {
        size_t count = collected->question_index.count;
        void *list = collected->questions;
        good = grow(&list, sizeof *collected->questions, count, &collected->question_capacity);
        collected->questions = list;
        good = good && copy_question(collected, query, &collected->questions[count]) &&
               accord_map_put(&collected->question_index, accord_text_str(&key), key.length, (int64_t)count, &added);
        *index = (int)count;
    } else {
        good = !key.failed;
    }
    accord_text_clear(&key);
    return good;
}

/* ---- what a collect read ---- */

/* An item while its scope is looked through. */
struct keeping {
    struct accord_collected *collected;
    struct accord_engine *engine;
    const struct accord_scope *scope;
    struct accord_reference *references;
    size_t reference_count;
    int *questions;
    size_t question_count;
    uint64_t serial; /* rows that have their reference bear it */
};

static void add_reference(struct keeping *keeping, struct accord_row *row, const uint64_t *read, int question)
{
    struct accord_reference *reference = &keeping->references[keeping->reference_count++];
    *reference = (struct accord_reference){
        .ordinal = row->ordinal, .table = row->table, .question = question, .of_world = row->of_world};
    if (read != NULL) memcpy(reference->read, read, sizeof reference->read);
    row->placed_in = keeping->serial;
}

static bool already_asked(const struct keeping *keeping, int question)
{
    for (size_t i = 0; i < keeping->question_count; i++)
        if (keeping->questions[i] == question) return true;
    return false;
}

/* A collect names no records: every row of an answer counts, were it for their number. False when memory is short. */
static bool keep_query(struct keeping *keeping, const struct accord_query *query)
{
    int question;
    if (!keep_question(keeping->collected, query, &question)) return false;
    if (question < 0) return true;
    if (!already_asked(keeping, question)) keeping->questions[keeping->question_count++] = question;
    for (size_t i = 0; i < query->count; i++) {
        struct accord_row *row = query->rows[i];
        if (row->placed_in != keeping->serial)
            add_reference(keeping, row, accord_scope_reads(keeping->engine, keeping->scope, row), question);
    }
    return true;
}

static bool keep_scope(struct keeping *keeping)
{
    const struct accord_scope *scope = keeping->scope;
    struct accord_arena *arena = &keeping->engine->arena; /* until it is known how much there is */
    size_t rows = scope->touched_count;
    for (const struct accord_query *query = scope->first_query; query != NULL; query = query->next)
        rows += query->count;
    keeping->references = accord_arena_alloc(arena, (rows + 1) * sizeof *keeping->references);
    keeping->questions = accord_arena_alloc(arena, (scope->query_count + 1) * sizeof *keeping->questions);
    if (keeping->references == NULL || keeping->questions == NULL) return false;
    for (const struct accord_query *query = scope->first_query; query != NULL; query = query->next)
        if (!keep_query(keeping, query)) return false;
    for (size_t i = 0; i < scope->touched_count; i++)
        if (scope->touched[i]->placed_in != keeping->serial)
            add_reference(keeping, scope->touched[i], scope->read[i], -1);
    return true;
}

static void *copy_into(struct accord_arena *arena, const void *from, size_t size)
{
    void *copy = accord_arena_alloc(arena, size + 1);
    if (copy != NULL && size > 0) memcpy(copy, from, size);
    return copy;
}

static bool copy_text(struct accord_arena *arena, const char **text)
{
    if (*text == NULL) return true;
    *text = accord_arena_copy(arena, *text, strlen(*text));
    return *text != NULL;
}

static size_t item_bytes(const struct accord_item *item, const struct keeping *keeping)
{
    return sizeof *item + (item->why == NULL ? 0 : strlen(item->why) + 1) +
           (item->trace == NULL ? 0 : strlen(item->trace) + 1) +
           (item->value == NULL ? 0 : accord_plain_size(item->value)) +
           keeping->reference_count * sizeof *keeping->references +
           keeping->question_count * sizeof *keeping->questions;
}

static bool copy_item(struct accord_collected *collected, const struct keeping *keeping, struct accord_item *item)
{
    struct accord_arena *arena = &collected->arena;
    if (!copy_text(arena, &item->why) || !copy_text(arena, &item->trace)) return false;
    if (item->value != NULL) {
        item->value = accord_plain_copy(item->value, arena);
        if (item->value == NULL) return false;
    }
    item->reference_count = keeping->reference_count;
    item->question_count = keeping->question_count;
    item->references = copy_into(arena, keeping->references, keeping->reference_count * sizeof *keeping->references);
    item->questions = copy_into(arena, keeping->questions, keeping->question_count * sizeof *keeping->questions);
    return item->references != NULL && item->questions != NULL;
}

static enum accord_status keep_item(struct accord_collected *collected, const struct keeping *keeping,
                                    struct accord_item *item, struct accord_error *err)
{
    if (!count_bytes(collected, item_bytes(item, keeping))) return ACCORD_OK;
    void *list = collected->items;
    bool good = grow(&list, sizeof *item, collected->item_count, &collected->item_capacity);
    collected->items = list;
    if (!good || !copy_item(collected, keeping, item)) return accord_error_memory(err);
    collected->items[collected->item_count++] = *item;
    return ACCORD_OK;
}

enum accord_status accord_collected_add(struct accord_collected *collected, struct accord_engine *engine,
                                        const struct accord_item *given, const struct accord_scope *scope,
                                        struct accord_error *err)
{
    struct keeping keeping = {.collected = collected, .engine = engine, .scope = scope, .serial = ++engine->serials};
    struct accord_item item = *given;
    item.actor = engine->actor_index;
    item.actor_id = engine->actor_id;
    if (scope != NULL && !keep_scope(&keeping)) return accord_error_memory(err);
    return keep_item(collected, &keeping, &item, err);
}

/* ---- regions ---- */

static bool find_region(struct accord_collected *collected, const char *name, size_t length, size_t *region)
{
    int64_t known = 0;
    bool added = false;
    if (accord_map_get(&collected->region_index, name, length, &known)) {
        *region = (size_t)known;
        return true;
    }
    void *list = collected->regions;
    *region = collected->region_index.count;
    bool good = grow(&list, sizeof *collected->regions, *region, &collected->region_capacity);
    collected->regions = list;
    if (!good) return false;
    collected->regions[*region] = accord_arena_copy(&collected->arena, name, length);
    return collected->regions[*region] != NULL &&
           accord_map_put(&collected->region_index, name, length, (int64_t)*region, &added);
}

enum accord_status accord_collected_place(struct accord_collected *collected, size_t item, const char *name,
                                          size_t length, bool sure, struct accord_error *err)
{
    size_t region;
    void *list = collected->places;
    collected->items[item].placed = true;
    if (!count_bytes(collected, sizeof *collected->places)) return ACCORD_OK;
    bool good = find_region(collected, name, length, &region) &&
                grow(&list, sizeof *collected->places, collected->place_count, &collected->place_capacity);
    collected->places = list;
    if (!good) return accord_error_memory(err);
    /* Two rows may say the same region: what is sure stands. */
    for (size_t i = collected->place_count; i > 0 && collected->places[i - 1].item == item; i--)
        if (collected->places[i - 1].region == region) {
            collected->places[i - 1].sure = collected->places[i - 1].sure || sure;
            return ACCORD_OK;
        }
    collected->places[collected->place_count++] = (struct accord_collected_place){item, region, sure};
    return ACCORD_OK;
}

/* ---- between processes ---- */

/* Bounds of what is read: a table's columns. */
static const struct accord_schema *schema_of(const struct accord_engine *engine, size_t table)
{
    return engine->schemas[table];
}

static void code_cell(struct accord_codec *codec, struct accord_cell *cell)
{
    size_t kind = cell->kind, scale = cell->scale, length = cell->length;
    accord_code_below(codec, &kind, ACCORD_CELL_LIST + 1);
    accord_code_below(codec, &scale, UINT8_MAX + 1);
    if (kind == ACCORD_CELL_TEXT || kind == ACCORD_CELL_LIST) {
        if (codec->out)
            accord_wire_add_bytes(codec->out, cell->as.text, cell->length);
        else
            cell->as.text = accord_wire_take_bytes(&codec->in, &length);
        if (cell->as.text == NULL) codec->in.failed = true;
    } else if (kind == ACCORD_CELL_DATE) {
        int64_t first = cell->as.date.first, last = cell->as.date.last;
        accord_code_signed(codec, &first);
        accord_code_signed(codec, &last);
        cell->as.date = (struct accord_date){(int32_t)first, (int32_t)last};
    } else {
        accord_code_signed(codec, &cell->as.integer);
    }
    cell->kind = (uint8_t)kind;
    cell->scale = (uint8_t)scale;
    cell->length = (uint32_t)length;
}

static void code_day(struct accord_codec *codec, struct accord_date *date)
{
    int64_t first = date->first, last = date->last;
    accord_code_signed(codec, &first);
    accord_code_signed(codec, &last);
    *date = (struct accord_date){(int32_t)first, (int32_t)last};
}

static void code_term(struct accord_codec *codec, const struct accord_schema *schema, struct accord_term *term)
{
    size_t kind = (size_t)term->kind;
    size_t column = term->column == ACCORD_NO_COLUMN ? 0 : (size_t)term->column + 1;
    accord_code_below(codec, &column, schema->column_count + 1);
    accord_code_below(codec, &kind, ACCORD_TERM_ACTIVE + 1);
    term->column = column == 0 ? ACCORD_NO_COLUMN : (int)column - 1;
    term->name = column == 0 ? "active" : schema->columns[column - 1].name;
    term->kind = (enum accord_term_kind)kind;
    code_day(codec, &term->window.from);
    code_day(codec, &term->window.to);
    accord_code_bool(codec, &term->window.has_to);
    struct accord_cell *values = accord_code_list(codec, &term->value_count, 3, sizeof *values);
    for (size_t i = 0; i < term->value_count; i++) {
        struct accord_cell value = {.kind = ACCORD_CELL_MISSING};
        if (codec->out) value = term->values[i];
        code_cell(codec, &value);
        if (values) values[i] = value;
    }
    if (!codec->out) term->values = values;
}

static void write_question(struct accord_codec *codec, const struct accord_engine *engine,
                           const struct accord_collected_question *question)
{
    accord_wire_add_number(codec->out, (uint64_t)question->table);
    accord_wire_add_number(codec->out, question->term_count);
    for (size_t i = 0; i < question->term_count; i++) {
        struct accord_term term = question->terms[i];
        code_term(codec, schema_of(engine, (size_t)question->table), &term);
    }
}

/* The question's index among those kept, -1 on overflow. */
static int read_question(struct accord_codec *codec, const struct keeping *keeping)
{
    struct accord_filter filter = {.count = 0};
    struct accord_query query = {.filter = &filter};
    int index = -1;
    query.table = (int)accord_wire_take_below(&codec->in, (size_t)keeping->engine->schema_count);
    filter.count = accord_wire_take_below(&codec->in, ACCORD_TERMS_MAX + 1);
    for (size_t i = 0; i < filter.count && !codec->in.failed; i++)
        code_term(codec, schema_of(keeping->engine, (size_t)query.table), &filter.terms[i]);
    if (!codec->in.failed && !keep_question(keeping->collected, &query, &index))
        codec->in.failed = codec->no_memory = true;
    return index;
}

/* `questions` are the indexes of the reader's for those of the writer; NULL: writing. */
static void code_reference(struct accord_codec *codec, size_t tables, const int *questions, size_t question_count,
                           struct accord_reference *reference)
{
    size_t table = (size_t)reference->table, question = reference->question < 0 ? 0 : (size_t)reference->question + 1;
    size_t ordinal = reference->ordinal;
    accord_code_below(codec, &ordinal, ACCORD_ROWS_MAX);
    accord_code_below(codec, &table, tables);
    accord_code_below(codec, &question, question_count + 1);
    accord_code_bool(codec, &reference->of_world);
    for (size_t i = 0; i < ACCORD_READ_WORDS; i++) {
        int64_t word = (int64_t)reference->read[i];
        accord_code_signed(codec, &word);
        reference->read[i] = (uint64_t)word;
    }
    reference->ordinal = (uint32_t)ordinal;
    reference->table = (int)table;
    if (questions != NULL) reference->question = question == 0 ? -1 : questions[question - 1];
}

static void code_state(struct accord_codec *codec, struct accord_item *item)
{
    size_t state = (size_t)item->state, verdict = (size_t)item->verdict;
    accord_code_below(codec, &state, ACCORD_ITEM_FAILED + 1);
    accord_code_below(codec, &verdict, ACCORD_VERDICT_COUNT);
    item->state = (enum accord_item_state)state;
    item->verdict = (enum accord_verdict_kind)verdict;
    accord_code_text(codec, &item->why);
    accord_code_text(codec, &item->trace);
    accord_code_bool(codec, &item->outside);
}

static void write_item(struct accord_codec *codec, const struct accord_collected *collected, size_t index)
{
    struct accord_item item = collected->items[index];
    code_state(codec, &item);
    accord_wire_add_number(codec->out, item.value != NULL);
    if (item.value != NULL) accord_frame_add_plain(codec->out, item.value);
    accord_wire_add_number(codec->out, item.question_count);
    for (size_t i = 0; i < item.question_count; i++)
        accord_wire_add_number(codec->out, (uint64_t)item.questions[i]);
    accord_wire_add_number(codec->out, item.reference_count);
    for (size_t i = 0; i < item.reference_count; i++) {
        struct accord_reference reference = item.references[i];
        code_reference(codec, SIZE_MAX, NULL, SIZE_MAX - 1, &reference);
    }
    size_t places = 0;
    for (size_t i = 0; i < collected->place_count; i++)
        places += collected->places[i].item == index;
    accord_wire_add_number(codec->out, places);
    for (size_t i = 0; i < collected->place_count; i++) {
        const struct accord_collected_place *place = &collected->places[i];
        if (place->item != index) continue;
        accord_wire_add_text(codec->out, collected->regions[place->region]);
        accord_wire_add_number(codec->out, place->sure);
    }
}

void accord_collected_write(const struct accord_collected *collected, const struct accord_engine *engine,
                            struct accord_text *text)
{
    struct accord_codec codec = {.out = text};
    size_t questions = collected->question_index.count;
    accord_wire_add_number(text, collected->overflow);
    accord_wire_add_text(text, collected->no_effect);
    accord_wire_add_number(text, questions);
    for (size_t i = 0; i < questions; i++)
        write_question(&codec, engine, &collected->questions[i]);
    accord_wire_add_number(text, collected->item_count);
    for (size_t i = 0; i < collected->item_count; i++)
        write_item(&codec, collected, i);
}

static void read_lists(struct accord_codec *codec, struct keeping *keeping, const int *questions, size_t question_count)
{
    keeping->questions = accord_code_list(codec, &keeping->question_count, 1, sizeof *keeping->questions);
    for (size_t i = 0; i < keeping->question_count; i++) {
        size_t question = accord_wire_take_below(&codec->in, question_count);
        keeping->questions[i] = codec->in.failed ? -1 : questions[question];
    }
    keeping->references = accord_code_list(codec, &keeping->reference_count, 4, sizeof *keeping->references);
    for (size_t i = 0; i < keeping->reference_count; i++) {
        keeping->references[i] = (struct accord_reference){.question = -1};
        code_reference(codec, (size_t)keeping->engine->schema_count, questions, question_count,
                       &keeping->references[i]);
    }
}

static enum accord_status read_places(struct accord_codec *codec, struct accord_collected *collected, bool kept,
                                      struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t places = accord_wire_take_count(&codec->in, 3);
    for (size_t i = 0; i < places && status == ACCORD_OK; i++) {
        const char *region = accord_wire_take_name(&codec->in);
        bool sure = accord_wire_take_bool(&codec->in);
        if (codec->in.failed) break;
        if (kept)
            status = accord_collected_place(collected, collected->item_count - 1, region, strlen(region), sure, err);
    }
    return status;
}

static enum accord_status read_item(struct accord_codec *codec, struct keeping *keeping, size_t actor,
                                    const int *questions, size_t question_count, struct accord_error *err)
{
    struct accord_collected *collected = keeping->collected;
    const struct accord_dataset *dataset = keeping->engine->dataset;
    struct accord_item item = {.value = NULL};
    struct accord_plain value;
    item.actor = actor;
    code_state(codec, &item);
    if (accord_wire_take_bool(&codec->in)) {
        accord_frame_take_plain(&codec->in, codec->arena, &value);
        item.value = &value;
    }
    read_lists(codec, keeping, questions, question_count);
    if (codec->in.failed) return ACCORD_OK;
    item.actor_id = accord_dataset_actor_id(dataset, item.actor);
    size_t before = collected->item_count;
    enum accord_status status = collected->overflow ? ACCORD_OK : keep_item(collected, keeping, &item, err);
    return status == ACCORD_OK ? read_places(codec, collected, collected->item_count > before, err) : status;
}

enum accord_status accord_collected_read(struct accord_collected *collected, struct accord_engine *engine, size_t actor,
                                         struct accord_wire *wire, struct accord_error *err)
{
    struct accord_codec codec = {.in = *wire, .arena = &engine->arena};
    struct keeping keeping = {.collected = collected, .engine = engine};
    enum accord_status status = ACCORD_OK;
    if (accord_wire_take_bool(&codec.in)) collected->overflow = true;
    const char *no_effect = accord_wire_take_text(&codec.in);
    if (no_effect != NULL && collected->no_effect == NULL) {
        collected->no_effect = no_effect;
        if (!copy_text(&collected->arena, &collected->no_effect)) return accord_error_memory(err);
    }
    size_t question_count = 0;
    int *questions = accord_code_list(&codec, &question_count, 2, sizeof *questions);
    for (size_t i = 0; i < question_count && !codec.in.failed; i++)
        questions[i] = read_question(&codec, &keeping);
    size_t items = accord_wire_take_count(&codec.in, 8);
    for (size_t i = 0; i < items && status == ACCORD_OK && !codec.in.failed; i++)
        status = read_item(&codec, &keeping, actor, questions, question_count, err);
    accord_facts_forget(engine);
    *wire = codec.in;
    if (status == ACCORD_OK && codec.no_memory) return accord_error_memory(err);
    if (status == ACCORD_OK && wire->failed)
        return accord_error_set(err, ACCORD_RULE_FAILED, "what was collected for an aggregate rule is garbled");
    return status;
}

/* ---- rows again ---- */

/* The rows of one table of the item's actor. */
static enum accord_status load_table(struct accord_engine *engine, const struct accord_item *item, int table,
                                     struct accord_row_set *set, struct accord_error *err)
{
    struct accord_stored_row *stored = NULL;
    enum accord_status status =
        accord_reader_rows(engine->reader, table, (uint32_t)item->actor + 1, &engine->arena, &stored, &set->count, err);
    if (status != ACCORD_OK) return status;
    set->rows = accord_arena_zero(&engine->arena, set->count + 1, sizeof *set->rows);
    if (set->rows == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < set->count; i++) {
        set->rows[i].id = stored[i].id;
        set->rows[i].cells = stored[i].cells;
        set->rows[i].table = table;
        set->rows[i].ordinal = (uint32_t)i;
    }
    return ACCORD_OK;
}

static enum accord_status load_reference(struct accord_engine *engine, const struct accord_item *item, size_t at,
                                         struct accord_row **rows, struct accord_error *err)
{
    const struct accord_reference *reference = &item->references[at];
    struct accord_row_set loaded = {.loaded = false};
    struct accord_row_set *set = &loaded;
    enum accord_status status = reference->of_world
                                    ? accord_facts_rows(engine, &engine->world, reference->table, &set, err)
                                    : load_table(engine, item, reference->table, &loaded, err);
    /* All references into this table at once. */
    for (size_t i = at; status == ACCORD_OK && i < item->reference_count; i++)
        if (item->references[i].table == reference->table && item->references[i].of_world == reference->of_world)
            rows[i] = item->references[i].ordinal < set->count ? &set->rows[item->references[i].ordinal] : NULL;
    return status;
}

enum accord_status accord_item_load(struct accord_engine *engine, struct accord_item *item, struct accord_error *err)
{
    if (item->loaded == engine->conclusion->serial) return ACCORD_OK;
    item->rows = accord_arena_zero(&engine->arena, item->reference_count + 1, sizeof(*item->rows));
    if (item->rows == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < item->reference_count; i++) {
        if (item->rows[i] != NULL) continue;
        enum accord_status status = load_reference(engine, item, i, item->rows, err);
        if (status != ACCORD_OK) return status;
        if (item->rows[i] == NULL)
            return accord_error_set(err, ACCORD_BAD_DATA, "a row that %s's collect read is no longer there",
                                    item->actor_id);
    }
    item->loaded = engine->conclusion->serial;
    return ACCORD_OK;
}

/* ---- naming ---- */

bool accord_reference_mark(struct accord_engine *engine, const struct accord_reference *reference,
                           struct accord_row *row)
{
    for (size_t i = 0; i < ACCORD_READ_WORDS; i++)
        row->read[i] |= reference->read[i];
    return accord_mark_row(engine, row);
}

/* The question as it is shown by the draft that has the serial, asked now. NULL when memory is short. */
static struct accord_collected_question *show_question(struct accord_engine *engine, struct accord_draft *draft,
                                                       int index, uint64_t serial)
{
    struct accord_collected_question *question = &engine->conclusion->collected->questions[index];
    if (question->shown_in == serial) return question;
    struct accord_query *query = accord_arena_zero(&engine->arena, 1, sizeof *query);
    struct accord_filter *filter = accord_arena_zero(&engine->arena, 1, sizeof *filter);
    if (query == NULL || filter == NULL) return NULL;
    query->filter = filter;
    query->schema = engine->schemas[question->table];
    query->table = question->table;
    filter->count = question->term_count;
    if (question->term_count > 0)
        memcpy(filter->terms, question->terms, question->term_count * sizeof *question->terms);
    question->query = query;
    question->row_capacity = 0;
    question->shown_in = serial;
    draft->shown[draft->shown_count++] = query;
    accord_note_query(&engine->scope, query);
    return question;
}

static bool show_row(struct accord_engine *engine, struct accord_collected_question *question, struct accord_row *row)
{
    struct accord_query *query = question->query;
    if (query->count == question->row_capacity) {
        size_t capacity = question->row_capacity == 0 ? 8 : question->row_capacity * 2;
        struct accord_row **grown = accord_arena_alloc(&engine->arena, capacity * sizeof(*grown));
        if (grown == NULL) return false;
        if (query->count > 0) memcpy(grown, query->rows, query->count * sizeof(*grown));
        query->rows = grown;
        question->row_capacity = capacity;
    }
    query->rows[query->count++] = row;
    return true;
}

/* False when memory is short. */
static bool show_item(struct accord_engine *engine, struct accord_draft *draft, const struct accord_item *item,
                      uint64_t serial)
{
    for (size_t i = 0; i < item->question_count; i++)
        if (show_question(engine, draft, item->questions[i], serial) == NULL) return false;
    for (size_t i = 0; i < item->reference_count; i++) {
        const struct accord_reference *reference = &item->references[i];
        if (!accord_reference_mark(engine, reference, item->rows[i])) return false;
        if (reference->question < 0) continue;
        struct accord_collected_question *question = show_question(engine, draft, reference->question, serial);
        if (question == NULL || !show_row(engine, question, item->rows[i])) return false;
    }
    return true;
}

enum accord_status accord_draft_name(struct accord_engine *engine, struct accord_draft *draft,
                                     struct accord_item **items, size_t count, struct accord_error *err)
{
    uint64_t serial = ++engine->serials;
    size_t questions = 0;
    for (size_t i = 0; i < count; i++)
        questions += items[i]->question_count;
    draft->items = items;
    draft->item_count = count;
    draft->shown = accord_arena_alloc(&engine->arena, (questions + 1) * sizeof(*draft->shown));
    if (draft->shown == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        enum accord_status status = accord_item_load(engine, items[i], err);
        if (status != ACCORD_OK) return status;
        if (!show_item(engine, draft, items[i], serial)) return accord_error_memory(err);
    }
    return ACCORD_OK;
}

/* ---- those who are open ---- */

enum { NAMED_MAX = 20 };

/* "KEN, TZA and 3 more" */
static const char *open_names(struct accord_engine *engine)
{
    const struct accord_conclusion *conclusion = engine->conclusion;
    struct accord_text text;
    accord_text_init(&text, QUESTION_TEXT_MAX);
    for (size_t i = 0; i < conclusion->open_count && i < NAMED_MAX; i++)
        accord_text_addf(&text, "%s%s", i == 0 ? "" : ", ", conclusion->open[i]->actor_id);
    if (conclusion->open_count > NAMED_MAX)
        accord_text_addf(&text, " and %zu more", conclusion->open_count - NAMED_MAX);
    const char *names = text.failed ? NULL : accord_arena_copy(&engine->arena, accord_text_str(&text), text.length);
    accord_text_clear(&text);
    return names;
}

/* Their ids as an argument, the first of them where there are many. */
static bool open_argument(struct accord_engine *engine, struct accord_value *value)
{
    const struct accord_conclusion *conclusion = engine->conclusion;
    size_t count = conclusion->open_count < NAMED_MAX ? conclusion->open_count : NAMED_MAX;
    const char **items = accord_arena_alloc(&engine->arena, (count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < count; i++)
        items[i] = conclusion->open[i]->actor_id;
    *value = (struct accord_value){.kind = ACCORD_VALUE_LIST, .items = items, .count = count};
    return items != NULL;
}

enum accord_status accord_conclusion_open(struct accord_engine *engine, const char *said,
                                          const struct accord_draft **draft, struct accord_error *err)
{
    const struct accord_conclusion *conclusion = engine->conclusion;
    size_t count = conclusion->open_count;
    struct accord_draft *made = accord_arena_zero(&engine->arena, 1, sizeof *made);
    struct accord_argument *arguments = accord_arena_zero(&engine->arena, 2, sizeof *arguments);
    const char *names = open_names(engine);
    if (made == NULL || arguments == NULL || names == NULL) return accord_error_memory(err);
    arguments[0].name = "actors";
    if (!open_argument(engine, &arguments[0].value)) return accord_error_memory(err);
    arguments[1].name = "count";
    arguments[1].value = (struct accord_value){.kind = ACCORD_VALUE_INTEGER, .integer = (int64_t)count};
    made->verdict = ACCORD_VERDICT_REVIEW;
    made->arguments = arguments;
    made->argument_count = 2;
    made->reserved = "accord-open";
    made->text = said != NULL ? accord_engine_textf(engine, "%zu actor%s open, and the conclusion (%s) did not ask: %s",
                                                    count, count == 1 ? " is" : "s are", said, names)
                              : accord_engine_textf(engine, "%zu actor%s open, and nobody is surely addressed: %s",
                                                    count, count == 1 ? " is" : "s are", names);
    if (made->text == NULL) return accord_error_memory(err);
    *draft = made;
    return accord_draft_name(engine, made, conclusion->open, count, err);
}

enum accord_status accord_conclusion_settle(struct accord_engine *engine, const struct accord_draft **draft,
                                            struct accord_error *err)
{
    const struct accord_conclusion *conclusion = engine->conclusion;
    enum accord_verdict_kind verdict = (*draft)->verdict;
    bool decides = verdict == ACCORD_VERDICT_MET || verdict == ACCORD_VERDICT_PARTIAL || verdict == ACCORD_VERDICT_GAP;
    if (!decides || conclusion->open_read || conclusion->open_count == 0) return ACCORD_OK;
    return accord_conclusion_open(engine, accord_verdict_meaning(verdict)->name, draft, err);
}
