/* Telling an observer what a run does. */
#include "engine/observe.h"

#include "engine/evidence.h"
#include "engine/facts.h"
#include "engine/sandbox.h"

#include <string.h>

enum { VALUE_ROOM = 64 * 256 * 1024 };

void accord_observe_open(struct accord_engine *engine, const struct accord_observer *observer)
{
    engine->observation = (struct accord_observation){.observer = observer, .file = ACCORD_NO_FILE};
    accord_arena_init(&engine->observation.arena);
}

void accord_observe_close(struct accord_engine *engine)
{
    accord_arena_clear(&engine->observation.arena);
    engine->observation = (struct accord_observation){.observer = NULL};
}

/* ---- where ---- */

/* The rule's own file, or the lib with that path: no other code runs. */
static int file_of(const struct accord_engine *engine, const char *source)
{
    const struct accord_pack_files *files = &engine->packs->files;
    if (source[0] != '@') return ACCORD_NO_FILE;
    for (size_t i = 0; i < files->count; i++) {
        const struct accord_pack_file *file = &files->files[i];
        bool may_run = file->role == ACCORD_FILE_LIB || file->path == engine->rule->file;
        if (may_run && strncmp(source + 1, file->path, ACCORD_CHUNK_NAME_MAX - 2) == 0) return (int)i;
    }
    return ACCORD_NO_FILE;
}

static void place(struct accord_engine *engine, const lua_Debug *activation, struct accord_event *event)
{
    struct accord_observation *observation = &engine->observation;
    if (activation->source != observation->source) {
        observation->source = activation->source;
        observation->file = file_of(engine, activation->source);
    }
    event->file = observation->file;
    event->line = activation->currentline < 0 ? 0 : (unsigned)activation->currentline;
}

/* The innermost function that is Lua's. */
static void find_place(struct accord_engine *engine, struct accord_event *event)
{
    lua_Debug activation;
    event->file = ACCORD_NO_FILE;
    for (int level = 0; lua_getstack(engine->L, level, &activation) != 0; level++) {
        lua_getinfo(engine->L, "Sl", &activation);
        if (activation.currentline < 0) continue;
        place(engine, &activation, event);
        return;
    }
}

/* ---- telling ---- */

static void fail(struct accord_engine *engine)
{
    engine->observation.failed = true;
}

static void tell(struct accord_engine *engine, struct accord_event *event)
{
    struct accord_observation *observation = &engine->observation;
    event->rule = accord_engine_rule(engine);
    event->actor = engine->actor_index;
    event->actor_id = engine->actor_id;
    if (event->kind != ACCORD_EVENT_LINE) find_place(engine, event);
    if (!observation->observer->observe(observation->observer->host, event)) fail(engine);
    accord_arena_reset(&observation->arena);
}

/* The key of a row; what it takes is not the rule's. */
static const char *key_of(struct accord_engine *engine, struct accord_row *row)
{
    size_t before = engine->arena.total;
    const char *key = accord_row_key(engine, row);
    engine->held += engine->arena.total - before;
    if (key == NULL) fail(engine);
    return key;
}

static int table_number(const struct accord_engine *engine, int table)
{
    return table < engine->stored_count ? table : -1;
}

void accord_observe_pair(struct accord_engine *engine)
{
    struct accord_event event = {.kind = ACCORD_EVENT_PAIR};
    if (!accord_observed(engine)) return;
    engine->observation.source = NULL;
    tell(engine, &event);
}

void accord_observe_passed(struct accord_engine *engine, enum accord_gate gate, const char *why)
{
    struct accord_event event = {.kind = ACCORD_EVENT_GATE, .as.gate = {gate, true, ACCORD_VERDICT_MET, why}};
    if (!accord_observed(engine)) return;
    if (why == NULL)
        fail(engine);
    else
        tell(engine, &event);
}

void accord_observe_decided(struct accord_engine *engine, const struct accord_verdict *verdict)
{
    struct accord_event event = {.kind = ACCORD_EVENT_GATE,
                                 .as.gate = {verdict->gate, false, verdict->verdict, verdict->why}};
    if (accord_observed(engine)) tell(engine, &event);
}

