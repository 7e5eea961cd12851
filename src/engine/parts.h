/* A run in parts, for a host that spreads it over processes: one reads the rules' files, others load and evaluate them
 * and hand over bytes, one joins what they say. The host starts the processes; the library does not fork. */
#ifndef ACCORD_ENGINE_PARTS_H
#define ACCORD_ENGINE_PARTS_H

#include "accord/console.h"
#include "accord/problems.h"
#include "accord/profile.h"
#include "accord/run.h"
#include "base/wire.h"
#include "engine/plain.h"
#include "store/store.h"

/* ---- packs and profiles ---- */

/* Finds and reads the files of packs; no Lua runs. Close with accord_packs_close. */
enum accord_status accord_packs_read(const char *const *folders, size_t count, struct accord_problems *problems,
                                     struct accord_packs **packs, struct accord_error *err) ACCORD_MUST_CHECK;
/* Loads packs that were read, without opening any file. `problems` has those of reading; any makes it BAD_RULES. */
enum accord_status accord_packs_load(struct accord_packs *packs, const struct accord_limits *limits,
                                     struct accord_problems *problems, struct accord_error *err) ACCORD_MUST_CHECK;
/* Gives packs that were read the facts that another process found when it loaded them (accord_frame_add_packs), copied
 * and checked. They tell what loaded packs tell, and cannot run. */
enum accord_status accord_packs_adopt(struct accord_packs *packs, const char *bytes, size_t length,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
/* Of packs with adopted facts: they are to be loaded without running the files of rules that are not needed. These keep
 * their facts and their numbers, and cannot be asked. `rules` is borrowed. */
void accord_packs_need(struct accord_packs *packs, const bool *rules);

/* As accord_profile_open, of a file that was read, and run elsewhere. All is copied. */
enum accord_status accord_profile_adopt(struct accord_packs *packs, const struct accord_plain_file *file,
                                        struct accord_problems *problems, struct accord_profile **profile,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

struct accord_position;

/* From now on loading says which file it is at: `rule` is its index, and moves grow with each. The position must outlive
 * the packs. */
void accord_packs_watch(struct accord_packs *packs, struct accord_position *position);

/* ---- runs ---- */

/* What a process is at. An actor is paired with rules, then gives to aggregate rules, which are concluded at the end.
 */
enum accord_stage { ACCORD_STAGE_LOADING, ACCORD_STAGE_PAIR, ACCORD_STAGE_COLLECT, ACCORD_STAGE_CONCLUDE };

/* One thing that a rule is asked. */
struct accord_pair {
    enum accord_stage stage;
    size_t actor; /* of a conclusion: its number in their order */
    size_t rule;
};

/* Where a run stands, in memory that is shared with whoever watches it. */
struct accord_position {
    volatile uint64_t moves; /* grows with every pair, and whenever else something goes on */
    volatile uint32_t stage;
    volatile uint32_t rule;
    volatile uint64_t actor;
    volatile bool awaited; /* by the watcher: what is finished is to be handed over */
};

/* A pair whose outcome is known: it took a process with it. */
struct accord_failure {
    struct accord_pair pair;
    const char *why;
};

struct accord_part {
    struct accord_reader *reader;     /* of the dataset's store, opened before: borrowed */
    struct accord_position *position; /* or NULL */
    const struct accord_failure *failures;
    size_t failure_count;
    const bool *stopped; /* one a rule: it has hit limits for as many actors as it may */
};

/* As accord_run_new. What the part points to must outlive the run. */
enum accord_status accord_run_new_part(struct accord_packs *packs, struct accord_dataset *dataset,
                                       const struct accord_run_options *options, const struct accord_part *part,
                                       struct accord_run **run, struct accord_error *err) ACCORD_MUST_CHECK;

/* Around whatever is evaluated. */
enum accord_status accord_run_begin(struct accord_run *run, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_run_end(struct accord_run *run);

/* Every verdict of one actor, in order of rules. */
enum accord_status accord_run_actor(struct accord_run *run, size_t actor, accord_verdict_function function, void *host,
                                    struct accord_error *err) ACCORD_MUST_CHECK;
/* Appends which rules hit a limit for the actor that was evaluated last. */
void accord_run_add_limits(struct accord_run *run, struct accord_text *text);
/* Appends which rules asked which stored tables for the rows of all actors, each pair once in a run: their number, then
 * of each the rule and the table. */
void accord_run_add_asked(struct accord_run *run, struct accord_text *text);
/* Appends what aggregate rules collected of the actor that was evaluated last, and forgets it: the number of rules,
 * then of each its number in the packs and its bytes, which do not tell who the actor is nor where its rows lie. */
void accord_run_add_collected(struct accord_run *run, struct accord_text *text);
/* Collects what another process did of one actor: all that is left of the wire. Actors come in order. */
enum accord_status accord_run_take_collected(struct accord_run *run, size_t actor, struct accord_wire *wire,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* Every verdict of aggregates. */
enum accord_status accord_run_conclude(struct accord_run *run, accord_verdict_function function, void *host,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* As accord_console_new, in a process of its own: what the part points to must outlive the console. NULL: none. */
enum accord_status accord_console_new_part(struct accord_packs *packs, struct accord_dataset *dataset,
                                           struct accord_date as_of, const struct accord_part *part,
                                           struct accord_console **console, struct accord_error *err) ACCORD_MUST_CHECK;

/* How many actors a rule may hit a limit for. */
enum { ACCORD_LIMIT_ERRORS_MAX = 20 };

#endif
