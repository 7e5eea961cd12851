/* What is odd in a dataset without being an error. */
#ifndef ACCORD_STORE_ODDITIES_H
#define ACCORD_STORE_ODDITIES_H

#include "accord/problems.h"
#include "store/store.h"

#include <stdbool.h>

/* What a table is looked at for, and whether there is any reason to. Three things are odd: a row that ends no later
 * than it begins and so is never valid; a membership deposited surely after it was in force; two designations of one
 * actor for one role that are both surely valid on some day. */
struct accord_odd_table {
    int from; /* columns, or ACCORD_NO_COLUMN */
    int to;
    int deposited;
    int in_force;
    int role;
    bool suspect; /* a row was noted that is odd, or may be beside another */
};

void accord_odd_init(struct accord_odd_table *odd, const struct accord_schema *schema);
void accord_odd_note(struct accord_odd_table *odd, const struct accord_cell *cells);

/* Adds a warning for each oddity, at the row's place, in an order that shows neither files nor arrival: by actor, then
 * table name, then key. `tables` has one entry a table of the store, which is finished. */
enum accord_status accord_odd_find(struct accord_store *store, const struct accord_odd_table *tables,
                                   accord_store_file_function file_name, const void *file_host,
                                   struct accord_problems *warnings, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
