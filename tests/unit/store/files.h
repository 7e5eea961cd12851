/* Datasets written for a test into a folder of its own, and opened. */
#ifndef ACCORD_TESTS_STORE_FILES_H
#define ACCORD_TESTS_STORE_FILES_H

#include "accord/dataset.h"

enum { FILES_MAX = 8, FOLDER_MAX = 32 };

/* The files of a dataset; the first is its descriptor. */
struct file {
    const char *name;
    const char *content;
};

#define DESCRIPTOR(more, resources) "{\"name\": \"made\"" more ", \"resources\": [" resources "]}\n"
#define RESOURCE(name, path) "{\"name\": \"" name "\", \"path\": \"" path "\"}"
#define COMPLETE(name, path, complete)                                                                                 \
    "{\"name\": \"" name "\", \"path\": \"" path "\", \"accord:complete\": [" complete "]}"

/* The test's folder, as a fixture. */
extern char folder[FOLDER_MAX];
void make_folder(void);
void remove_folder(void);
const char *path_in_folder(const char *name); /* valid until the next call */

void write_files(const struct file *files);
void remove_files(const struct file *files);

/* Opening with what it says. */
struct opened {
    struct accord_dataset *dataset;
    struct accord_problems *errors;
    struct accord_problems *warnings;
    struct accord_error err;
    enum accord_status status;
};

struct opened open_at(const char *path, const char *temporary);
struct opened open_files(const struct file *files); /* written, opened, removed */
void close_opened(struct opened *opened);
void check_good(const struct opened *opened);

#endif
