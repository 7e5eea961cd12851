/* Walking a path that was written down. */
#include "engine/path_walk.h"

#include "engine/evidence.h"
#include "engine/gates.h"
#include "engine/kept.h"
#include "engine/lua_actor.h"
#include "engine/lua_ask.h"
#include "engine/lua_rows.h"
#include "engine/lua_verdicts.h"
#include "engine/sandbox.h"

#include <string.h>

struct walk {
    struct accord_engine *engine;
    struct accord_path_values *values;
    struct accord_aside asides[ACCORD_PATH_DEPTH_MAX];
    size_t depth;
    size_t reasons; /* those of the items around: the steps count from here */
    struct accord_walked *walked;
};

static const struct accord_filter no_filter = {.known = NULL};

/* ---- values ---- */

static const struct accord_path_value *value_at(const struct walk *walk, uint16_t number)
{
    return &walk->values->of[number];
}

static const struct accord_path_rows *rows_at(const struct walk *walk, uint16_t number)
{
    return &value_at(walk, number)->as.rows;
}

static struct accord_row *row_at(const struct walk *walk, uint16_t number)
{
    return value_at(walk, number)->as.row;
}

static struct accord_draft *draft_at(const struct walk *walk, uint16_t number)
{
    return value_at(walk, number)->as.draft;
}

static struct accord_date_userdata date_at(const struct walk *walk, uint16_t number, struct accord_date otherwise)
{
    struct accord_date_userdata made = {.kind = ACCORD_USERDATA_DATE, .date = otherwise, .column = ACCORD_NO_COLUMN};
    if (number == ACCORD_PATH_NONE) return made;
    const struct accord_dated *dated = &value_at(walk, number)->as.date;
    made.date = dated->date;
    made.row = dated->row;
    made.column = dated->column;
    made.epoch = walk->engine->epoch;
    return made;
}

/* Whoever wrote the path down had as many: there is room. */
static void add_rows(struct walk *walk, struct accord_query *query, struct accord_row **rows, size_t count)
{
    (void)accord_path_add_rows(walk->values, query, rows, count);
}

static void add_draft(struct walk *walk, struct accord_draft *draft)
{
    (void)accord_path_add_draft(walk->values, draft);
}

static struct accord_reply nothing(void)
{
    return accord_reply_of(ACCORD_REPLY_NONE, 0);
}

static struct accord_reply truth_reply(enum accord_truth truth)
{
    return accord_reply_of(ACCORD_REPLY_NUMBER, truth);
}

static struct accord_reply undecided(void)
{
    return accord_reply_of(ACCORD_REPLY_UNDECIDED, 0);
}

/* ---- questions ---- */

/* Reading a known filter again costs as much as it did when it was read. */
static const struct accord_filter *filter_of(lua_State *L, const struct accord_filter *filter)
{
    if (filter == NULL) return &no_filter;
    accord_charge_held(L, filter->known->cost.bytes, filter->known->cost.units);
    return filter;
}

static struct accord_facts *facts_of(const struct walk *walk, const struct accord_path_ask *ask)
{
    return ask->of_world ? &walk->engine->world : &walk->engine->actor;
}

static struct accord_reply ask(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_ask *asked = &step->with.ask;
    const struct accord_filter *filter = filter_of(L, asked->filter);
    struct accord_query *query =
        accord_ask(L, facts_of(walk, asked), (int)step->number, filter, (enum accord_asked)asked->asked, NULL);
    add_rows(walk, query, query->rows, query->count);
    return nothing();
}

static struct accord_reply shows(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_ask *asked = &step->with.ask;
    return truth_reply(accord_actor_shows(L, facts_of(walk, asked), (int)step->number, filter_of(L, asked->filter)));
}

static struct accord_reply lacks(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)walk;
    return truth_reply(accord_actor_lacks(L, (int)step->number, filter_of(L, step->with.ask.filter)));
}

static struct accord_reply bound(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)walk;
    return truth_reply(accord_actor_bound(L, step->with.text));
}

