/* RUNS.db: runs that were stored, in SQLite. This file keeps what it is given and knows no verdict: src/runs does. */
#ifndef ACCORD_STORE_RUN_FILE_H
#define ACCORD_STORE_RUN_FILE_H

#include "accord/status.h"
#include "base/sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* SQLite's application id of such a file: "ACRD". */
enum { ACCORD_RUN_FILE_APPLICATION = 0x41435244 };

struct accord_run_file;

struct accord_bytes {
    const char *at;
    size_t length;
};

/* One run, as its row in the table `runs` says; run_file.c has what the columns mean. Texts are borrowed. */
struct accord_run_record {
    int64_t id; /* given when it is appended, ascending */
    const char *as_of;
    const char *version;
    const char *dataset;
    const char *dataset_sha256;
    const char *rules_sha256;
    const char *profile; /* NULL: none */
    const char *profile_sha256;
    int64_t instructions; /* limits */
    int64_t memory;
    int64_t message;
    int64_t shard; /* from 1 */
    int64_t shards;
    int64_t actors;    /* that were evaluated */
    int64_t actors_of; /* that the dataset has */
    unsigned char ground[ACCORD_SHA256_BYTES];
    struct accord_bytes conclusions;
};

/* A rule of a run. */
struct accord_run_rule {
    int64_t number; /* in the file */
    const char *id;
    bool wanted;    /* its verdicts are there; else another rule requires it */
    int64_t limits; /* actors for which it hit one */
    unsigned char digest[ACCORD_SHA256_BYTES];
    const char *title; /* with the next three: for the views, told when it is appended only; NULL: not told */
    const char *instrument;
    const char *provision;
    const char *force;
};

/* A table that a rule of a run asked for the rows of all actors. */
struct accord_run_asked {
    int64_t number; /* of the rule */
    const char *table;
    unsigned char digest[ACCORD_SHA256_BYTES];
};

/* Some actors that follow one another. */
struct accord_run_block {
    int64_t id;
    int64_t actors;
    int64_t errors;           /* verdicts */
    struct accord_bytes ids;  /* of the actors, a JSON array */
    struct accord_bytes keys; /* of what each actor's verdicts rest on, as many bytes each */
    struct accord_bytes counts;
    struct accord_bytes verdicts;
    struct accord_bytes collected;
};

/* Opens the file, to be appended to and made where there is none (`create`), or to be read. One that an earlier accord
 * made is brought up to this version by those who write to it, at once or not at all. A foreign file and one that a
 * newer accord made are ACCORD_BAD_USAGE; what cannot be opened or written is ACCORD_NOT_WRITTEN. */
enum accord_status accord_run_file_open(const char *path, bool create, struct accord_run_file **file,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
/* Opens one that is there, for what run_labels.h and run_prune.h change. */
enum accord_status accord_run_file_open_to_change(const char *path, struct accord_run_file **file,
                                                  struct accord_error *err) ACCORD_MUST_CHECK;
void accord_run_file_close(struct accord_run_file *file);
const char *accord_run_file_path(const struct accord_run_file *file);

/* The number of a rule in the file, where it is added when it is new. */
enum accord_status accord_run_file_number(struct accord_run_file *file, const char *rule, int64_t *number,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* What is called with rows returns something other than ACCORD_OK to end the loop with it; everything is borrowed
 * during the call. No call keeps others from appending longer than it takes. */
typedef enum accord_status (*accord_run_function)(void *host, const struct accord_run_record *run,
                                                  struct accord_error *err);
typedef enum accord_status (*accord_run_rule_function)(void *host, const struct accord_run_rule *rule,
                                                       struct accord_error *err);
typedef enum accord_status (*accord_run_asked_function)(void *host, const struct accord_run_asked *asked,
                                                        struct accord_error *err);
typedef enum accord_status (*accord_run_block_function)(void *host, const struct accord_run_block *block,
                                                        struct accord_error *err);

/* The newest first; of those that rest on that ground, or all (NULL). Without their conclusions. */
enum accord_status accord_run_file_runs(struct accord_run_file *file, const unsigned char *ground, size_t most,
                                        accord_run_function function, void *host,
                                        struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_rules(struct accord_run_file *file, int64_t run, accord_run_rule_function function,
                                         void *host, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_asked(struct accord_run_file *file, int64_t run, accord_run_asked_function function,
                                         void *host, struct accord_error *err) ACCORD_MUST_CHECK;
/* In order, without ids, verdicts and what was collected. */
enum accord_status accord_run_file_blocks(struct accord_run_file *file, int64_t run, accord_run_block_function function,
                                          void *host, struct accord_error *err) ACCORD_MUST_CHECK;
/* A block's verdicts with the ids of its actors, and what was concluded in a run, as it was appended: valid until the
 * next call of the same. */
enum accord_status accord_run_file_contents(struct accord_run_file *file, int64_t block, struct accord_bytes *ids,
                                            struct accord_bytes *verdicts, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_conclusions(struct accord_run_file *file, int64_t run,
                                               struct accord_bytes *conclusions,
                                               struct accord_error *err) ACCORD_MUST_CHECK;
/* One block's verdicts, or what was collected for it: valid until the next call of the same. */
enum accord_status accord_run_file_verdicts(struct accord_run_file *file, int64_t block, struct accord_bytes *verdicts,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_collected(struct accord_run_file *file, int64_t block,
                                             struct accord_bytes *collected,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- a run on its way in ---- */

/* What is staged lies in a temporary file without a name, and in no one's way. */

/* Puts aside what was said of the actor at a place in the run's order, and takes it out again; nothing of it is left in
 * the store. Valid until the next call. */
enum accord_status accord_run_file_put(struct accord_run_file *file, int64_t at, struct accord_bytes verdicts,
                                       struct accord_bytes collected, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_take(struct accord_run_file *file, int64_t at, struct accord_bytes *verdicts,
                                        struct accord_bytes *collected, struct accord_error *err) ACCORD_MUST_CHECK;

/* The next block of the run: a new one, or one that is there. */
enum accord_status accord_run_file_stage(struct accord_run_file *file, const struct accord_run_block *block,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_file_reuse(struct accord_run_file *file, int64_t block,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends the run with the blocks that were staged, all of it or nothing, and sets its id. */
enum accord_status accord_run_file_append(struct accord_run_file *file, struct accord_run_record *run,
                                          const struct accord_run_rule *rules, size_t rule_count,
                                          const struct accord_run_asked *asked, size_t asked_count,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
