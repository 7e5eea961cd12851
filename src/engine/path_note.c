/* Writing down a path while Lua runs. */
#include "engine/path_note.h"

#include "engine/lua_ask.h"
#include "engine/path_study.h"
#include "engine/sandbox.h"

#include <string.h>

void accord_note_begin(struct accord_engine *engine, struct accord_path_note *note)
{
    accord_path_begin(engine);
    *note = (struct accord_path_note){.place = NULL};
    note->place = &engine->paths->rules[accord_engine_rule(engine)].first;
    engine->note = note;
}

void accord_note_stop(struct accord_engine *engine)
{
    engine->note = NULL;
}

static bool same_step(const struct accord_step *a, const struct accord_step *b)
{
    return a->kind == b->kind && a->a == b->a && a->b == b->b && a->number == b->number;
}

/* Another actor may have gone the way before up to here; from where it parts from all others it is new. */
static void note(struct accord_engine *engine, const struct accord_step *step, const struct accord_reply *reply)
{
    struct accord_path_note *noted = engine->note;
    struct accord_branch *branch = NULL;
    if (*noted->place == NULL) *noted->place = accord_step_new(engine->paths, step);
    struct accord_step *here = *noted->place;
    if (here != NULL && same_step(here, step)) {
        branch = accord_step_branch(here, reply);
        if (branch == NULL) branch = accord_branch_new(engine->paths, here, reply);
    }
    if (branch == NULL)
        accord_note_stop(engine);
    else
        noted->place = &branch->next;
}

static void note_only(struct accord_engine *engine, const struct accord_step *step)
{
    const struct accord_reply none = accord_reply_of(ACCORD_REPLY_NONE, 0);
    note(engine, step, &none);
}

static void note_kind(struct accord_engine *engine, const struct accord_step *step, enum accord_reply_kind kind,
                      int64_t number)
{
    const struct accord_reply reply = accord_reply_of(kind, number);
    note(engine, step, &reply);
}

/* False: it has no number, and the path ends here. */
static bool numbered(struct accord_engine *engine, uint16_t number)
{
    if (number == ACCORD_PATH_NONE) accord_note_stop(engine);
    return number != ACCORD_PATH_NONE;
}

static const char *copy_text(struct accord_paths *paths, const char *text)
{
    char *copy = accord_paths_alloc(paths, strlen(text) + 1);
    return copy == NULL ? NULL : strcpy(copy, text);
}

static uint16_t add_rows(struct accord_engine *engine, const struct accord_rows_userdata *rows)
{
    return accord_path_add_rows(&engine->paths->values, rows->query, rows->rows, rows->count);
}

/* ---- questions ---- */

/* The filter that all steps of all rules have for the same question, so that an actor's rows answer it once. */
static const struct accord_filter *filter_of_all(struct accord_engine *engine, int table,
                                                 const struct accord_filter *filter)
{
    enum { TEXT_MAX = 1024 * 1024 };
    struct accord_paths *paths = engine->paths;
    const struct accord_known_filter *known = filter->known;
    struct accord_text question;
    int64_t index = 0;
    bool added;
    if (paths->filter_count == ACCORD_PATH_FILTERS_MAX || !accord_paths_room(paths)) return NULL;
    accord_text_init(&question, TEXT_MAX);
    accord_filter_text(filter, table, &question);
    const char *text = accord_text_str(&question);
    bool found = !question.failed && accord_map_get(&paths->questions, text, question.length, &index);
    if (!found && known == NULL) known = accord_known_filter_copy(&paths->arena, filter);
    if (!found && known != NULL && !question.failed &&
        accord_map_put(&paths->questions, text, question.length, (int64_t)paths->filter_count, &added))
        paths->filters[paths->filter_count++] = &known->filter;
    accord_text_clear(&question);
    return found ? paths->filters[index] : known != NULL ? &known->filter : NULL;
}

/* What lives as long as the paths: NULL where all rows are asked for. */
static bool lasting(struct accord_engine *engine, int table, const struct accord_filter **filter)
{
    if ((*filter)->count == 0) *filter = NULL;
    if (*filter == NULL || *engine->note->place != NULL) return true;
    *filter = filter_of_all(engine, table, *filter);
    if (*filter == NULL) accord_note_stop(engine);
    return *filter != NULL;
}

