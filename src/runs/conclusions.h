/* Verdicts of aggregate rules as a stored run keeps them: a block, and whose they are. */
#ifndef ACCORD_RUNS_CONCLUSIONS_H
#define ACCORD_RUNS_CONCLUSIONS_H

#include "runs/block.h"

/* Appends the block at hand with its ids. */
enum accord_status accord_conclusions_write(struct accord_block_writer *writer, struct accord_text *text,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* Where the block and the ids (a JSON array) are in the bytes. False for runs that an earlier accord stored, which did
 * not say whose they are. */
bool accord_conclusions_find(struct accord_bytes bytes, struct accord_bytes *ids, struct accord_bytes *verdicts);

#endif