void accord_observe_line(struct accord_engine *engine, lua_Debug *activation)
{
    struct accord_event event = {.kind = ACCORD_EVENT_LINE};
    if (!accord_observed(engine)) return;
    lua_getinfo(engine->L, "S", activation);
    place(engine, activation, &event);
    tell(engine, &event);
}

/* ---- questions ---- */

static const struct accord_observed_row *observed_rows(struct accord_engine *engine, struct accord_row *const *rows,
                                                       size_t count)
{
    struct accord_observed_row *observed =
        accord_arena_alloc(&engine->observation.arena, (count + 1) * sizeof *observed);
    for (size_t i = 0; observed != NULL && i < count; i++)
        observed[i] = (struct accord_observed_row){key_of(engine, rows[i]), rows[i]->id};
    if (observed == NULL) fail(engine);
    return observed;
}

static bool fill_where(struct accord_engine *engine, const struct accord_schema *schema,
                       const struct accord_complete *declared, struct accord_declaration *out)
{
    struct accord_argument *where =
        accord_arena_zero(&engine->observation.arena, declared->where_count + 1, sizeof *where);
    for (size_t i = 0; where != NULL && i < declared->where_count; i++) {
        where[i].name = schema->columns[declared->where_columns[i]].name;
        where[i].value = (struct accord_value){
            .kind = ACCORD_VALUE_LIST, .items = declared->where_values[i], .count = declared->where_value_counts[i]};
    }
    out->where = where;
    out->where_count = declared->where_count;
    return where != NULL;
}

/* Was the table declared complete for what was asked, by which declarations. */
static bool fill_completeness(struct accord_engine *engine, const struct accord_schema *schema,
                              const struct accord_filter *filter, const char *actor,
                              struct accord_question_event *question)
{
    struct accord_declaration *declarations =
        accord_arena_zero(&engine->observation.arena, schema->complete_count + 1, sizeof *declarations);
    if (declarations == NULL) return false;
    question->complete = accord_filter_complete(filter, schema, actor, engine->as_of);
    question->ever = accord_filter_about_ever(filter, schema);
    (void)accord_filter_days(filter, engine->as_of, &question->days.first, &question->days.last);
    for (size_t i = 0; i < schema->complete_count; i++) {
        declarations[i].since = schema->complete[i].since;
        declarations[i].until = schema->complete[i].until;
        declarations[i].reach = accord_filter_reach(filter, schema, &schema->complete[i], actor, engine->as_of);
        if (!fill_where(engine, schema, &schema->complete[i], &declarations[i])) return false;
    }
    question->declarations = declarations;
    question->declaration_count = schema->complete_count;
    return true;
}

static void tell_question(struct accord_engine *engine, int table, const struct accord_filter *filter,
                          struct accord_event *event)
{
    const struct accord_schema *schema = engine->schemas[table];
    struct accord_question_event *question = &event->as.question;
    struct accord_argument *arguments;
    bool global = schema->actor == ACCORD_NO_COLUMN || question->asked == ACCORD_ASKED_FOR_COUNT;
    question->table = schema->name;
    question->table_number = table_number(engine, table);
    bool good = accord_filter_arguments(&engine->observation.arena, filter, &arguments);
    if (good) {
        question->filter = arguments;
        question->filter_count = filter->count;
    }
    if (good && question->surely_count == 0 && question->asked != ACCORD_ASKED_FOR_POSSIBLE)
        good = fill_completeness(engine, schema, filter, global ? NULL : engine->actor_id, question);
    if (good && !engine->observation.failed)
        tell(engine, event);
    else
        fail(engine);
}

void accord_observe_question(struct accord_engine *engine, const struct accord_query *query,
                             enum accord_asked_for asked, bool of_world, const struct accord_answer *answer)
{
    if (!accord_observed(engine)) return;
    struct accord_event event = {
        .kind = ACCORD_EVENT_QUESTION,
        .as.question = {.asked = asked,
                        .of_world = of_world,
                        .surely = observed_rows(engine, answer->surely, answer->surely_count),
                        .surely_count = answer->surely_count,
                        .possibly = observed_rows(engine, answer->possibly, answer->possibly_count),
                        .possibly_count = answer->possibly_count}};
    tell_question(engine, query->table, query->filter, &event);
}

