/* What was on record of the actors of a block, kept with it: bytes by a digest of what they are made of, so that blocks
 * of the same actors with the same rows share them, whatever was said of those. src/runs/kept_rows.h knows what is in
 * them.
 */
#ifndef ACCORD_STORE_RUN_ROWS_H
#define ACCORD_STORE_RUN_ROWS_H

#include "base/memory.h"
#include "store/run_file.h"

/* Whether the store has them already. */
enum accord_status accord_run_rows_known(struct accord_run_file *file, const unsigned char digest[ACCORD_SHA256_BYTES],
                                         bool *known, struct accord_error *err) ACCORD_MUST_CHECK;

/* Puts them with the block that was staged last (accord_run_file_stage). `content` NULL: the store has them. */
enum accord_status accord_run_rows_stage(struct accord_run_file *file, const unsigned char digest[ACCORD_SHA256_BYTES],
                                         const struct accord_bytes *content,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Those of a block, in the arena. Not found where it has none, as those of an earlier accord. */
enum accord_status accord_run_rows(struct accord_run_file *file, int64_t block, struct accord_arena *arena, bool *found,
                                   struct accord_bytes *content, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
