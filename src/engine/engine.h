/* The engine's state: one Lua state, the packs loaded in it, and the facts of the actor that is looked at. */
#ifndef ACCORD_ENGINE_ENGINE_H
#define ACCORD_ENGINE_ENGINE_H

#include "accord/observe.h"
#include "base/blocks.h"
#include "base/memory.h"
#include "engine/day_set.h"
#include "engine/filter.h"
#include "engine/known_filters.h"
#include "engine/packs.h"
#include "store/dataset.h"

#include <lua.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ACCORD_CORE_TABLES_MAX = 32,
    ACCORD_ENGINE_TABLES_MAX =
        ACCORD_TABLES_MAX + ACCORD_CORE_TABLES_MAX, /* core tables that a dataset lacks are there, empty */
    ACCORD_KEY_TEXT_MAX = 64 * 1024 * 1024
};

enum { ACCORD_TABLE_WORDS = (ACCORD_ENGINE_TABLES_MAX + 63) / 64 };
enum { ACCORD_READ_WORDS = (ACCORD_COLUMNS_MAX + 63) / 64 };

/* ---- facts: rows as rules see them ---- */

struct accord_facts; /* the rows of one actor, or the global ones */

/* One row with what the check at hand has read of it. Lives in the arena of its facts. */
struct accord_row {
    int64_t id;
    const struct accord_cell *cells;
    const char *key; /* made when first asked for */
    bool of_world;   /* lives as long as the run, not as the actor */
    bool dated;      /* the next two are known: what the as-of date says of it, an accord_match each */
    unsigned char there;
    unsigned char valid;
    int table;
    uint32_t ordinal; /* among the rows of its set, which are sorted: the same wherever its content is the same */
    int slot;         /* of its userdata in the table's pool, 0: none yet */
    bool touched;     /* in the list of rows read in this scope */
    uint64_t kept_in; /* serial of the kept scope that `kept_at` is an index of */
    size_t kept_at;
    uint64_t path; /* serial of the path in which it has the next number */
    uint16_t path_number;
    uint64_t placed_in;               /* serial of the gathering of evidence that has its entry */
    uint64_t read[ACCORD_READ_WORDS]; /* columns read in this scope */
};

/* A date, and the cell that a coarse one was read from: a full one says all of itself. */
struct accord_dated {
    struct accord_date date;
    struct accord_row *row; /* or NULL */
    int column;
};

struct accord_row_set {
    bool loaded;
    bool of_world;
    struct accord_row *rows;
    size_t count;
};

struct accord_facts {
    uint32_t rank; /* 0: global rows */
    struct accord_arena arena;
    struct accord_row_set sets[ACCORD_ENGINE_TABLES_MAX];
};

/* The rows of a table that was asked about across actors, from its first scan on. */
struct accord_scanned {
    const struct accord_cell **rows;
    size_t count;
    size_t capacity;
    bool complete;
    bool too_large; /* it is scanned again for every question */
};

enum { ACCORD_SCANNED_BYTES_MAX = 4 * 1024 * 1024 }; /* of all tables */

/* How many rows of all actors match a question. */
struct accord_count {
    size_t surely;
    size_t possibly;
};

/* ---- questions and what was read: the automatic evidence ---- */

/* One question to a table, with the rows of its answer. Lives in the check's arena. */
struct accord_query {
    const struct accord_schema *schema;
    int table;
    const struct accord_filter *filter;
    struct accord_row **rows;
    size_t count;
    struct accord_query *next; /* in order of asking */
};

/* What was asked and read since the scope was opened. */
struct accord_scope {
    struct accord_query *first_query;
    struct accord_query *last_query;
    size_t query_count;
    struct accord_row **touched;
    size_t touched_count;
    size_t touched_capacity;
    uint64_t serial;                     /* of a scope that was kept: no other has it */
    uint64_t (*read)[ACCORD_READ_WORDS]; /* of a scope that was kept: what was read of each touched row */
};

/* Why a comparison could not be decided. */
struct accord_reason {
    enum accord_verdict_kind verdict; /* REVIEW or UNREPORTED */
    struct accord_row *row;           /* or NULL */
    int column;                       /* or ACCORD_NO_COLUMN */
    const char *text;
};

