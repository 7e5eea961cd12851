/* Opening the files of a dataset: regular files only, and nothing that could block. */
#ifndef ACCORD_INGEST_SOURCE_FILE_H
#define ACCORD_INGEST_SOURCE_FILE_H

#include "accord/status.h"
#include "base/text.h"

/* Files that are at hand, in place of a folder's: no file system is asked. */
struct accord_memory_file {
    const char *name; /* as a descriptor writes it */
    const char
        *bytes; /* in memory; NULL: in the open file, which can be read from its beginning and stays the caller's */
    size_t length;
    int descriptor;
};
struct accord_memory_files {
    const struct accord_memory_file *items;
    size_t count;
};

/* The file of that name. ACCORD_BAD_DATA as accord_source_open. */
enum accord_status accord_memory_file_find(const struct accord_memory_files *files, const char *name,
                                           const struct accord_memory_file **file,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* The descriptor of an open regular file (a symbolic link may lead to it). ACCORD_BAD_DATA with "what was found,
 * expected what" in `err`. The caller closes it. */
enum accord_status accord_source_open(const char *path, int *descriptor, struct accord_error *err) ACCORD_MUST_CHECK;

/* Back to the beginning of an open file at hand. ACCORD_BAD_DATA where that cannot be. */
enum accord_status accord_memory_file_rewind(const struct accord_memory_file *file,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends the whole file. More than the text's maximum is ACCORD_BAD_DATA. */
enum accord_status accord_source_read(int descriptor, struct accord_text *text,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether a path of a descriptor stays inside the dataset: NULL, or what it is instead. */
const char *accord_source_path_fault(const char *path);

/* directory "/" path, to be released with accord_free; NULL when memory is short. */
char *accord_source_join(const char *directory, const char *path);

#endif
