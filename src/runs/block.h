/* What was said of some actors as one piece of bytes: verdicts with all that they carry, texts once each, and rows by
 * where they stand among what the actor sees, so that a line that is inserted somewhere changes none of it. */
#ifndef ACCORD_RUNS_BLOCK_H
#define ACCORD_RUNS_BLOCK_H

#include "accord/run.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/wire.h"
#include "runs/rows.h"
#include "store/run_file.h"

enum {
    ACCORD_KEY_BYTES = 16,    /* of an actor's digest */
    ACCORD_BLOCK_ACTORS = 64, /* of a block, and of a piece put aside one */
    ACCORD_BLOCK_MAX = 1024 * 1024 * 1024
};

/* ---- writing ---- */

struct accord_block_writer {
    struct accord_map texts; /* to their numbers */
    struct accord_text text_list;
    struct accord_text verdicts;
    struct accord_text body; /* of the verdict at hand */
    struct accord_text whole;
    struct accord_text ids;
    struct accord_text keys;
    struct accord_text collected;
    size_t actors;
    size_t errors;
};

void accord_block_writer_init(struct accord_block_writer *writer);
void accord_block_writer_clear(struct accord_block_writer *writer);
void accord_block_writer_reset(struct accord_block_writer *writer); /* empties it */

/* One actor, then as many verdicts. `key` is NULL where no later run is to find it. */
void accord_block_add_actor(struct accord_block_writer *writer, const unsigned char *key, const char *id,
                            size_t verdicts);
/* `numbers` are those of the packs' rules; NULL: their places there. The rows of an aggregate's evidence are of many
 * actors: they are told by key and values. */
void accord_block_add_verdict(struct accord_block_writer *writer, const int64_t *numbers,
                              const struct accord_verdict *verdict);
/* What aggregate rules collected of the actor added last. */
void accord_block_add_collected(struct accord_block_writer *writer, const char *bytes, size_t length);

/* All but the counts. Borrowed from the writer. */
enum accord_status accord_block_finish(struct accord_block_writer *writer, struct accord_run_block *block,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- reading ---- */

/* The bytes may be anything: what cannot be read is false. */
struct accord_block_reader {
    struct accord_wire wire;
    const char **texts;
    size_t text_count;
    size_t left;    /* verdicts of the actor at hand that were not read */
    bool no_memory; /* why reading failed, where it is not the bytes */
};

/* `texts` live in the arena; the bytes stay the caller's. */
bool accord_block_open(struct accord_block_reader *reader, struct accord_bytes bytes, struct accord_arena *arena);

/* The next actor; what was left of the one before is passed over. */
bool accord_block_next_actor(struct accord_block_reader *reader, size_t *verdicts);

/* One verdict, without what it carries. */
struct accord_block_entry {
    uint64_t number; /* of its rule */
    uint64_t cause_number;
    struct accord_verdict verdict; /* kind, gate, cause; of findings their kinds */
    struct accord_wire body;
};

/* `arena` gets the findings. */
bool accord_block_next(struct accord_block_reader *reader, struct accord_arena *arena,
                       struct accord_block_entry *entry);

/* What it carries, into entry->verdict, whose actor says whether it is an aggregate's. `rows` finds the rows of
 * evidence; NULL: they keep their ordinals and columns alone. `store` NULL, where the dataset is not at hand: tables keep
 * their numbers alone. */
bool accord_block_read(struct accord_block_reader *reader, struct accord_rows *rows, const struct accord_store *store,
                       struct accord_arena *arena, struct accord_block_entry *entry);

#endif