enum { ACCORD_REASONS_MAX = 256 };

/* ---- verdicts while they are made ---- */

/* What a constructor made: one finding to be, or several gathered by findings(). Lives in the check's arena. */
struct accord_draft {
    enum accord_verdict_kind verdict;
    const struct accord_message *message; /* NULL for met and for what is undecided */
    struct accord_argument *arguments;
    size_t argument_count;
    struct accord_row **records;
    size_t record_count;
    struct accord_query *absence; /* the declared absence, or NULL */
    /* in a conclusion: items of what was collected, and the questions that show what their collects read */
    struct accord_item **items;
    size_t item_count;
    struct accord_query **shown;
    size_t shown_count;
    const char *reserved; /* the id of a message of the engine's own, which is `text` */
    const char *text;
    enum accord_match open; /* COARSE or MISSING: rows that may count stand against the absence; NO otherwise */
    const struct accord_reason *reasons;
    size_t reason_count;
    struct accord_row *item;    /* of each(), or NULL; an item that was collected is in `items` */
    struct accord_scope *scope; /* what an item of each() read; NULL: the check's */
    uint16_t path_number;       /* in the path at hand, where there is one */
    bool gathers;
    bool added; /* to a findings() */
    struct accord_draft *first_child;
    struct accord_draft *last_child;
    struct accord_draft *next;
    size_t child_count;
};

/* Whether a treaty binds the actor at hand, and the claims that say so. */
struct accord_bond {
    const char *treaty;
    enum accord_truth bound;
    const struct accord_query *query;
};

enum { ACCORD_CLAIM_COLUMNS = 4 };

/* Where claims stand. */
struct accord_claims_table {
    int table;
    int columns[ACCORD_CLAIM_COLUMNS];
};

enum { ACCORD_BONDS_MAX = 16 }; /* that are remembered */

enum accord_phase { ACCORD_PHASE_IDLE, ACCORD_PHASE_LOADING, ACCORD_PHASE_CHECKING };

/* Why Lua was left other than by an error of the rule's. */
enum accord_unwind {
    ACCORD_UNWIND_NONE,
    ACCORD_UNWIND_UNDECIDED, /* the third value: reasons tell */
    ACCORD_UNWIND_RERUN,     /* the pair stood still: evaluate it again under the count */
    ACCORD_UNWIND_LIMIT,     /* a limit was hit: stays so until the pair is over */
    ACCORD_UNWIND_HOST       /* the host failed (memory, store): err tells */
};

enum accord_limit { ACCORD_LIMIT_INSTRUCTIONS, ACCORD_LIMIT_MEMORY, ACCORD_LIMIT_TIME };

/* Rows of one table as userdata, reused from actor to actor. */
struct accord_row_userdata;
struct accord_pool {
    struct accord_row_userdata **rows;
    int used;
    int made;
    int capacity;
};

/* Userdata that are used again; see engine/kept.h. */
enum { ACCORD_POOL_KEPT = 256 };

struct accord_userdata_pool {
    size_t size;
    int metatable; /* places in the Lua registry */
    int place;
    int used;
    int made;
    void *userdata[ACCORD_POOL_KEPT];
};

/* Places in the Lua registry of what the host keeps there; 0: nothing yet. */
struct accord_kept {
    int date_meta;
    int date_cache;
    int decimal_meta;
    int mark_meta;
    int mark_cache;
    int as_of;
    int filter_objects;
    int rows_meta;
    int draft_meta;
    int actor;
    int row_metas[ACCORD_ENGINE_TABLES_MAX]; /* by table: of its rows, and its pool of rows */
    int row_pools[ACCORD_ENGINE_TABLES_MAX];
};

/* Where a text that named a column was, and which column: the next text at that place is most often the same. */
struct accord_named_column {
    const char *text;
    const struct accord_schema *schema;
    int column;
};

enum { ACCORD_NAMED_COLUMNS = 512 }; /* a power of two */

/* What the allocator of the Lua state knows. */
struct accord_lua_memory {
    struct accord_blocks blocks;
    size_t used;
    size_t limit;
    uint64_t large; /* bytes of large blocks handed out for this pair: their cost is charged */
    bool refused;
};

