/* Writing down a path while Lua runs: one call for each thing that a rule asks of the host or has it make. Without
 * effect where no path is being written down; what no path can follow ends the writing, and never the check. No Lua. */
#ifndef ACCORD_ENGINE_PATH_NOTE_H
#define ACCORD_ENGINE_PATH_NOTE_H

#include "engine/lua_rows.h"
#include "engine/paths.h"

enum { ACCORD_NOTED_ARGUMENTS_MAX = 32 };

struct accord_path_note {
    struct accord_step **place; /* of the step that comes next */
    size_t reasons;             /* those of the items around: the steps count from here */
    bool carries;               /* Lua was given a text that it can only hand on */
    struct {
        const char *name;
        uint16_t number;
    } arguments[ACCORD_NOTED_ARGUMENTS_MAX]; /* of the message that is made: those that are values of the path */
    size_t argument_count;
};

static inline bool accord_noting(const struct accord_engine *engine)
{
    return engine->note != NULL;
}

/* Begins the path of engine->rule with `note`, which lives until accord_note_stop. */
void accord_note_begin(struct accord_engine *engine, struct accord_path_note *note);
/* Nothing more is written down. What was stays, without an end. */
void accord_note_stop(struct accord_engine *engine);

/* ---- questions ---- */

/* How a question to a table is put. */
struct accord_note_question {
    bool of_world;
    int table;
    int asked; /* an enum accord_asked, where it gives rows */
    const struct accord_filter *filter;
};

void accord_note_ask(struct accord_engine *engine, const struct accord_note_question *question,
                     struct accord_rows_userdata *rows);
/* actor:shows and actor:lacks. */
void accord_note_match(struct accord_engine *engine, enum accord_step_kind kind,
                       const struct accord_note_question *question, enum accord_truth answer);
void accord_note_bound(struct accord_engine *engine, const char *treaty, enum accord_truth bound);

/* ---- rows and cells ---- */

void accord_note_count(struct accord_engine *engine, const struct accord_rows_userdata *rows);
void accord_note_row_at(struct accord_engine *engine, const struct accord_rows_userdata *rows, int64_t index,
                        struct accord_row *row);
/* `row` is NULL where there is none, or where it is undecided. */
void accord_note_pick(struct accord_engine *engine, const struct accord_rows_userdata *rows, int column, bool latest,
                      struct accord_row *row, bool undecided);
/* `told`: the values as accord_cells_told has them; NULL: undecided. */
void accord_note_distinct(struct accord_engine *engine, const struct accord_rows_userdata *rows, int column,
                          const char *told, size_t length);
/* A cell that was read or asked for. Returns its number where Lua is given a new date, or a text to hand on only. */
uint16_t accord_note_cell(struct accord_engine *engine, enum accord_step_kind kind, struct accord_row *row, int column,
                          enum accord_seen seen);

/* The value on top of the stack has become an argument of a message, whose name lies there. */
void accord_note_argument(lua_State *L, const char *name);

/* ---- rows one by one ---- */

/* A function is called for each of the rows. */
struct accord_note_items {
    const struct accord_rows_userdata *rows;
    bool apart; /* what it does for one row is nothing to the others: each goes its own way through the same steps */
    struct accord_step step;
    struct accord_step **place;
    size_t values;
    size_t reasons;
    size_t reasons_before; /* the first of them */
    uint64_t spent;        /* before the row at hand */
};

/* For the function at `function`. `parent` is that of each(), or NULL. */
void accord_note_items(lua_State *L, enum accord_step_kind kind, const struct accord_rows_userdata *rows, int function,
                       const struct accord_draft *parent, int64_t number, struct accord_note_items *items);
void accord_note_item(struct accord_engine *engine, struct accord_note_items *items, size_t index);
/* The function has said `draft` (NULL: it left reasons that became one), or true or false. */
void accord_note_item_end(struct accord_engine *engine, struct accord_note_items *items,
                          const struct accord_draft *draft, int64_t number);
/* All have been gone through as far as was needed. */
void accord_note_items_end(struct accord_engine *engine, struct accord_note_items *items);
/* What a test said over them. */
void accord_note_items_tested(struct accord_engine *engine, struct accord_note_items *items, enum accord_truth truth);
/* There was nothing to go through. */
void accord_note_items_none(struct accord_engine *engine, struct accord_note_items *items);
void accord_note_items_chosen(struct accord_engine *engine, struct accord_note_items *items,
                              struct accord_rows_userdata *chosen);

/* ---- dates ---- */

/* Whether the date may be another for another actor. */
bool accord_note_varies(const struct accord_engine *engine, const struct accord_date_userdata *date);
void accord_note_compared(struct accord_engine *engine, enum accord_step_kind kind,
                          const struct accord_date_userdata *a, const struct accord_date_userdata *b,
                          enum accord_truth truth);
/* Returns the number of the date that came of it where Lua is given a new one. */
uint16_t accord_note_moved(struct accord_engine *engine, enum accord_step_kind kind,
                           const struct accord_date_userdata *date, int64_t count, const struct accord_dated *moved);
void accord_note_year(struct accord_engine *engine, const struct accord_date_userdata *date, int year, bool undecided);
/* A full date that does not vary is handed to Lua. */
void accord_note_const_day(struct accord_engine *engine, int32_t day);

/* ---- verdicts ---- */

/* `said` is copied with all that it holds, its filter excepted; its arguments are the draft's. */
void accord_note_draft(struct accord_engine *engine, struct accord_draft *draft, const struct accord_path_said *said);
void accord_note_findings(struct accord_engine *engine, struct accord_draft *draft);
void accord_note_add(struct accord_engine *engine, const struct accord_draft *parent, const struct accord_draft *child);
void accord_note_found(struct accord_engine *engine, const struct accord_draft *findings);
void accord_note_open(struct accord_engine *engine, const struct accord_row *row);
/* `of_reasons`: the draft was made for the reasons from `reasons` on. */
void accord_note_close(struct accord_engine *engine, struct accord_draft *draft, bool of_reasons, size_t reasons);
void accord_note_forget(struct accord_engine *engine, size_t reasons);
void accord_note_passed(struct accord_engine *engine);
/* The path has come to its end: `draft`, or NULL for one of all reasons. */
void accord_note_end(struct accord_engine *engine, const struct accord_draft *draft, enum accord_gate gate);

#endif