static struct accord_step question_step(enum accord_step_kind kind, const struct accord_note_question *question,
                                        const struct accord_filter *filter)
{
    struct accord_step step = {.kind = kind, .number = question->table};
    step.with.ask = (struct accord_path_ask){question->of_world, question->asked, filter};
    return step;
}

void accord_note_ask(struct accord_engine *engine, const struct accord_note_question *question,
                     struct accord_rows_userdata *rows)
{
    const struct accord_filter *filter = question->filter;
    if (!accord_noting(engine) || !lasting(engine, question->table, &filter)) return;
    const struct accord_step step = question_step(ACCORD_STEP_ASK, question, filter);
    rows->path_number = add_rows(engine, rows);
    if (numbered(engine, rows->path_number)) note_only(engine, &step);
}

void accord_note_match(struct accord_engine *engine, enum accord_step_kind kind,
                       const struct accord_note_question *question, enum accord_truth answer)
{
    const struct accord_filter *filter = question->filter;
    if (!accord_noting(engine) || !lasting(engine, question->table, &filter)) return;
    const struct accord_step step = question_step(kind, question, filter);
    note_kind(engine, &step, ACCORD_REPLY_NUMBER, (int64_t)answer);
}

void accord_note_bound(struct accord_engine *engine, const char *treaty, enum accord_truth bound)
{
    struct accord_step step = {.kind = ACCORD_STEP_BOUND};
    if (!accord_noting(engine)) return;
    if (*engine->note->place == NULL) {
        step.with.text = copy_text(engine->paths, treaty);
        if (step.with.text == NULL) accord_note_stop(engine);
    }
    if (accord_noting(engine)) note_kind(engine, &step, ACCORD_REPLY_NUMBER, bound);
}

/* ---- rows ---- */

static bool step_of_rows(struct accord_engine *engine, enum accord_step_kind kind,
                         const struct accord_rows_userdata *rows, int64_t number, struct accord_step *step)
{
    *step = (struct accord_step){.kind = kind, .a = rows->path_number, .number = number};
    return accord_noting(engine) && numbered(engine, rows->path_number);
}

void accord_note_count(struct accord_engine *engine, const struct accord_rows_userdata *rows)
{
    struct accord_step step;
    if (step_of_rows(engine, ACCORD_STEP_COUNT, rows, 0, &step))
        note_kind(engine, &step, ACCORD_REPLY_NUMBER, (int64_t)rows->count);
}

static void note_row(struct accord_engine *engine, const struct accord_step *step, struct accord_row *row)
{
    const struct accord_reply reply = accord_path_row_reply(engine, row);
    if (reply.kind != ACCORD_REPLY_NEW || numbered(engine, (uint16_t)reply.number)) note(engine, step, &reply);
}

void accord_note_row_at(struct accord_engine *engine, const struct accord_rows_userdata *rows, int64_t index,
                        struct accord_row *row)
{
    struct accord_step step;
    if (step_of_rows(engine, ACCORD_STEP_ROW_AT, rows, index, &step)) note_row(engine, &step, row);
}

void accord_note_pick(struct accord_engine *engine, const struct accord_rows_userdata *rows, int column, bool latest,
                      struct accord_row *row, bool undecided)
{
    struct accord_step step;
    if (!step_of_rows(engine, ACCORD_STEP_PICK, rows, column, &step)) return;
    step.b = latest;
    if (undecided)
        note_kind(engine, &step, ACCORD_REPLY_UNDECIDED, 0);
    else
        note_row(engine, &step, row);
}

void accord_note_distinct(struct accord_engine *engine, const struct accord_rows_userdata *rows, int column,
                          const char *told, size_t length)
{
    struct accord_step step;
    if (!step_of_rows(engine, ACCORD_STEP_DISTINCT, rows, column, &step)) return;
    struct accord_reply reply = {.kind = ACCORD_REPLY_UNDECIDED};
    if (told != NULL) reply = (struct accord_reply){.kind = ACCORD_REPLY_TEXT, .text = told, .length = length};
    note(engine, &step, &reply);
}

