/* Records put in order in bounded memory: what does not fit goes to a temporary file, in sorted runs that are merged.
 */
#ifndef ACCORD_STORE_SORTER_H
#define ACCORD_STORE_SORTER_H

#include "accord/status.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of records that stand in memory while they are added. While they are read back it is a quarter of that, or
 * 16 KiB for each run (of so many bytes) if that is more; and always the largest record. */
enum { ACCORD_SORTER_MEMORY = 32 * 1024 * 1024 };

struct accord_sorter;

/* A record as it was added: valid until the next call. Keys are compared bytewise, the shorter first. */
struct accord_sorter_record {
    const char *key;
    size_t key_length;
    const char *bytes;
    size_t length;
};

/* A file is made under `folder` (copied; NULL: /tmp) only when records do not fit into `memory` bytes. It never has a
 * name, so that nothing of it stays behind whatever becomes of the process. */
enum accord_status accord_sorter_new(const char *folder, size_t memory, struct accord_sorter **sorter,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_sorter_free(struct accord_sorter *sorter);

/* Copies key and bytes, of less than 1 GiB together. ACCORD_NOT_WRITTEN when the temporary file cannot be. */
enum accord_status accord_sorter_add(struct accord_sorter *sorter, const struct accord_sorter_record *record,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* Ends the adding: from now on records are read, each once, in the order of their keys. Those of one key come in no
 * order. */
enum accord_status accord_sorter_sort(struct accord_sorter *sorter, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_sorter_next(struct accord_sorter *sorter, struct accord_sorter_record *record, bool *found,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether records went to a file. */
bool accord_sorter_spilled(const struct accord_sorter *sorter);

#endif
