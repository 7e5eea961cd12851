/* Wrong rows that are found in no order and told in order of arrival. Private to src/store. */
#ifndef ACCORD_STORE_FAULTS_H
#define ACCORD_STORE_FAULTS_H

#include "accord/problems.h"
#include "accord/status.h"

#include <stddef.h>
#include <stdint.h>

struct accord_fault {
    int64_t row;
    int64_t other;
    size_t which; /* of the table's keys or references */
    size_t item;  /* of a list, the byte where it begins */
};

/* The earliest ones, as many as can be told, and how many more there are. Zeroed is empty. */
struct accord_fault_list {
    struct accord_fault first[ACCORD_PROBLEMS_KEPT];
    size_t count;
    size_t more;
};

void accord_fault_note(struct accord_fault_list *list, struct accord_fault fault);

/* Calls `tell` for each, which adds a problem. */
struct accord_store;
struct accord_store_table;
typedef enum accord_status (*accord_fault_function)(struct accord_store *store, struct accord_store_table *table,
                                                    const struct accord_fault *fault, struct accord_error *err);
enum accord_status accord_fault_tell(const struct accord_fault_list *list, accord_fault_function tell,
                                     struct accord_store *store, struct accord_store_table *table,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

#endif
