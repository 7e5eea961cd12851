/* What the collects of an aggregate rule gave, actor by actor, kept compactly until it is concluded. No Lua. */
#ifndef ACCORD_ENGINE_COLLECTED_H
#define ACCORD_ENGINE_COLLECTED_H

#include "accord/plain.h"
#include "base/wire.h"
#include "engine/engine.h"

enum {
    ACCORD_COLLECTED_BYTES_MAX = 16 * 1024 * 1024, /* of one rule, for all actors */
    ACCORD_COLLECTED_VALUE_MAX = 4096,             /* bytes of what one collect returns, see accord_plain_size */
    ACCORD_COLLECTED_DEPTH_MAX = 8
};

enum accord_item_state {
    ACCORD_ITEM_GIVEN,   /* it has a value */
    ACCORD_ITEM_NOTHING, /* the actor is addressed, and its collect had nothing to add */
    ACCORD_ITEM_OPEN,    /* whether it is addressed, or what it gives, is undecided: `why` tells */
    ACCORD_ITEM_FAILED   /* its collect failed: `why` tells */
};

/* A row that a collect read, or that answered its question: its cells stay in the store until a conclusion names it. */
struct accord_reference {
    uint32_t ordinal; /* among the rows of its table that the actor, or everybody, sees */
    int table;
    int question; /* that it answers: an index, or -1 */
    bool of_world;
    uint64_t read[ACCORD_READ_WORDS];
};

/* One actor of an aggregate rule. */
struct accord_item {
    size_t actor;
    const char *actor_id; /* the dataset's */
    enum accord_item_state state;
    enum accord_verdict_kind verdict; /* of an open one: review or unreported */
    const char *why;
    const char *trace;                /* of a failed one, or NULL */
    const struct accord_plain *value; /* of a given one */
    const struct accord_reference *references;
    size_t reference_count;
    const int *questions; /* that its collect asked, each once */
    size_t question_count;
    struct accord_row **rows; /* one a reference, in the conclusion that has the serial `loaded` */
    uint64_t loaded;
    bool placed;  /* in a region, or it may be */
    bool outside; /* in no region on record, and the regions are not declared complete for it */
};

/* A question that collects asked, kept once. */
struct accord_collected_question {
    int table;
    const struct accord_term *terms;
    size_t term_count;
    struct accord_query *query; /* that shows it, in the draft that has the serial `shown_in` */
    size_t row_capacity;
    uint64_t shown_in;
};

/* An item is in a region, or may be. */
struct accord_collected_place {
    size_t item;
    size_t region;
    bool sure;
};

struct accord_collected {
    size_t rule;
    struct accord_arena arena;
    size_t bytes;  /* kept so far */
    bool overflow; /* more than ACCORD_COLLECTED_BYTES_MAX: nothing more is kept, and nothing can be concluded */
    const char *no_effect;     /* why the provision has none on the as-of date, or NULL */
    struct accord_item *items; /* in actor order */
    size_t item_count;
    size_t item_capacity;
    struct accord_map question_index;
    struct accord_collected_question *questions;
    size_t question_capacity;
    /* over regions */
    struct accord_map region_index;
    const char **regions;
    size_t region_capacity;
    struct accord_collected_place *places; /* by item */
    size_t place_count;
    size_t place_capacity;
};

/* A region or the whole while it is concluded. */
struct accord_conclusion {
    struct accord_collected *collected;
    struct accord_item **items; /* given, in actor order */
    size_t count;
    struct accord_item **open;
    size_t open_count;
    bool open_read; /* the rule asked who is open */
    uint64_t serial;
};

void accord_collected_init(struct accord_collected *collected, size_t rule);
void accord_collected_clear(struct accord_collected *collected);

/* Adds the actor at hand. `scope` is what its collect asked and read, or NULL; `value` is copied. On overflow nothing
 * is added. */
enum accord_status accord_collected_add(struct accord_collected *collected, struct accord_engine *engine,
                                        const struct accord_item *item, const struct accord_scope *scope,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends all of it, of one actor, as bytes that say neither who that is nor where its rows lie; and adds what was
 * written so. Of what is read the engine's dataset must have the tables; anything else is RULE_FAILED. */
void accord_collected_write(const struct accord_collected *collected, const struct accord_engine *engine,
                            struct accord_text *text);
enum accord_status accord_collected_read(struct accord_collected *collected, struct accord_engine *engine, size_t actor,
                                         struct accord_wire *wire, struct accord_error *err) ACCORD_MUST_CHECK;

/* Puts an item into a region of the rule's scheme. */
enum accord_status accord_collected_place(struct accord_collected *collected, size_t item, const char *region,
                                          size_t length, bool sure, struct accord_error *err) ACCORD_MUST_CHECK;

/* Finds the rows that the item's collect read, one a reference, in the store again: in the engine's arena, and the same
 * ones in the whole conclusion. */
enum accord_status accord_item_load(struct accord_engine *engine, struct accord_item *item,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* Has a draft name items of the conclusion at hand: what their collects asked and read counts as asked and read in the
 * scope at hand. `items` lives as long as the draft. */
enum accord_status accord_draft_name(struct accord_engine *engine, struct accord_draft *draft,
                                     struct accord_item **items, size_t count,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* Where a conclusion says met, partial or gap and never asked who is open, *draft becomes a review that says so. */
enum accord_status accord_conclusion_settle(struct accord_engine *engine, const struct accord_draft **draft,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* A review that names everybody who is open. `said` is what was concluded without them, or NULL where nobody is surely
 * addressed. */
enum accord_status accord_conclusion_open(struct accord_engine *engine, const char *said,
                                          const struct accord_draft **draft,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* What the collect read of one row counts as read in the scope at hand. False when memory is short. */
bool accord_reference_mark(struct accord_engine *engine, const struct accord_reference *reference,
                           struct accord_row *row);

#endif
