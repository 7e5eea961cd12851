/* What a stored run has on record of its actors. */
#ifndef ACCORD_TESTS_ON_RECORD_H
#define ACCORD_TESTS_ON_RECORD_H

#include "accord/dataset.h"
#include "store/run_file.h"

/* The newest run of the file, which is of all actors, has the rows that each of them has in the dataset, and
 * where these stand. */
void expect_on_record(struct accord_run_file *file, struct accord_dataset *dataset);

#endif