/* The numbers of rows, copied where the step is new. */
static bool list_rows(struct accord_engine *engine, struct accord_row *const *rows, size_t count,
                      struct accord_path_list *list)
{
    *list = (struct accord_path_list){.count = count};
    if (*engine->note->place != NULL) return true;
    list->values = accord_paths_alloc(engine->paths, (count + 1) * sizeof *list->values);
    for (size_t i = 0; list->values != NULL && i < count; i++) {
        list->values[i] = accord_path_row_number(engine, rows[i]);
        if (list->values[i] == ACCORD_PATH_NONE) list->values = NULL;
    }
    if (list->values == NULL) accord_note_stop(engine);
    return list->values != NULL;
}

static void note_rows_of(struct accord_engine *engine, const struct accord_rows_userdata *rows,
                         struct accord_rows_userdata *chosen)
{
    struct accord_step step;
    if (!step_of_rows(engine, ACCORD_STEP_ROWS_OF, rows, (int64_t)chosen->count, &step)) return;
    if (!list_rows(engine, chosen->rows, chosen->count, &step.with.list)) return;
    chosen->path_number = add_rows(engine, chosen);
    if (numbered(engine, chosen->path_number)) note_only(engine, &step);
}

/* ---- cells ---- */

/* The actor's own row comes up when it is first read: Lua is never given it then. */
static uint16_t row_number(struct accord_engine *engine, struct accord_row *row)
{
    const struct accord_step step = {.kind = ACCORD_STEP_ACTOR_ROW};
    uint16_t number = accord_path_row_number(engine, row);
    if (number != ACCORD_PATH_NONE) return number;
    if (row->table == accord_engine_table(engine, "actors", 6) && !row->of_world) note_row(engine, &step, row);
    return accord_path_row_number(engine, row);
}

uint16_t accord_note_cell(struct accord_engine *engine, enum accord_step_kind kind, struct accord_row *row, int column,
                          enum accord_seen seen)
{
    if (!accord_noting(engine)) return ACCORD_PATH_NONE;
    struct accord_step step = {.kind = kind, .a = row_number(engine, row), .number = column};
    struct accord_reply reply = {.kind = ACCORD_REPLY_UNDECIDED};
    if (!accord_noting(engine) || !numbered(engine, step.a)) return ACCORD_PATH_NONE;
    bool known = true, text = row->cells[column].kind == ACCORD_CELL_TEXT;
    bool handed_on = kind == ACCORD_STEP_READ &&
                     engine->schemas[row->table]->columns[column].kind == ACCORD_CELL_TEXT &&
                     accord_path_hands_on(engine, engine->schemas[row->table]->columns[column].name);
    if (handed_on) step.b = ACCORD_HANDED_ON;
    if (seen == ACCORD_SEEN_ABSENT)
        reply.kind = ACCORD_REPLY_ABSENT;
    else if (seen == ACCORD_SEEN && kind == ACCORD_STEP_HAS)
        reply.kind = ACCORD_REPLY_NUMBER;
    else if (seen == ACCORD_SEEN && step.b == ACCORD_HANDED_ON && text)
        reply = accord_path_text_reply(engine, &row->cells[column]);
    else if (seen == ACCORD_SEEN)
        known = accord_path_cell_reply(engine, row, column, &reply);
    bool fresh = reply.kind == ACCORD_REPLY_NEW;
    if (fresh && text) engine->note->carries = true;
    if (!known || (fresh && reply.number == ACCORD_PATH_NONE))
        accord_note_stop(engine);
    else
        note(engine, &step, &reply);
    return fresh ? (uint16_t)reply.number : ACCORD_PATH_NONE;
}

/* ---- rows one by one ---- */

void accord_note_items(lua_State *L, enum accord_step_kind kind, const struct accord_rows_userdata *rows, int function,
                       const struct accord_draft *parent, int64_t number, struct accord_note_items *items)
{
    struct accord_engine *engine = accord_engine_of(L);
    *items = (struct accord_note_items){.rows = rows};
    if (!accord_noting(engine) || rows == NULL || !numbered(engine, rows->path_number)) return;
    struct accord_path_note *noted = engine->note;
    const struct accord_step *there = *noted->place;
    items->apart = there != NULL ? there->kind == kind : accord_path_apart(L, function);
    if (!items->apart) {
        accord_note_count(engine, rows);
        return;
    }
    items->step = (struct accord_step){.kind = kind, .a = rows->path_number, .number = number};
    if (parent != NULL) items->step.a = parent->path_number;
    if (parent != NULL) items->step.b = rows->path_number;
    items->place = noted->place;
    items->values = engine->paths->values.count;
    items->reasons = noted->reasons;
    items->reasons_before = engine->reason_count;
    if (there == NULL) *noted->place = accord_step_new(engine->paths, &items->step);
    if (*noted->place == NULL) accord_note_stop(engine);
}