/* ---- rows and cells ---- */

static struct accord_reply count(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)L;
    return accord_reply_of(ACCORD_REPLY_NUMBER, (int64_t)rows_at(walk, step->a)->count);
}

static struct accord_reply take_row(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)L;
    const struct accord_path_rows *rows = rows_at(walk, step->a);
    bool there = step->number >= 1 && (uint64_t)step->number <= rows->count;
    return accord_path_row_reply(walk->engine, there ? rows->rows[step->number - 1] : NULL);
}

static struct accord_reply actor_row(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)step;
    return accord_path_row_reply(walk->engine, accord_actor_row(L));
}

static struct accord_reply pick(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_rows *rows = rows_at(walk, step->a);
    struct accord_row *best;
    if (!accord_rows_pick(L, rows->rows, rows->count, (int)step->number, step->b != 0, &best)) return undecided();
    return accord_path_row_reply(walk->engine, best);
}

static struct accord_reply distinct(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_rows *rows = rows_at(walk, step->a);
    struct accord_cell *items;
    size_t found;
    if (!accord_rows_distinct(L, rows->rows, rows->count, (int)step->number, &items, &found)) return undecided();
    struct accord_reply reply = {.kind = ACCORD_REPLY_TEXT};
    reply.text = accord_cells_told(L, items, found, &reply.length);
    return reply;
}

static struct accord_reply rows_of(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_list *list = &step->with.list;
    struct accord_row **rows = accord_check_alloc(L, (rows_at(walk, step->a)->count + 1) * sizeof(*rows));
    for (size_t i = 0; i < list->count; i++)
        rows[i] = row_at(walk, list->values[i]);
    add_rows(walk, rows_at(walk, step->a)->query, rows, list->count);
    return nothing();
}

static struct accord_reply cell(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    struct accord_row *row = row_at(walk, step->a);
    int column = (int)step->number;
    struct accord_reply reply = undecided();
    switch (accord_look_at_cell(L, row, column, step->kind == ACCORD_STEP_READ)) {
    case ACCORD_SEEN_ABSENT:
        return accord_reply_of(ACCORD_REPLY_ABSENT, 0);
    case ACCORD_SEEN_UNDECIDED:
        return reply;
    case ACCORD_SEEN:
        break;
    }
    if (step->kind == ACCORD_STEP_HAS) return accord_reply_of(ACCORD_REPLY_NUMBER, 0);
    if (step->b == ACCORD_HANDED_ON && row->cells[column].kind == ACCORD_CELL_TEXT)
        return accord_path_text_reply(walk->engine, &row->cells[column]);
    (void)accord_path_cell_reply(walk->engine, row, column, &reply);
    return reply;
}

/* ---- dates ---- */

static struct accord_reply compare(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_date_userdata a = date_at(walk, step->a, step->with.dates.first);
    const struct accord_date_userdata b = date_at(walk, step->b, step->with.dates.second);
    enum accord_truth truth = step->kind == ACCORD_STEP_BEFORE      ? accord_date_before(a.date, b.date)
                              : step->kind == ACCORD_STEP_NOT_AFTER ? accord_date_not_after(a.date, b.date)
                                                                    : accord_date_same(a.date, b.date);
    if (truth == ACCORD_UNDECIDED) accord_add_coarse(L, &a, &b);
    return truth_reply(truth);
}

static struct accord_reply move(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_date_userdata date = date_at(walk, step->a, step->with.dates.first);
    struct accord_dated moved;
    accord_move_date(L, &date, step->number, step->kind == ACCORD_STEP_ADD_MONTHS, &moved);
    return accord_path_date_reply(walk->engine, moved);
}

static struct accord_reply year(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_date_userdata date = date_at(walk, step->a, step->with.dates.first);
    int found;
    if (!accord_year_of(L, &date, &found)) return undecided();
    return accord_reply_of(ACCORD_REPLY_NUMBER, found);
}

/* ---- verdicts ---- */

