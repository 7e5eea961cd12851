/* An earlier run that verdicts may be taken from: which of its rules still hold. */
#ifndef ACCORD_RUNS_EARLIER_H
#define ACCORD_RUNS_EARLIER_H

#include "accord/run.h"
#include "base/memory.h"
#include "runs/plan.h"
#include "store/dataset.h"
#include "store/run_file.h"

/* What a source is compared with: the run at hand. */
struct accord_earlier_subject {
    const struct accord_packs *packs;
    const struct accord_dataset *dataset;
    unsigned char (*digests)[ACCORD_SHA256_BYTES]; /* one a rule */
    const bool *evaluated;                         /* one a rule: its verdicts, or what it collects, are asked for */
};

/* A rule of the packs in an earlier run. */
struct accord_earlier_rule {
    bool there;
    bool wanted;     /* its verdicts, or what it collected, are there */
    bool same;       /* its text, params and whatever it can call */
    bool same_asked; /* the tables that it asked for the rows of all actors */
    uint64_t asked;  /* these, a bit each */
    size_t limits;   /* actors for which it hit one */
};

struct accord_earlier {
    struct accord_run_file *file; /* borrowed */
    struct accord_run_record record;
    struct accord_arena arena;
    struct accord_earlier_rule *rules; /* one a rule of the packs */
    size_t *rule_of;                   /* by number in the file; SIZE_MAX: none of the packs */
    size_t number_count;
    size_t others; /* rules whose verdicts are there and not asked for */
};

/* Has a record's texts live in the arena. False when memory is short. */
bool accord_earlier_copy_record(struct accord_run_record *record, struct accord_arena *arena);

/* Reads the run's rules. `record` is copied. */
enum accord_status accord_earlier_open(struct accord_earlier *source, struct accord_run_file *file,
                                       const struct accord_run_record *record,
                                       const struct accord_earlier_subject *subject,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_earlier_close(struct accord_earlier *source); /* zeroed is closed */

/* The rule of a number, an accord_rule_of_number; the host is the source. */
size_t accord_earlier_rule_of(const void *host, uint64_t number);

/* Adds the run's blocks, as source number `index`, to a list that grows. */
struct accord_earlier_blocks {
    struct accord_arena arena;
    struct accord_plan_block *list;
    size_t count;
    size_t capacity;
};
enum accord_status accord_earlier_add_blocks(struct accord_earlier *source, size_t index,
                                             struct accord_earlier_blocks *blocks,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
void accord_earlier_blocks_clear(struct accord_earlier_blocks *blocks);

#endif
