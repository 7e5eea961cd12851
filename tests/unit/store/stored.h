/* A store of runs in a file of its own, with small runs in it. */
#ifndef ACCORD_TESTS_STORED_H
#define ACCORD_TESTS_STORED_H

#include "store/run_file.h"

extern char stored_path[64];

/* Around each test. */
void make_stored_path(void);
void remove_stored_path(void);

struct accord_run_file *open_stored(void);
/* A new block of one actor, whose verdicts are that text. */
void stage_block(struct accord_run_file *file, const char *verdicts);
/* Appends what was staged as a run of that day and dataset, and gives its id. */
int64_t append_run(struct accord_run_file *file, const char *as_of, const char *dataset);
/* Its blocks, each by its verdicts. */
void expect_verdicts(struct accord_run_file *file, int64_t run, const char *verdicts);
/* The number that the SQL comes to. */
int64_t ask_stored(const char *sql);

#endif
