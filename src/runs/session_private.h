/* What the parts of a session share. Private to src/runs. */
#ifndef ACCORD_RUNS_SESSION_PRIVATE_H
#define ACCORD_RUNS_SESSION_PRIVATE_H

#include "report/summary_part.h"
#include "runs/block.h"
#include "runs/earlier.h"
#include "runs/inputs.h"
#include "runs/kept_rows.h"
#include "runs/plan.h"
#include "runs/session.h"

/* The block of an earlier run that is being read. */
struct accord_cursor {
    uint32_t block; /* of the plan, or ACCORD_PLAN_FRESH */
    size_t at;      /* the actor that comes next */
    struct accord_arena arena;
    struct accord_block_reader reader;
    struct accord_wire collected;
};

/* What is known of one rule for the actor at hand. */
struct accord_slot {
    bool there;
    struct accord_verdict verdict;
    struct accord_bytes collected; /* of an aggregate rule; no bytes: nothing */
};

struct accord_session {
    struct accord_session_orders orders;
    size_t rule_count;
    size_t actor_count;
    bool collects;         /* aggregate rules are asked */
    bool concludes;        /* of all actors */
    bool has_aggregates;   /* among those evaluated */
    bool *evaluated;       /* a rule: its verdicts, or what it collects, are wanted */
    bool *recorded;        /* a rule: evaluated, or required by one that is */
    bool *dirty;           /* a rule: it is asked for every actor */
    bool *mask;            /* a rule: of the pass at hand */
    int64_t *numbers;      /* a rule: in the file */
    uint64_t *asked;       /* a rule: tables that it asked for the rows of all actors, a bit each */
    size_t *limits;        /* a rule: actors for which it hit one in this session */
    size_t *limits_before; /* and in what is taken from earlier runs */
    size_t *requires;      /* a rule */
    bool *aggregate;       /* a rule */
    unsigned char (*digests)[ACCORD_SHA256_BYTES];
    unsigned char ground[ACCORD_SHA256_BYTES];
    unsigned char *keys;

    struct accord_earlier *sources;
    size_t source_count;
    struct accord_earlier_blocks blocks;
    struct accord_plan plan;

    /* while it runs */
    size_t pairs;   /* evaluated */
    size_t at;      /* the actor that comes next, in the order of the run */
    size_t piece;   /* that it is in */
    bool put_aside; /* fresh actors were evaluated for the rules that are not dirty */
    bool rewrites;  /* the piece at hand makes a new block */
    bool keeps;     /* what is on record of its actors is not in the file yet */
    struct accord_slot *slots;
    struct accord_cursor cursor;
    struct accord_arena arena; /* of the actor at hand */
    struct accord_block_writer writer;
    struct accord_block_writer aside;
    struct accord_block_writer conclusions;
    struct accord_kept_writer kept;
    unsigned char kept_digest[ACCORD_SHA256_BYTES]; /* of the piece at hand */
    struct accord_summary_part part;
    struct accord_text scratch;
    struct accord_spool collected;
    struct accord_rows rows;
};

static inline size_t accord_session_actor(const struct accord_session *session, size_t at)
{
    return session->orders.actors ? session->orders.actors[at] : at;
}

/* ---- choose.c: what is taken from where ---- */

/* Finds the run to take from, and makes the plan. */
enum accord_status accord_session_choose(struct accord_session *session, struct accord_error *err) ACCORD_MUST_CHECK;
/* What sources are compared with. */
struct accord_earlier_subject accord_session_subject(const struct accord_session *session);
/* Rules that require a dirty one are. */
void accord_session_spread_dirty(struct accord_session *session);

/* ---- merge.c: runs that make a whole ---- */

/* Takes everything from the runs that were given, in the place of accord_session_choose. */
enum accord_status accord_session_merge(struct accord_session *session, struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- join.c: one actor from all that is known of it ---- */

/* Puts what was said of the actor into its slots, tells the listener, and writes the block at hand. */
enum accord_status accord_session_join(struct accord_session *session, struct accord_error *err) ACCORD_MUST_CHECK;
/* The next piece at once, where numbers are enough. */
enum accord_status accord_session_join_piece(struct accord_session *session, bool *joined,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* What accord_run_add_limits and the others appended: counts limits and tables, and fills the slots' collected bytes,
 * which are borrowed from the notes. */
enum accord_status accord_session_note(struct accord_session *session, const char *notes, size_t length,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
/* The slots' collected bytes as accord_run_add_collected writes them, rules by their place in the packs or by their
 * number in the file. */
void accord_session_write_collected(const struct accord_session *session, bool by_number, struct accord_text *text);
void accord_session_clear_slots(struct accord_session *session);

#endif
