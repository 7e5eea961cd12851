/* A case of fixtures/semantics as files: a dataset and a pack of rules of its kind. */
#ifndef ACCORD_TESTS_CASE_FILES_H
#define ACCORD_TESTS_CASE_FILES_H

#include <cjson/cJSON.h>

enum { CASE_PATH_MAX = 512 };

struct case_files {
    char folder[CASE_PATH_MAX];
    char dataset[CASE_PATH_MAX];
    char rules[CASE_PATH_MAX];
    char rule_id[128];
};

/* Reads a whole JSON file; aborts the test when it cannot. */
cJSON *case_read_json(const char *path);

/* Writes the files of the case; `other` (or NULL) replaces the members that it names. */
void case_files_write(const cJSON *one, const cJSON *other, struct case_files *files);
void case_files_remove(const struct case_files *files);

#endif