static void give_arguments(lua_State *L, const struct walk *walk, const struct accord_path_said *said,
                           struct accord_draft *draft)
{
    if (said->argument_count == 0) return;
    draft->arguments = accord_check_alloc(L, said->argument_count * sizeof *draft->arguments);
    draft->argument_count = said->argument_count;
    bool carried = false;
    for (size_t i = 0; i < said->argument_count; i++) {
        const struct accord_path_argument *argument = &said->arguments[i];
        struct accord_value *value = &draft->arguments[i].value;
        draft->arguments[i] = argument->argument;
        if (argument->value == ACCORD_PATH_NONE) continue;
        const struct accord_path_value *varying = value_at(walk, argument->value);
        if (value->kind == ACCORD_VALUE_DATE) {
            value->date = varying->as.date.date;
        } else {
            value->text = accord_check_text(L, varying->as.text->as.text, varying->as.text->length, "an argument");
            carried = true;
        }
    }
    if (carried) accord_draft_check_length(L, draft);
}

static void give_records(lua_State *L, const struct walk *walk, const struct accord_path_said *said,
                         struct accord_draft *draft)
{
    const struct accord_path_list *named = &said->named;
    const struct accord_path_rows *rows = said->records == ACCORD_RECORDS_ROWS ? rows_at(walk, named->values[0]) : NULL;
    size_t records = rows != NULL ? rows->count : named->count;
    if (said->records == ACCORD_RECORDS_NONE) return;
    draft->records = accord_check_alloc(L, (records + 1) * sizeof(*draft->records));
    for (size_t i = 0; i < records; i++)
        accord_draft_add_record(L, draft, rows != NULL ? rows->rows[i] : row_at(walk, named->values[i]));
}

/* A verdict that would be refused for another actor is none: the walk is given up by raising. */
static struct accord_reply say(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_said *said = step->with.said;
    struct accord_draft *draft = accord_new_draft(L, said->verdict);
    if (said->absence != NULL)
        accord_draft_find_absence(L, draft, said->absence, said->table, filter_of(L, said->filter));
    draft->message = said->message;
    give_arguments(L, walk, said, draft);
    give_records(L, walk, said, draft);
    if (said->verdict == ACCORD_VERDICT_MET) accord_draft_check_met(L, draft);
    add_draft(walk, draft);
    return nothing();
}

static struct accord_reply gather(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)step;
    struct accord_draft *draft = accord_new_draft(L, ACCORD_VERDICT_NOT_APPLICABLE);
    draft->gathers = true;
    add_draft(walk, draft);
    return nothing();
}

static struct accord_reply add_child(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    accord_draft_add_child(L, draft_at(walk, step->a), draft_at(walk, step->b));
    return nothing();
}

static struct accord_reply found(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)L;
    return accord_reply_of(ACCORD_REPLY_NUMBER, (int64_t)draft_at(walk, step->a)->child_count);
}

static struct accord_reply open_aside(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    if (walk->depth == ACCORD_PATH_DEPTH_MAX) accord_raise(L, ACCORD_UNWIND_RERUN);
    accord_aside_open(L, step->a == ACCORD_PATH_NONE ? NULL : row_at(walk, step->a), &walk->asides[walk->depth++]);
    return nothing();
}

static struct accord_reply close_aside(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    struct accord_draft *draft;
    if (step->a != ACCORD_PATH_NONE) {
        draft = draft_at(walk, step->a);
    } else {
        draft = accord_draft_of_reasons(walk->engine, walk->reasons + (size_t)step->number);
        if (draft == NULL) accord_raise_memory(L);
        add_draft(walk, draft);
    }
    accord_aside_close(L, &walk->asides[--walk->depth], draft);
    return nothing();
}

static struct accord_reply forget(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)L;
    walk->engine->reason_count = walk->reasons + (size_t)step->number;
    return nothing();
}

static struct accord_reply pass(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    (void)L;
    (void)step;
    accord_scope_drop(walk->engine);
    accord_next_check(walk->engine);
    return nothing();
}

