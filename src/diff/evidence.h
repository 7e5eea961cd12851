/* Rows of evidence as a report of --format json tells them, gathered of a whole verdict. Private to src/diff. */
#ifndef ACCORD_DIFF_EVIDENCE_H
#define ACCORD_DIFF_EVIDENCE_H

#include "base/memory.h"
#include "diff/run.h"

struct cJSON;

enum { ACCORD_DIFF_EVIDENCE_LISTS_MAX = 4096 };

/* Lists of evidence on the way: of a verdict and of its findings. */
struct accord_diff_evidence {
    const struct cJSON *lists[ACCORD_DIFF_EVIDENCE_LISTS_MAX];
    size_t count;
};

/* Fills the verdict's rows and tables, copied into the arena: each row once, with all cells that were read of it.
 * *why, which is static, says what is wrong with what was told ("..., expected ..."), or that memory is short (NULL).
 */
bool accord_diff_gather(const struct accord_diff_evidence *evidence, struct accord_arena *arena,
                        struct accord_diff_verdict *verdict, const char **why);

#endif