/* Whom a run tells what it does. */
struct accord_observation {
    const struct accord_observer *observer; /* NULL: nobody */
    struct accord_arena arena;              /* of the event at hand */
    const char *source;                     /* of the chunk that `file` is of */
    int file;
    bool failed;
};

struct accord_engine {
    lua_State *L;
    struct accord_packs *packs;
    struct accord_limits limits;
    struct accord_lua_memory memory;
    bool bytecode_known; /* what compiled code can set is found by reading it */
    bool sets_upvalues;  /* some chunk that was loaded can set a local of a function around */
    struct accord_kept kept;
    bool names_stay; /* values are held from one check to the next, as in a console: none is used again */
    struct accord_userdata_pool lists; /* of rows */
    struct accord_userdata_pool drafts;
    int dates_kept; /* in the cache of full dates */
    int marks_kept; /* in the cache of during() */
    enum accord_phase phase;
    struct accord_error *err; /* of the call at hand */

    /* loading */
    const char *loading_file;

    /* bound to a dataset */
    struct accord_dataset *dataset;
    struct accord_store *store;
    struct accord_reader *reader;
    const struct accord_schema *schemas[ACCORD_ENGINE_TABLES_MAX]; /* the store's, then core tables that it lacks */
    int schema_count;
    int stored_count;
    int32_t as_of;
    struct accord_facts actor;
    struct accord_facts world;
    uint64_t actor_serial; /* of what was made for the actor at hand: no other has it */
    size_t actor_index;
    const char *actor_id; /* in a conclusion that of the aggregate */
    const struct accord_cell *actor_kind;
    struct accord_claims_table claims;
    struct accord_bond bonds[ACCORD_BONDS_MAX];
    size_t bond_count;
    struct accord_conclusion *conclusion; /* at hand: there is no actor then; or NULL */
    struct accord_pool pools[ACCORD_ENGINE_TABLES_MAX];
    struct accord_named_column named[ACCORD_NAMED_COLUMNS];
    struct accord_known_filters known_filters;
    lua_Integer filter_objects;    /* that are held for these */
    struct accord_paths *paths;    /* of the run at hand: what its rules asked and were answered */
    struct accord_path_note *note; /* being written down, or NULL */

    struct accord_day_set const_days; /* full dates that rules may hold from elsewhere than the record */
    struct accord_map count_index;    /* of questions across actors, into counts */
    struct accord_count *counts;
    struct accord_scanned scanned[ACCORD_ENGINE_TABLES_MAX];
    size_t scanned_bytes;
    uint64_t (*asked)[ACCORD_TABLE_WORDS]; /* a rule: tables of which it asked for the rows of all actors */

    const struct accord_part *part; /* of a run in parts, or NULL */

    /* the pair at hand */
    const struct accord_rule *rule;
    enum accord_carry carry;
    struct accord_arena arena; /* everything that lives as long as the actor's verdicts */
    struct accord_scope scope;
    uint64_t serials; /* given to kept scopes and gatherings of evidence */
    uint64_t indexed; /* the kept scope that rows point into */
    struct accord_reason reasons[ACCORD_REASONS_MAX];
    size_t reason_count;
    uint32_t epoch; /* changes with every check: what is older cannot be used */
    enum accord_unwind unwind;
    enum accord_limit limit; /* that was hit, where unwind says so */
    const char *trace;
    bool counting;
    uint64_t spent;     /* instructions and charges of the pair */
    size_t held;        /* of the arena when the pair began: what it takes more is the pair's own */
    size_t unallocated; /* bytes that it was charged for and did not take */
    struct accord_observation observation;

    /* shared with a signal handler */
    volatile sig_atomic_t pair;      /* changes with every pair */
    volatile sig_atomic_t pair_seen; /* by the last tick */
    volatile sig_atomic_t evaluating;
    volatile sig_atomic_t armed;
    volatile sig_atomic_t ticks; /* since the pair began to be counted */
};

/* The number of the rule at hand. */
static inline size_t accord_engine_rule(const struct accord_engine *engine)
{
    return (size_t)(engine->rule - engine->packs->rules);
}

static inline struct accord_engine *accord_engine_of(lua_State *L)
{
    struct accord_engine *engine;
    __builtin_memcpy(&engine, lua_getextraspace(L), sizeof engine);
    return engine;
}

#endif
