/* A small dataset of every kind of column, packed, and everything that can be read of one. */
#ifndef ACCORD_TESTS_STORE_PACKED_H
#define ACCORD_TESTS_STORE_PACKED_H

#include "unit/store/files.h"

#include <stddef.h>

extern const struct file packed_files[FILES_MAX];

/* The bytes of a file; `bytes` is released with free. */
struct packed_bytes {
    unsigned char *bytes;
    size_t length;
};

/* Packs those files in the test's folder, of which nothing but the packed one stays. */
struct packed_bytes packed_make(const char *path);
struct packed_bytes packed_read(const char *path);
void packed_write(const char *path, const struct packed_bytes *bytes);

/* Reads all that a dataset holds: rows of every actor and place, digests, names. What it reads is appended to `text`,
 * where there is one. */
struct accord_text;
enum accord_status packed_read_all(struct accord_dataset *dataset, struct accord_text *text, struct accord_error *err);

/* The same as one text, with what the dataset says of itself and its warnings; released with accord_free. */
char *packed_everything(const struct opened *opened);

#endif