static void end(lua_State *L, const struct walk *walk, const struct accord_step *step)
{
    walk->walked->gate = (enum accord_gate)step->number;
    walk->walked->draft =
        step->a != ACCORD_PATH_NONE ? draft_at(walk, step->a) : accord_draft_of_reasons(walk->engine, 0);
    if (walk->walked->draft == NULL) accord_raise_memory(L);
    /* What an absence comes to, and of how many rows there was something to say, is not in the path: it may be refused
     * for one and not for another. */
    const struct accord_draft *draft = walk->walked->draft;
    bool empty = draft->gathers && draft->child_count == 0;
    if (empty || accord_gate_refuses(walk->walked->gate, draft->verdict)) walk->walked->draft = NULL;
}

/* ---- rows one by one ---- */

static const struct accord_step *follow(lua_State *L, struct walk *walk, struct accord_step *step);

/* The last of the steps for the row. Raises where they lead nowhere. */
static const struct accord_step *follow_items(lua_State *L, struct walk *walk, const struct accord_step *around,
                                              struct accord_row *row)
{
    struct accord_step *first = around->items;
    const struct accord_reply reply = accord_path_row_reply(walk->engine, row);
    const struct accord_branch *branch = first == NULL ? NULL : accord_step_branch(first, &reply);
    const struct accord_step *last = branch == NULL ? NULL : follow(L, walk, branch->next);
    if (last == NULL) accord_raise(L, ACCORD_UNWIND_RERUN);
    accord_charge(L, last->with.spent);
    return last;
}

static struct accord_reply each(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_rows rows = *rows_at(walk, step->b);
    struct accord_draft *parent = draft_at(walk, step->a);
    size_t values = walk->values->count, around = walk->reasons;
    for (size_t i = 0; i < rows.count; i++) {
        struct accord_aside aside;
        walk->reasons = walk->engine->reason_count;
        accord_aside_open(L, rows.rows[i], &aside);
        const struct accord_step *last = follow_items(L, walk, step, rows.rows[i]);
        bool said = last->a != ACCORD_PATH_NONE;
        struct accord_draft *draft =
            said ? draft_at(walk, last->a) : accord_draft_of_reasons(walk->engine, walk->reasons);
        if (draft == NULL) accord_raise_memory(L);
        accord_aside_close(L, &aside, draft);
        accord_draft_add_child(L, parent, draft);
        accord_path_cut(walk->values, values);
    }
    walk->reasons = around;
    return nothing();
}

/* What the test says of a row: what is undecided leaves its reasons. */
static enum accord_truth test_row(lua_State *L, struct walk *walk, const struct accord_step *step,
                                  struct accord_row *row)
{
    size_t values = walk->values->count, around = walk->reasons;
    walk->reasons = walk->engine->reason_count;
    enum accord_truth truth = (enum accord_truth)follow_items(L, walk, step, row)->number;
    accord_path_cut(walk->values, values);
    walk->reasons = around;
    return truth;
}

static struct accord_reply sure(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_rows rows = *rows_at(walk, step->a);
    struct accord_row **chosen = accord_check_alloc(L, (rows.count + 1) * sizeof(*chosen));
    size_t found = 0;
    for (size_t i = 0; i < rows.count; i++) {
        size_t reasons = walk->engine->reason_count;
        if (test_row(L, walk, step, rows.rows[i]) == ACCORD_YES) chosen[found++] = rows.rows[i];
        walk->engine->reason_count = reasons;
    }
    add_rows(walk, rows.query, chosen, found);
    return nothing();
}

static struct accord_reply test(lua_State *L, struct walk *walk, const struct accord_step *step)
{
    const struct accord_path_rows rows = *rows_at(walk, step->a);
    size_t reasons = walk->engine->reason_count;
    bool undecided = false;
    if (rows.count == 0) return accord_reply_of(ACCORD_REPLY_ABSENT, 0);
    for (size_t i = 0; i < rows.count; i++) {
        enum accord_truth truth = test_row(L, walk, step, rows.rows[i]);
        if (truth == (enum accord_truth)step->number) {
            walk->engine->reason_count = reasons;
            return accord_reply_of(ACCORD_REPLY_NUMBER, accord_path_tested(ACCORD_YES, 0));
        }
        undecided = undecided || truth == ACCORD_UNDECIDED;
    }
    return accord_reply_of(ACCORD_REPLY_NUMBER, accord_path_tested(undecided ? ACCORD_UNDECIDED : ACCORD_NO,
                                                                   walk->engine->reason_count - reasons));
}