void accord_note_item(struct accord_engine *engine, struct accord_note_items *items, size_t index)
{
    const struct accord_step step = {.kind = ACCORD_STEP_ITEM};
    if (!accord_noting(engine) || items->rows == NULL) return;
    if (!items->apart) {
        accord_note_row_at(engine, items->rows, (int64_t)index + 1, items->rows->rows[index]);
        return;
    }
    engine->note->place = &(*items->place)->items;
    engine->note->reasons = engine->reason_count;
    items->spent = accord_sandbox_spent(engine);
    note_row(engine, &step, items->rows->rows[index]);
}

void accord_note_item_end(struct accord_engine *engine, struct accord_note_items *items,
                          const struct accord_draft *draft, int64_t number)
{
    enum { COUNTED_AT_ONCE = 1000 }; /* what the count hook had not come to yet */
    struct accord_step step = {.kind = ACCORD_STEP_ITEM_END, .a = ACCORD_PATH_NONE, .number = number};
    if (!accord_noting(engine) || !items->apart) return;
    step.with.spent = accord_sandbox_spent(engine) - items->spent + COUNTED_AT_ONCE;
    if (draft != NULL) step.a = draft->path_number;
    note_only(engine, &step);
    accord_path_cut(&engine->paths->values, items->values);
}

/* Back among the steps around. */
static bool leave_items(struct accord_engine *engine, const struct accord_note_items *items)
{
    if (!accord_noting(engine) || !items->apart) return false;
    engine->note->place = items->place;
    engine->note->reasons = items->reasons;
    return true;
}

void accord_note_items_end(struct accord_engine *engine, struct accord_note_items *items)
{
    if (leave_items(engine, items)) note_only(engine, &items->step);
}

void accord_note_items_tested(struct accord_engine *engine, struct accord_note_items *items, enum accord_truth truth)
{
    size_t left = engine->reason_count - items->reasons_before;
    if (leave_items(engine, items))
        note_kind(engine, &items->step, ACCORD_REPLY_NUMBER, accord_path_tested(truth, left));
}

void accord_note_items_none(struct accord_engine *engine, struct accord_note_items *items)
{
    if (leave_items(engine, items)) note_kind(engine, &items->step, ACCORD_REPLY_ABSENT, 0);
}

void accord_note_items_chosen(struct accord_engine *engine, struct accord_note_items *items,
                              struct accord_rows_userdata *chosen)
{
    if (!items->apart) {
        note_rows_of(engine, items->rows, chosen);
    } else if (leave_items(engine, items)) {
        chosen->path_number = add_rows(engine, chosen);
        if (numbered(engine, chosen->path_number)) note_only(engine, &items->step);
    }
}

/* ---- dates ---- */

static uint16_t date_number(const struct accord_engine *engine, const struct accord_date_userdata *date)
{
    if (date->is_as_of) return ACCORD_PATH_NONE;
    if (date->date.first == date->date.last) return accord_path_day_number(engine, date->date);
    return date->epoch == engine->epoch ? date->path_number : ACCORD_PATH_NONE;
}

bool accord_note_varies(const struct accord_engine *engine, const struct accord_date_userdata *date)
{
    return date_number(engine, date) != ACCORD_PATH_NONE;
}

/* Of dates that never vary Lua may take what comes of it for granted, where no reason is left behind. */
void accord_note_compared(struct accord_engine *engine, enum accord_step_kind kind,
                          const struct accord_date_userdata *a, const struct accord_date_userdata *b,
                          enum accord_truth truth)
{
    if (!accord_noting(engine)) return;
    struct accord_step step = {.kind = kind, .a = date_number(engine, a), .b = date_number(engine, b)};
    step.with.dates = (struct accord_path_dates){a->date, b->date};
    if (truth == ACCORD_UNDECIDED || step.a != ACCORD_PATH_NONE || step.b != ACCORD_PATH_NONE)
        note_kind(engine, &step, ACCORD_REPLY_NUMBER, truth);
}