void accord_observe_count(struct accord_engine *engine, int table, const struct accord_filter *filter, size_t surely,
                          size_t possibly)
{
    struct accord_event event = {.kind = ACCORD_EVENT_QUESTION};
    if (!accord_observed(engine)) return;
    event.as.question.asked = ACCORD_ASKED_FOR_COUNT;
    event.as.question.of_world = true;
    event.as.question.surely_count = surely;
    event.as.question.possibly_count = possibly;
    tell_question(engine, table, filter, &event);
}

void accord_observe_read(struct accord_engine *engine, struct accord_row *row, int column)
{
    if (!accord_observed(engine)) return;
    const struct accord_schema *schema = engine->schemas[row->table];
    struct accord_event event = {.kind = ACCORD_EVENT_READ,
                                 .as.read = {.table = schema->name,
                                             .table_number = table_number(engine, row->table),
                                             .key = key_of(engine, row),
                                             .row = row->id,
                                             .column = schema->columns[column].name,
                                             .column_number = column,
                                             .personal = schema->columns[column].personal}};
    enum accord_seen seen = accord_cell_seen(schema, row->cells, column, engine->as_of);
    event.as.read.later = seen == ACCORD_SEEN_ABSENT && row->cells[column].kind != ACCORD_CELL_MISSING;
    if (!event.as.read.personal && row->cells[column].kind != ACCORD_CELL_MISSING) {
        struct accord_text text;
        accord_text_init(&text, VALUE_ROOM);
        accord_cell_text(&row->cells[column], &text);
        if (!text.failed)
            event.as.read.value = accord_arena_copy(&engine->observation.arena, accord_text_str(&text), text.length);
        accord_text_clear(&text);
        if (event.as.read.value == NULL) fail(engine);
    }
    if (!engine->observation.failed) tell(engine, &event);
}

/* ---- outcomes ---- */

static void tell_outcome(struct accord_engine *engine, struct accord_outcome_event outcome)
{
    struct accord_event event = {.kind = ACCORD_EVENT_OUTCOME, .as.outcome = outcome};
    if (accord_observed(engine)) tell(engine, &event);
}

void accord_observe_truth(struct accord_engine *engine, const char *helper, enum accord_truth truth)
{
    tell_outcome(engine, (struct accord_outcome_event){.form = ACCORD_OUTCOME_TRUTH, .helper = helper, .truth = truth});
}

void accord_observe_tally(struct accord_engine *engine, const char *helper, size_t count)
{
    tell_outcome(engine, (struct accord_outcome_event){.form = ACCORD_OUTCOME_COUNT, .helper = helper, .count = count});
}

void accord_observe_pick(struct accord_engine *engine, const char *helper, struct accord_row *row)
{
    if (!accord_observed(engine)) return;
    tell_outcome(engine, (struct accord_outcome_event){.form = ACCORD_OUTCOME_ROW,
                                                       .helper = helper,
                                                       .key = row == NULL ? NULL : key_of(engine, row)});
}

void accord_observe_undecided(struct accord_engine *engine, const struct accord_reason *reason)
{
    if (!accord_observed(engine)) return;
    struct accord_event event = {.kind = ACCORD_EVENT_UNDECIDED,
                                 .as.undecided = {.verdict = reason->verdict, .why = reason->text}};
    struct accord_undecided_event *undecided = &event.as.undecided;
    if (reason->row != NULL) {
        const struct accord_schema *schema = engine->schemas[reason->row->table];
        undecided->table = schema->name;
        undecided->key = key_of(engine, reason->row);
        if (reason->column != ACCORD_NO_COLUMN) undecided->column = schema->columns[reason->column].name;
    }
    if (!engine->observation.failed) tell(engine, &event);
}

void accord_observe_draft(struct accord_engine *engine, const char *constructor, const struct accord_draft *draft)
{
    struct accord_event event = {
        .kind = ACCORD_EVENT_VERDICT,
        .as.verdict = {constructor, draft->verdict, draft->message == NULL ? NULL : draft->message->id}};
    if (accord_observed(engine)) tell(engine, &event);
}