/* ---- the walk ---- */

typedef struct accord_reply (*take_step)(lua_State *L, struct walk *walk, const struct accord_step *step);

static const take_step steps[] = {
    [ACCORD_STEP_ASK] = ask,
    [ACCORD_STEP_SHOWS] = shows,
    [ACCORD_STEP_LACKS] = lacks,
    [ACCORD_STEP_BOUND] = bound,
    [ACCORD_STEP_COUNT] = count,
    [ACCORD_STEP_ROW_AT] = take_row,
    [ACCORD_STEP_ACTOR_ROW] = actor_row,
    [ACCORD_STEP_PICK] = pick,
    [ACCORD_STEP_DISTINCT] = distinct,
    [ACCORD_STEP_ROWS_OF] = rows_of,
    [ACCORD_STEP_READ] = cell,
    [ACCORD_STEP_HAS] = cell,
    [ACCORD_STEP_GET] = cell,
    [ACCORD_STEP_BEFORE] = compare,
    [ACCORD_STEP_NOT_AFTER] = compare,
    [ACCORD_STEP_SAME] = compare,
    [ACCORD_STEP_ADD_MONTHS] = move,
    [ACCORD_STEP_ADD_DAYS] = move,
    [ACCORD_STEP_YEAR] = year,
    [ACCORD_STEP_DRAFT] = say,
    [ACCORD_STEP_ABSENCE] = say,
    [ACCORD_STEP_FINDINGS] = gather,
    [ACCORD_STEP_ADD] = add_child,
    [ACCORD_STEP_FOUND] = found,
    [ACCORD_STEP_OPEN] = open_aside,
    [ACCORD_STEP_CLOSE] = close_aside,
    [ACCORD_STEP_FORGET] = forget,
    [ACCORD_STEP_EACH] = each,
    [ACCORD_STEP_SURE] = sure,
    [ACCORD_STEP_TEST] = test,
    [ACCORD_STEP_PASSED] = pass,
};

/* The step that ends the way; NULL: nobody came as far. */
static const struct accord_step *follow(lua_State *L, struct walk *walk, struct accord_step *step)
{
    while (step != NULL && step->kind != ACCORD_STEP_END && step->kind != ACCORD_STEP_ITEM_END) {
        const struct accord_reply reply = steps[step->kind](L, walk, step);
        const struct accord_branch *branch = accord_step_branch(step, &reply);
        step = branch == NULL ? NULL : branch->next;
    }
    return step;
}

/* (walk) */
static int walk_on(lua_State *L)
{
    struct walk *walk = lua_touserdata(L, 1);
    struct accord_engine *engine = walk->engine;
    const struct accord_step *last = follow(L, walk, engine->paths->rules[accord_engine_rule(engine)].first);
    if (last != NULL) end(L, walk, last);
    return 0;
}

bool accord_path_walk(struct accord_engine *engine, struct accord_walked *walked)
{
    struct walk walk;
    lua_State *L = engine->L;
    int top = lua_gettop(L);
    walk.engine = engine;
    walk.values = &engine->paths->values;
    walk.walked = walked;
    walk.depth = 0;
    walk.reasons = 0;
    walked->draft = NULL;
    if (engine->paths->rules[accord_engine_rule(engine)].first == NULL) return false;
    accord_path_begin(engine);
    accord_next_check(engine);
    lua_pushcfunction(L, walk_on);
    lua_pushlightuserdata(L, &walk);
    bool good = accord_sandbox_call(engine, 1, 0) == LUA_OK;
    lua_settop(L, top);
    return good && walked->draft != NULL;
}