uint16_t accord_note_moved(struct accord_engine *engine, enum accord_step_kind kind,
                           const struct accord_date_userdata *date, int64_t count, const struct accord_dated *moved)
{
    if (!accord_noting(engine) || !accord_note_varies(engine, date)) return ACCORD_PATH_NONE;
    const struct accord_step step = {.kind = kind, .a = date_number(engine, date), .number = count};
    const struct accord_reply reply = accord_path_date_reply(engine, *moved);
    bool fresh = reply.kind == ACCORD_REPLY_NEW;
    if (fresh && !numbered(engine, (uint16_t)reply.number)) return ACCORD_PATH_NONE;
    note(engine, &step, &reply);
    return fresh ? (uint16_t)reply.number : ACCORD_PATH_NONE;
}

void accord_note_year(struct accord_engine *engine, const struct accord_date_userdata *date, int year, bool undecided)
{
    if (!accord_noting(engine) || (!undecided && !accord_note_varies(engine, date))) return;
    struct accord_step step = {.kind = ACCORD_STEP_YEAR, .a = date_number(engine, date)};
    step.with.dates.first = date->date;
    note_kind(engine, &step, undecided ? ACCORD_REPLY_UNDECIDED : ACCORD_REPLY_NUMBER, undecided ? 0 : year);
}

void accord_note_argument(lua_State *L, const char *name)
{
    struct accord_engine *engine = accord_engine_of(L);
    struct accord_path_note *noted = engine->note;
    if (!accord_noting(engine)) return;
    const struct accord_date_userdata *date = accord_userdata(L, -1, ACCORD_USERDATA_DATE);
    const struct accord_carried_userdata *carried = accord_userdata(L, -1, ACCORD_USERDATA_CARRIED);
    uint16_t number = carried != NULL ? carried->path_number
                      : date != NULL  ? date_number(engine, date)
                                      : ACCORD_PATH_NONE;
    if (number == ACCORD_PATH_NONE) return;
    if (noted->argument_count == ACCORD_NOTED_ARGUMENTS_MAX) {
        accord_note_stop(engine);
        return;
    }
    noted->arguments[noted->argument_count].name = name;
    noted->arguments[noted->argument_count++].number = number;
}

/* Where the path has the day as one that varies, Lua now takes the two for one: for another actor they would be two. */
void accord_note_const_day(struct accord_engine *engine, int32_t day)
{
    const struct accord_date date = {day, day};
    if (!accord_day_set_add(&engine->const_days, day)) return;
    if (engine->const_days.full) accord_note_stop(engine); /* no day can be told from them any more */
    if (accord_noting(engine) && accord_path_day_number(engine, date) != ACCORD_PATH_NONE) accord_note_stop(engine);
}

/* ---- verdicts ---- */

static bool copy_items(struct accord_paths *paths, struct accord_value *value)
{
    const char **items = accord_paths_alloc(paths, (value->count + 1) * sizeof *items);
    for (size_t i = 0; items != NULL && i < value->count; i++) {
        items[i] = copy_text(paths, value->items[i]);
        if (items[i] == NULL) return false;
    }
    value->items = items;
    return items != NULL;
}

static uint16_t argument_number(const struct accord_path_note *note, const char *name)
{
    for (size_t i = 0; i < note->argument_count; i++)
        if (note->arguments[i].name == name) return note->arguments[i].number;
    return ACCORD_PATH_NONE;
}

static bool copy_argument(struct accord_engine *engine, const struct accord_argument *argument,
                          struct accord_path_argument *copy)
{
    struct accord_value *value = &copy->argument.value;
    *copy = (struct accord_path_argument){*argument, argument_number(engine->note, argument->name)};
    copy->argument.name = copy_text(engine->paths, argument->name);
    if (copy->argument.name == NULL) return false;
    if (value->text != NULL) {
        value->text = copy_text(engine->paths, value->text);
        if (value->text == NULL) return false;
    }
    return value->count == 0 || copy_items(engine->paths, value);
}

static const struct accord_path_said *copy_said(struct accord_engine *engine, const struct accord_draft *draft,
                                                const struct accord_path_said *said)
{
    struct accord_path_said *copy = accord_paths_alloc(engine->paths, sizeof *copy);
    size_t count = draft->argument_count, named = said->named.count;
    if (copy == NULL) return NULL;
    *copy = *said;
    copy->argument_count = count;
    copy->arguments = accord_paths_alloc(engine->paths, (count + 1) * sizeof *copy->arguments);
    copy->named.values = accord_paths_alloc(engine->paths, (named + 1) * sizeof *copy->named.values);
    if (copy->arguments == NULL || copy->named.values == NULL) return NULL;
    if (named > 0) memcpy(copy->named.values, said->named.values, named * sizeof *copy->named.values);
    for (size_t i = 0; i < count; i++)
        if (!copy_argument(engine, &draft->arguments[i], &copy->arguments[i])) return NULL;
    return copy;
}

