/* Trees of questions and answers, and the values of a path. */
#include "engine/paths.h"

#include "base/memory.h"

#include <string.h>

/* A walk to the end saves most of a call; a miss costs a walk, and the call more for being written down. What is asked
 * of few actors is not worth that, and what did not pay may do so later, where the actors are others. */
enum { LEFT_FOR = 2000, CREDIT_FIRST = 64, CREDIT_MOST = 400, CREDIT_WALKED = 2, CREDIT_MISSED = 1 };
enum { MISSES_STUDIED = 24 };

/* ---- trees ---- */

static bool same_reply(const struct accord_reply *a, const struct accord_reply *b)
{
    return a->kind == b->kind && a->number == b->number && a->length == b->length &&
           (a->length == 0 || memcmp(a->text, b->text, a->length) == 0);
}

struct accord_branch *accord_step_other_branch(struct accord_step *step, const struct accord_reply *reply)
{
    struct accord_branch **place = &step->branches;
    while (*place != NULL && !same_reply(&(*place)->reply, reply))
        place = &(*place)->other;
    struct accord_branch *found = *place;
    if (found == NULL || found == step->branches) return found;
    *place = found->other;
    found->other = step->branches;
    step->branches = found;
    return found;
}

bool accord_paths_room(const struct accord_paths *paths)
{
    return paths->arena.total < ACCORD_PATHS_BYTES_MAX;
}

void *accord_paths_alloc(struct accord_paths *paths, size_t size)
{
    if (paths->arena.total + size > ACCORD_PATHS_BYTES_MAX) return NULL;
    return accord_arena_alloc(&paths->arena, size);
}

struct accord_step *accord_step_new(struct accord_paths *paths, const struct accord_step *step)
{
    struct accord_step *made = accord_paths_alloc(paths, sizeof *made);
    if (made != NULL) *made = *step;
    return made;
}

struct accord_branch *accord_branch_new(struct accord_paths *paths, struct accord_step *step,
                                        const struct accord_reply *reply)
{
    if (step->branch_count == ACCORD_BRANCHES_MAX) return NULL;
    struct accord_branch *made = accord_paths_alloc(paths, sizeof *made);
    char *text = reply->length == 0 ? NULL : accord_paths_alloc(paths, reply->length);
    if (made == NULL || (text == NULL && reply->length > 0)) return NULL;
    if (text != NULL) memcpy(text, reply->text, reply->length);
    *made = (struct accord_branch){.reply = *reply, .other = step->branches};
    made->reply.text = text;
    step->branches = made;
    step->branch_count++;
    return made;
}

bool accord_paths_open(struct accord_paths *paths, size_t rule_count)
{
    *paths = (struct accord_paths){.rules = NULL};
    accord_arena_init(&paths->arena);
    accord_map_init(&paths->questions);
    paths->rules = accord_alloc_zero(rule_count + 1, sizeof *paths->rules);
    paths->values.of = accord_alloc_zero(ACCORD_PATH_VALUES_MAX, sizeof *paths->values.of);
    for (size_t i = 0; paths->rules != NULL && i < rule_count; i++)
        paths->rules[i].credit = CREDIT_FIRST;
    if (paths->rules != NULL && paths->values.of != NULL) return true;
    accord_paths_close(paths);
    return false;
}

void accord_paths_close(struct accord_paths *paths)
{
    accord_free(paths->rules);
    accord_free(paths->values.of);
    accord_map_clear(&paths->questions);
    accord_arena_clear(&paths->arena);
    *paths = (struct accord_paths){.rules = NULL};
}

bool accord_paths_worth(struct accord_paths *paths, size_t rule)
{
    struct accord_rule_paths *of = &paths->rules[rule];
    if (of->left || ++of->asked <= ACCORD_PATHS_ASKED_BEFORE) return false;
    if (of->credit < 0 && of->asked - of->asked_last < LEFT_FOR) return false;
    if (of->credit < 0) of->credit = CREDIT_FIRST;
    of->asked_last = of->asked;
    return true;
}

void accord_paths_walked(struct accord_paths *paths, size_t rule, bool to_the_end)
{
    int *credit = &paths->rules[rule].credit;
    paths->rules[rule].walked += to_the_end;
    *credit += to_the_end ? CREDIT_WALKED : -CREDIT_MISSED;
    if (*credit > CREDIT_MOST) *credit = CREDIT_MOST;
    if (to_the_end || ++paths->rules[rule].missed != MISSES_STUDIED) return;
    paths->rules[rule].studied = true;
    paths->rules[rule].first = NULL;
}

void accord_paths_leave(struct accord_paths *paths, size_t rule)
{
    paths->rules[rule].left = true;
}

