/* What the engine and the writers need of a dataset beyond the public header. */
#ifndef ACCORD_STORE_DATASET_H
#define ACCORD_STORE_DATASET_H

#include "accord/dataset.h"
#include "ingest/package.h"
#include "store/store.h"

struct accord_store *accord_dataset_store(struct accord_dataset *dataset);
const struct accord_store *accord_dataset_store_of(const struct accord_dataset *dataset);
const struct accord_package *accord_dataset_package(const struct accord_dataset *dataset);

#endif