static bool number_draft(struct accord_engine *engine, struct accord_draft *draft)
{
    draft->path_number = accord_path_add_draft(&engine->paths->values, draft);
    return numbered(engine, draft->path_number);
}

static bool all_numbered(const struct accord_path_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->values[i] == ACCORD_PATH_NONE) return false;
    return true;
}

void accord_note_draft(struct accord_engine *engine, struct accord_draft *draft, const struct accord_path_said *said)
{
    struct accord_path_said lasts = *said;
    if (!accord_noting(engine) || (said->absence != NULL && !lasting(engine, said->table, &lasts.filter))) return;
    struct accord_step step = {.kind = said->absence != NULL ? ACCORD_STEP_ABSENCE : ACCORD_STEP_DRAFT};
    if (!all_numbered(&said->named)) accord_note_stop(engine);
    if (accord_noting(engine) && *engine->note->place == NULL) {
        step.with.said = copy_said(engine, draft, &lasts);
        if (step.with.said == NULL) accord_note_stop(engine);
    }
    if (!accord_noting(engine)) return;
    engine->note->argument_count = 0;
    if (number_draft(engine, draft)) note_only(engine, &step);
}

void accord_note_findings(struct accord_engine *engine, struct accord_draft *draft)
{
    const struct accord_step step = {.kind = ACCORD_STEP_FINDINGS};
    if (accord_noting(engine) && number_draft(engine, draft)) note_only(engine, &step);
}

void accord_note_add(struct accord_engine *engine, const struct accord_draft *parent, const struct accord_draft *child)
{
    const struct accord_step step = {.kind = ACCORD_STEP_ADD, .a = parent->path_number, .b = child->path_number};
    if (accord_noting(engine)) note_only(engine, &step);
}

void accord_note_found(struct accord_engine *engine, const struct accord_draft *findings)
{
    const struct accord_step step = {.kind = ACCORD_STEP_FOUND, .a = findings->path_number};
    if (accord_noting(engine)) note_kind(engine, &step, ACCORD_REPLY_NUMBER, (int64_t)findings->child_count);
}

void accord_note_open(struct accord_engine *engine, const struct accord_row *row)
{
    struct accord_step step = {.kind = ACCORD_STEP_OPEN, .a = ACCORD_PATH_NONE};
    if (!accord_noting(engine)) return;
    if (row != NULL) step.a = accord_path_row_number(engine, row);
    if (row == NULL || numbered(engine, step.a)) note_only(engine, &step);
}

void accord_note_close(struct accord_engine *engine, struct accord_draft *draft, bool of_reasons, size_t reasons)
{
    struct accord_step step = {.kind = ACCORD_STEP_CLOSE, .a = ACCORD_PATH_NONE};
    if (!accord_noting(engine)) return;
    step.number = (int64_t)(reasons - engine->note->reasons);
    if (of_reasons && !number_draft(engine, draft)) return;
    if (!of_reasons) step.a = draft->path_number;
    note_only(engine, &step);
}

void accord_note_forget(struct accord_engine *engine, size_t reasons)
{
    struct accord_step step = {.kind = ACCORD_STEP_FORGET};
    if (!accord_noting(engine) || engine->reason_count == reasons) return;
    step.number = (int64_t)(reasons - engine->note->reasons);
    note_only(engine, &step);
}

void accord_note_passed(struct accord_engine *engine)
{
    const struct accord_step step = {.kind = ACCORD_STEP_PASSED};
    if (accord_noting(engine)) note_only(engine, &step);
}

void accord_note_end(struct accord_engine *engine, const struct accord_draft *draft, enum accord_gate gate)
{
    const struct accord_step step = {
        .kind = ACCORD_STEP_END, .a = draft != NULL ? draft->path_number : ACCORD_PATH_NONE, .number = (int64_t)gate};
    if (accord_noting(engine)) note_only(engine, &step);
    accord_note_stop(engine);
}
