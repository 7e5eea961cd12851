/* The rows of a case as a Data Package, so that they go the way that a dataset goes. */
#ifndef ACCORD_WORKSHOP_CASE_DATA_H
#define ACCORD_WORKSHOP_CASE_DATA_H

#include "accord/dataset.h"
#include "workshop/cases.h"

/* Where the documents of one case after another are: in memory. */
struct accord_case_room;

/* The room is closed by the caller, after the datasets. */
enum accord_status accord_case_room_open(struct accord_case_room **room, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_case_room_close(struct accord_case_room *room);

/* Writes the rows and declarations of the case over those of the one before and opens them as a dataset, which the
 * caller closes. `reversed`: tables and rows in the opposite order. Where they are no good data the status is
 * ACCORD_BAD_DATA and `broken` says why, a line each: "row 2 of actions: ...". */
enum accord_status accord_case_room_dataset(struct accord_case_room *room, const struct accord_case_file *file,
                                            const struct accord_case *one, bool reversed,
                                            struct accord_dataset **dataset, struct accord_text *broken,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

#endif
