/* What the engine and the writers need of a dataset beyond the public header. */
#ifndef ACCORD_STORE_DATASET_H
#define ACCORD_STORE_DATASET_H

#include "accord/dataset.h"
#include "store/store.h"

/* Whether accord_dataset_open takes what is there for a packed dataset. */
bool accord_dataset_is_packed(const char *path);

/* As accord_dataset_open, of a package in memory, and into memory (accord_store_new_in_memory). The files must outlive
 * the dataset. */
struct accord_memory_files;
enum accord_status accord_dataset_open_memory(const struct accord_memory_files *files, struct accord_problems *errors,
                                              struct accord_problems *warnings, struct accord_dataset **dataset,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* The same into a store as accord_dataset_open makes it. */
enum accord_status accord_dataset_open_at_hand(const struct accord_memory_files *files,
                                               const struct accord_dataset_options *options,
                                               struct accord_problems *errors, struct accord_problems *warnings,
                                               struct accord_dataset **dataset,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

/* The files that it was read from, the descriptor first: as places name them. */
size_t accord_dataset_file_count(const struct accord_dataset *dataset);
const char *accord_dataset_file(const struct accord_dataset *dataset, size_t index);

struct accord_store *accord_dataset_store(struct accord_dataset *dataset);
const struct accord_store *accord_dataset_store_of(const struct accord_dataset *dataset);

/* Digests by which a later run knows that what a rule read is the same: ACCORD_DATASET_DIGEST bytes each. They show
 * content only, not the order of rows and columns without a value, nor files, lines or the dataset's shape or name.
 * Against accident, not against somebody who builds collisions in their own rows.
 *
 * Of an actor: every row that it sees but the global ones, in tables told apart by name. A row linked to several actors
 * is in the digest of each. Numbers count from 0, as accord_dataset_actor_id does.
 * Of a table: all its rows. That of `actors` changes with the list of ids, on which aggregates rest.
 * Of the world: what every actor sees. The global rows of all tables, and each table's name, columns, kinds, keys,
 * meanings and declarations of completeness. */
enum { ACCORD_DATASET_DIGEST = 32 };
enum accord_status accord_dataset_actor_digest(struct accord_dataset *dataset, size_t actor,
                                               unsigned char digest[ACCORD_DATASET_DIGEST],
                                               struct accord_error *err) ACCORD_MUST_CHECK;
void accord_dataset_table_digest(const struct accord_dataset *dataset, int table,
                                 unsigned char digest[ACCORD_DATASET_DIGEST]);
void accord_dataset_world_digest(const struct accord_dataset *dataset, unsigned char digest[ACCORD_DATASET_DIGEST]);

/* What describes the dataset: its package, or of a packed one what it was packed from, of which no rows can be read.
 * Borrowed from the dataset. */
struct accord_package;
enum accord_status accord_dataset_description(struct accord_dataset *dataset, const struct accord_package **package,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* Its title; NULL where the descriptor has none. Borrowed from the dataset. */
enum accord_status accord_dataset_title(struct accord_dataset *dataset, const char **title,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* The last day, not after `until`, that a row tells of; not found where none does. Rows tell of the dates in columns
 * that are events, that say when a row is valid or confirmed, or when what it is about occurs: never of due dates, on
 * which nothing need have happened. A month or a year counts by its first day, which it surely reaches. */
enum accord_status accord_dataset_last_day(struct accord_dataset *dataset, int32_t until, bool *found, int32_t *day,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* Opens, unless it is, what places and names of actors are read through: for a process that can open nothing later. */
enum accord_status accord_dataset_open_reader(struct accord_dataset *dataset,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

#endif
