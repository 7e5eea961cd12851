/* What verdicts rest on, as digests: a later run takes a verdict from the store where they are the same. */
#ifndef ACCORD_RUNS_INPUTS_H
#define ACCORD_RUNS_INPUTS_H

#include "accord/run.h"
#include "base/sha256.h"
#include "runs/block.h"

/* What every verdict rests on: this build, the as-of date, limits, the rows that everybody sees, and the tables, their
 * columns and what is complete in them. */
void accord_inputs_ground(const struct accord_dataset *dataset, struct accord_date as_of,
                          const struct accord_limits *limits, unsigned char ground[ACCORD_SHA256_BYTES]);

/* What the verdicts of each rule rest on besides, a digest a rule: its file, its register, every lib, and its params in
 * the run. Those of a rule that requires another rest on that one's, too. */
enum accord_status accord_inputs_rules(const struct accord_packs *packs, const struct accord_run_options *options,
                                       unsigned char (*digests)[ACCORD_SHA256_BYTES],
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Of each actor its key, ACCORD_KEY_BYTES of the digest of its rows. `actors` NULL: all. */
enum accord_status accord_inputs_keys(struct accord_dataset *dataset, const size_t *actors, size_t count,
                                      unsigned char *keys, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
