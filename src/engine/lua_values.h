/* Values that rules handle: dates, amounts, cells as Lua values, and Lua values as arguments. */
#ifndef ACCORD_ENGINE_LUA_VALUES_H
#define ACCORD_ENGINE_LUA_VALUES_H

#include "engine/engine.h"

/* The first member of every userdata: rules cannot make others, so it tells what one is. */
enum accord_userdata_kind {
    ACCORD_USERDATA_DATE,
    ACCORD_USERDATA_DECIMAL,
    ACCORD_USERDATA_ROW,
    ACCORD_USERDATA_ROWS,
    ACCORD_USERDATA_ACTOR,
    ACCORD_USERDATA_WORLD,
    ACCORD_USERDATA_MARK, /* present, absent_cell, during(...) */
    ACCORD_USERDATA_DRAFT,
    ACCORD_USERDATA_COLLECTED,
    ACCORD_USERDATA_OPEN,   /* collected.open */
    ACCORD_USERDATA_ITEM,   /* of either */
    ACCORD_USERDATA_CARRIED /* a text that the rule only hands on to a message */
};

struct accord_date_userdata {
    enum accord_userdata_kind kind;
    struct accord_date date;
    struct accord_row *row; /* whence it was read, for a coarse one; or NULL */
    int column;
    uint32_t epoch;
    bool is_as_of;        /* not known before a run */
    uint16_t path_number; /* of a coarse one, in the path that is being written down; or ACCORD_PATH_NONE */
};

struct accord_decimal_userdata {
    enum accord_userdata_kind kind;
    struct accord_decimal number;
};

struct accord_carried_userdata {
    enum accord_userdata_kind kind;
    uint16_t path_number;
    const struct accord_cell *text;
};

struct accord_mark_userdata {
    enum accord_userdata_kind kind;
    enum accord_term_kind term;
    struct accord_window window;
};

/* Sets up metatables, the date cache, `as_of`, `present` and `absent_cell` in the environment table at `environment`.
 */
void accord_lua_values_open(lua_State *L, int environment);

/* The userdata at `index` if it is of that kind, or NULL. */
void *accord_userdata(lua_State *L, int index, enum accord_userdata_kind kind);
/* What a value is, in a rule author's words: "date", "row", "text", ... */
const char *accord_value_name(lua_State *L, int index);
/* The same for a sentence: "a date", "an amount", "rows", "nothing" for nil. Allocates nothing. */
const char *accord_value_phrase(lua_State *L, int index);

/* A date that the rule has from elsewhere than the record; a full one is shared. */
void accord_push_date(lua_State *L, struct accord_date date);
/* One that comes from the record, with the cell that a coarse one was read from and its number in the path at hand. */
void accord_push_dated(lua_State *L, const struct accord_dated *dated, uint16_t path_number);
void accord_push_carried(lua_State *L, const struct accord_cell *text, uint16_t path_number);
void accord_push_decimal(lua_State *L, struct accord_decimal number);

/* Tells rules the as-of date. */
void accord_set_as_of(lua_State *L, struct accord_date as_of);

/* A date value, or a text YYYY[-MM[-DD]] at `index`; raises an argument error otherwise. */
struct accord_date accord_check_date(lua_State *L, int index);

/* The date so many months, or days, later: raises where there is none. */
void accord_move_date(lua_State *L, const struct accord_date_userdata *date, int64_t count, bool months,
                      struct accord_dated *moved);
/* False where it is coarser than a year: a reason is added. */
bool accord_year_of(lua_State *L, const struct accord_date_userdata *date, int *year);
/* Adds the reason why two dates cannot be placed before or after one another. */
void accord_add_coarse(lua_State *L, const struct accord_date_userdata *a, const struct accord_date_userdata *b);

/* The text at `index`, copied into the check's arena: UTF-8 without NUL, no longer than the limit of a message; raises
 * otherwise. `what` says whose it is. */
const char *accord_take_text(lua_State *L, int index, const char *what, size_t *length);
const char *accord_check_text(lua_State *L, const char *text, size_t length, const char *what); /* any other likewise */

/* The value at `index` as an argument of a message, copied into the check's arena. False when it is none. */
bool accord_take_value(lua_State *L, int index, struct accord_value *value);

#endif