/* ---- values ---- */

void accord_path_begin(struct accord_engine *engine)
{
    engine->paths->values.count = 0;
    engine->paths->values.serial = ++engine->serials;
}

void accord_path_cut(struct accord_path_values *values, size_t count)
{
    for (; values->count > count; values->count--)
        if (values->of[values->count - 1].kind == ACCORD_PATH_ROW) values->of[values->count - 1].as.row->path = 0;
}

uint16_t accord_path_add(struct accord_path_values *values, const struct accord_path_value *value)
{
    if (values->count == ACCORD_PATH_VALUES_MAX) return ACCORD_PATH_NONE;
    values->of[values->count] = *value;
    return (uint16_t)values->count++;
}

uint16_t accord_path_add_rows(struct accord_path_values *values, struct accord_query *query, struct accord_row **rows,
                              size_t count)
{
    const struct accord_path_value value = {.kind = ACCORD_PATH_ROWS, .as.rows = {query, rows, count}};
    return accord_path_add(values, &value);
}

uint16_t accord_path_add_draft(struct accord_path_values *values, struct accord_draft *draft)
{
    const struct accord_path_value value = {.kind = ACCORD_PATH_DRAFT, .as.draft = draft};
    return accord_path_add(values, &value);
}

uint16_t accord_path_row_number(const struct accord_engine *engine, const struct accord_row *row)
{
    return row->path == engine->paths->values.serial ? row->path_number : ACCORD_PATH_NONE;
}

struct accord_reply accord_path_row_reply(struct accord_engine *engine, struct accord_row *row)
{
    if (row == NULL) return accord_reply_of(ACCORD_REPLY_ABSENT, 0);
    uint16_t number = accord_path_row_number(engine, row);
    if (number != ACCORD_PATH_NONE) return accord_reply_of(ACCORD_REPLY_KNOWN, number);
    const struct accord_path_value value = {.kind = ACCORD_PATH_ROW, .as.row = row};
    row->path_number = accord_path_add(&engine->paths->values, &value);
    row->path = row->path_number == ACCORD_PATH_NONE ? 0 : engine->paths->values.serial;
    return accord_reply_of(ACCORD_REPLY_NEW, row->path_number);
}

static bool same_day(struct accord_date a, struct accord_date b)
{
    return a.first == b.first && a.last == b.last;
}

uint16_t accord_path_day_number(const struct accord_engine *engine, struct accord_date date)
{
    const struct accord_path_values *values = &engine->paths->values;
    for (size_t i = 0; i < values->count; i++)
        if (values->of[i].kind == ACCORD_PATH_DATE && same_day(values->of[i].as.date.date, date)) return (uint16_t)i;
    return ACCORD_PATH_NONE;
}

/* Full dates are one object in Lua where they are the same day, coarse ones never are. */
struct accord_reply accord_path_date_reply(struct accord_engine *engine, struct accord_dated date)
{
    bool full = date.date.first == date.date.last;
    if (full && accord_day_set_has(&engine->const_days, date.date.first))
        return accord_reply_of(ACCORD_REPLY_DAY, date.date.first);
    uint16_t number = full ? accord_path_day_number(engine, date.date) : ACCORD_PATH_NONE;
    if (number != ACCORD_PATH_NONE) return accord_reply_of(ACCORD_REPLY_KNOWN, number);
    struct accord_path_value value = {.kind = ACCORD_PATH_DATE, .as.date = date};
    if (full) value.as.date.row = NULL;
    return accord_reply_of(ACCORD_REPLY_NEW, accord_path_add(&engine->paths->values, &value));
}

struct accord_reply accord_path_text_reply(struct accord_engine *engine, const struct accord_cell *text)
{
    const struct accord_path_value value = {.kind = ACCORD_PATH_TEXT, .as.text = text};
    return accord_reply_of(ACCORD_REPLY_NEW, accord_path_add(&engine->paths->values, &value));
}

bool accord_path_cell_reply(struct accord_engine *engine, struct accord_row *row, int column,
                            struct accord_reply *reply)
{
    const struct accord_cell *cell = &row->cells[column];
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        *reply = accord_reply_of(ACCORD_REPLY_ABSENT, 0);
        return true;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        *reply = (struct accord_reply){.kind = ACCORD_REPLY_TEXT, .text = cell->as.text, .length = cell->length};
        return true;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        *reply = accord_reply_of(ACCORD_REPLY_NUMBER, cell->as.integer);
        return true;
    case ACCORD_CELL_DATE:
        *reply = accord_path_date_reply(engine, (struct accord_dated){cell->as.date, row, column});
        return true;
    case ACCORD_CELL_DECIMAL:
        break;
    }
    return false;
}
